"""Choosing one reading of each word in its context, by a small trained linear model.

Unvocalised قتل is he killed, was killed, or killing. The model scores every reading of a form by
what the reading itself looks like (scored once a form) and by its neighbours: the words chosen before
it, what can be seen of the word after it, and whether it opens a clause. The weights are an averaged
perceptron's, trained by ``tools/train_tagger.py`` (see NOTICE for what on).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from riwaya.document import Word
from riwaya.resources import load_table
from riwaya.tokens.analysis import Form
from riwaya.tokens.features import (
    END,
    START,
    Left,
    Right,
    context_features,
    context_shape,
    look_right,
    own_features,
    word_class,
)

_SEEN_THROUGH = frozenset("\"'«»“”‘’„")
# A rival of another class or with other clitics that comes nearer than this leaves the choice unsure:
# on held-out sentences about a third of such choices are wrong, of the others one in fifty.
MARGIN = 2.0


class WeightRow(msgspec.Struct, frozen=True):
    """One feature of the model and its weight."""

    feature: str
    weight: float


@cache
def load_weights() -> Mapping[str, float]:
    """Read the trained weights."""
    return {row.feature: row.weight for row in load_table("riwaya.tokens", "tagger.tsv", WeightRow)}


class Scored(msgspec.Struct, frozen=True, gc=False):
    """A reading, the score it has whatever its context, and the name of its shape."""

    word: Word
    own: float
    shape: str


class Choice(msgspec.Struct, frozen=True, gc=False):
    """The reading chosen, and whether another was about as likely."""

    word: Word
    unsure: bool


@lru_cache(maxsize=100_000)
def _score_form(form: Form) -> tuple[Scored, ...]:
    weights = load_weights()
    return tuple(
        Scored(word, sum(weights.get(f, 0.0) for f in own_features(word, trait, form)), context_shape(word))
        for word, trait in zip(form.readings, form.traits, strict=True)
    )


@lru_cache(maxsize=200_000)
def _score_context(shape: str, word: Word, left: Left, right: Right) -> float:
    weights = load_weights()
    return sum(weights.get(f, 0.0) for f in context_features(shape, word, left, right))


def choose(forms: Sequence[Form]) -> list[Choice]:
    """Choose a reading for each form of a sentence, from left to right."""
    chosen: list[Choice] = []
    left = START
    for at, form in enumerate(forms):
        if len(form.readings) == 1:
            choice = Choice(form.readings[0], False)
        else:
            after = forms[at + 1] if at + 1 < len(forms) else END
            choice = _best(possible(_score_form(form), left, after), left, look_right(after))
        chosen.append(choice)
        left = step(choice.word, left)
    return chosen


def _best(readings: Sequence[Scored], left: Left, right: Right) -> Choice:
    scores = [s.own + _score_context(s.shape, s.word, left, right) for s in readings]
    top = max(scores)
    best = readings[scores.index(top)].word
    unsure = any(
        top - score < MARGIN and differ(best, reading.word)
        for reading, score in zip(readings, scores, strict=True)
    )
    return Choice(best, unsure)


def differ(one: Word, other: Word) -> bool:
    """Tell whether two readings are of another class or cut otherwise."""
    return (
        word_class(one) != word_class(other)
        or one.proclitics != other.proclitics
        or one.enclitic != other.enclitic
    )


def possible(readings: Sequence[Scored], left: Left, after: Form) -> Sequence[Scored]:
    """Leave out what grammar forbids here: a jussive without لم or لا before it or ل joined to it, and a
    masdar that opens a clause before a number where it can be a verb (قتل 13 شخصا)."""
    if left.tag == "PART":
        return readings
    if left.opens and after.readings[0].upos == "NUM" and any(s.word.aspect == "perf" for s in readings):
        readings = tuple(s for s in readings if s.word.verb_form != "masdar")
    return tuple(s for s in readings if s.word.mood is None or s.word.proclitics[-1:] == "ل") or readings


def step(word: Word, left: Left) -> Left:
    """Give what the next word finds before it. Quotation marks are looked through; behind another mark,
    a conjunction, or a particle that opened one, a clause opens."""
    if word.upos == "PUNCT":
        return left if word.stem in _SEEN_THROUGH else Left("PUNCT", word.stem, "", False, left.tag, True, "")
    opens = word.upos in ("CCONJ", "SCONJ") or (left.opens and word.upos in ("PART", "AUX", "ADV"))
    tag = f"{word.upos}{word.verb_form or ''}{word.aspect or ''}"
    return Left(
        tag, word.stem, word.gender or "", word.det or bool(word.enclitic), left.tag, opens, _clause(word, left)
    )


def _clause(word: Word, left: Left) -> str:
    if word.upos == "VERB":
        return "V"
    if word.upos in ("SCONJ", "PRON"):
        return ""
    return "N" if not left.clause and word_class(word) in "NP" else left.clause
