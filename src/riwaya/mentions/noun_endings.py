"""The endings that nouns take: of case, number and possession."""

from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table


class EndingRow(msgspec.Struct, frozen=True):
    """An ending that nouns take: of case and number, or a pronoun."""

    kind: Literal["pronoun", "dual", "dual-owned", "masculine", "masculine-owned", "feminine"]
    endings: tuple[str, ...]


class Endings(msgspec.Struct, frozen=True):
    """The endings of nouns, by what they do."""

    pronouns: tuple[str, ...]
    dual: tuple[str, ...]
    dual_owned: tuple[str, ...]
    masculine: tuple[str, ...]
    masculine_owned: tuple[str, ...]
    feminine: tuple[str, ...]


@cache
def load_endings() -> Endings:
    """Read ``noun_endings.tsv``."""
    rows = {
        row.kind: tuple(map(fold, row.endings))
        for row in load_table("riwaya.mentions", "noun_endings.tsv", EndingRow)
    }
    return Endings(
        rows["pronoun"],
        rows["dual"],
        rows["dual-owned"],
        rows["masculine"],
        rows["masculine-owned"],
        rows["feminine"],
    )
