"""What searches give: frozen records, with what a list, a map, a timeline or a table shows of them."""

from typing import Any

import msgspec

from riwaya.store.search.filters import Filter, Order, Reviewed, SearchKind
from riwaya.types import Act, EventType, Evidence, FigureKind, Party, Precision, Reality, Span, Vague


class Excerpt(msgspec.Struct, frozen=True):
    """Words of a report, where they stand in its text, and the hits in them; all spans count its text."""

    text: str
    span: Span
    hits: tuple[Span, ...]


class FoundReport(msgspec.Struct, frozen=True):
    """A report that was found; ``reviewed`` tells what was last decided on it, or that it is open."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    reviewed: Reviewed
    excerpt: Excerpt
    claims: int
    events: int


class FoundClaim(msgspec.Struct, frozen=True):
    """A claim that was found; ``since`` and ``until`` are the days it was said, or else its report's."""

    report: str
    id: str
    outlet: str | None
    act: Act
    source: Party | None
    evidence: Evidence | None
    denied: bool
    denies: bool
    since: str | None
    until: str | None
    reviewed: Reviewed
    cue: Span
    excerpt: Excerpt


class Spot(msgspec.Struct, frozen=True):
    """A place and its point in degrees, where one is known."""

    name: str
    name_en: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None


class Count(msgspec.Struct, frozen=True):
    """People counted, without the words that say so."""

    kind: FigureKind
    low: int | None
    high: int | None
    vague: Vague | None


class FoundEvent(msgspec.Struct, frozen=True):
    """An event that was found; ``first`` and ``last`` are its days as they are told, if they are.

    ``denied``: a claim that tells of it is denied, or denies another.
    """

    report: str
    id: str
    outlet: str | None
    published: str | None
    type: EventType
    reality: Reality
    place: Spot | None
    first: str | None
    last: str | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    figures: tuple[Count, ...]
    reviewed: Reviewed
    trigger: Span
    excerpt: Excerpt
    denied: bool = False


Found = FoundReport | FoundClaim | FoundEvent


class Page(msgspec.Struct, frozen=True):
    """Some of what was found, in order. ``next`` asks for what follows; None at the end.

    ``total`` counts all that was found, ``reached`` those that the order leads to: by relevance, the newest.
    ``left_out`` counts the reports too long to be searched to their end.
    """

    found: tuple[Found, ...]
    total: int
    next: str | None
    reached: int
    left_out: int


class Facet(msgspec.Struct, frozen=True):
    """One value of a field, and how many of what was found have it."""

    value: str
    count: int


class Facets(msgspec.Struct, frozen=True):
    """The values of what was found, most frequent first: of a report, those of its claims and events.

    They are counted on ``counted`` of ``total``: the newest, where all would take too long.
    """

    outlets: tuple[Facet, ...]
    types: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    acts: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    reviewed: tuple[Facet, ...]
    counted: int
    total: int


class SavedSearch(msgspec.Struct, frozen=True):
    """A filter that was kept under a name, by whom and when."""

    name: str
    kind: SearchKind
    filter: Filter
    order: Order
    who: str
    at: str


class SavedAct(msgspec.Struct, frozen=True):
    """One thing that was done to saved searches: ``save``, ``rename`` or ``delete``."""

    number: int
    kind: str
    name: str
    who: str
    at: str
    body: dict[str, Any]
