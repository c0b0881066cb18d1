"""All events in little: what is counted by place and day is what stands in the readings."""

from collections import Counter

import pytest

from riwaya.store import Act, Arrival, Store
from riwaya.store.search import overview
from riwaya.store.search.filters import Box, Filter
from riwaya.types import SCHEMA, Claim, Event, EventType, Period, Place, Reading, Reality, Report, Span

_TEXT = "قال متحدث إن قصفا وقع في البلدة ونفى آخر ذلك ثم قال إن هدنة ستبدأ قريبا في القرية المجاورة لها."
_HERE = Place("p1", "البلدة", "Town", "SDN", None, 12.5, 24.25, 1, "exact", (Span(24, 31),))
_REGION = Place("p2", "الإقليم", "Region", "SDN", None, 12.5, 24.25, 2, "region", (Span(24, 31),))
_NOWHERE = Place("p3", "القرية", None, None, None, None, None, None, None, (Span(70, 76),))


def _event(
    id: str, place: str | None, day: str | None, reality: Reality = "actual", type: EventType = "shelling"
) -> Event:
    when = Period(day, day) if day else None
    return Event(id, type, (Span(13, 17),), (), (), place, when, reality, (), (), None)


def _claim(id: str, denies: tuple[str, ...], events: tuple[str, ...]) -> Claim:
    return Claim(id, "state", Span(0, 3), None, None, (), Span(10, 31), None, None, None, denies, events)


def _store(store: Store, report: Report, events: tuple[Event, ...], claims: tuple[Claim, ...] = ()) -> None:
    list(store.add([Arrival(report, report.id)]))
    places = (_HERE, _REGION, _NOWHERE)
    store.save([Reading(SCHEMA, report, (), places, claims, events)], maker="test")  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    one = Report("one", _TEXT, published="2024-05-09")
    events = (
        _event("e1", "p1", "2024-05-01"),
        _event("e2", "p1", None, "possible"),
        _event("e3", "p2", "2024-05-02", "planned", "ceasefire"),
        _event("e4", "p3", "2024-05-02", "negated"),
        _event("e5", None, "2024-05-03"),
    )
    _store(store, one, events, (_claim("c1", (), ("e1",)), _claim("c2", ("c1",), ())))
    _store(store, Report("two", f"{_TEXT} وأضاف."), (_event("e1", "p1", None, type="talks"),))
    return store


def test_places_are_told_apart_by_point_and_precision(filled: Store) -> None:
    found = filled.search.overview()
    assert found.step == 0
    here, region = sorted(found.heaps, key=lambda heap: str(heap.precision))
    assert (here.precision, here.name_en, here.counts, here.places) == ("exact", "Town", (1, 0, 1, 0, 1), 1)
    assert (here.report, here.event) == (None, None)
    assert (region.precision, region.counts) == ("region", (0, 0, 0, 1, 0))
    assert (region.report, region.event) == ("one", "e3")
    assert (found.total, found.unplaced) == (6, 2)
    assert found.total == sum(heap.total for heap in found.heaps) + found.unplaced


def test_days_told_and_days_of_reports_are_kept_apart(filled: Store) -> None:
    found = filled.search.overview()
    assert [tuple(getattr(one, name) for name in one.__struct_fields__) for one in found.days] == [
        ("2024-05-01", "2024-05-01", True, 1),
        ("2024-05-02", "2024-05-02", True, 2),
        ("2024-05-03", "2024-05-03", True, 1),
        ("2024-05-09", "2024-05-09", False, 1),
    ]
    assert (found.undated, found.timeless) == (2, 1)
    assert found.types == {"shelling": 4, "ceasefire": 1, "talks": 1}


def test_a_filter_and_a_view_choose(filled: Store) -> None:
    search = filled.search
    assert search.overview(Filter(types=("talks",))).total == 1
    assert search.overview(Filter(placed=False)).total == search.count("events", Filter(placed=False)) == 2
    assert search.overview(Filter(placed=True)).unplaced == 0
    assert search.overview(Filter(dated=False)).total == search.count("events", Filter(dated=False)) == 2
    elsewhere = search.overview(view=Box(0, 0, 1, 1))
    assert (elsewhere.heaps, elsewhere.total, elsewhere.unplaced) == ((), 6, 2)
    assert search.overview(Filter(words="لاشيء")).heaps == ()


def test_what_an_analyst_rejects_is_gone_at_once(filled: Store) -> None:
    filled.desk.reject("one", ["c2"], Act("ليلى"))
    counts = {heap.precision: heap.counts for heap in filled.search.overview().heaps}
    assert counts["exact"] == (2, 0, 1, 0, 0)


def test_too_many_places_are_counted_by_cells(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "_MOST", 12)
    points = [(lat / 7, lon / 3) for lat in range(8) for lon in range(8)]
    places = tuple(
        Place(f"p{n}", f"بلدة {n}", None, "SDN", None, lat, lon, n, "exact", ())
        for n, (lat, lon) in enumerate(points)
    )
    events = tuple(_event(f"e{n}", f"p{n}", None) for n in range(len(points)))
    report = Report("grid", _TEXT)
    list(store.add([Arrival(report, "grid")]))
    store.save([Reading(SCHEMA, report, (), places, (), events)], maker="test")  # type: ignore[arg-type]
    found = store.search.overview()
    assert 1 < len(found.heaps) <= 12
    assert found.step > 0
    assert sum(heap.places for heap in found.heaps) == sum(heap.total for heap in found.heaps) == 64
    near = store.search.overview(view=Box(0, 0, 0.2, 1))
    assert near.step == 0
    assert Counter(heap.places for heap in near.heaps) == {1: 8}
