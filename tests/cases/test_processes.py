"""Talks strung into processes."""

from riwaya.cases import Casebook, find_cases
from riwaya.types import Process
from tests.cases.stories import ROUNDS, read, read_all


def process_of(*ids: str) -> tuple[Process, ...]:
    book = Casebook()
    for reading in read_all(*ids):
        book.add(reading)
    return book.processes()


def test_six_rounds_between_russia_and_ukraine() -> None:
    """28 February to 29 March 2022: Gomel, Brest twice, Antalya, by video, Istanbul."""
    (process,) = process_of(*ROUNDS, "talks-other", "market-1")
    days = [one.when.start for one in process.rounds if one.when]
    assert days == ["2022-02-28", "2022-03-03", "2022-03-07", "2022-03-10", "2022-03-14", "2022-03-29"]
    assert [one.number for one in process.rounds] == [1, 2, 3, None, 4, None]
    assert [one.country for one in process.rounds] == ["BLR", "BLR", "BLR", "TUR", None, "TUR"]
    venues = [one.venue or "" for one in process.rounds]
    assert "Gomel" in venues[0]
    assert "Brest" in venues[1]
    assert (venues[3], venues[5]) == ("Antalya", "Istanbul")
    assert {"RUS", "UKR"} <= {party.ref for party in process.parties}


def test_rounds_know_topics_positions_and_how_they_went() -> None:
    (process,) = process_of(*ROUNDS)
    first, last = process.rounds[0], process.rounds[-1]
    assert any("وقف إطلاق النار" in topic for topic in process.topics)
    assert {position.party.country for position in first.positions} == {"RUS", "UKR"}
    assert last.assessment == "progress"
    assert last.reality == "actual"
    assert all(position.report in ROUNDS for one in process.rounds for position in one.positions)


def test_the_next_date_is_told() -> None:
    """Before the round in Istanbul it is known only that it will be."""
    (process,) = process_of(*ROUNDS[:-1])
    assert process.next is not None
    assert process.next.start == "2022-03-29"
    assert process.rounds[-1].reality == "planned"
    (held,) = process_of(*ROUNDS)
    assert held.next is None


def test_talks_of_others_are_no_round() -> None:
    (process,) = process_of(*ROUNDS, "talks-other")
    assert all(not one.case.startswith("talks-other") for one in process.rounds)
    assert any(event.type == "talks" for event in read("talks-other").events)


def test_one_meeting_is_no_process() -> None:
    assert process_of("round-4") == ()
    assert process_of() != ()


def test_the_order_of_arrival_changes_nothing() -> None:
    assert process_of(*reversed(ROUNDS)) == process_of(*ROUNDS)


def test_cases_name_their_process() -> None:
    cases = {case.id: case for case in find_cases(read_all(*ROUNDS, "market-1"))}
    (process,) = process_of(*ROUNDS, "market-1")
    assert {cases[one.case].process for one in process.rounds} == {process.id}
    assert cases["market-1/e1"].process is None
