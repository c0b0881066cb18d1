"""Talks in a real browser: which there are, their rounds, and who stands where."""

from urllib.parse import quote

import msgspec
from playwright.sync_api import Page, expect

from riwaya import Reader
from riwaya.casework import Casework
from riwaya.store import Arrival
from riwaya.types import Process, Report
from tests.cases.stories import ROUNDS
from tests.web.casefiles import fill
from tests.web.test_cases import assert_fits_a_phone
from tests.web.visiting import Site, Window

_DEMANDS = (
    "عقد وفدان من روسيا وأوكرانيا الاثنين 28 فبراير الجولة الأولى من المفاوضات في منطقة غوميل في بيلاروسيا، "
    "لبحث وقف إطلاق النار.\n"
    "وقال وزير الخارجية الأوكراني دميترو كوليبا إن بلاده تريد وقف إطلاق النار فورا.\n"
    "وقال المتحدث باسم الكرملين دميتري بيسكوف إن وقف إطلاق النار مرهون بشروط موسكو."
)


def test_without_talks_the_page_says_what_comes_here(window: Window, page: Page, site: Site) -> None:
    page.goto(f"{site.address}/talks")
    expect(page.locator(".empty .big")).to_be_visible()
    window.assert_accessible()


def test_rounds_are_shown_in_order(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, *ROUNDS, "market-1")
    (process,) = Casework(site.bench.store).processes()
    page.goto(f"{site.address}/talks")
    expect(page.locator(".processes > li")).to_have_count(1)
    window.assert_accessible()
    window.shoot("talks")
    page.locator(".processes h2 a").click()
    expect(page.locator(".rounds > li")).to_have_count(6)
    days = page.locator(".rounds .date time").evaluate_all("all => all.map(one => one.dateTime)")
    assert days == [one.when.start for one in process.rounds if one.when]
    assert len(days) == 6
    assert page.locator(".positions > li").count() == sum(len(one.positions) for one in process.rounds)
    said = page.locator(".positions a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert all("&at=c" in href for href in said)
    links = page.locator(".rounds h3 a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == [f"/case?id={quote(one.case, safe='')}" for one in process.rounds]
    window.assert_accessible()
    window.shoot("process")
    assert_fits_a_phone(page)
    window.assert_accessible()
    window.shoot("process-phone")


def test_positions_stand_under_their_matter(window: Window, page: Page, site: Site) -> None:
    store = site.bench.store
    fill(store, *ROUNDS)
    report = Report("demands", _DEMANDS, publisher="إذاعة النيل", published="2022-02-28")
    list(store.add([Arrival(report, "demands")]))
    store.save([Reader().read(report)], maker="riwaya 0.1.0")
    Casework(store).update()
    page.goto(f"{site.address}/talks?id=round-1a/e1")
    matter = page.locator(".matter").filter(has_text="وقف إطلاق النار").first
    expect(matter).to_be_visible()
    expect(matter.locator("tbody tr")).to_have_count(2)
    hrefs = matter.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    claims = {f"/report?id=demands&at={claim.id}" for claim in store.reading("demands").claims}
    assert set(hrefs) <= claims
    window.assert_accessible()
    window.shoot("process-matters")


def test_talks_that_are_not_there_are_told(site: Site) -> None:
    assert site.ask("/talks?id=nothing", headers=site.enter()).status == 404


def test_the_api_gives_the_same(site: Site) -> None:
    fill(site.bench.store, *ROUNDS)
    given = site.ask("/api/talks", headers=site.enter()).body
    assert msgspec.json.decode(given, type=list[Process]) == list(Casework(site.bench.store).processes())
