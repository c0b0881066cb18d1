"""riwaya serve."""

import os
import socket
import sys
import threading
from importlib.util import find_spec
from typing import TextIO

import click

from riwaya.cli.output import fail
from riwaya.cli.stores import open_store, program, who_option

_HOST = "127.0.0.1"
_PORT = 8765  # another free one where it is taken, and none was asked for
_STORE = "reports.riwaya"
_LANGUAGES = click.Choice(["ar", "en"])


def _which(context: click.Context, _: click.Parameter, given: str | None) -> str:
    return str(given or context.find_root().params.get("where") or _STORE)


@click.command()
@click.option(
    "--store",
    "where",
    metavar="PATH",
    callback=_which,
    help=f"The store: a file, or a postgresql:// address. Also: RIWAYA_STORE.  [default: {_STORE}]",
)
@who_option
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help=f"Where to listen.  [default: {_PORT}]"
)
@click.option("--no-browser", is_flag=True, help="Only print the address, do not open it.")
@click.option("--lang", type=_LANGUAGES, default="ar", show_default=True, help="Language of the first page.")
def serve(where: str, who: str, port: int | None, no_browser: bool, lang: str) -> None:
    """Open the workbench: read, check and compare reports in a browser on this machine.

    The store is made where there is none. Nothing leaves the machine, and no other one can connect. The
    address that is printed lets one browser in, once; then the next one is printed. Ctrl-C ends it.

    \b
    Example: riwaya serve
             riwaya serve --store war.riwaya --lang en
    """
    missing = [name for name in ("babel", "jinja2", "litestar", "uvicorn") if not find_spec(name)]
    if missing:
        fail(f"the workbench needs {', '.join(missing)} too: pip install 'riwaya[web]'")
    from riwaya.web import is_built, open_bench
    from riwaya.web.server import run

    if not is_built():
        fail("the workbench's pages are not built: install Riwaya with pip or by `python3 dev.py`")
    with open_store(where, create=True) as store, _listen(port) as listening:
        bench = open_bench(where, store, who, program(), "en" if lang == "en" else "ar")
        _tell(f"riwaya: {store.where}; open this address, or press Ctrl-C to end", sys.stderr)
        run(bench, listening, lambda address: _tell(address, sys.stdout), browser=not no_browser)
        _tell("riwaya: ended", sys.stderr)
    if any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread()):
        os._exit(0)  # requests that were given up still wait for a locked store, for up to a minute


def _tell(words: str, stream: TextIO) -> None:
    """Print a line; where nobody reads any more (a closed terminal), the workbench goes on all the same."""
    try:
        click.echo(words, stream)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _listen(port: int | None) -> socket.socket:
    """Take a port of this machine; no other machine reaches it."""
    reason = ""
    for wanted in (port,) if port else (_PORT, 0):
        try:
            return socket.create_server((_HOST, wanted))
        except OSError as fault:
            reason = fault.strerror or str(fault)
    fail(f"--port {port or _PORT}: cannot be listened on: {reason}")
