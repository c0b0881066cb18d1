"""All events that a filter finds in little, for a map and a timeline: how many at each place and on each day.

However many they are, what is given stays small: where there are too many places they are counted by the
cells of a grid.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import CTE, Connection, Row, case, func, select

from riwaya.store import schema
from riwaya.store.database import Database
from riwaya.store.search.filters import Box, Filter
from riwaya.store.search.statements import Asked
from riwaya.types import EventType, Precision

State = Literal["actual", "negated", "possible", "planned", "denied"]
STATES: tuple[State, ...] = get_args(State)
_MOST = 1500  # heaps on a map
_claim, _event, _telling, _place = schema.claim, schema.event, schema.telling, schema.place
_entry = schema.entry


class Heap(msgspec.Struct, frozen=True, array_like=True):
    """The events at one place, counted by ``STATES``; with ``places`` above 1, those of a cell of a grid.

    ``report`` and ``event`` name it where it is one alone.
    """

    lat: float
    lon: float
    counts: tuple[int, int, int, int, int]
    precision: Precision | None
    name: str | None
    name_en: str | None
    country: str | None
    places: int = 1
    report: str | None = None
    event: str | None = None

    @property
    def total(self) -> int:
        """Count them all."""
        return sum(self.counts)


class Stretch(msgspec.Struct, frozen=True, array_like=True):
    """The events of the same days; ``told`` where these are told, else they are the report's."""

    first: str
    last: str
    told: bool
    count: int


class Overview(msgspec.Struct, frozen=True):
    """What is found in little. ``step`` is the side of a grid's cell in degrees; 0 where places are told apart.

    ``unplaced`` have no point, ``undated`` have no day told, ``timeless`` not even their report's.
    """

    heaps: tuple[Heap, ...]
    step: float
    days: tuple[Stretch, ...]
    types: dict[EventType, int]
    total: int
    unplaced: int
    undated: int
    timeless: int


def load_overview(database: Database, filter: Filter, view: Box | None = None) -> Overview:
    """Count what a filter finds by place, day and type; places outside of ``view`` are left out.

    Raises SearchError for a filter that cannot be understood.
    """
    filter.check()
    with database.reading(frozen=True) as connection:
        asked = Asked(connection, "events", filter)
        own = _event.c
        state = case((own.id.in_(_denied()), "denied"), else_=own.reality).label("state")
        told = own.first.is_not(None).label("told")
        columns = (own.id, own.type, own.place, own.since, own.day, told, state)
        hit = select(*columns).where(*asked.conditions).cte("hit")
        heaps, step, placed = _load_heaps(connection, hit, view)
        days, types = _load_days(connection, hit), _load_types(connection, hit)
    total = sum(types.values())
    undated = sum(one.count for one in days if not one.told)
    timeless = sum(one.count for one in days if not one.last)
    kept = tuple(one for one in days if one.last)
    return Overview(heaps, step, kept, types, total, total - placed, undated, timeless)


def _denied() -> Any:
    """Select the events that a claim tells of which is denied, or denies another."""
    disputed = _claim.c.denied + _claim.c.denies > 0
    return select(_telling.c.event).join(_claim, _claim.c.id == _telling.c.claim).where(disputed)


def _load_types(connection: Connection, hit: CTE) -> dict[EventType, int]:
    counted = func.count().label("count")
    rows = connection.execute(select(hit.c.type, counted).group_by(hit.c.type).order_by(counted.desc()))
    return {row[0]: row[1] for row in rows}


def _load_days(connection: Connection, hit: CTE) -> list[Stretch]:
    keys = (hit.c.since, hit.c.day, hit.c.told)
    rows = connection.execute(select(*keys, func.count()).group_by(*keys).order_by(*keys))
    return [Stretch(since, day, bool(told), count) for since, day, told, count in rows]


def _load_heaps(connection: Connection, hit: CTE, view: Box | None) -> tuple[tuple[Heap, ...], float, int]:
    """Give the heaps of a view, the step of their grid, and how many events have a point anywhere."""
    grouped = select(hit.c.place, hit.c.state, func.count().label("count"), func.min(hit.c.id).label("one"))
    counts = grouped.where(hit.c.place.is_not(None)).group_by(hit.c.place, hit.c.state).subquery()
    facts = (_place.c.lat, _place.c.lon, _place.c.precision, _place.c.name, _place.c.name_en, _place.c.country)
    query = select(counts, *facts).join(_place, _place.c.id == counts.c.place)
    rows = connection.execute(query.where(_place.c.lat.is_not(None), _place.c.lon.is_not(None))).all()
    placed = sum(row.count for row in rows)
    seen = [row for row in rows if view is None or view.holds(row.lat, row.lon)]
    groups, step = _group(seen)
    single = {one[0].one for one in groups if sum(row.count for row in one) == 1}
    names = _load_names(connection, single)
    return tuple(_heap(group, names) for group in groups), step, placed


def _group(rows: Sequence[Row[Any]]) -> tuple[list[list[Row[Any]]], float]:
    """Put together what lies at one point with one precision, or in one cell of a grid that is wide enough."""
    step = 0.0
    while True:
        found: dict[tuple[Any, ...], list[Row[Any]]] = {}
        for row in rows:
            cell = (math.floor(row.lat / step), math.floor(row.lon / step)) if step else (row.lat, row.lon)
            found.setdefault((*cell, row.precision if not step else ""), []).append(row)
        if len(found) <= _MOST:
            return list(found.values()), step
        step = max(step * 2, _first_step(rows))


def _first_step(rows: Sequence[Row[Any]]) -> float:
    """Guess how wide cells must be, from how far the points lie apart, so that few steps are tried."""
    lats, lons = [row.lat for row in rows], [row.lon for row in rows]
    area = max(max(lats) - min(lats), 0.1) * max(max(lons) - min(lons), 0.1)
    return float(2.0 ** math.floor(math.log2(math.sqrt(area / _MOST))))


def _heap(rows: Sequence[Row[Any]], names: dict[int, tuple[str, str]]) -> Heap:
    counts = dict.fromkeys(STATES, 0)
    for row in rows:
        counts[row.state] += row.count
    total = sum(counts.values())
    points = {(row.lat, row.lon) for row in rows}
    first = max(rows, key=lambda row: (row.count, row.name))
    lat, lon = first.lat, first.lon
    if len(points) > 1:
        lat = sum(row.count * row.lat for row in rows) / total
        lon = sum(row.count * row.lon for row in rows) / total
    report, event = names.get(rows[0].one, (None, None)) if total == 1 else (None, None)
    alike = {row.precision for row in rows}
    return Heap(
        round(lat, 4), round(lon, 4), tuple(counts.values()),  # type: ignore[arg-type]  # as many as STATES
        first.precision if len(alike) == 1 else None, first.name, first.name_en, first.country, len(points),
        report, event,
    )  # fmt: skip


def _load_names(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    wanted = sorted(numbers)
    columns = (_event.c.id, _entry.c.name, _event.c.record)
    for at in range(0, len(wanted), 500):
        query = select(*columns).join(_entry, _entry.c.id == _event.c.report)
        for number, report, record in connection.execute(query.where(_event.c.id.in_(wanted[at : at + 500]))):
            found[number] = (report, record)
    return found
