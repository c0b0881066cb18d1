"""Map, timeline and table in a real browser: one filter, one address, with WebGL and without."""

import re

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from riwaya.web.atlas import project
from tests.web.conftest import find_chromium
from tests.web.reports import fill, find_events
from tests.web.visiting import Site, Window


@pytest.fixture
def filled(site: Site) -> Site:
    fill(site.bench.store)
    return site


def _open(page: Page, site: Site, query: str = "") -> None:
    """Open the map, and wait until it moves."""
    page.goto(f"{site.address}/map{query}")
    expect(page.locator("#map.live.drawn canvas")).to_be_visible(timeout=20_000)


def test_three_views_show_the_same_events(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled)
    expect(page.locator("#table tbody tr")).to_have_count(len(find_events()))
    expect(page.locator(".bars a")).not_to_have_count(0)
    expect(page.locator(".missing li")).to_have_count(3)
    window.assert_accessible()
    window.shoot("map")


def test_a_click_on_the_map_opens_the_card(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled, "?view=11,23,13,27&places=نيالا&types=shelling")
    box = page.locator("#map canvas").bounding_box()
    assert box is not None
    south, west, north, east = map(float, str(page.locator("#map").get_attribute("data-area")).split(","))
    across = (24.8807 - west) / (east - west)
    down = (project(12.0489) - project(north)) / (project(south) - project(north))
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    expect(page.locator("#card .event h2")).to_be_visible()
    expect(page.locator("#card .behind li")).to_have_count(2)
    expect(page.locator("#card footer a")).to_have_attribute("href", "/report?id=market&at=e1")
    assert "at=12.0489" in page.url
    window.assert_accessible()
    window.shoot("map-card")
    page.go_back()
    expect(page.locator("#card .event")).to_have_count(0)


def test_a_row_opens_the_card_and_the_address_says_so(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled)
    page.locator("#table tbody a").first.click()
    expect(page.locator("#card .event")).to_be_visible()
    address = page.url
    assert "event=" in address
    page.goto(address)
    expect(page.locator("#card .event")).to_be_visible()
    page.locator("#card .close").click()
    expect(page.locator("#card .event")).to_have_count(0)


def test_days_are_brushed(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled)
    bars = page.locator(".bars a")
    count = bars.count()
    page.locator(".bars").scroll_into_view_if_needed()
    first, last = bars.nth(0).bounding_box(), bars.nth(2).bounding_box()
    assert first and last
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 60)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("since=2024-05-09.*until=2024-05-11"))
    expect(bars).to_have_count(3)
    assert count > 3
    expect(page.locator("#chips li")).to_have_count(3)
    rows = page.locator("#table tbody tr").count()
    assert 0 < rows < len(find_events())
    window.shoot("map-brushed")
    page.locator("#chips a").first.click()
    expect(page.locator("#chips li")).to_have_count(2)


def test_days_are_chosen_with_keys(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled)
    page.locator(".bars a").first.focus()
    onward = {"ar": "ArrowLeft", "en": "ArrowRight"}[window.language]
    page.keyboard.press(onward)
    page.keyboard.press(f"Shift+{onward}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=2024-05-10.*until=2024-05-11"))
    expect(page.locator(".bars a")).to_have_count(2)


def test_what_is_not_in_every_view_is_listed(filled: Site, window: Window, page: Page) -> None:
    _open(page, filled)
    missing = page.locator(".missing a")
    unplaced = sum(event.place is None for event in find_events())
    assert unplaced > 0
    expect(missing.nth(0)).to_contain_text(str(unplaced))
    missing.nth(0).click()
    page.wait_for_url(re.compile("placed=no"))
    expect(page.locator("#table tbody tr")).to_have_count(unplaced)
    _open(page, filled, "?dated=no")
    rows = page.locator("#table tbody tr")
    assert rows.count() == int(
        msgspec.json.decode(filled.ask("/api/map", headers=filled.enter()).body)["undated"]
    )


def test_dark_and_light_and_phone(filled: Site, window: Window, page: Page) -> None:
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": filled.address}])
    _open(page, filled, "?at=12.0489,24.8807")
    window.assert_accessible()
    window.shoot("map-dark")
    page.set_viewport_size({"width": 360, "height": 740})
    _open(page, filled)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("map-phone")


def test_without_webgl_the_drawing_stays(filled: Site, browser: Browser) -> None:
    plain = browser.browser_type.launch(
        executable_path=find_chromium(), args=["--no-sandbox", "--disable-3d-apis"]
    )
    for language in ("ar", "en"):
        with plain.new_context(viewport={"width": 1280, "height": 860}) as context:
            context.add_cookies([{"name": "language", "value": language, "url": filled.address}])
            window = Window(context.new_page(), filled, language)
            page = window.page
            page.goto(filled.invitation())
            page.goto(f"{filled.address}/map")
            assert page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
            expect(page.locator(".drawing")).to_be_visible()
            assert page.locator(".drawing .mark").count() > 2
            fills = page.locator(".drawing .sign-solid").evaluate_all(
                "all => all.map(e => getComputedStyle(e).fill)"
            )
            assert "rgb(0, 0, 0)" not in fills
            window.assert_accessible()
            window.shoot("map-drawing")
            page.locator(".moves a").first.click()
            page.wait_for_url(re.compile("view="))
            page.goto(f"{filled.address}/map?view=11,23,13,27&types=shelling")
            page.locator(".mark").first.click()
            expect(page.locator("#card .event")).to_be_visible()
            expect(page.locator("#card .behind li")).to_have_count(2)
            window.shoot("map-drawing-card")
            window.assert_quiet()
    plain.close()


def test_without_scripts_all_is_links(filled: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(filled.invitation())
        page.goto(f"{filled.address}/map")
        page.locator(".bars a").nth(1).click()
        expect(page.locator("#chips li")).to_have_count(3)
        page.locator(".drawing .mark").first.click()
        expect(page.locator("#card .event")).to_be_visible()


def test_precision_borders_and_disclaimer_are_drawn(filled: Site) -> None:
    inside = filled.enter()
    body = filled.ask("/map?view=30,32,40,42", headers=inside).body
    assert 'class="reach"' in body  # near Damascus, near Aleppo
    assert 'class="border dashed"' in body
    assert 'class="disclaimer"' in body
    assert 'class="border dashed"' not in filled.ask("/map?borders=plain", headers=inside).body
    assert 'class="border' not in filled.ask("/map?borders=none", headers=inside).body
    assert filled.ask("/map?borders=mine", headers=inside).status == 400


@pytest.mark.parametrize("query", ["view=1,2", "view=5,0,1,9", "at=x", "at=91,0", "after=x"])
def test_what_cannot_be_shown_is_a_fault_of_the_request(filled: Site, query: str) -> None:
    assert filled.ask(f"/map?{query}", headers=filled.enter()).status == 400


def test_an_event_that_is_not_there_is_not_found(filled: Site) -> None:
    inside = filled.enter()
    assert filled.ask("/map?report=market&event=e99", headers=inside).status == 404
    assert filled.ask("/api/map/event?report=market&event=e99", headers=inside).status == 404


def test_answers_in_json(filled: Site) -> None:
    inside = filled.enter()
    overview = msgspec.json.decode(filled.ask("/api/map?types=shelling", headers=inside).body)
    assert overview["total"] == 2
    assert overview["step"] == 0
    card = msgspec.json.decode(filled.ask("/api/map/event?report=market&event=e1", headers=inside).body)
    assert [line["claim"]["id"] for line in card["claims"]] == ["c1", "c2"]
    assert card["place"]["name_en"] == "Nyala"
    described = msgspec.json.decode(filled.ask("/api/openapi.json", headers=inside).body)
    assert {"/api/map", "/api/map/event", "/api/ledger"} <= set(described["paths"])
