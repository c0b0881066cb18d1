"""What dates mean: days, months, years, by number or name, in figures or Hijri; seasons and feasts."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from riwaya.hijri import hijri_day, hijri_month, hijri_year
from riwaya.mentions.times.calendar import (
    DAY,
    NEAR,
    Days,
    month_days,
    safe_date,
    shift,
    spread,
    unit_days,
    year_days,
    year_of,
)
from riwaya.mentions.times.occasions import HolidayRow, load_holidays, load_known_days
from riwaya.mentions.times.slots import Clock, Sense, Slots

Meaning = Callable[[Slots, Clock], Days | Sense | None]

DIRECTIONS: Mapping[str, int] = MappingProxyType({"PAST": -1, "RECENT": -1, "NEXT": 1})
_FIRST_GREGORIAN_YEAR = 1600
_HIJRI_YEARS = range(1300, 1500)
_MONTH_END = 28
_SOLSTICE = 22  # days from the first of a season's month to its beginning in the sky


def direction(slots: Slots, *names: str) -> int:
    """Give -1 for the past, 1 for the next, 0 for this or none."""
    return DIRECTIONS.get(slots.kind(*names), 0) * (2 if slots.has("two") else 1)


def one(day: date | None) -> Days | None:
    """Give a single day as first and last."""
    return None if day is None else (day, day)


def up_to_now(days: Days, clock: Clock) -> Days:
    """Cut what runs on beyond the day of publication, unless the sentence speaks of what is to come."""
    today = clock.today
    if today is None or not days[0] <= today < days[1]:
        return days
    return (today, days[1]) if clock.forward() else (days[0], today)


def _year(slots: Slots, clock: Clock, month: int, day: int) -> int | None:
    """Find the year that goes with a month: named, told by الماضي or العام نفسه, or the likeliest."""
    named = slots.number("y", "y2", "y3")
    if named is not None:
        return named
    if slots.has("same"):
        told = clock.told("year")
        return None if told is None else told[0].year
    today = clock.today
    if today is None:
        return None
    if slots.has("r"):
        return today.year + direction(slots, "r")
    if slots.kind("d") == "NOW":
        return today.year
    return year_of(month, day, today, direction(slots, "d"), lean=clock.lean())


def _known_year(slots: Slots, clock: Clock, month: int, day: int) -> int | None:
    """Find the year of a day that the word before it tells: هجمات 11 سبتمبر."""
    if any(map(slots.has, ("y", "y2", "y3", "d", "r", "same"))):
        return None
    known = load_known_days().get((month, day), ())
    latest = date.max.year if clock.today is None else clock.today.year
    return next((year for year, words in known if year <= latest and clock.word_before(words)), None)


def _date(slots: Slots, clock: Clock) -> Days | None:
    month, day = slots.number("m") or 1, slots.number("a") or 1
    year = _known_year(slots, clock, month, day) or _year(slots, clock, month, day)
    return None if year is None else one(safe_date(year, month, day))


def _dates(slots: Slots, clock: Clock) -> Days | None:
    return _days_of_month(slots, clock, slots.number("a") or 1, slots.number("b") or 1)


def _dates_figures(slots: Slots, clock: Clock) -> Days | None:
    """Read ليل 3/4 يناير, the night between two days."""
    first, last = (int(part) for part in slots.name("x").split("/"))
    return _days_of_month(slots, clock, first, last)


def _days_of_month(slots: Slots, clock: Clock, first: int, last: int) -> Days | None:
    month = slots.number("m") or 1
    year = _year(slots, clock, month, last)
    start = None if year is None else safe_date(year, month, first)
    end = None if year is None else safe_date(year, month, last)
    return None if start is None or end is None else (start, end)


def _day_of_month(slots: Slots, clock: Clock) -> Days | None:
    if clock.today is None:
        return None
    told = clock.told("month") if slots.has("x") else unit_days(clock.today, "month", direction(slots, "d"))
    return None if told is None else one(safe_date(told[0].year, told[0].month, slots.number("a") or 1))


def _month(slots: Slots, clock: Clock) -> Days | None:
    month, twin = slots.number("m") or 1, slots.number("t")
    year = _year(slots, clock, month, _MONTH_END if slots.kind("d") == "PAST" else 1)
    if year is None:
        return None
    if twin is None or twin == month or slots.kind("t") != "MONTH":
        return up_to_now(month_days(year, month), clock)
    return month_days(year, month)[0], month_days(year + (twin < month), twin)[1]  # يناير - مارس


def _part_of_month(slots: Slots, clock: Clock) -> Days | None:
    """Read النصف الثاني من فبراير, الثلث الأخير من مايو."""
    days = _month(slots, clock)
    parts = slots.number("x") or 2
    which = parts if slots.kind("n") == "RECENT" else slots.number("n") or 1
    if days is None or parts not in (2, 3) or which > parts:
        return days
    last = month_days(days[0].year, days[0].month)[1]
    ends = [0, 15, last.day] if parts == 2 else [0, 10, 20, last.day]
    return last.replace(day=ends[which - 1] + 1), last.replace(day=ends[which])


def _week_of_month(slots: Slots, clock: Clock) -> Days | None:
    """Read الأسبوع الأول من يناير as its first seven days, الأسبوع الأخير as its last."""
    if slots.has("u"):
        days = None if clock.today is None else unit_days(clock.today, "month", direction(slots, "d"))
    elif slots.kind("m") == "HMONTH":
        days = _last_hijri(slots, clock, lambda year: hijri_month(year, slots.number("m") or 1))
    else:
        days = _month(slots, clock)
        days = None if days is None else month_days(days[0].year, days[0].month)
    if days is None:
        return None
    first, last = days
    if slots.kind("n") == "RECENT":
        return shift(last, "day", -6), last
    start = shift(first, "week", (slots.number("n") or 1) - 1)
    return None if start > last else (start, min(last, shift(start, "day", 6)))


def _hijri_date(slots: Slots, clock: Clock) -> Days | None:
    month, day = slots.number("m") or 1, slots.number("a") or 1
    return _last_hijri(slots, clock, lambda year: one(hijri_day(year, month, day)))


def _hijri_month(slots: Slots, clock: Clock) -> Sense | None:
    days = _last_hijri(slots, clock, lambda year: hijri_month(year, slots.number("m") or 1))
    return None if days is None else Sense(days, spread(days, 1, 1))


def _last_hijri(slots: Slots, clock: Clock, days_in: Callable[[int], Days | None]) -> Days | None:
    """Find the year of Hijri days: the one named, the next one, or the last that began or soon begins."""
    named, today = slots.number("y"), clock.today
    if named is not None or today is None:
        return None if named is None else days_in(named)
    way = direction(slots, "d") or int(clock.forward())
    year = hijri_year(today) + 1
    candidates = [days for days in map(days_in, (year, year - 1, year - 2, year - 3)) if days is not None]
    if way > 0:
        coming = [days for days in candidates if days[1] >= today]
        return coming[-1] if coming else None
    latest = today if way < 0 else today + NEAR * DAY
    return next((days for days in candidates if (days[1] if way < 0 else days[0]) <= latest), None)


def _numeric(slots: Slots, clock: Clock) -> Days | None:
    """Read 14/3/2022, 2022/3/14, 12/2/1439 (Hijri); month first only where day first is no date."""
    parts = [int(part) for part in slots.name("x").split("/")]
    if len(parts) == 2:
        month, day = parts[1], parts[0]
        year = _year(slots, clock, month, day) if safe_date(2000, month, day) else None
        return None if year is None else one(safe_date(year, month, day))
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    return _ymd(year + 2000 if year < 100 else year, month, day)


def _parts(slots: Slots, _: Clock) -> Days | None:
    return _ymd(slots.number("y") or 0, slots.number("m") or 0, slots.number("a") or 0)


def _ymd(year: int, month: int, day: int) -> Days | None:
    if year in _HIJRI_YEARS:
        return one(hijri_day(year, month, day))
    if year < _FIRST_GREGORIAN_YEAR:
        return None
    return one(safe_date(year, month, day) or safe_date(year, day, month))


def _named_year(slots: Slots, clock: Clock) -> Days | None:
    return up_to_now(year_days(slots.number("y") or 1), clock)


def _hijri_named_year(slots: Slots, _: Clock) -> Days | None:
    first, last = hijri_month(slots.number("y") or 1, 1), hijri_month(slots.number("y") or 1, 12)
    return None if first is None or last is None else (first[0], last[1])


def _years(slots: Slots, _: Clock) -> Days | None:
    return year_days(slots.number("a") or 1, slots.number("b") or 1)


def _decade(slots: Slots, _: Clock) -> Days | None:
    first = slots.number("x") or 1900
    return year_days(first, first + 9)


def _century(slots: Slots, _: Clock) -> Days | None:
    first = slots.number("x") or 1900
    return year_days(first, first + 99)


def _season(slots: Slots, clock: Clock) -> Sense | None:
    """Read صيف 2014 as June to August, which in the sky is from the solstice to the equinox."""
    month = slots.number("x") or 3
    year = _year(slots, clock, min(month + 2, 12), _MONTH_END)
    if year is None:
        return None
    last = shift(date(year, month, 1), "month", 2)
    days = date(year, month, 1), month_days(last.year, last.month)[1]
    return Sense(days, spread(days, 0, _SOLSTICE))


def _holiday(slots: Slots, clock: Clock) -> Days | Sense | None:
    """Read عيد الفطر, ليلة رأس السنة, ثاني أيام عيد الأضحى; the moon may move feasts by a day."""
    row = load_holidays()[slots.number("x") or 0]
    if row.calendar == "gregorian":
        year = _year(slots, clock, row.month, row.day)
        first = None if year is None else safe_date(year, row.month, row.day)
        return None if first is None else _feast(slots, first, row)
    days = _last_hijri(slots, clock, lambda year: one(hijri_day(year, row.month, row.day)))
    if days is None:
        return None
    found = _feast(slots, days[0], row)
    return Sense(found, spread(found, 1, 1))


def _feast(slots: Slots, first: date, row: HolidayRow) -> Days:
    if slots.has("n"):
        return unit_days(first, "day", (slots.number("n") or 1) - 1)
    return first, shift(first, "day", row.days - 1)


DATES: Mapping[str, Meaning] = MappingProxyType(
    {
        "date": _date,
        "dates": _dates,
        "dates-figures": _dates_figures,
        "day-of-month": _day_of_month,
        "month": _month,
        "part-of-month": _part_of_month,
        "week-of-month": _week_of_month,
        "hijri-date": _hijri_date,
        "hijri-month": _hijri_month,
        "hijri-year": _hijri_named_year,
        "numeric": _numeric,
        "parts": _parts,
        "named-year": _named_year,
        "years": _years,
        "decade": _decade,
        "century": _century,
        "season": _season,
        "holiday": _holiday,
    }
)
