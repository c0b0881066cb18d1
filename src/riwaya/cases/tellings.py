"""What one report tells of one event, boiled down to what tellings are compared by."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from riwaya.cases.encoding import Encoder, shrink
from riwaya.cases.wording import find_ordinal, find_words, rarest, rarity
from riwaya.chars import fold
from riwaya.distances import kilometres
from riwaya.types import Actor, Event, EventType, Place, Reading, Reality

# Characters around a trigger that tell of its event, no further than its paragraph; a lead is the first
# paragraphs of a report, up to so many.
_BEFORE, _BEHIND, _LEAD = 200, 300, 500
_WORDS = 24  # rarest stems that are kept of a telling
_ORDINAL_BEFORE, _ORDINAL_BEHIND = 25, 30  # characters around a trigger within which its number stands
# Who leads with an event tells what is new: days farther back belong to something else that it recalls.
_NEW = 21
_LONG = 8  # days: of longer stretches only the last are taken
_STATE = frozenset({"GOV", "MIL", "POL"})
_LATE = 2  # days before a report that it may tell of without saying so


class Spot(msgspec.Struct, frozen=True, gc=False):
    """Where: a point with how much ground it stands for (``wide``: a region or country), or a name only."""

    name: str
    country: str | None
    admin1: str | None
    wide: bool
    whole_country: bool
    point: tuple[float, float] | None


class Telling(msgspec.Struct, frozen=True, gc=False):
    """One event of one report. Days are proleptic ordinals."""

    report: str
    event: str
    type: EventType
    reality: Reality
    lead: bool  # the report opens with it
    published: int | None
    first: int | None  # days on which it happened, as told or, in a lead, as the report's day suggests
    last: int | None
    dated: bool  # the days were told
    spot: Spot | None
    places: frozenset[str]  # named near the trigger, countries aside
    doers: frozenset[str]
    parties: frozenset[str]  # all who act or suffer, or are named near the trigger, as keys
    counts: frozenset[tuple[str, int]]  # people counted, by kind
    killed: int | None  # the highest toll told
    weapons: frozenset[str]
    words: frozenset[str]  # the rarest near the trigger
    worth: float  # how rare all of them are
    ordinal: int | None
    round: int | None  # of talks
    meaning: bytes = b""  # of the words near the trigger, where an encoder tells it

    @property
    def key(self) -> tuple[str, str]:
        """Report and event, which name the telling."""
        return self.report, self.event


def find_tellings(reading: Reading, encode: Encoder | None = None) -> tuple[Telling, ...]:
    """Find what a reading tells of each of its events; with an encoder also what the words mean."""
    report = _Report(reading)
    if encode is None:
        return tuple(report.tell(event) for event in reading.events)
    vectors = encode([report.near(event) for event in reading.events])
    return tuple(
        msgspec.structs.replace(report.tell(event), meaning=shrink(vector))
        for event, vector in zip(reading.events, vectors, strict=True)
    )


class _Report:
    """The parts of a reading that its tellings draw on."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.report.text
        self._actors = {actor.id: actor for actor in reading.actors}
        self._places = {place.id: place for place in reading.places}
        self._who = sorted(
            (span.start, party)
            for actor in reading.actors
            for party in _parties(actor)
            for span in actor.mentions
        )
        where = ((span.start, _spot(place)) for place in reading.places for span in place.mentions)
        self._where = sorted((start, spot.name) for start, spot in where if not spot.whole_country)
        self._published = _day(reading.report.published)
        first = self._text.lstrip()
        self._opening = len(self._text) - len(first)
        self._lead = min(self._opening + _LEAD, len(self._text))
        end = self._text.find("\n", self._opening)
        self._first_end = self._lead if end < 0 else min(end, self._lead)

    def tell(self, event: Event) -> Telling:
        """Boil down one event."""
        lead = self._leads(event)
        window = self._window(event, lead)
        place = self._places.get(event.place or "")
        counts = frozenset(
            (f.kind, f.low or f.high or 0) for f in event.figures if (f.low or f.high or 0) > 0
        )
        doers, done_to = self._keys(event.actors), self._keys(event.targets)
        first, last, dated = self._days(event, lead)
        near = self._read(window)
        words = rarest(find_words(f"{near} {(self._reading.report.title or '') if lead else ''}"), _WORDS)
        return Telling(
            report=self._reading.report.id,
            event=event.id,
            type=event.type,
            reality=event.reality,
            lead=lead,
            published=self._published,
            first=first,
            last=last,
            dated=dated,
            spot=_spot(place) if place else None,
            places=_named(self._where, window),
            doers=doers,
            parties=doers | done_to | _named(self._who, window),
            counts=counts,
            killed=max((n for kind, n in counts if kind == "killed"), default=None),
            weapons=frozenset(fold(self._text[span.start : span.end]) for span in event.weapons),
            words=words,
            worth=math.fsum(map(rarity, words)),  # exact: a set has no order
            ordinal=self._ordinal(event),
            round=event.talks.round if event.talks is not None else None,
        )

    def near(self, event: Event) -> str:
        """Give the words near the triggers of an event."""
        return self._read(self._window(event, self._leads(event)))

    def _leads(self, event: Event) -> bool:
        return any(span.start < self._first_end for span in event.triggers)

    def _read(self, window: Iterable[tuple[int, int]]) -> str:
        return " ".join(self._text[start:end] for start, end in window)

    def _keys(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(key for id in ids if id in self._actors for key in _parties(self._actors[id]))

    def _window(self, event: Event, lead: bool) -> list[tuple[int, int]]:
        """Give the stretches around the triggers, each within its paragraph, and the lead where it is one."""
        found = [(self._opening, self._lead)] if lead else []
        for span in event.triggers[:3]:
            if lead and span.end <= self._lead:
                continue
            start = self._text.rfind("\n", 0, span.start) + 1
            end = self._text.find("\n", span.end)
            end = len(self._text) if end < 0 else end
            found.append((max(start, span.start - _BEFORE), min(end, span.end + _BEHIND)))
        return found

    def _days(self, event: Event, lead: bool) -> tuple[int | None, int | None, bool]:
        said = event.when
        first, last = (_day(said.start), _day(said.end)) if said else (None, None)
        published = self._published
        if first is not None and last is not None:
            planned = event.reality == "planned"
            old = lead and not planned and published is not None and last < published - _NEW
            if not old:
                return (first if last - first < _LONG else max(1, last - _LATE)), last, last - first < _LONG
        if lead and published is not None:
            return max(1, published - _LATE), published, False
        return None, None, False

    def _ordinal(self, event: Event) -> int | None:
        for span in event.triggers[:1]:
            around = self._text[max(0, span.start - _ORDINAL_BEFORE) : span.end + _ORDINAL_BEHIND]
            return find_ordinal(find_words(around))
        return None


def _named(mentions: Sequence[tuple[int, str]], window: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Give the keys that sorted mentions name within stretches of text."""
    return frozenset(
        key
        for start, end in window
        for _, key in mentions[bisect_left(mentions, (start, "")) : bisect_left(mentions, (end, ""))]
    )


def _parties(actor: Actor) -> frozenset[str]:
    """Give the keys of one who is the same in every report: by table, by English name, and the state behind
    an organ of it."""
    keys = {actor.ref or fold(actor.name_en or "")}
    if actor.role in _STATE and actor.country:
        keys.add(actor.country)
    return frozenset(filter(None, keys))


def _spot(place: Place) -> Spot:
    name = f"{fold(place.name_en or place.name)}|{place.country or ''}"
    point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    whole = place.precision == "country"
    return Spot(name, place.country, place.admin1, whole or place.precision == "region", whole, point)


def _day(written: str | None) -> int | None:
    try:
        return date.fromisoformat((written or "")[:10]).toordinal()
    except ValueError:
        return None


def find_distance(one: Spot, other: Spot) -> float:
    """Give the kilometres between two places; infinite where a point is missing."""
    if one.point is None or other.point is None:
        return math.inf
    return kilometres(*one.point, *other.point)
