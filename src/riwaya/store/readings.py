"""The machine's readings: one a report, replaced when it is read anew; the analysts' work is elsewhere."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select

from riwaya.errors import Fault, MissingError, StoreError, UnreadError
from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.decisions import list_decisions_on
from riwaya.store.records import Decision
from riwaya.store.reports import FACTS, make_report
from riwaya.store.review import review
from riwaya.types import Reading, Report

_report, _reading = schema.report, schema.reading
_PAGE = 100  # reports at a time
PAGE_READINGS = 50  # of readings, which are larger; each is decoded when its turn comes


class Kept(msgspec.Struct, frozen=True):
    """A report's reading as it is kept, not decoded yet, and what was decided on it."""

    number: int
    name: str
    text: str
    body: str | None  # none: it was not read
    decisions: tuple[Decision, ...] = ()

    def shown(self, where: str) -> Reading:
        """Give the reading as the analysts left it. Raises UnreadError where there is none."""
        if self.body is None:
            raise make_unread(where, self.name)
        reading = decode_body(self.body, self.text)
        return review(reading, self.decisions).reading if self.decisions else reading


def make_unread(where: str, name: str) -> UnreadError:
    """Make the error for a report that was not read."""
    return UnreadError(where, Fault("the report %(name)r has not been read yet", name=name))


def save_readings(connection: Connection, where: str, readings: list[Reading], maker: str) -> int:
    """Keep readings in place of the machine's earlier ones, and give how many.

    Raises StoreError for one whose report is not in the store, or has another text.
    """
    by_name = {reading.report.id: reading for reading in readings}
    query = select(_report).where(_report.c.name.in_(sorted(by_name))).order_by(_report.c.id)
    query = query.with_for_update()  # whoever decides on one of them waits
    rows = {row.name: row for row in connection.execute(query)}
    for name, reading in by_name.items():
        if name not in rows or rows[name].text != reading.report.text:
            fault = Fault("the report %(name)r is not in the store; its reading was not kept", name=name)
            if name in rows:
                fault = Fault("the report %(name)r has another text; its reading was not kept", name=name)
            raise StoreError(where, fault)
    if by_name:
        connection.execute(delete(_reading).where(_reading.c.report.in_([row.id for row in rows.values()])))
        now = moment()
        connection.execute(insert(_reading), [_row(rows[n], r, maker, now) for n, r in by_name.items()])
    return len(by_name)


def load_reading(connection: Connection, number: int) -> Reading | None:
    """Load the machine's reading of a report, or None where it has not been read."""
    query = select(_reading.c.body, _report.c.text).join(_report).where(_reading.c.report == number)
    row = connection.execute(query).one_or_none()
    return decode_body(row.body, row.text) if row else None


def page_kept(connection: Connection, after: int, *, machine: bool = False) -> list[Kept]:
    """Give the next page of readings in the order of import; with ``machine``, without decisions."""
    query = _kept().where(_reading.c.body.is_not(None), _report.c.id > after)
    return _load_kept(connection, query.limit(PAGE_READINGS), machine)


def find_kept(
    connection: Connection, where: str, names: Sequence[str], *, machine: bool = False
) -> list[Kept | MissingError]:
    """Find the readings of some reports, in the order of their names; an error stands for what is missing."""
    found = {
        one.name: one for one in _load_kept(connection, _kept().where(_report.c.name.in_(names)), machine)
    }
    return [
        found.get(name) or MissingError(where, Fault("there is no report %(name)r", name=name))
        for name in names
    ]


def _kept() -> Select[Any]:
    columns = (_report.c.id, _report.c.name, _report.c.text, _reading.c.body)
    return select(*columns).select_from(_report.outerjoin(_reading)).order_by(_report.c.id)


def _load_kept(connection: Connection, query: Select[Any], machine: bool) -> list[Kept]:
    rows = connection.execute(query).all()
    decisions = {} if machine else list_decisions_on(connection, [row.id for row in rows])
    return [Kept(row.id, row.name, row.text, row.body, tuple(decisions.get(row.name, ()))) for row in rows]


def page_unread(connection: Connection, maker: str | None, after: int = 0) -> list[tuple[int, Report]]:
    """Give the next page of reports without a reading, or with one of an older state of theirs.

    With a ``maker``, those that another program or version has read are given too.
    """
    query = _unread(select(_report), maker).where(_report.c.id > after).order_by(_report.c.id).limit(_PAGE)
    return [(row.id, make_report(row)) for row in connection.execute(query)]


def count_unread(connection: Connection, maker: str | None = None) -> int:
    """Count the reports that ``page_unread`` gives."""
    return connection.scalar(_unread(select(func.count()), maker)) or 0


def list_unread(connection: Connection, maker: str, names: Collection[str]) -> set[str]:
    """Give those of some reports that ``page_unread`` gives."""
    wanted = _unread(select(_report.c.name), maker)
    pages = (list(names)[at : at + _PAGE] for at in range(0, len(names), _PAGE))
    return {name for page in pages for name in connection.scalars(wanted.where(_report.c.name.in_(page)))}


def _unread(query: Select[Any], maker: str | None) -> Select[Any]:
    stale = or_(_reading.c.report.is_(None), _reading.c.revision < _report.c.revision)
    if maker is not None:
        stale = or_(stale, _reading.c.maker != maker)
    return query.select_from(_report.outerjoin(_reading)).where(stale)


def count_readings(connection: Connection) -> dict[str, int]:
    """Count the readings of each maker."""
    query = select(_reading.c.maker, func.count()).group_by(_reading.c.maker).order_by(_reading.c.maker)
    return dict(connection.execute(query).all())


def decode_body(body: str, text: str) -> Reading:
    """Make the reading of its stored form, which leaves the text to the report."""
    reading = msgspec.json.decode(body, type=Reading)
    report = msgspec.structs.replace(reading.report, text=text)
    return msgspec.structs.replace(reading, report=report)


def _row(row: Row[*tuple[Any, ...]], reading: Reading, maker: str, now: str) -> dict[str, object]:
    report = msgspec.structs.replace(reading.report, text="")
    # A report that was completed while it was read is to be read again.
    current = all(getattr(row, fact) in (None, getattr(report, fact)) for fact in FACTS)
    return {
        "report": row.id,
        "maker": maker,
        "revision": row.revision if current else row.revision - 1,
        "at": now,
        "publisher": report.publisher,
        "published": report.published,
        "credits": msgspec.json.encode(report.credits).decode(),
        "body": msgspec.structs.replace(reading, report=report).to_json(),
    }
