"""How putting cases together grows: ``python -m bench.cases [--store] [--json] [SIZES...]``.

A stream of readings is made up, so many a day as a news desk takes in: every day has its occurrences, each
told by several reports in words, figures and names of its own, at places of its own. What is measured is what
the program does with a reading: boiling it down, finding neighbours, weighing, clustering; not the reading of
its report. Seconds are of the processor. Each size runs in a process of its own, for its memory.

With ``--store`` the readings lie in an SQLite store, whose cases are brought up to date: read back, boiled
down, put together, written up and kept. Then the last reading is changed, and they are again.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from riwaya.cases import Clusters, find_tellings
from riwaya.types import (
    SCHEMA,
    Actor,
    Event,
    EventType,
    Figure,
    Period,
    Place,
    Reading,
    Report,
    Span,
)

if TYPE_CHECKING:
    from riwaya.store import Store

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000)
_PER_DAY = 1_000  # reports
_TOLD_BY = 5  # reports that tell an occurrence, on the average
_EVENTS = 4  # of a report: what it leads with, and what it recalls of the days before
_PLACES, _GROUPS, _WORDS = 2_000, 400, 30_000
_TYPES: tuple[EventType, ...] = (
    "airstrike",
    "shelling",
    "clash",
    "explosion",
    "attack",
    "talks",
    "arrest",
    "aid",
)
_FIRST_DAY = date(2022, 1, 1)
_LETTERS = "".join(map(chr, range(0x628, 0x63B)))  # words are made of these


class Grown(msgspec.Struct, frozen=True):
    """What one size takes."""

    readings: int
    events: int
    cases: int
    compared: int  # pairs of events
    seconds: float  # all of it, the making of the stream left out
    last_ms: float  # for one reading more, over the last thousand
    memory_mb: float  # peak


class _Occurrence(msgspec.Struct, frozen=True):
    """What truly happens on a day."""

    type: EventType
    day: date
    place: int
    groups: tuple[int, ...]
    killed: int
    words: tuple[str, ...]


def make_readings(count: int, rate: int = _PER_DAY, seed: int = 0) -> Iterator[Reading]:
    """Make up so many readings, ``rate`` a day, the same for the same seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_LETTERS, k=6)) for _ in range(_WORDS)]
    past: list[_Occurrence] = []
    today: list[_Occurrence] = []
    for number in range(count):
        if number % rate == 0:
            day = _FIRST_DAY + timedelta(number // rate)
            past = today
            today = [_happen(chance, words, day) for _ in range(rate // _TOLD_BY)]
        told = [chance.choice(today), *(chance.choice(past or today) for _ in range(_EVENTS - 1))]
        yield _write(chance, words, f"r{number:06}", today[0].day, told)


def _happen(chance: random.Random, words: list[str], day: date) -> _Occurrence:
    return _Occurrence(
        chance.choice(_TYPES),
        day,
        int(_PLACES * chance.random() ** 2),  # some places see far more than others
        tuple(int(_GROUPS * chance.random() ** 2) for _ in range(2)),
        chance.randrange(60),
        tuple(chance.choices(words, k=14)),
    )


def _write(chance: random.Random, words: list[str], id: str, day: date, told: list[_Occurrence]) -> Reading:
    """Write a report that tells of occurrences, and what is read in it."""
    text = ""
    actors: list[Actor] = []
    places: list[Place] = []
    events: list[Event] = []
    for number, one in enumerate(told, 1):
        start = len(text)
        chosen = (*chance.sample(one.words, 9), *chance.choices(words, k=20))
        text += " ".join(chosen) + "\n"
        span = Span(start, start + 6)
        parties = tuple(f"a{number}-{group}" for group in one.groups)
        actors += [
            Actor(key, key, None, None, "REB", (span,), ref=f"group {group}")
            for key, group in zip(parties, one.groups, strict=True)
        ]
        places.append(_place(f"p{number}", one.place, span))
        when = Period(one.day.isoformat(), one.day.isoformat()) if chance.random() < 0.7 else None
        figures = (Figure("killed", one.killed, one.killed, None, span),) if one.killed > 30 else ()
        events.append(
            Event(f"e{number}", one.type, (span,), parties[:1], parties[1:], f"p{number}", when, "actual",
                  figures, (), None)
        )  # fmt: skip
    report = Report(id, text, publisher=f"outlet {chance.randrange(50)}", published=day.isoformat())
    return Reading(SCHEMA, report, tuple(actors), tuple(places), (), tuple(events))  # type: ignore[arg-type]


def _place(id: str, number: int, span: Span) -> Place:
    lat, lon = 15 + number % 40 * 0.5, 30 + number // 40 * 0.5
    return Place(id, f"place {number}", None, "XXX", None, lat, lon, number + 1, "exact", (span,))


def measure(count: int, rate: int = _PER_DAY) -> Grown:
    """Put so many readings together, and measure."""
    clusters = Clusters()
    spent, last = 0.0, 0.0
    for number, reading in enumerate(make_readings(count, rate)):
        began = time.process_time()
        for telling in find_tellings(reading):
            clusters.add(telling)
        took = time.process_time() - began
        spent += took
        last += took if number >= count - 1_000 else 0.0
    began = time.process_time()
    cases = sum(1 for _ in clusters.clusters())
    spent += time.process_time() - began
    return Grown(
        count, len(clusters.tellings), cases, clusters.compared, spent, last / min(count, 1_000) * 1000,
        _peak(),
    )  # fmt: skip


def _peak() -> float:
    import resource

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return memory / (2**20 if sys.platform == "darwin" else 2**10)


class Kept(msgspec.Struct, frozen=True):
    """What one size takes in a store."""

    readings: int
    cases: int
    seconds: float  # to bring the cases up to date from nothing
    one_ms: float  # to bring them up to date with one reading that has changed
    memory_mb: float  # peak
    readings_mb: float  # of the file, before there are cases
    cases_mb: float  # that they add to it


def measure_kept(count: int) -> Kept:
    """Keep the cases of so many readings in a store, and measure."""
    from riwaya.store import Arrival, Store

    with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/bench.riwaya") as store:
        batch: list[Reading] = []
        for number, reading in enumerate(make_readings(count), 1):
            batch.append(reading)
            if len(batch) == 500 or number == count:
                for _ in store.add(Arrival(one.report, "bench") for one in batch):
                    pass
                store.save(batch, maker="bench")
                batch = []
        file = Path(store.where)
        before = file.stat().st_size
        seconds = _update(store)
        after = file.stat().st_size
        store.save([msgspec.structs.replace(reading, events=reading.events[1:])], maker="bench")
        return Kept(
            count, store.cases.count(), seconds, _update(store) * 1000, _peak(), before / 2**20,
            (after - before) / 2**20,
        )  # fmt: skip


def _update(store: "Store") -> float:
    from riwaya.casework import Casework

    began = time.process_time()
    Casework(store).update()
    return time.process_time() - began


def measure_apart(kind: str, count: int) -> bytes:
    """Measure in a process of its own; give the figures as JSON."""
    found = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    command = [sys.executable, "-m", "bench.cases", f"--one-{kind}", str(count)]
    done = subprocess.run(command, env=found, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return done.stdout


def table(rows: list[Grown]) -> str:
    """Lay the figures out for a person."""
    lines = [f"{'readings':>9}{'events':>9}{'cases':>9}{'pairs':>12}{'seconds':>9}{'ms/last':>9}{'MB':>7}"]
    for row in rows:
        counts = f"{row.readings:>9,}{row.events:>9,}{row.cases:>9,}{row.compared:>12,}"
        lines.append(f"{counts}{row.seconds:>9.1f}{row.last_ms:>9.2f}{row.memory_mb:>7,.0f}")
    return "\n".join(lines)


def table_kept(rows: list[Kept]) -> str:
    """Lay the figures of a store out for a person."""
    lines = [f"{'readings':>9}{'cases':>9}{'seconds':>9}{'ms/one':>9}{'MB':>7}{'file':>9}{'more':>9}"]
    for row in rows:
        spent = f"{row.readings:>9,}{row.cases:>9,}{row.seconds:>9.1f}{row.one_ms:>9.1f}"
        lines.append(f"{spent}{row.memory_mb:>7,.0f}{row.readings_mb:>9,.0f}{row.cases_mb:>9,.0f}")
    return "\n".join(lines)


def main() -> None:
    """Measure every size, or one."""
    parser = argparse.ArgumentParser(prog="python -m bench.cases", description=__doc__)
    parser.add_argument("--store", action="store_true", help="measure cases that a store keeps")
    parser.add_argument("--one-put", type=int, help="measure one size here, and print JSON")
    parser.add_argument("--one-kept", type=int, help="the same in a store")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options = parser.parse_args()
    if options.one_put or options.one_kept:
        one = measure(options.one_put) if options.one_put else measure_kept(options.one_kept)
        print(msgspec.json.encode(one).decode())
        return
    lines = [measure_apart("kept" if options.store else "put", size) for size in options.sizes]
    if options.json:
        print(f"[{b','.join(line.strip() for line in lines).decode()}]")
    elif options.store:
        print(table_kept([msgspec.json.decode(line, type=Kept) for line in lines]))
    else:
        print(table([msgspec.json.decode(line, type=Grown) for line in lines]))


if __name__ == "__main__":
    main()
