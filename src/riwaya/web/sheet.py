"""What the reader shows of one report: its text in lines and pieces, its records in the order of the text."""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from riwaya.export.marks import Mark, cut, find_marks
from riwaya.readings import Index
from riwaya.store import Decision, Record, Review, Store, find_undone, stamp
from riwaya.types import Actor, Claim, Event, Place, Reading, Report, Span

_HEADLINE = 160  # letters that a line without a full stop may have to be taken for a headline
_DEEPEST = 3  # claims within claims that are told apart by their lines


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

    def __init__(self, review: Review, history: list[Decision]) -> None:
        self.reading: Reading = review.reading
        self.report = review.reading.report
        self.decided = review.decided
        self.history = history
        self.seen = history[-1].number if history else 0
        self.shown = stamp(self.reading)
        self.index = Index(self.reading)
        self.claims = {claim.id: claim for claim in self.reading.claims}
        self.events = {event.id: event for event in self.reading.events}
        undone = find_undone(history)
        self.undone = undone
        self.last = next(
            (one for one in reversed(history) if one.number not in undone and one.undoes is None), None
        )
        self.rejected = [(record, self._rejecting(record)) for record in review.rejected]

    @classmethod
    def load(cls, store: Store, name: str) -> "Sheet":
        """Load a report that has been read; raises StoreError for one that is not there or was not."""
        return cls(store.review(name), store.desk.history(name))

    @cached_property
    def records(self) -> list[Claim | Event]:
        """Give claims and events in the order in which they stand in the text."""
        return sorted((*self.reading.claims, *self.reading.events), key=lambda one: (first(one), one.id))

    @cached_property
    def open(self) -> list[Claim | Event]:
        """Give the claims and events that nobody has decided on."""
        return [record for record in self.records if record.id not in self.decided]

    @cached_property
    def names(self) -> list[Actor | Place]:
        """Give actors and places in the order of the text."""
        return sorted((*self.reading.actors, *self.reading.places), key=lambda one: (first(one), one.id))

    def record(self, key: str) -> Record | None:
        """Find a record by its id."""
        return self._by_id.get(key)

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for record in (*self.records, *self.names)}

    def words(self, span: Span | None) -> str:
        """Give the words of a span, on one line."""
        return " ".join(self.report.text[span.start : span.end].split()) if span else ""

    def chain(self, claim: Claim) -> list[Actor | None]:
        """Give whom a claim comes from, the source and then who relayed it; None: nobody is named."""
        keys = (claim.source, *claim.via)
        return [self.index.actors.get(key or "") for key in keys]

    def name_of(self, value: str) -> str:
        """Say whom or what an id stands for; what is no id of this reading stays as it is."""
        record = self.record(value)
        return self.gist(record) if record else value

    def gist(self, record: Record) -> str:
        """Say in a few words of the text which record this is."""
        if isinstance(record, Claim):
            return self.words(record.content or record.cue)
        if isinstance(record, Event):
            return " · ".join(self.words(span) for span in record.triggers)
        return record.name

    def lines(self) -> Iterator[Line]:
        """Give the text line by line, with what was found in it."""
        return read_lines(self.report, find_marks(self.reading))

    def _rejecting(self, record: Record) -> int | None:
        """Give the number of the decision that rejected a record."""
        for one in reversed(self.history):
            if one.kind == "reject" and one.number not in self.undone and record in tuple(one.change.before):
                return one.number
        return None


def read_lines(report: Report, marks: list[Mark]) -> Iterator[Line]:
    """Give a report's text line by line; empty lines are left to the spacing."""
    title = (report.title or "").strip()
    top = True
    for start, pieces in _lines(report.text, marks):
        words = "".join(piece.text for piece in pieces).strip()
        if words:
            short = len(words) <= _HEADLINE and words[-1] not in ".؟!:،"
            yield Line(start, tuple(pieces), top and (words == title or (not title and short)))
            top = False


def kind_of(record: Record) -> str:
    """Name the kind of a record: claim, event, actor or place."""
    return type(record).__name__.lower()


def first(record: Record) -> int:
    """Tell where a record first stands in the text."""
    if isinstance(record, Claim):
        return min(span.start for span in (record.cue, record.source_span, record.content) if span)
    spans = record.triggers if isinstance(record, Event) else record.mentions
    return min((span.start for span in spans), default=0)


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
