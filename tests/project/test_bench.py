"""The bench runs, and knows every stage by its name."""

from pathlib import Path

from bench import cases, search
from bench.__main__ import room_speeds, table
from bench.measure import load_reports, measure
from riwaya.reader import STAGES


def test_one_round_measures_everything() -> None:
    figures = measure(load_reports()[:2], rounds=1)
    assert [stage.name for stage in figures.stages] == [*(stage.name for stage in STAGES), "links"]
    assert figures.words > 0
    assert [room for room, speed in room_speeds(figures) if speed > 0] == ["mentions"]
    assert min(figures.words_per_second, figures.peer.words_per_second, figures.cold.first_seconds) > 0
    assert figures.cold.words_per_second >= 0
    assert 5 < figures.cold.memory_mb < 1000
    assert "words a second" in table(figures)


def test_cases_grow_with_the_readings_not_with_their_square() -> None:
    """A stream four times as long at the same rate: each reading has as many neighbours as before."""
    small, large = cases.measure(200, rate=100), cases.measure(800, rate=100)
    assert (small.events, large.events) == (800, 3200)
    assert small.compared > 0
    assert large.compared < 6 * small.compared
    assert small.cases < large.cases
    assert "800" in cases.table([small, large])


def test_every_search_is_measured(tmp_path: Path) -> None:
    measured = search.measure(30, str(tmp_path / "store"), rounds=1)
    assert (measured.reports, measured.events) == (30, 90)
    found = {timing.name: timing.found for timing in measured.timings}
    assert found["reports, nothing asked"] == 30
    assert found["facets: events, nothing asked"] == found["events, not reviewed"] == 90
    assert 0 < found["events, a type"] < 90
    assert min(timing.worst - timing.median for timing in measured.timings) >= 0
    assert "map: a box and a quarter" in search.table([measured])
