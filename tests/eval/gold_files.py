"""Gold reports as people write them: TOML that quotes the text, where a Reading counts its characters.

    [[claims]]
    id = "c1"
    act = "deny"
    cue = "نفت"                 one word, or a stretch, exactly as it stands in the text
    source_span = "الوزارة#2"   the second of several

A quote stands at the end of a word and at its start, or behind what is written together with it
(«قصف» stands in «وبالقصف»). What is misspelt, ambiguous, unknown or left over is an InputError.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from riwaya.chars import dediac
from riwaya.errors import InputError
from riwaya.types import (
    Act,
    Actor,
    ActorRole,
    Assessment,
    Claim,
    Event,
    EventType,
    Evidence,
    Figure,
    FigureKind,
    Period,
    Place,
    Precision,
    Quoted,
    Reading,
    Reality,
    Report,
    Span,
    Talks,
    Vague,
)

_NUMBERED = re.compile(r"(?P<quote>.+)#(?P<number>[1-9]\d?)", re.DOTALL)
_LETTER = re.compile(r"[\w\u064b-\u065f\u0670\u0640]")
_PROCLITICS = re.compile("[أوفبلكس]{0,3}(?:ال|لل)?")


class _Text(msgspec.Struct, frozen=True):
    """The text of a gold file, in which quotes are found; errors name the file."""

    text: str
    place: str

    def find(self, quoted: str, name: str) -> Span:
        """Find where a quote stands; several places need a number."""
        match = _NUMBERED.fullmatch(quoted)
        quote = match["quote"] if match else quoted
        found = [Span(at, at + len(quote)) for at in self._places(quote)]
        if not found:
            raise self.fault(f"{name}: {quote!r} does not stand in the text")
        if match is None and len(found) > 1:
            raise self.fault(f"{name}: {quote!r} stands {len(found)} times; say which: {quote}#1")
        number = int(match["number"]) if match else 1
        if number > len(found):
            raise self.fault(f"{name}: {quoted!r} is one too many: it stands {len(found)} times")
        return found[number - 1]

    def find_all(self, quotes: Sequence[str], name: str) -> tuple[Span, ...]:
        """Find several quotes, each once; gives them in the order of the text."""
        spans = tuple(sorted(self.find(quote, name) for quote in quotes))
        if len(set(spans)) < len(spans):
            raise self.fault(f"{name}: a quote is given twice in {list(quotes)}")
        return spans

    def _places(self, quote: str) -> Iterator[int]:
        """Give where a quote stands as whole words, clitics before it aside."""
        text, at = self.text, self.text.find(quote) if quote else -1
        while at >= 0:
            start, end = at, at + len(quote)
            while start > 0 and _LETTER.match(quote) and _LETTER.match(text[start - 1]):
                start -= 1
            cut = end < len(text) and _LETTER.match(quote[-1]) and _LETTER.match(text[end])
            if not cut and _PROCLITICS.fullmatch(dediac(text[start:at])):
                yield at
            at = text.find(quote, at + 1)

    def fault(self, words: str) -> InputError:
        """Make the error that says so."""
        return InputError(self.place, words)


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys that are not fields are errors."""


class _Actor(_Strict, frozen=True):
    id: str
    name: str
    mentions: tuple[str, ...]
    name_en: str | None = None
    country: str | None = None
    role: ActorRole | None = None


class _Place(_Strict, frozen=True):
    id: str
    name: str
    name_en: str
    lat: float
    lon: float
    precision: Precision
    mentions: tuple[str, ...]
    country: str | None = None


class _Claim(_Strict, frozen=True):
    id: str
    act: Act
    cue: str
    source: str | None = None  # left out where nobody is named
    source_span: str | None = None
    via: tuple[str, ...] = ()
    content: str | None = None  # left out where the claim is a bare relative
    quoted: Quoted = "indirect"
    said: tuple[str, str] | None = None
    evidence: Evidence | None = None
    denies: tuple[str, ...] = ()


class _Figure(_Strict, frozen=True):
    kind: FigureKind
    text: str
    low: int | None = None
    high: int | None = None
    vague: Vague | None = None


class _Talks(_Strict, frozen=True):
    round: int | None = None
    topics: tuple[str, ...] = ()
    assessment: Assessment | None = None


class _Event(_Strict, frozen=True):
    id: str
    type: EventType
    triggers: tuple[str, ...]
    reality: Reality
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    when: tuple[str, str] | None = None
    figures: tuple[_Figure, ...] = ()
    weapons: tuple[str, ...] = ()
    talks: _Talks | None = None


class _File(_Strict, frozen=True):
    id: str
    title: str
    publisher: str
    published: str
    text: str
    actors: tuple[_Actor, ...]
    claims: tuple[_Claim, ...]
    events: tuple[_Event, ...]
    places: tuple[_Place, ...] = ()


def load_gold(folder: Path) -> tuple[Reading, ...]:
    """Load every gold report of a folder, by name."""
    return tuple(read_gold(path) for path in sorted(folder.glob("*.toml")))


def read_gold(path: Path) -> Reading:
    """Read one gold report. Raises InputError, which names the file and the value."""
    return decode_gold(path.read_text(encoding="utf-8"), path.name)


def decode_gold(toml: str, place: str) -> Reading:
    """Make a Reading of the text of a gold file; ``place`` is what errors call it."""
    try:
        file = msgspec.convert(tomllib.loads(toml), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise InputError(place, str(fault)) from None
    text = _Text(file.text.strip("\n"), place)
    _check_ids(file, text)
    events = tuple(_make_event(event, text) for event in file.events)
    return Reading(
        schema="riwaya.reading/1",
        report=Report(file.id, text.text, file.title, file.publisher, published=_day(file.published, text)),
        actors=tuple(_make_actor(actor, text) for actor in file.actors),
        places=tuple(_make_place(one, text) for one in file.places),
        claims=tuple(_make_claim(claim, events, text) for claim in file.claims),
        events=events,
    )


def _make_actor(actor: _Actor, text: _Text) -> Actor:
    mentions = text.find_all(actor.mentions, actor.id)
    return Actor(actor.id, actor.name, actor.name_en, actor.country, actor.role, mentions)


def _make_place(one: _Place, text: _Text) -> Place:
    return Place(
        id=one.id,
        name=one.name,
        name_en=one.name_en,
        country=one.country,
        admin1=None,
        lat=one.lat,
        lon=one.lon,
        geonameid=None,
        precision=one.precision,
        mentions=text.find_all(one.mentions, one.id),
    )


def _make_claim(claim: _Claim, events: Iterable[Event], text: _Text) -> Claim:
    name = claim.id
    content = text.find(claim.content, f"{name}.content") if claim.content is not None else None
    source = claim.source_span
    return Claim(
        id=name,
        act=claim.act,
        cue=text.find(claim.cue, f"{name}.cue"),
        source=claim.source,
        source_span=text.find(source, f"{name}.source_span") if source is not None else None,
        via=claim.via,
        content=content,
        quoted=claim.quoted,
        said=_period(claim.said, text),
        evidence=claim.evidence,
        denies=claim.denies,
        events=tuple(event.id for event in events if content is not None and _stands_in(event, content)),
    )


def _stands_in(event: Event, content: Span) -> bool:
    """Tell whether a trigger or a figure of an event stands in a content."""
    spans = (*event.triggers, *(figure.span for figure in event.figures))
    return any(content.start <= span.start and span.end <= content.end for span in spans)


def _make_event(event: _Event, text: _Text) -> Event:
    name, talks = event.id, event.talks
    if (talks is not None) != (event.type == "talks"):
        raise text.fault(f"{name}: talks go with events of type talks, and with no other")
    if not event.triggers:
        raise text.fault(f"{name}: has no trigger")
    return Event(
        id=name,
        type=event.type,
        triggers=text.find_all(event.triggers, f"{name}.triggers"),
        actors=event.actors,
        targets=event.targets,
        place=event.place,
        when=_period(event.when, text),
        reality=event.reality,
        figures=tuple(
            Figure(f.kind, f.low, f.high, f.vague, text.find(f.text, f"{name}.figures"))
            for f in event.figures
        ),
        weapons=text.find_all(event.weapons, f"{name}.weapons"),
        talks=_make_talks(talks, name, text) if talks is not None else None,
    )


def _make_talks(talks: _Talks, name: str, text: _Text) -> Talks:
    return Talks(talks.round, text.find_all(talks.topics, f"{name}.topics"), talks.assessment)


def _check_ids(file: _File, text: _Text) -> None:
    """Raise InputError for an id given twice, or used and never given."""
    actors, places = _ids(file.actors, text), _ids(file.places, text)
    claims, _ = _ids(file.claims, text), _ids(file.events, text)
    for claim in file.claims:
        _check(claim.id, (claim.source, *claim.via), actors, text)
        _check(claim.id, claim.denies, claims - {claim.id}, text)
    for event in file.events:
        _check(event.id, (*event.actors, *event.targets), actors, text)
        _check(event.id, (event.place,), places, text)


def _ids(records: Sequence[_Actor | _Place | _Claim | _Event], text: _Text) -> frozenset[str]:
    ids = [record.id for record in records]
    for key in ids:
        if ids.count(key) > 1:
            raise text.fault(f"id {key!r} is given twice")
    return frozenset(ids)


def _check(name: str, used: Iterable[str | None], known: frozenset[str], text: _Text) -> None:
    for key in used:
        if key is not None and key not in known:
            raise text.fault(f"{name}: {key!r} is the id of nothing that could stand here")


def _period(days: tuple[str, str] | None, text: _Text) -> Period | None:
    if days is None:
        return None
    start, end = (_day(day, text) for day in days)
    if start > end:
        raise text.fault(f"{start} comes after {end}")
    return Period(start, end)


def _day(value: str, text: _Text) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise text.fault(f"{value!r} is not a day (YYYY-MM-DD)") from None
