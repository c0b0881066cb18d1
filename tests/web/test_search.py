"""The search in a real browser: words, values that narrow, faults at their place, searches that are kept."""

import msgspec
import pytest
from playwright.sync_api import Page, expect

from riwaya.store.search.filters import Bound, Box, Filter, Near
from riwaya.web.asked import filter_parameters, make_asked
from tests.web.reports import fill, read_events
from tests.web.visiting import Site, Window


@pytest.fixture
def filled(site: Site) -> Site:
    fill(site.bench.store)
    return site


def test_words_are_found_and_marked_and_lead_to_the_reader(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/search")
    expect(page.locator(".found > li")).to_have_count(5)
    page.locator("#words").fill("السوق")
    page.keyboard.press("Enter")
    expect(page.locator(".found > li")).to_have_count(1)
    expect(page.locator(".found .title mark")).to_have_text("سوق")
    expect(page.locator(".found a").first).to_have_attribute("href", "/report?id=market")
    page.locator("#words").fill("المستشفى")
    page.keyboard.press("Enter")
    expect(page.locator(".found .excerpt mark")).to_have_text("مستشفى")
    page.locator(".tabs a").nth(1).click()
    expect(page.locator(".found > li")).to_have_count(1)
    expect(page.locator(".found .said")).to_have_attribute("href", "/report?id=market&at=c4")
    assert "words=%D8%A7%D9%84%D9%85%D8%B3%D8%AA%D8%B4%D9%81%D9%89" in page.url
    assert "kind=claims" in page.url
    assert "since=" not in page.url
    window.assert_accessible()
    window.shoot("search-claims")


def test_values_narrow_and_are_taken_away(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/search?kind=events")
    expect(page.locator(".found > li")).to_have_count(len(read_events()))
    page.locator(".facets li a").filter(has_text="الميزان").click()
    expect(page.locator(".found > li")).to_have_count(4)
    expect(page.locator(".tabs [aria-current] .count")).to_have_text("4")
    shelling = {"ar": "قصف", "en": "shelling"}[window.language]
    page.locator(".facets li a").filter(has_text=shelling).first.click()
    expect(page.locator(".found > li")).to_have_count(2)
    expect(page.locator(".facets li.on")).to_have_count(2)
    window.assert_accessible()
    window.shoot("search-events")
    page.locator(".chips a").first.click()
    expect(page.locator(".chips li")).to_have_count(2)
    page.locator(".chips .clear").click()
    expect(page.locator(".found > li")).to_have_count(len(read_events()))


def test_a_form_narrows_by_more_fields(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/search?kind=claims&box=10,20,16,30")
    page.locator(".more > summary").click()
    page.locator(".more input[name=since]").fill("2024-05-11")
    page.locator(".more summary").filter(
        has_text={"ar": "نوع القول", "en": "Act"}[window.language]
    ).first.click()
    page.locator(".more input[name=acts][value=deny]").check()
    window.assert_accessible()
    window.shoot("search-form")
    page.locator(".more button").click()
    expect(page.locator(".found > li")).to_have_count(1)
    expect(page.locator(".found .act")).to_have_class("act deny")
    assert "box=10%2C20%2C16%2C30" in page.url


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ('words="قصف', "words"), ("words=*ق", "words"), ("since=2024-13-01", "since"), ("box=1,2", "box"),
        ("figures=killed", "figures"), ("figures=eaten>=3", "figures"), ("acts=sing", "acts"),
        ("denied=x", "denied"), ("since=2024-02-01&until=2024-01-01", "since"), ("near=91,0,5", "near"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_at_its_place(site: Site, address: str, field: str) -> None:
    answer = site.ask(f"/search?{_quoted(address)}", headers=site.enter())
    assert answer.status == 422
    assert f'id="fault-{field}"' in answer.body
    answer = site.ask(f"/api/search/claims?{_quoted(address)}", headers=site.enter())
    assert answer.status == 400
    assert msgspec.json.decode(answer.body)["fault"].startswith(f"{field}: ")


def test_a_fault_is_shown_where_it_was_typed(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/search")
    page.locator("#words").fill('"سوق نيالا')
    page.locator(".line button").click()
    expect(page.locator("#fault-words")).to_contain_text(
        {"ar": "لم تُغلق بـ", "en": "is not closed by"}[window.language]
    )
    expect(page.locator("#words")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#words")).to_have_value('"سوق نيالا')
    page.locator(".howto summary").click()
    window.assert_accessible()
    window.shoot("search-fault")


def test_searches_are_kept_renamed_and_deleted(filled: Site, window: Window, page: Page) -> None:
    page.goto(f"{filled.address}/search?kind=claims&words=قصف&acts=deny&acts=state&order=relevance")
    found = page.locator(".found > li").count()
    page.locator(".save input").fill("قصف الأسواق")
    page.locator(".save button").click()
    expect(page.locator(".saved li > a")).to_have_text("قصف الأسواق")
    page.goto(f"{filled.address}/search")
    page.locator(".saved li > a").click()
    expect(page.locator(".found > li")).to_have_count(found)
    assert filled.bench.store.search.saved.get("قصف الأسواق").filter == Filter(
        words="قصف", acts=("deny", "state")
    )
    page.locator(".saved summary").click()
    page.locator(".saved input[name=new]").fill("نفي القصف")
    page.locator(".saved li button").first.click()
    expect(page.locator(".saved li > a")).to_have_text("نفي القصف")
    page.locator(".saved summary").click()
    window.assert_accessible()
    window.shoot("search-saved")
    page.locator(".saved button.plain").click()
    expect(page.locator(".saved li")).to_have_count(0)
    assert [act.who for act in filled.bench.store.search.saved.history()] == ["ليلى"] * 3


def test_a_name_that_is_taken_is_told_beside_it(site: Site) -> None:
    inside = site.enter("en")
    assert site.post("/search/save?words=x&kind=events", inside, name="one").status == 303
    assert site.post("/search/save?words=y", inside, name="two").status == 303
    for path, fields in (("save?words=z", {"name": "one"}), ("rename", {"name": "two", "new": "one"})):
        answer = site.post(f"/search/{path}", inside, **fields)
        assert answer.status == 409
        assert "is taken, by" in answer.body
    assert site.post("/search/save?words=%22", inside, name="three").status == 400
    assert [one.name for one in site.bench.store.search.saved.all()] == ["one", "two"]


def test_pages_follow_one_another(site: Site) -> None:
    from tests.store.texts import arrivals

    list(site.bench.store.add(arrivals(30)))
    inside = site.enter()
    first = site.ask("/search", headers=inside).body
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = site.ask(following, headers=inside).body
    names = [set(_reports(body)) for body in (first, second)]
    assert [len(found) for found in names] == [25, 5]
    assert not names[0] & names[1]
    assert site.ask("/search?after=newest:x:y", headers=inside).status == 400


def test_a_phone_shows_it_all(filled: Site, window: Window, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{filled.address}/search?words=قصف&types=shelling")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("search-phone")


def test_answers_in_json_are_the_stores_own(filled: Site) -> None:
    inside = filled.enter()
    answer = msgspec.json.decode(filled.ask("/api/search/events?types=airstrike", headers=inside).body)
    assert answer["total"] == len(answer["found"]) == 2
    facets = msgspec.json.decode(filled.ask("/api/search/facets?kind=events", headers=inside).body)
    assert {"value": "airstrike", "count": 2} in facets["types"]
    described = msgspec.json.decode(filled.ask("/api/openapi.json", headers=inside).body)
    names = {one["name"] for one in described["paths"]["/api/search/events"]["get"]["parameters"]}
    assert {"words", "outlets", "box", "figures", "order", "after"} <= names


def test_a_filter_and_its_address_are_one() -> None:
    asked = Filter(
        words='قصف "سوق نيالا"', outlets=("الميزان",), since="2024-01-01", until="2024-02-01", denied=False,
        placed=True, types=("shelling", "airstrike"), precisions=("exact",), box=Box(10.5, 20, 16, 30),
        near=Near(1, 2, 3.25), figures=(Bound("killed", ">=", 10), Bound("injured", "<", 5)),
    )  # fmt: skip
    made = make_asked(tuple(filter_parameters(asked)))
    assert (made.filter, made.faults) == (asked, {})
    assert make_asked(()).filter == Filter()


def _quoted(address: str) -> str:
    from urllib.parse import quote

    return quote(address, safe="=&")


def _reports(body: str) -> list[str]:
    return [part.partition('"')[0] for part in body.split('href="/report?id=')[1:]]
