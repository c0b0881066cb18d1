"""How the work in the background goes, and another try at what it gave up."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from riwaya.web.bench import Given
from riwaya.web.pages import Visit


@get("/progress", sync_to_thread=True, include_in_schema=False)
def show_progress(request: Visit, bench: Given) -> Response[str]:
    """Show how the work goes, alone."""
    return bench.pages.show(request, "progress.html", progress=bench.worker.progress(), polled=True)


@post("/progress/again", sync_to_thread=True, include_in_schema=False, status_code=200)
def try_again(request: Visit, bench: Given) -> Response[Any]:
    """Have what was given up tried again."""
    bench.worker.try_again()
    if "hx-request" not in request.headers:  # a browser without scripts
        return Redirect("/", status_code=303)
    return bench.pages.show(request, "progress.html", progress=bench.worker.progress(), polled=True)


ROUTES = (show_progress, try_again)
