"""Paragraphs, sentences and quotations as spans of the text."""

import re
from collections.abc import Iterator

import msgspec

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\u0085\x0b\x0c]+")
_OPENING = "«“‹„"
_CLOSING = "»”›"
_STRAIGHT = '"'
_PAIRS = {"«": "»", "“": "”", "‹": "›", "„": "”", '"': '"'}
_BREAK = re.compile(r"[.!?؟…۔]+[\"»”’')\]]*(?=\s|$)")
_INITIAL = re.compile(r"(?:^|[\s(«\"“])(?:[وفبل]?[\u0621-\u064a]|[A-Z])\.$")
_BULLET = re.compile(r"(?:^|\s)\(?[0-9\u0660-\u0669]{1,2}[.)]$")
# No sentence of a newspaper is this long; a line without marks is cut at blanks, so that no room ever
# meets a sentence whose length it could not bear.
_MAX_SENTENCE = 4000
# A heading is short, on a line of its own, with no closing mark.
_HEADING_WORDS = 9
_MAX_QUOTATION = 4000  # a mark left open ends here at the latest, so that one stray mark costs little


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A sentence before tokens: offsets, paragraph number, and whether it is a heading."""

    start: int
    end: int
    paragraph: int
    heading: bool


class Quote(msgspec.Struct, frozen=True, gc=False):
    """A quotation before tokens: offsets with its marks, and whether it was closed."""

    start: int
    end: int
    closed: bool


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the stretches between line breaks, without the blanks around them."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(stripped)))
    return found


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """Find the quotations of one paragraph, outermost only.

    A closing mark without an opening one is passed over; an opening one that is never closed ends
    with the paragraph. Straight marks open and close in turn.
    """
    quotes: list[Quote] = []
    opened: int | None = None
    waiting = ""
    depth = 0
    for match in _QUOTE_MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        if opened is None:
            if mark in _OPENING or mark == _STRAIGHT:
                opened, waiting, depth = at, _PAIRS[mark], 0
        elif mark == waiting or (mark in _CLOSING and waiting in _CLOSING):
            if depth:
                depth -= 1
            else:
                quotes.append(Quote(opened, at + 1, True))
                opened = None
        elif mark in _OPENING and waiting != _STRAIGHT and _PAIRS[mark] == waiting:
            depth += 1
    if opened is not None:
        quotes.append(Quote(opened, min(end, opened + _MAX_QUOTATION), False))
    return quotes


_QUOTE_MARKS = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")


def find_sentences(text: str, start: int, end: int, quotes: list[Quote]) -> Iterator[tuple[int, int]]:
    """Split one paragraph at its end marks, but not inside a closed quotation or a bracket,
    nor behind an initial (أ. محمد) or the number of a list."""
    closed = [q for q in quotes if q.closed]
    begin = start
    following = 0
    for match in _BREAK.finditer(text, start, end):
        at = match.end()
        while following < len(closed) and closed[following].end < at:
            following += 1
        inside = (
            following < len(closed) and closed[following].start < match.start() and at < closed[following].end
        )
        if (
            inside
            or _is_abbreviation(text, begin, match.start() + 1)
            or _in_bracket(text, begin, match.start())
        ):
            continue
        yield begin, at
        begin = at
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _is_abbreviation(text: str, begin: int, at: int) -> bool:
    # One dot behind a single letter or a list number does not end a sentence.
    if text[at - 1] != ".":
        return False
    tail = text[max(begin, at - 6) : at]
    return bool(_INITIAL.search(tail)) or (bool(_BULLET.search(tail)) and at - begin <= 5)


def _in_bracket(text: str, begin: int, at: int) -> bool:
    opening = text.rfind("(", max(begin, at - 200), at)
    if opening < 0 or text.rfind(")", opening, at) >= 0:
        return False
    return text.find(")", at, at + 200) >= 0


def find_stretches(text: str) -> tuple[list[Stretch], list[Quote]]:
    """Find all sentences and quotations of a text, paragraph by paragraph."""
    stretches: list[Stretch] = []
    quotes: list[Quote] = []
    for number, (start, end) in enumerate(find_paragraphs(text)):
        found = find_quotes(text, start, end)
        quotes.extend(found)
        line = text[start:end]
        heading = line[-1] not in '.!?؟…:»”"،,' and len(line) < 90 and len(line.split()) <= _HEADING_WORDS
        for begin, stop in find_sentences(text, start, end, found):
            stretches.extend(Stretch(a, b, number, heading) for a, b in _bound(text, begin, stop))
    return stretches, quotes


def _bound(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MAX_SENTENCE:
        blank = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
        cut = blank if blank > 0 else start + _MAX_SENTENCE
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
