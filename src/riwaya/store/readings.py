"""The machine's readings: one a report, replaced when it is read anew; the analysts' work is elsewhere."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select

from riwaya.errors import Fault, StoreError
from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.reports import FACTS, make_report
from riwaya.types import Reading, Report

_report, _reading = schema.report, schema.reading
_PAGE = 100  # reports at a time


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


def page_unread(connection: Connection, maker: str | None, after: int = 0) -> list[tuple[int, Report]]:
    """Give the next page of reports without a reading, or with one of an older state of theirs.

    With a ``maker``, those that another program or version has read are given too.
    """
    query = _unread(select(_report), maker).where(_report.c.id > after).order_by(_report.c.id).limit(_PAGE)
    return [(row.id, make_report(row)) for row in connection.execute(query)]


def count_unread(connection: Connection, maker: str | None = None) -> int:
    """Count the reports that ``page_unread`` gives."""
    return connection.scalar(_unread(select(func.count()), maker)) or 0


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
