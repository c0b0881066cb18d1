"""The map without scripts: the world's countries drawn for a view, and marks that lose no event."""

import random
from itertools import pairwise

import pytest

from riwaya.resources import load_table
from riwaya.store.search.filters import Box
from riwaya.store.search.overview import Heap
from riwaya.types import Precision
from riwaya.web.atlas import HEIGHT, WIDTH, Border, View, draw, label, list_lands, project, unproject
from riwaya.web.views.map_marks import find_view, make_marks

_SUDAN = Box(8, 20, 24, 40)


def _heap(lat: float, lon: float, *counts: int, precision: Precision = "exact", places: int = 1) -> Heap:
    filled = (*counts, 0, 0, 0, 0, 0)[:5]
    return Heap(lat, lon, filled, precision, "x", None, "SDN", places)  # type: ignore[arg-type]


def test_latitudes_go_both_ways() -> None:
    for lat in (-84, -33.5, 0, 15.6, 71):
        assert unproject(project(lat)) == pytest.approx(lat)


def test_a_view_shows_all_of_its_area_and_moves() -> None:
    view = View(_SUDAN)
    for lat, lon in ((8, 20), (24, 40), (15, 30)):
        x, y = view.place(lat, lon)
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= HEIGHT + 0.01
    near = view.box(2)
    assert near.north - near.south < 9
    assert view.box(1, east=0.4).west > view.box().west
    world = View(Box(-80, -180, 84, 180)).box(0.25)
    assert (world.west, world.east) == (-180, 180)


def test_countries_of_a_view_are_drawn_and_others_are_not() -> None:
    codes = {code for code, _ in draw(View(_SUDAN)).countries}
    assert {"SDN", "EGY", "TCD", "ERI", "SAU"} <= codes
    assert not codes & {"FRA", "CHN", "ZAF"}
    world = {code for code, _ in draw(View(Box(-56, -180, 78, 180))).countries}
    assert {"FRA", "CHN", "ZAF", "BRA", "RUS", "AUS"} <= world
    inside = draw(View(Box(13, 29, 14, 30))).countries  # all of it in one country
    assert [code for code, _ in inside] == ["SDN"]


def test_no_country_is_drawn_across_the_whole_world() -> None:
    """Land that crosses the antimeridian must not become a stripe."""
    for code, path in draw(View(Box(-56, -180, 78, 180))).countries:
        for ring in path.split("Z"):
            across = [int(point.split()[0]) for point in ring.lstrip("M").split("L") if point]
            steps = [abs(one - two) for one, two in pairwise(across)]
            assert not steps or max(steps) < WIDTH / 2, code


def test_disputed_lines_are_set_apart_as_the_table_says() -> None:
    rows = load_table("riwaya.web", "borders.tsv", Border)
    disputed = {land.name for land in list_lands("en") if land.disputed}
    assert disputed == {row.name_en for row in rows}  # each row names a territory of the atlas
    assert draw(View(Box(20, -18, 36, -4))).disputed  # Western Sahara
    assert not draw(View(Box(44, -2, 50, 4))).disputed
    assert draw(View(Box(44, -2, 50, 4))).borders


def test_names_are_arabic_or_english_and_lie_on_the_drawing() -> None:
    arabic, english = ([one.name for one in label(View(_SUDAN), name)] for name in ("ar", "en"))
    assert "السودان" in arabic
    assert "Sudan" in english
    assert all(not set(land.name) & set("ًٌٍَُِّْـ") for land in list_lands("ar"))
    assert len(list_lands("ar")) > 220


@pytest.mark.parametrize("seed", range(10))
def test_marks_hold_every_event_in_view(seed: int) -> None:
    chance = random.Random(seed)
    heaps = [
        _heap(chance.uniform(8, 24), chance.uniform(20, 40), chance.randint(1, 50), chance.randint(0, 3))
        for _ in range(chance.randint(1, 300))
    ]
    view = View(find_view(heaps))
    marks = make_marks(heaps, view)
    assert sum(mark.total for mark in marks) == sum(heap.total for heap in heaps)
    assert len(marks) < 250
    for mark in marks:
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= HEIGHT
        assert (mark.view is None) == (mark.total == mark.heap.total)


def test_the_ground_a_point_stands_for_grows_with_its_vagueness() -> None:
    view = View(Box(12, 24, 14, 27))
    kinds: tuple[Precision, ...] = ("exact", "near", "district", "region", "country")
    reach = {kind: make_marks([_heap(13, 25, 1, precision=kind)], view)[0].reach for kind in kinds}
    assert reach["exact"] == reach["country"] == 0
    assert 0 < reach["near"] < reach["district"] < reach["region"]


def test_states_are_mixed_only_where_they_differ() -> None:
    view = View(_SUDAN)
    (mark,) = make_marks([_heap(13, 25, 2), _heap(13.1, 25, 1)], view)
    assert (mark.state, mark.total) == ("actual", 3)
    assert mark.view is not None
    (mark,) = make_marks([_heap(13, 25, 0, 0, 0, 0, 1), _heap(13, 25, 1, precision="region")], view)
    assert (mark.state, mark.view) == ("mixed", None)
