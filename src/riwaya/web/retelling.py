"""Faults and notes that a store kept as English text: their templates and values are found again."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.errors import Fault
from riwaya.web.catalogues import list_templates

_SLOT = re.compile(r"%\((\w+)\)([0-9.]*[a-zA-Z])")
_QUOTES = "'\""
_KEPT = 512  # texts whose templates are remembered


class _Template(NamedTuple):
    """A template: its letters between its values, and each value's name and form."""

    whole: str
    letters: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]


@lru_cache(_KEPT)
def find_fault(text: str) -> Fault | None:
    """Find what a fault or note was made of, by the template of most letters; None where it is none of ours.

    Takes time in proportion to the text.
    """
    for one in _templates():
        found = _match(one, text)
        if found is not None:
            values = {name: _within(value) for name, value in found.items()}
            return Fault(one.whole, **values)
    return None


@cache
def _templates() -> tuple[_Template, ...]:
    made = (
        _Template(one, tuple(_SLOT.sub("\0", one).replace("%%", "%").split("\0")), tuple(_SLOT.findall(one)))
        for one in list_templates()
    )
    telling = (one for one in made if any(letters.strip(" :,") for letters in one.letters))
    return tuple(sorted(telling, key=lambda one: -len("".join(one.letters))))


def _match(template: _Template, text: str) -> dict[str, object] | None:
    first, *middle = template.letters
    if not text.startswith(first):
        return None
    at, values = len(first), dict[str, object]()
    for number, (letters, (name, form)) in enumerate(zip(middle, template.slots, strict=True), 1):
        last = number == len(middle)
        end = len(text) - len(letters) if last else text.find(letters, at)
        if end < at or not text.startswith(letters, end):
            return None
        value = text[at:end]
        if form == "r":
            if len(value) < 2 or value[0] != value[-1] or value[0] not in _QUOTES:
                return None
            value = value[1:-1]
        made = _number(value) if form[-1] in "dgf" else value
        if made is None:
            return None
        values[name] = made
        at = end + len(letters)
    return values if at == len(text) else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _within(value: object) -> object:
    return (find_fault(value) or value) if isinstance(value, str) else value
