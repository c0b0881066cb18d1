"""Times that have a name of their own: feasts, days told without their year, and those that name no day."""

from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table

_PACKAGE = "riwaya.mentions.times"


class HolidayRow(msgspec.Struct, frozen=True):
    """A feast with its first day and how many it lasts; ``alone``: its name needs no preposition."""

    calendar: Literal["gregorian", "hijri"]
    month: int
    day: int
    days: int
    name_en: str
    alone: Literal["yes", ""] = ""
    names: tuple[str, ...] = ()


class KnownDayRow(msgspec.Struct, frozen=True):
    """A day that newspapers name without its year, and the words before it that tell which it is."""

    year: int
    month: int
    day: int
    words: tuple[str, ...]


class VagueRow(msgspec.Struct, frozen=True):
    """Words for a time of no certain day, with the days before or after the report's that bound it."""

    earliest: int
    latest: int
    since: Literal["yes", ""] = ""
    words: tuple[str, ...] = ()


@cache
def load_holidays() -> tuple[HolidayRow, ...]:
    """Read ``holidays.tsv``."""
    return load_table(_PACKAGE, "holidays.tsv", HolidayRow)


@cache
def load_vague_times() -> tuple[VagueRow, ...]:
    """Read ``vague.tsv``."""
    return load_table(_PACKAGE, "vague.tsv", VagueRow)


@cache
def load_known_days() -> dict[tuple[int, int], tuple[tuple[int, frozenset[str]], ...]]:
    """Read ``known_days.tsv`` by month and day: the years, latest first, and the words that tell each."""
    found: dict[tuple[int, int], list[tuple[int, frozenset[str]]]] = {}
    for row in load_table(_PACKAGE, "known_days.tsv", KnownDayRow):
        found.setdefault((row.month, row.day), []).append((row.year, frozenset(map(fold, row.words))))
    return {day: tuple(sorted(years, key=lambda y: -y[0])) for day, years in found.items()}
