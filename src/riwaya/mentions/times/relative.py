"""What is told from the report's day or from one told before: أمس, الخميس, الأسبوع الماضي, اليوم التالي."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from riwaya.chars import LAM
from riwaya.mentions.times.calendar import DAY, Days, shift, spread, unit_days, weekday_after, weekday_before
from riwaya.mentions.times.dates import Meaning, direction, one, up_to_now
from riwaya.mentions.times.occasions import load_vague_times
from riwaya.mentions.times.slots import Clock, Sense, Slots

_STEPS: Mapping[str, int] = MappingProxyType({"SAMEUNIT": 0, "UNITAFTER": 1, "UNITBEFORE": -1})


def _unit(slots: Slots, clock: Clock) -> Days | None:
    """Read الأسبوع الماضي, الشهر قبل الماضي, هذا العام."""
    if clock.today is None:
        return None
    return up_to_now(unit_days(clock.today, slots.unit("u"), direction(slots, "d")), clock)


def _weekend(slots: Slots, clock: Clock) -> Sense | None:
    """Read عطلة نهاية الأسبوع: Saturday and Sunday, just gone or to come; with Friday in some countries."""
    if clock.today is None:
        return None
    if slots.kind("d") == "NEXT" or clock.forward():
        saturday = weekday_after(clock.today, 5)
    else:
        saturday = weekday_before(weekday_before(clock.today, 6), 5)
    days = saturday, saturday + DAY
    return Sense(days, spread(days, 1, 0))


def _weekday_date(slots: Slots, clock: Clock, name: str) -> date | None:
    if clock.today is None:
        return None
    weekday, modifier = slots.number(name) or 0, slots.kind("d")
    if modifier == "NEXT":
        return weekday_after(clock.today, weekday, strict=True)
    if modifier == "PAST":
        last = weekday_before(clock.today, weekday, strict=True)
        return shift(last, "week", -1) if slots.has("two") else last
    if clock.forward():
        return weekday_after(clock.today, weekday)
    return weekday_before(clock.today, weekday)


def _weekday(slots: Slots, clock: Clock) -> Days | None:
    return one(_weekday_date(slots, clock, "w"))


def _weekday_of_week(slots: Slots, clock: Clock) -> Days | None:
    """Read الجمعة من الأسبوع الماضي."""
    if clock.today is None:
        return None
    monday, _ = unit_days(clock.today, "week", direction(slots, "d"))
    return one(shift(monday, "day", slots.number("w") or 0))


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
    return one(day)


def _since_morning(_slots: Slots, clock: Clock) -> Sense:
    """Read منذ الصباح."""
    today = one(clock.today)
    return Sense(today, began=today)


def _last_night(slots: Slots, clock: Clock) -> Days | None:
    if clock.today is None:
        return None
    night = clock.today - (2 if slots.has("two") else 1) * DAY
    return night, night + DAY


def _night(slots: Slots, clock: Clock) -> Days | None:
    """Read خلال الليل: the night before the report, but of what is to come the one behind it."""
    if clock.today is None:
        return None
    return (clock.today, clock.today + DAY) if clock.forward() else _last_night(slots, clock)


def _told(slots: Slots, clock: Clock) -> Days | None:
    """Read اليوم نفسه, العام التالي, from what was told last; «اليوم التالي للحرب» is no such day."""
    unit, step = slots.unit("x"), _STEPS[slots.kind("x")]
    told = clock.told(unit)
    if told is None or (step and clock.clitic_behind(LAM)):
        return None
    return unit_days(told[0], unit, step)


def _sometime(slots: Slots, clock: Clock) -> Sense | None:
    """Read مؤخرا, قريبا, منذ فترة."""
    row = load_vague_times()[slots.number("x") or 0]
    if clock.today is None:
        return None
    bounds = spread((clock.today, clock.today), -row.earliest, row.latest)
    return Sense(None, bounds, bounds if row.since else None)


def _nothing(_slots: Slots, _clock: Clock) -> None:
    return None


RELATIVE: Mapping[str, Meaning] = MappingProxyType(
    {
        "unit": _unit,
        "weekend": _weekend,
        "weekday": _weekday,
        "weekday-of-week": _weekday_of_week,
        "weekdays": _weekdays,
        "day": _day,
        "since-morning": _since_morning,
        "last-night": _last_night,
        "night": _night,
        "told": _told,
        "sometime": _sometime,
        "nothing": _nothing,
    }
)
