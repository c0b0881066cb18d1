"""The timeline's bars: every event is counted where its days are, once a bar, and none is lost."""

import random
from datetime import date, timedelta

import pytest

from riwaya.store.search.overview import Stretch
from riwaya.web.views.map_days import make_timeline


def test_days_longer_times_and_days_of_reports_are_told_apart() -> None:
    days = [
        Stretch("2024-05-01", "2024-05-01", True, 2),
        Stretch("2024-05-01", "2024-05-03", True, 1),
        Stretch("2024-05-03", "2024-05-03", False, 4),
    ]
    timeline = make_timeline(days, None, None)
    assert timeline is not None
    assert [(bar.first, bar.told, bar.within, bar.reported) for bar in timeline.bars] == [
        ("2024-05-01", 2, 1, 0),
        ("2024-05-02", 0, 1, 0),
        ("2024-05-03", 0, 1, 4),
    ]
    assert (timeline.step, timeline.most, timeline.earlier, timeline.later) == (1, 5, 0, 0)


def test_what_is_asked_for_bounds_the_bars() -> None:
    days = [Stretch(f"2024-0{month}-15", f"2024-0{month}-15", True, month) for month in range(1, 10)]
    timeline = make_timeline(days, "2024-03-01", "2024-04-30")
    assert timeline is not None
    assert (timeline.bars[0].first, timeline.bars[-1].last) == ("2024-03-01", "2024-04-30")
    assert (timeline.earlier, timeline.later) == (3, 35)
    assert sum(bar.total for bar in timeline.bars) == 7


@pytest.mark.parametrize("seed", range(20))
def test_no_event_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    reach = chance.choice((3, 50, 400, 3000))
    first = date(2020, 1, 1)
    days = []
    for _ in range(chance.randint(1, 60)):
        start = first + timedelta(chance.randrange(reach))
        end = start + timedelta(chance.choice((0, 0, 0, 6, 40)))
        days.append(Stretch(start.isoformat(), end.isoformat(), chance.random() < 0.7, chance.randint(1, 9)))
    timeline = make_timeline(days, None, None)
    assert timeline is not None
    assert 1 <= len(timeline.bars) <= 120
    low, high = timeline.bars[0].first, timeline.bars[-1].last
    total = sum(day.count for day in days)
    inside = sum(day.count for day in days if day.last >= low and day.first <= high)
    assert inside + timeline.earlier + timeline.later == total
    assert timeline.earlier + timeline.later <= 0.02 * total
    for bar in timeline.bars:
        told = sum(day.count for day in days if day.last >= bar.first and day.first <= bar.last)
        assert bar.total == told
    assert timeline.most == max(bar.total for bar in timeline.bars)


def test_far_outliers_do_not_flatten_the_rest() -> None:
    days = [Stretch("1948-05-15", "1948-05-15", True, 1)]
    days += [Stretch(f"2024-05-{day:02}", f"2024-05-{day:02}", True, 10) for day in range(1, 31)]
    timeline = make_timeline(days, None, None)
    assert timeline is not None
    assert (timeline.bars[0].first, timeline.step, timeline.earlier) == ("2024-05-01", 1, 1)


def test_days_that_are_none_are_left_out() -> None:
    assert make_timeline([], None, None) is None
    assert make_timeline([Stretch("2024-13-45", "2024-13-45", True, 1)], None, None) is None
