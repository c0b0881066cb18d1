"""The Hijri calendar: days found from Gregorian ones, and where the table ends."""

from datetime import date, timedelta

import pytest

from riwaya.hijri import HijriDay, find_hijri, hijri_day, hijri_month


@pytest.mark.parametrize(
    ("day", "hijri"),
    [
        (date(1979, 11, 20), HijriDay(1400, 1, 1)),
        (date(2017, 11, 18), HijriDay(1439, 2, 29)),
        (date(2022, 3, 14), HijriDay(1443, 8, 11)),
        (date(2023, 4, 20), HijriDay(1444, 9, 29)),
        (date(2023, 4, 21), HijriDay(1444, 10, 1)),
        (date(2024, 7, 7), HijriDay(1446, 1, 1)),
        (date(2076, 11, 26), HijriDay(1499, 12, 29)),
    ],
)
def test_a_day_is_found_and_leads_back(day: date, hijri: HijriDay) -> None:
    assert find_hijri(day) == hijri
    assert hijri_day(hijri.year, hijri.month, hijri.day) == day


@pytest.mark.parametrize("day", [date(1979, 11, 19), date(2076, 11, 27), date.min, date.max])
def test_a_day_outside_the_table_has_none(day: date) -> None:
    assert find_hijri(day) is None


def test_months_follow_each_other_without_a_gap() -> None:
    day, end, months = date(1979, 11, 20), date(2076, 11, 26), 0
    while day <= end:
        found = find_hijri(day)
        assert found is not None
        assert found.day == 1
        first, last = hijri_month(found.year, found.month) or (day, day)
        assert first == day
        assert 28 < (last - first).days + 1 < 31
        day, months = last + timedelta(days=1), months + 1
    assert (day, months) == (end + timedelta(days=1), 1200)
