"""The application: every route by its view, faults in words, static files, and the guard before it all."""

import errno
from importlib import resources
from pathlib import Path
from typing import Any

from litestar import Litestar, Response, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from riwaya.errors import DateError, Fault, MissingError, RiwayaError, SearchError
from riwaya.web.bench import Bench
from riwaya.web.forms import FormError
from riwaya.web.guard import Guard
from riwaya.web.pages import Visit
from riwaya.web.views import ROUTES

HTTP = 80  # the port that an address without one means
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (FormError, 400), (SearchError, 400), (DateError, 400), (MissingError, 404), (RiwayaError, 409),
)  # fmt: skip
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LARGEST = 32 * 1024 * 1024  # bytes of one request: some thousand reports


def make_app(bench: Bench, port: int) -> ASGIApp:
    """Make the workbench, which answers at a port of this machine and under its own names alone."""
    app = Litestar(
        route_handlers=[*ROUTES, _static_files()],
        dependencies={"bench": Provide(lambda: bench, sync_to_thread=False)},
        exception_handlers={HTTPException: _tell, Exception: _tell},
        state=State({"bench": bench}),
        openapi_config=OpenAPIConfig(
            title="Riwaya", version=bench.program.rpartition(" ")[2],
            path="/openapi", render_plugins=[JsonRenderPlugin()],
            description="What the workbench's pages show, as JSON: reports, readings, decisions.",
        ),
        request_max_body_size=LARGEST,
        logging_config=None,  # the program's own, not the framework's
    )  # fmt: skip
    return Guard(app, bench.access, name_hosts(port))


def name_hosts(port: int) -> frozenset[str]:
    """Name this server as browsers do, which leave out the port that is HTTP's own."""
    names = ("127.0.0.1", "localhost")
    return frozenset((*(f"{name}:{port}" for name in names), *(names if port == HTTP else ())))


def _static_files() -> Router:
    folder = Path(str(resources.files("riwaya.web").joinpath("static")))
    return create_static_files_router(
        path="/static", directories=[folder], cache_control=None, include_in_schema=False
    )


def _tell(request: Visit, error: Exception) -> Response[Any]:
    """Tell an error: in JSON and English under /api, else on a page and in its language."""
    status, fault, words = _words(error)
    if request.scope["path"].startswith("/api/"):
        return Response({"fault": words}, status_code=status)
    bench: Bench = request.app.state.bench
    template = "fault-part.html" if "hx-request" in request.headers else "fault.html"
    place = error.field if isinstance(error, FormError) else ""
    return bench.pages.show(request, template, status=status, place=place, fault=fault, code=status)


def _words(error: Exception) -> tuple[int, str, str]:
    """Give the status of an error, what is wrong, and what is said of it in English."""
    if isinstance(error, HTTPException):
        return error.status_code, _refused(error), str(error.detail)
    fault = getattr(error, "fault", None)
    for kind, status in _STATUS:
        if isinstance(error, kind) and fault is not None:
            return status, fault, str(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        fault = Fault("The disk has no room for it: %(words)s. Nothing was changed.", words=error.strerror)
        return 507, fault, str(fault)
    words = f"{type(error).__name__}: {error}"
    fault = Fault("A fault of riwaya's own, please report it: %(words)s", words=words)
    return 500, fault, str(fault)


def _refused(error: HTTPException) -> str:
    """Say what a request was refused for, where the framework did so in its own words."""
    if isinstance(error.detail, Fault):
        return error.detail
    if error.status_code == 400:
        names = ", ".join(str(one.get("key", "")) for one in error.extra or () if isinstance(one, dict))
        return Fault("A value in this address or form cannot be: %(names)s", names=names or "?")
    if error.status_code == 404:
        return Fault("There is no page of this address.")
    if error.status_code == 413:
        return Fault("It is larger than %(most)s MB.", most=LARGEST // 1024**2)
    return Fault("This cannot be asked for here: %(words)s", words=error.detail)
