"""One name in many spellings: زيلينسكي, زيلنسكي and زيلينسكى have the same consonants."""

from functools import cache, lru_cache

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.resources import load_table

_LEAST = 2  # consonants that a skeleton must have


class SpellingRow(msgspec.Struct, frozen=True):
    """One row of ``spellings.tsv``: letters that write one sound; dropped ones have no ``letter``."""

    letter: str = ""
    spelled: tuple[str, ...] = ()


@cache
def _load_spellings() -> dict[int, str | None]:
    kept = {code: chr(code) for code in range(0x0600, 0x0700)}  # a table without them is slow
    return kept | {
        ord(fold(spelled)): fold(row.letter) or None
        for row in load_table("riwaya.mentions.actors", "spellings.tsv", SpellingRow)
        for spelled in row.spelled
    }


@lru_cache(maxsize=100_000)
def skeleton(key: str) -> str:
    """Give the consonants of a folded name, so that its spellings are one."""
    bare = key[len(ARTICLE) :] if key.startswith(ARTICLE) and len(key) > len(ARTICLE) + 2 else key
    consonants = bare.translate(_load_spellings())
    return consonants if len(consonants) >= _LEAST else bare
