"""Cases of talks strung into processes: the same parties, round after round, on the same agenda.

Two meetings belong to one process when the sides that met are the same on the whole and not too long lies
between them. A side is a state or a body that the tables know; a person stands for his country. Who receives
the others or mediates is a side like any, so parties need not be the same altogether.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import fsum
from typing import TypeVar

from riwaya.cases.parties import count_parties, name_party, party_key
from riwaya.cases.wording import find_words, rarest, rarity
from riwaya.types import (
    PROCESS_SCHEMA,
    Act,
    Actor,
    Case,
    Period,
    Position,
    Process,
    Reading,
    Round,
)

Value = TypeVar("Value")
_APART = 60  # days between two meetings of one process, at the most
_SAME = 0.5  # of the sides of the smaller meeting must be in the other
_SIDES = 4  # the sides told by most reports; who else is named there is a guest
_AGENDA = 0.1  # of the rarer words of the agendas, where both have one: less is another matter
_TOPIC_WORDS = 30
_PARTIES = 8  # of those that met twice at least, the most frequent
_NO_SIDE = frozenset({"MED"})  # roles that are never a side
_POSITIONS: frozenset[Act] = frozenset({
    "state", "announce", "affirm", "deny", "reject", "demand", "threaten", "warn", "promise", "predict",
    "support", "describe",
})  # fmt: skip


class _Meeting:
    """A case of talks with what its reports tell of the talks."""

    def __init__(self, case: Case, readings: Mapping[str, Reading]) -> None:
        self.case = case
        self.told = [
            (reading, event)
            for member in case.events
            if (reading := readings.get(member.report)) is not None
            for event in reading.events
            if event.id == member.event and event.type == "talks"
        ]
        self.actors = [
            actor
            for reading, event in self.told
            for actor in reading.actors
            if actor.id in event.actors and actor.role not in _NO_SIDE
        ]
        self.sides = _sides(self.actors)
        self.topics = tuple(dict.fromkeys(self._topics()))
        self.agenda = rarest((word for topic in self.topics for word in find_words(topic)), _TOPIC_WORDS)
        self.first, self.last = _days(case.when)

    def _topics(self) -> Iterator[str]:
        for reading, event in self.told:
            for span in event.talks.topics if event.talks else ():
                yield reading.report.text[span.start : span.end]

    def round(self) -> Round:
        """Write the meeting up as a round."""
        talks = [event.talks for _, event in self.told if event.talks is not None]
        place = self.case.place
        assessments = Counter(one.assessment for one in talks if one.assessment is not None)
        numbers = Counter(one.round for one in talks if one.round is not None)
        return Round(
            case=self.case.id,
            number=_most(numbers),
            when=self.case.when,
            venue=(place.name_en or place.name) if place else None,
            country=place.country if place else None,
            reality=self.case.reality,
            topics=self.topics,
            positions=tuple(self._positions()),
            assessment=_most(assessments),
        )

    def _positions(self) -> Iterator[Position]:
        """Give what the sides said of the talks, or on what they are about."""
        seen: set[tuple[str, str]] = set()
        for reading, event in sorted(
            self.told, key=lambda one: (one[0].report.published or "", one[0].report.id)
        ):
            actors = {actor.id: actor for actor in reading.actors}
            for claim in reading.claims:
                actor = actors.get(claim.source or "")
                if actor is None or claim.content is None or claim.act not in _POSITIONS:
                    continue
                if event.id not in claim.events:
                    continue
                text = reading.report.text[claim.content.start : claim.content.end]
                if (reading.report.id, claim.id) not in seen:
                    seen.add((reading.report.id, claim.id))
                    yield Position(
                        name_party(actor), claim.act, text, reading.report.id, reading.report.published
                    )


def find_processes(cases: Iterable[Case], readings: Mapping[str, Reading]) -> tuple[Process, ...]:
    """String the cases of talks into processes; one meeting alone makes none."""
    meetings = [
        _Meeting(case, readings) for case in cases if case.type == "talks" and case.reality != "negated"
    ]
    meetings.sort(key=lambda one: (one.first, one.case.id))
    strings = _string([one for one in meetings if len(one.sides) > 1 and one.first])
    return tuple(_process(string) for string in strings if len(string) > 1)


def _string(meetings: Sequence[_Meeting]) -> list[list[_Meeting]]:
    """Join meetings that belong together, each looked up by its sides."""
    parent = list(range(len(meetings)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    recent: defaultdict[str, list[int]] = defaultdict(list)
    for number, meeting in enumerate(meetings):
        near = {other for side in meeting.sides for other in recent[side]}
        for other in sorted(near):
            if _belong(meetings[other], meeting):
                parent[root(number)] = root(other)
        for side in meeting.sides:
            recent[side] = [n for n in recent[side] if meeting.first - meetings[n].last <= _APART] + [number]
    strings: defaultdict[int, list[_Meeting]] = defaultdict(list)
    for number, meeting in enumerate(meetings):
        strings[root(number)].append(meeting)
    return sorted(strings.values(), key=lambda string: string[0].case.id)


def _belong(one: _Meeting, other: _Meeting) -> bool:
    shared = one.sides & other.sides
    if len(shared) < 2 or len(shared) < _SAME * min(len(one.sides), len(other.sides)):
        return False
    if other.first - one.last > _APART:
        return False
    if not one.agenda or not other.agenda or one.sides == other.sides:
        return True
    least = min(fsum(map(rarity, one.agenda)), fsum(map(rarity, other.agenda)))
    return fsum(map(rarity, one.agenda & other.agenda)) >= _AGENDA * least


def _process(string: Sequence[_Meeting]) -> Process:
    topics = dict.fromkeys(topic for meeting in string for topic in meeting.topics)
    held = [meeting for meeting in string if meeting.case.reality == "actual"]
    last = max((meeting.last for meeting in held), default=0)
    ahead = [m for m in string if m.case.reality == "planned" and m.first > last]
    met = Counter(key for meeting in string for key in {party_key(a) for a in meeting.actors if a.ref})
    actors = [actor for meeting in string for actor in meeting.actors if met[party_key(actor)] > 1]
    return Process(
        schema=PROCESS_SCHEMA,  # type: ignore[arg-type]  # the one schema there is
        id=string[0].case.id,
        parties=count_parties(actors)[:_PARTIES],
        topics=tuple(topics),
        rounds=tuple(meeting.round() for meeting in string),
        next=ahead[0].case.when if ahead else None,
    )


def _sides(actors: Iterable[Actor]) -> frozenset[str]:
    """Give those who meet, by those most reports name: states by code, bodies by their key."""
    counts = Counter(filter(None, map(_side, actors)))
    ordered = sorted(counts, key=lambda side: (-counts[side], side))
    return frozenset(ordered[:_SIDES])


def _side(actor: Actor) -> str | None:
    """Give the side of an actor: a rebel group or body is its own, all others are their country's."""
    if actor.role in ("REB", "OPP", "IGO", "NGO"):
        return actor.ref
    return actor.country or actor.ref


def _days(when: Period | None) -> tuple[int, int]:
    if when is None:
        return 0, 0
    return date.fromisoformat(when.start).toordinal(), date.fromisoformat(when.end).toordinal()


def _most(counts: Counter[Value]) -> Value | None:
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)
