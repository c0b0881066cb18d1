"""Times in sentences: what newspapers write, on reports of several days, and the days it must mean."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from riwaya.document import Document, TimeMention
from riwaya.mentions.times import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Period, Report

_TABLE = Path(__file__).with_suffix(".tsv")


class Example(msgspec.Struct, frozen=True):
    """A sentence, an expression in it and what that means."""

    published: str
    days: str
    more: str
    expression: str
    text: str


def _load() -> tuple[Example, ...]:
    # Texts may have marks and tatweel that tables of words may not, so the rows are not parsed as a table.
    lines = [line for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(Example(*line.split("\t")) for line in lines[1:])


EXAMPLES = _load()


def _show(period: Period | None) -> str:
    if period is None:
        return "-"
    return period.start if period.start == period.end else f"{period.start}..{period.end}"


def _read(example: Example) -> list[TimeMention]:
    report = Report(id="r", text=example.text)
    document = Document(report, published=date.fromisoformat(example.published))
    return list(find_times(read_tokens(document)).times)


def test_there_are_many_examples() -> None:
    assert len(EXAMPLES) > 300
    assert len({example.published for example in EXAMPLES}) >= 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.published} {e.expression} {e.text[:30]}")
def test_reads(example: Example) -> None:
    times = {example.text[t.start : t.end]: t for t in _read(example)}
    if example.expression == "-":
        assert [text for text, time in times.items() if time.period] == []
        return
    assert example.expression in times
    time = times[example.expression]
    assert _show(time.period) == example.days
    before, _, began = example.more.partition("began ")
    words = before.split()
    assert time.certainty == (words[0] if words else "exact")
    assert words[1:] in ([], [_show(time.bounds)])
    assert not began or _show(time.began) == began
