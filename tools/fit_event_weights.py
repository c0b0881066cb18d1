"""Fit src/riwaya/events/weights.tsv on gold readings: python -m tools.fit_event_weights GOLD... [--folds N].

Each GOLD is a folder of readings as JSON or of gold reports as TOML. With --folds nothing is written: every
fold holds out whole outlets, weights fitted on the others read them, and the readings are scored. With
--only one model is fitted, and the weights of the others stay as the table has them.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from riwaya.document import Document
from riwaya.evaluation import evaluate
from riwaya.evaluation.loading import load_readings
from riwaya.events import find_events
from riwaya.events.weights import Model, WeightRow, Weights, load_weights, weigh
from riwaya.links import link
from riwaya.reader import STAGES
from riwaya.resources import parse_table
from riwaya.types import Reading
from tests.eval.gold_files import load_gold
from tools.event_lessons import Lesson
from tools.logistic import Example, fit

TABLE = Path(__file__).parent.parent / "src/riwaya/events/weights.tsv"
MEANINGS = Path(__file__).parent / "feature_meanings.tsv"
HEAD = "# What each feature is worth in a choice; more than 0 is chosen. By tools/fit_event_weights.py."
ROWS = ("event", "event-full", "place", "day", "reality", "actors", "targets")
LEAST = 0.05  # weights nearer to nothing than this are not kept
STRONG = 3.0
# What is grammar, much of it too rare in gold to be learnt: weights are held to these.
GRAMMAR: Weights = {
    "reality": {
        "planned:told-planned": 4.0,
        "possible:told-possible": 6.0,  # قد, لم and their like leave less open than plans do
        "negated:told-negated": 8.0,
        "unreal:told-actual": -2.0,
        "planned:expected": STRONG,
        **{f"{kind}:by-particle-{kind}": STRONG for kind in ("planned", "negated")},
        "possible:by-particle-possible": 5.0,
        "unreal:imperfect-before": -2.0,
    },
    # Who accuses another of a deed, or condemns it, has not done it; who is accused of it has, as it is told.
    # The subject of a verb of saying is not that of a clause which has one of its own.
    "actor": {
        "speaker-accuse": -5.0,
        "speaker-condemn": -5.0,
        "accused": 3.0,
        "own-subject=ccomp/nsubj": -2.0,
    },
    "same": {
        "clause-casualties": 2.0,  # توفي أربعة غرقا
        "casualties-too": 2.0,  # قتل جندي وأصيب آخر
        "governed": 2.0,  # انتزعت السيطرة
        "partitive": 2.0,  # الجولة الثالثة من المحادثات
        "another": -2.0,  # تفجير آخر
        "other-day": -2.0,
        "other-place": -1.5,
    },
}


class Plan(msgspec.Struct, frozen=True):
    """How one model is fitted."""

    model: Model
    penalty: float  # on large weights
    least: int  # examples a feature needs
    without: str = "none"  # how the features begin that it goes without


# In this order: what a time is worth rests on the reality, a place on the people, and what joins two tellings
# on all the others.
PLANS = (
    Plan("reality", 2.0, 10),
    Plan("actor", 4.0, 10, without="word-"),
    Plan("target", 4.0, 10),
    Plan("place", 6.0, 10),
    Plan("when", 4.0, 10),
    Plan("same", 3.0, 10),
)


class MeaningRow(msgspec.Struct, frozen=True):
    """What the features of a pattern mean; ``models`` are those that have them."""

    models: tuple[Model, ...]
    pattern: str
    meaning: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure on outlets held out, and write nothing")
    parser.add_argument("--out", type=Path, default=TABLE, help="the table to write")
    parser.add_argument("--only", choices=[plan.model for plan in PLANS], help="fit this model alone")
    options = parser.parse_args(arguments)
    lessons = [Lesson(gold, read(gold)) for folder in options.gold for gold in load(folder)]
    if options.folds:
        for line in measure(lessons, options.folds):
            print(line)
        return
    if options.only:
        weights = fit_all(lessons, [plan for plan in PLANS if plan.model == options.only], load_weights())
    else:
        weights = fit_all(lessons)
    options.out.write_text(write(weights), encoding="utf-8")


def load(folder: Path) -> tuple[Reading, ...]:
    """Load the gold readings of a folder, whichever way they are written."""
    return load_gold(folder) if any(folder.glob("*.toml")) else load_readings(folder)


def read(gold: Reading) -> Document:
    """Read the report of a gold reading up to its events."""
    document = Document(msgspec.structs.replace(gold.report, credits=()))
    for stage in STAGES:
        if stage.name != "events":
            document = stage.run(document)
    return document


def fit_all(
    lessons: Sequence[Lesson], plans: Sequence[Plan] = PLANS, known: Weights | None = None
) -> Weights:
    """Fit the models of the plans, each on what those before it, and ``known`` weights, choose."""
    weights: Weights = dict(known or {})
    for plan in plans:
        taught = (example for lesson in lessons for example in lesson.teach(plan.model, weights))
        examples = [leave_out(example, plan.without) for example in taught]
        fitted = fit(examples, penalty=plan.penalty, least=plan.least, prior=GRAMMAR.get(plan.model, {}))
        weights[plan.model] = {name: round(value, 2) for name, value in fitted.items() if abs(value) >= LEAST}
    return weights


def leave_out(example: Example, prefix: str) -> Example:
    """Leave the features that begin so out of an example."""
    kept = tuple(
        {name: value for name, value in candidate.items() if not name.startswith(prefix)}
        for candidate in example.candidates
    )
    return msgspec.structs.replace(example, candidates=kept)


def measure(lessons: Sequence[Lesson], folds: int) -> Iterable[str]:
    """Read every report with weights that have not seen its outlet, and say how right it is read."""
    fold_of = assign(Counter(lesson.outlet for lesson in lessons), folds)
    readings: list[Reading] = []
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for fold in range(folds):
        weights = fit_all([lesson for lesson in lessons if fold_of[lesson.outlet] != fold])
        for lesson in lessons:
            if fold_of[lesson.outlet] != fold:
                continue
            readings.append(link(find_events(lesson.document, weights)))
            for plan in PLANS:
                for example in lesson.teach(plan.model, weights):
                    asked[plan.model] += 1
                    right[plan.model] += is_right(example, plan.model, weights)
    for plan in PLANS:
        yield f"{plan.model:12} accuracy {right[plan.model] / max(1, asked[plan.model]):.3f}"
    rows = evaluate([lesson.gold for lesson in lessons], readings).rows
    for row in ROWS:
        if row in rows:
            yield f"{row:12} F1 {rows[row].f1:.3f}"


def assign(outlets: Counter[str], folds: int) -> dict[str, int]:
    """Deal outlets out to folds, the largest first, each to the smallest fold."""
    sizes = [0] * folds
    fold_of: dict[str, int] = {}
    for outlet, count in sorted(outlets.items(), key=lambda item: (-item[1], item[0])):
        fold_of[outlet] = sizes.index(min(sizes))
        sizes[fold_of[outlet]] += count
    return fold_of


def is_right(example: Example, model: Model, weights: Weights) -> bool:
    """Tell whether the weights choose a right candidate, or none where none is right."""
    scores = [weigh(weights, model, candidate.items()) for candidate in example.candidates]
    best = max(scores, default=0.0)
    return scores.index(best) in example.right if best > 0 else not example.right


def write(weights: Weights) -> str:
    """Write the table, with the meaning of every feature. Raises KeyError for one without a meaning."""
    meanings = parse_table(MEANINGS.name, MEANINGS.read_text(encoding="utf-8"), MeaningRow)
    fields = [field.name for field in msgspec.structs.fields(WeightRow)]
    lines = [HEAD, "\t".join(fields)]
    for model, worth in sorted(weights.items()):
        rows = [(row.pattern, row.meaning) for row in meanings if model in row.models]
        for name, value in sorted(worth.items()):
            lines.append(f"{model}\t{name}\t{value:.2f}\t{explain(name, rows)}")
    return "\n".join(lines) + "\n"


def explain(feature: str, meanings: Sequence[tuple[str, str]]) -> str:
    """Say what a feature means."""
    for pattern, meaning in meanings:
        if match := re.fullmatch(pattern, feature):
            return match.expand(meaning)
    raise KeyError(f"no row of {MEANINGS.name} says what {feature!r} means")


if __name__ == "__main__":
    main()
