"""Opening the browser so that nobody else at this machine learns the secret that lets it in.

What is on a command line, everybody at the machine may see for as long as the program runs. So the browser is
given a file to open that only this user can read, which leads on to the address.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from html import escape
from pathlib import Path
from threading import Event

_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>Riwaya</title>
<a href="{address}">Riwaya</a>
"""
_WAIT = 60  # seconds that a browser may take to start


def open_browser(address: str, entered: Event) -> None:
    """Open an address, and wait until a browser was let in, or for a minute."""
    with contextlib.suppress(OSError), _leading_to(address) as file:
        if webbrowser.open(file):
            entered.wait(_WAIT)


@contextlib.contextmanager
def _leading_to(address: str) -> Iterator[str]:
    """Give the address of a file that leads to another address; it is there as long as this lasts."""
    folder = Path(tempfile.mkdtemp(prefix="riwaya-", dir=_find_place()))  # this user's alone
    try:
        file = folder / "open.html"
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as page:
            page.write(_PAGE.format(address=escape(address)))
        yield file.as_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_place() -> Path | None:
    """Give a folder whose files a browser can read; None is the system's for temporary ones.

    Browsers that come as snap or flatpak, as on Ubuntu, see of the home its visible files alone, and no /tmp.
    """
    if not sys.platform.startswith("linux"):
        return None
    with contextlib.suppress(RuntimeError):  # there is no home
        if os.access(Path.home(), os.W_OK | os.X_OK):
            return Path.home()
    return None
