"""Cases of talks strung into processes: the same parties, round after round, on the same agenda.

A side is a state or a body that the tables know; a person stands for his country. Who receives the others or
mediates is a side like any, so the parties of two rounds need not be the same altogether. The sides of a
process are those that most reports name at each of its rounds. A meeting goes on a process where two of them
met at least, and half of the sides of either are the other's: whom two processes have in common, or a guest
at one of them, does not make them one. Where the sides are not the same, the agenda has to have to do with
that of the process.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from math import fsum
from typing import TypeVar

import msgspec

from riwaya.cases.parties import count_parties, name_party, party_key
from riwaya.cases.wording import find_words, rarest, rarity
from riwaya.types import (
    PROCESS_SCHEMA,
    Act,
    Actor,
    Case,
    Event,
    Party,
    Period,
    Position,
    Process,
    Reading,
    Round,
)

Value = TypeVar("Value")
_APART = 60  # days between two meetings of one process, at the most
_SAME = 0.5  # of the sides of a meeting must be the process's, and the other way round
_MOST = 0.5  # of the reports must name a side for it to be one, not a guest
_SIDES = 4  # the sides told by most reports; who else is named there is a guest
_AGENDA = 0.1  # of the rarer words of the agendas, where both have one: less is another matter
_TOPIC_WORDS = 30
_PARTIES = 8  # of those that met twice at least, the most frequent
_NO_SIDE = frozenset({"MED"})  # roles that are never a side
_POSITIONS: frozenset[Act] = frozenset({
    "state", "announce", "affirm", "deny", "reject", "demand", "threaten", "warn", "promise", "predict",
    "support", "describe",
})  # fmt: skip


class Meeting(msgspec.Struct, frozen=True):
    """A case of talks, boiled down to what strings it with others. Days are proleptic ordinals."""

    first: int
    last: int
    sides: dict[str, float]  # those named most, and the part of the reports that names them
    agenda: frozenset[str]  # the rarer words of what it is about
    parties: tuple[tuple[Party, int], ...]  # those that tables know, and how often they are named
    round: Round


def find_meeting(case: Case, reading_of: Callable[[str], Reading]) -> Meeting | None:
    """Find what a case tells of talks; None where it tells of none, of one side only, or of no day."""
    if case.type != "talks" or case.reality == "negated" or case.when is None:
        return None
    told = [
        (reading, event)
        for member in case.events
        for reading in (reading_of(member.report),)
        for event in reading.events
        if event.id == member.event and event.type == "talks"
    ]
    sides = _sides(told)
    if len(sides) < 2:
        return None
    topics = tuple(dict.fromkeys(_topics(told)))
    known = [actor for one in told for actor in _actors(*one) if actor.ref]
    counts = Counter(map(party_key, known))
    first, last = _days(case.when)
    return Meeting(
        first,
        last,
        sides,
        rarest((word for topic in topics for word in find_words(topic)), _TOPIC_WORDS),
        tuple((party, counts[party.ref or ""]) for party in count_parties(known)),
        _round(case, told, topics),
    )


Told = Sequence[tuple[Reading, Event]]


def _topics(told: Told) -> Iterator[str]:
    for reading, event in told:
        for span in event.talks.topics if event.talks else ():
            yield reading.report.text[span.start : span.end]


def _round(case: Case, told: Told, topics: tuple[str, ...]) -> Round:
    """Write a meeting up as a round."""
    talks = [event.talks for _, event in told if event.talks is not None]
    place = case.place
    return Round(
        case=case.id,
        number=_most(Counter(one.round for one in talks if one.round is not None)),
        when=case.when,
        venue=(place.name_en or place.name) if place else None,
        country=place.country if place else None,
        reality=case.reality,
        topics=topics,
        positions=tuple(_positions(told)),
        assessment=_most(Counter(one.assessment for one in talks if one.assessment is not None)),
    )


def _positions(told: Told) -> Iterator[Position]:
    """Give what the sides said of the talks, or on what they are about."""
    seen: set[tuple[str, str]] = set()
    for reading, event in sorted(told, key=lambda one: (one[0].report.published or "", one[0].report.id)):
        actors = {actor.id: actor for actor in reading.actors}
        report = reading.report
        for claim in reading.claims:
            actor = actors.get(claim.source or "")
            if actor is None or claim.content is None or claim.act not in _POSITIONS:
                continue
            if event.id in claim.events and (report.id, claim.id) not in seen:
                seen.add((report.id, claim.id))
                text = report.text[claim.content.start : claim.content.end]
                yield Position(name_party(actor), claim.act, text, report.id, report.published)


def find_processes(meetings: Iterable[Meeting]) -> tuple[Process, ...]:
    """String meetings into processes; one alone makes none."""
    ordered = sorted(meetings, key=_order)
    return tuple(_process(string) for string in _string(ordered) if len(string) > 1)


def _order(meeting: Meeting) -> tuple[int, int, list[str], list[str], str]:
    """Order meetings by what they are, only then by an id, which may be of another store."""
    return meeting.first, meeting.last, sorted(meeting.sides), sorted(meeting.agenda), meeting.round.case


class _String:
    """A process on its way: its meetings so far."""

    def __init__(self, meeting: Meeting) -> None:
        self.meetings: list[Meeting] = []
        self._named: Counter[str] = Counter()
        self._agenda: set[str] = set()
        self.last = 0
        self.add(meeting)

    def add(self, meeting: Meeting) -> None:
        """Let it go on with a meeting."""
        self.meetings.append(meeting)
        self._named.update(meeting.sides)
        self._agenda |= meeting.agenda
        self.last = max(self.last, meeting.last)

    def fits(self, meeting: Meeting) -> float:
        """Tell how well a meeting goes on it; 0 where it does not."""
        if meeting.first - self.last > _APART:
            return 0.0
        ours = {side for side, named in self._named.items() if named > _MOST * len(self.meetings)}
        theirs = _chief(meeting)
        shared = len(ours & theirs)
        if shared < 2 or shared < _SAME * max(len(ours), len(theirs)):
            return 0.0
        alike = shared / len(ours | theirs)
        least = min(fsum(map(rarity, self._agenda)), fsum(map(rarity, meeting.agenda)))
        if not least:
            return alike
        topics = fsum(map(rarity, self._agenda & meeting.agenda)) / least
        return alike + topics if topics >= _AGENDA or alike == 1 else 0.0


def _chief(meeting: Meeting) -> set[str]:
    return {side for side, part in meeting.sides.items() if part >= _MOST}


def _string(meetings: Sequence[Meeting]) -> list[list[Meeting]]:
    """Let each meeting, by day, go on the process that it fits best, looked up by two of its sides."""
    strings: list[_String] = []
    recent: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for meeting in meetings:
        pairs = list(combinations(sorted(_chief(meeting)), 2))
        near = sorted({number for pair in pairs for number in recent[pair]})
        fitting = [(strings[number].fits(meeting), strings[number].last, -number) for number in near]
        fit, _, best = max(fitting, default=(0.0, 0, 0))
        number = -best if fit else len(strings)
        if fit:
            strings[number].add(meeting)
        else:
            strings.append(_String(meeting))
        for pair in pairs:
            going = [n for n in recent[pair] if n != number and meeting.first - strings[n].last <= _APART]
            recent[pair] = [*going, number]
    return sorted((string.meetings for string in strings), key=lambda found: found[0].round.case)


def _process(string: Sequence[Meeting]) -> Process:
    topics = dict.fromkeys(topic for meeting in string for topic in meeting.round.topics)
    held = [meeting for meeting in string if meeting.round.reality == "actual"]
    last = max((meeting.last for meeting in held), default=0)
    ahead = [m for m in string if m.round.reality == "planned" and m.first > last]
    return Process(
        schema=PROCESS_SCHEMA,  # type: ignore[arg-type]  # the one schema there is
        id=string[0].round.case,
        parties=tuple(_parties(string))[:_PARTIES],
        topics=tuple(topics),
        rounds=tuple(meeting.round for meeting in string),
        next=ahead[0].round.when if ahead else None,
    )


def _parties(string: Iterable[Meeting]) -> list[Party]:
    """Give those that met twice at least, the most frequent first."""
    met: Counter[str] = Counter()
    named: Counter[str] = Counter()
    known: dict[str, Party] = {}
    for meeting in string:
        for party, count in meeting.parties:
            key = party.ref or ""
            met[key] += 1
            named[key] += count
            known[key] = min(party, known.get(key, party), key=lambda one: (one.name, one.name_en or ""))
    often = sorted((key for key in met if met[key] > 1), key=lambda key: (-named[key], key))
    return [known[key] for key in often]


def _sides(told: Told) -> dict[str, float]:
    """Give those who meet, by the part of the reports that name them: states by code, bodies by their key."""
    named = Counter(
        side
        for reading, event in told
        for side in {_side(actor) for actor in _actors(reading, event)} - {None}
        if side is not None
    )
    ordered = sorted(named, key=lambda side: (-named[side], side))
    return {side: named[side] / len(told) for side in ordered[:_SIDES]}


def _actors(reading: Reading, event: Event) -> list[Actor]:
    return [a for a in reading.actors if a.id in event.actors and a.role not in _NO_SIDE]


def _side(actor: Actor) -> str | None:
    """Give the side of an actor: a rebel group or body is its own, all others are their country's."""
    if actor.role in ("REB", "OPP", "IGO", "NGO"):
        return actor.ref
    return actor.country or actor.ref


def _days(when: Period) -> tuple[int, int]:
    return date.fromisoformat(when.start).toordinal(), date.fromisoformat(when.end).toordinal()


def _most(counts: Counter[Value]) -> Value | None:
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)
