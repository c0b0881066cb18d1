"""Lines around a report that are not the report: links to other reports, buttons, captions, staff.

What is dropped stays in the text; its span, the rule and the reason are recorded.
"""

import re
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table
from riwaya.text.lines import Line
from riwaya.types import Dropped, Span

_OPENING_WORDS = 25  # a longer line that opens with such a phrase is prose
_LABEL_WORDS = 15
_HEADLINE_WORDS = 20  # of the links that follow a list's heading
_AFTER_LABEL = re.compile(r"\s*(?:[:|\-–—…]|\.\.|$)")
_MARK = re.compile(r"(?::|\||-|–|—|…|\.{2,})\s*")
_LEAD = re.compile(r"^[\W_]*(?=\()|^[^\w(]*")  # marks and bullets before a phrase, but not its bracket
_SENTENCE_END = (".", "!", "؟", "?", '."', ".»", ".”")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+|#[\w_]+")


class Phrase(msgspec.Struct, frozen=True):
    """A row of ``boilerplate.tsv``."""

    rule: str
    match: Literal["whole", "opens", "label", "list"]
    reason: str
    phrase: str
    example: str


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """Load the table."""
    return load_table("riwaya.text", "boilerplate.tsv", Phrase)


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, Phrase], ...]]:
    found: dict[str, list[tuple[str, Phrase]]] = {}
    for row in load_phrases():
        key = fold(row.phrase)
        found.setdefault(key.split()[0], []).append((key, row))
    # What must be the whole line is tried first, then the longer phrase.
    first = {
        word: sorted(rows, key=lambda row: (row[1].match != "whole", -len(row[0])))
        for word, rows in found.items()
    }
    return {word: tuple(rows) for word, rows in first.items()}


def find_boilerplate(lines: tuple[Line, ...]) -> dict[int, Dropped]:
    """Find the lines to drop, by their number in ``lines``."""
    dropped: dict[int, Dropped] = {}
    in_list: Dropped | None = None
    for number, line in enumerate(lines):
        row = match_phrase(line)
        if row is not None:
            alone = row.match == "list" and line.core == fold(row.phrase)
            dropped[number] = Dropped(_stretch(line, row), f"boilerplate:{row.rule}", row.reason)
            in_list = dropped[number] if alone else None
        elif _is_addresses(line):
            reason = "addresses and tags only"
            dropped[number] = Dropped(Span(line.start, line.end), "boilerplate:addresses", reason)
        elif in_list is not None and _is_headline(line):
            dropped[number] = Dropped(Span(line.start, line.end), in_list.rule, in_list.reason)
        else:
            in_list = None
    return dropped


def _stretch(line: Line, row: Phrase) -> Span:
    # A headline behind اقرأ أيضا: still says something; only the words that point to it go.
    mark = _MARK.search(line.text) if row.rule == "related" and row.match in ("label", "list") else None
    return Span(line.start, line.end if mark is None else line.start + mark.end())


def match_phrase(line: Line) -> Phrase | None:
    """Find the row that a line falls under."""
    key = line.key[_LEAD.match(line.key).end() :]  # type: ignore[union-attr]  # matches the empty string too
    first = re.split(r"[\s:|…]|\.\.", key, maxsplit=1)[0]
    for candidate in {first, line.core.split(" ")[0]}:
        for phrase, row in _by_first_word().get(candidate, ()):
            if _fits(line, key, phrase, row):
                return row
    return None


def _fits(line: Line, key: str, phrase: str, row: Phrase) -> bool:
    if row.match == "whole":
        return line.core == phrase
    rest = key[len(phrase) :]
    if not key.startswith(phrase) or (rest and rest[0].isalnum()):
        return False
    if row.match == "opens":
        return line.words <= _OPENING_WORDS
    return line.words <= _LABEL_WORDS and _AFTER_LABEL.match(rest) is not None


def _is_headline(line: Line) -> bool:
    return line.words <= _HEADLINE_WORDS and not line.text.endswith(_SENTENCE_END)


def _is_addresses(line: Line) -> bool:
    return line.text[0] in "h#w@" and not _ADDRESS.sub("", line.text).strip(" |,،-")
