"""One word form into all its readings: clitics cut, stems looked up, unknown words kept whole."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from riwaya.chars import DAMMA, TANWIN, TATWEEL, dediac, fold
from riwaya.document import Upos, Word
from riwaya.tokens.lexicon import Lexicon, Nominal, VerbStem, load_lexicon
from riwaya.tokens.tokenizer import Kind

Person = Literal["1", "2", "3"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
Voice = Literal["act", "pass"]


class Form(msgspec.Struct, frozen=True, gc=False):
    """What one form can be, before its context is seen."""

    key: str
    readings: tuple[Word, ...]  # likeliest first, never empty
    keys: tuple[tuple[str, int], ...]  # see Token.keys
    known: bool


class _Cut(msgspec.Struct, frozen=True, gc=False):
    written: str  # what is cut off
    proclitics: str  # without the article
    det: bool


_CUTS = tuple(
    _Cut(c + p + a, c + p, bool(a))
    for c in ("", "و", "ف")
    for p in ("", "ب", "ل", "ك")
    for a in ("", "ال")
    if not (p == "ل" and a)
) + tuple(_Cut(c + "لل", c + "ل", True) for c in ("", "و", "ف"))
_VERB_CUTS = tuple(
    _Cut(q + c + p, q + c + p, False)
    for q in ("", "ا")
    for c in ("", "و", "ف")
    for p in ("", "س", "ل")
    if not (q and p)
)
_ENCLITICS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي")
_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني")

# suffix, slot, person, gender, number; the last column: only before a pronoun
_PERFECT: tuple[tuple[str, str, Person, Gender | None, Number, bool], ...] = (
    ("", "P", "3", "m", "s", False),
    ("", "PE", "3", "m", "s", True),
    ("ت", "PA", "3", "f", "s", False),
    ("وا", "PW", "3", "m", "p", False),
    ("و", "PW", "3", "m", "p", True),
    ("ا", "PA", "3", "m", "d", False),
    ("تا", "PA", "3", "f", "d", False),
    ("ن", "PS", "3", "f", "p", False),
    ("ت", "PS", "1", None, "s", False),
    ("نا", "PS", "1", None, "p", False),
)
# suffix, slot, number; gender and person come from the prefix
_IMPERFECT: tuple[tuple[str, str, Number, bool], ...] = (
    ("", "I", "s", False),
    ("", "IE", "s", True),
    ("", "J", "s", False),
    ("ون", "IW", "p", False),
    ("وا", "IW", "p", False),
    ("و", "IW", "p", True),
    ("ان", "I", "d", False),
    ("ا", "I", "d", False),
    ("ن", "I", "p", False),
    ("ن", "J", "p", False),
)
_PREFIXES: dict[str, tuple[Person, Gender | None]] = {
    "ي": ("3", "m"),
    "ت": ("3", "f"),
    "ن": ("1", None),
    "ا": ("1", None),
}

# suffix, what the stem ends in without it, gender, number
_NOMINAL: tuple[tuple[str, str, Gender | None, Number | None], ...] = (
    ("", "", None, "s"),
    ("ا", "", None, "s"),
    ("ه", "", "f", "s"),
    ("ات", "", "f", "p"),
    ("ات", "ه", "f", "p"),
    ("ين", "", "m", "p"),
    ("ون", "", "m", "p"),
    ("ان", "", "m", "d"),
    ("تين", "", "f", "d"),
    ("تان", "", "f", "d"),
    ("تين", "ه", "f", "d"),
    ("تان", "ه", "f", "d"),
    ("ي", "", "m", "p"),
    ("و", "", "m", "p"),
    ("تي", "ه", "f", "d"),
    ("ت", "ه", "f", "s"),  # only before a pronoun: محادثته
)


def find_form(written: str, kind: Kind) -> Form:
    """Give the readings of a token: many of an Arabic word, one of anything else."""
    return analyse(written) if kind == "word" else _plain(written, _PLAIN[kind])


@lru_cache(maxsize=10_000)
def _plain(written: str, upos: Upos) -> Form:
    key = fold(written) or _NO_LETTER
    return Form(key, (Word(key, key, upos),), ((key, 0),), True)


_ROOT = 3  # letters
_NO_LETTER = "\u25cc"  # stands for a lone harakat or tatweel, which fold to nothing: no key is empty
_PLAIN: dict[Kind, Upos] = {"mark": "PUNCT", "number": "NUM", "latin": "PROPN"}


@lru_cache(maxsize=100_000)
def analyse(form: str) -> Form:
    """Give all readings of a word as written, likeliest first."""
    key = fold(form)
    lexicon = load_lexicon()
    readings: dict[Word, None] = {}
    _add_functions(lexicon, key, readings)
    _add_verbs(lexicon, key, readings)
    _add_nominals(lexicon, key, readings)
    if TANWIN.intersection(form):  # only nouns are nunated
        readings = {word: None for word in readings if word.upos != "VERB"}
    elif DAMMA in form:
        readings = _heed_damma(form, readings)
    known = bool(readings)
    told = any(word.voice == "pass" for word in readings) and DAMMA in form
    if not told and not any(
        word.upos != "VERB" and not (word.proclitics or word.enclitic) for word in readings
    ):
        lemmas = {word.lemma for word in readings if word.upos == "VERB"}
        for word in _guess(form, key):
            # The open lexicon lists verb forms too, without saying so: قتلوا under قتل.
            if word.lemma == word.stem or word.lemma not in lemmas:
                readings[word] = None
        if not readings:
            readings[Word(key, key, "PROPN")] = None
    return Form(key, tuple(readings), _find_keys(form, key, tuple(readings), known), known)


def _add_functions(lexicon: Lexicon, key: str, readings: dict[Word, None]) -> None:
    for cut in ("", "و", "ف", "ب", "ل", "ك", "ا", "وب", "ول", "وك", "فب", "فل", "ال"):
        if not key.startswith(cut) or len(key) == len(cut):
            continue
        rest = key[len(cut) :]
        for lemma, upos in lexicon.functions.get(rest, ()):
            if cut != "ال" or upos in ("PRON", "DET", "ADV", "ADJ"):
                readings[Word(rest, lemma, upos, "" if cut == "ال" else cut)] = None
        for enclitic in _ENCLITICS:
            if not rest.endswith(enclitic) or len(rest) - len(enclitic) < 1:
                continue
            stem = rest[: -len(enclitic)]
            for lemma, upos in lexicon.functions.get(stem, ()):
                if upos in ("ADP", "SCONJ", "DET"):
                    readings[Word(stem, lemma, upos, cut, enclitic=enclitic)] = None


def _add_verbs(lexicon: Lexicon, key: str, readings: dict[Word, None]) -> None:
    for cut in _VERB_CUTS:
        if not key.startswith(cut.written):
            continue
        rest = key[len(cut.written) :]
        if len(rest) < 2:
            continue
        _add_verb(lexicon, rest, cut.proclitics, "", readings)
        for enclitic in _OBJECTS:
            if rest.endswith(enclitic) and len(rest) - len(enclitic) >= 2:
                _add_verb(lexicon, rest[: -len(enclitic)], cut.proclitics, enclitic, readings)


def _add_verb(
    lexicon: Lexicon, stem: str, proclitics: str, enclitic: str, readings: dict[Word, None]
) -> None:
    if proclitics[-1:] not in ("س", "ل"):
        for suffix, slot, person, gender, number, before in _PERFECT:
            for verb in _stems(lexicon, stem, 0, suffix, slot, before, enclitic):
                voice: Voice | None = "pass" if verb.passive else None
                word = Word(stem, verb.lemma, "VERB", proclitics, False, enclitic, "fin", "perf")
                readings[replace(word, person=person, gender=gender, number=number, voice=voice)] = None
    if stem[0] not in _PREFIXES:
        return
    who, sex = _PREFIXES[stem[0]]
    for suffix, slot, amount, before in _IMPERFECT:
        mood: Literal["jus"] | None = "jus" if slot == "J" and not suffix else None
        for verb in _stems(lexicon, stem, 1, suffix, slot, before, enclitic):
            voice = "pass" if verb.passive else None
            word = Word(stem, verb.lemma, "VERB", proclitics, False, enclitic, "fin", "imp")
            word = replace(word, person=who, gender=sex, number=amount, voice=voice, mood=mood)
            readings[word] = None


def _stems(
    lexicon: Lexicon, form: str, prefix: int, suffix: str, slot: str, before: bool, enclitic: str
) -> Iterator[VerbStem]:
    """Find the verbs whose stem for ``slot`` is left when prefix and suffix are taken off."""
    if (before and not enclitic) or not form.endswith(suffix) or (suffix == "وا" and enclitic):
        return
    for verb in lexicon.verbs.get(form[prefix : len(form) - len(suffix)], ()):
        if verb.slot == slot:
            yield verb


def _add_nominals(lexicon: Lexicon, key: str, readings: dict[Word, None]) -> None:
    for cut in _CUTS:
        if not key.startswith(cut.written):
            continue
        rest = key[len(cut.written) :]
        if len(rest) < 2:
            continue
        _add_nominal(lexicon, rest, cut, "", readings)
        if not cut.det:
            for enclitic in _ENCLITICS:
                if rest.endswith(enclitic) and len(rest) - len(enclitic) >= 2:
                    for stem in _before_pronoun(rest[: -len(enclitic)]):
                        _add_nominal(lexicon, stem, cut, enclitic, readings)


def _before_pronoun(stem: str) -> tuple[str, ...]:
    """Give the spellings a noun has without its pronoun: حلفاؤ(ها) is حلفاء, مستوا(ه) is مستوى."""
    if stem[-1] in "ؤئ":
        return (stem, stem[:-1] + "ء")
    if stem[-1] == "ا":
        return (stem, stem[:-1] + "ي")
    return (stem,)


def _add_nominal(lexicon: Lexicon, stem: str, cut: _Cut, enclitic: str, readings: dict[Word, None]) -> None:
    for suffix, ending, gender, number in _NOMINAL:
        if (
            not stem.endswith(suffix)
            or (suffix == "ا" and (cut.det or enclitic))
            or (suffix == "ه" and enclitic)
        ):
            continue
        if suffix == "ت" and not enclitic:
            continue
        base = stem[: len(stem) - len(suffix)] + ending
        for nominal in lexicon.nominals.get(base, ()):
            if not _may_take(nominal, suffix):
                continue
            amount = "p" if nominal.plural else number
            sex = gender or ("f" if base.endswith("ه") else "m")
            readings[
                Word(
                    stem,
                    nominal.lemma,
                    nominal.upos,
                    cut.proclitics,
                    cut.det,
                    enclitic,
                    nominal.verb_form,
                    gender=sex,
                    number=amount,
                )
            ] = None


def _may_take(nominal: Nominal, suffix: str) -> bool:
    # A masdar has no sound masculine plural, and no feminine of its own making but ات.
    if nominal.verb_form == "masdar":
        return suffix in ("", "ا", "ات", "ان", "ين", "تين", "تان", "تي", "ت")
    return not (nominal.plural and suffix not in ("", "ا"))


def _heed_damma(form: str, readings: dict[Word, None]) -> dict[Word, None]:
    """Read نُقل as was moved: a damma on the first letter of a perfect makes it passive, and no masdar."""
    bare = form.replace(TATWEEL, "")
    found: dict[Word, None] = {}
    for word in readings:
        at = _skip(bare, len(word.proclitics))
        if bare[at + 1 : at + 2] == DAMMA:
            if word.verb_form == "masdar" and len(word.stem) == _ROOT:  # قَتل, قَصف: no masdar is فُعل but a few
                continue
            if word.upos == "VERB" and word.voice is None and word.aspect == "perf":
                found[replace(word, voice="pass")] = None
                continue
        found[word] = None
    return found or readings


def _guess(form: str, key: str) -> Iterator[Word]:
    """Read a word that the tables hold no noun for: by the open lexicon, else as a name."""
    plain = dediac(form)
    for cut in _CUTS:
        if cut.det and key.startswith(cut.written) and len(key) - len(cut.written) >= 3:
            rest = plain[len(cut.written) :]
            yield Word(fold(rest), fold(_lookup(rest) or rest), "NOUN", cut.proclitics, True)
            return
    whole = _lookup(plain)
    if whole is not None:
        yield Word(key, fold(whole), "NOUN")
        return
    for proclitics in ("و", "ف", "ب", "ل", "وب", "ول", "ك"):
        if key.startswith(proclitics) and len(key) - len(proclitics) >= 3:
            rest = plain[len(proclitics) :]
            lemma = _lookup(rest)
            yield Word(fold(rest), fold(lemma or rest), "NOUN" if lemma else "PROPN", proclitics)
    for enclitic in _ENCLITICS:
        if key.endswith(enclitic) and len(key) - len(enclitic) >= 3:
            stem = plain[: -len(enclitic)]
            lemma = _lookup(stem) or (_lookup(stem[:-1] + "ة") if stem.endswith("ت") else None)
            if lemma is not None:
                yield Word(fold(stem), fold(lemma), "NOUN", enclitic=enclitic)
    yield Word(key, key, "PROPN")


@cache
def _open_lexicon() -> tuple[object, object]:
    import simplemma

    return simplemma.is_known, simplemma.lemmatize


def _lookup(word: str) -> str | None:
    """Look a form up in the open lexicon (Wiktionary, UniMorph); None if it is not there."""
    is_known, lemmatize = _open_lexicon()
    if not word or not is_known(word, lang="ar"):  # type: ignore[operator]  # the package has no types
        return None
    lemma: str = lemmatize(word, lang="ar")  # type: ignore[operator]
    return lemma


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
        for cut in _CUTS:
            if cut.proclitics and key.startswith(cut.written) and len(key) - len(cut.written) >= 2:
                base = ("ال" if cut.det else "") + key[len(cut.written) :]
                taken = len(cut.proclitics) + (1 if cut.det and cut.proclitics[-1] == "ل" else 0)
                found.setdefault(base, _skip(form, taken))
    return tuple(found.items())
