"""What the model sees of a reading and of its neighbours, as named features."""

from functools import lru_cache

import msgspec

from riwaya.document import Word
from riwaya.tokens.analysis import Form, Trait

_CLASS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "N", "NUM": "N", "ADV": "N", "PROPN": "P"}
END = Form("$", (Word("$", "$", "PUNCT"),), (Trait("core"),), (), True)  # stands for what follows the last word


def word_class(word: Word) -> str:
    """Give V for verbs, N for nouns, adjectives, numerals and adverbs, P for names, F for all others."""
    return _CLASS.get(word.upos, "F")


def own_features(word: Word, trait: Trait, form: Form) -> tuple[str, ...]:
    """Give the features of a reading that need no context."""
    kind, tag, origin = word_class(word), word.upos, trait.origin
    shape = f"{tag}{word.verb_form or ''}"
    stem = word.stem
    bare = not (word.proclitics or word.enclitic or word.det)
    return (
        f"origin={origin}|{shape}|{bare}",
        f"cut={word.proclitics}|{tag}|{word.det}",
        f"cut={word.proclitics}|{origin}|{stem[:1]}",
        f"tail={word.enclitic}|{shape}",
        f"tail={word.enclitic}|{origin}",
        f"det={word.det}|{shape}",
        f"tense={word.aspect}{word.person}{word.gender}{word.number}{word.voice}{word.mood}|{kind}",
        f"number={word.gender}{word.number}|{shape}",
        f"end={stem[-2:]}|{shape}",
        f"end={stem[-3:]}|{tag}|{origin}",
        f"start={stem[:2]}|{tag}|{origin}",
        f"lemma={word.noun or word.lemma}|{shape}",
        f"form={form.key}|{tag}|{word.proclitics}|{word.enclitic}",
        f"length={min(len(stem), 7)}|{tag}|{origin}",
        f"rivals={_classes(form)}|{shape}",
        f"rivals={_classes(form)}|{bare}|{kind}",
        f"use={trait.use}|{shape}|{bare}",
        f"race={_race(form)}|{shape}|{bare}",
    )


@lru_cache(maxsize=100_000)
def _race(form: Form) -> int:
    """Tell how much more a form is used as a verb than as a noun, in powers of ten."""
    best = {"V": -1, "N": -1}
    for word, trait in zip(form.readings, form.traits, strict=True):
        kind = word_class(word)
        if kind in best:
            best[kind] = max(best[kind], trait.use)
    return max(-3, min(3, best["V"] - best["N"])) if min(best.values()) >= 0 else 9


@lru_cache(maxsize=100_000)
def _classes(form: Form) -> str:
    """Name the classes a form can be of."""
    return "".join(sorted({word_class(word) for word in form.readings}))


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

    look: str  # classes, article or joined preposition, of its likeliest reading the tag
    stem: str
    key: str
    gender: str


@lru_cache(maxsize=100_000)
def look_right(form: Form) -> Right:
    """See what a form shows before it is read."""
    first = form.readings[0]
    noun = next((word for word in form.readings if word_class(word) in "NP"), first)
    joint = "d" if noun.det else noun.proclitics[:1]
    return Right(f"{_classes(form)}{joint}{first.upos}", noun.stem, form.key, noun.gender or "")


def context_shape(word: Word) -> str:
    """Name what the neighbours of a reading can tell: tag, form, aspect, article, joined preposition."""
    joined = word.proclitics[-1:] if word.proclitics[-1:] in ("ب", "ل", "ك", "س") else ""
    tail = "+" if word.enclitic else ""
    return (
        f"{word.upos}{word.verb_form or ''}{word.aspect or ''}{word.person or ''}"
        f"{word.mood or ''}{'d' if word.det else ''}{joined}{tail}"
    )


def context_features(shape: str, word: Word, left: Left, right: Right) -> tuple[str, ...]:
    """Give the features of a reading among its neighbours; of ``word`` its tag, gender and article count."""
    tag = word.upos
    kind = word_class(word)
    agrees = f"{left.det == word.det}{left.gender == (word.gender or '')}"
    return (
        f"last={left.tag}|{shape}",
        f"last={left.tag}{left.det}|{tag}{word.det}",
        f"last2={left.before}{left.tag}|{tag}",
        f"word={left.stem}|{tag}",
        f"word={left.stem}|{shape}",
        f"agree={left.tag}|{agrees}|{tag}",
        f"opens={left.opens}|{shape}",
        f"clause={left.clause}|{shape}",
        f"clause={left.clause}{left.tag}|{kind}|{right.look}",
        f"next={right.look}|{shape}",
        f"nextword={right.stem}|{kind}",
        f"nextend={right.key[-2:]}|{shape}",
        f"nextgender={right.look[:3]}{right.gender == word.gender}|{tag}{word.aspect}{word.person}",
        f"between={left.tag}|{right.look}|{kind}",
    )
