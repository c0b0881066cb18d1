"""Nothing raises on what readings of others may hold."""

import msgspec
import pytest

from riwaya.cases import Casebook, find_cases
from riwaya.types import (
    SCHEMA,
    Claim,
    Decision,
    Event,
    EventKey,
    Figure,
    Period,
    Reading,
    Report,
    Span,
    Talks,
)

EVENT = Event("e1", "talks", (), ("a9",), ("a8",), "p9", None, "actual", (), (), Talks(None, (), None))
CLAIM = Claim(
    "c1", "deny", Span(0, 0), "a7", None, ("a6",), None, None, None, None, ("c1", "c5"), ("e1", "e7")
)


def make(id: str, text: str = "", published: str | None = None, **fields: object) -> Reading:
    event = msgspec.structs.replace(EVENT, **fields)
    report = Report(id, text, published=published)
    return Reading(SCHEMA, report, (), (), (CLAIM,), (event,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "reading",
    [
        make("bare"),
        make("blank", " \n\n "),
        make("no-day", "قصف", "bad"),
        make("first-day", "قصف", "0001-01-01", triggers=(Span(0, 3),)),
        make("month", "قصف", when=Period("2022-03", "2022-03"), triggers=(Span(0, 3),)),
        make("backwards", "قصف", "2022-03-01", when=Period("2022-03-09", "2022-03-01")),
        make("years", "قصف", "2022-03-01", when=Period("1990-01-01", "2022-01-01"), triggers=(Span(0, 3),)),
        make("figure", "قصف", figures=(Figure("killed", None, None, "tens", Span(0, 3)),)),
        make("nought", "قصف", figures=(Figure("killed", 0, 0, None, Span(0, 3)),)),
    ],
    ids=lambda reading: reading.report.id,
)
def test_what_is_missing_or_wrong_is_lived_with(reading: Reading) -> None:
    twin = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, id="twin"))
    cases = find_cases([reading, twin])
    assert sum(len(case.events) for case in cases) == 2


def test_decisions_on_what_is_not_known_change_nothing() -> None:
    book = Casebook()
    book.add(make("one", "قصف"))
    for kind in ("join", "part"):
        book.decide(Decision(kind, (EventKey("x", "e1"), EventKey("one", "e9")), (EventKey("y", "e1"),)))
    book.decide(Decision("join", ()))
    assert len(tuple(book.cases())) == 1
