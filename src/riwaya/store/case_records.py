"""What a store keeps of cases, and how they are asked for: frozen records; days are ISO 8601."""

from typing import Literal

import msgspec

from riwaya.types import Case, Decision, EventType, Status

CaseOrder = Literal["newest", "day", "changed", "id"]


class CaseQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases: all that is given must fit. ``since`` and ``until`` are days, both inclusive."""

    type: EventType | None = None
    status: Status | None = None
    country: str | None = None  # its code
    place: str | None = None  # by its name in either language, as a whole
    since: str | None = None
    until: str | None = None
    process: str | None = None
    reports: int = 1  # at the least
    order: CaseOrder = "newest"
    limit: int | None = None
    skip: int = 0


class CaseLine(msgspec.Struct, frozen=True):
    """A case in a list. ``newest`` is the day of its last report, ``changed`` the moment it came to be so."""

    id: str
    type: EventType
    status: Status
    country: str | None
    first: str | None
    last: str | None
    newest: str | None
    reports: int
    events: int
    process: str | None
    changed: str


class Pending(msgspec.Struct, frozen=True):
    """A report whose reading the kept cases do not know yet: its number, and the state to be noted."""

    number: int
    name: str
    at: str
    decision: int


class NewTelling(msgspec.Struct, frozen=True):
    """One event of one report, boiled down, and the keys it is found by."""

    event: str
    starts: tuple[int, ...]  # of its triggers
    day: int
    keys: list[int]
    body: str


class KeptTelling(msgspec.Struct, frozen=True):
    """A telling as it is kept: what before it it is tied to, what it hangs together with, and its case."""

    number: int
    report: str
    event: str
    component: int
    made: int | None
    starts: tuple[int, ...]
    links: tuple[tuple[int, int], ...]
    body: str


class CaseState(msgspec.Struct, frozen=True):
    """By which rules the kept cases were put together, with which rulings, the last of all having which
    number; whether talks are strung."""

    maker: str
    rulings: tuple[Decision, ...] = ()
    ruled: int = 0
    strung: bool = False


class NewCase(msgspec.Struct, frozen=True):
    """A case to be kept: in the place of the one with a number, or as a new one. ``meeting`` is JSON."""

    number: int | None
    case: Case
    meeting: str | None
