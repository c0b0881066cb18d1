"""Reports, readings and filters made up at random."""

import random
from collections.abc import Callable
from typing import Any, get_args

import msgspec

from riwaya.store.search.filters import Bound, Box, Filter, Near, Sign
from riwaya.store.search.words import find_words
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
)


def make_reading(chance: random.Random, number: int) -> Reading:
    """Make up a report and its reading."""
    text = ". ".join(" ".join(_word(chance) for _ in range(chance.randint(3, 9))) for _ in range(4))
    actors = tuple(
        Actor(f"a{n}", chance.choice(NAMES), None, chance.choice(COUNTRIES),
              chance.choice(get_args(ActorRole)), (_span(chance, text),), ref=chance.choice(("Group", None)))
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
        "disputed": lambda: chance.random() < 0.5,
        "placed": lambda: chance.random() < 0.5,
        "dated": lambda: chance.random() < 0.5,
        "types": lambda: tuple(chance.sample(get_args(EventType)[:6], 2)),
        "realities": lambda: tuple(chance.sample(get_args(Reality), 2)),
        "actors": lambda: tuple(chance.sample(("الجيش", "UKR", "مدينة"), chance.randint(1, 2))),
        "places": lambda: (chance.choice(("دير الزور", "إدلب", "SYR", "الزور")),),
        "precisions": lambda: tuple(chance.sample(get_args(Precision), 3)),
        "box": lambda: _box(chance),
        "near": lambda: Near(*chance.choice(POINTS), chance.choice((20.0, 400.0, 5_000.0, 15_000.0))),
        "figures": lambda: (Bound("killed", chance.choice(get_args(Sign)), chance.randint(0, 30)),),
    }  # fmt: skip
    fields = chance.sample(sorted(makers), chance.choice((1, 1, 2, 2, 3, 4)))
    return Filter(**{field: makers[field]() for field in fields})


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
    lat, lon = chance.choice((*POINTS, (None, None)))
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
    triggers = tuple({_span(chance, text) for _ in range(2)})
    place = chance.choice((*(place.id for place in places), None))
    return Event(f"e{n}", chance.choice(get_args(EventType)[:6]), triggers, _some(chance, actors),
                 _some(chance, actors), place, _when(chance), chance.choice(get_args(Reality)), figures, (),
                 None)  # fmt: skip


def _claim(
    chance: random.Random, text: str, n: int, actors: tuple[Actor, ...], events: tuple[Event, ...]
) -> Claim:
    start = _span(chance, text).start
    content = Span(start, min(len(text), start + 40))
    denies = (f"c{n - 1}",) if n > 1 and chance.random() < 0.4 else ()
    tells = tuple(event.id for event in events if chance.random() < 0.5)
    return Claim(f"c{n}", chance.choice(get_args(Act)), _span(chance, text),
                 chance.choice((actors[0].id, None)), None, (), content, None, _when(chance),
                 chance.choice((None, *get_args(Evidence))), denies, tells)  # fmt: skip


def _when(chance: random.Random) -> Period | None:
    first, last = sorted((chance.choice(DAYS), chance.choice(DAYS)))
    return Period(first, last) if chance.random() < 0.6 else None


def _some(chance: random.Random, actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(actor.id for actor in actors if chance.random() < 0.4)


def replaced(record: Any, **fields: Any) -> Any:
    """Give a record with other fields."""
    return msgspec.structs.replace(record, **fields)
