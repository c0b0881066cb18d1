"""The ledger in a real browser: whose word each claim is, and what contradicts what."""

import msgspec
import pytest
from playwright.sync_api import Page, expect

from riwaya.store import Act
from riwaya.store.search.filters import Filter
from riwaya.web.views.ledger import find_disputes, load_ledger
from tests.web.reports import fill
from tests.web.visiting import Site, Window


@pytest.fixture
def filled(site: Site) -> Site:
    fill(site.bench.store)
    return site


def test_contradictions_stand_first_and_lead_to_the_reader(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/ledger")
    expect(page.locator(".disputes li")).to_have_count(2)
    sides = page.locator(".disputes li").first.locator(".side")
    expect(sides.nth(0).locator("strong")).to_have_text("متحدث باسم الجيش السوداني")
    expect(sides.nth(1).locator("strong")).to_have_text("متحدث باسم قوات الدعم السريع")
    expect(sides.nth(0).locator("a")).to_have_attribute("href", "/report?id=market&at=c1")
    expect(sides.nth(1).locator("a")).to_have_attribute("href", "/report?id=market&at=c2")
    assert page.locator(".disputes").bounding_box()["y"] < page.locator(".lines").bounding_box()["y"]  # type: ignore[index]
    window.assert_accessible()
    window.shoot("ledger")


def test_every_claim_has_a_line_with_its_chain(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/ledger")
    expect(page.locator(".lines tbody tr")).to_have_count(len(_claims(filled)))
    relayed = page.locator(".lines tr").filter(has_text="انسحبت")
    chain = [
        text.strip()
        for text in relayed.locator(".chain > span:not(.onward, .hidden), .chain > strong").all_inner_texts()
    ]
    assert chain == ["مصدر عسكري", "قناة الساحل", "الجريدة"]
    expect(relayed.locator(".when")).not_to_be_empty()


def test_speaker_act_and_days_narrow(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/ledger")
    page.locator("[name=sources]").fill("متحدث الدعم السريع")
    page.locator("[name=since]").fill("2024-05-11")
    page.locator(".ask button.primary").click()
    expect(page.locator(".lines tbody tr")).to_have_count(2)
    expect(page.locator(".disputes li")).to_have_count(1)
    page.locator(".facets a").filter(has_text={"ar": "نفي", "en": "deny"}[window.language]).click()
    expect(page.locator(".lines tbody tr")).to_have_count(1)
    expect(page.locator(".lines .act")).to_have_class("act deny")
    expect(page.locator(".chips li")).to_have_count(4)
    window.assert_accessible()
    window.shoot("ledger-narrowed")


def test_what_an_analyst_decided_shows(filled: Site, window: Window, page: Page) -> None:
    filled.bench.store.desk.accept("market", ["c2"], Act("ليلى"))
    filled.bench.store.desk.reject("siege", ["c2"], Act("ليلى"))
    page.goto(f"{filled.address}/ledger")
    expect(page.locator(".disputes li")).to_have_count(1)
    expect(page.locator(".review.decided")).to_have_count(1)


def test_a_phone_shows_it_all(filled: Site, window: Window, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{filled.address}/ledger")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("ledger-phone")


def test_pages_hold_every_claim_once(filled: Site) -> None:
    inside, seen, after = filled.enter(), list[str](), ""
    while True:
        answer = msgspec.json.decode(filled.ask(f"/api/ledger?limit=4{after}", headers=inside).body)
        seen += [f"{line['claim']['report']} {line['claim']['id']}" for line in answer["lines"]]
        if answer["next"] is None:
            break
        after = f"&after={answer['next']}"
    assert sorted(seen) == sorted(_claims(filled))
    assert answer["total"] == len(seen) > 10
    assert filled.ask("/ledger?after=newest:x:y", headers=inside).status == 400


def test_a_dispute_is_told_once_from_both_sides(filled: Site) -> None:
    store = filled.bench.store
    ledger = load_ledger(store, Filter(disputed=True), 50, None)
    assert ledger.total == 4
    pairs = {(one.claim.report, one.claim.id, one.denial.id) for one in find_disputes(ledger)}
    assert pairs == {("market", "c1", "c2"), ("siege", "c1", "c2")}
    assert store.search.count("claims", Filter(disputed=False)) == len(_claims(filled)) - 4


def test_faults_stand_at_their_field(site: Site) -> None:
    answer = site.ask("/ledger?since=soon&acts=sing", headers=site.enter())
    assert answer.status == 422
    assert 'id="fault-since"' in answer.body
    assert 'id="fault-acts"' in answer.body


def _claims(site: Site) -> list[str]:
    return [f"{one.report.id} {claim.id}" for one in site.bench.store.readings() for claim in one.claims]
