"""Fit src/riwaya/cases/ties.tsv on cases put together by hand.

python -m tools.fit_case_weights CASES.jsonl REPORTS.jsonl [--folds N] [--encoder] [--out FILE]

A line of CASES names a case's members and the look-alikes that are none, its negatives, each by report,
paragraph (from 0), trigger and which of equal triggers (from 1); a line of REPORTS is a report, or a reading
of it. With --folds nothing is written: every fold holds out cases, and weights fitted on the others put them
together.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import msgspec

from riwaya.cases.clustering import Clusters
from riwaya.cases.encoding import Encoder, load_encoder
from riwaya.cases.matching import TieRow, find_ties, load_ties, load_weights
from riwaya.cases.tellings import Telling, find_tellings
from riwaya.reader import Reader
from riwaya.readings import decode_reading
from riwaya.sources.records import parse_json, parse_report
from riwaya.types import Reading
from tools.logistic import Example, fit

TABLE = Path(__file__).parent.parent / "src/riwaya/cases/ties.tsv"
PENALTY = 30.0  # how firmly a weight is held to what it was thought to be worth
BARS = [-round(2.0 + 0.1 * step, 1) for step in range(31)]  # that are tried
TOLERANCE = 0.05  # of F1: nearly as good as the best
LEAST = 3  # examples that a weight needs to be moved
_LETTER = re.compile(r"[\w\u064b-\u0652]")
_CLITICS = re.compile(r"[وفبلكس]{0,2}(?:ال|لل)?")


Find = Callable[["Mark"], set[tuple[str, str]]]


class Mark(msgspec.Struct, frozen=True):
    """Where a case is told: the n-th such word of a paragraph of a report."""

    report: str
    trigger: str
    p: int
    n: int = 1


class Gold(msgspec.Struct, frozen=True):
    """A case put together by hand, and what looks like it."""

    case: str
    members: tuple[Mark, ...]
    negatives: tuple[Mark, ...]


class Score(msgspec.Struct, frozen=True):
    """How well cases were put together, in pairs of members."""

    right: int
    wrong: int
    wanted: int
    merged: int  # negatives that a case took in
    negatives: int

    @property
    def f1(self) -> float:
        """Give F1 over pairs."""
        return 2 * self.right / max(1, self.right + self.wrong + self.wanted)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.wanted)
        figures = f"precision {precision:.3f} recall {recall:.3f} F1 {self.f1:.3f}"
        return f"pairs: {figures}; negatives merged {self.merged} of {self.negatives}"


class Lessons:
    """Gold cases, and the tellings of the program that their marks stand on."""

    def __init__(
        self, cases: Sequence[Gold], readings: Sequence[Reading], encode: Encoder | None = None
    ) -> None:
        self.cases = cases
        self.tellings = [telling for reading in readings for telling in find_tellings(reading, encode)]
        self._readings = {reading.report.id: reading for reading in readings}
        self._by_key = {telling.key: telling for telling in self.tellings}

    def find(self, mark: Mark) -> list[Telling]:
        """Find the tellings with a trigger over a mark."""
        reading = self._readings[mark.report]
        start = find_mark(reading.report.text, mark)
        end = start + len(mark.trigger)
        return [
            self._by_key[mark.report, event.id]
            for event in reading.events
            if any(span.start < end and start < span.end for span in event.triggers)
        ]

    def teach(self, cases: Sequence[Gold]) -> Iterator[Example]:
        """Make examples: pairs that are one, and pairs that are not."""
        members = {gold.case: [self.find(mark) for mark in gold.members] for gold in cases}
        for gold in cases:
            told = members[gold.case]
            for one, other in combinations(told, 2):
                yield from _examples(one, other, right=True)
            for mark, one in product(gold.negatives, told):
                yield from _examples(one, self.find(mark), right=False)
        for one_case, other_case in combinations(members.values(), 2):
            for one, other in product(one_case, other_case):
                yield from _examples(one, other, right=False)

    def score(self, cases: Sequence[Gold], weights: Mapping[str, float]) -> Score:
        """Put everything together with these weights, and score these cases."""
        clusters = Clusters(weights=weights)
        for telling in self.tellings:
            clusters.add(telling)
        case_of = {telling.key: next(iter(found)).key for found in clusters.clusters() for telling in found}
        return score(cases, lambda mark: {case_of[telling.key] for telling in self.find(mark)})


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure on cases held out, and write nothing")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--encoder", action="store_true", help="compare meanings too, as riwaya cases does")
    parser.add_argument("--out", type=Path, default=TABLE, help="the table to write")
    options = parser.parse_args(arguments)
    cases = [msgspec.json.decode(line, type=Gold) for line in _lines(options.cases)]
    readings = [_read(line, str(options.reports)) for line in _lines(options.reports)]
    lessons = Lessons(cases, readings, load_encoder() if options.encoder else None)
    if options.encoder:
        print("as it is", lessons.score(cases, load_weights()))
    if options.folds:
        print("prior   ", lessons.score(cases, {row.tie: row.prior for row in load_ties().values()}))
        print("held out", measure(lessons, options.folds, options.penalty))
        return
    weights = fit_ties(lessons, cases, options.penalty)
    options.out.write_text(write(weights), encoding="utf-8")
    print("fitted  ", lessons.score(cases, weights))


def fit_ties(lessons: Lessons, cases: Sequence[Gold], penalty: float) -> dict[str, float]:
    """Fit the weights on pairs, then the bar on the cases that come of them."""
    prior = {row.tie: row.prior for row in load_ties().values()}
    fitted = fit(list(lessons.teach(cases)), penalty=penalty, least=LEAST, prior=prior)
    weights = {tie: round(value, 2) for tie, value in fitted.items()}
    return {**weights, "bar": choose_bar(lessons, cases, weights)}


def choose_bar(lessons: Lessons, cases: Sequence[Gold], weights: Mapping[str, float]) -> float:
    """Of the bars under which the cases come out nearly best take the one closest to the prior."""
    scores = {bar: lessons.score(cases, {**weights, "bar": bar}).f1 for bar in BARS}
    best = [bar for bar, f1 in scores.items() if f1 >= max(scores.values()) - TOLERANCE]
    prior = load_ties()["bar"].prior
    return min(best, key=lambda bar: (abs(bar - prior), bar))


def measure(lessons: Lessons, folds: int, penalty: float) -> Score:
    """Put every case together with weights that have not seen it."""
    scores = []
    for fold in range(folds):
        held = [gold for number, gold in enumerate(lessons.cases) if number % folds == fold]
        seen = [gold for number, gold in enumerate(lessons.cases) if number % folds != fold]
        scores.append(lessons.score(held, fit_ties(lessons, seen, penalty)))
    return Score(*(sum(getattr(one, field) for one in scores) for field in Score.__struct_fields__))


def score(cases: Sequence[Gold], find: Find) -> Score:
    """Score cases: ``find`` gives the cases that a mark was found in."""
    where = {gold.case: _choose([find(mark) for mark in gold.members]) for gold in cases}
    merged = sum(
        not find(mark).isdisjoint(case for case in where[gold.case] if case)
        for gold in cases
        for mark in gold.negatives
    )
    pairs = [pair for found in where.values() for pair in combinations(found, 2)]
    strange = [
        pair for one, other in combinations(where.values(), 2) for pair in product(one, other)
    ]  # members of two cases
    return Score(
        right=sum(a == b and a is not None for a, b in pairs),
        wrong=merged + sum(a == b and a is not None for a, b in strange),
        wanted=len(pairs),
        merged=merged,
        negatives=sum(len(gold.negatives) for gold in cases),
    )


def find_mark(text: str, mark: Mark) -> int:
    """Find where a mark stands in a report: as a whole word, but for و, ب, ال and the like before it."""
    start = 0
    paragraphs: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    at, end = paragraphs[mark.p]
    found: list[int] = []
    while (at := text.find(mark.trigger, at, end)) >= 0:
        first, stop = at, at + len(mark.trigger)
        while first > 0 and _LETTER.match(text[first - 1]):
            first -= 1
        whole = stop >= len(text) or not _LETTER.match(text[stop])
        if whole and _CLITICS.fullmatch(text[first:at]):
            found.append(at)
        at += 1
    return found[mark.n - 1]


def write(weights: Mapping[str, float]) -> str:
    """Write the table anew, with its comments, priors and meanings."""
    text = TABLE.read_text(encoding="utf-8")
    comments = [line for line in text.split("\n") if line.startswith("#")]
    fields = "\t".join(TieRow.__struct_fields__)
    rows = [f"{row.tie}\t{row.prior}\t{weights[row.tie]}\t{row.meaning}" for row in load_ties().values()]
    return "\n".join([*comments, fields, *rows]) + "\n"


def _choose(options: Sequence[set[tuple[str, str]]]) -> list[tuple[str, str] | None]:
    """Of the cases that each member was found in take the one that holds most of them."""
    votes = Counter(case for found in options for case in found)
    return [max(found, key=lambda case: (votes[case], case)) if found else None for found in options]


def _examples(one: Sequence[Telling], other: Sequence[Telling], *, right: bool) -> Iterator[Example]:
    for here, there in product(one, other):
        ties = find_ties(here, there)
        if ties is not None:
            yield Example((ties,), frozenset({0} if right else ()))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _read(line: str, place: str) -> Reading:
    value = parse_json(line, place)
    if isinstance(value, dict) and "events" in value:
        return decode_reading(value, place)
    return Reader().read(parse_report(value, place, default_id=place))


if __name__ == "__main__":
    main()
