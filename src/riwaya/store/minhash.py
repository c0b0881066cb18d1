"""MinHash: a few numbers of a text that it shares with texts that repeat it.

One-permutation hashing (Li, Owen and Zhang 2012) with densification (Shrivastava 2017): each three-word run
is hashed once, the hashes fall into bins, and the least of every bin stands for the text. The numbers are
kept in stores, so what is done here may never change without a migration that makes them anew.
"""

import hashlib
import re
from functools import lru_cache

from riwaya.chars import fold

_WORD = re.compile(r"\w+")
_RUN = 3  # words
_BANDS, _ROWS = 40, 3  # texts that share half their runs meet with .995, those that share a tenth with .04
_BINS = _BANDS * _ROWS
_LOW = (1 << 63) - 1  # a key is a positive 64-bit integer of SQL


@lru_cache(maxsize=512)
def word_runs(text: str) -> frozenset[int]:
    """Give the hashes of every three words in a row, folded: harakat and spellings of alef do not count.

    A text of fewer words is one run; one without words has none.
    """
    words = _WORD.findall(fold(text))
    if not words:
        return frozenset()
    runs = (" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
    return frozenset(map(_hash, runs))


def near_keys(runs: frozenset[int]) -> frozenset[int]:
    """Give up to 40 keys; two texts have one in common with a chance that grows with what they share."""
    if not runs:
        return frozenset()
    least: list[int | None] = [None] * _BINS
    for run in runs:
        at = run % _BINS
        held = least[at]
        if held is None or run < held:
            least[at] = run
    full = [_fill(least, at) for at in range(_BINS)]
    bands = (full[at : at + _ROWS] for at in range(0, _BINS, _ROWS))
    return frozenset(_hash(f"{number} {band}") & _LOW for number, band in enumerate(bands))


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of all their runs that both have, from 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of the shorter one's runs that the longer has, from 0 to 1."""
    both = len(one & other)
    return both / min(len(one), len(other)) if both else 0.0


def _fill(least: list[int | None], at: int) -> int:
    """Give a bin's number; an empty one borrows from a bin that its own number leads to."""
    held, step = least[at], 0
    while held is None:
        step += 1
        held = least[_probe(at, step)]
    return held


@lru_cache(maxsize=1 << 16)
def _probe(at: int, step: int) -> int:
    return _hash(f"{at} {step}") % _BINS


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big")
