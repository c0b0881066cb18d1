"""All events that a filter finds in little, for a map and a timeline: how many at each place and on each day.

However many they are, what is given stays small: where there are too many places they are counted by the
cells of a grid.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import CTE, Connection, case, func, select

from riwaya.store import schema
from riwaya.store.database import Database
from riwaya.store.search.filters import Box, Filter
from riwaya.store.search.statements import Asked, denied_events
from riwaya.types import EventType, Precision

State = Literal["actual", "negated", "possible", "planned", "denied"]
STATES: tuple[State, ...] = get_args(State)
_MOST = 1500  # heaps on a map
_entry, _event, _place = schema.entry, schema.event, schema.place


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
    """What is found in little. ``step`` is the side of a cell in degrees; 0 where places are told apart.

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
        columns = (own.id, own.type, own.reality, own.place, own.since, own.day, own.first)
        hit = select(*columns).where(*asked.conditions).cte("hit")
        heaps, step, placed = _load_heaps(connection, hit, view)
        days, types = _load_days(connection, hit), _load_types(connection, hit)
    total = sum(types.values())
    undated = sum(one.count for one in days if not one.told)
    timeless = sum(one.count for one in days if not one.last)
    kept = tuple(one for one in days if one.last)
    return Overview(heaps, step, kept, types, total, total - placed, undated, timeless)


def _load_types(connection: Connection, hit: CTE) -> dict[EventType, int]:
    counted = func.count().label("count")
    rows = connection.execute(select(hit.c.type, counted).group_by(hit.c.type).order_by(counted.desc()))
    return {row[0]: row[1] for row in rows}


def _load_days(connection: Connection, hit: CTE) -> list[Stretch]:
    keys = (hit.c.since, hit.c.day)
    query = select(*keys, func.count(), func.count(hit.c.first)).group_by(*keys).order_by(*keys)
    days = []
    for since, day, number, told in connection.execute(query):
        counts = ((True, told), (False, number - told))
        days += [Stretch(since, day, kind, count) for kind, count in counts if count]
    return days


class _Lot(msgspec.Struct):
    """The events of one place; ``one`` is the number of one of them."""

    lat: float
    lon: float
    precision: Precision | None
    name: str
    name_en: str | None
    country: str | None
    one: int
    counts: list[int]


def _load_heaps(connection: Connection, hit: CTE, view: Box | None) -> tuple[tuple[Heap, ...], float, int]:
    """Give the heaps of a view, the step of their grid, and how many events have a point anywhere."""
    lots = _load_lots(connection, hit)
    placed = sum(sum(lot.counts) for lot in lots)
    groups, step = _group([lot for lot in lots if view is None or view.holds(lot.lat, lot.lon)])
    single = (group[0].one for group in groups if sum(sum(lot.counts) for lot in group) == 1)
    names = _load_names(connection, single)
    return tuple(_heap(group, names) for group in groups), step, placed


def _load_lots(connection: Connection, hit: CTE) -> list[_Lot]:
    place = hit.c.place + 0  # not by its index: rows in the order of the table are read twice as fast
    tally = [func.sum(case((hit.c.reality == state, 1), else_=0)).label(state) for state in STATES[1:-1]]
    counted = select(place.label("place"), func.count().label("all"), func.min(hit.c.id).label("one"), *tally)
    counts = counted.where(hit.c.place.is_not(None)).group_by(place).subquery()
    facts = (_place.c[name] for name in ("lat", "lon", "precision", "name", "name_en", "country"))
    query = select(*counts.c, *facts).join(_place, _place.c.id == counts.c.place)
    lots: dict[int, _Lot] = {}
    for number, total, one, *rest in connection.execute(
        query.where(_place.c.lat.is_not(None), _place.c.lon.is_not(None))
    ):
        told, (lat, lon, precision, name, name_en, country) = rest[: len(tally)], rest[len(tally) :]
        counts_by_state = [total - sum(told), *told, 0]
        lots[number] = _Lot(lat, lon, precision, name, name_en, country, one, counts_by_state)
    denied = select(hit.c.place, hit.c.reality, func.count()).where(hit.c.id.in_(denied_events()))
    for number, reality, count in connection.execute(denied.group_by(hit.c.place, hit.c.reality)):
        if number in lots:
            lots[number].counts[STATES.index(reality)] -= count
            lots[number].counts[-1] += count
    return list(lots.values())


def _group(lots: Sequence[_Lot]) -> tuple[list[list[_Lot]], float]:
    """Put together what lies at one point with one precision, or in one cell of a grid wide enough."""
    step = 0.0
    while True:
        found: dict[tuple[Any, ...], list[_Lot]] = {}
        for lot in lots:
            if step:
                found.setdefault((lot.lat // step, lot.lon // step), []).append(lot)
            else:
                found.setdefault((lot.lat, lot.lon, lot.precision), []).append(lot)
        if len(found) <= _MOST:
            return list(found.values()), step
        step = step * 2 or _first_step(lots)


def _first_step(lots: Sequence[_Lot]) -> float:
    """Guess how wide cells must be, from how far the points lie apart, so that few steps are tried."""
    lats, lons = [lot.lat for lot in lots], [lot.lon for lot in lots]
    area = max(max(lats) - min(lats), 0.1) * max(max(lons) - min(lons), 0.1)
    return float(2.0 ** math.floor(math.log2(math.sqrt(area / _MOST))))


def _heap(lots: Sequence[_Lot], names: dict[int, tuple[str, str]]) -> Heap:
    counts = [sum(column) for column in zip(*(lot.counts for lot in lots), strict=True)]
    total = sum(counts)
    most = max(lots, key=lambda lot: (sum(lot.counts), lot.name))
    lat, lon = most.lat, most.lon
    points = {(lot.lat, lot.lon) for lot in lots}
    if len(points) > 1:
        lat = sum(sum(lot.counts) * lot.lat for lot in lots) / total
        lon = sum(sum(lot.counts) * lot.lon for lot in lots) / total
    report, event = names.get(lots[0].one, (None, None)) if total == 1 else (None, None)
    precision = most.precision if len({lot.precision for lot in lots}) == 1 else None
    return Heap(
        round(lat, 4), round(lon, 4), tuple(counts),
        precision, most.name, most.name_en, most.country, len(points), report, event,
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
