"""Train the tagger's weights on a UD treebank: train_tagger.py TREEBANK.conllu [--folds N].

An averaged perceptron over the readings that the lexicon offers; deterministic. Writes
src/riwaya/tokens/tagger.tsv, or with --folds only measures by cross-validation.
"""

import argparse
import collections
import pathlib
import random
from collections.abc import Iterator

from riwaya.document import Word
from riwaya.tokens.analysis import Form, find_form
from riwaya.tokens.tagging import END, context_features, context_shape, own_features, pass_word, word_class
from riwaya.tokens.tokenizer import find_tokens

TABLE = pathlib.Path(__file__).parent.parent / "src/riwaya/tokens/tagger.tsv"
EPOCHS = 8
LEAST = 0.05  # weights nearer to nothing than this are not kept
CLASSES = {"VERB": "V", "NOUN": "N", "PROPN": "N", "ADJ": "N", "NUM": "N", "ADV": "N"}


class Gold:
    """What the treebank says of one surface word: class, letters of clitics before and behind."""

    def __init__(self, kind: str, before: int, behind: int) -> None:
        self.kind, self.before, self.behind = kind, before, behind

    def allows(self, word: Word) -> bool:
        """Tell whether a reading agrees."""
        kind = word_class(word)
        same = kind == self.kind or (self.kind != "V" and kind != "V" and self.loose(word))
        return same and len(word.proclitics) == self.before and len(word.enclitic) == self.behind

    def loose(self, word: Word) -> bool:
        """Function words and adverbs are drawn apart differently by every grammar."""
        return word.upos in ("ADV", "DET", "PRON", "ADP", "NOUN", "SCONJ", "PART", "AUX", "NUM")


def read_treebank(path: str) -> Iterator[tuple[list[Form], list[Gold | None]]]:
    """Read sentences as our forms and the treebank's word for each."""
    text = ""
    rows: list[list[str]] = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text, rows = line[9:], []
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            yield align(text, rows)
            rows = []


def align(text: str, rows: list[list[str]]) -> tuple[list[Form], list[Gold | None]]:
    """Lay the treebank's words over our tokens by their offsets."""
    spans, at = [], 0
    for row in rows:
        while at < len(text) and text[at].isspace():
            at += 1
        spans.append((at, at + len(row[1]), row[3]))
        at += len(row[1])
    forms: list[Form] = []
    golds: list[Gold | None] = []
    for start, end, kind in find_tokens(text, 0, len(text)):
        forms.append(find_form(text[start:end], kind))
        golds.append(gold_word([s for s in spans if s[0] >= start and s[1] <= end], start, end))
    return forms, golds


def gold_word(parts: list[tuple[int, int, str]], start: int, end: int) -> Gold | None:
    """Find the word between its clitics; None where the treebank's words do not fit ours."""
    if not parts or parts[0][0] != start or parts[-1][1] != end:
        return None
    main = next((p for p in parts if p[2] in ("VERB", "NOUN", "PROPN", "ADJ", "NUM", "ADV", "AUX")), None)
    if main is None:
        main = parts[0] if len(parts) == 1 or (parts[-1][2] == "PRON" and len(parts) == 2) else parts[1]
    return Gold(CLASSES.get(main[2], "F"), main[0] - start, end - main[1])


class Perceptron:
    """An averaged perceptron over string features."""

    def __init__(self) -> None:
        self.weights: collections.defaultdict[str, float] = collections.defaultdict(float)
        self.sums: collections.defaultdict[str, float] = collections.defaultdict(float)
        self.step = 0

    def score(self, features: tuple[str, ...]) -> float:
        """Sum the weights of features."""
        return sum(self.weights.get(f, 0.0) for f in features)

    def move(self, features: tuple[str, ...], by: float) -> None:
        """Move the weights of features."""
        for f in features:
            self.weights[f] += by
            self.sums[f] += by * self.step

    def averaged(self) -> dict[str, float]:
        """Give the mean weights over all steps."""
        mean = {f: w - self.sums[f] / max(1, self.step) for f, w in self.weights.items()}
        return {f: round(w, 2) for f, w in mean.items() if abs(w) >= LEAST}


def features_of(form: Form, rank: int, before: Word | None, opens: bool, after: Form) -> tuple[str, ...]:
    """Give all features of a reading in its context."""
    word = form.readings[rank]
    return own_features(word, rank) + context_features(
        word_class(word), context_shape(word), before, opens, after
    )


def walk(
    model: Perceptron, forms: list[Form], golds: list[Gold | None], learn: bool
) -> Iterator[tuple[Form, Gold | None, Word]]:
    """Tag a sentence left to right, learning from each wrong choice where asked."""
    before: Word | None = None
    opens = True
    for at, (form, gold) in enumerate(zip(forms, golds, strict=True)):
        after = forms[at + 1] if at + 1 < len(forms) else END
        cases = [features_of(form, rank, before, opens, after) for rank in range(len(form.readings))]
        scores = [model.score(case) for case in cases]
        best = max(range(len(cases)), key=scores.__getitem__)
        right = [r for r in range(len(cases)) if gold is not None and gold.allows(form.readings[r])]
        if learn and right and len(cases) > 1:
            model.step += 1
            wanted = max(right, key=scores.__getitem__)
            if best not in right:
                model.move(cases[wanted], 1.0)
                model.move(cases[best], -1.0)
                best = wanted
        word = form.readings[best]
        yield form, gold, word
        before, opens = pass_word(word, before, opens)


def train(sentences: list[tuple[list[Form], list[Gold | None]]]) -> Perceptron:
    """Train on sentences, in a shuffled but fixed order."""
    model = Perceptron()
    order = list(sentences)
    shuffle = random.Random(1)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for forms, golds in order:
            collections.deque(walk(model, forms, golds, learn=True), maxlen=0)
    return model


def measure(
    model: dict[str, float], sentences: list[tuple[list[Form], list[Gold | None]]]
) -> collections.Counter[str]:
    """Count what is right: verbs, clitic boundaries."""
    tagger = Perceptron()
    tagger.weights.update(model)
    n: collections.Counter[str] = collections.Counter()
    for forms, golds in sentences:
        for _, gold, word in walk(tagger, forms, golds, learn=False):
            if gold is None or word.upos in ("PUNCT", "NUM"):
                continue
            n["words"] += 1
            found, real = word.upos == "VERB", gold.kind == "V"
            n["verb hit"] += found and real
            n["verb found"] += found
            n["verb real"] += real
            cut = (len(word.proclitics), len(word.enclitic)) == (gold.before, gold.behind)
            n["cut"] += cut
            n["has clitics"] += bool(gold.before or gold.behind)
            n["cut with clitics"] += cut and bool(gold.before or gold.behind)
    return n


def report(n: collections.Counter[str]) -> str:
    """Put the counts in words."""
    return (
        f"verbs: precision {n['verb hit'] / n['verb found']:.3f}, "
        f"recall {n['verb hit'] / n['verb real']:.3f}; "
        f"clitic boundaries {n['cut'] / n['words']:.3f}, of words that have clitics "
        f"{n['cut with clitics'] / n['has clitics']:.3f}; {n['words']} words"
    )


def main() -> None:
    """Train, or measure by cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank")
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    sentences = list(read_treebank(asked.treebank))
    if asked.folds:
        total: collections.Counter[str] = collections.Counter()
        for fold in range(asked.folds):
            held = sentences[fold :: asked.folds]
            rest = [s for i, s in enumerate(sentences) if i % asked.folds != fold]
            total.update(measure(train(rest).averaged(), held))
        print(report(total))
        return
    weights = train(sentences).averaged()
    rows = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))
    TABLE.write_text("feature\tweight\n" + rows, encoding="utf-8")
    print(f"{len(weights)} weights; on what it learned from: {report(measure(weights, sentences))}")


if __name__ == "__main__":
    main()
