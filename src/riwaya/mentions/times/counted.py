"""What counts of days, weeks, months mean: قبل أسبوعين, منذ 19 يوما, لليوم الخامس, الأيام المقبلة."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from riwaya.mentions.times.calendar import DAY, Days, Unit, hull, looseness, shift, spread, unit_days
from riwaya.mentions.times.dates import Meaning
from riwaya.mentions.times.slots import Clock, Sense, Slots

_COARSE = 3  # قبل ثلاثة أشهر is a month, no day
# The plural counts 3 to 10: two is a dual of its own, and from 11 on the word is singular.
_FEWEST, _MOST = 3, 10
_HALVES: Mapping[Unit, tuple[Unit, int]] = MappingProxyType(
    {"week": ("day", 3), "month": ("day", 15), "year": ("month", 6), "decade": ("year", 5)}
)


def _count(slots: Slots) -> int:
    return 2 if slots.kind("u", "v") in ("TWO", "THETWO") else slots.number("n") or 1


def _shift(day: date, slots: Slots, sign: int) -> date:
    """Move a day by what is counted: عامين, عام ونصف, عام وشهرين."""
    unit = slots.unit("u", "v")
    day = shift(day, unit, sign * _count(slots))
    if slots.has("u2") or slots.has("v2"):
        more = 2 if slots.kind("v2") == "TWO" else slots.number("n2") or 1
        return shift(day, slots.unit("u2", "v2"), sign * more)
    if slots.number("h") == 2 and unit in _HALVES:
        half, count = _HALVES[unit]
        return shift(day, half, sign * count)
    return day


def _moved(day: date, slots: Slots, sign: int) -> Sense:
    """Give the day that lies a count of units away; the month or year it is in where the count is coarse."""
    unit, count = slots.unit("u", "v"), _count(slots)
    day = _shift(day, slots, sign)
    if unit in ("year", "decade"):
        days = unit_days(day, "month" if any(map(slots.has, ("h", "u2", "v2"))) else "year", 0)
    else:
        days = unit_days(day, "month" if unit == "month" and count >= _COARSE else "day", 0)
    loose = looseness(unit, count, rough=slots.rough)
    return Sense(days, hull(days, spread((day, day), loose, loose)))


def _ago(slots: Slots, clock: Clock) -> Sense | None:
    return None if clock.today is None else _moved(clock.today, slots, -1)


def _later(slots: Slots, clock: Clock) -> Sense | None:
    """Read بعد شهر: from the report's day, but of what is past from one told before: وبعد يومين قتل."""
    lean = clock.lean()
    if lean > 0 or (lean == 0 and slots.unit("u", "v") not in ("year", "decade")):
        return None if clock.today is None else _moved(clock.today, slots, 1)
    found = _from_told(slots, clock, 1) if lean < 0 else None
    if found is None or found.days is None or (clock.today is not None and found.days[0] > clock.today):
        return None  # it is not from there that it counts: عزل الخميس الرئيس بعد ثلاثين عاما
    return found


def _before_that(slots: Slots, clock: Clock) -> Sense | None:
    return _from_told(slots, clock, -1)


def _after_that(slots: Slots, clock: Clock) -> Sense | None:
    return _from_told(slots, clock, 1)


def _from_told(slots: Slots, clock: Clock, sign: int) -> Sense | None:
    """Read قبل ذلك بيومين, بعدها بأسبوع; years and months are counted from less than a day too."""
    unit = slots.unit("u", "v")
    told = clock.told(unit if unit in ("month", "year") else "day")
    return None if told is None else _moved(told[0], slots, sign)


def _apart(slots: Slots, clock: Clock) -> Sense | None:
    """Read بعد شهر من: what is named behind it was a month before a day told, or about now."""
    told = clock.told("day", clock.floor)
    day = clock.today if told is None else told[0]
    if day is None:
        return None
    bounds = _moved(day, slots, 1 if slots.kind("k") == "AGO" else -1).bounds
    return Sense(None, spread(bounds, 1, 0) if bounds and told is None else bounds)


def _lasted(slots: Slots, clock: Clock) -> Sense | None:
    """Read منذ 19 يوما: it began then and goes on."""
    if clock.today is None:
        return None
    day, began = _shift(clock.today, slots, -1), _moved(clock.today, slots, -1)
    earliest = began.bounds[0] if began.bounds else day
    return Sense((day, clock.today), (min(day, earliest), clock.today), began.days)


def _lasting(slots: Slots, clock: Clock) -> Days | None:
    """Read الأيام الثلاثة الماضية, الساعات الـ48 المقبلة, على مدى شهر: up to today, or from today."""
    if clock.today is None:
        return None
    sign = 1 if slots.kind("d") == "NEXT" or (not slots.has("d") and clock.forward()) else -1
    day = _shift(clock.today, slots, sign)
    return (clock.today, day) if sign > 0 else (day, clock.today)


def _within(slots: Slots, clock: Clock) -> Days | None:
    """Read في غضون يومين: from the day of publication on; of what is past, up to it."""
    if clock.today is None:
        return None
    sign = -1 if clock.lean() < 0 else 1
    day = _shift(clock.today, slots, sign)
    return (clock.today, day) if sign > 0 else (day, clock.today)


def _nth(slots: Slots, clock: Clock) -> Sense | None:
    """Read لليوم الخامس, للأسبوع الثالث, دخلت يومها العاشر: the first of them lies n - 1 back."""
    if clock.today is None:
        return None
    if slots.kind("u") == "ITSUNIT" and not clock.entered():
        return None  # في عامه الأول
    unit, number = slots.unit("u"), slots.number("n") or 1
    first, bound = shift(clock.today, unit, 1 - number), shift(clock.today, unit, -number) + DAY
    days = first, clock.today
    return Sense(days, hull(days, (bound, clock.today)), (bound, first))


def _some(slots: Slots, clock: Clock) -> Sense | None:
    """Read قبل أيام, منذ أسابيع, خلال أشهر: no day, but three to ten of them away."""
    way, unit, lean = slots.name("k") or slots.kind("k"), slots.unit("u"), clock.lean()
    if clock.today is None:
        return None
    if way in ("AGO", "SINCE"):
        past = _reach(clock.today, unit, -_MOST), _reach(clock.today, unit, -_FEWEST)
        return Sense(None, past) if way == "AGO" else Sense(None, (past[0], clock.today), past)
    if lean < 0 or way == "IN":
        return None
    return Sense(None, (clock.today, _reach(clock.today, unit, _MOST)))


def _few(slots: Slots, clock: Clock) -> Sense | None:
    """Read الأيام المقبلة, السنوات الأخيرة: ten of them at most."""
    if clock.today is None:
        return None
    unit = slots.unit("u")
    if slots.kind("d") == "NEXT":
        return Sense(None, (clock.today, _reach(clock.today, unit, _MOST)))
    return Sense(None, (_reach(clock.today, unit, -_MOST), clock.today))


def _reach(day: date, unit: Unit, count: int) -> date:
    """Move a day by units; hours may pass midnight."""
    if unit == "hour" and abs(count) == _MOST:
        return shift(day, "day", 1 if count > 0 else -1)
    return shift(day, unit, count)


COUNTED: Mapping[str, Meaning] = MappingProxyType(
    {
        "ago": _ago,
        "later": _later,
        "before-that": _before_that,
        "after-that": _after_that,
        "lasted": _lasted,
        "lasting": _lasting,
        "within": _within,
        "apart": _apart,
        "nth": _nth,
        "some": _some,
        "few": _few,
    }
)
