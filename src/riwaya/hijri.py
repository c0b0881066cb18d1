"""The Hijri calendar: Umm al-Qura where its years are known, else the tabular one.

Reports are read by it, and pages show days in it.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Annotated

import msgspec

from riwaya.resources import load_table

_EPOCH = 226629  # what the tabular formula lacks to an ordinal of Python
_MONTHS = 12


class HijriYearRow(msgspec.Struct, frozen=True):
    """A year with the day it begins on and which of its months have 30 days."""

    year: int
    first: date
    long: Annotated[str, msgspec.Meta(pattern="^[01]{12}$")]


class HijriDay(msgspec.Struct, frozen=True):
    """A day of the Hijri calendar."""

    year: int
    month: int
    day: int


@cache
def _load_months() -> dict[tuple[int, int], date]:
    """Give the first days of the months of ``hijri_years.tsv``, by year and month, and of the month after."""
    firsts: dict[tuple[int, int], date] = {}
    for row in load_table("riwaya", "hijri_years.tsv", HijriYearRow):
        first = row.first
        for month, length in enumerate(row.long, 1):
            firsts[row.year, month] = first
            first += timedelta(days=30 if length == "1" else 29)
        firsts[row.year + 1, 1] = first
    return firsts


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a Hijri one, which the moon may move by a day in other countries."""
    if not (1 <= month <= _MONTHS and 1 <= day <= 30):
        return None
    first = _load_months().get((year, month))
    try:
        if first is not None:
            return first + timedelta(days=day - 1)
        return date.fromordinal(
            (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + _EPOCH
        )
    except (ValueError, OverflowError):
        return None


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """Give first and last Gregorian day of a Hijri month."""
    first = hijri_day(year, month, 1)
    following = hijri_day(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return None if first is None or following is None else (first, following - timedelta(days=1))


def hijri_year(day: date) -> int:
    """Give the Hijri year that a Gregorian day is in, near enough to look for a month around it."""
    return int((day.toordinal() - 227014) / 354.367) + 1


def find_hijri(day: date) -> HijriDay | None:
    """Give the Umm al-Qura day of a Gregorian one; None before and after the years of the table."""
    firsts = _load_firsts()
    at = bisect_right(firsts, day, key=lambda one: one[0]) - 1
    if not 0 <= at < len(firsts) - 1:  # the last is the first day that is not in the table
        return None
    first, year, month = firsts[at]
    return HijriDay(year, month, (day - first).days + 1)


@cache
def _load_firsts() -> list[tuple[date, int, int]]:
    """Give the first days of the months with their year and month, in order."""
    return sorted((first, year, month) for (year, month), first in _load_months().items())
