"""Visits to a workbench: plain requests, and a browser window that notes what goes wrong in it."""

import http.client
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from playwright.sync_api import ConsoleMessage, Page

from riwaya.web import Bench

_ROOT = Path(__file__).resolve().parents[2]
_AXE = _ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_SHOTS = Path(__file__).parent / "shots"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# For what does not depend on the language of the page: otherwise a test runs in both.
in_arabic = pytest.mark.parametrize("window", ["ar"], indirect=True)


class Answer(msgspec.Struct, frozen=True):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: str
    content: bytes


class Site:
    """A workbench that runs at a port of this machine."""

    def __init__(self, bench: Bench, port: int) -> None:
        self.bench = bench
        self.port = port
        self.address = f"http://127.0.0.1:{port}"

    def invitation(self) -> str:
        """Give an address that lets one browser in."""
        return f"{self.address}/enter?token={self.bench.access.invite()}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Send one request as it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            content = answer.read()
            return Answer(answer.status, named, content.decode(errors="replace"), content)
        finally:
            connection.close()

    def enter(self, language: str = "ar") -> dict[str, str]:
        """Be let in, and give the headers that requests of a page then have, in a language."""
        answer = self.ask(self.invitation().removeprefix(self.address))
        cookie = f"{answer.headers['set-cookie'].partition(';')[0]}; language={language}"
        return {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}

    def post(self, path: str, headers: Mapping[str, str], **fields: str) -> Answer:
        """Send a form."""
        form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(path, "POST", form, urlencode(fields).encode())


class Window:
    """A browser window, in one language of the workbench."""

    def __init__(self, page: Page, site: Site, language: str) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.faults: list[str] = []
        self.elsewhere: list[str] = []
        self.requests = 0
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", self._hear)
        page.on("request", lambda request: self._note(request.url))

    def _hear(self, said: ConsoleMessage) -> None:
        # A part of a page that is opened by itself names no icon, and Chromium looks for one. A driver that
        # draws in software says that it is slow.
        idle = said.location["url"].endswith("/favicon.ico") or "GL Driver Message" in said.text
        if said.type in ("error", "warning") and not idle:
            self.faults.append(said.text)

    def _note(self, url: str) -> None:
        self.requests += 1
        if not url.startswith((self.site.address + "/", "data:")):
            self.elsewhere.append(url)

    def assert_quiet(self) -> None:
        """Fail if a script failed, the browser warned, or anything was asked of another machine."""
        assert self.requests > 0
        # A browser also complains of a form that was filled in wrongly, which the page tells well enough.
        faults = [fault for fault in self.faults if "status of 422" not in fault]
        assert not faults, faults
        assert not self.elsewhere, self.elsewhere

    def assert_accessible(self) -> None:
        """Fail if axe finds anything against WCAG 2.2 AA, or its own good practice."""
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => ({passes: r.passes.length, faults: "
            "r.violations.flatMap(v => v.nodes.map(n => [v.id, n.html, n.failureSummary].join(' ')))}))",
            _RULES,
        )
        assert found["passes"] > 10
        assert not found["faults"], found["faults"]

    def shoot(self, name: str) -> None:
        """Keep a picture of the page, to be looked at."""
        _SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=_SHOTS / f"{name}-{self.language}.png", full_page=True)


def listen() -> socket.socket:
    """Take a free port of this machine."""
    return socket.create_server(("127.0.0.1", 0))
