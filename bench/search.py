"""How fast searches are: ``python -m bench.search [--json] [--rounds N] [--store PATH] [SIZES...]``.

A store is filled with made-up reports and readings (words, places, names and outlets as unevenly spread as in
news, three events and two claims a report), and each query is asked several times, with what an analyst or a
view asks for: a page of 50 with all that is shown of them and the total, the facets, the points of a map.
Milliseconds are of the processor; each query is asked once before, so that the file's pages are in memory.
"""

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, get_args

import msgspec

from riwaya.store import Arrival, Store
from riwaya.store.search.filters import Bound, Box, Filter, Near, Order, SearchKind
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
    Reading,
    Report,
    Span,
)

SIZES = (1_000, 10_000, 100_000)
_FIRST_DAY = date(2014, 1, 1)
_DAYS = 3_000
_WORDS, _PLACES, _ACTORS, _OUTLETS = 30_000, 4_000, 8_000, 60
_LETTERS = "".join(map(chr, (*range(0x628, 0x629), *range(0x62A, 0x63B), *range(0x641, 0x648))))
_KNOWN = (
    "قصف", "هجوم", "انفجار", "قوات", "الجيش", "مدينة", "وزير", "الدفاع", "محادثات", "هدنة", "قتلى", "جرحى",
    "مدنيين", "طائرة", "مستشفى",
)  # fmt: skip
_PROCLITICS = ("", "", "", "", "و", "ال", "ال", "ب", "وال", "بال", "لل", "ف", "ل")
_COUNTRIES = ("SYR", "IRQ", "YEM", "LBN", "PSE", "UKR", "RUS", "SDN", "LBY", "EGY")


class World(msgspec.Struct, frozen=True):
    """What reports are about."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    outlets: tuple[str, ...]


class Timing(msgspec.Struct, frozen=True):
    """What a query takes: milliseconds, the half and the worst, and how much it found."""

    name: str
    median: float
    worst: float
    found: int


class Measured(msgspec.Struct, frozen=True):
    """What one size takes: seconds to fill, megabytes on disk, and each query."""

    reports: int
    events: int
    filled: float
    megabytes: float
    timings: tuple[Timing, ...]


def make_world(seed: int = 0) -> World:
    """Make up words, places, actors and outlets; the first of each are the most frequent."""
    chance = random.Random(seed)
    words = [*_KNOWN, *("".join(chance.choices(_LETTERS, k=chance.randint(3, 7))) for _ in range(_WORDS))]
    weights = itertools.accumulate(1 / (rank + 30) for rank in range(len(words)))
    place_names = [" ".join(chance.choices(words, k=chance.choice((1, 1, 2)))) for _ in range(_PLACES)]
    places = tuple(
        Place(f"p{n}", name, f"place {n}", _COUNTRIES[n % 10], None, round(10 + chance.random() * 30, 4),
              round(-170 + n % 10 * 36 + chance.random() * 8, 4), n + 1, "exact", ())
        for n, name in enumerate(place_names)
    )  # fmt: skip
    roles = get_args(ActorRole)
    actors = tuple(
        Actor(f"a{n}", " ".join(chance.choices(words[:3000], k=chance.randint(1, 3))), None,
              _COUNTRIES[n % 10] if n % 3 else None, roles[n % len(roles)], (),
              ref=None if n % 5 else f"group{n}")
        for n in range(_ACTORS)
    )  # fmt: skip
    outlets = tuple(f"وكالة {' '.join(chance.choices(words, k=2))}" for _ in range(_OUTLETS))
    return World(tuple(words), tuple(weights), places, actors, outlets)


def make_readings(world: World, count: int, seed: int = 1) -> Iterator[Reading]:
    """Make up so many readings, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        yield _read(world, chance, number)


def _read(world: World, chance: random.Random, number: int) -> Reading:
    text = ". ".join(_sentence(world, chance) for _ in range(6)) + "."
    day = _FIRST_DAY + timedelta(int(_DAYS * (1 - chance.random() ** 2)))
    actors = tuple(
        msgspec.structs.replace(_pick(chance, world.actors), id=f"a{n}", mentions=(_span(chance, text),))
        for n in range(1, 4)
    )
    places = tuple(
        msgspec.structs.replace(_pick(chance, world.places), id=f"p{n}", mentions=(_span(chance, text),))
        for n in range(1, 3)
    )
    events = tuple(_event(chance, text, f"e{n}", day) for n in range(1, 4))
    claims = tuple(_claim(chance, text, f"c{n}", day) for n in range(1, 3))
    report = Report(
        f"report-{number}", text, text[:40], _pick(chance, world.outlets), (), None, day.isoformat()
    )
    return Reading(SCHEMA, report, actors, places, claims, events)  # type: ignore[arg-type]


def _sentence(world: World, chance: random.Random) -> str:
    words = chance.choices(world.words, cum_weights=world.weights, k=14)
    return " ".join(chance.choice(_PROCLITICS) + word for word in words)


def _event(chance: random.Random, text: str, id: str, day: date) -> Event:
    types = get_args(EventType)
    told = day - timedelta(int(30 * chance.random() ** 4))
    when = Period(told.isoformat(), told.isoformat()) if chance.random() < 0.7 else None
    type = types[int(len(types) * chance.random() ** 2)]
    killed = int(60 * chance.random() ** 3) if type in types[:5] else 0  # of what kills, two in five
    span = _span(chance, text)
    figures = (Figure("killed", killed, killed, None, span),) if killed % 5 > 2 else ()
    place = chance.choice(("p1", "p1", "p2", None))
    return Event(id, type, (span,), ("a1",), ("a2",), place, when,
                 "actual" if chance.random() < 0.8 else "possible", figures, (), None)  # fmt: skip


def _claim(chance: random.Random, text: str, id: str, day: date) -> Claim:
    acts, start = get_args(Act), int((len(text) - 120) * chance.random())
    denies = ("c1",) if id == "c2" and chance.random() < 0.1 else ()
    evidence = _pick(chance, get_args(Evidence)) if chance.random() < 0.1 else None
    said = Period(day.isoformat(), day.isoformat()) if chance.random() < 0.3 else None
    return Claim(id, _pick(chance, acts), _span(chance, text), chance.choice(("a1", "a2", "a3")), None, (),
                 Span(start, start + 120), "indirect", said, evidence, denies,
                 (chance.choice(("e1", "e2", "e3")),))  # fmt: skip


def _span(chance: random.Random, text: str) -> Span:
    start = int((len(text) - 6) * chance.random())
    return Span(start, start + 5)


def _pick(chance: random.Random, things: tuple[Any, ...]) -> Any:
    return things[int(len(things) * chance.random() ** 2)]


Asked = dict[str, tuple[SearchKind, Filter]]
_BEGIN, _END = "2016-01-01", "2016-12-31"
_BOX = Box(10, -170, 40, -160)


def _of_reports(world: World) -> Asked:
    common, words = world.words[0], world.words
    asked = {
        "nothing asked": Filter(),
        "a rare word": Filter(words=words[9_000]),
        "a common word": Filter(words=common),
        "two words": Filter(words=f"{words[3]} {words[200]}"),
        "two common words, one out": Filter(words=f"{common} {words[1]} -{words[2]}"),
        "a phrase": Filter(words=f"«{words[2]} {words[4]}»"),
        "a prefix of three letters": Filter(words=f"{common[:3]}*"),
        "a prefix of two letters": Filter(words=f"{common[:2]}*"),
        "all but a common word": Filter(words=f"-{common}"),
        "a word and an outlet": Filter(words=common, outlets=(world.outlets[3],)),
        "a month": Filter(since="2016-03-01", until="2016-03-31"),
        "a word in a year": Filter(words=common, since=_BEGIN, until=_END),
        "who says what happened": Filter(sources=(world.actors[5].name,), types=("airstrike",)),
    }
    return {f"reports, {name}": ("reports", filter) for name, filter in asked.items()}


def _of_claims(world: World) -> Asked:
    asked = {
        "nothing asked": Filter(),
        "a common word": Filter(words=world.words[0]),
        "a source": Filter(sources=(world.actors[5].name,)),
        "a state's sources": Filter(sources=("SYR GOV",)),
        "denied": Filter(denied=True),
        "an act and a type told": Filter(acts=("deny", "accuse"), types=("airstrike",)),
        "evidence": Filter(evidence=("no-evidence",)),
    }
    return {f"claims, {name}": ("claims", filter) for name, filter in asked.items()}


def _of_events(world: World) -> Asked:
    place, actor = world.places[3], world.actors[5].name
    killed = (Bound("killed", ">=", 10),)
    asked = {
        "nothing asked": Filter(),
        "a common word": Filter(words=world.words[0]),
        "a type": Filter(types=("shelling",)),
        "all types but the rarest": Filter(types=get_args(EventType)[:-1]),
        "a place": Filter(places=(place.name,)),
        "a country": Filter(places=("SYR",)),
        "50 km about a point": Filter(near=Near(place.lat or 0, place.lon or 0, 50)),
        "a box, a type, a year": Filter(box=_BOX, types=("airstrike",), since=_BEGIN, until=_END),
        "an actor": Filter(actors=(actor,)),
        "an actor's state, ten killed": Filter(actors=("SYR",), figures=killed),
        "ten killed": Filter(figures=killed),
        "an outlet": Filter(outlets=(world.outlets[3],)),
        "told by a source": Filter(sources=(actor,)),
        "not reviewed": Filter(reviewed=("open",)),
    }
    return {f"events, {name}": ("events", filter) for name, filter in asked.items()}


def queries(world: World) -> dict[str, Callable[[Store], int]]:
    """Give each query under the name that tells what it asks."""
    filters = _of_reports(world) | _of_claims(world) | _of_events(world)
    found: dict[str, Callable[[Store], int]] = {
        name: partial(_find, kind, filter, "newest") for name, (kind, filter) in filters.items()
    }
    for name in (
        "reports, two words",
        "reports, a common word",
        "claims, a common word",
        "events, a common word",
    ):
        found[f"{name}, by relevance"] = partial(_find, *filters[name], "relevance")
    for name in ("reports, a rare word", "events, a place", "claims, a source", "events, nothing asked"):
        found[f"facets: {name}"] = partial(_count, *filters[name])
    quarter = Filter(box=_BOX, since="2018-01-01", until="2018-03-31")
    found["map: all events"] = lambda store: store.search.overview().total
    found["map: a box and a quarter"] = lambda store: store.search.overview(quarter).total
    return found


def _find(kind: SearchKind, filter: Filter, order: Order, store: Store) -> int:
    return store.search.find(kind, filter, order=order).total


def _count(kind: SearchKind, filter: Filter, store: Store) -> int:
    return store.search.facets(kind, filter).total


def fill(store: Store, world: World, count: int) -> None:
    """Fill a store with so many reports and readings."""
    readings = make_readings(world, count)
    while batch := list(itertools.islice(readings, 2_000)):
        for _ in store.add(Arrival(reading.report, reading.report.id) for reading in batch):
            pass
        store.save(batch, maker="bench")


def measure(count: int, where: str, rounds: int = 5) -> Measured:
    """Fill a store of that size, where none is there, and time each query."""
    world = make_world()
    fresh = not Path(where).exists()
    with Store.open(where) as store:
        began = time.perf_counter()
        if fresh:
            fill(store, world, count)
        filled = time.perf_counter() - began if fresh else 0.0
        timings = tuple(_time(name, ask, store, rounds) for name, ask in queries(world).items())
        reports, events = (store.search.count(kind, Filter()) for kind in ("reports", "events"))
    return Measured(reports, events, filled, Path(where).stat().st_size / 2**20, timings)


def _time(name: str, ask: Callable[[Store], int], store: Store, rounds: int) -> Timing:
    ask(store)  # once before: the file's pages come into memory
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        found = ask(store)
        spent.append((time.process_time() - began) * 1000)
    return Timing(name, statistics.median(spent), max(spent), found)


def table(rows: list[Measured]) -> str:
    """Lay the figures out for a person."""
    lines = []
    for row in rows:
        lines += [
            f"{row.reports:,} reports, {row.events:,} events: "
            f"{row.filled:,.0f} s to fill, {row.megabytes:,.0f} MB",
            f"  {'query':<44}{'ms':>8}{'worst':>8}{'found':>10}",
            *(f"  {t.name:<44}{t.median:>8.1f}{t.worst:>8.1f}{t.found:>10,}" for t in row.timings),
            "",
        ]
    return "\n".join(lines)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=5, help="ask each query so often (default: 5)")
    parser.add_argument("--store", type=Path, help="keep the stores in this folder, and use those there")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            path = (options.store or Path(folder)) / f"{size}.riwaya"
            rows.append(measure(size, str(path), options.rounds))
    print(msgspec.json.encode(rows).decode() if options.json else table(rows))


if __name__ == "__main__":
    main()
