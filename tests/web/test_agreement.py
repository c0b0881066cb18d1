"""Agreement and codebook in a real browser."""

import msgspec
from playwright.sync_api import Page, expect

from riwaya.evaluation import evaluate
from riwaya.store import Act, Store
from riwaya.types import Act as Saying
from riwaya.types import (
    ActorRole,
    Assessment,
    EventType,
    Evidence,
    FigureKind,
    Precision,
    Quoted,
    Reality,
    Status,
)
from riwaya.web.agreement import compare, list_readers
from tests.cases.stories import MARKET
from tests.web.casefiles import fill
from tests.web.test_cases import assert_fits_a_phone
from tests.web.visiting import Site, Window


def decide(store: Store) -> None:
    """Have two analysts decide: one rejects a claim, the other accepts it and rejects an event."""
    store.desk.reject("market-3", ["c1"], Act("ليلى"))
    store.desk.accept("market-3", ["c2"], Act("سامر"))
    store.desk.reject("market-3", ["e1"], Act("سامر"))
    store.desk.accept("market-1", ["c1"], Act("ليلى"))


def test_before_anybody_decided_the_page_says_so(window: Window, page: Page, site: Site) -> None:
    fill(site.bench.store, *MARKET)
    page.goto(f"{site.address}/agreement")
    expect(page.locator(".empty .big")).to_be_visible()
    window.assert_accessible()


def test_what_analysts_changed_lowers_the_agreement(window: Window, page: Page, site: Site) -> None:
    store = site.bench.store
    fill(store, *MARKET)
    decide(store)
    page.goto(f"{site.address}/agreement")
    found = compare(store, "reviewed", "machine")
    assert found is not None
    shown = page.locator("section:has(#fields) tbody tr").first.locator("td").first.inner_text()
    assert shown == f"{found.overall.rows['claim'].f1:.2f}"
    assert found.overall.rows["claim"].f1 < 1
    expect(page.locator("section:has(#each) tbody tr")).to_have_count(2)
    window.assert_accessible()
    window.shoot("agreement")
    page.locator("[name=one]").select_option("ليلى")
    page.locator("[name=other]").select_option("سامر")
    page.locator(".sides button").click()
    expect(page.locator("section:has(#each) tbody tr")).to_have_count(1)
    assert_fits_a_phone(page)
    window.assert_accessible()


def test_a_reader_agrees_with_itself_and_sides_can_be_exchanged(site: Site) -> None:
    store = site.bench.store
    fill(store, *MARKET)
    decide(store)
    assert list_readers(store) == ("machine", "reviewed", "سامر", "ليلى")
    for who in list_readers(store):
        same = compare(store, who, who)
        assert same is not None
        scores = {score.f1 for score in same.overall.rows.values() if score.gold}
        assert scores == {1.0}
    one, other = compare(store, "ليلى", "سامر"), compare(store, "سامر", "ليلى")
    assert one is not None
    assert other is not None
    assert one.overall.rows["claim"].f1 == other.overall.rows["claim"].f1
    assert one.overall.rows["claim"].gold == other.overall.rows["claim"].predicted
    reviewed = compare(store, "reviewed", "machine")
    assert reviewed is not None
    names = [two.report for two in reviewed.reports]
    assert reviewed.overall == evaluate(store.readings(names), list(store.readings(names, machine=True)))


def test_strangers_are_refused_and_the_api_gives_the_same(site: Site) -> None:
    fill(site.bench.store, *MARKET)
    inside = site.enter()
    assert site.ask("/agreement?one=nobody", headers=inside).status == 400
    assert site.ask("/api/agreement", headers=inside).body in ("null", "")
    decide(site.bench.store)
    given = msgspec.json.decode(site.ask("/api/agreement", headers=inside).body)
    assert given["overall"]["reports"] == 2


def test_the_codebook_has_every_value(window: Window, page: Page, site: Site) -> None:
    page.goto(f"{site.address}/codebook#act-deny")
    for group, values in (
        ("act", Saying), ("type", EventType), ("reality", Reality), ("evidence", Evidence),
        ("quoted", Quoted), ("role", ActorRole), ("precision", Precision), ("kind", FigureKind),
        ("status", Status), ("assessment", Assessment),
    ):  # fmt: skip
        wanted = set(msgspec.json.schema(values)["enum"])
        rows = page.locator(f"section:has(#{group}) tbody tr")
        assert {id.partition("-")[2] for id in rows.evaluate_all("all => all.map(one => one.id)")} == wanted
        for text in rows.locator("td:nth-child(3)").all_inner_texts():
            assert text.strip(), group
    shelling = page.locator("#type-shelling").inner_text()
    assert "ASSAULT/heavy-weapons" in shelling
    assert "Shelling/artillery/missile attack" in shelling
    window.assert_accessible()
    window.shoot("codebook")
    assert_fits_a_phone(page)
    window.assert_accessible()


def test_the_api_gives_the_codebook_in_both_languages(site: Site) -> None:
    given = msgspec.json.decode(site.ask("/api/codebook", headers=site.enter()).body)
    assert all(one["meaning"] and one["meaning_ar"] for values in given.values() for one in values)
    assert {one["plover"] is not None for one in given["type"]} == {True}
