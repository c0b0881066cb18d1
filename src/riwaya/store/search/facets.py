"""How often each value stands in what was found, so that a user sees what there is to narrow it down by."""

from typing import Any

from sqlalchemy import CTE, Connection, FromClause, Label, Select, func, literal, select, union_all

from riwaya.store import schema
from riwaya.store.search.filters import SearchKind
from riwaya.store.search.results import Facet
from riwaya.store.search.statements import Asked

MOST_COUNTED = 20_000  # records: the newest of what was found
_MOST_VALUES = 100  # of a field
_FIELDS = ("outlets", "types", "countries", "acts", "sources", "reviewed")
_entry, _claim, _event, _telling = schema.entry, schema.claim, schema.event, schema.telling
_outlet, _actor, _place = schema.outlet, schema.actor, schema.place


def count_values(connection: Connection, asked: Asked, kind: SearchKind) -> dict[str, tuple[Facet, ...]]:
    """Count the values of each field, most frequent first, all in one statement."""
    own = asked.table.c
    newest = select(own.id, own.report, own.reviewed).where(*asked.conditions)
    hit = newest.order_by(own.day.desc(), own.id.desc()).limit(MOST_COUNTED).cte("hit")
    claims, events = _join(hit, kind, "claims"), _join(hit, kind, "events")
    rows = {
        "outlets": (
            _outlet.c.name,
            hit.join(_entry, _entry.c.id == hit.c.report).join(_outlet, _outlet.c.id == _entry.c.outlet),
        ),
        "types": (_event.c.type, events),
        "countries": (_place.c.country, events.join(_place, _place.c.id == _event.c.place)),
        "acts": (_claim.c.act, claims),
        "sources": (
            func.coalesce(_actor.c.name_ar, _actor.c.name),
            claims.join(_actor, _actor.c.id == _claim.c.source),
        ),
        "reviewed": (hit.c.reviewed, hit),
    }
    found: dict[str, list[Facet]] = {field: [] for field in _FIELDS}
    counts = (_count(field, value, joined, hit) for field, (value, joined) in rows.items())
    for field, value, count in connection.execute(union_all(*counts)):
        found[field].append(Facet(value, count))
    return {
        field: tuple(sorted(values, key=lambda each: (-each.count, each.value))[:_MOST_VALUES])
        for field, values in found.items()
    }


def _count(field: str, value: Any, rows: FromClause, hit: CTE) -> Select[Any]:
    named: Label[Any] = value.label("value")
    counted = select(literal(field), named, func.count(hit.c.id.distinct()))
    return counted.select_from(rows).where(value.is_not(None)).group_by(value)


def _join(hit: CTE, kind: SearchKind, other: SearchKind) -> FromClause:
    """Join what was found with its claims or events."""
    records = _claim if other == "claims" else _event
    if kind == other:
        return hit.join(records, records.c.id == hit.c.id)
    if kind == "reports":
        return hit.join(records, records.c.report == hit.c.id)
    mine, its = (
        (_telling.c.claim, _telling.c.event) if kind == "claims" else (_telling.c.event, _telling.c.claim)
    )
    return hit.join(_telling, mine == hit.c.id).join(records, records.c.id == its)
