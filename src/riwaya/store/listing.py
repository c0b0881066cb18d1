"""Reports in lists: what each says of itself and how far it has come, newest first; and how many of each."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from riwaya.store import schema
from riwaya.store.records import Heading, Stage, Tally

_report, _reading, _decision = schema.report, schema.reading, schema.decision
_entry, _outlet = schema.entry, schema.outlet
_OPENING = 200  # letters of the text, for a report without a title
_unread = or_(_reading.c.report.is_(None), _reading.c.revision < _report.c.revision)
_decided = exists().where(_decision.c.report == _report.c.id)
_publisher = func.coalesce(_reading.c.publisher, _report.c.publisher)
_STAGES: dict[Stage, ColumnElement[bool]] = {
    "unread": _unread,
    "read": and_(~_unread, ~_decided),
    "begun": and_(~_unread, _decided),
}


def list_headings(
    connection: Connection, publisher: str | None, stage: Stage | None, before: int | None, limit: int
) -> list[Heading]:
    """List reports, the last imported first; ``publisher`` "" means those that name none."""
    decisions = select(func.count()).where(_decision.c.report == _report.c.id).scalar_subquery()
    query: Select[Any] = select(
        *(_report.c[name] for name in ("id", "name", "title", "imported")),
        func.substr(_report.c.text, 1, _OPENING).label("opening"),
        _publisher.label("publisher"),
        func.coalesce(_reading.c.published, _report.c.published).label("published"),
        case((_unread, "unread"), (_decided, "begun"), else_="read").label("stage"),
        decisions.label("decisions"),
    ).select_from(_report.outerjoin(_reading))
    if publisher is not None:
        query = query.where(func.coalesce(_publisher, "") == publisher)
    if stage is not None:
        query = query.where(_STAGES[stage])
    if before is not None:
        query = query.where(_report.c.id < before)
    return [_heading(row) for row in connection.execute(query.order_by(_report.c.id.desc()).limit(limit))]


def count_by_publisher(connection: Connection) -> list[Tally]:
    """Count the reports of each outlet at each stage, the outlet with the most first."""
    # Of what searches look in, indexes hold all that is counted: no report is looked up, for that is slow.
    number = _entry.c.id
    unread = select(_report.c.id).except_(select(_reading.c.report))
    decided = select(_decision.c.report)
    rows = (
        select(
            func.coalesce(_outlet.c.name, "").label("publisher"),
            case(
                (or_(number.in_(unread), number.in_(_stale())), "unread"),
                (number.in_(decided), "begun"),
                else_="read",
            ).label("stage"),
        )
        .select_from(_entry.outerjoin(_outlet, _outlet.c.id == _entry.c.outlet))
        .subquery()
    )
    query = select(rows.c.publisher, rows.c.stage, func.count()).group_by(rows.c.publisher, rows.c.stage)
    counts: dict[str, dict[str, int]] = {}
    for publisher, stage, number in connection.execute(query):
        counts.setdefault(publisher, {})[stage] = number
    tallies = [Tally(publisher or None, **stages) for publisher, stages in counts.items()]
    return sorted(tallies, key=lambda one: (-one.total, one.publisher or ""))


def _stale() -> CompoundSelect[Any]:
    """Select the reports that were completed since they were read, or while they were; they are few."""
    completed = select(_report.c.id).join(_reading)
    completed = completed.where(_report.c.revision > 1, _reading.c.revision < _report.c.revision)
    return completed.union(select(_reading.c.report).where(_reading.c.revision < 1))


def _heading(row: Row[*tuple[Any, ...]]) -> Heading:
    return Heading(
        row.id, row.name, row.title, row.opening, row.publisher, row.published, row.imported, row.stage,
        row.decisions,
    )  # fmt: skip
