"""All events that a filter finds in little, for a map and a timeline: how many at each place and on each day.

However many they are, what is given stays small: where there are too many places they are counted by the
cells of a grid.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Float,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)  # fmt: skip

from riwaya.store import schema
from riwaya.store.database import Database
from riwaya.store.search.filters import Box, Filter
from riwaya.store.search.statements import Asked
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
        counted = connection.execute(_count(Asked(connection, "events", filter), filter)).all()
        rows: dict[str, list[Sequence[Any]]] = {"types": [], "days": [], "lots": [], "denied": []}
        for row in counted:
            rows[row[0]].append(row)
        lots = _make_lots(rows["lots"], rows["denied"])
        groups, step = _group([lot for lot in lots if view is None or view.holds(lot.lat, lot.lon)])
        single = (group[0].one for group in groups if sum(lot.total for lot in group) == 1)
        names = _load_names(connection, single)
    days = _make_days(rows["days"])
    counts = sorted(
        ((type, number) for _, type, _, number, *_ in rows["types"]), key=lambda one: (-one[1], one[0])
    )
    types: dict[EventType, int] = dict(counts)
    total = sum(types.values())
    return Overview(
        tuple(_heap(group, names) for group in groups),
        step,
        tuple(one for one in days if one.last),
        types,
        total,
        total - sum(lot.total for lot in lots),
        sum(one.count for one in days if not one.told),
        sum(one.count for one in days if not one.last),
    )


def _count(asked: Asked, filter: Filter) -> CompoundSelect[Any]:
    """Count all that is shown in one statement: what a filter finds is found once."""
    own = _event.c
    columns = (own.id, own.type, own.reality, own.place, own.since, own.day, own.first)
    hit = select(*columns).where(*asked.conditions).cte("hit")
    # All events are read as fast as they would be put aside.
    hit = hit.prefix_with("NOT MATERIALIZED" if filter == Filter() else "MATERIALIZED")
    number = func.count()
    types = _part("types", a=hit.c.type, n=number).group_by(hit.c.type)
    days = _part("days", a=hit.c.since, b=hit.c.day, n=number, m1=func.count(hit.c.first))
    denied = _part("denied", b=hit.c.reality, n=number, k=hit.c.place).where(hit.c.id.in_(_disputed()))
    return union_all(
        types,
        days.group_by(hit.c.since, hit.c.day),
        denied.group_by(hit.c.place, hit.c.reality),
        _count_lots(hit),
    )


def _disputed() -> Select[Any]:
    """Select the events of which a claim tells that is denied, or denies another: all, by few claims."""
    telling, claim = schema.telling.c, schema.claim.c
    claims = select(claim.id).where(claim.denied == 1).union(select(claim.id).where(claim.denies == 1))
    return select(telling.event).where(telling.claim.in_(claims))


def _count_lots(hit: CTE) -> Select[Any]:
    place = hit.c.place  # of all events, an index holds what is counted
    tally = {
        name: func.sum(case((hit.c.reality == state, 1), else_=0)).label(name)
        for name, state in zip(("m1", "m2", "m3"), STATES[1:-1], strict=True)
    }
    counted = select(
        place.label("k"), func.count().label("n"), func.min(hit.c.id).label("one"), *tally.values()
    )
    lot = counted.where(hit.c.place.is_not(None)).group_by(place).subquery("lot")
    own = _place.c
    part = _part(
        "lots", a=own.precision, b=own.country, n=lot.c.n, m1=lot.c.m1, m2=lot.c.m2, m3=lot.c.m3, k=lot.c.k,
        one=lot.c.one, lat=own.lat, lon=own.lon, name=own.name, name_en=own.name_en,
    )  # fmt: skip
    return part.join_from(lot, _place, own.id == lot.c.k).where(own.lat.is_not(None), own.lon.is_not(None))


def _part(part: str, /, **columns: ColumnElement[Any]) -> Select[Any]:
    """Select some of the columns that all parts of the statement have; the others are empty."""
    kinds: dict[str, Any] = {
        "a": Text, "b": Text, "n": BigInteger, "m1": BigInteger, "m2": BigInteger, "m3": BigInteger,
        "k": BigInteger, "one": BigInteger, "lat": Float, "lon": Float, "name": Text, "name_en": Text,
    }  # fmt: skip
    filled = (columns.get(key, null()) for key in kinds)
    typed = (cast(value, kind).label(key) for (key, kind), value in zip(kinds.items(), filled, strict=True))
    return select(literal(part, Text).label("part"), *typed)


def _make_days(rows: Iterable[Sequence[Any]]) -> list[Stretch]:
    days = []
    for _, first, last, number, told, *_ in rows:
        if told:
            days.append(Stretch(first, last, True, told))
        if number > told:
            days.append(Stretch(first, last, False, number - told))
    return sorted(days, key=lambda one: (one.first, one.last, not one.told))


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
    total: int


def _make_lots(rows: Iterable[Sequence[Any]], denied: Iterable[Sequence[Any]]) -> list[_Lot]:
    lots: dict[int, _Lot] = {}
    for _, precision, country, n, m1, m2, m3, key, one, lat, lon, name, name_en in rows:
        counts = [n - m1 - m2 - m3, m1, m2, m3, 0]
        lots[key] = _Lot(lat, lon, precision, name, name_en, country, one, counts, n)
    for _, _, reality, n, _, _, _, key, *_ in denied:
        if key in lots:
            lots[key].counts[STATES.index(reality)] -= n
            lots[key].counts[-1] += n
    return sorted(lots.values(), key=lambda lot: lot.one)


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
    most = max(lots, key=lambda lot: (lot.total, lot.name))
    lat, lon = most.lat, most.lon
    points = {(lot.lat, lot.lon) for lot in lots}
    if len(points) > 1:
        lat = sum(lot.total * lot.lat for lot in lots) / total
        lon = sum(lot.total * lot.lon for lot in lots) / total
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
