"""Reports, readings and filters made up at random, and what a filter finds when every record is looked at."""

import math
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args

import msgspec

from riwaya.store.records import Review
from riwaya.store.search.filters import Bound, Box, Filter, Near
from riwaya.store.search.queries import Term, parse_query
from riwaya.store.search.words import asked_forms, find_words, forms, stem
from riwaya.types import (
    SCHEMA,
    Act,
    Actor,
    ActorRole,
    Claim,
    Event,
    EventType,
    Evidence,
    Figure,
    Period,
    Place,
    Precision,
    Reading,
    Reality,
    Report,
    Span,
)

WORDS = (
    "قصف",
    "الهجوم",
    "وزير",
    "دير",
    "الزور",
    "مدينة",
    "إدلب",
    "قُتِلَ",
    "هدنـــة",
    "مسؤول",
    "٣٤",
    "F-16",
    "دم",
    "على",
)
BEFORE = ("", "", "", "و", "ب", "ال", "وال", "لل", "ف")
OUTLETS = ("وكالة الميزان", "الجريدة", "قناة الميزان", None)
NAMES = ("وزارة الدفاع", "الجيش", "متحدث باسم الجيش", "قوات المدينة")
COUNTRIES = ("SYR", "UKR", None)
DAYS = ("2022-01-01", "2022-01-15", "2022-02-28", "2022-03-14", "2022-03-15", "2023-01-01")
POINTS = (
    (36.2, 37.1),
    (33.5, 36.3),
    (-17.8, 179.9),
    (-17.9, -179.8),
    (89.9, 10.0),
    (89.9, -170.0),
    (0.0, 180.0),
    (None, None),
)


class Doc(NamedTuple):
    """A record, and all that filters ask of it."""

    number: tuple[int, int]
    report: str
    id: str
    days: tuple[str, str]
    outlet: str | None
    reviewed: str
    texts: tuple[str, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    reading: Reading


def make_reading(chance: random.Random, number: int) -> Reading:
    """Make up a report and its reading."""
    text = ". ".join(" ".join(_word(chance) for _ in range(chance.randint(3, 9))) for _ in range(4))
    actors = tuple(
        Actor(f"a{n}", chance.choice(NAMES), None, chance.choice(COUNTRIES), chance.choice(get_args(ActorRole)),
              (_span(chance, text),), ref=chance.choice(("Group", None)))
        for n in range(1, chance.randint(2, 4))
    )  # fmt: skip
    places = tuple(_place(chance, text, f"p{n}") for n in range(1, chance.randint(2, 4)))
    events = tuple(_event(chance, text, n, actors, places) for n in range(1, chance.randint(2, 5)))
    claims = tuple(_claim(chance, text, n, actors, events) for n in range(1, chance.randint(2, 5)))
    title = " ".join(_word(chance) for _ in range(3)) if chance.random() < 0.5 else None
    published = chance.choice((*DAYS, None))
    report = Report(f"r{number}", text, title, chance.choice(OUTLETS), published=published)
    return Reading(SCHEMA, report, actors, places, claims, events)  # type: ignore[arg-type]


def make_filter(chance: random.Random) -> Filter:
    """Make up a filter that asks one to four things."""
    makers: dict[str, Callable[[], Any]] = {
        "words": lambda: _query(chance),
        "outlets": lambda: (chance.choice(("ميزان", "الجريدة", "وكالة الميزان")),),
        "since": lambda: chance.choice(DAYS[:3]),
        "until": lambda: chance.choice(DAYS[3:]),
        "reviewed": lambda: tuple(chance.sample(("open", "accept", "correct", "add", "reject"), 2)),
        "sources": lambda: (chance.choice(("الدفاع", "جيش", "SYR", "GOV SYR", "group")),),
        "acts": lambda: tuple(chance.sample(get_args(Act), 5)),
        "evidence": lambda: tuple(chance.sample(get_args(Evidence), 2)),
        "denied": lambda: chance.random() < 0.5,
        "denies": lambda: chance.random() < 0.5,
        "types": lambda: tuple(chance.sample(get_args(EventType)[:6], 2)),
        "realities": lambda: tuple(chance.sample(get_args(Reality), 2)),
        "actors": lambda: tuple(chance.sample(("الجيش", "UKR", "مدينة"), chance.randint(1, 2))),
        "places": lambda: (chance.choice(("دير الزور", "إدلب", "SYR", "الزور")),),
        "precisions": lambda: tuple(chance.sample(get_args(Precision), 3)),
        "box": lambda: _box(chance),
        "near": lambda: Near(*chance.choice(POINTS[:-1]), chance.choice((20.0, 400.0, 5_000.0, 15_000.0))),  # type: ignore[arg-type]
        "figures": lambda: (Bound("killed", chance.choice((">=", "<=", "=", ">", "<")), chance.randint(0, 30)),),
    }  # fmt: skip
    fields = chance.sample(sorted(makers), chance.choice((1, 1, 2, 2, 3, 4)))
    return Filter(**{field: makers[field]() for field in fields})


def docs(kind: str, reviews: dict[str, tuple[int, Review, str]]) -> Iterator[Doc]:
    """Give every record of a kind, of reviews by report: its number, and the last decision's kind."""
    for name, (number, shown, last) in reviews.items():
        reading = shown.reading
        report = reading.report
        day = report.published or ""
        common = (report.publisher,)
        decided = {key: decision.kind for key, decision in shown.decided.items()}
        if kind == "reports":
            texts = (report.title or "", report.text)
            yield Doc(
                (number, 0),
                name,
                "",
                (day, day),
                *common,
                last,
                texts,
                reading.claims,
                reading.events,
                reading,
            )
        elif kind == "claims":
            for at, claim in enumerate(reading.claims, 1):
                told = tuple(event for event in reading.events if event.id in claim.events)
                days = (claim.said.start, claim.said.end) if claim.said else (day, day)
                texts = (_cut(report, claim.content), *_names(reading, claim.source))
                yield Doc(
                    (number, at),
                    name,
                    claim.id,
                    days,
                    *common,
                    decided.get(claim.id, "open"),
                    texts,
                    (claim,),
                    told,
                    reading,
                )
        else:
            for at, event in enumerate(reading.events, 1):
                told_by = tuple(claim for claim in reading.claims if event.id in claim.events)
                days = (event.when.start, event.when.end) if event.when else (day, day)
                sentences = _sentences(report.text, event)
                texts = (*sentences, *_names(reading, *event.actors, *event.targets, event.place))
                yield Doc(
                    (number, at),
                    name,
                    event.id,
                    days,
                    *common,
                    decided.get(event.id, "open"),
                    texts,
                    told_by,
                    (event,),
                    reading,
                )


def fits(kind: str, doc: Doc, filter: Filter) -> bool:
    """Look at one record: does it have all that is asked?"""
    since, until = doc.days
    claims = [claim for claim in doc.claims if _claim_fits(claim, doc.reading, filter)]
    events = [event for event in doc.events if _event_fits(event, doc.reading, filter)]
    of_claims = (
        filter.sources
        or filter.acts
        or filter.evidence
        or None not in (filter.denied,)
        or filter.denies is not None
    )
    of_events = (
        filter.types or filter.realities or filter.actors or filter.places or filter.precisions
        or filter.box or filter.near or filter.figures
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
    names = {record.id: record.name for record in (*reading.actors, *reading.places)}
    return [names[key] for key in ids if key in names]


def _word(chance: random.Random) -> str:
    return chance.choice(BEFORE) + chance.choice(WORDS)


def _query(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 2)):
        word = _word(chance)
        part = chance.choice((word, word, f"«{word} {_word(chance)}»", f"{chance.choice(WORDS[:4])[:3]}*"))
        parts.append(chance.choice(("", "", "", "-")) + part)
    return " ".join(parts)


def _box(chance: random.Random) -> Box:
    south, north = sorted((chance.uniform(-90, 90), chance.uniform(-90, 90)))
    return Box(south, chance.choice((-180.0, 30.0, 170.0)), north, chance.choice((-170.0, 60.0, 180.0)))


def _span(chance: random.Random, text: str) -> Span:
    words = find_words(text)
    word = chance.choice(words)
    return Span(word.start, word.end)


def _place(chance: random.Random, text: str, id: str) -> Place:
    lat, lon = chance.choice(POINTS)
    name = chance.choice(("دير الزور", "إدلب", "المدينة"))
    country = chance.choice(COUNTRIES)
    return Place(
        id,
        name,
        None,
        country,
        None,
        lat,
        lon,
        None,
        chance.choice(get_args(Precision)),
        (_span(chance, text),),
    )


def _event(
    chance: random.Random, text: str, n: int, actors: tuple[Actor, ...], places: tuple[Place, ...]
) -> Event:
    low = chance.choice((None, 3, 10, 25))
    high = chance.choice((None, low, 30)) if low is not None else 12
    figures = (Figure("killed", low, high, None, Span(0, 1)),) if chance.random() < 0.6 else ()
    return Event(f"e{n}", chance.choice(get_args(EventType)[:6]), tuple({_span(chance, text) for _ in range(2)}),
                 _some(chance, actors), _some(chance, actors), chance.choice((*places, *places, None)) and chance.choice(places).id,
                 _when(chance), chance.choice(get_args(Reality)), figures, (), None)  # fmt: skip


def _claim(
    chance: random.Random, text: str, n: int, actors: tuple[Actor, ...], events: tuple[Event, ...]
) -> Claim:
    start = _span(chance, text).start
    denies = (f"c{n - 1}",) if n > 1 and chance.random() < 0.4 else ()
    return Claim(f"c{n}", chance.choice(get_args(Act)), _span(chance, text), chance.choice((actors[0].id, None)), None, (),
                 Span(start, min(len(text), start + 40)), None, _when(chance), chance.choice((None, *get_args(Evidence))),
                 denies, tuple(event.id for event in events if chance.random() < 0.5))  # fmt: skip


def _when(chance: random.Random) -> Period | None:
    first, last = sorted((chance.choice(DAYS), chance.choice(DAYS)))
    return Period(first, last) if chance.random() < 0.6 else None


def _some(chance: random.Random, actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(actor.id for actor in actors if chance.random() < 0.4)


def replaced(record: Any, **fields: Any) -> Any:
    """Give a record with other fields."""
    return msgspec.structs.replace(record, **fields)
