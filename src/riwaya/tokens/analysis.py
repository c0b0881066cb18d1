"""One word form into all its readings: clitics cut, stems looked up, unknown words guessed at."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from riwaya.chars import DAMMA, MAQSURA, TANWIN, TATWEEL, dediac, fold
from riwaya.document import Upos, Word
from riwaya.tokens.affixes import (
    BEHIND_FUNCTIONS,
    FUNCTION_CUTS,
    IMPERFECT,
    NOMINAL,
    NOMINAL_CUTS,
    OBJECTS,
    PERFECT,
    POSSESSIVES,
    PREFIXES,
    VERB_CUTS,
    Cut,
    ImperfectEnding,
    NominalEnding,
    PerfectEnding,
    before_pronoun,
    by_suffix,
)
from riwaya.tokens.guessing import guess
from riwaya.tokens.lexicon import Lexicon, Nominal, VerbStem, load_lexicon
from riwaya.tokens.tokenizer import Kind

# How a reading came about: from the tables, from the open lexicon, or by its looks. With ~ where the
# form is not written as the table spells it: اعلن for أعلن, محكمه for محكمة.
Origin = Literal["core", "core~", "open", "open~", "guess"]


class Trait(msgspec.Struct, frozen=True, gc=False):
    """How a reading came about and how much its word is used (see ``lexicon.UseRow``)."""

    origin: Origin
    use: int = 0


class Form(msgspec.Struct, frozen=True, gc=False, eq=False):
    """What one form can be, before its context is seen. Forms are cached, and equal if they are the same."""

    key: str
    readings: tuple[Word, ...]  # never empty: functions first, then verbs, nouns, guesses
    traits: tuple[Trait, ...]  # of the readings
    keys: tuple[tuple[str, int], ...]  # see Token.keys
    known: bool  # some reading stands in a table


def find_form(written: str, kind: Kind) -> Form:
    """Give the readings of a token: many of an Arabic word, one of anything else."""
    return analyse(written) if kind == "word" else _plain(written, _PLAIN[kind])


def spells_maqsura(text: str) -> bool:
    """Tell whether a text writes ى where it belongs: no seldomer than ي in إلى and على, a name aside."""
    return text.count(MAQSURA) + 1 >= sum(text.count(f" {key} ") for key in _in_maqsura())


@cache
def _in_maqsura() -> frozenset[str]:
    """Give the keys of prepositions that end in ى."""
    functions = load_lexicon().functions
    return frozenset(
        key
        for key, entries in functions.items()
        if any(e.upos == "ADP" and e.spelling.endswith(MAQSURA) for e in entries)
    )


@lru_cache(maxsize=10_000)
def settle_name(form: Form, spelt: bool) -> Form:
    """Settle a name that looks like a preposition in ى: علي is the name in a text that spells ى, else على."""
    of_it = [w.upos == "ADP" and not w.enclitic and w.stem in _in_maqsura() for w in form.readings]
    if not any(of_it) or not any(word.upos == "PROPN" for word in form.readings):
        return form
    readings = zip(form.readings, form.traits, of_it, strict=True)
    kept = [(w, t) for w, t, preposition in readings if not (preposition if spelt else w.upos == "PROPN")]
    words, traits = zip(*kept, strict=True)
    return replace(form, readings=words, traits=traits)


@lru_cache(maxsize=10_000)
def _plain(written: str, upos: Upos) -> Form:
    key = fold(written) or _NO_LETTER
    return Form(key, (Word(key, key, upos),), (_CERTAIN,), ((key, 0),), True)


_Ending = TypeVar("_Ending", PerfectEnding, ImperfectEnding)
_CERTAIN = Trait("core")
_GUESSED = Trait("guess")
_ROOT = 3  # letters
_NO_LETTER = "\u25cc"  # stands for a lone harakat or tatweel, which fold to nothing: no key is empty
_PLAIN: dict[Kind, Upos] = {"mark": "PUNCT", "number": "NUM", "latin": "PROPN"}


@lru_cache(maxsize=100_000)
def analyse(form: str) -> Form:
    """Give all readings of a word as written."""
    search = _Search(form)
    search.add_functions()
    search.add_verbs()
    search.add_nominals()
    found = _heed_marks(form, search.found)
    known = bool(found)
    whole = any(word.upos != "VERB" and not (word.proclitics or word.enclitic) for word in found)
    if not whole and not (DAMMA in form and any(word.voice == "pass" for word in found)):
        for word in guess(search.key, search.plain, known=known):
            found.setdefault(word, _GUESSED)
    readings = tuple(found)
    return Form(
        search.key, readings, tuple(found.values()), _find_keys(form, search.key, readings, known), known
    )


class _Search:
    """The look-up of one form: ``plain`` is it without marks, ``key`` the same folded, letter for letter."""

    __slots__ = ("found", "key", "lexicon", "plain")

    def __init__(self, form: str) -> None:
        self.plain = dediac(form)
        self.key = fold(form)
        if len(self.plain) != len(self.key):  # ligatures and presentation forms
            self.plain = dediac(unicodedata.normalize("NFKC", form))
        self.lexicon: Lexicon = load_lexicon()
        self.found: dict[Word, Trait] = {}

    def _add(self, word: Word, spelt: bool, use: int = 0, is_open: bool = False) -> None:
        origin: Origin = ("open" if spelt else "open~") if is_open else ("core" if spelt else "core~")
        known = self.found.get(word)
        if known is None or (spelt and known.origin[-1] == "~"):
            self.found[word] = Trait(origin, use)

    def add_functions(self) -> None:
        """Look for a word of a closed class behind و ف ب ل ك أ, with or without a pronoun."""
        key, table = self.key, self.lexicon.functions
        for cut in FUNCTION_CUTS:
            if not key.startswith(cut.written) or len(key) == len(cut.written):
                continue
            rest = key[len(cut.written) :]
            if rest in table:
                self._add_function(cut, rest, rest, "")
            for enclitic in BEHIND_FUNCTIONS:
                if rest.endswith(enclitic) and len(rest) > len(enclitic):
                    stem = rest[: -len(enclitic)]
                    for base in (*before_pronoun(stem), stem[:-1] + "ه" if stem[-1] == "ت" else stem):
                        if base in table:
                            self._add_function(cut, base, stem, enclitic)

    def _add_function(self, cut: Cut, base: str, stem: str, enclitic: str) -> None:
        start = len(cut.written)
        for entry in self.lexicon.functions[base]:
            if entry.proclitics:
                if not (cut.proclitics.endswith(entry.proclitics)):
                    continue
            elif len(base) == 1 and not enclitic and cut.written:
                continue  # two clitics are no word
            if enclitic and entry.upos not in _WITH_PRONOUN:
                continue
            shared = len(base) if base == stem else len(base) - 1
            written = self.plain[start : start + shared]
            spelt = written == entry.spelling[:shared] and self._tail(enclitic)
            self._add(Word(stem, entry.lemma, entry.upos, cut.proclitics, enclitic=enclitic), spelt)

    def _tail(self, enclitic: str) -> bool:
        """Tell whether the form ends in the very letters of the pronoun: ه, not ة."""
        return not enclitic or self.plain.endswith(enclitic)

    def add_verbs(self) -> None:
        """Look for a finite verb behind و ف س ل أ, with or without an object pronoun."""
        key = self.key
        for cut in VERB_CUTS:
            if not key.startswith(cut.written):
                continue
            start = len(cut.written)
            if len(key) - start < 2:
                continue
            self._add_verb(cut, start, len(key), "")
            for enclitic in OBJECTS:
                if key.endswith(enclitic) and len(key) - start - len(enclitic) >= 2:
                    self._add_verb(cut, start, len(key) - len(enclitic), enclitic)

    def _add_verb(self, cut: Cut, start: int, end: int, enclitic: str) -> None:
        base = Word(self.key[start:end], "", "VERB", cut.proclitics, False, enclitic, "fin")
        if cut.proclitics[-1:] not in ("س", "ل"):
            for suffix, endings in _PERFECT:
                for ending, verb in self._matches(endings, suffix, start, end, enclitic):
                    who = replace(base, person=ending.person, gender=ending.gender, number=ending.number)
                    word = replace(
                        who, lemma=verb.lemma, aspect="perf", voice="pass" if verb.passive else None
                    )
                    self._add(word, self._spelt_verb(verb, start, end, suffix, enclitic), verb.use)
        if base.stem[0] in PREFIXES:
            self._add_imperfect(base, start, end)

    def _add_imperfect(self, base: Word, start: int, end: int) -> None:
        prefix = base.stem[0]
        written = self.plain[start] == ("أ" if prefix == "ا" else prefix)
        for suffix, endings in _IMPERFECT:
            for ending, verb in self._matches(endings, suffix, start + 1, end, base.enclitic):
                if prefix not in ending.prefixes:
                    continue
                person, gender = PREFIXES[prefix]
                if ending.number == "p":
                    you = prefix in ("ت", "ا")
                    person, gender = ("2", "m") if you else ("3", "f" if suffix == "ن" else "m")
                who = replace(base, person=person, gender=gender, number=ending.number)
                word = replace(
                    who,
                    lemma=verb.lemma,
                    aspect="imp",
                    voice="pass" if verb.passive else None,
                    mood="jus" if ending.slot == "J" and not suffix else None,
                )
                spelt = written and self._spelt_verb(verb, start + 1, end, suffix, base.enclitic)
                self._add(word, spelt, verb.use)

    def _matches(
        self, endings: tuple[_Ending, ...], suffix: str, start: int, end: int, enclitic: str
    ) -> Iterator[tuple[_Ending, VerbStem]]:
        """Find the endings of one look that fit, each with the verbs that have such a stem before it."""
        if suffix:
            if (suffix == "وا" and enclitic) or not self.key.endswith(suffix, start, end):
                return
            end -= len(suffix)
        stems = self.lexicon.verbs.get(self.key[start:end])
        if stems is not None:
            for ending in endings:
                if enclitic or not ending.only_before_pronoun:
                    yield from ((ending, verb) for verb in stems if ending.slot in verb.slots)

    def _spelt_verb(self, verb: VerbStem, start: int, end: int, suffix: str, enclitic: str) -> bool:
        end -= len(suffix)
        written = self.plain[start:end]
        return written == verb.spelling and self.plain.startswith(suffix, end) and self._tail(enclitic)

    def add_nominals(self) -> None:
        """Look for a noun or adjective behind its clitics, with or without a possessive pronoun."""
        key = self.key
        for cut in NOMINAL_CUTS:
            start = len(cut.written)
            if len(key) - start < 2 or not key.startswith(cut.written):
                continue
            self._add_nominal(cut, key[start:], "")
            if cut.det:
                continue
            for enclitic in POSSESSIVES:
                if key.endswith(enclitic) and len(key) - start - len(enclitic) >= 2:
                    for stem in before_pronoun(key[start : -len(enclitic)]):
                        self._add_nominal(cut, stem, enclitic)

    def _add_nominal(self, cut: Cut, stem: str, enclitic: str) -> None:
        table = self.lexicon.nominals
        for ending in NOMINAL:
            suffix = ending.suffix
            if suffix:
                if not stem.endswith(suffix) or not _fits(suffix, cut.det, enclitic):
                    continue
                base = stem[: len(stem) - len(suffix)] + ending.replaces
            else:
                base = stem
            for nominal in table.get(base, ()):
                if _may_take(nominal, suffix):
                    word = _nominal_word(nominal, ending, base, stem, cut, enclitic)
                    spelt = self._spelt_nominal(nominal, cut, stem, suffix, enclitic)
                    self._add(word, spelt, nominal.use, nominal.open)

    def _spelt_nominal(self, nominal: Nominal, cut: Cut, stem: str, suffix: str, enclitic: str) -> bool:
        start = len(cut.written)
        end = start + len(stem) - len(suffix)
        if enclitic and not suffix and self.key[end - 1] != stem[-1]:
            end -= 1  # حلفاؤها: the last letter is respelled
            written = ""
        else:
            written = self.plain[end : len(self.plain) - len(enclitic)]
        shared = end - start
        return (
            self.plain[start:end] == nominal.spelling[:shared]
            and written == (suffix[:-1] + "ة" if suffix.endswith("ه") else suffix)
            and self._tail(enclitic)
        )


_PERFECT = by_suffix(PERFECT)
_IMPERFECT = by_suffix(IMPERFECT)
_WITH_PRONOUN = frozenset({"ADP", "SCONJ", "DET", "PRON", "CCONJ", "PART"})


def _fits(suffix: str, det: bool, enclitic: str) -> bool:
    """Tell whether a noun may have this ending beside article or pronoun."""
    if suffix == "ا":
        return not det and not enclitic
    if suffix == "ت":
        return bool(enclitic)
    return not (suffix == "ه" and enclitic)


def _may_take(nominal: Nominal, suffix: str) -> bool:
    # A masdar has no sound masculine plural, and no feminine of its own making but ات.
    if not suffix:
        return True
    if nominal.upos == "PROPN":
        return suffix == "ا"
    if nominal.verb_form == "masdar":
        return suffix in ("ا", "ات", "ان", "ين", "تين", "تان", "تي", "تا", "ت")
    return not nominal.plural or suffix in ("ا", "ت")  # أسلحتهم: a broken plural in ة


def _nominal_word(
    nominal: Nominal, ending: NominalEnding, base: str, stem: str, cut: Cut, enclitic: str
) -> Word:
    return Word(
        stem,
        nominal.lemma,
        nominal.upos,
        cut.proclitics,
        cut.det,
        enclitic,
        nominal.verb_form,
        gender=ending.gender or ("f" if base.endswith("ه") else "m"),
        number="p" if nominal.plural else ending.number,
        noun=nominal.noun,
    )


def _heed_marks(form: str, found: dict[Word, Trait]) -> dict[Word, Trait]:
    """Leave out the readings that the harakat of a form forbid: only nouns are nunated, and a damma on
    the first letter of a perfect makes it passive (نُقل was moved) and no masdar."""
    if TANWIN.intersection(form):
        return {word: trait for word, trait in found.items() if word.upos != "VERB"}
    if DAMMA not in form:
        return found
    bare = form.replace(TATWEEL, "")
    kept: dict[Word, Trait] = {}
    for word, trait in found.items():
        at = _skip(bare, len(word.proclitics))
        if bare[at + 1 : at + 2] == DAMMA:
            if word.verb_form == "masdar" and len(word.stem) == _ROOT:  # قَتل, قَصف: few masdars are فُعل
                continue
            if word.upos == "VERB" and word.voice is None and word.aspect == "perf":
                kept[replace(word, voice="pass")] = trait
                continue
        kept[word] = trait
    return kept or found


def _skip(form: str, letters: int) -> int:
    """Count the code points of ``form`` that its first ``letters`` letters take up."""
    at = 0
    while at < len(form) and (letters or fold(form[at]) == ""):
        if fold(form[at]):
            letters -= 1
        at += 1
    return at


def _find_keys(form: str, key: str, readings: tuple[Word, ...], known: bool) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {key: 0}
    for word in readings:
        if word.proclitics and not word.enclitic:
            base = ("ال" if word.det else "") + word.stem
            taken = len(word.proclitics) + (1 if word.det and word.proclitics[-1] == "ل" else 0)
            found.setdefault(base, _skip(form, taken))
    if not known or readings[0].upos == "PROPN":
        for cut in NOMINAL_CUTS:
            if cut.proclitics and key.startswith(cut.written) and len(key) - len(cut.written) >= 2:
                base = ("ال" if cut.det else "") + key[len(cut.written) :]
                taken = len(cut.proclitics) + (1 if cut.det and cut.proclitics[-1] == "ل" else 0)
                found.setdefault(base, _skip(form, taken))
    return tuple(found.items())
