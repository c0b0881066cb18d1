"""What analysts rule on cases: which events are one occurrence, and which are not; appended, never changed.

A ruling keeps the events as they were seen. Reports are read again and ids change; each event is found again
by the words it stands on, so that ``in_force`` names it as the reading does that is shown today.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select

from riwaya.errors import Fault, ReviewError
from riwaya.store import schema
from riwaya.store.anchors import find_same
from riwaya.store.clock import moment
from riwaya.store.database import Database
from riwaya.store.decisions import LONGEST_REASON, check_texts
from riwaya.store.desk import Act, load_review
from riwaya.store.records import Ruling, RulingKind, Telling
from riwaya.store.review import find_undone
from riwaya.types import Decision, Event, EventKey, Reading

_ruling = schema.ruling


class _Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """The events of a ruling, as they were seen."""

    events: tuple[Telling, ...] = ()
    others: tuple[Telling, ...] = ()


class Rulings:
    """The rulings of a store. Raises StoreError and ReviewError as ``Desk`` does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def join(self, events: Sequence[EventKey], act: Act) -> Ruling:
        """Rule that events of several reports are one occurrence."""
        return self._rule("join", events, (), act)

    def part(self, events: Sequence[EventKey], others: Sequence[EventKey], act: Act) -> Ruling:
        """Rule that each of ``events`` is another occurrence than each of ``others``."""
        return self._rule("part", events, others, act)

    def undo(self, number: int, act: Act) -> Ruling:
        """Undo a ruling, or an undoing, which brings its ruling back."""
        self._check(act)
        with self._database.writing(alone=True) as connection:
            before = list_rulings(connection)
            if number not in {ruling.number for ruling in before}:
                raise ReviewError(self._database.where, Fault("there is no ruling %(number)s", number=number))
            if number in find_undone(before):
                raise ReviewError(
                    self._database.where, Fault("ruling %(number)s is undone already", number=number)
                )
            return _append(connection, "undo", act, _Body(), number)

    def history(self) -> list[Ruling]:
        """List the rulings in order; undone ones and undoings too."""
        with self._database.reading() as connection:
            return list_rulings(connection)

    def in_force(self) -> tuple[Decision, ...]:
        """Give the rulings that are not undone, for the cases, with events named as in the readings of now.

        An event that is no longer in its report's reading is left out, and so is a ruling without enough of
        them; should it be read again, the ruling holds again.
        """
        with self._database.reading(frozen=True) as connection:
            return find_in_force(connection, self._database.where)

    def _check(self, act: Act) -> None:
        if not act.who.strip():
            raise ReviewError(self._database.where, Fault("a ruling needs to say whose it is"))
        check_texts(self._database.where, (act.who, act.why), LONGEST_REASON)

    def _rule(
        self, kind: RulingKind, events: Sequence[EventKey], others: Sequence[EventKey], act: Act
    ) -> Ruling:
        self._check(act)
        if len(set(events)) < (2 if kind == "join" else 1) or (kind == "part" and not others):
            raise ReviewError(self._database.where, Fault("%(kind)s needs two events at least", kind=kind))
        if both := set(events) & set(others):
            one = min(both)
            raise ReviewError(one.report, Fault("%(event)s cannot be parted from itself", event=one.event))
        with self._database.writing(alone=True) as connection:
            shown = _Shown(connection, self._database.where)
            body = _Body(tuple(map(shown.telling, events)), tuple(map(shown.telling, others)))
            return _append(connection, kind, act, body, None)


def list_rulings(connection: Connection) -> list[Ruling]:
    """List all rulings in order."""
    rows = connection.execute(select(_ruling).order_by(_ruling.c.id)).all()
    bodies = [msgspec.json.decode(row.body, type=_Body) for row in rows]
    return [
        Ruling(row.id, row.kind, row.who, row.why, row.at, body.events, body.others, row.undoes)
        for row, body in zip(rows, bodies, strict=True)
    ]


def find_in_force(connection: Connection, where: str) -> tuple[Decision, ...]:
    """Find the rulings that are not undone, as ``Rulings.in_force`` gives them."""
    rulings = list_rulings(connection)
    undone = find_undone(rulings)
    standing = [ruling for ruling in rulings if ruling.kind != "undo" and ruling.number not in undone]
    shown = _Shown(connection, where)
    made = (_decision(ruling, shown) for ruling in standing)
    return tuple(decision for decision in made if decision is not None)


def count_rulings(connection: Connection) -> int:
    """Count all rulings."""
    return connection.scalar(select(func.count()).select_from(_ruling)) or 0


class _Shown:
    """The readings as they are shown, each loaded once."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where
        self._readings: dict[str, Reading] = {}

    def telling(self, key: EventKey) -> Telling:
        """Give the event of a key, or raise ReviewError where it is not there."""
        for event in self._events(key.report):
            if event.id == key.event:
                return Telling(key.report, event)
        raise ReviewError(key.report, Fault("there is no event %(event)s in its reading", event=key.event))

    def keys(self, tellings: Iterable[Telling]) -> tuple[EventKey, ...]:
        """Give the keys that events have now; those that are no longer read are left out."""
        found = ((one.report, find_same(one.event, self._events(one.report))) for one in tellings)
        return tuple(dict.fromkeys(EventKey(report, event.id) for report, event in found if event))

    def _events(self, report: str) -> tuple[Event, ...]:
        if report not in self._readings:
            self._readings[report] = load_review(self._connection, self._where, report).reading
        return self._readings[report].events


def _append(connection: Connection, kind: RulingKind, act: Act, body: _Body, undoes: int | None) -> Ruling:
    made = Ruling(0, kind, act.who, act.why, moment(), body.events, body.others, undoes)
    row = {name: getattr(made, name) for name in ("kind", "who", "why", "at", "undoes")}
    query = insert(_ruling).values(**row, body=msgspec.json.encode(body).decode()).returning(_ruling.c.id)
    return msgspec.structs.replace(made, number=int(connection.execute(query).scalar_one()))


def _decision(ruling: Ruling, shown: _Shown) -> Decision | None:
    events, others = shown.keys(ruling.events), shown.keys(ruling.others)
    if ruling.kind == "join" and len(events) > 1:
        return Decision("join", events, (), ruling.who, ruling.at, ruling.why or None)
    others = tuple(key for key in others if key not in events)
    if ruling.kind == "part" and events and others:
        return Decision("part", events, others, ruling.who, ruling.at, ruling.why or None)
    return None
