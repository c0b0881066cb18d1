"""The words that are known: verbs with all their stems, the nouns made from them, other nouns and
the closed classes, each compiled once from its table into a dictionary of folded keys."""

from collections import defaultdict
from functools import cache

import msgspec

from riwaya.chars import fold
from riwaya.document import Upos, VerbForm
from riwaya.resources import load_table
from riwaya.tokens.conjugation import Slot, find_participles, find_stems


class VerbRow(msgspec.Struct, frozen=True):
    """A verb by its principal parts; only a shadda is written."""

    lemma: str
    imperfect: str
    masdars: tuple[str, ...] = ()
    gloss: str = ""


class FunctionRow(msgspec.Struct, frozen=True):
    """A word of a closed class with all its spellings."""

    upos: Upos
    lemma: str
    forms: tuple[str, ...]
    gloss: str = ""


class NounRow(msgspec.Struct, frozen=True):
    """A noun or adjective that comes from no listed verb, with its broken plurals."""

    lemma: str
    upos: Upos
    plural: tuple[str, ...] = ()
    gloss: str = ""


class VerbStem(msgspec.Struct, frozen=True, gc=False):
    """A finite stem and the lemma it belongs to."""

    lemma: str
    slot: Slot
    passive: bool


class Nominal(msgspec.Struct, frozen=True, gc=False):
    """A noun stem: its lemma (the verb's, for masdars and participles) and what it is."""

    lemma: str
    upos: Upos
    verb_form: VerbForm | None = None
    plural: bool = False


class Lexicon(msgspec.Struct, frozen=True):
    """Folded keys to what they can be."""

    verbs: dict[str, tuple[VerbStem, ...]]
    nominals: dict[str, tuple[Nominal, ...]]
    functions: dict[str, tuple[tuple[str, Upos], ...]]


@cache
def load_lexicon() -> Lexicon:
    """Compile the tables of this room."""
    verbs: defaultdict[str, dict[VerbStem, None]] = defaultdict(dict)
    nominals: defaultdict[str, dict[Nominal, None]] = defaultdict(dict)
    for row in load_table("riwaya.tokens", "verbs.tsv", VerbRow):
        lemma = fold(row.lemma)
        for stem in find_stems(row.lemma, row.imperfect):
            verbs[stem.key][VerbStem(lemma, stem.slot, stem.passive)] = None
        for masdar in row.masdars:
            nominals[fold(masdar)][Nominal(lemma, "NOUN", "masdar")] = None
        for key, passive in find_participles(row.lemma, row.imperfect):
            nominals[key][Nominal(lemma, "ADJ", "pass-part" if passive else "act-part")] = None
    for noun in load_table("riwaya.tokens", "nouns.tsv", NounRow):
        key = fold(noun.lemma)
        nominals[key][Nominal(key, noun.upos)] = None
        for plural in noun.plural:
            nominals[fold(plural)][Nominal(key, noun.upos, None, True)] = None
    functions: defaultdict[str, dict[tuple[str, Upos], None]] = defaultdict(dict)
    for function in load_table("riwaya.tokens", "function_words.tsv", FunctionRow):
        for form in function.forms:
            functions[fold(form)][(fold(function.lemma), function.upos)] = None
    return Lexicon(
        {key: tuple(found) for key, found in verbs.items()},
        {key: tuple(found) for key, found in nominals.items()},
        {key: tuple(found) for key, found in functions.items()},
    )
