"""Both languages of the workbench: its own strings, the names of codes, numbers, days and moments."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date, format_datetime
from markupsafe import Markup, escape

from riwaya.errors import Fault
from riwaya.export.labels import Label, load_labels
from riwaya.hijri import HijriDay, find_hijri
from riwaya.months import Month, load_months
from riwaya.resources import load_table
from riwaya.types import Figure, Toll
from riwaya.web.catalogues import load_catalogue
from riwaya.web.retelling import find_fault

Language = Literal["ar", "en"]
Digits = Literal["latn", "arab"]
Calendar = Literal["gregorian", "both"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DIGITS: tuple[Digits, ...] = get_args(Digits)
Parts = tuple[int, str, int]  # of a day: its number, month and year
CALENDARS: tuple[Calendar, ...] = get_args(Calendar)
_EASTERN = {ord("0") + digit: 0x0660 + digit for digit in range(10)}
_SLOT = re.compile(r"%\((?P<name>\w+)\)(?P<form>[0-9.]*[a-zA-Z])|%%")  # of a string with values
_SHORT = 20  # letters of a value that is not broken over lines: a day, a number
_MARKS = {ord(","): 0x066C, ord("."): 0x066B}


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark a string for the catalogue; the page that shows it looks it up."""
    return text


def say_twice(text: str) -> str:
    """Say a string of the catalogue in every language, for a browser that is told nothing else."""
    return "\n".join(str(load_catalogue(language).gettext(text)) for language in reversed(LANGUAGES))


_BESIDE = N_("%(day)s (%(hijri)s AH)")


class Words:
    """One language, with the digits and the calendars that the analyst likes."""

    def __init__(self, language: Language, digits: Digits = "latn", calendar: Calendar = "gregorian") -> None:
        self.language = language
        self.digits = digits
        self.calendar = calendar
        self.direction = "rtl" if language == "ar" else "ltr"

    def say(self, template: str, **values: object) -> str:
        """Say a string of the catalogue, with its values."""
        return str(load_catalogue(self.language).gettext(template)) % values

    def tell(self, fault: str, most: int | None = None) -> Markup:
        """Say a fault or a note of a reading, each value set apart; what is neither stands as it is.

        What is longer than ``most`` letters is cut off there.
        """
        known = fault if isinstance(fault, Fault) else find_fault(fault)
        if known is None:
            return Markup('<bdi lang="en">%s</bdi>') % _shorten(fault, most)
        template = str(escape(load_catalogue(self.language).gettext(known.template)))
        return Markup(_SLOT.sub(lambda slot: self._fill(slot, known.values, most), template))

    def _fill(self, slot: re.Match[str], values: Mapping[str, object], most: int | None) -> str:
        """Write one value of a fault: a fault itself, a number in the analyst's digits, or a text."""
        if slot["name"] is None:
            return "%"
        value, form = values[slot["name"]], slot["form"]
        if isinstance(value, Fault):
            return self.tell(value, most)
        text = _shorten(str(value) if form == "r" else f"%{form}" % value, most)
        text = self.write(text) if isinstance(value, int | float) else text
        bdi = '<bdi class="short">%s</bdi>' if len(text) <= _SHORT else "<bdi>%s</bdi>"
        shown = Markup(bdi) % text
        return f"\u201c{shown}\u201d" if form == "r" else shown

    def label(self, key: str) -> str:
        """Name a code of the readings, such as ``act:deny``; a code without a name stands for itself."""
        found = load_labels().get(key)
        if found is None:
            return key.rpartition(":")[2]
        return found.arabic if self.language == "ar" else found.english

    def field(self, name: str) -> str:
        """Name a field of a record."""
        found = load_fields().get(name)
        return name if found is None else found.arabic if self.language == "ar" else found.english

    def country(self, code: str | None) -> str:
        """Name a country by its ISO 3166-1 alpha-3 code."""
        if code is None:
            return ""
        return str(_locale(self.language).territories.get(find_alpha2(code), code))

    def amount(self, one: Figure | Toll) -> Markup:
        """Write how many people: a number or bounds of it in the analyst's digits, or a word (tens)."""
        if one.vague and one.low is None and one.high is None:
            return escape(self.label(f"vague:{one.vague}"))
        return self.bounds(one.low, one.high)

    def bounds(self, low: int | None, high: int | None) -> Markup:
        """Write a number, or between which two it lies; a dash where neither is known."""
        least, most = (None if one is None else self.number(one) for one in (low, high))
        if least is None and most is None:
            return Markup("—")
        if low == high:
            said = "%(low)s"
        elif most is None:
            said = N_("≥%(low)s")
        else:
            said = N_("≤%(high)s") if least is None else N_("%(low)s–%(high)s")
        return Markup('<bdi class="number">%s</bdi>') % self.say(said, low=least, high=most)

    def people(self, one: Figure | Toll) -> Markup:
        """Write how many people and of what kind: 11 killed; in Arabic so that no number asks for a case."""
        said = N_("%(amount)s %(kind)s")
        template = escape(load_catalogue(self.language).gettext(said))
        return template % {"amount": self.amount(one), "kind": self.label(f"kind:{one.kind}")}

    def bound(self, text: str) -> str:
        """Write a bound of people (``killed>=10``) as it may be typed in the page's language."""
        kind = text.rstrip("0123456789<>= ")
        return f"{self.label(f'kind:{kind}')}{text[len(kind) :]}"

    def number(self, value: float) -> str:
        """Write a number in the analyst's digits."""
        return self.write(f"{value:,}")

    def write(self, text: str) -> str:
        """Put a number that is written already into the analyst's digits."""
        return text.translate({**_EASTERN, **_MARKS}) if self.digits == "arab" else text

    def day(self, value: str | None) -> str:
        """Write an ISO day or moment as a day; what is no day stays as it is."""
        found = _day(value)
        return (value or "") if found is None else self._beside(self.gregorian(value), found)

    def days(self, first: str | None, last: str | None) -> str:
        """Write a stretch of days, what both ends share once: 10–12 June 2024."""
        one, other = _day(first), _day(last)
        if one is None or other is None or one == other:
            return self.day(first or last)
        written = self._stretch(
            (one.day, self._month(one), one.year), (other.day, self._month(other), other.year)
        )
        if self.calendar == "both" and (start := find_hijri(one)) and (end := find_hijri(other)):
            return self.say(_BESIDE, day=written, hijri=self._stretch(self._parts(start), self._parts(end)))
        return written

    def _stretch(self, one: Parts, other: Parts) -> str:
        shared = 2 if one[1:] == other[1:] else 1 if one[2] == other[2] else 0
        begin = " ".join(map(str, one[: len(one) - shared]))
        dash = "–" if shared == 2 else " – "
        return self._digits(f"{begin}{dash}{' '.join(map(str, other))}")

    def _month(self, day: date) -> str:
        return str(format_date(day, "MMMM", locale=_locale(self.language)))

    def _parts(self, day: HijriDay) -> Parts:
        month = _hijri_months()[day.month]
        return day.day, month.names[0] if self.language == "ar" else month.name_en, day.year

    def gregorian(self, value: str | None) -> str:
        """Write a day in the Gregorian calendar alone, where there is no room for another one."""
        found = _day(value)
        if found is None:
            return value or ""
        return self._digits(format_date(found, "d MMMM y", locale=_locale(self.language)))

    def moment(self, value: str) -> str:
        """Write an ISO moment to the minute, on this machine's clock."""
        found = datetime.fromisoformat(value).astimezone()
        written = self._digits(format_datetime(found, "d MMM y HH:mm", locale=_locale(self.language)))
        return self._beside(written, found.date())

    def _beside(self, written: str, day: date) -> str:
        """Add the Hijri day, where the analyst wants it and it is known (``riwaya.hijri``)."""
        found = find_hijri(day) if self.calendar == "both" else None
        if found is None:
            return written
        hijri = self._digits(" ".join(map(str, self._parts(found))))
        return self.say(_BESIDE, day=written, hijri=hijri)

    def _digits(self, text: str) -> str:
        return text.translate(_EASTERN) if self.digits == "arab" else text


@cache
def load_fields() -> dict[str, Label]:
    """Load what the fields of records are called."""
    return {row.key: row for row in load_table("riwaya.web", "fields.tsv", Label)}


def _shorten(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else f"{text[:most]}…"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


@cache
def _hijri_months() -> dict[int, Month]:
    return {row.month: row for row in load_months() if row.calendar == "hijri"}


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(language)


def find_alpha2(code: str) -> str:
    """Give a country's ISO 3166-1 alpha-2 code by its alpha-3 or numeric one; empty where there is none."""
    return _alpha2().get(code, "")


@cache
def _alpha2() -> Mapping[str, str]:
    """Give two-letter codes by those of three letters or digits."""
    from babel.core import get_global

    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {three: two[0] for three, two in aliases.items() if len(three) == 3 and len(two) == 1}
