"""Room 5: mentions become actors and places with ids; claims meet the claims they deny and the
events they tell."""

from collections.abc import Iterable

from riwaya.document import ClaimDraft, Document, EventDraft
from riwaya.links.denials import find_denied
from riwaya.links.entities import Entities, resolve_entities
from riwaya.types import SCHEMA, Claim, Event, Reading, Reason, Span

__all__ = ["link"]


def link(document: Document) -> Reading:
    """Make the reading of a document that every room has seen."""
    entities = resolve_entities(document)
    events = tuple(_event(f"e{n}", draft, entities) for n, draft in enumerate(document.events, 1))
    denied = find_denied(document)
    claims = tuple(
        _claim(f"c{n}", draft, entities, tuple(f"c{i + 1}" for i in denied[n - 1]), events, document)
        for n, draft in enumerate(document.claims, 1)
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


def _claim(
    identifier: str,
    draft: ClaimDraft,
    entities: Entities,
    denies: tuple[str, ...],
    events: tuple[Event, ...],
    document: Document,
) -> Claim:
    source = draft.source
    why = draft.why
    if denies:
        answered = tuple(document.claims[int(other[1:]) - 1].cue for other in denies)
        why = (*why, Reason("denies", f"denies:{draft.answers}", answered))
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
        denies,
        tuple(event.id for event in events if _tells(draft.content, event)),
        why,
    )


def _tells(content: Span | None, event: Event) -> bool:
    """Tell whether a trigger or a figure of the event stands inside the content."""
    if content is None:
        return False
    spans = (*event.triggers, *(figure.span for figure in event.figures))
    return any(content.start <= span.start and span.end <= content.end for span in spans)


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
