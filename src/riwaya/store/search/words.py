"""Words as they are looked for: one normaliser, for what is indexed and for what is asked alike.

A word is folded (`chars.fold`, and ؤ ئ count as ء, as people write one for another), and is known by every
form that is left when proclitics (و ف ب ك ل س) or a pronoun (ها هم نا) are taken off. The article, with what
stands before it, is taken off of what is asked too, and nothing else is: هجوم, الهجوم and بالهجوم find each
other, وهجوم is found by هجوم, and وزير never comes to mean زير.
A phrase must run over consecutive words whatever proclitics they carry, so each word has a stem too: itself
without anything that may be a proclitic.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from riwaya.chars import DIACRITICS, INVISIBLE, TATWEEL, fold

LONGEST = 100  # letters of a word that count: an index has a limit, words have not
_SIGNS = f"{DIACRITICS}{TATWEEL}{INVISIBLE}\u0300-\u036f"
# A number with its thousands set apart, digits, or letters with the signs among them.
_WORD = re.compile(rf"\d{{1,3}}(?:[,٬]\d{{3}})+(?!\d)|\d+|[^\W\d_](?:[^\W\d_]|[{_SIGNS}])*")
_PARTS = re.compile(r"[^\W_]+")
_HAMZA = str.maketrans("ؤئ", "ءء")  # مسؤول and مسئول, شؤون and شئون are one word

# Step by step from the outside in; each leaves two letters at least.
_TAKEN_OFF = (
    (re.compile("^[وف](?=..)"), ""),
    (re.compile("^لل(?=..)"), "ال"),
    (re.compile("^(?:[بكل]|س(?=[يتنا]))(?=..)"), ""),
    (re.compile("^ال(?=..)"), ""),
    (re.compile("(?<=..)ت(?:ها|هم|هن|هما|كم|نا)$"), "ه"),  # مدينتهم: مدينة
    (re.compile("(?<=...)(?:ها|هم|هن|هما|كم|نا)$"), ""),
)
_STEM = re.compile("(?:(?:ال|[وفبكل]|س(?=[يتنا]))(?=..))*+")
_ARTICLE = re.compile("(?:[وف]?[بك]?ال(?=...))++")  # التزام in الالتزام: the same, whether it is one or none
_FOR_THE = re.compile("[وف]?ل(?=ل...)")  # للهجوم is لـ and الهجوم, للبنان is لـ and لبنان
_ANY_ARTICLE = re.compile("(?:[وف]?[بك]?ال)++")


class Word(NamedTuple):
    """A word of a text, and the key that it folds to."""

    start: int
    end: int
    key: str


def find_words(text: str) -> list[Word]:
    """Find the words of a text, in order; offsets are code points."""
    return [
        Word(match.start(), match.end(), key) for match in _WORD.finditer(text) for key in _keys(match[0])
    ]


@lru_cache(maxsize=1 << 16)
def forms(key: str) -> tuple[str, ...]:
    """Give all forms that a word is found by: every one that can be asked for."""
    found = {key: None}
    for pattern, left in _TAKEN_OFF:
        for form in tuple(found):
            found[pattern.sub(left, form)] = None
    return tuple(dict.fromkeys(_bare(form) for form in found if not _FOR_THE.match(form)))


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """Give a word without all that may be a proclitic: what phrases are made of, and no word of its own."""
    match = _STEM.match(key)
    return key[match.end() :] if match else key


def asked_forms(key: str) -> tuple[str, ...]:
    """Give the forms that a word is asked for by, any of which will do; it has them itself."""
    if match := _FOR_THE.match(key):
        return (_bare(key[match.end() :]), _bare(key[match.end() + 1 :]))
    return (_bare(key),)


def asked_prefix(key: str) -> str:
    """Give what a word must begin with, itself or without its proclitics."""
    match = _ANY_ARTICLE.match(key)
    return key[match.end() :] if match else key


def _bare(key: str) -> str:
    match = _ARTICLE.match(key)
    return key[match.end() :] if match else key


@lru_cache(maxsize=1 << 16)
def _keys(form: str) -> tuple[str, ...]:
    if form[0].isdigit():
        form = re.sub(r"\D", "", form)
    return tuple(part[:LONGEST] for part in _PARTS.findall(fold(form).translate(_HAMZA)))
