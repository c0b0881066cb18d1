"""Which record of one reading is which of another: ids differ from reading to reading, words do not.

A record is found again by the words it stands on: a claim by its cue, an event by its triggers, an actor or
a place by its mentions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from riwaya.errors import Fault, ReviewError
from riwaya.store.records import Record, Records
from riwaya.types import Actor, Claim, Event, Place, Reading, Span

_CELL = 64  # letters
LETTERS: dict[type, str] = {Actor: "a", Place: "p", Claim: "c", Event: "e"}  # with which ids begin


def anchors(record: Record) -> tuple[Span, ...]:
    """Give the spans that a record is known by."""
    if isinstance(record, Claim):
        return (record.cue,)
    return record.triggers if isinstance(record, Event) else record.mentions


def find_same(record: Record, records: Iterable[Record], *, exactly: bool = False) -> Record | None:
    """Find the record of the same kind on the same words: most spans alike, else most that overlap.

    With ``exactly`` a span at least must be the same.
    """
    best, best_rank = None, (0, 0)
    own = anchors(record)
    exact = set(own)
    for other in records:
        if type(other) is type(record):
            theirs = anchors(other)
            alike = sum(span in exact for span in theirs)
            if exactly and not alike:
                continue
            rank = (alike, _overlaps(own, theirs))
            if rank > best_rank:
                best, best_rank = other, rank
    return best


def names_in(record: Record) -> Iterator[str]:
    """Give the ids of other records that a claim or an event names."""
    if isinstance(record, Claim):
        yield from filter(None, (record.source,))
        yield from (*record.via, *record.denies, *record.events)
    elif isinstance(record, Event):
        yield from filter(None, (record.place,))
        yield from (*record.actors, *record.targets)


def rename(record: Record, names: dict[str, str | None]) -> Record:
    """Give a record with the ids it names replaced; those that lead to None are left out."""

    def one(name: str | None) -> str | None:
        return names.get(name, name) if name is not None else None

    def many(found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for name in found if (new := one(name)) is not None))

    if isinstance(record, Claim):
        lists = {field: many(getattr(record, field)) for field in ("via", "denies", "events")}
        return msgspec.structs.replace(record, source=one(record.source), **lists)
    if isinstance(record, Event):
        lists = {field: many(getattr(record, field)) for field in ("actors", "targets")}
        return msgspec.structs.replace(record, place=one(record.place), **lists)
    return record


def group(records: Iterable[Record]) -> Records:
    """Sort records by kind."""
    found = list(records)
    return Records(
        tuple(record for record in found if isinstance(record, Actor)),
        tuple(record for record in found if isinstance(record, Place)),
        tuple(record for record in found if isinstance(record, Claim)),
        tuple(record for record in found if isinstance(record, Event)),
    )


def all_records(reading: Reading) -> tuple[Record, ...]:
    """Give all records of a reading."""
    return (*reading.actors, *reading.places, *reading.claims, *reading.events)


def records_of(reading: Reading, ids: Sequence[str]) -> list[Record]:
    """Give the records with these ids, or raise ReviewError for one that is not there."""
    records = {record.id: record for record in all_records(reading)}
    for key in ids:
        if key not in records:
            kinds = ("actors", "places", "claims", "events")
            counts = {kind: len(getattr(reading, kind)) for kind in kinds}
            fault = Fault(
                "there is no %(key)s in its reading; it has %(actors)s actors, %(places)s places, "
                "%(claims)s claims, %(events)s events",
                key=key, **counts,
            )  # fmt: skip
            raise ReviewError(reading.report.id, fault)
    return [records[key] for key in ids]


def unite(records: Sequence[Record]) -> Record:
    """Make one record of several: what the first does not say is taken from the others, lists are joined."""
    first = records[0]
    united: dict[str, Any] = {}
    for field in first.__struct_fields__:
        values = [getattr(record, field) for record in records]
        if isinstance(values[0], tuple):
            united[field] = tuple(dict.fromkeys(item for value in values for item in value))
        else:
            united[field] = next((value for value in values if value is not None), None)
    none_of_them: dict[str, str | None] = dict.fromkeys((record.id for record in records), None)
    return rename(msgspec.structs.replace(first, **united), none_of_them)  # a claim denies no part of itself


def separate(record: Record, offset: int) -> tuple[Record, Record] | None:
    """Part the trigger or mention at an offset from the others; None where there is none, or no other."""
    own = anchors(record)
    apart = tuple(span for span in own if span.start <= offset < span.end)
    others = tuple(span for span in own if span not in apart)
    if isinstance(record, Claim) or not apart or not others:
        return None
    field = "triggers" if isinstance(record, Event) else "mentions"
    replace = msgspec.structs.replace
    return replace(record, **{field: others}), replace(record, id="", **{field: apart})


class Standing:
    """Records by the words they stand on: ``find`` looks only at those near a record, however many there are.

    Of records alike in rank the one that came first is found, as by ``find_same``.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._cells: dict[tuple[type, int], dict[str, int]] = {}  # ids, and when each came
        self._count = 0
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Add a record under an id that is not there."""
        self._count += 1
        for cell in _cells(record):
            self._cells.setdefault(cell, {})[record.id] = self._count

    def replace(self, old: Record, new: Record) -> None:
        """Let a record take the place of one of the same id and kind."""
        number = next((self._cells[cell][old.id] for cell in _cells(old)), self._count)
        self.remove(old)
        for cell in _cells(new):
            self._cells.setdefault(cell, {})[new.id] = number

    def remove(self, record: Record) -> None:
        """Take a record away."""
        for cell in _cells(record):
            del self._cells[cell][record.id]

    def find(self, record: Record, records: Mapping[str, Record], *, exactly: bool = False) -> Record | None:
        """Find a record of the same kind on the same words, as ``find_same`` does, among ``records``."""
        near: dict[str, int] = {}
        for cell in _cells(record):
            near.update(self._cells.get(cell, {}))
        return find_same(
            record, (records[key] for key in sorted(near, key=near.__getitem__)), exactly=exactly
        )


def _cells(record: Record) -> set[tuple[type, int]]:
    """Give the stretches of 64 letters that a record stands in."""
    return {
        (type(record), number)
        for span in anchors(record)
        for number in range(span.start // _CELL, max(span.end - 1, span.start) // _CELL + 1)
    }


def _overlaps(own: Sequence[Span], theirs: Sequence[Span]) -> int:
    """Count the pairs of spans that overlap; an empty one overlaps none."""
    if len(own) == len(theirs) == 1:
        return int(max(own[0].start, theirs[0].start) < min(own[0].end, theirs[0].end))
    full = [span for span in theirs if span.start < span.end]
    starts, ends = sorted(span.start for span in full), sorted(span.end for span in full)
    return sum(
        bisect_left(starts, span.end) - bisect_right(ends, span.start)
        for span in own
        if span.start < span.end
    )
