"""Minimal pairs: words that say and the same words, or words that look like them, that do not."""

from pathlib import Path

import msgspec
import pytest

from riwaya.resources import parse_table

from .reading import claims


class Pair(msgspec.Struct, frozen=True):
    """A word, its act, a sentence where it hands something to a source, and one where nothing is."""

    lemma: str
    act: str
    says: str
    says_nothing: str


TABLE = Path(__file__).with_name("minimal_pairs.tsv")
PAIRS = parse_table(TABLE.name, TABLE.read_text(encoding="utf-8"), Pair)


def test_the_pairs_are_many_and_each_its_own() -> None:
    assert len(PAIRS) > 140
    assert len({pair.lemma for pair in PAIRS}) > 130


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.lemma)
def test_a_word_says(pair: Pair) -> None:
    (claim,) = claims(pair.says)
    kind_and_lemma = claim.why[0].rule.removeprefix("cue:").partition("+")[0]
    assert (claim.act, kind_and_lemma.partition(":")[2]) == (pair.act, pair.lemma)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.lemma)
def test_and_says_nothing(pair: Pair) -> None:
    assert claims(pair.says_nothing) == ()
