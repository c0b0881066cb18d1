"""The timeline: how many events on each day, or in each stretch of as many days."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate

import msgspec

from riwaya.store.search.overview import Stretch

_MOST = 120  # bars
_LONG = 1100  # days from which on a few far outliers are left to the sides
_SIDE = 0.01  # of all events, at most so many to each side


class Bar(msgspec.Struct, frozen=True):
    """One bar: events of a day in it that is told, of a longer time, and those of which only the report's day
    is known."""

    first: str
    last: str
    told: int
    within: int
    reported: int

    @property
    def total(self) -> int:
        """Count them all."""
        return self.told + self.within + self.reported


class Timeline(msgspec.Struct, frozen=True):
    """Bars of ``step`` days each, the tallest's events, and how many lie before and behind them all."""

    bars: tuple[Bar, ...]
    step: int
    most: int
    earlier: int
    later: int


class Spell(msgspec.Struct, frozen=True):
    """A stretch with its days as numbers."""

    first: int
    last: int
    told: bool
    count: int


def make_timeline(days: Sequence[Stretch], since: str | None, until: str | None) -> Timeline | None:
    """Make the bars for days that were counted, within what is asked for; None where there are none."""
    spells = [spell for spell in map(_spell, days) if spell]
    if not spells:
        return None
    low, high = _range(spells, since, until)
    step = 1 if high - low < _MOST else -(-(high - low + 1) // _MOST)
    number = (high - low) // step + 1
    counts = [_cover(spells, kind, low, step, number) for kind in (_is_told, _is_within, _is_reported)]
    bars = tuple(
        Bar(
            _day(low + at * step),
            _day(min(low + at * step + step - 1, high)),
            *(count[at] for count in counts),
        )
        for at in range(number)
    )
    earlier = sum(spell.count for spell in spells if spell.last < low)
    later = sum(spell.count for spell in spells if spell.first > high)
    return Timeline(bars, step, max(bar.total for bar in bars), earlier, later)


def _spell(stretch: Stretch) -> Spell | None:
    try:
        first, last = (date.fromisoformat(day).toordinal() for day in (stretch.first, stretch.last))
    except ValueError:  # readings from elsewhere may hold a day that is none
        return None
    return Spell(min(first, last), max(first, last), stretch.told, stretch.count)


def _range(spells: Sequence[Spell], since: str | None, until: str | None) -> tuple[int, int]:
    low, high = min(spell.first for spell in spells), max(spell.last for spell in spells)
    if high - low > _LONG:
        low, high = _common(spells, low, high)
    if since:
        low = date.fromisoformat(since).toordinal()
    if until:
        high = date.fromisoformat(until).toordinal()
    return low, max(low, high)


def _common(spells: Sequence[Spell], low: int, high: int) -> tuple[int, int]:
    """Give first and last day of what is left without a hundredth of the events on each side."""
    allowed = sum(spell.count for spell in spells) * _SIDE
    for days, back in (
        (sorted(_counted(spells, "first")), False),
        (sorted(_counted(spells, "last"))[::-1], True),
    ):
        passed = 0
        for day, count in days:
            passed += count
            if passed > allowed:
                low, high = (low, day) if back else (day, high)
                break
    return low, max(low, high)


def _counted(spells: Sequence[Spell], side: str) -> list[tuple[int, int]]:
    counted: Counter[int] = Counter()
    for spell in spells:
        counted[getattr(spell, side)] += spell.count
    return list(counted.items())


def _cover(
    spells: Sequence[Spell], kind: Callable[[Spell], bool], low: int, step: int, number: int
) -> list[int]:
    """Count for each bar the events of a kind whose days meet its days."""
    changes = [0] * (number + 1)
    for spell in spells:
        first, last = max((spell.first - low) // step, 0), min((spell.last - low) // step, number - 1)
        if kind(spell) and first <= last:
            changes[first] += spell.count
            changes[last + 1] -= spell.count
    return list(accumulate(changes))[:number]


def _is_told(spell: Spell) -> bool:
    return spell.told and spell.first == spell.last


def _is_within(spell: Spell) -> bool:
    return spell.told and spell.first < spell.last


def _is_reported(spell: Spell) -> bool:
    return not spell.told


def _day(number: int) -> str:
    return date.fromordinal(min(number, date.max.toordinal())).isoformat()
