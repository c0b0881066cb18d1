"""What Arabic writes onto a word: the clitics in front and behind, and the endings of verbs and nouns."""

from collections.abc import Iterator
from typing import Literal, TypeVar

import msgspec

from riwaya.tokens.conjugation import Slot

Person = Literal["1", "2", "3"]
Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]


class Cut(msgspec.Struct, frozen=True, gc=False):
    """Clitics in front of a word: as written, what they are without the article, and the article."""

    written: str
    proclitics: str
    det: bool = False


_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")

NOMINAL_CUTS = tuple(
    Cut(c + p + a, c + p, bool(a))
    for c in _CONJUNCTIONS
    for p in _PREPOSITIONS
    for a in ("", "ال")
    if not (p == "ل" and a)
) + tuple(Cut(c + "لل", c + "ل", True) for c in _CONJUNCTIONS)
VERB_CUTS = tuple(
    Cut(q + c + p, q + c + p)
    for q in ("", "ا")  # folded أ, the question
    for c in _CONJUNCTIONS
    for p in ("", "س", "ل")
    if not (q and p)
)
FUNCTION_CUTS = tuple(
    Cut(q + c + p, q + c + p)
    for q in ("", "ا")
    for c in _CONJUNCTIONS
    for p in _PREPOSITIONS
    if not (q and p)
)
POSSESSIVES = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي")
OBJECTS = ("ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ني")
BEHIND_FUNCTIONS = (*POSSESSIVES, "كن", "ني")


class PerfectEnding(msgspec.Struct, frozen=True, gc=False):
    """An ending of the perfect, the stem it takes and whom it means."""

    suffix: str
    slot: Slot
    person: Person
    gender: Gender | None
    number: Number
    only_before_pronoun: bool = False


class ImperfectEnding(msgspec.Struct, frozen=True, gc=False):
    """An ending of the imperfect and the prefixes (folded) it goes with."""

    suffix: str
    slot: Slot
    number: Number
    prefixes: tuple[str, ...]
    only_before_pronoun: bool = False


class NominalEnding(msgspec.Struct, frozen=True, gc=False):
    """An ending of nouns and adjectives, and what the lemma has in its place."""

    suffix: str
    replaces: str
    gender: Gender | None
    number: Number


PERFECT = (
    PerfectEnding("", "P", "3", "m", "s"),
    PerfectEnding("", "PE", "3", "m", "s", True),
    PerfectEnding("ت", "PA", "3", "f", "s"),
    PerfectEnding("وا", "PW", "3", "m", "p"),
    PerfectEnding("و", "PW", "3", "m", "p", True),
    PerfectEnding("ا", "P", "3", "m", "d"),
    PerfectEnding("ا", "PD", "3", "m", "d"),
    PerfectEnding("تا", "PA", "3", "f", "d"),
    PerfectEnding("ن", "PS", "3", "f", "p"),
    PerfectEnding("ت", "PS", "1", None, "s"),
    PerfectEnding("نا", "PS", "1", None, "p"),
    PerfectEnding("ا", "PN", "1", None, "p"),
    PerfectEnding("تم", "PS", "2", "m", "p"),
    PerfectEnding("تمو", "PS", "2", "m", "p", True),
    PerfectEnding("تما", "PS", "2", None, "d"),
    PerfectEnding("تن", "PS", "2", "f", "p"),
)
_ALL_PREFIXES = ("ي", "ت", "ن", "ا")
_THEY = ("ي", "ت")
_YOU_AND_THEY = ("ي", "ت", "ا")  # with ا the imperative: افتحوا

IMPERFECT = (
    ImperfectEnding("", "I", "s", _ALL_PREFIXES),
    ImperfectEnding("", "IE", "s", _ALL_PREFIXES, True),
    ImperfectEnding("", "J", "s", _ALL_PREFIXES),
    ImperfectEnding("ون", "IW", "p", _THEY),
    ImperfectEnding("وا", "IW", "p", _YOU_AND_THEY),
    ImperfectEnding("و", "IW", "p", _YOU_AND_THEY, True),
    ImperfectEnding("ان", "I", "d", _THEY),
    ImperfectEnding("ا", "I", "d", _THEY),
    ImperfectEnding("ان", "ID", "d", _THEY),
    ImperfectEnding("ا", "ID", "d", _THEY),
    ImperfectEnding("ن", "I", "p", ("ي",)),
    ImperfectEnding("ن", "J", "p", ("ي",)),
)
# Whom a prefix means in the singular; in the plural ت and ا mean you.
PREFIXES: dict[str, tuple[Person, Gender | None]] = {
    "ي": ("3", "m"),
    "ت": ("3", "f"),
    "ن": ("1", None),
    "ا": ("1", None),
}
NOMINAL = (
    NominalEnding("", "", None, "s"),
    NominalEnding("ا", "", None, "s"),  # accusative
    NominalEnding("ه", "", "f", "s"),
    NominalEnding("ات", "", "f", "p"),
    NominalEnding("ات", "ه", "f", "p"),
    NominalEnding("ين", "", "m", "p"),
    NominalEnding("ون", "", "m", "p"),
    NominalEnding("ان", "", "m", "d"),
    NominalEnding("تين", "", "f", "d"),
    NominalEnding("تان", "", "f", "d"),
    NominalEnding("تين", "ه", "f", "d"),
    NominalEnding("تان", "ه", "f", "d"),
    NominalEnding("ي", "", "m", "p"),
    NominalEnding("و", "", "m", "p"),
    NominalEnding("تي", "ه", "f", "d"),
    NominalEnding("تا", "ه", "f", "d"),
    NominalEnding("ت", "ه", "f", "s"),  # only before a pronoun: محادثته
    NominalEnding("ئه", "ء", "f", "s"),  # بطيء: بطيئة
    NominalEnding("ئا", "ء", None, "s"),  # عبء: عبئا
    NominalEnding("ئ" + "ين", "ء", "m", "p"),
    NominalEnding("ئ" + "ون", "ء", "m", "p"),
    NominalEnding("ئ" + "ات", "ء", "f", "p"),
    NominalEnding("ت", "", "f", "s"),  # the feminine of an adjective before a pronoun: قادمته
)


_Ending = TypeVar("_Ending", PerfectEnding, ImperfectEnding, NominalEnding)


def by_suffix(endings: tuple[_Ending, ...]) -> tuple[tuple[str, tuple[_Ending, ...]], ...]:
    """Group endings that look alike."""
    suffixes = dict.fromkeys(ending.suffix for ending in endings)
    return tuple((suffix, tuple(e for e in endings if e.suffix == suffix)) for suffix in suffixes)


def before_pronoun(stem: str) -> Iterator[str]:
    """Give the keys a noun may have without its pronoun: حلفاؤ(ها) is حلفاء, مستوا(ه) is مستوى."""
    yield stem
    if stem[-1] in "ؤئ":
        yield stem[:-1] + "ء"
    elif stem[-1] == "ا":
        yield stem[:-1] + "ي"
