"""What a filter finds when every record is looked at."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from riwaya.store.records import Review
from riwaya.store.search.filters import Bound, Box, Filter, Near
from riwaya.store.search.queries import Term, parse_query
from riwaya.store.search.words import asked_forms, find_words, forms, stem
from riwaya.types import Actor, Claim, Event, Figure, Place, Reading, Report, Span


class Doc(NamedTuple):
    """A record, and all that filters ask of it."""

    number: tuple[int, int]
    report: str
    id: str
    days: tuple[str, ...]
    outlet: str | None
    reviewed: str
    texts: tuple[str, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    reading: Reading


def docs(kind: str, reviews: dict[str, tuple[int, Review, str]]) -> Iterator[Doc]:
    """Give every record of a kind, of reviews by report: its number, and the last decision's kind."""
    for name, (number, shown, last) in reviews.items():
        reading = shown.reading
        report = reading.report
        days = (report.published or "",) * 2
        texts: tuple[str, ...] = (report.title or "", report.text)
        records = (reading.claims, reading.events, reading)
        whole = Doc((number, 0), name, "", days, report.publisher, last, texts, *records)
        decided = {key: decision.kind for key, decision in shown.decided.items()}
        if kind == "reports":
            yield whole
        for at, claim in enumerate(reading.claims if kind == "claims" else (), 1):
            told = tuple(event for event in reading.events if event.id in claim.events)
            yield whole._replace(
                number=(number, at), id=claim.id, reviewed=decided.get(claim.id, "open"),
                claims=(claim,), events=told,
                days=(claim.said.start, claim.said.end) if claim.said else days,
                texts=(_cut(report, claim.content), *_names(reading, claim.source)),
            )  # fmt: skip
        for at, event in enumerate(reading.events if kind == "events" else (), 1):
            telling = tuple(claim for claim in reading.claims if event.id in claim.events)
            names = _names(reading, *event.actors, *event.targets, event.place)
            yield whole._replace(
                number=(number, at), id=event.id, reviewed=decided.get(event.id, "open"),
                claims=telling, events=(event,),
                days=(event.when.start, event.when.end) if event.when else days,
                texts=(*_sentences(report.text, event), *names),
            )  # fmt: skip


def fits(kind: str, doc: Doc, filter: Filter) -> bool:
    """Look at one record: does it have all that is asked?"""
    since, until = doc.days
    claims = [claim for claim in doc.claims if _claim_fits(claim, doc.reading, filter)]
    events = [event for event in doc.events if _event_fits(event, doc.reading, filter)]
    asked = (filter.sources, filter.acts, filter.evidence)
    of_claims = any(asked) or not (filter.denied is filter.denies is filter.disputed is None)
    of_events = (
        filter.types or filter.realities or filter.actors or filter.places or filter.precisions
        or filter.box or filter.near or filter.figures or not (filter.placed is filter.dated is None)
    )  # fmt: skip
    pairs = any(event.id in claim.events for claim in claims for event in events)
    return bool(
        all(_has(doc.texts, term) != term.out for term in parse_query(filter.words))
        and (not filter.outlets or any(_named(name, (doc.outlet,)) for name in filter.outlets))
        and (not filter.since or until >= filter.since)
        and (not filter.until or (since and since <= filter.until))
        and (not filter.reviewed or doc.reviewed in filter.reviewed)
        and (not of_claims or claims)
        and (not of_events or events)
        and (not (of_claims and of_events and kind == "reports") or pairs)
    )


def rank(doc: Doc, filter: Filter) -> int:
    """Count how thick the words that are asked for stand in a record."""
    words = [find_words(text) for text in doc.texts]
    run = " ".join(part for found in words for part in (*(stem(word.key) for word in found), "¶"))
    hits = sum(
        f" {run} ".count(f" {' '.join(term.stems)} ")
        for term in parse_query(filter.words)
        if term.stems and not term.out
    )
    return hits * 1000 // (sum(map(len, words)) + 100)


def _has(texts: tuple[str, ...], term: Term) -> bool:
    found = [[word.key for word in find_words(text)] for text in texts]
    known = {form for keys in found for key in keys for form in forms(key)}
    if term.kind == "prefix":
        return any(form.startswith(term.words[0][0]) for form in known)
    if not all(any(form in known for form in asked) for asked in term.words):
        return False
    runs = [" ".join(["", *map(stem, keys), ""]) for keys in found]
    return len(term.words) == 1 or any(f" {' '.join(term.stems)} " in run for run in runs)


def _named(asked: str, names: tuple[str | None, ...]) -> bool:
    known = {form for name in names if name for word in find_words(name) for form in forms(word.key)}
    return all(any(form in known for form in asked_forms(word.key)) for word in find_words(asked))


def _claim_fits(claim: Claim, reading: Reading, filter: Filter) -> bool:
    source = next((actor for actor in reading.actors if actor.id == claim.source), None)
    denied = any(claim.id in other.denies for other in reading.claims)
    return (
        (not filter.sources or (source is not None and any(_is(source, name) for name in filter.sources)))
        and (not filter.acts or claim.act in filter.acts)
        and (not filter.evidence or claim.evidence in filter.evidence)
        and filter.denied in (None, denied)
        and filter.denies in (None, bool(claim.denies))
        and filter.disputed in (None, denied or bool(claim.denies))
    )


def _event_fits(event: Event, reading: Reading, filter: Filter) -> bool:
    place = next((place for place in reading.places if place.id == event.place), None)
    parties = [actor for actor in reading.actors if actor.id in (*event.actors, *event.targets)]
    names = (place.name, place.name_en, place.country, place.admin1) if place else ()
    return (
        (not filter.types or event.type in filter.types)
        and (not filter.realities or event.reality in filter.realities)
        and (not filter.actors or any(_is(actor, name) for actor in parties for name in filter.actors))
        and (not filter.places or any(place and _named(name, names) for name in filter.places))
        and (not filter.precisions or (place is not None and place.precision in filter.precisions))
        and filter.placed in (None, place is not None and None not in (place.lat, place.lon))
        and filter.dated in (None, event.when is not None)
        and all(any(_counted(bound, figure) for figure in event.figures) for bound in filter.figures)
        and _in_box(place, filter.box)
        and _is_near(place, filter.near)
    )


def _is(actor: Actor, name: str) -> bool:
    return _named(name, (actor.name, actor.name_ar, actor.name_en, actor.ref, actor.country, actor.role))


def _counted(bound: Bound, figure: Figure) -> bool:
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    number = bound.number
    holds = {
        ">=": low >= number, "<=": high <= number, "=": low >= number and high <= number,
        ">": low > number, "<": high < number,
    }  # fmt: skip
    return figure.kind == bound.kind and holds[bound.sign]


def _in_box(place: Place | None, box: Box | None) -> bool:
    if box is None:
        return True
    if place is None or place.lat is None or place.lon is None:
        return False
    width = (box.east - box.west) % 360 or (360 if box.east != box.west else 0)
    return box.south <= place.lat <= box.north and (place.lon - box.west) % 360 <= width


def _is_near(place: Place | None, near: Near | None) -> bool:
    """Measure by the angle between two arrows from the middle of the earth."""
    if near is None:
        return True
    if place is None or place.lat is None or place.lon is None:
        return False
    one, other = _arrow(near.lat, near.lon), _arrow(place.lat, place.lon)
    return 6371.0088 * 2 * math.asin(min(1, math.dist(one, other) / 2)) <= near.km


def _arrow(lat: float, lon: float) -> tuple[float, float, float]:
    up, round = math.radians(lat), math.radians(lon)
    return math.cos(up) * math.cos(round), math.cos(up) * math.sin(round), math.sin(up)


def _sentences(text: str, event: Event) -> list[str]:
    """Give the sentences of the triggers; the made-up texts part them by a point and a blank."""
    found = []
    for trigger in event.triggers:
        begin = text.rfind(". ", 0, trigger.start) + 2 if ". " in text[: trigger.start] else 0
        end = text.find(". ", trigger.end)
        found.append(text[begin : end if end >= 0 else len(text)])
    return list(dict.fromkeys(found))


def _cut(report: Report, span: Span | None) -> str:
    assert span
    return report.text[span.start : span.end]


def _names(reading: Reading, *ids: str | None) -> list[str]:
    names = {actor.id: actor.name for actor in reading.actors}
    names |= {place.id: place.name for place in reading.places}
    return [names[key] for key in ids if key in names]
