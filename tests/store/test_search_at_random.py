"""Whatever is asked: SQLite, PostgreSQL and a look at every record find the same, in the same order."""

import contextlib
import random
from collections import Counter
from typing import get_args

import pytest

from riwaya.errors import ReviewError
from riwaya.store import Act, Arrival, Store
from riwaya.store.records import Review
from riwaya.store.search.filters import Filter, Order, SearchKind
from riwaya.store.search.results import FoundReport
from tests.store.search_looking import docs, fits, rank
from tests.store.search_world import make_filter, make_reading, replaced

_REPORTS, _FILTERS = 40, 60
ME = Act("ليلى")


@pytest.fixture
def filled(store: Store) -> tuple[Store, dict[str, tuple[int, Review, str]]]:
    """A store with readings and decisions at random, and what each report's reading has come to be."""
    chance = random.Random(7)
    readings = [make_reading(chance, number) for number in range(_REPORTS)]
    for _ in store.add(Arrival(reading.report, reading.report.id) for reading in readings):
        pass
    store.save(readings, maker="test")
    last: dict[str, str] = {}
    for reading in readings[::2]:
        name = reading.report.id
        last[name] = decide(store, name, chance)
    store.save(readings[::3], maker="test 2")
    reviews = {
        reading.report.id: (number, store.review(reading.report.id), last.get(reading.report.id, "open"))
        for number, reading in enumerate(readings, 1)
    }
    return store, reviews


def decide(store: Store, name: str, chance: random.Random) -> str:
    """Decide something, undo some of it, and give the kind of the last decision that stands."""
    shown = store.reading(name)
    kept = store.desk.accept(name, [shown.events[0].id, shown.claims[-1].id], ME)
    if chance.random() < 0.3:
        store.desk.undo(name, kept.number, ME)
        last = "open"
    else:
        last = kept.kind
    if chance.random() < 0.6:
        event = replaced(shown.events[-1], type="talks", place=None)
        with contextlib.suppress(ReviewError):  # it was so already
            last = store.desk.correct(name, event, ME).kind
    if chance.random() < 0.3 and len(shown.claims) > 1:
        last = store.desk.reject(name, [shown.claims[0].id], ME).kind
    return last


def found_by(store: Store, kind: SearchKind, filter: Filter, order: Order) -> list[tuple[str, str]]:
    """Find all, page by page, and see that the pages say how many."""
    keys, after = [], None
    while True:
        page = store.search.find(kind, filter, order=order, limit=7, after=after)
        keys += [(each.report, "" if isinstance(each, FoundReport) else each.id) for each in page.found]
        after = page.next
        if after is None:
            assert page.total == len(keys)
            return keys


def test_all_find_the_same(filled: tuple[Store, dict[str, tuple[int, Review, str]]]) -> None:
    store, reviews = filled
    assert store.check() == []
    chance = random.Random(11)
    sizes: Counter[bool] = Counter()
    for _ in range(_FILTERS):
        filter = make_filter(chance)
        for kind in get_args(SearchKind):
            fitting = [doc for doc in docs(kind, reviews) if fits(kind, doc, filter)]
            newest = sorted(fitting, key=lambda doc: (doc.days[1], doc.number), reverse=True)
            assert found_by(store, kind, filter, "newest") == [(doc.report, doc.id) for doc in newest], (
                kind,
                filter,
            )
            thick = sorted(fitting, key=lambda doc: (rank(doc, filter), doc.number), reverse=True)
            if filter.words:
                assert found_by(store, kind, filter, "relevance") == [
                    (doc.report, doc.id) for doc in thick
                ], filter
            facets = store.search.facets(kind, filter)
            assert facets.total == len(fitting)
            types = Counter(type for doc in fitting for type in {event.type for event in doc.events})
            assert {each.value: each.count for each in facets.types} == types, filter
            acts = Counter(act for doc in fitting for act in {claim.act for claim in doc.claims})
            assert {each.value: each.count for each in facets.acts} == acts, filter
            reviewed = Counter(doc.reviewed for doc in fitting)
            assert {each.value: each.count for each in facets.reviewed} == reviewed, filter
            outlets = Counter(doc.outlet for doc in fitting if doc.outlet)
            assert {each.value: each.count for each in facets.outlets} == outlets, filter
            sizes[bool(fitting)] += 1
            if kind == "events":
                pointed = sum(has_point(doc.reading, doc.events[0].place) for doc in fitting)
                overview = store.search.overview(filter)
                assert overview.total == len(fitting), filter
                assert sum(heap.total for heap in overview.heaps) == pointed, filter
    assert min(sizes[True], sizes[False]) > _FILTERS / 4, "some must find something, and some nothing"


def has_point(reading: object, name: str | None) -> bool:
    places = getattr(reading, "places", ())
    return any(place.id == name and place.lat is not None for place in places)
