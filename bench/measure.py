"""How fast Riwaya reads and what it takes: each figure measured here, none estimated.

A cold figure comes from a fresh interpreter, for tables are loaded once a process.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec
import snowballstemmer

from riwaya.document import Document
from riwaya.links import link
from riwaya.reader import STAGES, Reader
from riwaya.sources import read_sources
from riwaya.types import Report
from tests.eval.gold_files import load_gold

ROOT = Path(__file__).resolve().parents[1]
Result = TypeVar("Result")


class Stage(msgspec.Struct, frozen=True):
    """One stage over all reports, warm, and the room it belongs to."""

    name: str
    room: str
    seconds: float
    share: float


class Cold(msgspec.Struct, frozen=True):
    """A process that starts, reads one report and then the rest."""

    python_seconds: float  # the bare interpreter
    import_seconds: float  # import riwaya, on top of it
    first_seconds: float  # the first reading, which loads the tables
    words_per_second: float  # over the reports after it, each read once
    memory_mb: float  # peak, after all reports


class Words(msgspec.Struct, frozen=True):
    """The room of words alone: sentences, clitics, lemmas and tags, in a process of its own."""

    start_seconds: float  # importing the room and reading a first report, which loads lexicon and tagger
    cold_words_per_second: float  # over the reports after it, each read once
    words_per_second: float  # the same reports again
    memory_mb: float  # peak


class Peer(msgspec.Struct, frozen=True):
    """The Arabic stemmer of snowballstemmer over the same words, in the same run."""

    words_per_second: float
    cached_words_per_second: float  # behind an LRU cache that holds every word


class Figures(msgspec.Struct, frozen=True):
    """Everything one run measures."""

    python: str
    reports: int
    words: int
    words_per_second: float  # warm, the same reports again, median of the rounds
    stages: tuple[Stage, ...]
    cold: Cold
    tagger: Words
    peer: Peer


def load_reports(places: Sequence[str] = ()) -> list[Report]:
    """Give the reports of files or folders; without any, those of examples/ and the gold reports."""
    found = read_sources(places or [str(ROOT / "examples")])
    reports = [report for report in found if isinstance(report, Report)]
    gold = () if places else load_gold(ROOT / "tests" / "eval" / "gold")
    return reports + [reading.report for reading in gold]


def measure(reports: Sequence[Report], rounds: int = 5) -> Figures:
    """Measure everything over these reports."""
    words = [word for report in reports for word in report.text.split()]
    cold = measure_cold(reports)
    reader = Reader()
    for report in reports:
        reader.read(report)
    seconds = _median(lambda: [reader.read(report) for report in reports], rounds)
    return Figures(
        python=sys.version.split()[0],
        reports=len(reports),
        words=len(words),
        words_per_second=len(words) / seconds,
        stages=measure_stages(reports, rounds),
        cold=cold,
        tagger=measure_words(reports),
        peer=measure_peer(words, rounds),
    )


def measure_stages(reports: Sequence[Report], rounds: int) -> tuple[Stage, ...]:
    """Time each stage over all reports, on what the stage before it handed on."""
    documents = [Document(report) for report in reports]
    times: list[tuple[str, str, float]] = []
    for stage in STAGES:
        room = stage.run.__module__.split(".")[1]
        times.append((stage.name, room, _median(partial(_run, stage.run, documents), rounds)))
        documents = _run(stage.run, documents)
    times.append(("links", "links", _median(partial(_run, link, documents), rounds)))
    whole = sum(seconds for _, _, seconds in times) or 1.0
    return tuple(Stage(name, room, seconds, seconds / whole) for name, room, seconds in times)


def _run(function: Callable[[Document], Result], documents: Sequence[Document]) -> list[Result]:
    return [function(document) for document in documents]


def measure_peer(words: Sequence[str], rounds: int) -> Peer:
    """Time the stemmer over the words, without and with a cache that is filled already."""
    stem: Callable[[str], str] = snowballstemmer.stemmer("arabic").stemWord
    cached = lru_cache(maxsize=None)(stem)
    for word in words:
        cached(word)
    return Peer(
        words_per_second=len(words) / _median(lambda: [stem(word) for word in words], rounds),
        cached_words_per_second=len(words) / _median(lambda: [cached(word) for word in words], rounds),
    )


# What a fresh interpreter runs: reports come in on stdin, figures go out on stdout.
_FRESH = """
import sys, time
begin = time.perf_counter()
import riwaya
imported = time.perf_counter() - begin
import msgspec
reports = msgspec.json.decode(sys.stdin.buffer.read(), type=list[riwaya.Report])
begin = time.perf_counter()
reader = riwaya.Reader()
reader.read(reports[0])
first = time.perf_counter() - begin
begin = time.perf_counter()
for report in reports[1:]:
    reader.read(report)
rest = time.perf_counter() - begin
import resource
print(imported, first, rest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure_cold(reports: Sequence[Report], rounds: int = 3) -> Cold:
    """Start fresh interpreters and take the best of them, for others only disturb."""
    given = msgspec.json.encode(list(reports))
    words = sum(len(report.text.split()) for report in reports[1:])
    runs = [_fresh(_FRESH, given) for _ in range(rounds)]
    return Cold(
        python_seconds=min(_timed(lambda: _fresh("print(0)", b"")) for _ in range(rounds)),
        import_seconds=min(run[0] for run in runs),
        first_seconds=min(run[1] for run in runs),
        words_per_second=words / min(run[2] for run in runs),
        memory_mb=max(run[3] for run in runs) / _RSS_UNITS_PER_MB,
    )


_WORDS = """
import sys, time
begin = time.perf_counter()
from riwaya.tokens import read_tokens
from riwaya.document import Document
from riwaya.types import Report
import msgspec
given = sys.stdin.buffer.read()
documents = [Document(report) for report in msgspec.json.decode(given, type=list[Report])]
read_tokens(documents[0])
start = time.perf_counter() - begin
def run():
    begin = time.perf_counter()
    for document in documents[1:]:
        read_tokens(document)
    return time.perf_counter() - begin
once, again = run(), run()
import resource
print(start, once, again, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure_words(reports: Sequence[Report], rounds: int = 3) -> Words:
    """Start fresh interpreters that read words only, and take the best of them."""
    given = msgspec.json.encode(list(reports))
    words = sum(len(report.text.split()) for report in reports[1:])
    runs = [_fresh(_WORDS, given) for _ in range(rounds)]
    return Words(
        start_seconds=min(run[0] for run in runs),
        cold_words_per_second=words / min(run[1] for run in runs),
        words_per_second=words / min(run[2] for run in runs),
        memory_mb=max(run[3] for run in runs) / _RSS_UNITS_PER_MB,
    )


# Linux counts the resident set in kilobytes, macOS in bytes.
_RSS_UNITS_PER_MB = 2**20 if sys.platform == "darwin" else 2**10


def _fresh(code: str, given: bytes) -> list[float]:
    found = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], input=given, env=found, stdout=subprocess.PIPE, check=True
    )
    return [float(number) for number in done.stdout.split()]


def _timed(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _median(action: Callable[[], object], rounds: int) -> float:
    return statistics.median(_timed(action) for _ in range(rounds))
