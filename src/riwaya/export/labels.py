"""What pages and tables call the words of a reading, in English and Arabic."""

from functools import cache

import msgspec

from riwaya.resources import load_table
from riwaya.types import Figure, Toll


class Label(msgspec.Struct, frozen=True):
    """A row of ``labels.tsv`` or ``definitions.tsv``."""

    key: str
    english: str
    arabic: str


@cache
def load_labels() -> dict[str, Label]:
    """Load the table by key."""
    return {row.key: row for row in load_table("riwaya.export", "labels.tsv", Label)}


@cache
def load_definitions() -> dict[str, Label]:
    """Load what the codebook says of fields and of their values, by key (``act:deny``, ``field:act``)."""
    from riwaya.events.arguments import load_types  # the room is loaded only where it is asked for

    rows = load_table("riwaya.export", "definitions.tsv", Label)
    types = {f"type:{name}": row.meaning for name, row in load_types().items()}
    return {row.key: Label(row.key, types.get(row.key, row.english), row.arabic) for row in rows}


def amount(figure: Figure | Toll) -> str:
    """Write how many: 20, ≥20, ≤20, 10–20, or tens."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return figure.vague or "?"
    if low == high:
        return str(low)
    if high is None:
        return f"≥{low}"
    return f"≤{high}" if low is None else f"{low}–{high}"
