"""Who made a report: credit lines, bylines and datelines, read part by part.

A credit is a row of short parts with marks between them: TRT عربي - وكالات, المصدر: الأناضول,
صنعاء/ سبأ:, كييف (رويترز) -. A part is an outlet, an agency, a town, a date, or free words
(a name, a place we do not know). What counts is that known parts carry the line.
"""

import re
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table
from riwaya.text.dates import find_days, is_day
from riwaya.text.lines import Line
from riwaya.text.publishers import Publisher, find_publisher
from riwaya.types import Span

_MARKS = re.compile(r"(?<!\s)\s*(?:[-–—]+|[/|\\،,:؛;•·+_]|\.{2,}|[()\[\]«»\"“”]|\s\u0640+\s)\s*")
_CREDIT_WORDS = 14
_FREE_WORDS = 4  # a name or a place, not a sentence
_SHORT_WORDS = 9  # of a credit line with free words in it
_HEAD = re.compile(
    r"^(?P<head>(?:[^\n().:!؟?\"«»]|\(\w{3,12}\)(?=\s*\d)|\([^()\n]{2,30}\)(?=\s*\()){0,80}?)[\s:–—-]*\((?P<inner>[^()\n]{2,40})\)\s*(?P<mark>[-–—]+|:)\s*"
)
# Without a mark: نيروبي 3 مارس (شينخوا) قالت.
_BARE_HEAD = re.compile(r"^(?P<head>[^\n().:!؟?\"«»]{2,40}?)\s*\((?P<inner>[^()\n]{2,40})\)\s+(?=\w)")
_BEFORE_DIGITS = re.compile(r"\D*[^\W\d]")
_HEAD_WORDS = 9
_PREFIX_REACH = 100  # a dateline is over by then
_STEP = re.compile(r"\s*(?:(?P<dash>[-–—]+|/|\||\u0640(?=\s))|(?P<colon>:)|[،,])\s*")
_BODY_WORDS = 8
_PARAGRAPH_WORDS = 15
_MOST_FREE = 2
_TAIL = re.compile(r"(?<=[.!؟?\"»”)])\s*[(\[]\s*(?P<inner>[^()\[\]\n]{2,50})\s*[)\]][\s.]*$")
_CAPTION = re.compile(r"[^.!؟?\s]\s*[(\[](?P<inner>[^()\[\]\n]{2,40})[)\]][\s.]*$")

Kind = Literal["known", "plain", "filler", "label", "town", "date", "free"]


class Part(msgspec.Struct, frozen=True):
    """A stretch between marks and what it is; ``plain`` is a name that is also an everyday word."""

    start: int
    end: int
    text: str
    kind: Kind
    publisher: Publisher | None = None

    @property
    def words(self) -> int:
        """Count the words."""
        return len(self.text.split())


class Credit(msgspec.Struct, frozen=True):
    """What a credit line, dateline or end note says, and the stretch it takes up."""

    span: Span
    rule: str
    parts: tuple[Part, ...]
    place: Span | None = None

    @property
    def publishers(self) -> tuple[Publisher, ...]:
        """Give the outlets and agencies named, in order."""
        named = (part.publisher for part in self.parts if part.publisher is not None)
        return tuple(p for p in named if p.kind in ("agency", "outlet", "generic"))


class _Town(msgspec.Struct, frozen=True):
    names: tuple[str, ...]


@cache
def _towns() -> frozenset[str]:
    rows = load_table("riwaya.text", "towns.tsv", _Town)
    return frozenset(fold(name) for row in rows for name in row.names)


def split_parts(text: str, offset: int = 0) -> tuple[Part, ...]:
    """Split a short stretch at its marks and say what each part is."""
    parts: list[Part] = []
    at = 0
    for start, end in [*(m.span() for m in _MARKS.finditer(text)), (len(text), len(text))]:
        if text[at:start].strip():
            parts.extend(_classify(text, at, start, offset))
        at = end
    return tuple(parts)


def _classify(text: str, start: int, end: int, offset: int) -> list[Part]:
    raw = text[start:end]
    piece = raw.strip(" .\u200e\u200f\u00a0\t")
    start += raw.index(piece) if piece else 0
    span = (offset + start, offset + start + len(piece))
    row = find_publisher(piece)
    if row is not None:
        return [Part(*span, piece, _kind_of(row), row)]
    if together := _joined(piece):
        return [Part(*span, piece, "known", row) for row in together]
    key = " ".join(fold(piece).split())
    if key in _towns():
        return [Part(*span, piece, "town")]
    name = _BEFORE_DIGITS.match(piece)
    if name is not None and fold(name[0]) in _towns() and is_day(key[len(fold(name[0])) :].strip()):
        middle = span[0] + name.end()  # الفاشر 4 مارس 2025
        return [Part(span[0], middle, name[0], "town"), Part(middle, span[1], piece[name.end() :], "date")]
    day = next(find_days(key), None)
    if is_day(key) or (day is not None and day.end - day.start >= len(key) - 12):
        return [Part(*span, piece, "date")]  # a weekday may stand before it
    return [Part(*span, piece, "free")]


def _kind_of(row: Publisher) -> Kind:
    if row.kind in ("filler", "label"):
        return "filler" if row.kind == "filler" else "label"
    return "plain" if row.plain else "known"


def _joined(piece: str) -> list[Publisher]:
    # رويترز وأ ف ب: all of them known, or none counts.
    words = piece.split()
    for at in range(1, len(words)):
        if words[at][:1] == _AND and len(words) <= _SHORT_WORDS:
            rest = " ".join([words[at][1:], *words[at + 1 :]])
            first, second = find_publisher(" ".join(words[:at])), find_publisher(rest)
            if first is not None and second is not None:
                return [first, second]
    return []


_AND = "\u0648"


def find_credit_line(line: Line) -> Credit | None:
    """Read a whole line as a credit: عين اليوم – بغداد, المصدر: وكالات, سليم الأحمد - سبأ."""
    if line.words > _CREDIT_WORDS or line.text.endswith(("!", "؟", "?")):
        return None
    parts = split_parts(line.text, line.start)
    if not parts or not _is_credit(parts, line.text):
        return None
    return Credit(Span(line.start, line.end), "credit:line", parts, _place(parts))


def _is_credit(parts: tuple[Part, ...], text: str) -> bool:
    kinds = [part.kind for part in parts]
    free = [part for part in parts if part.kind == "free"]
    if kinds[0] == "label":
        return len(parts) > 1 and sum(part.words for part in free) <= _FREE_WORDS + 2
    strong = "known" in kinds or ("filler" in kinds and len(parts) > 1)
    carried = strong or kinds.count("plain") > 1 or ("plain" in kinds and "town" in kinds)
    if not carried:
        return False
    if not free:
        return True
    short = sum(part.words for part in parts) <= _SHORT_WORDS and len(free) <= _MOST_FREE
    # A colon behind a name hands over what it said (رويترز: اتفاق وشيك), which is no credit.
    return short and all(p.words <= _FREE_WORDS for p in free) and ":" not in text and text[-1] != "."


def find_byline(line: Line) -> Credit | None:
    """Read a first line of a person and a town: سليم الأحمد – تعز."""
    parts = split_parts(line.text, line.start)
    if len(parts) != len(("name", "town")) or parts[0].kind != "free" or parts[1].kind != "town":
        return None
    if not 1 < parts[0].words <= _FREE_WORDS or ":" in line.text or line.text[-1] == ".":
        return None
    return Credit(Span(line.start, line.end), "credit:byline", parts, _place(parts))


def find_dateline(line: Line) -> Credit | None:
    """Read the opening of a first paragraph: كييف (رويترز) -, صنعاء/ سبأ:, غزة - ..."""
    return _bracketed(line) or _stepped(line)


def _bracketed(line: Line) -> Credit | None:
    start = line.text[: _PREFIX_REACH + 40]
    marked = _HEAD.match(start)
    match = marked or _BARE_HEAD.match(start)
    if match is None or len(match["head"].split()) > _HEAD_WORDS:
        return None
    inner = split_parts(match["inner"], line.start + match.start("inner"))
    head = split_parts(match["head"], line.start)
    # Between a town and a dash the outlet need not be a known one: غوما (صدى البحيرات) -
    told = marked is not None and bool(head) and all(part.kind in ("town", "date") for part in head)
    kinds = ("known", "plain", "date", "filler", *(("free",) if told else ()))
    if not inner or not all(part.kind in kinds and part.words <= _FREE_WORDS for part in inner):
        return None
    if marked is None and not ({"town", "date"} >= {part.kind for part in head} and inner[0].kind == "known"):
        return None
    if any(part.words > _FREE_WORDS + 2 for part in head):
        return None
    place = _place(head)
    if place is None and head:
        name = _BEFORE_DIGITS.match(head[0].text)  # كييف 14 آذار (رويترز)
        if name is not None and len(name[0].split()) < _FREE_WORDS:
            place = Span(head[0].start, head[0].start + name.end())
    end = line.start + len(match[0].rstrip())
    return Credit(Span(line.start, end), "dateline:bracket", (*head, *inner), place)


def _stepped(line: Line) -> Credit | None:
    """Take the longest run of short parts that ends at a mark behind a known part."""
    text = line.text[:_PREFIX_REACH]
    parts: list[Part] = []
    best: Credit | None = None
    at = 0
    for mark in _STEP.finditer(text):
        piece = text[at : mark.start()].strip(' ()«»"“”')
        if not piece or len(piece.split()) > _FREE_WORDS:
            break
        begin = text.index(piece, at)
        parts.extend(_classify(text, begin, begin + len(piece), line.start))
        at = mark.end()
        body = len(line.text[at:].split())
        if body >= _BODY_WORDS and _opens_body(parts, mark, body):
            span = Span(line.start, line.start + at)
            best = Credit(span, "dateline:steps", tuple(parts), _place(tuple(parts)))
        elif body >= _PARAGRAPH_WORDS and _is_town_and_country(parts, mark):
            span, place = Span(line.start, line.start + at), Span(parts[0].start, parts[0].end)
            best = Credit(span, "dateline:steps", tuple(parts), place)
    return best


def _is_town_and_country(parts: list[Part], mark: re.Match[str]) -> bool:
    """Tell a town that no list holds with its country, before a dash and a paragraph: كوكوتا، كولومبيا —"""
    places = len(parts) == len(("town", "country")) and all(part.kind in ("free", "town") for part in parts)
    short = all(part.words <= _MOST_FREE for part in parts)
    return places and short and bool(mark["dash"]) and mark[0][:1].isspace() and mark[0][-1:].isspace()


def _opens_body(parts: list[Part], mark: re.Match[str], body: int) -> bool:
    kinds = [part.kind for part in parts]
    if not (mark["dash"] or mark["colon"]) or kinds[-1] in ("free", "label"):
        return False
    if len(parts) == 1:
        # An outlet or a town alone, before a dash and a blank, or a town before a colon and a paragraph:
        # a short line of that kind (باريس: لن نقبل) hands over what a capital says.
        spaced = bool(mark["dash"]) and mark[0][-1:].isspace()
        long = body >= _PARAGRAPH_WORDS
        return (kinds[0] == "town" and (spaced or (bool(mark["colon"]) and long))) or (
            kinds[0] == "known" and spaced and long
        )
    if kinds.count("free") > _MOST_FREE:
        return False
    if kinds[0] == "town" and set(kinds[1:]) == {"date"} and mark["dash"]:
        return True
    plain = kinds.count("plain")
    return "known" in kinds or "filler" in kinds or plain > 1 or (plain == 1 and "town" in kinds)


def _place(parts: tuple[Part, ...]) -> Span | None:
    """Choose the part that names the place: a town, else one free word beside a credit."""
    for part in parts:
        if part.kind == "town":
            return Span(part.start, part.end)
    for part in parts:
        if part.kind == "plain" and fold(part.text) in _towns():
            return Span(part.start, part.end)
    free = [part for part in parts if part.kind == "free"]
    if len(free) != 1 or not free[0].words:
        return None
    first = free[0].text.split()[0]  # أبوظبي في 14 مارس
    if free[0].words == 1 or fold(first) in _towns():
        return Span(free[0].start, free[0].start + len(first))
    return None


def find_end_note(line: Line) -> Credit | None:
    """Read the agency behind the last full stop: ... إلى المدينة. (رويترز)"""
    start = max(0, len(line.text) - _PREFIX_REACH)
    match = _TAIL.search(line.text[start:])
    if match is None:
        return None
    at = line.start + start
    inner = split_parts(match["inner"], at + match.start("inner"))
    if not inner or not all(part.kind in ("known", "filler") for part in inner):
        return None
    first = at + match.start() + len(match[0]) - len(match[0].lstrip())
    return Credit(Span(first, line.end), "credit:end", inner)


def find_caption(line: Line) -> Credit | None:
    """Read a short line with an agency in brackets at its end: جنود عند معبر حدودي (رويترز)."""
    if line.words > _CREDIT_WORDS:
        return None
    match = _CAPTION.search(line.text)
    if match is None:
        return None
    inner = split_parts(match["inner"], line.start + match.start("inner"))
    if not inner or not any(part.kind == "known" for part in inner):
        return None
    if any(part.kind == "free" and part.words > _MOST_FREE for part in inner):
        return None
    return Credit(Span(line.start, line.end), "caption:agency", inner)
