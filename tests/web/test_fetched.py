"""A page by its address: asked for in the inbox, fetched by the worker, shown with its original."""

import os
import re
import time
from collections.abc import Callable
from functools import partial
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from riwaya.sources import Fetch
from riwaya.sources.fetching import fetch as fetch_from
from riwaya.sources.pages import Page as WebPage
from riwaya.store import Arrival
from riwaya.types import Report
from riwaya.web.chores import FETCH, READ, Hand, do, patience
from tests.sources.serving import HERE, PAGES, say, serve
from tests.web.filling import fill
from tests.web.visiting import Site, Window, in_arabic

_BLOG = (PAGES / "blog.html").read_bytes()
_TEXT = "قال شهود إن القصف أصاب سوقا في نيالا اليوم وقتل خمسة أشخاص"


@pytest.fixture
def fetch() -> Fetch:
    """Fetch from the servers of these tests."""
    return partial(fetch_from, reach=HERE)


def _slowly(_: str) -> bytes:
    time.sleep(1.5)
    return say(_BLOG)


def _give(page: Page, address: str) -> None:
    page.locator("input[name=url]").fill(address)
    page.locator("#intake button.primary").click()


def _wait(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + 40
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_page_is_fetched_read_and_shown_with_its_original(window: Window, page: Page, site: Site) -> None:
    site.bench.worker.start()
    with serve(_slowly) as server:
        address = f"http://news.example:{server.port}/2024/depot?id=4"
        _give(page, address)
        expect(page.locator("#fetched")).to_contain_text("يُجلب" if window.language == "ar" else "Fetching")
        expect(page.locator("#fetched progress")).to_be_visible()
        window.shoot("fetching")
        page.reload()  # someone who comes back is told too
        expect(page.locator("#fetched")).to_contain_text(address)
        expect(page.locator("#fetched a")).to_have_count(1, timeout=30_000)
    (report,) = site.bench.store.reports()
    assert (report.url, report.publisher, report.published) == (address, "صحيفة المنارة", "2024-05-03")
    (source,) = site.bench.store.sources(report.id)
    assert source.place == address
    expect(page.locator("#progress a")).to_be_visible(timeout=30_000)
    window.assert_accessible()
    page.locator("#fetched a").click()
    expect(page.locator("#card-c1")).to_be_visible()
    original = page.locator(".about a.original")
    assert original.get_attribute("href") == address
    assert set((original.get_attribute("rel") or "").split()) == {"noopener", "noreferrer"}
    assert len(server.heads) == 1
    window.assert_accessible()
    window.shoot("fetched")


def test_why_a_page_cannot_be_had_is_told_with_its_address(window: Window, page: Page, site: Site) -> None:
    site.bench.worker.start()
    with serve(say("", status="404 Not Found")) as server:
        address = f"http://news.example:{server.port}/gone"
        _give(page, address)
        said = "أجاب بالرمز 404 بدل صفحة" if window.language == "ar" else "answered 404 instead of a page"
        expect(page.locator("#fetched .problem")).to_have_text(said, timeout=30_000)
        expect(page.locator("#fetched")).to_contain_text(address)
    _give(page, "http://127.0.0.2/")
    said = "يقود إلى 127.0.0.2" if window.language == "ar" else "leads to 127.0.0.2"
    expect(page.locator("#fetched .problem")).to_contain_text(said, timeout=30_000)
    assert [one.place for one in site.bench.store.dropped()] == [address, "http://127.0.0.2/"]
    page.reload()
    expect(page.locator("#fetched .problem")).to_contain_text(said)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("not-fetched")


@in_arabic
def test_what_is_never_fetched_is_told_at_once_and_not_kept(window: Window, page: Page, site: Site) -> None:
    _give(page, "https://ليلى:sesame@news.example/a")
    expect(page.locator("#fetched .problem")).to_contain_text("كلمة مرور")
    assert "sesame" not in page.locator("#fetched").inner_text()
    assert site.bench.store.queue.last(FETCH) == []
    _give(page, "ftp://news.example/a")
    expect(page.locator("#fetched .problem")).to_contain_text("http")
    assert site.bench.store.info().jobs == {}


def _words(site: Site, language: str) -> str:
    """Give the words of the inbox."""
    return unescape(re.sub("<[^>]*>", "", site.ask("/", headers=site.enter(language)).body))


def _ask(site: Site, address: str, **facts: str) -> None:
    answer = site.post("/reports", {**site.enter(), "HX-Request": "true"}, url=address, **facts)
    assert answer.status == 200, answer.body
    _wait(lambda: site.bench.store.queue.last(FETCH)[0].state in ("done", "failed"))


def test_a_page_that_is_known_is_recognised_and_facts_that_are_given_go_first(site: Site) -> None:
    site.bench.worker.start()
    with serve(say(_BLOG)) as server:
        address = f"news.example:{server.port}/a".replace("news", "http://news", 1)
        _ask(site, address, publisher="الميزان", title="العنوان")
        _ask(site, address, publisher="الميزان", title="العنوان")
    (report,) = site.bench.store.reports()
    assert (report.publisher, report.title, report.published) == ("الميزان", "العنوان", "2024-05-03")
    newest, first = site.bench.store.queue.last(FETCH, 2)
    assert (first.task["outcome"], newest.task["outcome"]) == ("new", "known")
    assert first.task["report"] == newest.task["report"] == report.id
    shown = site.ask(f"/fetched?since={first.number}", headers=site.enter()).body
    assert shown.count(report.id) == 4
    assert "hx-get" not in shown, "nothing is under way"


def test_an_address_may_be_given_without_its_scheme(site: Site) -> None:
    answer = site.post("/reports", {**site.enter(), "HX-Request": "true"}, url=" news.example/a?b=http://c ")
    assert answer.status == 200
    assert site.bench.store.queue.last(FETCH)[0].task["address"] == "https://news.example/a?b=http://c"


def test_an_analyst_does_not_wait_for_all_that_is_unread(site: Site) -> None:
    store = site.bench.store
    list(store.add([Arrival(Report(f"r{n}", f"{_TEXT} {n}."), "here") for n in range(3)]))
    store.queue.put(READ, {})
    job = store.queue.take("one", (READ,))
    assert job
    seen: list[int] = []

    def get(address: str) -> WebPage:
        seen.append(store.count_unread("riwaya 0.1.0"))
        return WebPage(_BLOG, address)

    store.queue.put(FETCH, {"address": "https://news.example/a", "facts": {}})
    do(Hand(store, "riwaya 0.1.0", patience, get), job)
    assert seen == [3], "it was fetched before the first report was read"
    assert store.count_unread("riwaya 0.1.0") == 0
    assert store.queue.last(FETCH)[0].state == "done"


@pytest.mark.parametrize(("language", "said"), [("ar", "أكبر من 8 ميغابايت"), ("en", "is larger than 8 MB")])
def test_what_stands_in_a_fault_is_told_too(site: Site, language: str, said: str) -> None:
    site.bench.worker.start()
    with serve(say(b"<html>" + b"a" * 8 * 2**20)) as server:
        _ask(site, f"http://news.example:{server.port}/a")
    assert said in _words(site, language)


def _die(_: str) -> WebPage:
    os._exit(9)


def _stumble(_: str) -> WebPage:
    raise ValueError("what nobody thought of")


@pytest.mark.parametrize(
    ("fetch", "fault", "said"),
    [
        (_die, "given up: 3 workers were lost over it; the last one ended with status 9",
         "تُرك: توقفت عنده 3 عمليات، وآخرها انتهت بالحالة 9"),
        (_stumble, "a fault of riwaya's own, please report it: ValueError: what nobody thought of",
         "خلل في البرنامج نفسه، نرجو الإبلاغ عنه: ValueError: what nobody thought of"),
    ],
)  # fmt: skip
def test_a_page_that_ends_the_worker_is_given_up(site: Site, fetch: Fetch, fault: str, said: str) -> None:
    site.bench.worker.start()
    _ask(site, "https://news.example/a")
    assert site.bench.store.queue.last(FETCH)[0].fault == fault
    for language, told in (("en", fault), ("ar", said)):
        shown = _words(site, language)
        assert "https://news.example/a" in shown
        assert told in shown


@in_arabic
def test_a_hostile_page_is_harmless(window: Window, page: Page, site: Site) -> None:
    site.bench.worker.start()
    attack = "&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt; \u202eقال {{ 7*7 }}"
    outlet = '"&gt;&lt;script&gt;alert(3)&lt;/script&gt;'
    head = (
        f"<title>{attack}</title><meta property='og:site_name' content='{outlet}'><base href='http://a.b/'>"
    )
    body = f"<script>alert(5)</script><iframe src=//127.0.0.2/></iframe><p>{attack} {_TEXT * 9}</p>"
    html = f"<!doctype html><html><head>{head}</head><body onload=alert(4)>{body}</body></html>"
    with serve(say(html)) as server:
        _give(page, f"http://news.example:{server.port}/'\"><script>alert(6)</script>")
        expect(page.locator("#fetched a")).to_have_count(1, timeout=30_000)
    page.locator("#fetched a").click()
    expect(page.locator("#text")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#text img, #text script, iframe, base").count() == 0
    assert "{{ 7*7 }}" in page.locator("#text").inner_text()


@in_arabic
def test_only_addresses_of_the_web_become_links(window: Window, page: Page, site: Site) -> None:
    addresses = ["javascript:alert(1)", "data:text/html,x", " https://a", "//a", "HTTPS://a.example/?b"]
    for number, url in enumerate(addresses):
        fill(site, Report(f"r{number}", f"{_TEXT} {number}.", url=url))
        page.goto(f"{site.address}/report?id=r{number}")
        expect(page.locator("#text")).to_be_visible()
        assert page.locator("a.original").count() == (number == 4), url
