"""Words of a telling as keys, and how much it means that two tellings share one.

A stem here is a word without the clitics and endings that change from sentence to sentence; it needs no
analysis, so a telling costs as much as its letters. How common a stem is in news is a table (``stems.tsv``),
not counted over the reports at hand: what two tellings have in common must not depend on what else is there.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table, load_weights

_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST = 3  # letters that a stem keeps
RAREST = 6.0  # what a stem is worth that the table does not know


class AffixRow(msgspec.Struct, frozen=True):
    """Letters that are cut off the front or back of a word."""

    side: Literal["front", "back"]
    affix: str
    example: str


class OrdinalRow(msgspec.Struct, frozen=True):
    """A number, and the words that number an occurrence with it."""

    number: int
    forms: tuple[str, ...]


def find_words(text: str) -> list[str]:
    """Give the words of a text, folded."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Cut clitics and endings off a folded word: والتفجيرات and تفجير share تفجير."""
    front, back = _affixes()
    for affix in front:
        if word.startswith(affix) and len(word) - len(affix) >= _SHORTEST:
            word = word[len(affix) :]
            break
    for affix in back:
        if word.endswith(affix) and len(word) - len(affix) >= _SHORTEST:
            return word[: -len(affix)]
    return word


def rarity(word: str) -> float:
    """Tell how much a shared stem means: 0 of what most reports hold, ``RAREST`` of what hardly any does."""
    return _rarities().get(word, RAREST)


def rarest(words: Iterable[str], most: int) -> frozenset[str]:
    """Keep the rarest stems, those that mean nothing left out; of equal ones by the alphabet."""
    told = {stem(word) for word in words}
    worth = sorted((-rarity(word), word) for word in told)
    return frozenset({word for weight, word in worth[:most] if weight < 0})  # from a set: half the memory


def find_ordinal(words: Iterable[str]) -> int | None:
    """Find the number that words give an occurrence: the first ordinal among them."""
    return next((_ordinals()[word] for word in words if word in _ordinals()), None)


@cache
def _rarities() -> dict[str, float]:
    return load_weights("riwaya.cases", "stems.tsv")


@cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = load_table("riwaya.cases", "affixes.tsv", AffixRow)
    front, back = (tuple(fold(row.affix) for row in rows if row.side == side) for side in ("front", "back"))
    return front, back


@cache
def _ordinals() -> dict[str, int]:
    rows = load_table("riwaya.cases", "ordinals.tsv", OrdinalRow)
    return {fold(form): row.number for row in rows for form in row.forms}
