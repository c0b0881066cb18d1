"""The views, one module a page: each lists its routes in ``ROUTES``, and here stand all of them."""

from litestar.types import ControllerRouterHandler

from riwaya.web.views import (
    agreement,
    api,
    case,
    case_ruling,
    cases,
    codebook,
    entry,
    export,
    history,
    inbox,
    ledger,
    left_out,
    map,
    preferences,
    progress,
    reader,
    reshape,
    review,
    search,
    talks,
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *entry.ROUTES,
    *preferences.ROUTES,
    *inbox.ROUTES,
    *progress.ROUTES,
    *left_out.ROUTES,
    *reader.ROUTES,
    *review.ROUTES,
    *reshape.ROUTES,
    *history.ROUTES,
    *search.ROUTES,
    *ledger.ROUTES,
    *map.ROUTES,
    *cases.ROUTES,
    *case.ROUTES,
    *case_ruling.ROUTES,
    *talks.ROUTES,
    *agreement.ROUTES,
    *codebook.ROUTES,
    *export.ROUTES,
    *api.ROUTES,
)
