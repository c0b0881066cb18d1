"""Cases are the same in any order, grow reading by reading, and obey what analysts decide."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.cases import Casebook, find_cases
from riwaya.cases.clustering import Cluster
from riwaya.cases.describing import describe
from riwaya.types import Case, Decision, EventKey, Reading
from tests.cases.stories import MARKET, load, read, read_all
from tests.eval.gold_files import load_gold

GOLD = Path(__file__).parents[1] / "eval" / "gold"


def partition(cases: tuple[Case, ...]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((member.report, member.event) for member in case.events) for case in cases}


def case_of(cases: tuple[Case, ...], report: str, event: str = "e1") -> Case:
    return next(c for c in cases if any((m.report, m.event) == (report, event) for m in c.events))


def reports(case: Case) -> set[str]:
    return {member.report for member in case.events}


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [*read_all(), *load_gold(GOLD)]


def test_one_occurrence_is_one_case_and_its_look_alike_another() -> None:
    cases = find_cases(read_all())
    assert reports(case_of(cases, "market-1")) == set(MARKET)
    assert reports(case_of(cases, "market-other")) == {"market-other"}
    assert reports(case_of(cases, "bomb-1")) == {"bomb-1", "bomb-2"}


def test_every_event_is_in_one_case(readings: list[Reading]) -> None:
    members = [(m.report, m.event) for case in find_cases(readings) for m in case.events]
    events = [(reading.report.id, event.id) for reading in readings for event in reading.events]
    assert len(events) > 300
    assert sorted(members) == sorted(events)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_arrival_changes_nothing(readings: list[Reading], seed: int) -> None:
    shuffled = list(readings)
    random.Random(seed).shuffle(shuffled)
    assert shuffled != readings
    assert find_cases(shuffled) == find_cases(readings)


def test_reading_by_reading_gives_what_all_at_once_gives(readings: list[Reading]) -> None:
    book = Casebook()
    for reading in reversed(readings):
        book.add(reading)
        if reading.report.id.startswith(("market", "round")):
            tuple(book.cases())  # what is written meanwhile must not stay where it is out of date
    assert tuple(book.cases()) == find_cases(readings)


def test_a_reading_that_comes_twice_counts_once() -> None:
    book = Casebook()
    for reading in (*read_all(*MARKET), *read_all(*MARKET)):
        book.add(reading)
    assert tuple(book.cases()) == find_cases(read_all(*MARKET))


def test_a_new_report_joins_two_cases() -> None:
    """The first and third report alone, then with the second, which has to do with both."""
    book = Casebook([Decision("part", (key("market-1"),), (key("market-3"),))])
    for reading in read_all("market-1", "market-3"):
        book.add(reading)
    assert len(tuple(book.cases())) == len(partition(tuple(book.cases()))) == 2
    book.decide(Decision("join", (key("market-1"), key("market-3"))))
    book.add(read("market-2"))
    assert reports(case_of(tuple(book.cases()), "market-2")) == set(MARKET)


def key(report: str, event: str = "e1") -> EventKey:
    return EventKey(report, event)


def test_a_split_holds_against_the_machine() -> None:
    split = Decision("part", (key("market-1"),), (key("market-2"), key("market-3")), by="analyst")
    book = Casebook()
    for reading in read_all(*MARKET):
        book.add(reading)
    assert reports(case_of(tuple(book.cases()), "market-1")) == set(MARKET)
    book.decide(split)
    assert reports(case_of(tuple(book.cases()), "market-1")) == {"market-1"}
    assert reports(case_of(tuple(book.cases()), "market-2")) == {"market-2", "market-3"}
    for id in load():
        book.add(read(id))  # it goes on holding, whatever comes
    assert reports(case_of(tuple(book.cases()), "market-1")) == {"market-1"}


def test_a_merge_holds_against_the_machine_and_says_so() -> None:
    book = Casebook([Decision("join", (key("market-1"), key("market-other")))])
    for id in load():
        book.add(read(id))
    case = case_of(tuple(book.cases()), "market-1")
    assert reports(case) == {*MARKET, "market-other"}
    match = next(match for match in case.matches if match.one.report == "market-other")
    assert match.by == "analyst"


def test_the_later_decision_wins() -> None:
    join = Decision("join", (key("market-1"), key("market-other")))
    part = Decision("part", (key("market-1"),), (key("market-other"),))
    for decisions, together in (((join, part), False), ((part, join), True), ((part, join, part), False)):
        cases = find_cases(read_all(), decisions)
        assert ("market-other" in reports(case_of(cases, "market-1"))) is together


def test_decisions_hold_in_any_order_of_arrival() -> None:
    decisions = (
        Decision("part", (key("market-1"),), (key("market-2"),)),
        Decision("join", (key("bomb-1"), key("claimed-1"))),
    )
    expected = find_cases(read_all(), decisions)
    assert reports(case_of(expected, "bomb-1")) == {"bomb-1", "bomb-2", "claimed-1"}
    shuffled = list(load())
    random.Random(5).shuffle(shuffled)
    late = Casebook()
    for id in shuffled:
        late.add(read(id))
    for decision in decisions:
        late.decide(decision)
    assert tuple(late.cases()) == find_cases(read_all(*shuffled), decisions) == expected


def test_a_decision_writes_only_what_it_touches(
    readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Casebook()
    for reading in readings:
        book.add(reading)
    count = len(tuple(book.cases()))
    written = []

    def note(cluster: Cluster, reading: Callable[[str], Reading]) -> Case | None:
        written.append(cluster.numbers)
        return describe(cluster, reading)

    monkeypatch.setattr("riwaya.cases.describe", note)
    decisions: list[Decision] = []
    join = Decision("join", (key("market-1"), key("market-other")), by="analyst")
    part = Decision("part", (key("market-1"),), (key("market-2"), key("market-other")), by="analyst")
    for decision in (join, part, Decision("join", (key("bomb-1"), key("bomb-2")), by="analyst")):
        decisions.append(decision)
        written.clear()
        book.decide(decision)
        cases = tuple(book.cases())
        assert 0 < len(written) < count / 10
        assert cases == find_cases(readings, decisions)


def test_every_event_but_the_first_says_why_it_is_there() -> None:
    case = case_of(find_cases(read_all()), "market-1")
    assert len(case.matches) == len(case.events) - 1
    inside = {(member.report, member.event) for member in case.events}
    for match in case.matches:
        assert (match.one.report, match.one.event) in inside
        assert (match.other.report, match.other.event) in inside
        assert match.weight > 0
        assert "place-same" in match.ties
