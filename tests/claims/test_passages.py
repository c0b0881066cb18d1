"""Contents read in whole passages: how they are quoted, and what ends them."""

from pathlib import Path

import pytest

from riwaya.claims.own_voice import EndRow, load_ends
from riwaya.resources import load_table

from .passages import contents_marked, contents_read, load_passages

HERE = Path(__file__).parent
QUOTATIONS = load_passages(HERE / "quotations.tsv")
ENDS = load_passages(HERE / "content_ends.tsv")
ROWS = load_table("riwaya.claims", "content_ends.tsv", EndRow)


@pytest.mark.parametrize("passage", QUOTATIONS)
def test_quotations(passage: str) -> None:
    text, contents = contents_marked(passage)
    assert contents_read(text) == contents


@pytest.mark.parametrize("passage", ENDS)
def test_ends(passage: str) -> None:
    text, contents = contents_marked(passage)
    assert contents_read(text) == contents


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_list_ends_its_example(row: EndRow) -> None:
    text, contents = contents_marked(row.example)
    assert contents
    assert contents_read(text) == contents


def test_the_tables_are_broad() -> None:
    assert len(QUOTATIONS) > 60
    assert len(ENDS) > 60
    assert len(load_ends()) == len(ROWS)
