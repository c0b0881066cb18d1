"""The names of the months, which both the heads of pages and the prose of reports use."""

from functools import cache
from typing import Literal

import msgspec

from riwaya.resources import load_table


class Month(msgspec.Struct, frozen=True):
    """A row of ``months.tsv``: a month with its names in all countries.

    ``alone``: its name is hardly another word, so that a preposition makes it a time: في رمضان, not في رجب.
    """

    calendar: Literal["gregorian", "hijri"]
    month: int
    name_en: str
    alone: Literal["yes", ""] = ""
    names: tuple[str, ...] = ()


@cache
def load_months() -> tuple[Month, ...]:
    """Read ``months.tsv``, once."""
    return load_table("riwaya", "months.tsv", Month)
