"""A machine's reading and the analysts' decisions make the reading that is shown; pure.

A decision puts the records it leaves in place of those it found. So a later reading by the machine changes
nothing that an analyst has decided: accepted and corrected records stand as they were seen, rejected ones
stay away, and what the machine no longer finds comes back, with whom it names.
"""

import hashlib
import itertools
from collections.abc import Iterable, Sequence

import msgspec

from riwaya.store.anchors import LETTERS, Standing, all_records, group, names_in, rename
from riwaya.store.records import Decision, Record, Review, Ruling
from riwaya.types import Claim, Event, Reading


def find_undone(decisions: Iterable[Decision | Ruling]) -> set[int]:
    """Find the numbers of the decisions that are undone; to undo an undoing brings its decision back."""
    undone: set[int] = set()
    for decision in sorted(decisions, key=lambda decision: decision.number, reverse=True):
        if decision.undoes is not None and decision.number not in undone:
            undone.add(decision.undoes)
    return undone


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Give the decisions that are not undone, oldest first, without the undoings."""
    undone = find_undone(decisions)
    kept = (decision for decision in decisions if decision.undoes is None and decision.number not in undone)
    return sorted(kept, key=lambda decision: decision.number)


def review(reading: Reading, decisions: Sequence[Decision]) -> Review:
    """Apply the decisions in force to a reading of the report that they are about."""
    state = _State(reading)
    for decision in in_force(decisions):
        state.apply(decision)
    return state.review(reading, tuple(decisions))


def stamp(reading: Reading) -> str:
    """Give what tells the records of a reading from those of every other, in short."""
    return hashlib.sha256(msgspec.json.encode(all_records(reading))).hexdigest()[:16]


def free_id(record: Record, used: Iterable[str]) -> str:
    """Give the first id of the record's kind (``c4``) that is not used."""
    letter, taken = LETTERS[type(record)], set(used)
    return next(name for number in itertools.count(1) if (name := f"{letter}{number}") not in taken)


class _State:
    """The records as the decisions so far leave them, by id."""

    def __init__(self, reading: Reading) -> None:
        self._records: dict[str, Record] = {record.id: record for record in all_records(reading)}
        self._decided: dict[str, Decision] = {}
        self._rejected: list[Record] = []
        self._standing = Standing(self._records.values())
        self._naming: dict[str, set[str]] = {}  # by an id, those of the records that may name it
        self._used = set(self._records)  # ids ever given: none comes to mean another record
        for record in self._records.values():
            self._note_names(record)

    def apply(self, decision: Decision) -> None:
        """Apply one decision, whose ids are those of the reading that it was made on."""
        change = decision.change
        names = {record.id: self._find(record) for record in (*change.before, *change.around)}
        found = [names[record.id] for record in change.before]
        if decision.kind in ("add", "split"):  # the machine may have come to see the same by itself
            for record in change.after:
                names.setdefault(record.id, self._find(record, exactly=True))
                found.append(names[record.id])
        leaving = dict.fromkeys(name for name in found if name)
        named = {name for record in change.after for name in names_in(record)}
        for record in change.around:
            if names[record.id] is None and record.id in named:
                names[record.id] = self._bring_back(record)
        names.update(self._choose_ids(list(change.after), names, leaving))
        self._remove(leaving, next((names[record.id] for record in change.after), None))
        for record in change.after:
            self._put(msgspec.structs.replace(rename(record, names), id=names[record.id]))
            self._decided[names[record.id] or ""] = decision
        if not change.after:
            self._rejected.extend(change.before)

    def review(self, reading: Reading, decisions: tuple[Decision, ...]) -> Review:
        """Give the reading as it is now."""
        records = group(self._records.values())
        parts = {kind: getattr(records, kind) for kind in ("actors", "places", "claims", "events")}
        left = msgspec.structs.replace(reading, **parts)
        return Review(left, self._decided, tuple(self._rejected), decisions)

    def _find(self, record: Record, *, exactly: bool = False) -> str | None:
        same = self._standing.find(record, self._records, exactly=exactly)
        return same.id if same else None

    def _choose_ids(
        self, after: list[Record], names: dict[str, str | None], leaving: dict[str, None]
    ) -> dict[str, str]:
        """Give each record the id of the one that it replaces, which so does not leave; else a new one."""
        chosen: dict[str, str] = {}
        for record in after:
            own = names.get(record.id)
            if own is not None and own in leaving:
                del leaving[own]
                chosen[record.id] = own
        for record in after:
            if record.id not in chosen:
                chosen[record.id] = self._new_id(record)
        return chosen

    def _new_id(self, record: Record) -> str:
        """Give a record's own id, or where that was ever given, a free one."""
        name = free_id(record, self._used) if record.id in self._used else record.id
        self._used.add(name)
        return name

    def _bring_back(self, record: Record) -> str | None:
        """Put an actor or place back that a decided record names and the machine no longer finds."""
        if isinstance(record, Claim | Event):
            return None
        name = self._new_id(record)
        self._put(msgspec.structs.replace(record, id=name))
        return name

    def _remove(self, leaving: Iterable[str], heir: str | None) -> None:
        """Take records away; whoever names one of them names its heir from now on, or nobody."""
        for name in leaving:
            self._standing.remove(self._records.pop(name))
            self._decided.pop(name, None)
        gone: dict[str, str | None] = dict.fromkeys(leaving, heir)
        for name in {name for one in gone for name in self._naming.pop(one, ())}:
            if name in self._records:
                self._put(rename(self._records[name], gone))

    def _put(self, record: Record) -> None:
        old = self._records.get(record.id)
        if old is None:
            self._standing.add(record)
        else:
            self._standing.replace(old, record)
        self._records[record.id] = record
        self._note_names(record)

    def _note_names(self, record: Record) -> None:
        for name in names_in(record):
            self._naming.setdefault(name, set()).add(record.id)
