"""Map, timeline and table: three views of the same events, and the card of one with the claims behind it."""

from typing import Any, Literal, get_args

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from riwaya.errors import Fault, SearchError
from riwaya.store import Store
from riwaya.store.search.filters import Box, Filter, parse_numbers
from riwaya.store.search.overview import STATES, Overview
from riwaya.store.search.results import Excerpt
from riwaya.store.search.rows import passage
from riwaya.types import Event, Party, Place, Reading, Span
from riwaya.web.asked import ASKED, CHOICES, Ask, Asked
from riwaya.web.atlas import HEIGHT, WIDTH, Land, View, draw, label, list_lands
from riwaya.web.bench import Given
from riwaya.web.pages import Visit
from riwaya.web.views.ledger import Account, Line
from riwaya.web.views.map_days import make_timeline
from riwaya.web.views.map_marks import find_view, make_marks

Borders = Literal["dashed", "plain", "none"]
_PAGE = 25  # events in the table
_AT = 12  # events told of one point
_NAMED = 1500  # kilometres: a drawing of less names its places
_NEAR = 0.00006  # degrees: points are told to four places


class Card(msgspec.Struct, frozen=True):
    """An event with all that is known of it, and the claims that tell of it."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    event: Event
    place: Place | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    words: Excerpt
    claims: tuple[Line, ...]

    @property
    def denied(self) -> bool:
        """Tell whether a claim that tells of it is denied, or denies another."""
        return any(line.denies or line.denied_by for line in self.claims)


class Look(msgspec.Struct, frozen=True):
    """How the map is looked at: its area, the point or event that was chosen, where the table begins."""

    view: str = ""
    at: str = ""
    report: str = ""
    event: str = ""
    after: str = ""
    borders: Borders = "dashed"

    @property
    def kept(self) -> dict[str, str]:
        """Give what stays in the address when something else is chosen."""
        return {"view": self.view, "borders": "" if self.borders == "dashed" else self.borders}


def read_look(
    view: FromQuery[str] = "",
    at: FromQuery[str] = "",
    report: FromQuery[str] = "",
    event: FromQuery[str] = "",
    after: FromQuery[str] = "",
    borders: FromQuery[str] = "",
) -> Look:
    """Read it out of the parameters of an address. Raises SearchError for what cannot be."""
    known = next((one for one in get_args(Borders) if one == (borders or "dashed")), None)
    if known is None:
        raise SearchError(
            "borders",
            Fault("%(value)r is not one of %(known)s", value=borders, known=", ".join(get_args(Borders))),
        )
    return Look(view, at, report, event, after, known)


_LOOKED = {**ASKED, "look": Provide(read_look, sync_to_thread=False)}


@get("/map", sync_to_thread=True, include_in_schema=False, dependencies=_LOOKED)
def show_map(request: Visit, bench: Given, asked: Ask, look: NamedDependency[Look]) -> Response[str]:
    """Show the events that a filter finds on a map, on a timeline and in a table."""
    shown: dict[str, Any] = {"found": None, "card": None, "spot": None}
    if not asked.faults:
        shown |= _views(bench.store, asked, _box("view", look.view))
        shown["found"] = _page(bench.store, asked.filter, look.after)
        shown["spot"] = spot = _at(bench.store, asked.filter, look.at)
        if look.report and look.event:
            shown["card"] = load_card(bench.store, look.report, look.event)
        elif spot and len(spot.found) == 1:
            shown["card"] = load_card(bench.store, spot.found[0].report, spot.found[0].id)
    language = bench.pages.words(request).language
    return bench.pages.show(
        request, "map.html", status=422 if asked.faults else 200,
        asked=asked, keep=look.kept, at=look.at, after=look.after, borders=look.borders, choices=CHOICES,
        states=STATES, width=WIDTH, height=HEIGHT,
        labels=label(shown["view"], language) if "view" in shown else [], **shown,
    )  # fmt: skip


@get("/api/map", sync_to_thread=True, dependencies=ASKED)
def count_events(bench: Given, asked: Ask, view: FromQuery[str] = "") -> Overview:
    """Count the events that a filter finds by place, day and type, those in a view of the map apart."""
    return bench.store.search.overview(asked.checked(), _box("view", view))


@get("/api/map/event", sync_to_thread=True)
def show_event(bench: Given, report: FromQuery[str], event: FromQuery[str]) -> Card:
    """Give an event with the claims that tell of it."""
    return load_card(bench.store, report, event)


@get("/api/map/lands", sync_to_thread=True)
def list_names(request: Visit, bench: Given) -> list[Land]:
    """List the countries of the map, in the order of its file, with their names in the page's language."""
    return list(list_lands(bench.pages.words(request).language))


def load_card(store: Store, report: str, key: str) -> Card:
    """Load an event of a report. Raises StoreError or NotFoundException where it is not there."""
    reading = store.reading(report)
    event = next((one for one in reading.events if one.id == key), None)
    if event is None:
        raise NotFoundException(detail=Fault("There is no %(key)s in this reading.", key=key))
    account = Account(reading)
    span = passage(reading.report.text, min(event.triggers, default=Span(0, 0)))
    words = Excerpt(reading.report.text[span.start : span.end], span, _within(event, span))
    return Card(
        reading.report.id, reading.report.title, reading.report.publisher, reading.report.published, event,
        next((place for place in reading.places if place.id == event.place), None),
        _parties(reading, event.actors), _parties(reading, event.targets), words,
        tuple(account.tell(claim) for claim in reading.claims if key in claim.events),
    )  # fmt: skip


def _views(store: Store, asked: Asked, view: Box | None) -> dict[str, Any]:
    overview = store.search.overview(asked.filter, view)
    seen = View(view or find_view(overview.heaps))
    countries = {heap.country: heap.total for heap in overview.heaps if heap.precision == "country"}
    rows = [msgspec.structs.astuple(heap) for heap in overview.heaps]
    return {
        "overview": overview,
        "view": seen,
        "area": _text(seen.box()),
        "near": seen.pixels(0, _NAMED) > WIDTH,
        "text": _text,
        "drawing": draw(seen),
        "marks": make_marks(overview.heaps, seen),
        "whole": countries,
        "heaps": msgspec.json.encode(rows).decode(),
        "timeline": make_timeline(overview.days, asked.filter.since, asked.filter.until),
    }


def _page(store: Store, filter: Filter, after: str) -> Any:
    return store.search.find("events", filter, limit=_PAGE, after=after or None)


def _at(store: Store, filter: Filter, at: str) -> Any:
    """Find the events at a point: ``12.0489,24.8807``."""
    if not at:
        return None
    lat, lon = parse_numbers("at", at, "latitude,longitude")
    box = Box(max(lat - _NEAR, -90), max(lon - _NEAR, -180), min(lat + _NEAR, 90), min(lon + _NEAR, 180))
    return store.search.find("events", msgspec.structs.replace(filter, box=box), limit=_AT)


def _box(field: str, text: str) -> Box | None:
    if not text:
        return None
    try:
        box = Box(*parse_numbers(field, text, "south,west,north,east"))
        Filter(box=box).check()
    except SearchError as fault:
        raise SearchError(field, fault.fault) from None
    return box


def _text(box: Box) -> str:
    return ",".join(f"{round(side, 3):g}" for side in msgspec.structs.astuple(box))


def _within(event: Event, span: Span) -> tuple[Span, ...]:
    return tuple(one for one in sorted(event.triggers) if span.start <= one.start and one.end <= span.end)


def _parties(reading: Reading, names: tuple[str, ...]) -> tuple[Party, ...]:
    known = {actor.id: actor for actor in reading.actors}
    found = (known[name] for name in names if name in known)
    return tuple(Party(one.name, one.name_en, one.ref, one.country, one.role) for one in found)


ROUTES = (show_map, count_events, show_event, list_names)
