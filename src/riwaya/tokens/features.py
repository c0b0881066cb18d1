"""What the model sees of a reading, of its form and of its neighbours.

A feature is a pair: something seen (``last=ADP``) and the aspect of a reading it speaks for or against
(``VERB``). The weights stand in a table of tables, what is seen first, so that a context is looked up
once for all readings of a word.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from riwaya.document import Word
from riwaya.tokens.analysis import Form, Trait

_CLASS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "N", "NUM": "N", "ADV": "N", "PROPN": "P"}
END = Form(
    "$", (Word("$", "$", "PUNCT"),), (Trait("core"),), (), True
)  # stands for what follows the last word


def word_class(word: Word) -> str:
    """Give V for verbs, N for nouns, adjectives, numerals and adverbs, P for names, F for all others."""
    return _CLASS.get(word.upos, "F")


# The sides of a reading that something seen can speak for, from the coarsest to the finest.
KIND, TAG, DEFINITE, AGREEING, SHAPE = range(5)
Aspects = tuple[str, str, str, str, str]


def aspects(word: Word) -> Aspects:
    """Give class; tag; tag and article; tag, article, gender and aspect; and the whole shape of a reading:
    tag, verb form, aspect, person, article, joined preposition and pronoun."""
    joined = word.proclitics[-1:] if word.proclitics[-1:] in ("ب", "ل", "ك", "س") else ""
    article = "d" if word.det else ""
    tail = "+" if word.enclitic else ""
    form = f"{word.verb_form or ''}{word.aspect or ''}{word.person or ''}{word.mood or ''}"
    return (
        word_class(word),
        word.upos,
        f"{word.upos}{article}.",
        f"{word.upos}{article}{word.gender or ''}{word.aspect or ''}:",
        f"{word.upos}{form}{article}{joined}{tail}/",
    )


def own_features(word: Word, trait: Trait, form: Form) -> Iterator[tuple[str, str]]:
    """Give the features of a reading that need no context."""
    kind, tag, origin = word_class(word), word.upos, trait.origin
    shape = f"{tag}{word.verb_form or ''}"
    stem = word.stem
    bare = "" if word.proclitics or word.enclitic or word.det else "bare"
    rivals = _classes(form)
    yield f"origin={origin}", shape + bare
    yield f"cut={word.proclitics}", f"{tag}{word.det}"
    yield f"cut={word.proclitics}{stem[:1]}", tag + origin
    yield f"tail={word.enclitic}", shape
    yield f"tail={word.enclitic}", origin
    yield f"det={word.det}", shape
    yield f"tense={word.aspect}{word.person}{word.gender}{word.number}{word.voice}{word.mood}", kind
    yield f"number={word.gender}{word.number}", shape
    yield f"end={stem[-2:]}", shape
    yield f"end={stem[-3:]}", tag + origin
    yield f"start={stem[:2]}", tag + origin
    yield f"lemma={word.noun or word.lemma}", shape
    yield f"form={form.key}", f"{tag}{word.proclitics}+{word.enclitic}"
    yield f"length={min(len(stem), 7)}", tag + origin
    yield f"rivals={rivals}", shape
    yield f"rivals={rivals}", bare + kind
    yield f"use={trait.use}", shape + bare
    yield f"race={_race(form)}", shape + bare


@lru_cache(maxsize=100_000)
def _classes(form: Form) -> str:
    """Name the classes a form can be of."""
    return "".join(sorted({word_class(word) for word in form.readings}))


@lru_cache(maxsize=100_000)
def _race(form: Form) -> int:
    """Tell how much more a form is used as a verb than as a noun, in powers of ten."""
    best = {"V": -1, "N": -1}
    for word, trait in zip(form.readings, form.traits, strict=True):
        kind = word_class(word)
        if kind in best:
            best[kind] = max(best[kind], trait.use)
    return max(-3, min(3, best["V"] - best["N"])) if min(best.values()) >= 0 else 9


class Left(msgspec.Struct, frozen=True, gc=False):
    """What stands before a word: the last word chosen (or what opens a clause), and the one before it."""

    tag: str
    stem: str
    gender: str
    det: bool
    before: str  # tag of the word before that
    opens: bool  # a clause opens here
    clause: str  # what the clause has so far: V a finite verb, N nouns only, nothing


START = Left("^", "^", "", False, "^", True, "")


class Right(msgspec.Struct, frozen=True, gc=False):
    """What can be seen of the word after, whose reading is not chosen yet."""

    look: str  # its classes, article or joined preposition, tag of its first reading
    stem: str
    gender: str


@lru_cache(maxsize=100_000)
def look_right(form: Form) -> Right:
    """See what a form shows before it is read."""
    first = form.readings[0]
    noun = next((word for word in form.readings if word_class(word) in "NP"), first)
    joint = "d" if noun.det else noun.proclitics[:1]
    return Right(f"{_classes(form)}{joint}{first.upos}", noun.stem, noun.gender or "")


Seen = tuple[tuple[str, int], ...]  # what is seen, and the aspect it speaks for


def see_left(left: Left) -> Seen:
    """Name what is seen before a word."""
    return (
        (f"last={left.tag}", SHAPE),
        (f"last={left.tag}{left.det}", DEFINITE),
        (f"last2={left.before}{left.tag}", TAG),
        (f"word={left.stem}", TAG),
        (f"word={left.stem}", SHAPE),
        (f"agree={left.tag}{left.det}{left.gender}", AGREEING),
        (f"opens={left.opens}", SHAPE),
        (f"clause={left.clause}", SHAPE),
    )


def see_right(right: Right) -> Seen:
    """Name what is seen behind a word."""
    return (
        (f"next={right.look}", SHAPE),
        (f"nextword={right.stem}", KIND),
        (f"nextgender={right.look[:3]}{right.gender}", AGREEING),
    )


def see_both(left: Left, right: Right) -> Seen:
    """Name what is seen on both sides of a word at once."""
    return (
        (f"between={left.tag}{right.look}", KIND),
        (f"clausenext={left.clause}{left.tag}{right.look}", KIND),
    )


def context_features(side: Aspects, left: Left, right: Right) -> Iterator[tuple[str, str]]:
    """Give the features of a reading among its neighbours."""
    for seen, aspect in (*see_left(left), *see_right(right), *see_both(left, right)):
        yield seen, side[aspect]
