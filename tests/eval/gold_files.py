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
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from riwaya.chars import dediac
from riwaya.errors import InputError
from riwaya.types import (
    SCHEMA,
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
    """Read one gold report; raises InputError, which names the file and the value."""
    return decode_gold(path.read_text(encoding="utf-8"), path.name)


def decode_gold(toml: str, place: str) -> Reading:
    """Make a Reading of the text of a gold file; ``place`` is what errors call it."""
    try:
        file = msgspec.convert(tomllib.loads(toml), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise InputError(place, str(fault)) from None
    text = file.text.strip("\n")
    find = partial(_find, text, place)
    _check_ids(file, place)
    events = tuple(_make_event(event, find, place) for event in file.events)
    return Reading(
        schema=SCHEMA,
        report=Report(file.id, text, file.title, file.publisher, published=_day(file.published, place)),
        actors=tuple(
            Actor(a.id, a.name, a.name_en, a.country, a.role, _find_all(a.mentions, find, a.id))
            for a in file.actors
        ),
        places=tuple(
            Place(
                p.id, p.name, p.name_en, p.country, None, p.lat, p.lon, None, p.precision,
                _find_all(p.mentions, find, p.id),
            )
            for p in file.places
        ),
        claims=tuple(_make_claim(claim, events, find, place) for claim in file.claims),
        events=events,
    )  # fmt: skip


def _make_claim(claim: _Claim, events: Iterable[Event], find: "partial[Span]", place: str) -> Claim:
    name = claim.id
    content = find(claim.content, f"{name}.content") if claim.content is not None else None
    return Claim(
        id=name,
        act=claim.act,
        cue=find(claim.cue, f"{name}.cue"),
        source=claim.source,
        source_span=find(claim.source_span, f"{name}.source_span") if claim.source_span is not None else None,
        via=claim.via,
        content=content,
        quoted=claim.quoted,
        said=_period(claim.said, place),
        evidence=claim.evidence,
        denies=claim.denies,
        events=tuple(event.id for event in events if content is not None and _stands_in(event, content)),
    )


def _stands_in(event: Event, content: Span) -> bool:
    """Tell whether a trigger or a figure of an event stands in a content."""
    spans = (*event.triggers, *(figure.span for figure in event.figures))
    return any(content.start <= span.start and span.end <= content.end for span in spans)


def _make_event(event: _Event, find: "partial[Span]", place: str) -> Event:
    name = event.id
    if (event.talks is not None) != (event.type == "talks"):
        raise InputError(place, f"{name}: talks go with events of type talks, and with no other")
    if not event.triggers:
        raise InputError(place, f"{name}: has no trigger")
    talks = event.talks and Talks(
        event.talks.round, _find_all(event.talks.topics, find, f"{name}.talks"), event.talks.assessment
    )
    return Event(
        id=name,
        type=event.type,
        triggers=_find_all(event.triggers, find, f"{name}.triggers"),
        actors=event.actors,
        targets=event.targets,
        place=event.place,
        when=_period(event.when, place),
        reality=event.reality,
        figures=tuple(
            Figure(f.kind, f.low, f.high, f.vague, find(f.text, f"{name}.figures")) for f in event.figures
        ),
        weapons=_find_all(event.weapons, find, f"{name}.weapons"),
        talks=talks,
    )


def _check_ids(file: _File, place: str) -> None:
    """Raise InputError for an id given twice, or used and never given."""
    actors, places, claims = _ids(file.actors, place), _ids(file.places, place), _ids(file.claims, place)
    _ids(file.events, place)
    for claim in file.claims:
        _check(claim.id, (claim.source, *claim.via), actors, place)
        _check(claim.id, claim.denies, claims - {claim.id}, place)
    for event in file.events:
        _check(event.id, (*event.actors, *event.targets), actors, place)
        _check(event.id, (event.place,), places, place)


def _ids(records: Sequence[_Actor | _Place | _Claim | _Event], place: str) -> frozenset[str]:
    ids = [record.id for record in records]
    for key in ids:
        if ids.count(key) > 1:
            raise InputError(place, f"id {key!r} is given twice")
    return frozenset(ids)


def _check(name: str, used: Iterable[str | None], known: frozenset[str], place: str) -> None:
    for key in used:
        if key is not None and key not in known:
            raise InputError(place, f"{name}: no {key!r} is given")


def _find_all(quotes: Sequence[str], find: "partial[Span]", name: str) -> tuple[Span, ...]:
    if len(set(quotes)) < len(quotes):
        raise InputError(name, f"a quote stands twice in {list(quotes)}")
    return tuple(sorted(find(quote, name) for quote in quotes))


def _find(text: str, place: str, quoted: str, name: str) -> Span:
    """Find where a quote stands in a text; several places need a number."""
    match = _NUMBERED.fullmatch(quoted)
    quote = match["quote"] if match else quoted
    found = [Span(at, at + len(quote)) for at in _places(text, quote)]
    if not found:
        raise InputError(place, f"{name}: {quote!r} does not stand in the text")
    if match is None and len(found) > 1:
        raise InputError(place, f"{name}: {quote!r} stands {len(found)} times; write which: {quote}#1")
    number = int(match["number"]) if match else 1
    if number > len(found):
        raise InputError(place, f"{name}: {quoted!r} is one too many; it stands {len(found)} times")
    return found[number - 1]


def _places(text: str, quote: str) -> Iterable[int]:
    """Give where a quote stands as whole words, clitics before it aside."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        start, end = at, at + len(quote)
        while start > 0 and _LETTER.match(quote) and _LETTER.match(text[start - 1]):
            start -= 1
        cut = end < len(text) and _LETTER.match(quote[-1]) and _LETTER.match(text[end])
        if not cut and _PROCLITICS.fullmatch(dediac(text[start:at])):
            yield at
        at = text.find(quote, at + 1)


def _period(days: tuple[str, str] | None, place: str) -> Period | None:
    if days is None:
        return None
    start, end = (_day(day, place) for day in days)
    if start > end:
        raise InputError(place, f"{start} comes after {end}")
    return Period(start, end)


def _day(value: str, place: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(place, f"{value!r} is not a day (YYYY-MM-DD)") from None
