"""Train the parser: python3 dev.py python -m tools.train_parser SENTENCES... [--folds N].

SENTENCES are files of sentences with their trees (tools/tree_news.txt says how they are written). Two linear
models, averaged over all updates of a perceptron that asks for a margin: one chooses the steps that build a
tree, taught by every step that still leads to the best tree within reach (Goldberg and Nivre 2013), one names
relations. The same sentences give the same weights. Writes src/riwaya/trees/steps.tsv and relations.tsv, or
with --folds only measures by cross-validation.
"""

import argparse
import collections
import pathlib
import random
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, get_args

import msgspec

from riwaya.document import Document
from riwaya.text import prepare
from riwaya.tokens import read_tokens
from riwaya.trees.features import find_features
from riwaya.trees.nodes import NOTHING, Node, see
from riwaya.trees.parsing import find_heads
from riwaya.trees.relations import Around, Relation, choose
from riwaya.trees.state import LEFT, RIGHT, SHIFT, State, start
from riwaya.types import Report

FOLDER = pathlib.Path(__file__).parent.parent / "src/riwaya/trees"
HEAD = "# Weights of the parser, made by tools/train_parser.py from tools/tree_news.txt: "
STEPS_HEAD = HEAD + "what is seen, and what it says for each step.\n"
RELATIONS_HEAD = (
    HEAD + "what is seen of a word and\n# its head, the relation that it speaks for, and how much.\n"
)
EPOCHS = 12
OWN_WAY = (
    0.9  # of the steps after the first epoch are the model's own, so that it learns to go on from its errors
)
MARGIN = 1.0
SEEN = 3  # words of the sentences that a feature needs to be kept
LEAST = 0.1  # weights nearer to nothing than this are not kept

Choice = TypeVar("Choice", bound=Hashable)


class Sentence(msgspec.Struct, frozen=True):
    """A sentence as the parser sees it, with its right heads (their number for the root) and relations."""

    nodes: list[Node]
    heads: list[int]
    relations: list[Relation]


class Averaged(Generic[Choice]):
    """Weights of features for choices, and their mean over all updates."""

    def __init__(self) -> None:
        self._weights: dict[tuple[str, Choice], float] = {}
        self._sums: dict[tuple[str, Choice], float] = {}
        self._seen: collections.Counter[str] = collections.Counter()
        self._updates = 1

    def score(self, features: Iterable[str], choices: Sequence[Choice]) -> dict[Choice, float]:
        """Score the choices."""
        get = self._weights.get
        features = tuple(features)
        return {choice: sum(get((feature, choice), 0.0) for feature in features) for choice in choices}

    def learn(
        self, features: Sequence[str], scores: Mapping[Choice, float], right: Sequence[Choice]
    ) -> Choice:
        """Move the weights where the best right choice does not lead by the margin, and give that choice."""
        good = max(right, key=scores.__getitem__)
        wrong = max((c for c in scores if c not in right), key=scores.__getitem__, default=None)
        if wrong is not None and scores[good] - scores[wrong] < MARGIN:
            for feature in features:
                for choice, step in ((good, 1.0), (wrong, -1.0)):
                    key = (feature, choice)
                    self._weights[key] = self._weights.get(key, 0.0) + step
                    self._sums[key] = self._sums.get(key, 0.0) + step * self._updates
        self._updates += 1
        return good

    def see(self, features: Iterable[str]) -> None:
        """Count features."""
        self._seen.update(features)

    def mean(self) -> dict[str, dict[Choice, float]]:
        """Give the mean weights of features seen often enough."""
        found: collections.defaultdict[str, dict[Choice, float]] = collections.defaultdict(dict)
        for (feature, choice), weight in self._weights.items():
            if self._seen[feature] >= SEEN:
                found[feature][choice] = weight - self._sums[feature, choice] / self._updates
        return dict(found)


def read(path: pathlib.Path) -> Iterator[Sentence]:
    """Read sentences with trees. Raises ValueError, naming file and line, for one that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            yield _read_line(line)
        except ValueError as fault:
            raise ValueError(f"{path}:{number}: {fault}") from None


def _read_line(line: str) -> Sentence:
    items = [item.rsplit("|", 2) for item in line.split(" ")]
    forms = [item[0] for item in items]
    tokens = read_tokens(prepare(Document(Report("sentence", " ".join(forms))))).tokens
    if [token.form for token in tokens] != forms:
        raise ValueError("its words are cut otherwise by the tokenizer")
    nodes, places = see(tokens)
    at = {place + 1: number for number, place in enumerate(places)} | {0: len(nodes)}
    heads = [at[int(items[place][1])] for place in places]
    relations = [items[place][2] for place in places]
    unknown = set(relations) - set(get_args(Relation))
    if unknown or heads.count(len(nodes)) != 1:
        raise ValueError(f"unknown relations {sorted(unknown)}, or not one root")
    return Sentence(nodes, heads, relations)  # type: ignore[arg-type]  # they were just looked up


def find_right(state: State, heads: Sequence[int]) -> list[int]:
    """Give the steps that lose the fewest of the arcs that can still be reached."""
    costs = {step: _cost(state, step, heads) for step in state.possible()}
    return [step for step, cost in costs.items() if cost == min(costs.values())]


def _cost(state: State, step: int, heads: Sequence[int]) -> int:
    stack, waiting = state.stack, range(state.next, state.size)
    if (
        step == SHIFT
    ):  # the next word can no longer stand under the stack, but for its top, nor over any of it
        return (heads[state.next] in stack[:-1]) + sum(heads[at] == state.next for at in stack)
    top = stack[-1]
    lost = sum(heads[at] == top for at in waiting)
    if step == LEFT:
        return lost + ((len(stack) > 1 and heads[top] == stack[-2]) or heads[top] > state.next)
    return lost + (heads[top] >= state.next)


def train_steps(sentences: Sequence[Sentence]) -> dict[str, tuple[float, ...]]:
    """Learn to choose steps."""
    model: Averaged[int] = Averaged()
    order, shuffled = random.Random(0), list(sentences)
    for epoch in range(EPOCHS):
        order.shuffle(shuffled)
        for sentence in shuffled:
            state, seen = start(len(sentence.nodes)), [*sentence.nodes, NOTHING]
            while not state.done:
                features = find_features(state, seen)
                if epoch == 0:
                    model.see(features)
                scores = model.score(features, state.possible())
                own = max(scores, key=scores.__getitem__)
                right = model.learn(features, scores, find_right(state, sentence.heads))
                state.take(own if epoch and order.random() < OWN_WAY else right, seen)
    return {feature: row for feature, worth in model.mean().items() if (row := _row(worth)) is not None}


def _row(worth: Mapping[int, float]) -> tuple[float, ...] | None:
    """Give the weights for the three steps around their mean; None where they say nothing."""
    weights = [worth.get(step, 0.0) for step in (SHIFT, LEFT, RIGHT)]
    middle = sum(weights) / len(weights)
    row = tuple(round(weight - middle, 2) for weight in weights)
    return row if max(map(abs, row)) >= LEAST else None


def train_relations(sentences: Sequence[Sentence]) -> dict[str, dict[Relation, float]]:
    """Learn to name relations."""
    model: Averaged[Relation] = Averaged()
    taught: list[tuple[tuple[str, ...], Relation]] = []
    for sentence in sentences:
        around = Around(sentence.nodes, sentence.heads)
        for at, relation in enumerate(sentence.relations):
            if relation != "root":
                taught.append((around.features(at), relation))
                model.see(taught[-1][0])
    names = sorted({relation for _, relation in taught})
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(taught)
        for features, relation in taught:
            model.learn(features, model.score(features, names), [relation])
    kept = {
        feature: {name: round(weight, 2) for name, weight in worth.items() if abs(weight) >= LEAST}
        for feature, worth in model.mean().items()
    }
    return {feature: worth for feature, worth in kept.items() if worth}


def measure(sentences: Sequence[Sentence], folds: int) -> str:
    """Parse every sentence by weights learned from others, and say how many words have the right head."""
    words = heads = both = 0
    for fold in range(folds):
        rest = [sentence for at, sentence in enumerate(sentences) if at % folds != fold]
        steps, names = train_steps(rest), train_relations(rest)
        for sentence in sentences[fold::folds]:
            found = find_heads(sentence.nodes, steps)
            around = Around(sentence.nodes, found)
            for at, (head, right) in enumerate(zip(found, sentence.heads, strict=True)):
                words += 1
                heads += head == right
                root = head == len(sentence.nodes)
                relation = "root" if root else choose(names, around.features(at))
                both += head == right and relation == sentence.relations[at]
    return f"{words} words: right head {heads / words:.3f}, right relation too {both / words:.3f}"


def main() -> None:
    """Train, or measure by cross-validation."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    sentences = [sentence for path in asked.files for sentence in read(path)]
    if asked.folds:
        print(measure(sentences, asked.folds))
        return
    steps, relations = train_steps(sentences), train_relations(sentences)
    rows = "".join("\t".join((name, *map(str, row))) + "\n" for name, row in sorted(steps.items()))
    (FOLDER / "steps.tsv").write_text(f"{STEPS_HEAD}feature\tshift\tleft\tright\n{rows}", encoding="utf-8")
    rows = "".join(
        f"{feature}|{name}\t{weight}\n"
        for feature, worth in sorted(relations.items())
        for name, weight in sorted(worth.items())
    )
    (FOLDER / "relations.tsv").write_text(f"{RELATIONS_HEAD}feature\tweight\n{rows}", encoding="utf-8")
    print(f"{len(sentences)} sentences, {len(steps)} features of steps, {len(relations)} of relations")


if __name__ == "__main__":
    main()
