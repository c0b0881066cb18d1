"""The symbols that the rules of times run on: words, numbers, marks, and expressions already found."""

from typing import Literal

import msgspec

from riwaya.mentions.times.calendar import Days

Grain = Literal["day", "range", "week", "month", "year", "vague"]
Anchor = Literal["absolute", "published", "weekday", "duration", "ordinal-day", "told"]


class Stamp(msgspec.Struct, frozen=True):
    """What an expression means: its days, how coarse they are, what they count from, which rule says so."""

    days: Days | None
    grain: Grain
    anchor: Anchor
    rule: str
    bounds: Days | None = None  # the days it may reach to: its own, or more
    began: Days | None = None  # of what goes on: the days it began on
    open_year: bool = False  # a date or month without its year


class Symbol(msgspec.Struct, frozen=True, gc=False):
    """A word, number, mark or expression already found, as the rules see it."""

    kind: str
    first: int
    stop: int
    start: int
    clitic: str = ""  # one of "", and, to, other
    number: int = 0
    name: str = ""
    stamp: Stamp | None = None
