"""The search: words and filters, how often each value stands in what is found, and searches that are kept."""

from typing import Any, TypeVar

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from riwaya.errors import SearchError
from riwaya.store.search.filters import Order, SearchKind
from riwaya.store.search.queries import find_hits, parse_query
from riwaya.store.search.results import (
    Excerpt,
    Facets,
    FoundClaim,
    FoundEvent,
    FoundReport,
    SavedSearch,
)
from riwaya.types import Span
from riwaya.web.asked import ASKED, CHOICES, Ask, Asked, filter_parameters
from riwaya.web.bench import Bench, Given
from riwaya.web.pages import Visit, addressed

_PAGE = 25  # records shown at a time
_KINDS: tuple[SearchKind, ...] = ("reports", "claims", "events")
# The fields that values are counted of, and the field of a filter that asks for one of them.
_FACETS = {
    "outlets": "outlets", "countries": "places", "types": "types", "acts": "acts", "sources": "sources",
    "reviewed": "reviewed",
}  # fmt: skip


P = TypeVar("P", "ReportsFound", "ClaimsFound", "EventsFound")


class Way(msgspec.Struct, frozen=True):
    """How a search is shown: what is looked for, in which order, and where the page begins."""

    kind: SearchKind = "reports"
    order: Order = "newest"
    after: str | None = None


class ReportsFound(msgspec.Struct, frozen=True):
    """Reports of a search; ``next`` asks for what follows."""

    found: tuple[FoundReport, ...]
    total: int
    next: str | None
    reached: int
    left_out: int


class ClaimsFound(msgspec.Struct, frozen=True):
    """Claims of a search."""

    found: tuple[FoundClaim, ...]
    total: int
    next: str | None
    reached: int
    left_out: int


class EventsFound(msgspec.Struct, frozen=True):
    """Events of a search."""

    found: tuple[FoundEvent, ...]
    total: int
    next: str | None
    reached: int
    left_out: int


class Trouble(msgspec.Struct, frozen=True):
    """A name that a search could not be kept under; ``old`` is the one it has."""

    name: str
    fault: str
    old: str | None = None


@get("/search", sync_to_thread=True, include_in_schema=False, dependencies=ASKED)
def show_search(
    request: Visit,
    bench: Given,
    asked: Ask,
    kind: FromQuery[SearchKind] = "reports",
    order: FromQuery[Order] = "newest",
    after: FromQuery[str | None] = None,
) -> Response[str]:
    """Show what a filter finds."""
    return _show(request, bench, asked, Way(kind, order, after))


@post("/search/save", sync_to_thread=True, include_in_schema=False, status_code=303, dependencies=ASKED)
def save_search(
    request: Visit,
    bench: Given,
    asked: Ask,
    data: URLEncodedBody[dict[str, Any]],
    kind: FromQuery[SearchKind] = "reports",
    order: FromQuery[Order] = "newest",
) -> Response[Any]:
    """Keep a search under a name."""
    name, filter = str(data.get("name", "")), asked.checked()
    try:
        bench.store.search.saved.save(name, kind, filter, _who(request), order)
    except SearchError as fault:
        return _show(request, bench, asked, Way(kind, order), Trouble(name, fault.fault))
    return Redirect(asked.to("/search", kind=kind, order=order), status_code=303)


@post("/search/rename", sync_to_thread=True, include_in_schema=False, status_code=303, dependencies=ASKED)
def rename_search(
    request: Visit, bench: Given, asked: Ask, data: URLEncodedBody[dict[str, Any]]
) -> Response[Any]:
    """Give a saved search another name."""
    name, new = str(data.get("name", "")), str(data.get("new", ""))
    try:
        bench.store.search.saved.rename(name, new, _who(request))
    except SearchError as fault:
        return _show(request, bench, asked, Way(), Trouble(new, fault.fault, name))
    return Redirect("/search", status_code=303)


@post("/search/delete", sync_to_thread=True, include_in_schema=False, status_code=303)
def delete_search(request: Visit, bench: Given, data: URLEncodedBody[dict[str, Any]]) -> Response[object]:
    """Take a saved search away."""
    bench.store.search.saved.delete(str(data.get("name", "")), _who(request))
    return Redirect("/search", status_code=303)


@get("/api/search/reports", sync_to_thread=True, dependencies=ASKED)
def find_reports(
    bench: Given,
    asked: Ask,
    order: FromQuery[Order] = "newest",
    limit: FromQuery[int] = 50,
    after: FromQuery[str | None] = None,
) -> ReportsFound:
    """Find reports: a page of them, and how to go on."""
    return _find(bench, asked, "reports", order, limit, after, ReportsFound)


@get("/api/search/claims", sync_to_thread=True, dependencies=ASKED)
def find_claims(
    bench: Given,
    asked: Ask,
    order: FromQuery[Order] = "newest",
    limit: FromQuery[int] = 50,
    after: FromQuery[str | None] = None,
) -> ClaimsFound:
    """Find claims: a page of them, and how to go on."""
    return _find(bench, asked, "claims", order, limit, after, ClaimsFound)


@get("/api/search/events", sync_to_thread=True, dependencies=ASKED)
def find_events(
    bench: Given,
    asked: Ask,
    order: FromQuery[Order] = "newest",
    limit: FromQuery[int] = 50,
    after: FromQuery[str | None] = None,
) -> EventsFound:
    """Find events: a page of them, and how to go on."""
    return _find(bench, asked, "events", order, limit, after, EventsFound)


@get("/api/search/facets", sync_to_thread=True, dependencies=ASKED)
def count_values(bench: Given, asked: Ask, kind: FromQuery[SearchKind] = "reports") -> Facets:
    """Count the values of what a filter finds."""
    return bench.store.search.facets(kind, asked.checked())


@get("/api/search/saved", sync_to_thread=True)
def list_saved(bench: Given) -> list[SavedSearch]:
    """List the searches that are kept."""
    return bench.store.search.saved.all()


def _show(
    request: Visit, bench: Bench, asked: Asked, way: Way, trouble: Trouble | None = None
) -> Response[str]:
    search = bench.store.search
    found = None
    if not asked.faults:
        found = search.find(way.kind, asked.filter, order=way.order, limit=_PAGE, after=way.after)
    query = parse_query(asked.filter.words)
    facets = search.facets(way.kind, asked.filter) if found else None
    return bench.pages.show(
        request,
        "search.html",
        status=409 if trouble else 422 if asked.faults else 200,
        asked=asked,
        way=way,
        found=found,
        counts={kind: search.count(kind, asked.filter) for kind in _KINDS} if found else {},
        facets=[(name, field, asked.facet(facets, name, field)) for name, field in _FACETS.items()],
        counted=facets,
        choices=CHOICES,
        saved=[(one, _address(one)) for one in search.saved.all()],
        trouble=trouble,
        marked=lambda text: Excerpt(text, Span(0, len(text)), tuple(find_hits(text, query))),
    )


def _find(
    bench: Bench, asked: Asked, kind: SearchKind, order: Order, limit: int, after: str | None, of: type[P]
) -> P:
    page = bench.store.search.find(kind, asked.checked(), order=order, limit=limit, after=after)
    return of(**{name: getattr(page, name) for name in page.__struct_fields__})


def _address(saved: SavedSearch) -> str:
    order = [] if saved.order == "newest" else [("order", saved.order)]
    return addressed("/search", [("kind", saved.kind), *order, *filter_parameters(saved.filter)])


def _who(request: Visit) -> str:
    return request.user.act().who


ROUTES = (
    show_search, save_search, rename_search, delete_search,
    find_reports, find_claims, find_events, count_values, list_saved,
)  # fmt: skip
