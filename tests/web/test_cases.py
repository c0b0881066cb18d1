"""Cases in a real browser: the list, one case, and what analysts rule on them."""

import re
import time
from urllib.parse import quote

import msgspec
import pytest
from playwright.sync_api import Page, expect

from riwaya import Reader
from riwaya.casework import Casework
from riwaya.store import Arrival
from riwaya.types import Case, EventKey, Report
from tests.cases.stories import MARKET, load
from tests.web.casefiles import biggest, fill
from tests.web.visiting import Site, Window

_PHONE = {"width": 360, "height": 740}
_OTHERS = ("market-other", "bomb-1", "bomb-2", "copy-1", "copy-2", "copy-3", "claimed-1")


def assert_fits_a_phone(page: Page) -> None:
    page.set_viewport_size(_PHONE)  # type: ignore[arg-type]
    wide = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(one => !one.closest('.wide') &&"
        " (one.getBoundingClientRect().right > 361 || one.getBoundingClientRect().left < -1))"
        ".map(one => one.outerHTML.slice(0, 90))"
    )
    assert (page.evaluate("document.documentElement.scrollWidth") <= 360, wide[:3]) == (True, wide[:3])


def test_without_reports_the_list_says_what_to_do(window: Window, page: Page, site: Site) -> None:
    page.goto(f"{site.address}/cases")
    expect(page.locator(".empty .big")).to_be_visible()
    window.assert_accessible()


def test_cases_are_listed_and_chosen(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, *MARKET, *_OTHERS)
    page.goto(f"{site.address}/cases")
    everything = page.locator(".reports > li").count()
    assert everything == site.bench.store.cases.count()
    window.assert_accessible()
    window.shoot("cases")
    page.locator(".filters [name=reports]").fill("3")
    page.locator(".filters button").click()
    expect(page).to_have_url(re.compile("reports=3"))
    assert 0 < page.locator(".reports > li").count() < everything
    page.locator(".filters a.button").click()
    expect(page.locator(".reports > li")).to_have_count(everything)
    page.locator(".stages a").filter(has=page.locator(".status.contested")).click()
    expect(page).to_have_url(re.compile("status=contested"))
    expect(page.locator(".reports > li")).to_have_count(1)
    page.locator(".reports .title").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{site.address}/cases?type=talks")
    expect(page.locator(".reports > li")).to_have_count(0)
    assert_fits_a_phone(page)
    page.goto(f"{site.address}/cases")
    assert_fits_a_phone(page)
    window.shoot("cases-phone")


def test_a_case_shows_every_account(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, *MARKET, "market-other")
    case = biggest(site.bench.store)
    page.goto(f"{site.address}/case?id={quote(case.id)}")
    expect(page.locator(".account")).to_have_count(len(case.accounts))
    expect(page.locator(".account.denies .flag")).to_have_count(sum(one.denies for one in case.accounts))
    assert page.locator(".account.denies").count() == 1
    statements = sum(len(one.statements) for one in case.accounts)
    assert page.locator(".statements > li").count() == statements
    killed = next(one for one in case.figures if one.kind == "killed")
    dots = page.locator(".chart .value").all_text_contents()
    assert {str(killed.low), str(killed.high)} <= set(dots)
    assert page.locator("section:has(#figures) tbody tr").count() == len(case.tolls)
    assert page.locator(".edge.deny").count() >= 1
    assert page.locator(".entries > li").count() == 3
    window.assert_accessible()
    window.shoot("case")
    page.emulate_media(color_scheme="dark")
    window.assert_accessible()
    window.shoot("case-dark")
    assert_fits_a_phone(page)
    window.assert_accessible()
    window.shoot("case-phone")


def test_links_lead_to_the_record_in_the_report(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, *MARKET)
    case = biggest(site.bench.store)
    page.goto(f"{site.address}/case?id={quote(case.id)}")
    links = page.locator(".statements a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    wanted = [
        f"/report?id={one.report}&at={one.claim or one.event}"
        for account in case.accounts
        for one in account.statements
    ]
    assert sorted(links) == sorted(wanted)


def test_copies_and_relays_are_told(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, "bomb-1", "bomb-2", "copy-1", "copy-2", "copy-3")
    for case in site.bench.store.cases:
        page.goto(f"{site.address}/case?id={quote(case.id)}")
        assert page.locator(".origins > li").count() == len(case.origins)
        window.shoot(f"case-{case.id.replace('/', '-')}")


def test_two_cases_are_merged_and_parted_again(window: Window, page: Page, site: Site) -> None:
    store = site.bench.store
    fill(store, *MARKET, "market-other")
    case, before = biggest(store), store.cases.count()
    other = store.cases.holding(EventKey("market-other", "e1"))
    page.goto(f"{site.address}/case?id={quote(case.id)}")
    page.locator(f'.merge input[value="{other}"]').check()
    page.locator(".merge button").click()
    assert store.cases.count() == before, "a preview changes nothing"
    expect(page.locator(".compare section:first-child .pile > li")).to_have_count(2)
    expect(page.locator(".compare section:last-child .pile > li")).to_have_count(1)
    window.assert_accessible()
    window.shoot("case-merge")
    page.locator("[name=why]").fill("الحادثة واحدة")
    page.locator(".ruling button").click()
    expect(page.locator(".rulings li")).to_have_count(1)
    assert store.cases.count() == before - 1
    (ruling,) = store.rulings.history()
    assert (ruling.kind, ruling.who, ruling.why) == ("join", "ليلى", "الحادثة واحدة")
    window.assert_accessible()
    page.locator(".rulings button").click()
    expect(page.locator("h1")).to_be_visible()
    assert store.cases.count() == before


def test_an_event_is_taken_out_of_a_case(window: Window, page: Page, site: Site) -> None:
    store = site.bench.store
    fill(store, *MARKET)
    case, before = biggest(store), store.cases.count()
    page.goto(f"{site.address}/case?id={quote(case.id)}")
    page.locator('.pick input[value^="market-3/"]').first.check()
    page.locator(".split > button").click()
    expect(page.locator(".compare")).to_be_visible()
    window.assert_accessible()
    window.shoot("case-split")
    page.locator("[name=why]").fill("another strike")
    page.locator(".ruling button").click()
    expect(page.locator(".rulings li")).to_have_count(1)
    assert store.cases.count() == before + 1


@pytest.mark.parametrize(
    "path",
    [
        "/cases?type=nonsense", "/cases?reports=x", "/cases?skip=-1", "/cases?status=%27",
        "/cases?reports=9{big}",
        "/case/splitting?id={id}", "/case/splitting?id={id}&event=other/e1",
        "/case/merging?id={id}&other={id}",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_a_fault_of_the_request(site: Site, path: str) -> None:
    fill(site.bench.store, "market-1")
    (case,) = list(site.bench.store.cases)[:1]
    assert site.ask(path.format(id=quote(case.id), big="9" * 30), headers=site.enter()).status == 400


def test_a_ruling_needs_a_reason_and_a_case_that_is_there(site: Site) -> None:
    fill(site.bench.store, *MARKET, "market-other")
    inside, case = site.enter(), biggest(site.bench.store)
    event = f"{case.events[0].report}/{case.events[0].event}"
    assert site.post("/case/split", inside, id=case.id, event=event, why=" ").status == 400
    assert site.post("/case/split", inside, id="none", event=event, why="so").status == 404
    assert site.post("/case/undo", inside, id=case.id, number="7").status == 409
    assert site.post("/case/undo", inside, id=case.id, number="x").status == 400
    assert site.bench.store.rulings.history() == []
    assert site.ask("/case?id=none/e9", headers=inside).status == 404


def test_the_api_gives_the_same(site: Site) -> None:
    fill(site.bench.store, *MARKET)
    inside, case = site.enter(), biggest(site.bench.store)
    (line,) = msgspec.json.decode(site.ask("/api/cases?reports=3", headers=inside).body)
    assert (line["id"], line["reports"]) == (case.id, 3)
    given = msgspec.json.decode(site.ask(f"/api/case?id={quote(case.id)}", headers=inside).body, type=Case)
    assert given == case
    assert site.ask("/api/rulings", headers=inside).body == "[]"


def test_reports_that_were_read_come_into_the_cases_by_themselves(site: Site) -> None:
    store = site.bench.store
    told = load()["market-1"]
    list(store.add([Arrival(Report("market-1", told["text"], published=told["published"]), "x")]))
    site.bench.worker.start()
    deadline = time.monotonic() + 60
    while not store.cases.count() or site.bench.worker.progress().running:
        assert time.monotonic() < deadline, site.bench.worker.progress()
        time.sleep(0.1)
    assert store.cases.pending() == 0


def test_a_report_of_one_long_line_is_no_heading(site: Site) -> None:
    told = load()["market-1"]
    report = Report("long", " ".join(told["text"].split()) * 40, published=told["published"])
    list(site.bench.store.add([Arrival(report, "x")]))
    site.bench.store.save([Reader().read(report)], maker=site.bench.program)
    Casework(site.bench.store).update()
    headings = re.findall(r'class="title"[^>]*>([^<]*)<', site.ask("/cases", headers=site.enter()).body)
    assert headings
    assert all(len(one) <= 110 and one.endswith("…") for one in headings)


def test_strange_words_find_nothing(site: Site) -> None:
    fill(site.bench.store, "market-1")
    for path in ("/cases?place=%00", "/cases?place=%25", "/api/cases?since=%00x", "/cases?place=x%27--"):
        assert site.ask(path, headers=site.enter()).status == 200, path
    assert site.ask("/case?id=%00", headers=site.enter()).status == 404


def test_sides_that_count_otherwise_are_told(window: Window, page: Page, site: Site) -> None:
    store, words = site.bench.store, "إن قصفا مدفعيا على مدينة أم درمان الثلاثاء أدى إلى مقتل"
    texts = (f"قال الجيش السوداني {words} خمسة مدنيين.", f"قالت قوات الدعم السريع {words} أربعين مدنيا.")
    reports = [
        Report(f"told-{n}", text, publisher=f"صحيفة {n}", published="2024-02-06")
        for n, text in enumerate(texts)
    ]
    list(store.add([Arrival(report, report.id) for report in reports]))
    store.save(map(Reader().read, reports), maker="riwaya 0.1.0")
    Casework(store).update()
    case = biggest(store)
    assert case.status == "contested"
    page.goto(f"{site.address}/case?id={quote(case.id)}")
    expect(page.locator(".because .contest")).to_have_count(1)
    expect(page.locator(".because .contest")).to_contain_text("40")
    expect(page.locator(".because .denied")).to_have_count(0)
    window.assert_accessible()
