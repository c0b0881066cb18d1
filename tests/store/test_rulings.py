"""What analysts rule on cases holds whatever is read later, and can be undone."""

from collections.abc import Callable

import pytest

from riwaya.cases import find_cases
from riwaya.errors import ReviewError
from riwaya.store import Act, Arrival, Store
from riwaya.store.rulings import Rulings
from riwaya.types import EventKey, Report
from tests.store.filling import change
from tests.store.test_review import LATER, TEXT, event, reading, replace

ME = Act("ليلى", "اسم السوق واحد")
ONE, TWO, OTHER = EventKey("report", "e1"), EventKey("report", "e2"), EventKey("second", "e1")
SECOND = Report("second", TEXT[::-1])


@pytest.fixture
def rulings(store: Store) -> Rulings:
    list(store.add([Arrival(Report("report", TEXT), "here"), Arrival(SECOND, "there")]))
    first = reading(event("e1", 50), event("e2", 70, 80))
    store.save([first, replace(reading(event("e1", 10)), report=SECOND)], maker="riwaya 1")
    return store.rulings


def test_a_ruling_names_events_as_they_are_read_now(store: Store, rulings: Rulings) -> None:
    joined = rulings.join([ONE, OTHER], ME)
    assert (joined.number, joined.kind, joined.who, joined.why) == (1, "join", "ليلى", "اسم السوق واحد")
    rulings.part([TWO], [OTHER], ME)
    assert [(made.kind, made.events, made.others) for made in rulings.in_force()] == [
        ("join", (ONE, OTHER), ()), ("part", (TWO,), (OTHER,)),
    ]  # fmt: skip
    store.save([LATER], maker="riwaya 2")  # it calls e1 what was e2, and the other way
    assert [made.events[0] for made in rulings.in_force()] == [TWO, ONE]


def test_an_event_that_is_gone_takes_its_ruling_along_until_it_is_back(
    store: Store, rulings: Rulings
) -> None:
    rulings.join([ONE, OTHER], ME)
    rejected = store.desk.reject("report", ["e1"], ME)
    assert rulings.in_force() == ()
    store.desk.undo("report", rejected.number, ME)
    assert len(rulings.in_force()) == 1


def test_undo_and_redo(rulings: Rulings) -> None:
    joined = rulings.join([ONE, OTHER], ME)
    undone = rulings.undo(joined.number, ME)
    assert rulings.in_force() == ()
    with pytest.raises(ReviewError, match="undone already"):
        rulings.undo(joined.number, ME)
    rulings.undo(undone.number, ME)
    assert len(rulings.in_force()) == 1
    assert [ruling.kind for ruling in rulings.history()] == ["join", "undo", "undo"]


def test_cases_follow_the_rulings(store: Store, rulings: Rulings) -> None:
    readings = list(store.readings())
    assert len(find_cases(readings)) == 3
    rulings.join([ONE, OTHER], ME)
    rulings.part([TWO], [ONE], ME)
    together = [case.events for case in find_cases(readings, rulings.in_force())]
    assert sorted(len(events) for events in together) == [1, 2]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda rulings: rulings.join([ONE, ONE], ME), "join needs two events"),
        (lambda rulings: rulings.part([ONE], [], ME), "part needs two events"),
        (lambda rulings: rulings.part([ONE, TWO], [TWO], ME), "e2 cannot be parted from itself"),
        (lambda rulings: rulings.join([ONE, EventKey("second", "e9")], ME), "second: there is no event e9"),
        (lambda rulings: rulings.join([ONE, OTHER], Act("")), "whose it is"),
        (lambda rulings: rulings.undo(1, Act("")), "whose it is"),
        (lambda rulings: rulings.undo(3, ME), "there is no ruling 3"),
    ],
)
def test_what_does_not_fit_is_refused(
    rulings: Rulings, rule: Callable[[Rulings], object], words: str
) -> None:
    with pytest.raises(ReviewError, match=words):
        rule(rulings)
    assert rulings.history() == []


def test_the_database_keeps_them(store: Store, rulings: Rulings) -> None:
    rulings.join([ONE, OTHER], ME)
    with pytest.raises(Exception, match="ruling is append-only"):
        change(store.where, "DELETE FROM ruling")
