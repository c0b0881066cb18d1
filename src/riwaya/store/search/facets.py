"""How often each value stands in what was found, so that a user sees what there is to narrow it down by."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Label,
    Select,
    func,
    literal,
    select,
    union_all,
)

from riwaya.store import schema
from riwaya.store.search.filters import SearchKind
from riwaya.store.search.results import Facet, Facets
from riwaya.store.search.statements import Asked

MOST_COUNTED = 5_000  # records: the newest of what was found
_MOST_VALUES = 100  # of a field
_FIELDS = ("outlets", "types", "countries", "acts", "sources", "reviewed")
# Of which a record of a kind has one value.
_OWN: dict[SearchKind, tuple[str, ...]] = {
    "reports": (),
    "claims": ("acts", "sources"),
    "events": ("types", "countries"),
}
_entry, _claim, _event, _telling = schema.entry, schema.claim, schema.event, schema.telling
_outlet, _actor, _place = schema.outlet, schema.actor, schema.place


def count_values(connection: Connection, asked: Asked) -> Facets:
    """Count the values of each field, most frequent first, all in one statement."""
    found = None if asked.plain else asked.once()  # what an index counts need not be written down
    hit = asked.newest(MOST_COUNTED, found)
    own = ("outlets", "reviewed", *_OWN[asked.kind])
    counts = [
        _count(field, value, joined, None if field in own else hit.c.id)
        for field, (value, joined) in _rows(asked, hit).items()
    ]
    everything = asked.all() if found is None else found
    whole = select(literal("total"), literal(""), func.count()).select_from(everything)
    facets: dict[str, list[Facet]] = {field: [] for field in ("total", *_FIELDS)}
    counted: Any = connection.execute(union_all(whole, *counts))
    for field, value, count in counted:
        if value is not None:
            facets[field].append(Facet(value, count))
    ordered = {
        field: tuple(sorted(facets[field], key=lambda each: (-each.count, each.value))[:_MOST_VALUES])
        for field in _FIELDS
    }
    total = facets["total"][0].count
    return Facets(**ordered, counted=min(total, MOST_COUNTED), total=total)


def _rows(asked: Asked, hit: CTE) -> dict[str, tuple[Any, FromClause]]:
    """Give the value of each field, and what was found joined with what has it.

    The joins are outer ones, and what has no value is passed over later: so the database begins with what was
    found.
    """
    claims, events = _join(hit, asked.kind, "claims"), _join(hit, asked.kind, "events")
    entries = hit.outerjoin(_entry, _entry.c.id == hit.c.report)
    source = func.coalesce(_actor.c.name_ar, _actor.c.name)
    return {
        "outlets": (_outlet.c.name, entries.outerjoin(_outlet, _outlet.c.id == _entry.c.outlet)),
        "types": (_event.c.type, events),
        "countries": (_place.c.country, events.outerjoin(_place, _place.c.id == _event.c.place)),
        "acts": (_claim.c.act, claims),
        "sources": (source, claims.outerjoin(_actor, _actor.c.id == _claim.c.source)),
        "reviewed": (asked.table.c.reviewed, hit.outerjoin(asked.table, asked.table.c.id == hit.c.id)),
    }


def _count(field: str, value: Any, rows: FromClause, several: ColumnElement[int] | None) -> Select[Any]:
    """Count rows by a value, or the records that have it, where one may have several."""
    named: Label[Any] = value.label("value")
    count = func.count() if several is None else func.count(several.distinct())
    return select(literal(field), named, count).select_from(rows).group_by(value)


def _join(hit: CTE, kind: SearchKind, other: SearchKind) -> FromClause:
    """Join what was found with its claims or events."""
    records = _claim if other == "claims" else _event
    if kind == other:
        return hit.outerjoin(records, records.c.id == hit.c.id)
    if kind == "reports":
        return hit.outerjoin(records, records.c.report == hit.c.id)
    mine, its = _telling.c.claim, _telling.c.event
    if kind == "events":
        mine, its = its, mine
    return hit.outerjoin(_telling, mine == hit.c.id).outerjoin(records, records.c.id == its)
