"""What every request passes before a page sees it, and what every answer carries.

A page that the analyst visits elsewhere can make their browser send requests here. So a request must name
this machine as its host (a foreign name may be made to point here: DNS rebinding), bring the session's
cookie, and where it changes something, come from a page of the workbench itself.
"""

import re
from collections.abc import Awaitable, Callable
from typing import cast

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from riwaya.web.access import Access
from riwaya.web.words import N_, say_twice

_SAFE = ("GET", "HEAD", "OPTIONS")
_ENTRY, _STATIC = "/enter", "/static/"  # what a browser that is not let in yet may ask for
_CONTROL = re.compile("[\x00-\x1f\x7f]")  # no address of ours holds one, and file systems fault on them
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Stands before the whole application, its faults and files included."""

    def __init__(self, app: ASGIApp, access: Access, hosts: frozenset[str]) -> None:
        """``hosts`` are the names, with their port, that this server goes by."""
        self._app = app
        self._access = access
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        kind = str(scope["type"])
        if kind == "http":
            await self._pass(cast("HTTPScope", scope), receive, send)
        elif kind == "lifespan":
            await self._app(scope, receive, send)
        # Nothing here talks over websockets: their connections are closed unanswered.

    async def _pass(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"]
        answer = _with_headers(send, private=not path.startswith(_STATIC))
        analyst = self._access.find(_read_cookie(headers.get("cookie", ""), self._access.cookie))
        if headers.get("host") not in self._hosts:
            await _refuse(answer, 421, N_("This address is not the workbench's. Open the one it printed."))
        elif scope["method"] not in _SAFE and not _same_origin(headers):
            await _refuse(answer, 403, N_("This request comes from another page than the workbench's."))
        elif _CONTROL.search(path):
            await _refuse(answer, 404, N_("There is no page of this address."))
        elif analyst is None and path != _ENTRY and not path.startswith(_STATIC):
            fault = N_("Open the address that `riwaya serve` printed; it lets one browser in, once.")
            await _refuse(answer, 401, fault)
        else:
            scope["user"] = analyst
            await self._app(scope, receive, answer)


def _same_origin(headers: dict[str, str]) -> bool:
    """Tell whether a request comes from a page of this server; a browser says so in one of two headers."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == f"http://{headers['host']}"


def _read_cookie(header: str, name: str) -> str:
    """Give a cookie, whatever others stand beside it.

    All ports of a machine share their cookies, and a strict parser gives up at the first odd one of another
    program's.
    """
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _with_headers(send: Send, *, private: bool) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            more = {**_HEADERS, **({"cache-control": "no-store"} if private else {})}
            kept = [(name, value) for name, value in message["headers"] if name.decode() not in more]
            message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in more.items())]
        await send(message)

    return answer


async def _refuse(send: Callable[[Message], Awaitable[None]], status: int, fault: str) -> None:
    """Answer in plain words of every language; a browser that is not let in is told nothing else."""
    body = say_twice(fault).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
