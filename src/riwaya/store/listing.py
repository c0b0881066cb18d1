"""Reports in lists: what each says of itself and how far it has come, newest first; and how many of each."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, literal, or_, select

from riwaya.store import schema
from riwaya.store.records import Heading, Stage, Tally

_report, _reading, _decision = schema.report, schema.reading, schema.decision
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
    # A reading knows its report's outlet: only what is unread is looked up among the texts, which is slow.
    known = select(
        func.coalesce(_reading.c.publisher, "").label("publisher"),
        case((_unread, "unread"), (_decided, "begun"), else_="read").label("stage"),
    ).select_from(_reading.join(_report))
    new = select(func.coalesce(_report.c.publisher, ""), literal("unread")).where(
        ~exists().where(_reading.c.report == _report.c.id)
    )
    rows = known.union_all(new).subquery()
    query = select(rows.c.publisher, rows.c.stage, func.count()).group_by(rows.c.publisher, rows.c.stage)
    counts: dict[str, dict[str, int]] = {}
    for publisher, stage, number in connection.execute(query):
        counts.setdefault(publisher, {})[stage] = number
    tallies = [Tally(publisher or None, **stages) for publisher, stages in counts.items()]
    return sorted(tallies, key=lambda one: (-one.total, one.publisher or ""))


def _heading(row: Row[*tuple[Any, ...]]) -> Heading:
    return Heading(
        row.id, row.name, row.title, row.opening, row.publisher, row.published, row.imported, row.stage,
        row.decisions,
    )  # fmt: skip
