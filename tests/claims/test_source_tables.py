"""Where sources stand and how far sayings are passed on: every row of three tables is read as it says."""

from pathlib import Path

import msgspec
import pytest

from riwaya.claims.source_words import WordsRow
from riwaya.document import ClaimDraft
from riwaya.resources import load_table, parse_table

from .reading import claims

HERE = Path(__file__).parent


class Position(msgspec.Struct, frozen=True):
    """A sentence, a cue in it and who speaks at it; no source where nobody is named."""

    position: str
    cue: str
    example: str
    source: str | None = None


class Relay(msgspec.Struct, frozen=True):
    """A report's publisher and sentence, a cue, and the chain from the publisher to who speaks."""

    cue: str
    chain: tuple[str, ...]
    example: str
    publisher: str | None = None


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


POSITIONS = parse_table("source_positions.tsv", _text("source_positions.tsv"), Position)
RELAYS = parse_table("relays.tsv", _text("relays.tsv"), Relay)
WORDS = load_table("riwaya.claims", "source_words.tsv", WordsRow)


def claim_at(cue: str, text: str, publisher: str | None = None) -> ClaimDraft:
    """Give the one claim of a text that stands at a cue."""
    (found,) = (c for c in claims(text, publisher) if text[c.cue.start : c.cue.end] == cue)
    return found


def unmarked(example: str) -> tuple[str, set[tuple[int, int]]]:
    """Give a text without its marks, and the stretches that they enclosed."""
    text, first, spans = "", 0, set[tuple[int, int]]()
    for letter in example:
        if letter == "⟦":
            first = len(text)
        elif letter == "⟧":
            spans.add((first, len(text)))
        else:
            text += letter
    return text, spans


@pytest.mark.parametrize("row", POSITIONS, ids=lambda row: row.position)
def test_who_speaks_stands_where_the_row_says(row: Position) -> None:
    source = claim_at(row.cue, row.example).source
    assert (source.name if source else None) == row.source


@pytest.mark.parametrize("row", RELAYS, ids=lambda row: "-".join(row.chain))
def test_a_saying_comes_by_the_row_s_chain(row: Relay) -> None:
    claim = claim_at(row.cue, row.example, row.publisher)
    assert claim.source is not None
    assert (*(medium.name for medium in claim.via), claim.source.name) == row.chain


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.name)
def test_every_list_finds_the_sources_of_its_example(row: WordsRow) -> None:
    text, spans = unmarked(row.example)
    mentions = (mention for claim in claims(text) for mention in (claim.source, *claim.via) if mention)
    assert spans
    assert {(mention.start, mention.end) for mention in mentions} == spans


def test_the_tables_are_broad() -> None:
    assert len(POSITIONS) > 60
    assert len({row.position for row in POSITIONS}) > 14
    assert len(RELAYS) > 35
    assert max(len(row.chain) for row in RELAYS) > 2
