"""What may be asked of a search: one frozen record, which is JSON as well."""

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from riwaya.chars import holds_no_letter
from riwaya.distances import EARTH, kilometres
from riwaya.errors import Fault, SearchError
from riwaya.store.records import Kind
from riwaya.store.search.queries import name_query, parse_query
from riwaya.store.search.rows import OPEN
from riwaya.types import Act, EventType, Evidence, FigureKind, Precision, Reality

SearchKind = Literal["reports", "claims", "events"]
Order = Literal["newest", "relevance"]
Reviewed = Literal["open", "accept", "correct", "add", "merge", "split", "reject"]
Sign = Literal[">=", "<=", "=", ">", "<"]

_LONGEST = 1000  # letters of a text that is asked for
_MOST_VALUES = 200  # of one field
_BOUND = re.compile(r"\s*(>=|<=|=|>|<)?\s*(\d{1,9})\s*")


class Box(msgspec.Struct, frozen=True, array_like=True):
    """An area in degrees; where ``west`` is east of ``east`` it runs over the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies in it; the meridians 180 and -180 are one."""
        return self.south <= lat <= self.north and any(
            self.west <= same <= self.east
            if self.west <= self.east
            else same >= self.west or same <= self.east
            for same in ((lon, -lon) if abs(lon) == 180 else (lon,))
        )


class Near(msgspec.Struct, frozen=True, array_like=True):
    """All within so many kilometres of a point, by great circle."""

    lat: float
    lon: float
    km: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies within it."""
        return kilometres(self.lat, self.lon, lat, lon) <= self.km

    def box(self) -> Box:
        """Give a box that holds all of it, so that few points need be measured."""
        angle = self.km / EARTH * (1 + 1e-9) + 1e-12
        south, north = (math.radians(self.lat) + side * angle for side in (-1, 1))
        if south <= -math.pi / 2 or north >= math.pi / 2:  # a pole lies within: all meridians meet there
            return Box(max(-90.0, math.degrees(south)), -180.0, min(90.0, math.degrees(north)), 180.0)
        side = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(self.lat)))))
        west, east = (_turn(self.lon + way * side) for way in (-1, 1))
        return Box(math.degrees(south), west, math.degrees(north), east)


class Bound(msgspec.Struct, frozen=True):
    """How many people: ``killed >= 10`` holds where ten were killed at least, by what is told."""

    kind: FigureKind
    sign: Sign
    number: int


class Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What to find. Of the values of one field any will do; what several fields ask must all hold.

    ``words`` are looked for in the record itself: a report's title and text, what a claim says and who says
    it, the sentences that tell of an event with its parties and place. ``sources``, ``acts``, ``evidence``,
    ``denied``, ``denies`` and ``disputed`` (one or the other) are about claims; ``types``, ``realities``,
    ``actors``, ``places``, ``precisions``, ``placed`` (has a point), ``dated`` (a day is told of it),
    ``box``, ``near`` and ``figures`` are about events. A claim is found by what it tells of, an event by who
    tells of it, a report by a claim and an event in it: all asked of one claim, and of one event.
    Names are words that must all be in a name, a table's name or a code: ``SYR GOV``.
    """

    words: str = ""
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    reviewed: tuple[Reviewed, ...] = ()
    sources: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    denied: bool | None = None
    denies: bool | None = None
    disputed: bool | None = None
    types: tuple[EventType, ...] = ()
    realities: tuple[Reality, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    precisions: tuple[Precision, ...] = ()
    placed: bool | None = None
    dated: bool | None = None
    box: Box | None = None
    near: Near | None = None
    figures: tuple[Bound, ...] = ()

    def to_json(self) -> str:
        """Give it as JSON, without what is not asked."""
        return msgspec.json.encode(self).decode()

    def check(self) -> None:
        """Raise SearchError for a value that cannot be, and name it."""
        for field in self.__struct_fields__:
            value = getattr(self, field)
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str):
                    check_text(field, one, _LONGEST)
            if isinstance(value, tuple) and len(value) > _MOST_VALUES:
                raise SearchError(
                    field,
                    Fault(
                        "%(count)s values are too many; %(most)s at most", count=len(value), most=_MOST_VALUES
                    ),
                )
        parse_query(self.words)
        for field, allowed in _ALLOWED.items():
            for value in getattr(self, field):
                if value not in allowed:
                    raise SearchError(
                        field,
                        Fault("%(value)r is not one of %(known)s", value=value, known=", ".join(allowed)),
                    )
        for field in ("outlets", "sources", "actors", "places"):
            for name in getattr(self, field):
                name_query(name, field)
        _check_days(self.since, self.until)
        _check_area(self.box, self.near)
        for bound in self.figures:
            if bound.kind not in get_args(FigureKind):
                raise SearchError(
                    "figures",
                    Fault(
                        "%(value)r is not one of %(known)s",
                        value=bound.kind,
                        known=", ".join(get_args(FigureKind)),
                    ),
                )


_ALLOWED: dict[str, tuple[str, ...]] = {
    "reviewed": (OPEN, *(kind for kind in get_args(Kind) if kind != "undo")),
    "acts": get_args(Act),
    "evidence": get_args(Evidence),
    "types": get_args(EventType),
    "realities": get_args(Reality),
    "precisions": get_args(Precision),
}


def decode_filter(value: object) -> Filter:
    """Make a filter of parsed JSON. Raises SearchError."""
    try:
        found = msgspec.convert(value, Filter)
    except msgspec.ValidationError as fault:
        raise SearchError("filter", Fault("cannot be: %(words)s", words=fault)) from None
    found.check()
    return found


def check_text(field: str, text: str, longest: int) -> None:
    """Raise SearchError for a text that no store could keep."""
    if len(text) > longest:
        raise SearchError(
            field, Fault("%(text)r… is longer than %(longest)s letters", text=text[:30], longest=longest)
        )
    if holds_no_letter(text):
        raise SearchError(field, Fault("%(text)r holds what is no letter", text=text[:30]))


def parse_numbers(field: str, text: str, names: str) -> tuple[float, ...]:
    """Parse numbers parted by commas: ``33.5,36.3,20``. Raises SearchError."""
    parts = text.split(",")
    try:
        numbers = tuple(map(float, parts))
    except ValueError:
        numbers = ()
    if len(numbers) != names.count(",") + 1 or not all(map(math.isfinite, numbers)):
        raise SearchError(field, Fault("%(text)r is not %(names)s", text=text, names=names))
    return numbers


def parse_bound(kind: FigureKind, text: str) -> Bound:
    """Parse a bound of people: ``>=10``, ``<5``, ``=7`` or ``7``. Raises SearchError."""
    match = _BOUND.fullmatch(text)
    if not match:
        raise SearchError(
            kind,
            Fault("%(text)r is no bound, such as %(one)s or %(other)s", text=text, one=">=10", other="<5"),
        )
    return Bound(kind, match[1] or "=", int(match[2]))  # type: ignore[arg-type]


def _check_days(since: str | None, until: str | None) -> None:
    for field, value in (("since", since), ("until", until)):
        try:
            if value is not None and date.fromisoformat(value).isoformat() != value:
                raise ValueError
        except ValueError:
            raise SearchError(
                field, Fault("%(value)r is no day, such as %(example)s", value=value, example="2022-03-14")
            ) from None
    if since and until and since > until:
        raise SearchError("since", Fault("%(since)s is after %(until)s", since=since, until=until))


def _check_area(box: Box | None, near: Near | None) -> None:
    if box is not None:
        if not all(map(math.isfinite, _values(box))):
            raise SearchError("box", Fault("%(values)s are no degrees", values=tuple(_values(box))))
        if not -90 <= box.south <= box.north <= 90:
            raise SearchError(
                "box",
                Fault(
                    "its south %(south)g and north %(north)g must rise, from -90 to 90",
                    south=box.south,
                    north=box.north,
                ),
            )
        if not (-180 <= box.west <= 180 and -180 <= box.east <= 180):
            raise SearchError(
                "box",
                Fault(
                    "its west %(west)g and east %(east)g must be from -180 to 180",
                    west=box.west,
                    east=box.east,
                ),
            )
    if near is not None:
        if not (-90 <= near.lat <= 90 and -180 <= near.lon <= 180):
            raise SearchError(
                "near",
                Fault("%(lat)g, %(lon)g is no point: latitude, then longitude", lat=near.lat, lon=near.lon),
            )
        if not (near.km > 0 and math.isfinite(near.km)):
            raise SearchError("near", Fault("%(km)g km is no distance", km=near.km))


def _values(record: msgspec.Struct) -> Iterable[Any]:
    return msgspec.structs.astuple(record)


def _turn(lon: float) -> float:
    """Bring a longitude between -180 and 180."""
    return (lon + 180) % 360 - 180
