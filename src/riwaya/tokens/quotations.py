"""Quotations as spans of the text: between marks, behind a dash that opens a line, behind a colon.

Arabic copy mixes «», “”, "" and ‘’, turns “ and ” around, and loses marks. So the marks of a paragraph are
read in up to three ways (as the signs are drawn, as the blanks beside them say, straight ones in turn) and
the first that leaves no mark over is taken, or else the one that leaves the fewest.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from riwaya.tokens.tokenizer import DIGIT, LETTER

# What closes what: any two of a family.
_FAMILIES = (
    ("«", "»", "<<", ">>"), ("‹", "›"), ("“", "”", "„", "‟", '"', "″", "＂", "''"), ("‘", "’", "‚", "'"),
    ("((", "))"),
)  # fmt: skip
_FAMILY = {mark: number for number, family in enumerate(_FAMILIES) for mark in family}
_SINGLE = 3  # the family that is also apostrophe and minute
_STRAY = (_SINGLE, 4)  # these quote nothing where they are not closed
_DRAWN = dict.fromkeys(("«", "<<", "‹", "“", "„", "‘", "‚", "(("), 1)
_DRAWN |= dict.fromkeys(("»", ">>", "›", "”", "’", "))"), -1)
# A row of one and the same mark is a ruler and quotes nothing; two ' are one mark.
_MARK = re.compile(r"([«»‹›“”„‟\"″＂‘’‚'()<>])\1{2,}|''|\(\(|\)\)|<<|>>|[«»‹›“”„‟\"″＂‘’‚']")
_BEFORE = frozenset("([{<«‹“„‘:،,؛;-–—/\"'")  # beside blanks, what may stand before an opening mark
_BEHIND = frozenset(")]}>»›”’.،,؛;:!?؟…-–—/\"'")  # and behind a closing one
_CLITIC = re.compile(rf"(?<![{LETTER}])[وفبلك]{{1,2}}(?:ال)?\u0640*$|(?<![{LETTER}])ال\u0640*$|\u0640$")
_DEEPEST = 4  # marks left open at once; one more, and the first was astray
_LONGEST = 4000  # a mark left open ends here at the latest, so that one stray mark costs little
_DASH = re.compile(r"[-–—―]{1,2}\s*(?=[^\W\d_]|[«“\"(])")
_LAST = re.compile(r"[.!?؟…][»”\")\]]*$")
_COLON = re.compile(rf":\s{{0,3}}(?=[{LETTER}{DIGIT}#@A-Z])(?![{DIGIT}]{{1,2}}\s?[.:)-])")
# Two words at least, numbers not counted: قتلنا 30 مسلحا, 55 شهيدا و156 جريحا.
_WORDS = re.compile(
    rf"(?:[{DIGIT}]\S*+\s++)?+[^\s{LETTER}]*+[{LETTER}]\S*+\s++(?:[{DIGIT}]\S*+\s++)?+[^\s{LETTER}]*+[{LETTER}]"
)
_COLONS = 4  # of a sentence are looked at
_TOLD = frozenset(')]»”"\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652')  # beside letters, before a colon


class Quote(msgspec.Struct, frozen=True, gc=False):
    """A quotation before tokens; the fields are those of `riwaya.document.Quotation`."""

    start: int
    end: int
    closed: bool
    kind: Literal["marks", "dash", "colon"] = "marks"
    depth: int = 0
    resumes: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    family: int
    drawn: int  # 1 opens, -1 closes, 0 may do either
    placed: int


class _Pairs(NamedTuple):
    closed: list[tuple[_Mark, _Mark]]
    opened: list[tuple[_Mark, int]]  # and never closed; with where the quotation around it ends, or -1
    lost: list[_Mark]  # closing marks of what nothing opened
    faults: int


def find_quotes(
    text: str, start: int, end: int, following: str = "", before: Quote | None = None
) -> list[Quote]:
    """Find the quotations between marks of one paragraph, nested ones too, in order.

    ``following`` are the first two letters of the next paragraph: where that opens with the same mark, a mark
    left open goes on there and holds all the rest of this one; elsewhere a mark that was forgotten cannot
    reach over the next opening one of its family. A closing mark alone is passed over, but where the
    paragraph ``before`` left a quotation open, it closes that, which goes on from the start of this one.
    """
    marks = list(_find_marks(text, start, end))
    if not marks:
        return []
    closed, opened, lost, _ = _pair_best(marks)
    spans = [
        (first.start, last.end, True)
        for first, last in closed
        if last.start > first.end and not text[first.end : last.start].isspace()
    ]
    if (
        before is not None
        and not before.closed
        and lost[:1] == marks[:1]
        and _family_at(text, before.start) == marks[0].family
    ):
        spans.append((start, marks[0].end, True))
    openings: list[list[int]] = [sorted(f.start for f, _ in closed if f.family == n) for n in range(_SINGLE)]
    for mark, around in opened:
        if mark.family in _STRAY:
            continue  # an apostrophe, a bracket
        stop = min(end if around < 0 else around, mark.start + _LONGEST)
        if _family_at(following, 0) != mark.family:
            later = bisect_right(openings[mark.family], mark.start)
            stop = min([stop, *openings[mark.family][later : later + 1]])
        while stop > mark.end and text[stop - 1].isspace():
            stop -= 1
        if stop > mark.end:
            spans.append((mark.start, stop, False))
    return _give_depths(spans)


def _family_at(text: str, at: int) -> int | None:
    """Give the family of the mark at a place of the text: of «, of ((, or None."""
    pair = _FAMILY.get(text[at : at + 2])
    return _FAMILY.get(text[at : at + 1]) if pair is None else pair


def _give_depths(spans: list[tuple[int, int, bool]]) -> list[Quote]:
    quotes: list[Quote] = []
    around: list[int] = []  # ends of the quotations open here
    for start, end, closed in sorted(spans, key=lambda s: (s[0], -s[1])):
        while around and around[-1] <= start:
            around.pop()
        quotes.append(Quote(start, end, closed, depth=len(around)))
        around.append(end)
    return quotes


def _find_marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        if match[1]:
            continue
        at, stop = match.span()
        before = text[at - 1] if at > start else " "
        behind = text[stop] if stop < end else " "
        family = _FAMILY[match[0]]
        if family == _SINGLE and _is_apostrophe(before, match[0], behind):
            continue
        yield _Mark(at, stop, family, _DRAWN.get(match[0], 0), _place(text, start, at, before, behind))


def _is_apostrophe(before: str, mark: str, behind: str) -> bool:
    """Tell the ’ of Shi’a and the ' of 5' from quotation marks."""
    if before.isdigit():
        return True
    inside = before.isalnum() and behind.isalnum()
    return inside and not (mark == "‘" and "\u0620" <= before <= "\u06ff")  # و‘نعم’


def _place(text: str, start: int, at: int, before: str, behind: str) -> int:
    """Read off the neighbours whether a mark opens (1) or closes (-1); 0 where they do not tell."""
    free, shut = before.isspace() or before in _BEFORE, behind.isspace() or behind in _BEHIND
    if free != shut:
        return 1 if free else -1
    if free and before.isspace() != behind.isspace():
        return 1 if before.isspace() else -1  # «: "...» opens, «..." -» closes
    if not free and _CLITIC.search(text[max(start, at - 6) : at]):
        return 1  # كـ"تنظيم"
    return 0


def _pair_best(marks: list[_Mark]) -> _Pairs:
    """Pair the marks as they are drawn, as they are placed, or straight ones in turn."""
    best = _pair(marks, [mark.drawn or mark.placed for mark in marks])
    if best.faults:
        for directions in ([mark.placed or mark.drawn for mark in marks], [mark.drawn for mark in marks]):
            other = _pair(marks, directions)
            if other.faults < best.faults:
                best = other
    return best


def _pair(marks: list[_Mark], directions: list[int]) -> _Pairs:
    stack: list[_Mark] = []
    closed: list[tuple[_Mark, _Mark]] = []
    opened: list[tuple[_Mark, int]] = []
    lost: list[_Mark] = []
    faults = 0
    for mark, direction in zip(marks, directions, strict=True):
        at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].family == mark.family), None)
        if direction > 0 or (direction == 0 and at is None):
            if len(stack) == _DEEPEST:
                faults += stack.pop(0).family not in _STRAY
            stack.append(mark)
        elif at is None:
            faults += mark.family not in _STRAY
            lost.append(mark)
        else:
            opened += [(inner, mark.start) for inner in stack[at + 1 :]]
            closed.append((stack[at], mark))
            del stack[at:]
    opened += [(mark, -1) for mark in stack]
    return _Pairs(closed, opened, lost, faults + sum(mark.family not in _STRAY for mark, _ in opened))


def last_quote(quotes: list[Quote]) -> Quote | None:
    """Give the last quotation that stands in no other."""
    return next((quote for quote in reversed(quotes) if quote.depth == 0), None)


def link_quotes(text: str, before: list[Quote], paragraph: list[Quote], start: int) -> list[Quote]:
    """Say of the quotation that opens a paragraph that it goes on, where the one before was left open."""
    last = last_quote(before)
    if last is None or last.closed or not paragraph or paragraph[0].start != start:
        return paragraph
    opens = _family_at(text, start)  # none where it goes on without a mark
    if opens is not None and _family_at(text, last.start) != opens:
        return paragraph
    return [msgspec.structs.replace(paragraph[0], resumes=True), *paragraph[1:]]


def find_dialogue(text: str, start: int, end: int) -> Iterator[Quote]:
    """Find the speech of a paragraph that a dash opens and a full stop or question mark ends.

    Without such a mark at its end it is the item of a list. The dash belongs to the quotation.
    """
    if _DASH.match(text, start, end) and _LAST.search(text[max(start, end - 8) : end]):
        yield Quote(start, end, True, "dash")


def find_speeches(text: str, sentences: list[tuple[int, int]], marked: list[Quote]) -> Iterator[Quote]:
    """Find what stands behind the colon of a sentence that no quotation mark follows.

    قال الوزير: سنرد على الهجوم. The colon is left out. Whether one who speaks stands before it, or only
    the head of a list, is for others to judge; numbered lists and single words are no speech.
    """
    around: list[Quote] = []
    following = 0
    for start, end in sentences:
        for at, behind in _find_colons(text, start, end):
            while following < len(marked) and marked[following].start < at:
                around.append(marked[following])
                following += 1
            around = [quote for quote in around if quote.end > at]
            stop = min([end, *(quote.end - quote.closed for quote in around)])
            if _WORDS.match(text, behind, stop):
                yield Quote(behind, stop, True, "colon", len(around))
                break


def _find_colons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.find(":", start, end)
    for _ in range(_COLONS):
        if at < 0:
            return
        opening = _COLON.match(text, at, end)
        told = text[max(start, at - 2) : at].rstrip()[-1:]
        if opening is not None and (told.isalpha() or told in _TOLD):
            yield at, opening.end()
        at = text.find(":", at + 1, end)
