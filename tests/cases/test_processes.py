"""Talks strung into processes."""

from riwaya import Reader
from riwaya.cases import Casebook, find_cases
from riwaya.cases.processes import Meeting, find_processes
from riwaya.types import Process, Reading, Report, Round
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


def make(id: str, day: str, text: str) -> Reading:
    return Reader().read(Report(id, text, None, f"صحيفة {id}", published=day))


def strung(*readings: Reading) -> list[list[str]]:
    book = Casebook()
    for reading in readings:
        book.add(reading)
    return [[one.case.partition("/")[0] for one in process.rounds] for process in book.processes()]


_FIRST = "عقد وفدان من أرمينيا و{} الاثنين {} أبريل محادثات في {} حول ترسيم الحدود."
_SECOND = "عقدت أرمينيا و{} الاثنين {} أبريل جولة جديدة من المحادثات في {} حول ترسيم الحدود."


def test_a_party_of_two_processes_does_not_make_them_one() -> None:
    """Armenia meets Azerbaijan in one, Turkey in the other."""
    held = [
        make("east-1", "2023-04-03", _FIRST.format("أذربيجان", "3", "بروكسل")),
        make("west-1", "2023-04-10", _FIRST.format("تركيا", "10", "فيينا")),
        make("east-2", "2023-04-17", _SECOND.format("أذربيجان", "17", "بروكسل")),
        make("west-2", "2023-04-24", _SECOND.format("تركيا", "24", "فيينا")),
    ]
    assert strung(*held) == [["east-1", "east-2"], ["west-1", "west-2"]]
    assert strung(*reversed(held)) == [["east-1", "east-2"], ["west-1", "west-2"]]


def test_a_guest_of_one_round_opens_no_way_to_another_process() -> None:
    one = meeting("one", 10, {"PRK": 1.0, "KOR": 1.0, "USA": 1.0})
    two = meeting("two", 20, {"PRK": 1.0, "KOR": 1.0})
    other = meeting("other", 30, {"PRK": 1.0, "USA": 1.0, "KOR": 0.3})
    assert [[r.case for r in process.rounds] for process in find_processes([other, two, one])] == [
        ["one", "two"]
    ]
    again = meeting("again", 40, {"PRK": 1.0, "USA": 1.0})
    found = find_processes([again, other, two, one])
    assert [[r.case for r in process.rounds] for process in found] == [["one", "two"], ["other", "again"]]


def test_another_agenda_is_another_process_unless_the_sides_are_the_same() -> None:
    border = meeting("border", 10, {"ARM": 1.0, "AZE": 1.0, "RUS": 1.0}, "ترسيم")
    gas = meeting("gas", 20, {"ARM": 1.0, "AZE": 1.0, "EU": 1.0}, "الغاز")
    assert find_processes([border, gas]) == ()
    same = meeting("same", 20, {"ARM": 1.0, "AZE": 1.0, "RUS": 1.0}, "الغاز")
    assert len(find_processes([border, same])) == 1
    assert find_processes([border, meeting("late", 90, border.sides, "ترسيم")]) == ()


def meeting(id: str, day: int, sides: dict[str, float], topic: str = "") -> Meeting:
    held = Round(id, None, None, None, None, "actual", (), (), None)
    return Meeting(day, day, sides, frozenset({topic} - {""}), (), held)
