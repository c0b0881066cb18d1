"""Room 5: mentions become actors and places with ids; claims meet the claims they deny and the
events they tell."""

from bisect import bisect_left
from collections.abc import Iterable

from riwaya.document import ClaimDraft, Document, EventDraft
from riwaya.links.denials import Denied, find_denied
from riwaya.links.entities import Entities, resolve_entities
from riwaya.types import SCHEMA, Claim, Event, Reading, Reason, Span

__all__ = ["link"]

_NOTHING_DENIED = Reason("denies", "denies:nothing-told", ())  # a denial of what no claim of the report says


def link(document: Document) -> Reading:
    """Make the reading of a document that every room has seen."""
    entities = resolve_entities(document)
    events = tuple(_event(f"e{n}", draft, entities) for n, draft in enumerate(document.events, 1))
    denied = find_denied(document)
    told = _Told(events)
    claims = tuple(
        _claim(f"c{n}", draft, entities, denied[n - 1], told) for n, draft in enumerate(document.claims, 1)
    )
    return Reading(
        SCHEMA,  # type: ignore[arg-type]  # the one schema there is
        document.report,
        entities.actors,
        entities.places,
        claims,
        events,
        document.notes,
        document.dropped,
    )


class _Told:
    """The triggers and figures of all events in text order, to find those inside a content."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        marks = [
            (span, number)
            for number, event in enumerate(events)
            for span in (*event.triggers, *(figure.span for figure in event.figures))
        ]
        self._marks = sorted(marks)
        self._starts = [span.start for span, _ in self._marks]
        self._ids = [event.id for event in events]

    def inside(self, content: Span | None) -> tuple[str, ...]:
        """Give the ids of the events with a trigger or a figure inside a content, in order."""
        if content is None:
            return ()
        first, stop = bisect_left(self._starts, content.start), bisect_left(self._starts, content.end)
        found = {number for span, number in self._marks[first:stop] if span.end <= content.end}
        return tuple(self._ids[number] for number in sorted(found))


def _claim(
    identifier: str,
    draft: ClaimDraft,
    entities: Entities,
    denied: Denied | None,
    told: "_Told",
) -> Claim:
    source = draft.source
    denies = denied.why if denied else _NOTHING_DENIED if draft.act == "deny" else None
    return Claim(
        identifier,
        draft.act,
        draft.cue,
        entities.actor_id(source) if source else None,
        Span(source.start, source.end) if source else None,
        tuple(entities.actor_id(mention) for mention in draft.via),
        draft.content,
        draft.quoted,
        draft.said,
        draft.evidence,
        (f"c{denied.claim + 1}",) if denied else (),
        told.inside(draft.content),
        draft.why if denies is None else (*draft.why, denies),
    )


def _event(identifier: str, draft: EventDraft, entities: Entities) -> Event:
    return Event(
        identifier,
        draft.type,
        draft.triggers,
        _unique(entities.actor_id(mention) for mention in draft.actors),
        _unique(entities.actor_id(mention) for mention in draft.targets),
        entities.place_id(draft.place) if draft.place else None,
        draft.when,
        draft.reality,
        draft.figures,
        draft.weapons,
        draft.talks,
        draft.why,
    )


def _unique(identifiers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifiers))
