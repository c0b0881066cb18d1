"""Reports in lists, by outlet and stage of review."""

import msgspec

import riwaya
from riwaya.store import Act, Arrival, Store
from riwaya.types import Report
from tests.store.texts import BRIDGE, MARKET


def _fill(store: Store) -> None:
    reports = [
        Report("market", MARKET, publisher="الجريدة", title="سوق", published="2024-11-03"),
        Report("bridge", BRIDGE, publisher="الميزان"),
        Report("late", f"{MARKET} اليوم", publisher="الجريدة"),
        Report("nameless", f"{BRIDGE} اليوم"),
    ]
    list(store.add([Arrival(report, report.id) for report in reports]))
    store.save((riwaya.Reader().read(store.report(name)) for name in ("market", "bridge")), maker="riwaya 1")
    store.desk.accept("market", ["c1"], Act("ليلى"))


def test_the_last_imported_comes_first_in_pages(store: Store) -> None:
    _fill(store)
    first = store.headings(limit=3)
    assert [one.report for one in first] == ["nameless", "late", "bridge"]
    (last,) = store.headings(before=first[-1].number)
    assert (last.report, last.title, last.publisher, last.published) == (
        "market",
        "سوق",
        "الجريدة",
        "2024-11-03",
    )
    assert (last.stage, last.decisions) == ("begun", 1)
    assert MARKET.startswith(last.opening)
    assert len(last.opening) <= 200


def test_outlets_and_stages_choose(store: Store) -> None:
    _fill(store)
    assert [one.report for one in store.headings(publisher="الجريدة")] == ["late", "market"]
    assert [one.report for one in store.headings(publisher="")] == ["nameless"]
    assert [one.report for one in store.headings(stage="unread")] == ["nameless", "late"]
    assert [one.report for one in store.headings(stage="read")] == ["bridge"]
    assert [one.report for one in store.headings(stage="begun", publisher="الجريدة")] == ["market"]
    assert store.headings(publisher="x'; DROP TABLE report; --") == []


def test_tallies_count_what_headings_list(store: Store) -> None:
    _fill(store)
    tallies = store.tallies()
    assert [msgspec.structs.astuple(one) for one in tallies] == [
        ("الجريدة", 1, 0, 1), (None, 1, 0, 0), ("الميزان", 0, 1, 0),
    ]  # fmt: skip
    for one in tallies:
        assert one.total == len(store.headings(publisher=one.publisher or ""))
    assert sum(one.total for one in tallies) == store.info().reports


def test_a_report_completed_since_it_was_read_is_unread(store: Store) -> None:
    _fill(store)
    completed = Report("bridge", BRIDGE, publisher="الميزان", title="جسر")
    assert [one.outcome for one in store.add([Arrival(completed, "again")])] == ["completed"]
    assert {one.report: one.stage for one in store.headings()}["bridge"] == "unread"
    assert {one.publisher: one.unread for one in store.tallies()}["الميزان"] == 1


def test_the_last_jobs_of_a_kind(store: Store) -> None:
    numbers = [store.queue.put(kind, {}) for kind in ("read", "match", "read")]
    assert [job.number for job in store.queue.last("read", 5)] == [numbers[2], numbers[0]]
    assert store.queue.last("sing") == []
