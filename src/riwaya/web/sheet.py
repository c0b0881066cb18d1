"""What the reader shows of one report: its text in lines and pieces, its records in the order of the text.

A long report is shown in parts, each short enough for a browser: see ``Part``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from riwaya.export.marks import Mark, cut, find_marks
from riwaya.readings import Index
from riwaya.store import Record, Review, Store, find_undone, stamp
from riwaya.types import Actor, Claim, Event, Figure, Place, Reading, Report, Span

PART = 10_000  # letters of a part: dense in claims, it has some 400 cards, and Chromium shows it in a second
_HEADLINE = 160  # letters that a line without a full stop may have to be taken for a headline
_GIST = 8  # words of an event that say which it is
_DEEPEST = 3  # claims within claims that are told apart by their lines
_Kind = TypeVar("_Kind", Claim, Event, Actor, Place)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text under the same marks: what they are, and the ids of the records they belong to."""

    text: str
    kinds: str
    keys: str


class Line(msgspec.Struct, frozen=True):
    """One line of the text, and where it starts in it."""

    start: int
    pieces: tuple[Piece, ...]
    headline: bool = False


class Sheet:
    """One report with its reading as the analysts left it."""

    def __init__(self, review: Review) -> None:
        self.reading: Reading = review.reading
        self.report = review.reading.report
        self.decided = review.decided
        self.rejected = review.rejected
        self.history = review.decisions
        self.seen = self.history[-1].number if self.history else 0
        self.shown = stamp(self.reading)
        self.index = Index(self.reading)
        self.claims = {claim.id: claim for claim in self.reading.claims}
        self.events = {event.id: event for event in self.reading.events}
        undone = find_undone(self.history)
        self.undone = undone
        self.last = next(
            (one for one in reversed(self.history) if one.number not in undone and one.undoes is None), None
        )
        self._starts = find_parts(self.report.text)

    @classmethod
    def load(cls, store: Store, name: str) -> "Sheet":
        """Load a report that has been read; raises MissingError or UnreadError for any other."""
        return cls(store.review(name))

    @cached_property
    def records(self) -> list[Claim | Event]:
        """Give claims and events in the order in which they stand in the text."""
        return sorted((*self.reading.claims, *self.reading.events), key=lambda one: (first(one), one.id))

    @cached_property
    def names(self) -> list[Actor | Place]:
        """Give actors and places in the order of the text."""
        return sorted((*self.reading.actors, *self.reading.places), key=lambda one: (first(one), one.id))

    @property
    def parts(self) -> int:
        """Count the parts that it is shown in."""
        return len(self._starts)

    def part(self, at: str | None = None, number: int = 1) -> "Part":
        """Give the part of that number, or the nearest; for a record not in it, the one that it begins in."""
        shown, record = Part(self, min(max(number, 1), self.parts)), self.record(at or "")
        return shown if record is None or record.id in shown.keys else Part(self, self.part_of(record))

    def near(self, records: Sequence[_Kind], record: Record, chosen: Iterable[str] = ()) -> list[_Kind]:
        """Give those of some records that stand in a record's part or beside it, and those chosen.

        A report in fewer than four parts has no others.
        """
        if self.parts <= 3:
            return list(records)
        number, kept = self.part_of(record), set(chosen)
        begin, end = self.span(max(number - 1, 1)).start, self.span(min(number + 1, self.parts)).end
        return [
            one for one in records if one.id in kept or any(begin <= span.start < end for span in spans(one))
        ]

    def span(self, number: int) -> Span:
        """Give where a part stands in the text."""
        start, end = (*self._starts, len(self.report.text))[number - 1 : number + 1]
        return Span(start, end)

    def record(self, key: str) -> Record | None:
        """Find a record by its id."""
        return self._by_id.get(key)

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for record in (*self.records, *self.names)}

    def part_of(self, record: Record) -> int:
        """Give the number of the part where a record first stands."""
        return max(bisect_right(self._starts, first(record)), 1)

    def words(self, span: Span | None) -> str:
        """Give the words of a span, on one line."""
        return " ".join(self.report.text[span.start : span.end].split()) if span else ""

    def chain(self, claim: Claim) -> list[Actor | None]:
        """Give whom a claim comes from, the source and then who relayed it; None: nobody is named."""
        keys = (claim.source, *claim.via)
        return [self.index.actors.get(key or "") for key in keys]

    def tellers(self, event: Event) -> list[tuple[Actor | None, list[Claim]]]:
        """Give who tells of an event, each once, with the claims in which they do."""
        found: dict[str | None, tuple[Actor | None, list[Claim]]] = {}
        for key in self.index.tellers.get(event.id, []):
            actor = self.chain(self.claims[key])[0]
            found.setdefault(actor.id if actor else None, (actor, []))[1].append(self.claims[key])
        return list(found.values())

    @staticmethod
    def figures(event: Event) -> list[Figure]:
        """Give the figures of an event; what is told twice alike stands once."""
        found: dict[tuple[str, int | None, int | None, str | None], Figure] = {}
        for one in event.figures:
            found.setdefault((one.kind, one.low, one.high, one.vague), one)
        return list(found.values())

    def name_of(self, value: str) -> str:
        """Say whom or what an id stands for; what is no id of this reading stays as it is."""
        record = self.record(value)
        return self.gist(record) if record else value

    def gist(self, record: Record) -> str:
        """Say in a few words of the text which record this is."""
        if isinstance(record, Claim):
            return self.words(record.content or record.cue)
        if isinstance(record, Event):
            said = list(dict.fromkeys(self.words(span) for span in record.triggers))
            return " · ".join(said[:_GIST] + ["…"] * (len(said) > _GIST))
        return record.name

    def rejecting(self, record: Record) -> int | None:
        """Give the number of the decision that rejected a record."""
        for one in reversed(self.history):
            if one.kind == "reject" and one.number not in self.undone and record in tuple(one.change.before):
                return one.number
        return None


class Part:
    """A stretch of a report that fits on a page: its text, and the records that first stand in it.

    Names are those that it mentions. A report of at most ``PART`` letters, or little more, is one part.
    """

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.number = number
        self._sheet = sheet
        self._span = sheet.span(number)
        self.records = [record for record in sheet.records if self._holds(record)]
        self.claims = [record for record in self.records if isinstance(record, Claim)]
        self.events = [record for record in self.records if isinstance(record, Event)]
        self.open = [record for record in self.records if record.id not in sheet.decided]
        self.names = [one for one in sheet.names if self.mentions(one) or self._holds(one)]
        self.rejected = [(one, sheet.rejecting(one)) for one in sheet.rejected if self._holds(one)]
        self.keys = {record.id for record in (*self.records, *self.names)}

    def mentions(self, record: Actor | Place) -> tuple[Span, ...]:
        """Give the mentions of an actor or a place that are here."""
        here = self._span
        return tuple(span for span in record.mentions if here.start <= span.start < here.end)

    def lines(self) -> Iterator[Line]:
        """Give the text line by line, with what was found in it."""
        return read_lines(self._sheet.report, find_marks(self._sheet.reading), self._span)

    def _holds(self, record: Record) -> bool:
        return self._sheet.part_of(record) == self.number


def find_parts(text: str) -> list[int]:
    """Find where the parts of a text begin: at the start of a line, or where lines are long, of a word."""
    starts, length = [0], len(text)
    while length - starts[-1] > PART * 5 // 4:  # no part of a few lines is left at the end
        low, high = starts[-1] + PART // 2, starts[-1] + PART
        ends = (text.rfind(sign, low, high) + 1 for sign in "\n ")
        starts.append(next(filter(None, ends), high))
    return starts


def read_lines(report: Report, marks: list[Mark], span: Span | None = None) -> Iterator[Line]:
    """Give a report's text, or a stretch of it, line by line; empty lines are left to the spacing."""
    title = (report.title or "").strip()
    here = span or Span(0, len(report.text))
    top = here.start == 0
    for start, pieces in _lines(report.text[here.start : here.end], _within(marks, here)):
        words = "".join(piece.text for piece in pieces).strip()
        if words:
            short = len(words) <= _HEADLINE and words[-1] not in ".؟!:،"
            headline = top and (words == title or (not title and short))
            yield Line(here.start + start, tuple(pieces), headline)
            top = False


def kind_of(record: Record) -> str:
    """Name the kind of a record: claim, event, actor or place."""
    return type(record).__name__.lower()


def first(record: Record) -> int:
    """Tell where a record first stands in the text."""
    return min((span.start for span in spans(record)), default=0)


def spans(record: Record) -> tuple[Span, ...]:
    """Give the stretches of the text that a record is found by on the page."""
    if isinstance(record, Claim):
        return tuple(span for span in (record.cue, record.source_span, record.content) if span)
    return record.triggers if isinstance(record, Event) else record.mentions


def _within(marks: list[Mark], here: Span) -> list[Mark]:
    """Give the marks on a stretch of a text, counted from its beginning."""
    if here.start == 0 and all(mark.span.end <= here.end for mark in marks):
        return marks
    return [
        msgspec.structs.replace(mark, span=_clip(mark.span, here))
        for mark in marks
        if mark.span.start < here.end and mark.span.end > here.start
    ]


def _clip(span: Span, here: Span) -> Span:
    return Span(max(span.start - here.start, 0), min(span.end, here.end) - here.start)


def _lines(text: str, marks: list[Mark]) -> Iterator[tuple[int, list[Piece]]]:
    start, at, line = 0, 0, list[Piece]()
    for piece in cut(text, marks):
        kinds, keys = (
            _kinds(piece.marks),
            " ".join(dict.fromkeys(mark.owner for mark in piece.marks if mark.owner)),
        )
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                yield start, line
                at += 1
                start, line = at, []
            if part:
                line.append(Piece(part, kinds, keys))
            at += len(part)
    yield start, line


def _kinds(marks: tuple[Mark, ...]) -> str:
    depth = min(sum(mark.kind == "content" for mark in marks), _DEEPEST)
    kinds = dict.fromkeys(mark.kind for mark in marks)
    return " ".join((*kinds, *([f"deep{depth}"] if depth > 1 else [])))
