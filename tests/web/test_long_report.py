"""A report of 200,000 letters with 5,200 claims: shown in parts, and used like any other."""

import re
import time
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from playwright.sync_api import Page, expect

from riwaya.store import Act, Arrival, Review
from riwaya.types import Reading, Report, Span
from riwaya.web.sheet import PART, Sheet, find_parts, first
from tests.web.filling import read
from tests.web.lengthening import lengthen
from tests.web.visiting import Site, Window, in_arabic

_UNIT = (
    "قال شهود إن قصفا أصاب سوقا في نيالا. ونفى الجيش ذلك. واتهم كمال الطيب قوات الدعم السريع بقتل "
    "خمسة أشخاص، وأكدت منظمة أطباء بلا حدود نزوح ستين أسرة."
)
_CLAIMS = 5_200
_MOST = 15.0  # seconds until the first card can be used; where nothing else runs it takes one or two
_PATIENCE = 30_000  # milliseconds for a decision, which takes one second where nothing else runs
_BYTES = 1_500_000  # of any part


@cache
def _unit() -> Reading:
    return read(Report("unit", _UNIT, publisher="الميزان", published="2024-05-01"))


@cache
def _long(times: int) -> Reading:
    return lengthen(_unit(), "long", times)


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=_PATIENCE)
    yield
    expect.set_options(timeout=5_000)


def _store(site: Site, times: int) -> Reading:
    reading = _long(times)
    list(site.bench.store.add([Arrival(reading.report, "long")]))
    site.bench.store.save([reading], maker=site.bench.program)
    return reading


@pytest.mark.parametrize("text", ["كلمة " * 40_000, "ك" * 200_000, ("كلمة " * 300 + "\n") * 120, "", "قصير"])
def test_parts_are_short_and_make_up_the_text(text: str) -> None:
    starts = find_parts(text)
    ends = [*starts[1:], len(text)]
    assert starts[0] == 0
    assert all(0 < end - start <= PART * 5 // 4 for start, end in zip(starts, ends, strict=True)) or not text
    if " " in text and len(starts) > 1:
        assert all(text[start - 1].isspace() for start in starts[1:])


def test_every_record_and_letter_is_in_one_part() -> None:
    reading = _long(400)
    sheet = Sheet(Review(reading, {}, (), ()))
    parts = [sheet.part(number=number) for number in range(1, sheet.parts + 1)]
    assert len(parts) >= 5
    assert [one for part in parts for one in part.records] == sheet.records
    shown = [
        (line.start, "".join(piece.text for piece in line.pieces)) for part in parts for line in part.lines()
    ]
    text = reading.report.text
    assert [(start, words) for start, words in shown if text[start : start + len(words)] != words] == []
    assert sum(len(words) for _, words in shown) == len(text.replace("\n", ""))
    marked = {
        key for part in parts for line in part.lines() for piece in line.pieces for key in piece.keys.split()
    }
    assert {one.id for one in sheet.records} <= marked
    for part in parts:
        assert all(sheet.part(one.id).number == part.number for one in part.records)


def test_a_record_over_the_edge_of_two_parts_is_marked_on_both() -> None:
    reading = _long(400)
    edge = find_parts(reading.report.text)[1]
    claim = next(one for one in reading.claims if first(one) >= edge - 400)
    wide = msgspec.structs.replace(claim, content=Span(edge - 50, edge + 50))
    claims = tuple(wide if one.id == wide.id else one for one in reading.claims)
    sheet = Sheet(Review(msgspec.structs.replace(reading, claims=claims), {}, (), ()))
    held = [
        number
        for number in (1, 2, 3)
        for line in sheet.part(number=number).lines()
        for piece in line.pieces
        if wide.id in piece.keys.split() and "content" in piece.kinds
    ]
    assert set(held) == {1, 2}


def test_a_very_long_report_is_read_and_reviewed(window: Window, page: Page, site: Site) -> None:
    reading = _store(site, _CLAIMS // 4)
    page.set_default_timeout(_PATIENCE)
    assert len(reading.claims) == _CLAIMS
    assert len(reading.report.text) > 190_000
    began = time.perf_counter()
    page.goto(f"{site.address}/report?id=long")
    page.keyboard.press("j")
    expect(page.locator(".card").first).to_be_focused()
    assert time.perf_counter() - began < _MOST
    assert len(page.content().encode()) < _BYTES
    window.assert_accessible()
    window.shoot("reader-long")
    last = reading.claims[-1].id
    page.goto(f"{site.address}/report?id=long&at={last}")
    expect(page.locator(f"#card-{last}")).to_be_focused()
    expect(page.locator(f"#card-{last}")).to_be_in_viewport()
    expect(page.locator(".text .on").first).to_be_in_viewport()
    page.keyboard.press("a")
    expect(page.locator(f"#card-{last} .state.accept")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(f"#card-{last} .state.accept")).to_have_count(0)
    page.locator(f"#card-{last}").click()
    page.keyboard.press("e")
    expect(page.locator("#form select[name=act]")).to_be_focused()
    expect(page.locator("#form .boxes").last).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    expect(page.locator(f"#card-{last}")).to_have_count(0)
    expect(page.locator(".rejected summary")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@in_arabic
def test_keys_and_links_lead_from_part_to_part(window: Window, page: Page, site: Site) -> None:
    reading = _store(site, 300)
    sheet = Sheet(site.bench.store.review("long"))
    end, begin = sheet.part(number=1).records[-1].id, sheet.part(number=2).records[0].id
    page.goto(f"{site.address}/report?id=long&at={end}")
    page.keyboard.press("j")
    expect(page.locator(f"#card-{begin}")).to_be_focused()
    assert page.url.endswith("part=2#first")
    page.keyboard.press("k")
    expect(page.locator(f"#card-{end}")).to_be_focused()
    page.locator(".parts input[name=part]").fill("3")
    page.locator(".parts button").click()
    expect(page.locator(f"#card-{sheet.part(number=3).records[0].id}")).to_be_visible()
    page.goto(f"{site.address}/report?id=long#card-{reading.claims[-1].id}")
    expect(page.locator(f"#card-{reading.claims[-1].id}")).to_be_focused()
    page.locator("[name=show][value=name]").check(force=True)
    page.locator(".card.name:visible").first.click()
    marked = page.evaluate("[...CSS.highlights.get('chosen')].map(range => range.toString())")
    assert set(marked) <= {_UNIT[span.start : span.end] for one in _unit().actors for span in one.mentions}
    assert len(marked) > 10


@in_arabic
def test_a_tie_to_another_part_is_a_link(window: Window, page: Page, site: Site) -> None:
    reading = _store(site, 300)
    far = reading.claims[-1]
    denial = msgspec.structs.replace(reading.claims[0], denies=(far.id,))
    site.bench.store.desk.correct("long", denial, Act("ليلى", "ينفيه"))
    page.goto(f"{site.address}/report?id=long&at={denial.id}")
    page.locator(f"#card-{denial.id} .row.deny a").first.click()
    expect(page.locator(f"#card-{far.id}")).to_be_focused()
    expect(page.locator(f"#card-{far.id} .row.deny a")).to_have_attribute(
        "href", re.compile(f"at={denial.id}$")
    )
    page.goto(f"{site.address}/report?id=long&at={denial.id}")
    expect(page.locator(f"#card-{denial.id}")).to_be_focused()
    page.keyboard.press("e")
    box = page.locator(f"#form [name=denies][value={far.id}]")
    expect(box).to_be_checked()


@in_arabic
def test_a_name_is_corrected_and_merged_in_the_part_where_it_is_seen(
    window: Window, page: Page, site: Site
) -> None:
    reading = _store(site, 300)
    one, other = reading.actors[0], reading.actors[1]
    page.goto(f"{site.address}/report?id=long&part=2")
    page.locator("[name=show][value=name]").check(force=True)
    page.locator(f"#card-{one.id} header").click()
    page.keyboard.press("e")
    page.locator("#form select[name=role]").select_option("MED")
    page.locator("#form textarea[name=why]").fill("هو كذلك")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#card-{one.id} .state.correct")).to_have_count(1)
    expect(page.locator(".parts input[name=part]")).to_have_value("2")
    page.locator("[name=show][value=name]").check(force=True)
    page.locator(f"#card-{one.id} header").click()
    page.keyboard.press("g")
    page.locator("#form select[name=other]").select_option(other.id)
    expect(page.locator("#form thead")).to_contain_text(other.id)
    page.locator("#form textarea[name=why]").fill("هما واحد")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#card-{other.id}")).to_have_count(0)
    expect(page.locator(f"#card-{one.id} .state.merge")).to_have_count(1)
    expect(page.locator(".parts input[name=part]")).to_have_value("2")


def test_the_rest_of_a_part_is_accepted_without_a_script(site: Site) -> None:
    _store(site, 300)
    inside = site.enter()
    assert site.ask("/report?id=long&part=2", headers=inside).body.count('class="card ') < 800
    sheet = Sheet(site.bench.store.review("long"))
    keys = [record.id for record in sheet.part(number=2).open]
    answer = site.post("/review", inside, id="long", accept=keys[0], part="2")
    assert (answer.status, answer.headers["location"]) == (303, f"/report?id=long&at={keys[0]}&part=2")
    answer = site.post(
        "/review", inside, id="long", undo=str(site.bench.store.desk.history("long")[-1].number), part="2"
    )
    assert (answer.status, answer.headers["location"]) == (303, "/report?id=long&part=2")
    assert 'rel="next"' in site.ask("/report?id=long&part=2", headers=inside).body
