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

from riwaya.errors import MissingError, RiwayaError
from riwaya.web.bench import Bench
from riwaya.web.forms import FormError
from riwaya.web.guard import Guard
from riwaya.web.pages import Visit
from riwaya.web.views import ROUTES

HTTP = 80  # the port that an address without one means
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


def _tell(request: Visit, fault: Exception) -> Response[Any]:
    """Tell a fault: in JSON under /api, else on a page."""
    status, words = _words(fault)
    if request.scope["path"].startswith("/api/"):
        return Response({"fault": words}, status_code=status)
    bench: Bench = request.app.state.bench
    template = "fault-part.html" if "hx-request" in request.headers else "fault.html"
    return bench.pages.show(request, template, status=status, fault=words, code=status)


def _words(fault: Exception) -> tuple[int, str]:
    if isinstance(fault, HTTPException):
        return fault.status_code, fault.detail
    if isinstance(fault, FormError):
        return 400, str(fault)
    if isinstance(fault, MissingError):
        return 404, str(fault)
    if isinstance(fault, RiwayaError):
        return 409, str(fault)
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        return 507, f"The disk has no room for it: {fault.strerror}. Nothing was changed."
    return 500, f"A fault of riwaya's own, please report it: {type(fault).__name__}: {fault}"
