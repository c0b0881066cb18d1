"""Train the tagger: python3 dev.py python -m tools.train_tagger SENTENCES... [--folds N] [--errors].

SENTENCES are UD treebanks (.conllu) or lines tagged by hand (.txt). A linear model with a softmax over the
readings that the lexicon offers of each word, learned word by word (AdaGrad: Duchi, Hazan, Singer 2011). The
same sentences give the same weights. Writes src/riwaya/tokens/tagger.tsv, or with --folds only measures each
file by cross-validation, learning from all other files and the rest of its own sentences.
"""

import argparse
import collections
import math
import pathlib
import random
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from riwaya.document import Word
from riwaya.tokens.analysis import Form
from riwaya.tokens.features import (
    END,
    START,
    Left,
    aspects,
    context_features,
    look_right,
    own_features,
    word_class,
)
from riwaya.tokens.tagging import MARGIN, Scored, differ, possible, prior, step
from tools.treebank import Gold, Tagged, lemma_key, read_sentences

TABLE = pathlib.Path(__file__).parent.parent / "src/riwaya/tokens/tagger.tsv"
HEAD = """\
# Weights of the tagger, made by tools/train_tagger.py from UD Arabic-PUD and our own sentences (see NOTICE):
# what is seen of a word or around it, the aspect of a reading it speaks for, and how much.
"""
ORDERS = 3  # the mean of models that met the sentences in different orders is steadier than one of them
EPOCHS = 8
RATE = 0.1
DECAY = 0.01  # of all weights, after each epoch
SETTLED = 0.001  # a word whose right readings have all but this of the probability teaches nothing
LEAST = 0.03  # weights nearer to nothing than this, and of features seen once, are not kept


class Case(msgspec.Struct):
    """A reading with its features and score."""

    word: Word
    features: tuple[str, ...]
    score: float


class Model:
    """Weights of features, and what learning needs to know of each."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights: dict[str, float] = dict(weights or {})
        self._squares: dict[str, float] = {}  # sums of squared gradients
        self._seen: collections.Counter[str] = collections.Counter()
        self._own: dict[Form, dict[Word, tuple[str, ...]]] = {}

    def cases(self, form: Form, left: Left, after: Form) -> list[Case]:
        """Score the readings that grammar allows here."""
        readings = [Scored(word, 0.0, aspects(word)) for word in form.readings]
        own = self._own_features(form)
        right = look_right(after)
        get = self.weights.get
        cases = []
        for scored in possible(readings, left, after):
            features = own[scored.word] + tuple(map("|".join, context_features(scored.side, left, right)))
            cases.append(Case(scored.word, features, sum(get(f, 0.0) for f in features)))
        return cases

    def _own_features(self, form: Form) -> dict[Word, tuple[str, ...]]:
        found = self._own.get(form)
        if found is None:
            pairs = zip(form.readings, form.traits, strict=True)
            found = self._own[form] = {
                word: tuple(map("|".join, own_features(word, trait, form))) for word, trait in pairs
            }
        return found

    def learn(self, cases: Sequence[Case], right: set[Word]) -> None:
        """Move the weights towards the right readings, as far as they lack probability."""
        top = max(case.score for case in cases)
        masses = [math.exp(case.score - top) for case in cases]
        whole = sum(masses)
        good = max(sum(m for m, case in zip(masses, cases, strict=True) if case.word in right), 1e-12)
        if good / whole > 1 - SETTLED:
            return
        for mass, case in zip(masses, cases, strict=True):
            gradient = (mass / good if case.word in right else 0.0) - mass / whole
            if abs(gradient) > SETTLED:
                for f in case.features:
                    self._squares[f] = square = self._squares.get(f, 0.0) + gradient * gradient
                    self.weights[f] = self.weights.get(f, 0.0) + RATE * gradient / math.sqrt(square + 0.01)

    def see(self, cases: Sequence[Case]) -> None:
        """Count the features of a word."""
        self._seen.update({feature for case in cases for feature in case.features})

    def decay(self) -> None:
        """Draw all weights a little towards nothing."""
        for f in self.weights:
            self.weights[f] *= 1 - DECAY

    def seen_twice(self, feature: str) -> bool:
        """Tell whether more than one word of the sentences had the feature."""
        return self._seen[feature] > 1


class Read(msgspec.Struct):
    """A word as tagged: its form, what is right, what was chosen, and whether that was unsure."""

    form: Form
    gold: Gold | None
    word: Word
    unsure: bool


def walk(model: Model, sentence: Tagged, *, learn: bool = False, count: bool = False) -> Iterator[Read]:
    """Tag a sentence from left to right, learning from each word where asked."""
    left = START
    forms = sentence.forms
    for at, (form, gold) in enumerate(zip(forms, sentence.golds, strict=True)):
        cases = model.cases(form, left, forms[at + 1] if at + 1 < len(forms) else END)
        if not learn:
            for case in cases:
                case.score += prior(case.word)
        best = max(cases, key=lambda case: case.score)
        right = right_readings(cases, gold) if learn and gold is not None else set()
        if count:
            model.see(cases)
        if right and len(right) < len(cases):
            model.learn(cases, right)
        unsure = any(best.score - case.score < MARGIN and differ(best.word, case.word) for case in cases)
        yield Read(form, gold, best.word, unsure)
        left = step(best.word, left)


def right_readings(cases: Sequence[Case], gold: Gold) -> set[Word]:
    """Find the readings that agree best with the gold one; none where none has its class and clitics."""
    agreements = [(gold.agreement(case.word), case.word) for case in cases]
    most = max(agreement for agreement, _ in agreements)
    return {word for agreement, word in agreements if agreement == most} if most[0] else set()


def train(sentences: Sequence[Tagged]) -> dict[str, float]:
    """Learn from tagged sentences; the same sentences give the same weights."""
    total: collections.defaultdict[str, float] = collections.defaultdict(float)
    for order in range(ORDERS):
        model = train_once(sentences, random.Random(order))
        for feature, weight in model.weights.items():
            if model.seen_twice(feature):
                total[feature] += weight / ORDERS
    return {feature: round(weight, 2) for feature, weight in total.items() if abs(weight) >= LEAST}


def train_once(sentences: Sequence[Tagged], order: random.Random) -> Model:
    """Learn from the sentences, shuffled anew in each epoch."""
    model = Model()
    shuffled = list(sentences)
    for epoch in range(EPOCHS):
        order.shuffle(shuffled)
        for sentence in shuffled:
            collections.deque(walk(model, sentence, learn=True, count=epoch == 0), maxlen=0)
        model.decay()
    return model


def measure(
    weights: Mapping[str, float], sentences: Sequence[Tagged], errors: list[str]
) -> collections.Counter[str]:
    """Count what is right over words of Arabic letters."""
    model = Model(weights)
    n: collections.Counter[str] = collections.Counter()
    for sentence in sentences:
        for at, read in enumerate(walk(model, sentence)):
            if read.gold is None:
                continue
            if not _count(n, read, read.gold):
                near = " ".join(f.key for f in sentence.forms[max(0, at - 2) : at + 3])
                word = read.word
                errors.append(
                    f"{read.form.key}\t{read.gold.upos} {read.gold.before}:{read.gold.behind}\t"
                    f"{word.upos} {word.proclitics}:{word.enclitic} {word.lemma}\t{near}"
                )
    return n


def _count(n: collections.Counter[str], read: Read, gold: Gold) -> bool:
    """Count one word; tell whether class and clitics are right."""
    word = read.word
    cut, kind = gold.cuts(word), gold.kind == word_class(word)
    found, real = word.upos == "VERB", gold.upos == "VERB"
    n["words"] += 1
    n["unknown"] += not read.form.known
    n["verb hit"] += found and real
    n["verb found"] += found
    n["verb real"] += real
    n["cut"] += cut
    n["has clitics"] += bool(gold.before or gold.behind)
    n["cut with clitics"] += cut and bool(gold.before or gold.behind)
    n["class"] += kind
    n["class, names as nouns"] += gold.kind.replace("P", "N") == word_class(word).replace("P", "N")
    n["tag"] += gold.upos == word.upos
    n["with lemma"] += bool(gold.lemma)
    n["lemma"] += bool(gold.lemma) and gold.lemma == lemma_key(word.noun or word.lemma)
    n["unsure"] += read.unsure
    n["wrong"] += not (cut and kind)
    n["unsure and wrong"] += read.unsure and not (cut and kind)
    return cut and kind


ROWS = (
    ("clitic boundaries", "cut", "words"),
    ("  of words that have clitics", "cut with clitics", "has clitics"),
    ("verbs, precision", "verb hit", "verb found"),
    ("verbs, recall", "verb hit", "verb real"),
    ("class: verb, noun, particle", "class, names as nouns", "words"),
    ("  and name", "class", "words"),
    ("tag of UD", "tag", "words"),
    ("lemma", "lemma", "with lemma"),
    ("unknown words", "unknown", "words"),
    ("marked unsure", "unsure", "words"),
    ("  of the wrong ones", "unsure and wrong", "wrong"),
)


def report(n: collections.Counter[str]) -> str:
    """Put the counts in words."""
    lines = [f"  {name:<32}{n[part] / max(1, n[whole]):.3f}" for name, part, whole in ROWS]
    return "\n".join([f"{n['words']} words", *lines])


def main() -> None:
    """Train, or measure by cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", action="store_true", help="print the wrong words too")
    asked = parser.parse_args()
    files = {path: list(read_sentences(path)) for path in asked.files}
    errors: list[str] = []
    for path, sentences in files.items() if asked.folds else ():
        total: collections.Counter[str] = collections.Counter()
        others = [s for other, own in files.items() if other != path for s in own]
        for fold in range(asked.folds):
            rest = [s for i, s in enumerate(sentences) if i % asked.folds != fold]
            total.update(measure(train(others + rest), sentences[fold :: asked.folds], errors))
        print(path.name, report(total), sep=": ", flush=True)
    if asked.errors:
        print(*errors, sep="\n")
    if not asked.folds:
        weights = train([sentence for own in files.values() for sentence in own])
        rows = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))
        TABLE.write_text(HEAD + "feature\tweight\n" + rows, encoding="utf-8")
        print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
