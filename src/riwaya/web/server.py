"""Serving the workbench: one process that answers, one beside it that reads."""

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn

from riwaya.web.app import make_app
from riwaya.web.bench import Bench
from riwaya.web.opening import open_browser

_PATIENCE = 3  # seconds that requests under way have when the server is asked to end


def make_server(bench: Bench, port: int) -> uvicorn.Server:
    """Make the server for a port of this machine."""
    config = uvicorn.Config(
        make_app(bench, port), log_level="critical", access_log=False, server_header=False, ws="none",
        proxy_headers=False, timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    return uvicorn.Server(config)


def run(bench: Bench, listening: socket.socket, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve on a socket until Ctrl-C, or until the machine or the terminal asks for an end.

    ``tell`` gets the address that lets a browser in, and a new one whenever it was used.
    """
    port = listening.getsockname()[1]
    server = make_server(bench, port)
    entered = threading.Event()

    def invite() -> str:
        return f"http://127.0.0.1:{port}/enter?token={bench.access.invite()}"

    def greet() -> None:
        entered.set()
        tell(invite())

    address = invite()
    tell(address)
    bench.access.when_entered = greet
    opening = threading.Thread(target=open_browser, args=(address, entered), daemon=True)
    with _ended_by_signals(server):
        bench.worker.start()
        try:
            if browser:
                opening.start()
            server.run([listening])
        finally:
            entered.set()  # nobody comes any more
            bench.worker.stop()
            if browser:
                opening.join(_PATIENCE)


@contextlib.contextmanager
def _ended_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """Let the server end in order when a signal asks for it, be it in the midst of its start or end."""

    def end(*_: object) -> None:
        server.should_exit = True

    found = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    before = {number: signal.getsignal(number) for number in found if number is not None}
    try:
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:  # as under nohup
                signal.signal(number, end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
