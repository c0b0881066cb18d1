"""What times mean that are made of others: منتصف مارس, منذ السبت, حتى نهاية العام, بين 24 فبراير و3 مارس."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from riwaya.mentions.times.calendar import (
    DAY,
    UNITS,
    Days,
    edge_bounds,
    edge_days,
    hull,
    month_days,
    safe_date,
    shift,
    unit_days,
    year_days,
)
from riwaya.mentions.times.dates import Meaning, up_to_now
from riwaya.mentions.times.slots import Clock, Sense, Slots
from riwaya.mentions.times.symbols import Stamp


def _whole(slots: Slots, clock: Clock, unit: str) -> Days | None:
    """Give what a part is of: the year ``y``, this ``unit``, or ``t`` with the days that were cut off it."""
    if slots.has("y"):
        return year_days(slots.number("y") or 1)
    stamp = slots.stamp("t")
    if stamp is None:
        return None if clock.today is None else unit_days(clock.today, slots.unit(unit), 0)
    if stamp.days is None or _is_span(stamp):
        return stamp.days
    return unit_days(stamp.days[0], UNITS[stamp.grain], 0)


def _is_span(stamp: Stamp) -> bool:
    """Tell whether days are no week, month or year of the calendar that days are counted in."""
    return stamp.grain not in UNITS or stamp.rule == "time:month-hijri"


def _part_of_year(slots: Slots, clock: Clock) -> Days | None:
    """Read النصف الأول من عام 2015, الربع الثاني من العام الجاري."""
    whole = _whole(slots, clock, "u")
    parts = slots.number("x") or 2
    which = parts if slots.kind("n") == "RECENT" else slots.number("n") or 1
    if whole is None or which > parts:
        return None
    year, months = whole[0].year, 12 // parts
    return date(year, months * (which - 1) + 1, 1), month_days(year, months * which)[1]


def _first_units(slots: Slots, clock: Clock) -> Days | None:
    """Read الأشهر الستة الأولى من عام 2023, الأيام الثلاثة الأخيرة من الشهر."""
    whole, unit, count = _whole(slots, clock, "v"), slots.unit("u"), slots.number("n") or 1
    if whole is None or (slots.kind("o") == "ORD" and slots.number("o") != 1):
        return None
    if slots.kind("o") == "RECENT":
        return shift(whole[1] + DAY, unit, -count), whole[1]
    return whole[0], shift(whole[0], unit, count) - DAY


def _edge(slots: Slots, clock: Clock) -> Sense | None:
    """Read مطلع الشهر الحالي, منتصف فبراير, نهاية العام, أوائل التسعينيات."""
    whole, stamp = _whole(slots, clock, "u"), slots.stamp("t")
    if whole is None:
        return None
    if stamp is None:
        unit: str = slots.unit("u")
    elif stamp.rule == "time:decade":
        unit = "decade"
    else:
        unit = "span" if _is_span(stamp) else stamp.grain
    if unit == "week":
        return Sense(up_to_now(whole, clock))
    part = edge_days(whole, slots.edge("e"), unit)
    return Sense(part, hull(part, edge_bounds(whole, slots.edge("e"))))


def _same(slots: Slots, _: Clock) -> Sense:
    return slots.sense("t")


def _eve(slots: Slots, _: Clock) -> Sense:
    """Read عشية عيد الأضحى: the day before, which some countries call the evening of the day itself."""
    days = slots.days("t")
    if days is None:
        return Sense()
    eve = days[0] - DAY, days[0] - DAY
    return Sense(eve, (eve[0], days[0]))


def _morrow(slots: Slots, _: Clock) -> Days | None:
    days = slots.days("t")
    return None if days is None else (days[1] + DAY, days[1] + DAY)


def _past_midnight(slots: Slots, _: Clock) -> Days | None:
    days = slots.days("t")
    return None if days is None else (days[0], days[0] + DAY)


def _since(slots: Slots, clock: Clock) -> Sense:
    """Read منذ السبت: up to today, and it began on Saturday."""
    sense, today = slots.sense("t"), clock.today
    if sense.days is None or today is None or sense.days[0] > today:
        return sense
    return Sense((sense.days[0], today), (_bounds(sense)[0], today), sense.began or sense.days)


def _until(slots: Slots, clock: Clock) -> Sense:
    sense, today = slots.sense("t"), clock.today
    if sense.days is None or today is None or sense.days[1] < today:
        return sense
    return Sense((today, sense.days[1]), (today, _bounds(sense)[1]))


def _before(slots: Slots, clock: Clock) -> Sense:
    """Read قبل 17 سبتمبر: what is to come ends the day before; what is past is near that day."""
    sense, today = slots.sense("t"), clock.today
    if sense.days is None or today is None or sense.days[0] <= today:
        return sense
    return Sense((today, sense.days[0] - DAY))


def _between(slots: Slots, _: Clock) -> Days | None:
    first, last, stamp = slots.days("t"), slots.days("b"), slots.stamp("t")
    if first is None or last is None or stamp is None:
        return None
    start = first[0]
    ending = slots.stamp("b")
    if stamp.anchor == "absolute" and ending is not None and ending.anchor == "weekday":
        weeks = -(-(start - last[1]).days // 7)  # من الجمعة 23 سبتمبر حتى الثلاثاء
        return start, shift(last[1], "week", max(0, weeks))
    if stamp.open_year:  # بين 15 أبريل و20 مايو 2023: the year is the second one's
        start = safe_date(last[1].year, start.month, start.day) or start
    while start > last[1]:  # من الاثنين إلى الخميس: the first may have been read a week or a year too late
        start = shift(start, "year" if (start - last[1]).days > 7 else "week", -1)
    return start, last[1]


def _bounds(sense: Sense) -> Days:
    return sense.bounds or sense.days or (date.min, date.max)


JOINING: Mapping[str, Meaning] = MappingProxyType(
    {
        "part-of-year": _part_of_year,
        "edge": _edge,
        "first-units": _first_units,
        "same": _same,
        "eve": _eve,
        "morrow": _morrow,
        "past-midnight": _past_midnight,
        "since": _since,
        "until": _until,
        "before": _before,
        "between": _between,
    }
)
