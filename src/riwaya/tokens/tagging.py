"""Choosing one reading of each word in its context, by a small trained linear model.

Unvocalised قتل is he killed, was killed, or killing. The model scores every reading of a form by
what the reading itself looks like (scored once a form) and by its neighbours: the word chosen before
it, the beginning and end of the word after it, and whether it opens a clause. The weights are an
averaged perceptron's, trained by ``tools/train_tagger.py`` on UD Arabic-PUD (see NOTICE).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from riwaya.document import Word
from riwaya.resources import load_table
from riwaya.tokens.analysis import Form

# Readings are told apart by these classes; what a noun is (name, adjective) is not decided here.
END = Form("^", (Word("^", "^", "PUNCT"),), (), True)  # stands for what follows the last word
_SEEN_THROUGH = frozenset("\"'«»“”‘’„")
_CLASS = {"VERB": "V", "NOUN": "N", "PROPN": "N", "ADJ": "N", "NUM": "N"}


class WeightRow(msgspec.Struct, frozen=True):
    """One feature of the model and its weight."""

    feature: str
    weight: float


@cache
def load_weights() -> Mapping[str, float]:
    """Read the trained weights."""
    return {row.feature: row.weight for row in load_table("riwaya.tokens", "tagger.tsv", WeightRow)}


def word_class(word: Word) -> str:
    """Give V for finite verbs, N for nouns, names and adjectives, F for function words."""
    return _CLASS.get(word.upos, "F")


def own_features(word: Word, rank: int) -> tuple[str, ...]:
    """Give the features of a reading that need no context; ``rank`` is its place in its form."""
    kind = word_class(word)
    shape = f"{kind}{word.verb_form or ''}"
    return (
        f"rank={min(rank, 5)}",
        f"cut={word.proclitics}|{kind}",
        f"tail={word.enclitic}|{kind}",
        f"det={word.det}|{word.upos}",
        f"shape={shape}|{word.upos}",
        f"tense={word.aspect}{word.person}{word.gender}{word.number}{word.voice}",
        f"end={word.stem[-2:]}|{shape}",
        f"lemma={word.lemma}|{shape}",
        f"length={min(len(word.stem), 7)}|{shape}",
    )


def context_features(kind: str, shape: str, before: Word | None, opens: bool, after: Form) -> tuple[str, ...]:
    """Give the features of a reading's class and shape among its neighbours."""
    if before is None:
        last, stem = "^", "^"
    else:
        last, stem = f"{before.upos}{before.verb_form or ''}{before.det}", before.stem
    return (
        f"last={last}|{shape}",
        f"word={stem}|{kind}",
        f"opens={opens}|{shape}",
        f"next={after.key[:2]}|{shape}",
        f"nextkind={_look(after)}|{shape}",
        f"between={last}|{_look(after)}|{kind}",
    )


def _look(form: Form) -> str:
    likeliest = form.readings[0]
    return f"{likeliest.upos}{'d' if likeliest.det else ''}{'p' if likeliest.proclitics else ''}"


class _Scored(msgspec.Struct, frozen=True, gc=False):
    word: Word
    own: float
    kind: str
    shape: str


@lru_cache(maxsize=100_000)
def _score_form(form: Form) -> tuple[_Scored, ...]:
    weights = load_weights()
    return tuple(
        _Scored(
            word,
            sum(weights.get(f, 0.0) for f in own_features(word, rank)),
            word_class(word),
            context_shape(word),
        )
        for rank, word in enumerate(form.readings)
    )


def context_shape(word: Word) -> str:
    """Name what the neighbours of a reading can tell: its class, aspect, article, joined preposition."""
    joined = "b" if word.proclitics[-1:] in ("ب", "ل", "ك") and word.proclitics else ""
    return f"{word_class(word)}{word.verb_form or ''}{word.aspect or ''}{'d' if word.det else ''}{joined}"


@lru_cache(maxsize=200_000)
def _score_context(kind: str, shape: str, before: Word | None, opens: bool, after: Form) -> float:
    weights = load_weights()
    return sum(weights.get(f, 0.0) for f in context_features(kind, shape, before, opens, after))


def choose(forms: Sequence[Form]) -> list[Word]:
    """Choose a reading for each form of a sentence."""
    chosen: list[Word] = []
    before: Word | None = None
    opens = True
    for at, form in enumerate(forms):
        word = form.readings[0]
        if len(form.readings) > 1:
            after = forms[at + 1] if at + 1 < len(forms) else END
            word = max(
                _possible(form, before, opens, after),
                key=lambda s: s.own + _score_context(s.kind, s.shape, before, opens, after),  # used at once
            ).word
        chosen.append(word)
        before, opens = pass_word(word, before, opens)
    return chosen


def _possible(form: Form, before: Word | None, opens: bool, after: Form) -> Sequence[_Scored]:
    """Leave out what grammar forbids here: a jussive without لم or لا before it or ل joined to it, and a
    masdar that opens a clause before a number (قتل 13 شخصا)."""
    scored = _score_form(form)
    if opens and after.readings[0].upos == "NUM":
        scored = tuple(s for s in scored if s.word.aspect == "perf") or scored
    if before is not None and before.upos == "PART":
        return scored
    possible = [s for s in scored if s.word.mood is None or s.word.proclitics[-1:] == "ل"]
    return possible or scored


def pass_word(word: Word, before: Word | None, opens: bool) -> tuple[Word | None, bool]:
    """Give what the next word finds before it: the last word, None behind a mark that ends a clause,
    and whether a clause opens there (after such a mark, a conjunction, or a particle that opened one).
    Quotation marks are looked through."""
    if word.upos == "PUNCT":
        return (before, opens) if word.stem in _SEEN_THROUGH else (None, True)
    opening = word.upos in ("CCONJ", "SCONJ") or (opens and word.upos in ("PART", "AUX", "ADV"))
    return word, opening
