"""Cases that are kept: lasting ids, lists, previews, and nothing worked that has not changed."""

from collections.abc import Sequence

import msgspec
import pytest

from riwaya.cases import find_cases
from riwaya.cases.processes import find_processes
from riwaya.casework import Casework, Updated
from riwaya.errors import ReviewError, StoreError
from riwaya.store import Act, Arrival, CaseQuery, Store
from riwaya.types import Case, EventKey, Reading
from tests.cases.stories import MARKET, ROUNDS, load, read_all
from tests.store.filling import change
from tests.store.test_cases_at_random import shape

ME = Act("ليلى")


def keep(store: Store, *ids: str) -> Casework:
    """Store stories and their readings, and put them together."""
    add(store, read_all(*ids))
    work = Casework(store)
    work.update()
    return work


def add(store: Store, readings: Sequence[Reading]) -> None:
    list(store.add(Arrival(reading.report, "here") for reading in readings))
    store.save(readings, maker="riwaya 1")


def lead(report: str) -> EventKey:
    return EventKey(report, "e1")


def case_of(store: Store, report: str) -> Case:
    id = store.cases.holding(lead(report))
    assert id is not None
    return store.cases.case(id)


def reports(case: Case) -> set[str]:
    return {member.report for member in case.events}


def test_they_are_those_of_the_readings(store: Store) -> None:
    work = keep(store)
    assert {case.id: case for case in store.cases} == {case.id: case for case in find_cases(read_all())}
    assert [process.id for process in work.processes()] == [lead(ROUNDS[0]).report + "/e1"]
    assert {case.process for case in store.cases if case.id == "round-3/e1"} == {"round-1a/e1"}
    assert store.info().cases == store.cases.count()


def test_only_what_has_changed_is_worked(store: Store) -> None:
    work = keep(store)
    assert work.update() == Updated(0, 0)
    before = {line.id: line.changed for line in store.cases.list()}
    store.desk.reject("bomb-2", ["e1"], ME)
    assert work.is_stale()
    assert work.update().reports == 1
    after = {line.id: line.changed for line in store.cases.list()}
    changed = {id for id in after if after[id] != before.get(id)}
    assert changed
    assert len(changed) <= 3
    assert all("bomb" in id for id in changed)


def test_a_ruling_holds_and_works_its_cases_only(store: Store) -> None:
    work = keep(store)
    ruled = store.rulings.join([lead("market-1"), lead("market-other")], ME)
    done = work.update()
    assert (done.reports, done.written) == (0, 1)
    assert reports(case_of(store, "market-1")) == {*MARKET, "market-other"}
    store.rulings.undo(ruled.number, ME)
    assert work.update().written == 2
    assert shape(store.cases) == shape(find_cases(read_all()))


def test_a_ruling_made_before_its_reports_were_told_holds(store: Store) -> None:
    add(store, read_all())
    store.rulings.join([lead("market-1"), lead("copy-3")], ME)
    Casework(store).update(slice=1)
    assert shape(store.cases) == shape(find_cases(read_all(), store.rulings.in_force()))
    assert {"market-1", "copy-3"} <= reports(case_of(store, "copy-3"))


def test_a_case_keeps_its_id_when_an_earlier_report_comes_in(store: Store) -> None:
    work = keep(store, "market-2", "market-3")
    before = case_of(store, "market-2").id
    assert before == "market-2/e1"
    add(store, read_all("market-1"))  # of the same day: the first by name
    work.update()
    case = case_of(store, "market-1")
    assert (case.id, reports(case)) == (before, set(MARKET))
    (fresh,) = (one for one in find_cases(read_all(*MARKET)) if shape([one]) == shape([case]))
    assert fresh.id == "market-1/e1"


def test_ids_when_cases_become_one_and_fall_apart_again(store: Store) -> None:
    """The one with more events keeps its id; the other leads to it until it is needed again."""
    work = keep(store)
    big, small = case_of(store, "market-1").id, case_of(store, "market-other").id
    ruled = store.rulings.join([lead("market-1"), lead("market-other")], ME)
    work.update()
    assert case_of(store, "market-other").id == big
    assert store.cases.case(small).id == big
    store.rulings.undo(ruled.number, ME)
    work.update()
    assert case_of(store, "market-1").id == big
    assert case_of(store, "market-other").id == store.cases.case(small).id == small
    assert store.check() == []


def test_an_id_lasts_when_events_are_numbered_anew(store: Store) -> None:
    work = keep(store, *MARKET)
    first = read_all("market-1")[0]
    assert len(first.events) == 1
    before = case_of(store, "market-1").id
    event = msgspec.structs.replace(first.events[0], id="e7")
    store.save([msgspec.structs.replace(first, events=(event,))], maker="riwaya 2")
    work.update()
    assert store.cases.holding(EventKey("market-1", "e7")) == before == "market-1/e1"


def test_new_rules_put_all_together_anew(store: Store) -> None:
    work = keep(store, *MARKET, "bomb-1")
    kept = {case.id: case for case in store.cases}
    change(store.where, "UPDATE case_state SET maker = 'older rules'")
    assert work.is_stale()
    assert work.update().reports == 4
    assert {case.id: case for case in store.cases} == kept


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        (CaseQuery(), set(load())),
        (CaseQuery(country="SDN", reports=2), {"market-1"}),
        (CaseQuery(status="contested", since="2023-09-10", until="2023-09-10"), {"market-1"}),
        (CaseQuery(type="talks", process="round-1a/e1", until="2022-03-04"), {"round-1a", "round-2"}),
        (CaseQuery(since="2024-01-01"), set()),
    ],
)
def test_lists(store: Store, query: CaseQuery, leads: set[str]) -> None:
    keep(store)
    lines = store.cases.list(query)
    cases = {line.id: store.cases.case(line.id) for line in lines}
    assert leads <= {report for case in cases.values() for report in reports(case)}
    assert bool(leads) == bool(cases)
    assert store.cases.count(query) == len(cases) == len(lines)
    for line in lines:
        case = cases[line.id]
        assert (line.type, line.status, line.events) == (case.type, case.status, len(case.events))
        assert query.type in (None, case.type)
        assert query.status in (None, case.status)
        assert query.process in (None, case.process)
        assert query.country in (None, case.place.country if case.place else None)
        assert len(reports(case)) == line.reports >= query.reports


def test_lists_have_an_order_and_pages(store: Store) -> None:
    keep(store)
    lines = store.cases.list()
    days = [line.newest or "" for line in lines]
    assert days == sorted(days, reverse=True)
    assert store.cases.list(CaseQuery(limit=3, skip=2)) == lines[2:5]
    ids = [line.id for line in store.cases.list(CaseQuery(order="id"))]
    assert len(set(ids)) == len(ids) == len(lines)


def test_a_place_is_found_by_either_name(store: Store) -> None:
    keep(store, *MARKET)
    place = case_of(store, "market-1").place
    assert place is not None
    assert place.name_en
    for name in (place.name, place.name_en, place.name_en.upper()):
        assert "market-1/e1" in {line.id for line in store.cases.list(CaseQuery(place=name))}
    assert store.cases.list(CaseQuery(place=place.name[:3])) == []
    assert store.cases.list(CaseQuery(place="%")) == []


def test_a_preview_shows_what_a_ruling_would_do_and_does_nothing(store: Store) -> None:
    work = keep(store)
    before = {case.id: case for case in store.cases}
    join = work.preview_join([lead("market-1"), lead("market-other")])
    assert {case.id for case in join.before} == {"market-1/e1", "market-other/e1"}
    (after,) = join.after
    assert reports(after) == {*MARKET, "market-other"}
    part = work.preview_part([lead("market-1")], [lead("market-2"), lead("market-3")])
    assert [case.id for case in part.before] == ["market-1/e1"]
    assert sorted(sorted(reports(case)) for case in part.after) == [["market-1"], ["market-2", "market-3"]]
    assert {case.id: case for case in store.cases} == before
    store.rulings.part([lead("market-1")], [lead("market-2"), lead("market-3")], ME)
    work.update()
    assert {case.id: case for case in part.after} == {
        case.id: case for case in store.cases if case.id not in before or case != before[case.id]
    }


def test_what_is_not_there_is_told(store: Store) -> None:
    work = keep(store, *MARKET)
    with pytest.raises(StoreError, match="there is no case 'x/e1'"):
        store.cases.case("x/e1")
    assert store.cases.holding(EventKey("market-1", "e99")) is None
    with pytest.raises(ReviewError, match="there is no event e99"):
        work.preview_join([lead("market-1"), EventKey("market-2", "e99")])


def test_work_that_is_broken_off_goes_on(store: Store) -> None:
    add(store, read_all())
    work = Casework(store)

    def stop(done: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work.update(stop, slice=3)
    assert store.cases.pending() == len(read_all()) - 6
    assert store.check() == []
    assert work.update().reports == len(read_all()) - 6
    assert shape(store.cases) == shape(find_cases(read_all()))


def test_a_store_without_readings_has_no_cases(store: Store) -> None:
    work = Casework(store)
    assert work.update() == Updated(0, 0)
    assert list(store.cases) == []
    assert work.processes() == find_processes([]) == ()
    assert not work.is_stale()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE case_telling SET made = (SELECT max(id) FROM case_made)", "but holds"),
        ("UPDATE case_telling SET made = NULL WHERE event = 'e1'", "is in no case"),
        ("UPDATE case_telling SET component = id", "hangs together with nothing of its case"),
        ("UPDATE case_made SET body = '{}'", "cannot be decoded"),
        ("UPDATE case_made SET status = 'x'", "is listed otherwise"),
        ("INSERT INTO case_gone VALUES ('market-1/e1', NULL)", "is there, and noted as gone"),
        ("INSERT INTO case_gone VALUES ('a', 'b'), ('b', 'a')", "which is no case"),
    ],
)
def test_check_finds_what_is_damaged(store: Store, damage: str, words: str) -> None:
    keep(store, *MARKET, "bomb-1")
    assert store.check() == []
    change(store.where, damage)
    assert any(words in fault for fault in store.check()), store.check()
