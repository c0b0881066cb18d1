"""The words that are known, each compiled once from its table into a dictionary of folded keys.

Verbs with all their stems, the nouns made from them, other nouns, the closed classes, and behind
them the open words: nouns and names in thousands, gathered by ``tools/compile_open_words.py``.
"""

from collections import defaultdict
from functools import cache

import msgspec

from riwaya.chars import ARTICLE, dediac, fold
from riwaya.document import Upos, VerbForm
from riwaya.resources import load_table
from riwaya.tokens.conjugation import Slot, find_participles, find_stems

_ROOM = "riwaya.tokens"


class VerbRow(msgspec.Struct, frozen=True):
    """A verb by its principal parts; only a shadda is written."""

    lemma: str
    imperfect: str
    masdars: tuple[str, ...] = ()
    gloss: str = ""


class FunctionRow(msgspec.Struct, frozen=True):
    """A word of a closed class with its spellings; clitics are joined to them by grammar.

    A ``+`` parts what is written as one word but made of a preposition and more: ب+شأن, ل+أن.
    """

    upos: Upos
    lemma: str
    forms: tuple[str, ...]
    gloss: str = ""


class NounRow(msgspec.Struct, frozen=True):
    """A noun or adjective that stands for itself, with its broken plurals."""

    lemma: str
    upos: Upos
    plural: tuple[str, ...] = ()
    gloss: str = ""


class OpenRow(msgspec.Struct, frozen=True):
    """A word of the open lexicon: nothing but its class and its broken plurals."""

    upos: Upos
    lemma: str
    plural: tuple[str, ...] = ()


class UseRow(msgspec.Struct, frozen=True):
    """Forms by how much they are used: the rounded Zipf frequency, 3 being once in a million words."""

    use: int
    forms: tuple[str, ...]


class VerbStem(msgspec.Struct, frozen=True, gc=False):
    """A finite stem as spelled, and the lemma it belongs to; ``use`` as in ``UseRow``, of its imperfect."""

    lemma: str
    slots: tuple[Slot, ...]
    passive: bool
    spelling: str
    use: int


class Nominal(msgspec.Struct, frozen=True, gc=False):
    """A noun stem as spelled, its lemma and what it is.

    ``lemma`` is the verb's for masdars and participles, whose own lemma is ``noun``.
    """

    lemma: str
    upos: Upos
    spelling: str
    verb_form: VerbForm | None = None
    plural: bool = False
    noun: str = ""
    open: bool = False  # from the open lexicon
    use: int = 0  # as in ``UseRow``, of the form with the article


class Function(msgspec.Struct, frozen=True, gc=False):
    """A word of a closed class, or what is left of it behind the clitic it always has."""

    lemma: str
    upos: Upos
    spelling: str
    proclitics: str = ""


class Lexicon(msgspec.Struct, frozen=True):
    """Folded keys to what they can be."""

    verbs: dict[str, list[VerbStem]]
    nominals: dict[str, list[Nominal]]
    functions: dict[str, list[Function]]


@cache
def load_lexicon() -> Lexicon:
    """Compile the tables of this room."""
    compiler = _Compiler()
    for verb in load_table(_ROOM, "verbs.tsv", VerbRow):
        compiler.add_verb(verb)
    for noun in load_table(_ROOM, "nouns.tsv", NounRow):
        compiler.add_noun(noun.lemma, noun.upos, noun.plural, is_open=False)
    for word in load_table(_ROOM, "open_words.tsv", OpenRow):
        compiler.add_noun(word.lemma, word.upos, word.plural, is_open=True)
    for function in load_table(_ROOM, "function_words.tsv", FunctionRow):
        compiler.add_function(function)
    return Lexicon(dict(compiler.verbs), dict(compiler.nominals), dict(compiler.functions))


class _Compiler:
    def __init__(self) -> None:
        self.verbs: defaultdict[str, list[VerbStem]] = defaultdict(list)
        self.nominals: defaultdict[str, list[Nominal]] = defaultdict(list)
        self.functions: defaultdict[str, list[Function]] = defaultdict(list)
        self.uses = {form: row.use for row in load_table(_ROOM, "uses.tsv", UseRow) for form in row.forms}

    def add_verb(self, row: VerbRow) -> None:
        lemma = fold(row.lemma)
        use = self.uses.get(fold(row.imperfect), 0)
        for stem in find_stems(row.lemma, row.imperfect):
            entry = VerbStem(lemma, stem.slots, stem.passive, stem.spelling, use)
            self.verbs[fold(stem.spelling)].append(entry)
        for masdar in row.masdars:
            self._add(dediac(masdar), lemma, "NOUN", "masdar")
        for participle in find_participles(row.lemma, row.imperfect):
            self._add(participle.spelling, lemma, "ADJ", "pass-part" if participle.passive else "act-part")

    def _add(self, spelling: str, lemma: str, upos: Upos, verb_form: VerbForm) -> None:
        key = fold(spelling)
        use = self.uses.get(ARTICLE + key, 0)
        self.nominals[key].append(Nominal(lemma, upos, spelling, verb_form, noun=key, use=use))

    def add_noun(self, lemma: str, upos: Upos, plurals: tuple[str, ...], *, is_open: bool) -> None:
        noun = fold(lemma)
        for spelling in (lemma, *plurals):
            key = fold(spelling)
            use = self.uses.get(ARTICLE + key, 0) if upos != "PROPN" else 0
            self.nominals[key].append(
                Nominal(noun, upos, spelling, None, spelling is not lemma, open=is_open, use=use)
            )

    def add_function(self, row: FunctionRow) -> None:
        for form in row.forms:
            proclitics, _, spelling = form.rpartition("+")
            entry = Function(fold(row.lemma), row.upos, spelling, proclitics)
            self.functions[fold(spelling)].append(entry)
