"""The day a report was published, as its head, foot or the user writes it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

import msgspec

from riwaya.chars import fold
from riwaya.errors import DateError, Fault
from riwaya.hijri import hijri_day
from riwaya.months import Month, load_months
from riwaya.text.notes import NOT_A_DATE

_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?")
_EARLIEST, _LATEST = 1900, 2100
_MONTHS = 12
_SHOWN = 40  # of a faulty value in a message


class DayMatch(msgspec.Struct, frozen=True):
    """A date in a folded key: its offsets there, and the day, or none for what is no day.

    The day of a Hijri date stands apart: the moon may move it by one.
    """

    start: int
    end: int
    day: date | None
    hijri: date | None = None


@cache
def _months() -> dict[str, Month]:
    return {fold(name): row for row in load_months() for name in row.names}


@cache
def _pattern() -> re.Pattern[str]:
    # The longest name first, so that كانون الثاني is not read as another month.
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    gap = r"\s*[-\u060c,/]?\s*(?:\w{3}\s+)?"  # a comma, or one short word that means year
    again = rf"(?:\s*[/(\-–]\s*(?:{names})\b\)?)?"  # 14 آذار/مارس, 14 مارس (آذار)
    return re.compile(
        rf"""
        (?<!\d)(?:
            (?P<y>\d{{4}})\s?[-/.]\s?(?P<m>\d{{1,2}})\s?[-/.]\s?(?P<d>\d{{1,2}})(?!\d)
          | (?P<d2>\d{{1,2}})\s?[-/.]\s?(?P<m2>\d{{1,2}})\s?[-/.]\s?(?P<y2>\d{{4}})(?!\d)
          | (?P<d3>\d{{1,2}})\s*(?:\w{{2}}\s+)?[-/]?\s*(?P<n3>{names})\b{again}{gap}(?P<y3>\d{{4}})(?!\d)
        )
        | \b(?P<n4>{names}){again}\s+(?P<d4>\d{{1,2}})\s*[\u060c,]\s*(?P<y4>\d{{4}})(?!\d)
        """,
        re.VERBOSE,
    )


def find_days(key: str) -> Iterator[DayMatch]:
    """Find the full dates of a folded key: 2022-03-14, 14/3/2022, 14 آذار/مارس 2022."""
    for match in _pattern().finditer(key):
        yield DayMatch(match.start(), match.end(), _day(match), _hijri(match))


@cache
def _short_pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(rf"(?:\d{{1,2}}\s*[-/]?\s*)?(?:{names})(?:[\s/(-]+(?:{names})\)?)?(?:\s+\d{{4}})?")


def is_day(key: str) -> bool:
    """Tell a folded key that is a day of a month and no more, with a year or without: 17 مايو أيار."""
    return _short_pattern().fullmatch(key) is not None


def _day(match: re.Match[str]) -> date | None:
    for year, month, day in (("y", "m", "d"), ("y2", "m2", "d2"), ("y3", "n3", "d3"), ("y4", "n4", "d4")):
        if match[year]:
            named = _months().get(match[month])
            if named is not None and named.calendar == "hijri":
                return None
            number = named.month if named is not None else int(match[month])
            return _make_day(int(match[year]), number, int(match[day]))
    return None


def _hijri(match: re.Match[str]) -> date | None:
    for year, month, day in (("y3", "n3", "d3"), ("y4", "n4", "d4")):
        named = _months().get(match[month] or "")
        if named is not None and named.calendar == "hijri":
            found = hijri_day(int(match[year]), named.month, int(match[day]))
            return found if found is not None and _EARLIEST <= found.year <= _LATEST else None
    return None


def _make_day(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    if month > _MONTHS >= day:  # 3/14/2022: only one of the two can be a month
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(value: str) -> date:
    """Read one date as a person or feed writes it: ISO 8601 first, then the forms of newspapers.

    A date-time gives the day as written, in its own time zone. Raises DateError where there is none.
    """
    stripped = value.strip()
    if _ISO_TIME.fullmatch(stripped):
        try:
            day = datetime.fromisoformat(stripped).date()
        except ValueError:
            day = None
        if day is not None and _EARLIEST <= day.year <= _LATEST:
            return day
    else:
        days = {match.day for match in find_days(fold(stripped[:100])) if match.day is not None}
        if len(days) == 1:
            return days.pop()
    shown = stripped if len(stripped) <= _SHOWN else stripped[:_SHOWN] + "…"
    raise DateError(Fault(NOT_A_DATE, shown=shown, example="2022-03-14"))
