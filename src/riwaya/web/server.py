"""Serving the workbench: one process that answers, one beside it that reads."""

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from riwaya.web.app import make_app
from riwaya.web.bench import Bench

_PATIENCE = 3  # seconds that requests under way have when the server is asked to end


def make_server(bench: Bench, port: int) -> uvicorn.Server:
    """Make the server for a port of this machine."""
    config = uvicorn.Config(
        make_app(bench, port), log_level="warning", access_log=False, server_header=False, ws="none",
        proxy_headers=False, timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    return uvicorn.Server(config)


def run(bench: Bench, listening: socket.socket, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve on a socket until Ctrl-C.

    ``tell`` gets the address that lets a browser in, and a new one whenever it was used.
    """
    port = listening.getsockname()[1]
    server = make_server(bench, port)

    def invite() -> str:
        return f"http://127.0.0.1:{port}/enter?token={bench.access.invite()}"

    address = invite()
    tell(address)
    bench.access.when_entered = lambda: tell(invite())
    bench.worker.start()
    try:
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):  # how it is meant to end
            server.run([listening])
    finally:
        bench.worker.stop()
