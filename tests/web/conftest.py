"""A workbench that runs, and a real browser in front of it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from riwaya.sources import Fetch
from riwaya.store import Store
from riwaya.web import open_bench
from riwaya.web.chores import fetch_page
from riwaya.web.server import make_server
from tests.web.filling import fill
from tests.web.visiting import Site, Window, listen

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--no-first-run",
)  # fmt: skip


@pytest.fixture
def fetch() -> Fetch:
    """How the workbench gets pages: as shipped; tests that have servers of their own say otherwise."""
    return fetch_page


@pytest.fixture
def site(tmp_path: Path, fetch: Fetch) -> Iterator[Site]:
    """A workbench on an empty store; its worker rests until a test starts it."""
    where = str(tmp_path / "reports.riwaya")
    with Store.open(where) as store, listen() as listening:
        bench = open_bench(where, store, "ليلى", "riwaya 0.1.0", "ar", fetch=fetch)
        site = Site(bench, listening.getsockname()[1])
        server = make_server(bench, site.port)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield site
        server.should_exit = True
        thread.join(10)
        bench.worker.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    program = find_chromium()
    if program is None:
        assert not os.environ.get("CI"), "no Chromium on this machine; .ci/run installs it"
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(params=["ar", "en"])
def window(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A browser window in each language, that was let in; it must see no fault and ask nobody else."""
    with browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce") as context:
        context.add_cookies([{"name": "language", "value": request.param, "url": site.address}])
        page = context.new_page()
        page.set_default_timeout(8000)
        window = Window(page, site, request.param)
        page.goto(site.invitation())
        yield window
        window.assert_quiet()


@pytest.fixture
def page(window: Window) -> Page:
    return window.page


def find_chromium() -> str | None:
    """Find the Chromium of this machine."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


@pytest.fixture
def reader(window: Window, page: Page, site: Site) -> Page:
    """Open the reader on an example with a denial."""
    fill(site)
    page.goto(f"{site.address}/report?id=market")
    page.wait_for_function("document.fonts.status === 'loaded'")
    return page
