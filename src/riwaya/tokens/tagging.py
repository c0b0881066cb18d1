"""Choosing one reading of each word in its context, by a small trained linear model.

Unvocalised قتل is he killed, was killed, or killing. The model scores every reading of a form by
what the reading itself looks like (scored once a form) and by its neighbours: the words chosen before
it, what can be seen of the word after it, and how the clause stands. The weights were learned by
``tools/train_tagger.py`` (see NOTICE for what from).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from riwaya.document import Word
from riwaya.resources import load_grouped_weights
from riwaya.tokens.analysis import Form
from riwaya.tokens.features import (
    END,
    START,
    Aspects,
    Left,
    Right,
    Seen,
    aspects,
    look_right,
    own_features,
    see_both,
    see_left,
    see_right,
    word_class,
)

_SEEN_THROUGH = frozenset("\"'«»“”‘’„")
# A rival of another class or with other clitics that comes nearer than this (about one in eight for it)
# leaves the choice unsure: one word in twenty, and half of all wrong ones, of news held out.
MARGIN = 2.0
# How much likelier a verb must be than what else the word may be: rooms above look at the rivals of a noun,
# but take a verb for one. On UD-PUD held out, 0 gives verbs precision .947 and recall .936, 0.18 .951, .935.
CAUTION = 0.18

Weights = Mapping[str, Mapping[str, float]]  # what is seen, then the aspect it speaks for


@cache
def load_model() -> Weights:
    """Read the trained weights."""
    return load_grouped_weights("riwaya.tokens", "tagger.tsv")


class Scored(msgspec.Struct, frozen=True, gc=False):
    """A reading, the score it has whatever its context, and what a context can speak for."""

    word: Word
    own: float
    side: Aspects


class Choice(msgspec.Struct, frozen=True, gc=False):
    """The reading chosen, and whether another was about as likely."""

    word: Word
    unsure: bool


_NOTHING: Mapping[str, float] = {}


@lru_cache(maxsize=100_000)
def _score_form(form: Form) -> tuple[Scored, ...]:
    model = load_model()
    scored = []
    for word, trait in zip(form.readings, form.traits, strict=True):
        features = own_features(word, trait, form)
        own = sum(model.get(seen, _NOTHING).get(aspect, 0.0) for seen, aspect in features)
        scored.append(Scored(word, own + prior(word), aspects(word)))
    return tuple(scored)


Found = tuple[tuple[Mapping[str, float], int], ...]  # weights by aspect, and which aspect to look up


def _look_up(seen: Seen) -> Found:
    model = load_model()
    return tuple((model[name], aspect) for name, aspect in seen if name in model)


def prior(word: Word) -> float:
    """Give what a reading is worth before anything is known of it."""
    return -CAUTION if word.upos == "VERB" else 0.0


@lru_cache(maxsize=50_000)
def _left_weights(left: Left) -> Found:
    return _look_up(see_left(left))


@lru_cache(maxsize=50_000)
def _right_weights(right: Right) -> Found:
    return _look_up(see_right(right))


def choose(forms: Sequence[Form]) -> list[Choice]:
    """Choose a reading for each form of a sentence, from left to right."""
    chosen: list[Choice] = []
    left = START
    for at, form in enumerate(forms):
        if len(form.readings) == 1:
            choice = Choice(form.readings[0], False)
        else:
            after = forms[at + 1] if at + 1 < len(forms) else END
            choice = _choose(form, left, after)
        chosen.append(choice)
        left = step(choice.word, left)
    return chosen


def _choose(form: Form, left: Left, after: Form) -> Choice:
    right = look_right(after)
    around = (*_left_weights(left), *_right_weights(right), *_look_up(see_both(left, right)))
    readings = possible(_score_form(form), left, after)
    scores = []
    for scored in readings:
        score, side = scored.own, scored.side
        for weights, aspect in around:
            score += weights.get(side[aspect], 0.0)
        scores.append(score)
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
    """Leave out what grammar forbids here: a jussive without a particle (لم, لا) before it or ل joined to it,
    and, where no particle stands before, a masdar that opens a clause before a number although it can be a
    verb (قتل 13 شخصا)."""
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
    det = word.det or bool(word.enclitic)
    return Left(tag, word.stem, word.gender or "", det, left.tag, opens, _clause(word, left))


def _clause(word: Word, left: Left) -> str:
    if word.upos == "VERB":
        return "V"
    if word.upos in ("SCONJ", "PRON"):
        return ""
    return "N" if not left.clause and word_class(word) in "NP" else left.clause
