"""The analysts' desk: decisions on the reading of a report, each appended and none ever changed."""

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import Connection

from riwaya.errors import Fault, ReviewError
from riwaya.store.anchors import records_of, separate, unite
from riwaya.store.database import Database
from riwaya.store.decisions import (
    LONGEST_REASON,
    append_decision,
    check_texts,
    check_undo,
    list_decisions,
    lock_report,
    make_change,
)
from riwaya.store.readings import load_reading, make_unread
from riwaya.store.records import Change, Decision, Kind, Record, Review
from riwaya.store.reports import find_report
from riwaya.store.review import review, stamp
from riwaya.store.search.index import refresh_reviewed
from riwaya.types import Reading


class Act(msgspec.Struct, frozen=True):
    """By whom a decision is made and why, the last decision on the report that they know of (0: none), and
    the ``stamp`` of the reading that they were shown: after another one its ids may name other records."""

    who: str
    why: str = ""
    seen: int | None = None
    shown: str | None = None


class Desk:
    """What analysts decide on the readings of a store.

    Each method appends one decision and gives it; ids are those of the reading as it is shown
    (``Store.reading``). Raises StoreError for a report that is not there or not read, ReviewError where the
    decision does not fit its reading, or somebody has decided since what the analyst has seen.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(self, name: str, ids: Sequence[str], act: Act) -> Decision:
        """Accept records: from now on they stand as they are, whatever the machine comes to read."""
        return self._decide(name, "accept", act, lambda reading: make_change(reading, "accept", ids))

    def reject(self, name: str, ids: Sequence[str], act: Act) -> Decision:
        """Reject records: from now on they stay away."""
        return self._decide(name, "reject", act, lambda reading: make_change(reading, "reject", ids))

    def correct(self, name: str, record: Record, act: Act) -> Decision:
        """Put a record in the place of the one with its id."""
        return self._decide(
            name, "correct", act, lambda reading: make_change(reading, "correct", [record.id], [record])
        )

    def add(self, name: str, records: Sequence[Record], act: Act) -> Decision:
        """Add records that were not found; where an id is empty or taken, a free one is given."""
        return self._decide(name, "add", act, lambda reading: make_change(reading, "add", (), records))

    def merge(self, name: str, ids: Sequence[str], act: Act, record: Record | None = None) -> Decision:
        """Make one record of several: ``record``, or the first with what the others add to it."""
        several = list(dict.fromkeys(ids))  # a record is none beside itself

        def change(reading: Reading) -> Change:
            found = records_of(reading, several)
            if len({type(each) for each in found}) != 1:
                raise ReviewError(name, Fault("only records of one kind can be merged"))
            return make_change(reading, "merge", several, [record or unite(found)])

        return self._decide(name, "merge", act, change)

    def split(self, name: str, key: str, parts: Sequence[Record], act: Act) -> Decision:
        """Make several records of one; the part with its id, or else the first, takes its place."""
        return self._decide(name, "split", act, lambda reading: make_change(reading, "split", [key], parts))

    def split_at(self, name: str, key: str, offset: int, act: Act) -> Decision:
        """Split an event, actor or place in two: the trigger or mention at an offset, and the others."""

        def change(reading: Reading) -> Change:
            (record,) = records_of(reading, [key])
            parts = separate(record, offset)
            if parts is None:
                raise ReviewError(
                    name,
                    Fault(
                        "%(key)s has no trigger or mention at %(offset)s, or no other one",
                        key=key,
                        offset=offset,
                    ),
                )
            return make_change(reading, "split", [key], parts)

        return self._decide(name, "split", act, change)

    def undo(self, name: str, number: int, act: Act) -> Decision:
        """Undo a decision on a report, or an undoing, which brings its decision back."""
        return self._decide(name, "undo", act, lambda _: Change(), number)

    def history(self, name: str | None = None) -> list[Decision]:
        """List the decisions on one report, or all, in order; undone ones and undoings too."""
        with self._database.reading() as connection:
            number = None if name is None else find_report(connection, self._database.where, name)[0]
            return list_decisions(connection, number)

    def _decide(
        self,
        name: str,
        kind: Kind,
        act: Act,
        change: Callable[[Reading], Change],
        undoes: int | None = None,
    ) -> Decision:
        if not act.who.strip():
            raise ReviewError(name, Fault("a decision needs to say whose it is"))
        with self._database.writing() as connection:
            number, report = find_report(connection, self._database.where, name)
            lock_report(connection, number)
            before = list_decisions(connection, number)
            last = before[-1] if before else None
            if act.seen is not None and last is not None and last.number > act.seen:
                raise ReviewError(
                    name,
                    Fault(
                        "%(who)s has decided on it since: %(kind)s, number %(number)s",
                        who=last.who,
                        kind=last.kind,
                        number=last.number,
                    ),
                )
            if undoes is not None:
                check_undo(name, before, undoes)
            machine = _machine(connection, self._database.where, name, number)
            shown = review(machine, before)
            if act.shown is not None and act.shown != stamp(shown.reading):
                raise ReviewError(name, Fault("it was read anew since you saw it; look at it again"))
            check_texts(name, (act.who, act.why), LONGEST_REASON)
            new = Decision(0, name, kind, act.who, act.why, "", change(shown.reading), undoes)
            made = append_decision(connection, number, new)
            refresh_reviewed(connection, number, report, review(machine, [*before, made]))
            return made


def load_review(connection: Connection, where: str, name: str) -> Review:
    """Load a report's reading with its decisions. Raises MissingError or UnreadError where there is none."""
    number, _ = find_report(connection, where, name)
    return review(_machine(connection, where, name, number), list_decisions(connection, number))


def _machine(connection: Connection, where: str, name: str, number: int) -> Reading:
    reading = load_reading(connection, number)
    if reading is None:
        raise make_unread(where, name)
    return reading
