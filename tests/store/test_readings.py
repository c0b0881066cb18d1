"""The machine's readings: whole, by whom, and anew where something changed."""

import msgspec
import pytest

import riwaya
from riwaya.errors import MissingError, StoreError, UnreadError
from riwaya.store import Act, Arrival, Store
from riwaya.types import Report
from tests.store.counting import counting
from tests.store.texts import BRIDGE, MARKET, arrivals


def test_a_reading_comes_back_whole(store: Store) -> None:
    list(store.add([Arrival(Report("market", MARKET, published="2022-03-15"), "market.txt")]))
    reading = riwaya.Reader().read(store.report("market"))
    assert reading.claims
    assert reading.events
    assert store.save([reading], maker="riwaya 1") == 1
    assert store.reading("market") == store.machine_reading("market") == reading


def test_a_new_version_reads_anew_and_replaces(store: Store) -> None:
    list(store.add([Arrival(Report("market", MARKET), "market.txt")]))
    reading = riwaya.Reader().read(store.report("market"))
    store.save([reading], maker="riwaya 1")
    assert list(store.unread("riwaya 1")) == list(store.unread()) == []
    assert [report.id for report in store.unread("riwaya 2")] == ["market"]
    store.save([msgspec.structs.replace(reading, claims=())], maker="riwaya 2")
    assert store.reading("market").claims == ()
    assert store.info().readings == {"riwaya 2": 1}


def test_a_completed_report_is_to_be_read_again(store: Store) -> None:
    list(store.add([Arrival(Report("market", MARKET), "market.txt")]))
    store.save([riwaya.Reader().read(store.report("market"))], maker="riwaya 1")
    list(store.add([Arrival(Report("market", MARKET, published="2022-03-15"), "market.json")]))
    (report,) = store.unread("riwaya 1")
    assert report.published == "2022-03-15"
    store.save([riwaya.Reader().read(report)], maker="riwaya 1")
    assert list(store.unread("riwaya 1")) == []


def test_a_report_that_is_completed_while_it_is_read_is_read_again(store: Store) -> None:
    list(store.add([Arrival(Report("market", MARKET), "market.txt")]))
    (before,) = store.unread()
    list(store.add([Arrival(Report("market", MARKET, publisher="الميزان"), "market.json")]))
    store.save([riwaya.Reader().read(before)], maker="riwaya 1")
    (after,) = store.unread("riwaya 1")
    store.save([riwaya.Reader().read(after)], maker="riwaya 1")
    assert store.count_unread("riwaya 1") == 0


def test_unread_reports_come_while_readings_are_saved(store: Store) -> None:
    list(store.add(arrivals(230)))
    count = 0
    for report in store.unread():
        count += store.save([msgspec.structs.replace(READ, report=report)], maker="riwaya 1")
    assert count == 230
    assert store.info().unread == 0


READ = riwaya.read(BRIDGE)


def _keep(store: Store, count: int) -> list[str]:
    list(store.add(arrivals(count)))
    store.save((msgspec.structs.replace(READ, report=one) for one in store.reports()), maker="riwaya 1")
    return [report.id for report in store.reports()]


def test_readings_are_fetched_many_at_a_time_as_they_are_asked_for(store: Store) -> None:
    names = _keep(store, 120)
    accepted, rejected = READ.claims[0].id, READ.events[0].id
    store.desk.accept(names[3], [accepted], Act("ليلى"))
    store.desk.reject(names[70], [rejected], Act("ليلى"))
    kept = {name: store.reading(name) for name in names}
    assert kept[names[70]] != kept[names[71]]
    with counting(store) as statements:
        first = next(store.readings())
        assert first.report.id == names[0]
        assert len(statements) <= 2
    for wanted in (None, names[::-1], [names[5], names[5]]):
        with counting(store) as statements:
            found = list(store.readings(wanted))
        assert found == [kept[name] for name in (wanted or names)]
        assert len(statements) <= 2 * 4
    machine = list(store.readings(machine=True))
    assert machine == [store.machine_reading(name) for name in names]
    assert machine != list(store.readings())


def test_a_reading_that_is_not_there_is_told_when_its_turn_comes(store: Store) -> None:
    names = _keep(store, 3)
    list(store.add([Arrival(Report("unread", MARKET), "unread.txt")]))
    assert [reading.report.id for reading in store.readings()] == names
    for machine in (False, True):
        for strange, error in (("unread", UnreadError), ("nothing", MissingError)):
            given = store.readings([names[1], strange, names[0]], machine=machine)
            assert next(given).report.id == names[1]
            with pytest.raises(error, match=repr(strange)):
                next(given)


def test_a_reading_of_another_text_is_refused(store: Store) -> None:
    list(store.add([Arrival(Report("market", MARKET), "market.txt")]))
    with pytest.raises(StoreError, match="'market' has another text"):
        store.save([riwaya.read(BRIDGE, id="market")], maker="riwaya 1")
    with pytest.raises(StoreError, match="'bridge' is not in the store"):
        store.save([riwaya.read(MARKET, id="market"), riwaya.read(BRIDGE, id="bridge")], maker="riwaya 1")
    assert store.machine_reading("market") is None
