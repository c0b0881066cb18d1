"""What is written down of a report, so that it and what was read in it can be found; pure."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from riwaya.readings import Index
from riwaya.store.records import Decision, Review
from riwaya.store.review import in_force
from riwaya.store.search.words import find_words, forms, stem
from riwaya.types import Actor, Claim, Event, Place, Reading, Report, Span

Rows = dict[str, list[dict[str, Any]]]  # by table
BREAK = "¶"  # between stretches of text, so that no phrase runs over
OPEN = "open"  # nobody has decided on it
MOST_RECORDS = 1 << 20  # of a kind in a report
_MOST_BYTES = 900_000  # of a report's forms: PostgreSQL's text vectors have a limit at a million
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_SIDE = 400  # letters before and behind a trigger that still tell of it
_SENTENCE_END = re.compile(r"[.!?؟؛…](?=\s)|\n")


def make_rows(number: int, report: Report, review: Review | None, decisions: Sequence[Decision]) -> Rows:
    """Make the rows of all tables for the report of that number; without a review, it was not read yet."""
    reading = review.reading if review else None
    shown = reading.report if reading else report
    day = _day(shown.published)
    standing = in_force(decisions)
    words = _words(number, [shown.title or "", report.text])
    left_out = _bound(words)
    outlet = _outlet(shown.publisher)
    entry = {
        "id": number, "report": number, "name": report.id, "since": day, "day": day,
        "outlet": outlet["id"] if outlet else None, "left_out": left_out,
        "reviewed": standing[-1].kind if standing else OPEN,
    }  # fmt: skip
    rows: Rows = {"outlet": [outlet] if outlet else [], "entry": [entry], "entry_words": [words]}
    if review and reading:
        _Records(number, report.text, review, day).add_to(rows)
    return rows


class _Records:
    """The rows of what was read in one report."""

    def __init__(self, number: int, text: str, review: Review, day: str) -> None:
        self._report = number
        self._text = text
        self._day = day
        self._reading: Reading = review.reading
        self._decided = review.decided
        self._index = Index(review.reading)
        self._actors = {actor.id: _actor(actor) for actor in review.reading.actors}
        self._places = {place.id: _place(place) for place in review.reading.places}
        lists = ([claim.id for claim in review.reading.claims], [event.id for event in review.reading.events])
        self._numbers = {
            name: number * MOST_RECORDS + at for names in lists for at, name in enumerate(names, 1)
        }

    def add_to(self, rows: Rows) -> None:
        """Add the rows of all tables."""
        claims, events = self._reading.claims, self._reading.events
        rows["claim"] = list(map(self._claim, claims))
        rows["event"] = list(map(self._event, events))
        rows["telling"] = [
            {"claim": self._numbers[claim.id], "event": self._numbers[event]}
            for claim in claims
            for event in dict.fromkeys(claim.events)
            if event in self._numbers
        ]
        rows["party"] = [
            {"event": self._numbers[event.id], "part": part, "at": at, "actor": self._actors[name]["id"]}
            for event in events
            for part, names in (("actor", event.actors), ("target", event.targets))
            for at, name in enumerate(names)
            if name in self._actors
        ]
        rows["figure"] = [
            {"event": self._numbers[event.id], "at": at, "kind": figure.kind, "low": figure.low,
             "high": figure.high, "vague": figure.vague}
            for event in events
            for at, figure in enumerate(event.figures)
        ]  # fmt: skip
        named = {row["source"] for row in rows["claim"]} | {row["actor"] for row in rows["party"]}
        rows["actor"] = _known_by(self._actors.values(), named)
        rows["place"] = _known_by(self._places.values(), {row["place"] for row in rows["event"]})
        rows["claim_words"] = [_words(self._numbers[each.id], self._said(each)) for each in claims]
        rows["event_words"] = [_words(self._numbers[each.id], self._told(each)) for each in events]

    def _claim(self, claim: Claim) -> dict[str, Any]:
        source = self._actors.get(claim.source or "")
        said = claim.said
        told = self._content(claim)
        return {
            **self._common(claim), "act": claim.act, "evidence": claim.evidence,
            "source": source["id"] if source else None,
            "denied": int(claim.id in self._index.deniers), "denies": int(bool(claim.denies)),
            "since": _day(said.start if said else None) or self._day,
            "day": _day(said.end if said else None) or self._day,
            "start": claim.cue.start, "end": claim.cue.end, "told_start": told.start, "told_end": told.end,
        }  # fmt: skip

    def _event(self, event: Event) -> dict[str, Any]:
        place = self._places.get(event.place or "")
        first = _day(event.when.start if event.when else None)
        last = _day(event.when.end if event.when else None)
        trigger = _first(event.triggers)
        told = passage(self._text, trigger)
        return {
            **self._common(event), "type": event.type, "reality": event.reality,
            "place": place["id"] if place else None, "first": first or None, "last": last or None,
            "since": first or last or self._day, "day": last or first or self._day,
            "start": trigger.start, "end": trigger.end, "told_start": told.start, "told_end": told.end,
        }  # fmt: skip

    def _common(self, record: Claim | Event) -> dict[str, Any]:
        decision = self._decided.get(record.id)
        return {
            "id": self._numbers[record.id], "report": self._report, "record": record.id,
            "reviewed": decision.kind if decision else OPEN,
        }  # fmt: skip

    def _content(self, claim: Claim) -> Span:
        return claim.content or passage(self._text, claim.cue)

    def _said(self, claim: Claim) -> list[str]:
        """Give the texts that a claim is found by: what was said, and who said it."""
        content = self._content(claim)
        return [self._text[content.start : content.end], *self._names((claim.source,), self._actors)]

    def _told(self, event: Event) -> list[str]:
        """Give the texts that an event is found by: those that tell of it, its parties and its place."""
        spans = dict.fromkeys(passage(self._text, trigger) for trigger in event.triggers)
        parties = self._names((*event.actors, *event.targets), self._actors)
        return [
            *(self._text[span.start : span.end] for span in spans),
            *parties,
            *self._names((event.place,), self._places),
        ]

    def _names(self, ids: Iterable[str | None], known: dict[str, dict[str, Any]]) -> list[str]:
        return [str(known[name]["name"]) for name in ids if name in known]


def passage(text: str, span: Span) -> Span:
    """Find the sentence about a span, 400 letters to either side at most."""
    begin = max(0, span.start - _LONGEST_SIDE)
    for match in _SENTENCE_END.finditer(text, begin, span.start):
        begin = match.end()
    ending = _SENTENCE_END.search(text, span.end, min(len(text), span.end + _LONGEST_SIDE))
    end = ending.end() if ending else min(len(text), span.end + _LONGEST_SIDE)
    while begin < span.start and text[begin].isspace():
        begin += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)


def _words(number: int, texts: Iterable[str]) -> dict[str, Any]:
    found: dict[str, None] = {}
    stems: list[str] = []
    length = 0
    for text in texts:
        words = find_words(text)
        length += len(words)
        for word in words:
            found.update(dict.fromkeys(forms(word.key)))
        stems += [*(stem(word.key) for word in words), BREAK]
    return {"id": number, "forms": " ".join(found), "stems": f" {' '.join(stems)} ", "length": length}


def _bound(words: dict[str, Any]) -> int:
    """Leave out the forms beyond what an index takes, and tell how many."""
    if len(words["forms"].encode()) <= _MOST_BYTES:
        return 0
    kept = words["forms"].encode()[:_MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]
    left_out = int(words["forms"].count(" ") - kept.count(" "))
    words["forms"] = kept
    return left_out


def _outlet(name: str | None) -> dict[str, Any] | None:
    return _known({"name": name}, (name,)) if name else None


def _actor(actor: Actor) -> dict[str, Any]:
    facts = ("name", "name_ar", "name_en", "ref", "country", "role")
    values = {fact: getattr(actor, fact) for fact in facts}
    return _known(values, values.values())


def _place(place: Place) -> dict[str, Any]:
    facts = ("name", "name_en", "country", "admin1", "precision", "lat", "lon", "geonameid")
    values = {fact: getattr(place, fact) for fact in facts}
    return _known(values, (place.name, place.name_en, place.country, place.admin1))


def _known(values: dict[str, Any], texts: Iterable[str | None]) -> dict[str, Any]:
    """Make the row of something that many records name: alike in all that is said of it, it is one."""
    digest = hashlib.sha256(msgspec.json.encode(values)).digest()
    found = dict.fromkeys(form for text in texts if text for w in find_words(text) for form in forms(w.key))
    return {"id": int.from_bytes(digest[:8], "big") >> 1, **values, "forms": f" {' '.join(found)} "}


def _known_by(rows: Iterable[dict[str, Any]], numbers: set[int]) -> list[dict[str, Any]]:
    return list({row["id"]: row for row in rows if row["id"] in numbers}.values())


def _day(moment: str | None) -> str:
    match = _DAY.match(moment or "")
    return match[0] if match else ""


def _first(spans: Sequence[Span]) -> Span:
    return min(spans, default=Span(0, 0))
