"""What the rules of times mean: each meaning turns what a pattern has matched into first and last day."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from riwaya.mentions.times.calendar import (
    DAY,
    UNITS,
    Days,
    edge_days,
    hijri_day,
    hijri_month,
    hijri_year,
    month_days,
    safe_date,
    shift,
    unit_days,
    weekday_after,
    weekday_before,
    year_days,
    year_of,
)
from riwaya.mentions.times.slots import Clock, Slots

_DIRECTIONS = {"PAST": -1, "RECENT": -1, "NEXT": 1}
_FIRST_GREGORIAN_YEAR = 1600
_SOME = 3
_MONTH_END = 28


def _direction(slots: Slots, *names: str) -> int:
    return _DIRECTIONS.get(slots.kind(*names), 0)


def _one(day: date | None) -> Days | None:
    return None if day is None else (day, day)


def _year(slots: Slots, clock: Clock, month: int, day: int) -> int | None:
    """Find the year that goes with a month: named, told by العام الماضي or الماضي, or the likeliest."""
    named = slots.number("y", "y2", "y3")
    if named is not None:
        return named
    today = clock.today
    if today is None:
        return None
    if slots.has("r"):
        return today.year + _direction(slots, "r")
    if slots.kind("d") == "NOW":
        return today.year
    return year_of(month, day, today, _direction(slots, "d"), forward=clock.forward())


def _date(slots: Slots, clock: Clock) -> Days | None:
    month, day = slots.number("m") or 1, slots.number("a") or 1
    year = _year(slots, clock, month, day)
    return None if year is None else _one(safe_date(year, month, day))


def _dates(slots: Slots, clock: Clock) -> Days | None:
    month, first, last = slots.number("m") or 1, slots.number("a") or 1, slots.number("b") or 1
    year = _year(slots, clock, month, last)
    start = None if year is None else safe_date(year, month, first)
    end = None if year is None else safe_date(year, month, last)
    return None if start is None or end is None else (start, end)


def _day_of_month(slots: Slots, clock: Clock) -> Days | None:
    if clock.today is None:
        return None
    first, _ = unit_days(clock.today, "month", _direction(slots, "d"))
    return _one(safe_date(first.year, first.month, slots.number("a") or 1))


def _month(slots: Slots, clock: Clock) -> Days | None:
    month, twin = slots.number("m") or 1, slots.number("t")
    year = _year(slots, clock, month, _MONTH_END if slots.kind("d") == "PAST" else 1)
    if year is None:
        return None
    if twin is None or twin == month or slots.kind("t") != "MONTH":
        return _up_to_now(month_days(year, month), clock)
    return month_days(year, month)[0], month_days(year + (twin < month), twin)[1]  # يناير - مارس


def _hijri_date(slots: Slots, clock: Clock) -> Days | None:
    year = slots.number("y") or (hijri_year(clock.today) if clock.today else None)
    month, day = slots.number("m") or 1, slots.number("a") or 1
    found = None if year is None else hijri_day(year, month, day)
    if found and not slots.has("y") and clock.today and year and found > clock.today + 45 * DAY:
        found = hijri_day(year - 1, month, day)
    return _one(found)


def _hijri_month(slots: Slots, clock: Clock) -> Days | None:
    year = slots.number("y") or (hijri_year(clock.today) if clock.today else None)
    days = None if year is None else hijri_month(year, slots.number("m") or 1)
    latest = None if clock.today is None else clock.today + (0 if slots.kind("d") == "PAST" else 45) * DAY
    if days and not slots.has("y") and latest and year and days[0] > latest:
        days = hijri_month(year - 1, slots.number("m") or 1)
    return days


def _numeric(slots: Slots, clock: Clock) -> Days | None:
    """Read 14/3/2022, 2022/3/14, 12/2/1439 (Hijri); month first only where day first is no date."""
    parts = [int(part) if part.isdigit() else 0 for part in slots.name("x").split("/")]
    if len(parts) == 2 and clock.today and all(parts):
        return _one(safe_date(clock.today.year, parts[1], parts[0])) if parts[1] <= 12 else None
    if len(parts) != 3:
        return None
    return _ymd(*(parts if parts[0] > 31 else parts[::-1]))


def _parts(slots: Slots, _: Clock) -> Days | None:
    return _ymd(slots.number("y") or 0, slots.number("m") or 0, slots.number("a") or 0)


def _ymd(year: int, month: int, day: int) -> Days | None:
    if 1300 <= year < 1500:
        return _one(hijri_day(year, month, day)) if month <= 12 and day <= 30 else None
    if year < _FIRST_GREGORIAN_YEAR:
        return None
    return _one(safe_date(year, month, day) or safe_date(year, day, month))


def _named_year(slots: Slots, clock: Clock) -> Days | None:
    year = slots.number("y") or 1
    return _up_to_now(year_days(year), clock)


def _years(slots: Slots, _: Clock) -> Days | None:
    return year_days(slots.number("a") or 1, slots.number("b") or 1)


def _decade(slots: Slots, _: Clock) -> Days | None:
    first = slots.number("x") or 1900
    return year_days(first, first + 9)


def _century(slots: Slots, _: Clock) -> Days | None:
    first = slots.number("x") or 1900
    return year_days(first, first + 99)


def _season(slots: Slots, clock: Clock) -> Days | None:
    month = slots.number("x") or 3
    year = _year(slots, clock, min(month + 2, 12), _MONTH_END)
    if year is None:
        return None
    last = shift(date(year, month, 1), "month", 2)
    return date(year, month, 1), month_days(last.year, last.month)[1]


def _up_to_now(days: Days, clock: Clock) -> Days:
    """Cut what runs on beyond the day of publication, unless the sentence speaks of what is to come."""
    today = clock.today
    if today is None or not days[0] <= today < days[1]:
        return days
    return (today, days[1]) if clock.forward() else (days[0], today)


def _unit(slots: Slots, clock: Clock) -> Days | None:
    """Read الأسبوع الماضي, الشهر المقبل, هذا العام."""
    if clock.today is None:
        return None
    days = unit_days(clock.today, slots.unit("u"), _direction(slots, "d") * (2 if slots.has("two") else 1))
    return _up_to_now(days, clock)


def _weekend(slots: Slots, clock: Clock) -> Days | None:
    """Read مطلع الأسبوع, عطلة نهاية الأسبوع: Saturday and Sunday, those just gone or those that come."""
    if clock.today is None:
        return None
    if slots.kind("d") == "NEXT" or clock.forward():
        saturday = weekday_after(clock.today, 5)
    else:
        saturday = weekday_before(weekday_before(clock.today, 6), 5)
    return saturday, saturday + DAY


def _weekday_date(slots: Slots, clock: Clock, name: str) -> date | None:
    if clock.today is None:
        return None
    weekday, modifier = slots.number(name) or 0, slots.kind("d")
    if modifier == "NEXT":
        return weekday_after(clock.today, weekday, strict=True)
    if modifier == "PAST":
        return weekday_before(clock.today, weekday, strict=True)
    if clock.forward():
        return weekday_after(clock.today, weekday)
    return weekday_before(clock.today, weekday)


def _weekday(slots: Slots, clock: Clock) -> Days | None:
    return _one(_weekday_date(slots, clock, "w"))


def _weekdays(slots: Slots, clock: Clock) -> Days | None:
    """Read يومي الثلاثاء والأربعاء, ليل السبت الأحد: the second day follows the first."""
    last, today = _weekday_date(slots, clock, "b"), clock.today
    if last is None or today is None:
        return None
    if today.weekday() == slots.number("a") and clock.lean() >= 0:
        return today, weekday_after(today, slots.number("b") or 0)
    return weekday_before(last, slots.number("a") or 0), last


def _day(slots: Slots, clock: Clock) -> Days | None:
    """Read أمس, غدا, اليوم (الاثنين): a weekday beside it is right where the two disagree."""
    if clock.today is None:
        return None
    day = shift(clock.today, "day", slots.number("k") or 0)
    weekday = slots.number("w")
    if weekday is not None:
        back, ahead = weekday_before(day, weekday), weekday_after(day, weekday)
        day = ahead if ahead - day == DAY else back  # written the evening before, else sent on late
    return _one(day)


def _last_night(slots: Slots, clock: Clock) -> Days | None:
    if clock.today is None:
        return None
    night = clock.today - (2 if slots.has("two") else 1) * DAY
    return night, night + DAY


def _nothing(_slots: Slots, _clock: Clock) -> Days | None:
    return None


def _duration(slots: Slots, clock: Clock, sign: int) -> date | None:
    if clock.today is None:
        return None
    count = 2 if slots.kind("u", "v") in ("TWO", "THETWO") else slots.number("n") or 1
    return shift(clock.today, slots.unit("u", "v"), sign * count)


def _away(slots: Slots, clock: Clock, sign: int) -> Days | None:
    day = _duration(slots, clock, sign)
    if day is None:
        return None
    unit, count = slots.unit("u", "v"), slots.number("n") or 1
    if unit == "year" or (unit == "month" and count >= _SOME):
        return unit_days(day, unit, 0)  # قبل ثلاثة أعوام is no day
    return day, day


def _ago(slots: Slots, clock: Clock) -> Days | None:
    return _away(slots, clock, -1)


def _later(slots: Slots, clock: Clock) -> Days | None:
    return _away(slots, clock, 1)


def _lasting(slots: Slots, clock: Clock) -> Days | None:
    """Read منذ 19 يوما, الأيام الثلاثة الماضية, الساعات الـ48 المقبلة: up to today, or from today."""
    sign = 1 if slots.kind("d") == "NEXT" or (not slots.has("d") and clock.forward()) else -1
    day = _duration(slots, clock, sign)
    if day is None or clock.today is None:
        return None
    return (clock.today, day) if sign > 0 else (day, clock.today)


def _nth_day(slots: Slots, clock: Clock) -> Days | None:
    """Read لليوم الخامس, للأسبوع الثالث: the first of them lies n - 1 back."""
    if clock.today is None:
        return None
    return shift(clock.today, slots.unit("u"), 1 - (slots.number("n") or 1)), clock.today


def _part_of_year(slots: Slots, clock: Clock) -> Days | None:
    """Read النصف الأول من عام 2015, الربع الثاني من العام الجاري."""
    first = slots.days("t")
    year = first[0].year if first else clock.today.year if clock.today else None
    parts = slots.number("x") or 2
    which = parts if slots.kind("n") == "RECENT" else slots.number("n") or 1
    if year is None or which > parts:
        return None
    months = 12 // parts
    return date(year, months * (which - 1) + 1, 1), month_days(year, months * which)[1]


def _part_of_month(slots: Slots, clock: Clock) -> Days | None:
    """Read النصف الثاني من فبراير."""
    days = _month(slots, clock)
    if days is None or slots.number("x") != 2:
        return days
    middle = days[0].replace(day=15)
    return (days[0], middle) if slots.number("n") == 1 else (middle + DAY, days[1])


def _within(slots: Slots, clock: Clock) -> Days | None:
    """Read في غضون يومين: from the day of publication on."""
    day = _duration(slots, clock, 1)
    return None if day is None or clock.today is None else (clock.today, day)


def _edge(slots: Slots, clock: Clock) -> Days | None:
    """Read مطلع الشهر الحالي, منتصف فبراير, نهاية العام."""
    stamp = slots.stamp("t")
    day = clock.today if stamp is None else stamp.days[0] if stamp.days is not None else None
    if day is None:
        return None
    unit = slots.unit("u") if stamp is None else UNITS.get(stamp.grain, "month")
    days = unit_days(day, unit, 0)
    return _up_to_now(days, clock) if unit == "week" else edge_days(days, slots.edge("e"), unit)


def _same(slots: Slots, _: Clock) -> Days | None:
    return slots.days("t")


def _past_midnight(slots: Slots, _: Clock) -> Days | None:
    days = slots.days("t")
    return None if days is None else (days[0], days[0] + DAY)


def _since(slots: Slots, clock: Clock) -> Days | None:
    days, today = slots.days("t"), clock.today
    if days is None or today is None or days[0] > today:
        return days
    return days[0], today


def _until(slots: Slots, clock: Clock) -> Days | None:
    days, today = slots.days("t"), clock.today
    if days is None or today is None or days[1] < today:
        return days
    return today, days[1]


def _before(slots: Slots, clock: Clock) -> Days | None:
    """Read قبل 17 سبتمبر: what is to come ends the day before; what is past is near that day."""
    days, today = slots.days("t"), clock.today
    if days is None or today is None or days[0] <= today:
        return days
    return today, days[0] - DAY


def _between(slots: Slots, _: Clock) -> Days | None:
    first, last, stamp = slots.days("t"), slots.days("b"), slots.stamp("t")
    if first is None or last is None or stamp is None:
        return None
    start = first[0]
    if stamp.open_year:  # بين 15 أبريل و20 مايو 2023: the year is the second one's
        start = safe_date(last[1].year, start.month, start.day) or start
    while (
        start > last[1]
    ):  # من الاثنين إلى الخميس: the first day may have been read a week or a year too late
        start = shift(start, "year" if (start - last[1]).days > 7 else "week", -1)
    return start, last[1]


MEANINGS: Mapping[str, Callable[[Slots, Clock], Days | None]] = MappingProxyType(
    {
        "date": _date,
        "dates": _dates,
        "day-of-month": _day_of_month,
        "month": _month,
        "hijri-date": _hijri_date,
        "hijri-month": _hijri_month,
        "numeric": _numeric,
        "parts": _parts,
        "named-year": _named_year,
        "years": _years,
        "decade": _decade,
        "century": _century,
        "season": _season,
        "unit": _unit,
        "weekend": _weekend,
        "weekday": _weekday,
        "weekdays": _weekdays,
        "day": _day,
        "last-night": _last_night,
        "nothing": _nothing,
        "ago": _ago,
        "later": _later,
        "lasting": _lasting,
        "nth-day": _nth_day,
        "part-of-year": _part_of_year,
        "part-of-month": _part_of_month,
        "within": _within,
        "edge": _edge,
        "same": _same,
        "past-midnight": _past_midnight,
        "since": _since,
        "until": _until,
        "before": _before,
        "between": _between,
    }
)
