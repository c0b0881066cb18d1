"""The first stage: what a page says about its report, and what on it is not the report."""

import re
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from riwaya.chars import fold, is_arabic
from riwaya.document import Document
from riwaya.errors import DateError
from riwaya.resources import load_table
from riwaya.text import notes
from riwaya.text.boilerplate import find_boilerplate
from riwaya.text.credits import (
    Credit,
    find_byline,
    find_caption,
    find_credit_line,
    find_dateline,
    find_end_note,
    split_parts,
)
from riwaya.text.dates import DayMatch, find_days, parse_day
from riwaya.text.lines import Line, find_lines
from riwaya.text.publishers import Publisher, find_publisher, find_publisher_of
from riwaya.types import Dropped, Report, Span

_HEAD_LINES = 6  # dates and credits stand this near the top
_FOOT_LINES = 4
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_TAGS = 3  # so many are no accident
_OPENING_LINES = 3  # a byline or dateline stands this near the top
_BYLINE_LINES = 2
_NAME_WORDS = 4  # of an outlet's name in a date line
_DATE_LINE_WORDS = 24
_REASONS = {
    "credit:line": "credits who made the report",
    "credit:byline": "names the reporter",
    "credit:end": "credits an agency",
    "caption:agency": "caption of a picture",
    "dateline:bracket": "dateline",
    "dateline:steps": "dateline",
}


class _DateWord(msgspec.Struct, frozen=True):
    kind: Literal["published", "updated", "filler"]
    phrase: str


class DateLine(msgspec.Struct, frozen=True):
    """A line that only dates the page; ``rank`` 0 is better than 1."""

    dropped: Dropped
    day: date | None
    rank: int
    credit: Credit  # outlets named beside the date
    hijri: date | None = None


@cache
def _date_words() -> tuple[dict[str, str], frozenset[str]]:
    rows = load_table("riwaya.text", "date_words.tsv", _DateWord)
    cues: dict[str, str] = {fold(row.phrase): row.kind for row in rows if row.kind != "filler"}
    return cues, frozenset(word for row in rows for word in fold(row.phrase).split())


def prepare(document: Document) -> Document:
    """Find publisher, credits, dateline and date, and mark what is not to be read.

    The text stays as it is; fields that the report already has are kept.
    """
    report = document.report
    lines = find_lines(report.text)
    boilerplate = find_boilerplate(lines)
    rest = tuple(line for number, line in enumerate(lines) if number not in boilerplate)
    dates = _find_date_lines(rest)
    rest = tuple(line for line in rest if line.start not in dates)
    credits = _find_credits(rest)
    dropped = [
        *boilerplate.values(),
        *(found.dropped for found in dates.values()),
        *(Dropped(credit.span, credit.rule, _REASONS[credit.rule]) for credit in credits),
    ]
    published, told = _choose_day(report, list(dates.values()), credits)
    report = _complete(report, (*credits, *(found.credit for found in dates.values())), published)
    outlet = find_publisher(report.publisher or "")
    return msgspec.structs.replace(
        document,
        report=report,
        published=published,
        home=outlet.country if outlet is not None else None,
        dateline=next((credit.place for credit in credits if credit.place is not None), None),
        dropped=tuple(sorted(dropped, key=lambda one: one.span)),
        notes=(*document.notes, *told, *_language_notes(report.text)),
    )


def _find_date_lines(lines: tuple[Line, ...]) -> dict[int, DateLine]:
    near = {line.start: line for line in (*lines[:_HEAD_LINES], *lines[-_FOOT_LINES:])}
    found = {start: _read_date_line(line) for start, line in near.items()}
    return {start: dated for start, dated in found.items() if dated is not None}


def _read_date_line(line: Line) -> DateLine | None:
    """Read a line that holds a date and nothing else but its company: نُشر في 14 آذار/مارس 2022."""
    if line.words > _DATE_LINE_WORDS:
        return None
    days = list(find_days(line.key))
    bare = line.key
    for match in reversed(days):
        bare = f"{bare[: match.start]} {bare[match.end :]}"
    cues, fillers = _date_words()
    cue, after = _opening_cue(bare, cues)
    left = [word for word in _words(after) if word not in fillers and not word.isdigit()]
    if (not days and cue is None) or not _are_credits(left):
        return None
    if not days and not (any(c.isdigit() for c in line.key) or line.core in cues):
        return None
    day = next((match.day for match in days if match.day is not None), None)
    hijri = next((match.hijri for match in days if match.hijri is not None), None)
    reason = "says when the page was published" if cue != "updated" else "says when the page was changed"
    dropped = Dropped(Span(line.start, line.end), "date:line", reason)
    credit = Credit(dropped.span, dropped.rule, split_parts(line.text, line.start))
    return DateLine(dropped, day, 1 if cue == "updated" else 0, credit, hijri)


def _opening_cue(key: str, cues: dict[str, str]) -> tuple[str | None, str]:
    words = _words(key)
    for count in range(min(4, len(words)), 0, -1):
        kind = cues.get(" ".join(words[:count]))
        if kind is not None:
            return kind, " ".join(words[count:])
    return None, key


def _words(key: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in key).split()


def _are_credits(words: list[str]) -> bool:
    """Tell whether words are names of outlets, agencies and towns, one behind the other."""
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + _NAME_WORDS), at, -1)
        end = next((end for end in ends if _is_name(words[at:end])), None)
        if end is None:
            return False
        at = end
    return True


def _is_name(words: list[str]) -> bool:
    return all(part.kind != "free" for part in split_parts(" ".join(words)))


def _find_credits(lines: tuple[Line, ...]) -> tuple[Credit, ...]:
    """Find credit lines at both ends, captions between them, and the opening of the body."""
    found: dict[int, Credit] = {}
    last = len(lines) - 1
    for number, line in enumerate(lines):
        if number < _OPENING_LINES or number > last - _FOOT_LINES:
            credit = find_credit_line(line)
            if credit is None and number < min(_BYLINE_LINES, last) and lines[number + 1].words > line.words:
                credit = find_byline(line)
        else:
            credit = None
        if credit is None and len(lines) >= _OPENING_LINES:
            credit = find_caption(line)
        if credit is not None:
            found[number] = credit
    body = [line for number, line in enumerate(lines) if number not in found]
    datelines = (find_dateline(line) for line in body[:_OPENING_LINES])
    dateline = next((credit for credit in datelines if credit is not None), None)
    end_note = find_end_note(body[-1]) if body else None
    extra = [credit for credit in (dateline, end_note) if credit is not None]
    return tuple(sorted([*found.values(), *extra], key=lambda credit: credit.span))


def _choose_day(
    report: Report, dates: list[DateLine], credits: tuple[Credit, ...]
) -> tuple[date | None, tuple[str, ...]]:
    """Take the day given with the report, else one that the page states, else the address's."""
    told: tuple[str, ...] = ()
    if report.published:
        try:
            return parse_day(report.published), ()
        except DateError as fault:
            told = (notes.PUBLISHED % {"fault": fault},)
    stated = [dated for dated in sorted(dates, key=lambda one: one.rank) if dated.day is not None]
    if stated:
        return stated[0].day, (*told, notes.FROM_TEXT % {"day": stated[0].day})
    named = [match for credit in credits if (match := _dated(report, credit)) is not None]
    for match in named:
        if match.day is not None:
            return match.day, (*told, notes.FROM_DATELINE % {"day": match.day})
    for match in find_days(report.url or ""):
        if match.day is not None:
            return match.day, (*told, notes.FROM_ADDRESS % {"day": match.day})
    lines = sorted(dates, key=lambda one: one.rank)
    reckoned = [*(line.hijri for line in lines), *(match.hijri for match in named)]
    hijri = next((day for day in reckoned if day is not None), None)
    if hijri is not None:  # the last resort: the moon may have moved it
        return hijri, (*told, notes.FROM_HIJRI % {"day": hijri})
    return None, (*told, notes.NO_DAY)


def _dated(report: Report, credit: Credit) -> DayMatch | None:
    if credit.rule.startswith("caption"):
        return None
    return next(find_days(fold(report.text[credit.span.start : credit.span.end])), None)


def _complete(report: Report, credits: tuple[Credit, ...], published: date | None) -> Report:
    named = [row for credit in credits if not credit.rule.startswith("caption") for row in credit.publishers]
    outlet = next((row for row in named if row.kind == "outlet"), None)
    if outlet is None and report.url:
        outlet = find_publisher_of(report.url)
    agencies = [row for row in named if row.kind in ("agency", "generic")]
    if outlet is None and len(agencies) == 1:
        outlet = _sole_agency(credits)
    publisher = report.publisher or (outlet.name if outlet is not None else None)
    names = tuple(dict.fromkeys(row.name for row in agencies if row is not outlet))
    day = report.published or (published.isoformat() if published is not None else None)
    return msgspec.structs.replace(
        report, publisher=publisher, credits=report.credits or names, published=day
    )


def _sole_agency(credits: tuple[Credit, ...]) -> Publisher | None:
    # كييف (رويترز) - with no outlet beside it is the agency's own wire.
    for credit in credits:
        if credit.rule.startswith("dateline"):
            return next((row for row in credit.publishers if row.kind == "agency"), None)
    return None


def _language_notes(text: str) -> tuple[str, ...]:
    """Tell a text that has no Arabic in it, or tags between its words."""
    if not is_arabic(text) and text.strip():
        return (notes.NO_ARABIC,)
    tags = sum(1 for _ in islice(_TAG.finditer(text), _TAGS))
    return (notes.HTML,) if tags == _TAGS else ()
