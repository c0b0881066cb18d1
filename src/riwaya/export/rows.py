"""Claims, events and reports as rows of a table: one record a row, the same columns in every format.

Several values in a cell stand between semicolons; spans are ``12..17``, half-open, in code points of the
report's text. Codes are those of the readings; ``plover`` and ``acled`` are looked up by the type of event.
"""

from collections.abc import Iterable, Iterator

import msgspec

from riwaya.export.labels import amount, load_labels
from riwaya.readings import Index
from riwaya.types import Actor, Claim, Event, Figure, FigureKind, Period, Place, Reading, Span

_Text = str | None
_NOWHERE = Place("", "", None, None, None, None, None, None, None, ())


class About(msgspec.Struct, frozen=True):
    """What stands in front of every record: the report that it is from."""

    report: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None


class ClaimRow(About, frozen=True):
    """One claim; ``denied_by`` are claims, ``plover`` and ``acled`` are of the events it tells of."""

    claim: str
    act: str
    act_ar: str
    source: str | None
    source_en: str | None
    source_ref: str | None
    source_country: str | None
    source_role: str | None
    source_start: int | None
    source_end: int | None
    via: str
    cue: str
    cue_start: int
    cue_end: int
    content: str | None
    content_start: int | None
    content_end: int | None
    quoted: str | None
    said_from: str | None
    said_to: str | None
    evidence: str | None
    denies: str
    denied_by: str
    events: str
    event_types: str
    plover: str
    acled: str


class EventRow(About, frozen=True):
    """One event; of several figures of a kind the largest counts, ``figures`` has all of them."""

    event: str
    type: str
    type_ar: str
    plover: str
    acled: str
    reality: str
    triggers: str
    trigger_spans: str
    actors: str
    actors_en: str
    actor_refs: str
    targets: str
    targets_en: str
    target_refs: str
    place: str | None
    place_en: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: str | None
    first_day: str | None
    last_day: str | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    missing_low: int | None
    missing_high: int | None
    figures: str
    figure_spans: str
    weapons: str
    weapon_spans: str
    talks_round: int | None
    talks_topics: str
    talks_topic_spans: str
    talks_assessment: str | None
    claims: str
    speakers: str


class ReportRow(About, frozen=True):
    """One report: what it says of itself, and how much was read in it."""

    credits: str
    language: str
    letters: int
    claims: int
    events: int
    notes: str


class Rows:
    """The rows of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._index = Index(reading)
        self._events = {event.id: event for event in reading.events}
        self._claims = {claim.id: claim for claim in reading.claims}
        report = reading.report
        self._about = (report.id, report.publisher, report.published, report.title, report.url)

    def claims(self) -> Iterator[ClaimRow]:
        """Give a row for each claim."""
        return map(self._claim, self._reading.claims)

    def events(self) -> Iterator[EventRow]:
        """Give a row for each event."""
        return map(self._event, self._reading.events)

    def report(self) -> ReportRow:
        """Give the row of the report."""
        reading = self._reading
        report, counts = reading.report, (len(reading.claims), len(reading.events))
        credits, notes = _all(report.credits), _all(reading.notes)
        return ReportRow(*self._about, credits, report.language, len(report.text), *counts, notes)

    def _claim(self, claim: Claim) -> ClaimRow:
        source = self._index.actors.get(claim.source or "")
        told = [self._events[key] for key in claim.events if key in self._events]
        types = list(dict.fromkeys(event.type for event in told))
        return ClaimRow(
            *self._about,
            claim.id,
            claim.act,
            load_labels()[f"act:{claim.act}"].arabic,
            *_person(source),
            *_ends(claim.source_span),
            _all(actor.name for actor in self._actors(claim.via)),
            self._cut(claim.cue),
            claim.cue.start,
            claim.cue.end,
            self._cut(claim.content) if claim.content else None,
            *_ends(claim.content),
            claim.quoted,
            *_days(claim.said),
            claim.evidence,
            _all(claim.denies),
            _all(self._index.deniers.get(claim.id, ())),
            _all(claim.events),
            _all(types),
            _all(code(type)[0] for type in types),
            _all(code(type)[1] for type in types),
        )

    def _event(self, event: Event) -> EventRow:
        place = self._index.places.get(event.place or "", _NOWHERE)
        talks = event.talks
        topics = talks.topics if talks else ()
        tellers = self._index.tellers.get(event.id, [])
        speakers = self._actors(self._claims[key].source or "" for key in tellers)
        return EventRow(
            *self._about,
            event.id,
            event.type,
            load_labels()[f"type:{event.type}"].arabic,
            *code(event.type),
            event.reality,
            *self._words(event.triggers),
            *_people(self._actors(event.actors)),
            *_people(self._actors(event.targets)),
            place.name,
            place.name_en,
            place.country,
            place.admin1,
            place.lat,
            place.lon,
            place.geonameid,
            place.precision,
            *_days(event.when),
            *_bounds(event, "killed"),
            *_bounds(event, "injured"),
            *_bounds(event, "missing"),
            _all(f"{figure.kind} {amount(figure)}" for figure in event.figures),
            _all(_span(figure.span) for figure in event.figures),
            *self._words(event.weapons),
            talks.round if talks else None,
            *self._words(topics),
            talks.assessment if talks else None,
            _all(tellers),
            _all(dict.fromkeys(actor.name for actor in speakers)),
        )

    def _actors(self, keys: Iterable[str]) -> list[Actor]:
        return [self._index.actors[key] for key in keys if key in self._index.actors]

    def _words(self, spans: Iterable[Span]) -> tuple[str, str]:
        """Give what stands at spans, and the spans."""
        found = tuple(spans)
        return _all(map(self._cut, found)), _all(map(_span, found))

    def _cut(self, span: Span) -> str:
        return self._reading.report.text[span.start : span.end]


def code(type: str) -> tuple[str, str]:
    """Give the PLOVER and the ACLED code of a type of event."""
    from riwaya.events.arguments import load_types  # the rooms are loaded only where codes are asked for

    row = load_types()[type]
    return row.plover, row.acled


def _all(values: Iterable[str]) -> str:
    return "; ".join(values)


def _span(span: Span) -> str:
    return f"{span.start}..{span.end}"


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _days(period: Period | None) -> tuple[_Text, _Text]:
    return (None, None) if period is None else (period.start, period.end)


def _person(actor: Actor | None) -> tuple[_Text, _Text, _Text, _Text, _Text]:
    if actor is None:
        return None, None, None, None, None
    return actor.name, actor.name_en, actor.ref, actor.country, actor.role


def _people(actors: list[Actor]) -> tuple[str, str, str]:
    names = _all(actor.name for actor in actors)
    english = _all(actor.name_en for actor in actors if actor.name_en)
    return names, english, _all(actor.ref for actor in actors if actor.ref)


def _bounds(event: Event, kind: FigureKind) -> tuple[int | None, int | None]:
    """Give the bounds of the largest figure of a kind: of a total and its parts that is the total."""

    def size(figure: Figure) -> int:
        return max(figure.low or 0, figure.high or 0)

    figure = max((one for one in event.figures if one.kind == kind), key=size, default=None)
    return (None, None) if figure is None else (figure.low, figure.high)
