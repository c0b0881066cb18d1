"""The time of a reading grows with its text, whether the text has paragraphs, one line, or no full stop."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import riwaya

EXAMPLES = Path(__file__).parent.parent / "examples"
LETTERS = 10_000
TIMES = 4  # the longer text; what grew with its square would take 16 times as long
MOST = 8


def sentences() -> list[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    return [sentence.strip() for sentence in text.replace("\n", ".").split(".") if len(sentence) > 20]


def long_text(letters: int) -> str:
    """Shuffle the sentences of the examples over and over."""
    order, found, length = random.Random(7), [], 0
    while length < letters:
        again = sentences()
        order.shuffle(again)
        found += again
        length += sum(map(len, again))
    return ".\n".join(found)[:letters]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        riwaya.read(text, published="2022-03-14")
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize(
    "shape",
    [str, lambda text: text.replace("\n", " "), lambda text: text.replace(".\n", " ")],
    ids=["paragraphs", "one line", "no full stop"],
)
def test_time_grows_with_the_text(shape: Callable[[str], str]) -> None:
    short, long = shape(long_text(LETTERS)), shape(long_text(TIMES * LETTERS))
    seconds(short)  # loads the tables
    assert seconds(long) < MOST * seconds(short)


@pytest.mark.parametrize("piece", ["(كذا) قالت ", "قال: ", "بحسب ", "لم يتسن التحقق ", "محادثات "])
def test_time_grows_with_the_text_of_one_piece(piece: str) -> None:
    short = piece * (LETTERS // len(piece))
    seconds(short)  # loads the tables
    assert seconds(short * TIMES) < MOST * seconds(short)
