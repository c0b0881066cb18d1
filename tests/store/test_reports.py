"""Reports come in once, nothing is lost, and each says where it came from."""

import itertools

import msgspec
import pytest

from riwaya.errors import InputError, StoreError
from riwaya.store import Arrival, Store
from riwaya.types import Report
from tests.store.texts import BRIDGE, MARKET, arrivals

REPORT = Report(
    "market", MARKET, "سوق البلدة", "الميزان", ("وكالة الأنباء",), "https://example.org/1", "2022-03-15"
)


def test_what_goes_in_comes_out(store: Store) -> None:
    (added,) = store.add([Arrival(REPORT, "news/market.json")])
    assert (added.outcome, added.name, added.place) == ("new", "market", "news/market.json")
    assert store.report("market") == REPORT
    assert list(store.reports()) == [REPORT]
    (source,) = store.sources("market")
    assert source.place == "news/market.json"
    assert source.given == msgspec.structs.replace(REPORT, text="")
    assert source.at > "2020"


def test_no_letter_of_a_text_changes(store: Store) -> None:
    odd = "\ufeff" + MARKET + "\r\n\u200f \U0001f54a \ufdf2 \t\x0b\u2028 قُـتِل\n"
    list(store.add([Arrival(Report("odd", odd), "odd.txt")]))
    assert store.report("odd").text == odd


def test_the_same_again_is_known_and_leaves_a_trace(store: Store) -> None:
    list(store.add([Arrival(REPORT, "one.json")]))
    again = list(store.add([Arrival(REPORT, "two.json"), Arrival(REPORT, "one.json")]))
    assert [(added.outcome, added.name) for added in again] == [("known", "market")] * 2
    assert [source.place for source in store.sources("market")] == ["one.json", "two.json"]
    assert len(list(store.reports())) == 1


def test_twice_in_one_import(store: Store) -> None:
    added = list(store.add([Arrival(REPORT, "one.json"), Arrival(REPORT, "two.json")]))
    assert [item.outcome for item in added] == ["new", "known"]
    assert len(store.sources("market")) == 2


def test_a_known_report_is_completed_with_what_it_lacks(store: Store) -> None:
    list(store.add([Arrival(Report("bare", MARKET), "bare.txt")]))
    (added,) = store.add([Arrival(REPORT, "market.json")])
    assert (added.outcome, added.name) == ("completed", "bare")
    report = store.report("bare")
    assert (report.title, report.publisher, report.published) == (REPORT.title, "الميزان", "2022-03-15")
    assert [source.given.publisher for source in store.sources("bare")] == [None, "الميزان"]


@pytest.mark.parametrize("field", ["publisher", "url", "published", "title"])
def test_one_text_published_twice_is_two_reports_linked(store: Store, field: str) -> None:
    other = msgspec.structs.replace(REPORT, **{field: "2022-03-16"})
    first, second = store.add([Arrival(REPORT, "one.json"), Arrival(other, "two.json")])
    assert (first.outcome, second.outcome) == ("new", "new")
    assert second.name is not None
    assert second.name.startswith("market-")
    assert [(copy.other, copy.resemblance) for copy in second.copies] == [("market", 1.0)]
    assert store.report(second.name).text == MARKET


def test_an_id_that_is_taken_is_made_to_differ(store: Store) -> None:
    list(store.add([Arrival(Report("news", MARKET), "a/news.txt")]))
    (added,) = store.add([Arrival(Report("news", BRIDGE), "b/news.txt")])
    assert added.outcome == "new"
    assert added.name not in (None, "news")
    assert store.report(str(added.name)).text == BRIDGE
    assert store.sources(str(added.name))[0].given.id == "news"
    (again,) = store.add([Arrival(Report("news", BRIDGE), "b/news.txt")])
    assert (again.outcome, again.name) == ("known", added.name)


def test_what_is_left_out_is_listed_with_its_reason(store: Store) -> None:
    bad: list[Arrival | InputError] = [
        InputError("photo.jpg", "is binary, not text"),
        Arrival(Report("null", "قال\0قائل"), "null.txt"),
        Arrival(Report("half", "قال \ud800"), "half.json"),
        Arrival(Report("empty", " \n"), "empty.txt"),
        Arrival(Report("name\0", "قال قائل"), "name.txt"),
        Arrival(Report("long" * 2000, "قال قائل"), "long.txt"),
        Arrival(Report("credit", "قال قائل", credits=("وكالة", "\udfff")), "credit.json"),
        InputError("a\udcff.txt", "is not UTF-8: a\udcff"),
    ]
    added = list(store.add([*bad, *arrivals(2)]))
    assert [item.outcome for item in added] == ["dropped"] * 8 + ["new"] * 2
    reasons = {item.place: item.reason for item in store.dropped()}
    assert reasons == {
        "photo.jpg": "is binary, not text",
        "null.txt": "its text holds a null character, at offset 3",
        "half.json": "its text holds a lone surrogate",
        "empty.txt": "is empty",
        "name.txt": "its id holds a null character, at offset 4",
        "long.txt": "its id is longer than 500 letters",
        "credit.json": "its credits hold what is no letter",
        "a\\udcff.txt": "is not UTF-8: a\\udcff",
    }
    assert len(store.dropped(run=1)) == 8
    assert store.dropped(run=2) == []


def test_what_comes_in_is_accounted_for(store: Store) -> None:
    list(store.add([*arrivals(3), InputError("x", "is empty")]))
    list(store.add([*arrivals(5)], program="riwaya 9"))
    first, second = store.runs()
    assert (first.seen, first.new, first.known, first.left_out) == (4, 3, 0, 1)
    assert (second.seen, second.new, second.known, second.left_out) == (5, 2, 3, 0)
    assert second.program == "riwaya 9"
    assert first.finished is not None


def test_an_import_that_is_broken_off_keeps_what_it_told(store: Store) -> None:
    told = [added.name for added in itertools.islice(store.add(arrivals(250)), 101)]
    assert {report.id for report in store.reports()} >= set(told)
    assert store.runs()[0].finished is None
    assert [item.outcome for item in store.add(arrivals(250))].count("known") == 200


def test_many_reports_come_in_the_order_of_import(store: Store) -> None:
    list(store.add(arrivals(450)))
    assert [report.id for report in store.reports()] == [f"report-{number}" for number in range(450)]


def test_there_is_no_such_report(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no report 'nobody'"):
        store.report("nobody")
