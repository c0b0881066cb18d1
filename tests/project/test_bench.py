"""The bench runs, and knows every stage by its name."""

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
