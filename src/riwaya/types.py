"""The records of a Reading: frozen, typed, and in the shape of ``reading.schema.json``.

Spans are half-open ``[start, end)`` offsets in Unicode code points of ``report.text``.
Days are ISO 8601 strings. Countries are ISO 3166-1 alpha-3 codes.
The records that stages hand to each other before ids exist are in ``document.py``.
"""

from typing import Any, Literal

import msgspec

Act = Literal[
    "state", "announce", "report", "affirm", "deny", "accuse", "reject", "demand",
    "threaten", "warn", "promise", "predict", "condemn", "support", "describe",
]  # fmt: skip
ActorRole = Literal["GOV", "MIL", "POL", "REB", "OPP", "CIV", "MED", "IGO", "NGO", "OTH"]
Evidence = Literal["unverified", "no-evidence", "documented", "verified"]
Quoted = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "shelling", "airstrike", "explosion", "clash", "attack", "abuse", "arrest", "siege",
    "seizure", "withdrawal", "deployment", "evacuation", "displacement", "aid", "release",
    "talks", "agreement", "ceasefire", "sanction", "protest", "legal", "casualties",
]  # fmt: skip
Reality = Literal["actual", "negated", "possible", "planned"]
FigureKind = Literal[
    "killed", "injured", "missing", "arrested", "abducted", "released", "evacuated",
    "displaced", "other",
]  # fmt: skip
Vague = Literal["tens", "hundreds", "thousands", "millions"]
Precision = Literal["exact", "near", "district", "region", "country"]
Assessment = Literal["progress", "difficult", "failed", "agreed", "ongoing"]
Status = Literal["one-source", "corroborated", "contested", "denied", "unverified"]

SCHEMA = "riwaya.reading/1"
CASE_SCHEMA = "riwaya.case/1"
PROCESS_SCHEMA = "riwaya.process/1"


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, gc=False):
    """Half-open offsets ``[start, end)`` in code points; ``[3, 7]`` in JSON."""

    start: int
    end: int


class Period(msgspec.Struct, frozen=True):
    """First and last day, both inclusive, and the words that say so."""

    start: str
    end: str
    span: Span | None = None


class Reason(msgspec.Struct, frozen=True):
    """Why a field has its value: the rule or table row, and the words it stands on."""

    field: str
    rule: str
    spans: tuple[Span, ...] = ()


class Dropped(msgspec.Struct, frozen=True):
    """A stretch of text that was seen and left out, and why."""

    span: Span
    rule: str
    reason: str


class Report(msgspec.Struct, frozen=True, omit_defaults=False):
    """One report as it came in; ``text`` is never changed."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    credits: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    language: str = "ar"


class Actor(msgspec.Struct, frozen=True):
    """Who speaks, does or suffers, with every mention in the report.

    ``name`` is as written here. One whom a table knows has a ``ref``, the same in every report (``UKR``,
    ``Houthis``), and the names it is known by.
    """

    id: str
    name: str
    name_en: str | None
    country: str | None
    role: ActorRole | None
    mentions: tuple[Span, ...]
    ref: str | None = None
    name_ar: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A place with coordinates in degrees (WGS 84), and how much ground they stand for."""

    id: str
    name: str
    name_en: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: Precision | None
    mentions: tuple[Span, ...]


class Claim(msgspec.Struct, frozen=True):
    """A stretch of text whose truth the report hands to a source."""

    id: str
    act: Act
    cue: Span
    source: str | None
    source_span: Span | None
    via: tuple[str, ...]
    content: Span | None
    quoted: Quoted | None
    said: Period | None
    evidence: Evidence | None
    denies: tuple[str, ...]
    events: tuple[str, ...]
    why: tuple[Reason, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """People counted: exactly ``[n, n]``, at least ``[n, None]``, at most ``[None, n]``."""

    kind: FigureKind
    low: int | None
    high: int | None
    vague: Vague | None
    span: Span


class Talks(msgspec.Struct, frozen=True):
    """Where talks stand: number of the round, topics as written, assessment."""

    round: int | None
    topics: tuple[Span, ...]
    assessment: Assessment | None


class Event(msgspec.Struct, frozen=True):
    """An occurrence told by one or more triggers, each the one word that names it."""

    id: str
    type: EventType
    triggers: tuple[Span, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    when: Period | None
    reality: Reality
    figures: tuple[Figure, ...]
    weapons: tuple[Span, ...]
    talks: Talks | None
    why: tuple[Reason, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What one reader finds in one report."""

    schema: Literal["riwaya.reading/1"]
    report: Report
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_json(self) -> str:
        """Give the reading as one line of JSON, valid against ``reading.schema.json``."""
        return msgspec.json.encode(self).decode()

    def to_dict(self) -> dict[str, Any]:
        """Give the reading as plain dicts and lists."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


class EventKey(msgspec.Struct, frozen=True, order=True):
    """One event of one report, by their ids."""

    report: str
    event: str


class Decision(msgspec.Struct, frozen=True):
    """What an analyst decided: ``join`` makes all events one case, ``part`` keeps ``events`` and ``others``
    in different ones. It holds against the machine, and against every decision before it."""

    kind: Literal["join", "part"]
    events: tuple[EventKey, ...]
    others: tuple[EventKey, ...] = ()
    by: str | None = None
    at: str | None = None
    note: str | None = None


class Member(msgspec.Struct, frozen=True):
    """One event of one report that belongs to a case."""

    report: str
    event: str
    triggers: tuple[Span, ...]
    type: EventType
    reality: Reality
    publisher: str | None = None
    published: str | None = None


class Match(msgspec.Struct, frozen=True):
    """Why an event is in its case: the other event that it is closest to, and what ties the two.

    The strongest ties come first; ``by`` tells whether the machine or an analyst joined them.
    """

    one: EventKey
    other: EventKey
    weight: float
    ties: tuple[str, ...]
    by: Literal["machine", "analyst"] = "machine"


class Party(msgspec.Struct, frozen=True):
    """Who acts, suffers or speaks in a case; ``ref`` is the same in every report."""

    name: str
    name_en: str | None = None
    ref: str | None = None
    country: str | None = None
    role: ActorRole | None = None


class Estimate(msgspec.Struct, frozen=True):
    """People counted by one party or in one case: the least and the most told, and the latest as the best."""

    kind: FigureKind
    low: int | None
    best: int | None
    high: int | None


class Toll(msgspec.Struct, frozen=True):
    """One number at the time it was told: figures rise from report to report."""

    kind: FigureKind
    low: int | None
    high: int | None
    vague: Vague | None
    report: str
    published: str | None
    source: str  # who counts: a party's name, or the publisher's
    span: Span


class Statement(msgspec.Struct, frozen=True):
    """What was said of a case in one report. ``chain`` runs from the outlet back to who said it; without a
    claim the report tells it in its own voice."""

    report: str
    event: str
    claim: str | None
    act: Act | None
    text: str
    chain: tuple[str, ...]
    published: str | None = None
    said: str | None = None
    evidence: Evidence | None = None
    denies: bool = False


class Account(msgspec.Struct, frozen=True):
    """What one party says happened: its statements by time, figures, evidence, and whether it denies."""

    party: Party
    statements: tuple[Statement, ...]
    figures: tuple[Estimate, ...]
    evidence: tuple[Evidence, ...]
    denies: bool


class Origin(msgspec.Struct, frozen=True):
    """Where accounts of a case come from: all outlets that go back to one origin count once.

    ``circular``: the outlet is cited by another that it cites itself.
    """

    name: str
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    copies: bool = False  # their wording is the same: one text, several outlets
    circular: bool = False


class Case(msgspec.Struct, frozen=True):
    """One occurrence across reports: which events tell it, who says what of it, and how it stands.

    ``id`` is that of its earliest event: report and event. ``matches`` tell why each other event is in it.
    """

    schema: Literal["riwaya.case/1"]
    id: str
    type: EventType
    reality: Reality
    when: Period | None
    place: Place | None
    events: tuple[Member, ...]
    parties: tuple[Party, ...]
    accounts: tuple[Account, ...]
    figures: tuple[Estimate, ...]
    tolls: tuple[Toll, ...]
    origins: tuple[Origin, ...]
    status: Status
    why: tuple[str, ...]  # what the status rests on
    matches: tuple[Match, ...]
    process: str | None = None

    def to_json(self) -> str:
        """Give the case as one line of JSON."""
        return msgspec.json.encode(self).decode()


class Position(msgspec.Struct, frozen=True):
    """What a party put forward in talks, and in which report."""

    party: Party
    act: Act
    text: str
    report: str
    published: str | None = None


class Round(msgspec.Struct, frozen=True):
    """One meeting of a process: a case of talks."""

    case: str
    number: int | None
    when: Period | None
    venue: str | None
    country: str | None
    reality: Reality
    topics: tuple[str, ...]
    positions: tuple[Position, ...]
    assessment: Assessment | None


class Process(msgspec.Struct, frozen=True):
    """Talks between the same parties strung together: rounds by date, who meets, what about, what next."""

    schema: Literal["riwaya.process/1"]
    id: str
    parties: tuple[Party, ...]
    topics: tuple[str, ...]
    rounds: tuple[Round, ...]
    next: Period | None

    def to_json(self) -> str:
        """Give the process as one line of JSON."""
        return msgspec.json.encode(self).decode()
