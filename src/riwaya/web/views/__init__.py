"""The views, one module a page: each lists its routes in ``ROUTES``, and here stand all of them."""

from litestar.types import ControllerRouterHandler

from riwaya.web.views import (
    api,
    entry,
    export,
    history,
    inbox,
    ledger,
    map,
    preferences,
    reader,
    review,
    search,
)

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *entry.ROUTES,
    *preferences.ROUTES,
    *inbox.ROUTES,
    *reader.ROUTES,
    *review.ROUTES,
    *history.ROUTES,
    *search.ROUTES,
    *ledger.ROUTES,
    *map.ROUTES,
    *export.ROUTES,
    *api.ROUTES,
)
