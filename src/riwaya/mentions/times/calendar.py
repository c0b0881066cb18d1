"""Arithmetic on days: the spans that weeks, months, years and their parts cover."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, TypeAlias

Days: TypeAlias = tuple[date, date]  # first and last day, both inclusive
Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade"]
Edge = Literal["start", "middle", "end"]

UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "minute": "minute",
        "hour": "hour",
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
        "decade": "decade",
    }
)
EDGES: Mapping[str, Edge] = MappingProxyType({"start": "start", "middle": "middle", "end": "end"})
DAY = timedelta(days=1)
_THIRD, _TWO_THIRDS = 10, 20
_HOURS_A_DAY = 24
NEAR = 45  # a date without its year may lie this many days ahead; else it is the last one
# What is counted in whole units lies within half of one: these days either way.
_HALVES: Mapping[str, int] = MappingProxyType({"week": 3, "month": 15, "year": 182, "decade": 1826})
_FINE = 10  # a number of days that is called rough is good to a tenth of it


def safe_date(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def month_days(year: int, month: int) -> Days:
    """Give a month's first and last day."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(year: int, until: int | None = None) -> Days:
    """Give the first day of a year and the last of it, or of the year ``until``."""
    return date(year, 1, 1), date(until or year, 12, 31)


def week_days(day: date, offset: int = 0) -> Days:
    """Give Monday and Sunday of the week ``offset`` weeks from the one that ``day`` is in."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def unit_days(day: date, unit: Unit, offset: int) -> Days:
    """Give the week, month or year that lies ``offset`` units from the one that ``day`` is in."""
    if unit == "week":
        return week_days(day, offset)
    if unit == "month":
        moved = shift(day.replace(day=1), "month", offset)
        return month_days(moved.year, moved.month)
    if unit == "year":
        return year_days(day.year + offset)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * offset
        return year_days(first, first + 9)
    moved = shift(day, unit, offset)
    return moved, moved


def shift(day: date, unit: Unit, count: int) -> date:
    """Move a day by ``count`` units; the 31st becomes the last of a shorter month; hours round up to days."""
    try:
        if unit == "minute":
            return day
        if unit == "hour":
            days = -(-abs(count) // _HOURS_A_DAY) if abs(count) >= _HOURS_A_DAY else 0
            return day + timedelta(days=days if count > 0 else -days)
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return day


def spread(days: Days, before: int, after: int) -> Days:
    """Widen days by so many before and after them."""
    return shift(days[0], "day", -before), shift(days[1], "day", after)


def hull(one: Days, other: Days) -> Days:
    """Give the days from the earlier beginning to the later end."""
    return min(one[0], other[0]), max(one[1], other[1])


def looseness(unit: Unit, count: int, *, rough: bool) -> int:
    """Give how many days a count of units may be off: قبل أسبوعين 3, قبل نحو أسبوعين 6, قبل يومين none."""
    half = _HALVES.get(unit, 0)
    return max(1, 2 * half, count // _FINE if unit == "day" else 0) if rough else half


def weekday_before(day: date, weekday: int, *, strict: bool = False) -> date:
    """Give the last such weekday up to ``day``, or before it where ``strict``."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=7 if strict and not back else back)


def weekday_after(day: date, weekday: int, *, strict: bool = False) -> date:
    """Give the first such weekday from ``day`` on, or after it where ``strict``."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=7 if strict and not ahead else ahead)


def year_of(month: int, day: int, today: date, direction: int, *, lean: int = 0) -> int:
    """Choose the year of a date that has none: ``direction`` -1 last, 1 next, 0 the likelier.

    The last one, unless it lies a few weeks ahead (a few days, where the sentence leans to what is past), or
    the sentence leans to what is to come.
    """
    reach = NEAR // 3 if lean < 0 else NEAR
    here = safe_date(today.year, month, min(day, monthrange(today.year, month)[1])) or today
    if direction < 0:
        return today.year if here < today else today.year - 1
    if direction > 0 or (lean > 0 and here < today - 2 * NEAR * DAY):
        return today.year if here >= today else today.year + 1
    if lean > 0:
        return today.year
    if here <= today + timedelta(days=reach):
        nextly = here.replace(year=here.year + 1, day=min(here.day, 28))
        return today.year + 1 if nextly <= today + timedelta(days=reach) else today.year
    return today.year - 1


def edge_days(days: Days, edge: Edge, unit: str) -> Days:
    """Give the beginning, middle or end of a span: of a month its first ten days, the 15th, the rest after
    the 20th; of a year its first or last quarter; of a decade four, three, three years."""
    first, last = days
    if unit == "month":
        if edge == "middle":
            return first.replace(day=15), first.replace(day=15)
        if edge == "start":
            return first, first.replace(day=_THIRD)
        return first.replace(day=_TWO_THIRDS + 1), last
    if unit == "year":
        start, stop = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}[edge]
        return date(first.year, start, 1), month_days(last.year, stop)[1]
    if unit == "decade":
        start, stop = {"start": (0, 3), "middle": (4, 6), "end": (7, 9)}[edge]
        return year_days(first.year + start, first.year + stop)
    length = (last - first).days
    if edge == "start":
        return first, first + timedelta(days=length // 3)
    if edge == "end":
        return last - timedelta(days=length // 3), last
    middle = first + timedelta(days=length // 2)
    return middle, middle


def edge_bounds(days: Days, edge: Edge) -> Days:
    """Give what the edge of a span may reach to: its half at either end, its middle third."""
    first, last = days
    length = (last - first).days
    if edge == "start":
        return first, first + timedelta(days=length // 2)
    if edge == "end":
        return last - timedelta(days=length // 2), last
    return first + timedelta(days=length // 3), last - timedelta(days=length // 3)
