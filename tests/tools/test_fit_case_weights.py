"""The tool that fits the weights of cases."""

from pathlib import Path

import pytest

from riwaya.cases.matching import load_ties
from tests.cases.stories import read_all
from tools.fit_case_weights import Gold, Lessons, Mark, find_mark, fit_ties, measure, score, write

MARKET = Gold(
    "market",
    (Mark("market-1", "غارة", 0), Mark("market-2", "غارة", 0), Mark("market-3", "غارة", 0)),
    (Mark("market-other", "غارة", 0),),
)
BOMB = Gold(
    "bomb", (Mark("bomb-1", "انفجار", 0), Mark("bomb-2", "انفجار", 0)), (Mark("claimed-1", "انفجارا", 0),)
)


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    return Lessons([MARKET, BOMB], read_all())


def test_a_mark_is_a_whole_word_but_for_what_is_written_on_to_it() -> None:
    text = "غارات.\n\nوالغارة ثم غارة"
    assert find_mark(text, Mark("r", "غارة", 1)) == text.index("غارة")
    assert find_mark(text, Mark("r", "غارة", 1, 2)) == text.rindex("غارة")


def test_pairs_are_taught(lessons: Lessons) -> None:
    assert [bool(example.right) for example in lessons.teach([MARKET, BOMB])] == [True] * 4
    one, two, three = MARKET.members
    apart = Gold("apart", (one, two), (three,))
    assert [bool(example.right) for example in lessons.teach([apart])] == [True, False, False]


def test_weights_put_the_cases_together(lessons: Lessons) -> None:
    weights = fit_ties(lessons, [MARKET, BOMB], 30.0)
    found = lessons.score([MARKET, BOMB], weights)
    assert (found.right, found.wrong, found.wanted, found.merged, found.negatives) == (4, 0, 4, 0, 2)
    assert fit_ties(lessons, [MARKET, BOMB], 30.0) == weights, "the same again"


def test_folds_hold_cases_out(lessons: Lessons) -> None:
    assert measure(lessons, 2, 30.0).wanted == 4


def test_what_is_merged_wrongly_counts() -> None:
    where = {("market-1", 0): {("x", "1")}, ("market-2", 0): {("x", "1")}, ("market-other", 0): {("x", "1")}}
    found = score([MARKET], lambda mark: where.get((mark.report, mark.p), set()))
    assert (found.right, found.wrong, found.wanted, found.merged) == (1, 1, 3, 1)
    assert found.f1 == pytest.approx(2 / 5)


def test_the_table_is_written_as_it_is_read() -> None:
    weights = {tie: row.weight for tie, row in load_ties().items()}
    table = Path("src/riwaya/cases/ties.tsv")
    assert write(weights) == (Path(__file__).parents[2] / table).read_text(encoding="utf-8")
