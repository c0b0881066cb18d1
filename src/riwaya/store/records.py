"""What a store hands out: frozen records; moments are ISO 8601 in UTC, numbers are the store's own."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from riwaya.types import Actor, Claim, Event, Place, Reading, Report

Outcome = Literal["new", "known", "completed", "dropped"]
Kind = Literal["accept", "reject", "correct", "add", "merge", "split", "undo"]
RulingKind = Literal["join", "part", "undo"]
State = Literal["waiting", "running", "done", "failed"]
Stage = Literal["unread", "read", "begun"]  # of review: not read, read by the machine, decided on
Record = Actor | Place | Claim | Event


class Arrival(msgspec.Struct, frozen=True):
    """A report on its way in, and where it came from: a file and line, an address."""

    report: Report
    place: str


class Copy(msgspec.Struct, frozen=True):
    """A report and an earlier one that it repeats in part or whole.

    ``resemblance`` is the share of their three-word runs that both have, ``contained`` the share of the
    shorter one's that the longer has; both from 0 to 1. ``agency`` is the one both credit, if any.
    """

    report: str
    other: str
    resemblance: float
    contained: float
    agency: str | None = None


class Added(msgspec.Struct, frozen=True):
    """What became of one thing that came in; it stands in the store when this is given.

    ``name`` is the id of the report it is stored as; ``reason`` is why it was dropped; ``run`` numbers the
    import.
    """

    outcome: Outcome
    place: str
    name: str | None = None
    reason: str | None = None
    copies: tuple[Copy, ...] = ()
    run: int = 0


class Heading(msgspec.Struct, frozen=True):
    """A report in a list; ``number`` rises with import, ``opening`` is how its text begins."""

    number: int
    report: str
    title: str | None
    opening: str
    publisher: str | None
    published: str | None
    imported: str
    stage: Stage
    decisions: int


class Tally(msgspec.Struct, frozen=True):
    """How many reports of an outlet (None: of those that name none) stand at each stage."""

    publisher: str | None
    unread: int = 0
    read: int = 0
    begun: int = 0

    @property
    def total(self) -> int:
        """Count them all."""
        return self.unread + self.read + self.begun


class Source(msgspec.Struct, frozen=True):
    """Where a stored report came from, when, and what it said of itself there (``text`` left empty)."""

    place: str
    at: str
    given: Report


class LeftOut(msgspec.Struct, frozen=True):
    """What an import could not take, and why; ``run`` numbers the import."""

    run: int
    place: str
    reason: str
    at: str


class Run(msgspec.Struct, frozen=True):
    """One import: ``seen`` is ``new`` and ``known`` and ``left_out``; ``finished`` is None if broken off."""

    number: int
    program: str
    started: str
    finished: str | None
    seen: int
    new: int
    known: int
    left_out: int


class Records(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some records of a reading, by kind."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        return iter((*self.actors, *self.places, *self.claims, *self.events))

    def __len__(self) -> int:
        return len((*self.actors, *self.places, *self.claims, *self.events))


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """The records that a decision found and those it leaves; ``around`` are those that they name."""

    before: Records = Records()
    after: Records = Records()
    around: Records = Records()


class Decision(msgspec.Struct, frozen=True):
    """One act of an analyst: which, by whom, when, why; it is never changed, only undone by another."""

    number: int
    report: str
    kind: Kind
    who: str
    why: str
    at: str
    change: Change
    undoes: int | None = None


class Telling(msgspec.Struct, frozen=True):
    """One event of one report, as it was seen."""

    report: str
    event: Event


class Ruling(msgspec.Struct, frozen=True):
    """One act of an analyst on cases: ``join`` makes events one occurrence, ``part`` keeps them apart."""

    number: int
    kind: RulingKind
    who: str
    why: str
    at: str
    events: tuple[Telling, ...]
    others: tuple[Telling, ...] = ()
    undoes: int | None = None


class Review(msgspec.Struct, frozen=True):
    """A reading after the decisions in force, and which decision last made each record (by its id)."""

    reading: Reading
    decided: dict[str, Decision]
    rejected: tuple[Record, ...] = ()


class Job(msgspec.Struct, frozen=True):
    """A piece of work in the queue; ``tries`` counts the workers that took it up."""

    number: int
    kind: str
    task: dict[str, Any]
    state: State
    tries: int
    worker: str | None = None
    until: str | None = None
    fault: str | None = None


class Info(msgspec.Struct, frozen=True):
    """Figures of a store; ``readings`` counts machine readings by the program that made them."""

    where: str
    schema: str
    reports: int
    readings: dict[str, int]
    unread: int
    decisions: int
    rulings: int
    cases: int
    copies: int
    jobs: dict[str, int]
    runs: tuple[Run, ...]
