"""A report full of script, direction marks and formulas walks through every page, and nothing of it acts."""

import msgspec
import pytest
from playwright.sync_api import Page, expect

from riwaya.casework import Casework
from riwaya.store import Act
from riwaya.types import Report, Span
from riwaya.web.pages import address
from tests.web.filling import example, fill
from tests.web.visiting import Site, Window, in_arabic

_EVIL = "\"><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
_TURN, _CONTROL = "\u202e\u2066", "\x07\x1b\x85"
_NAME = f"../..//etc?a=1&b=#x\"'<b>{_TURN}"
_REPORT = Report(
    _NAME,
    f"قال محمد {_EVIL} للصحفيين إن القصف أصاب سوقا في نيالا وقتل خمسة أشخاص.\r\n\r\n"
    f'=HYPERLINK("http://evil.example") {_TURN}ونفى الجيش ذلك.{_CONTROL}\r'
    "<b>نفى</b> {{ 7*191 }} ${7*191}",
    title=f"{_EVIL}{_TURN} سوق",
    publisher=f"{_EVIL}{_TURN}",
    credits=(_EVIL,),
    url="javascript:document.title='owned'",
    published="2024-05-03",
)


@pytest.fixture
def evil(site: Site) -> Report:
    fill(site, _REPORT)
    desk = site.bench.store.desk
    claim = site.bench.store.reading(_NAME).claims[0]
    desk.correct(_NAME, msgspec.structs.replace(claim, content=Span(4, 30)), Act(_EVIL, f"{_EVIL}{_TURN}"))
    return _REPORT


def _visit(page: Page, site: Site, path: str, **parameters: str) -> None:
    page.goto(site.address + address(path, **parameters))


def _assert_harmless(page: Page) -> None:
    assert page.title() != "owned"
    assert page.locator("img, script:not([src]), iframe, object").count() == 0
    shown = page.locator("body").text_content() or ""
    assert not [mark for mark in (*_TURN, *_CONTROL) if mark in shown]
    assert "1337" not in shown
    assert page.locator("a[href^='javascript:']").count() == 0


def test_it_walks_through_every_page(window: Window, page: Page, site: Site, evil: Report) -> None:
    key = site.bench.store.reading(evil.id).claims[0].id
    fill(site, example("market"))
    Casework(site.bench.store).update()
    case, other = [one.id for one in site.bench.store.cases][:2]
    for path, more in (
        ("/", {}), ("/", {"publisher": evil.publisher or ""}), ("/report", {"id": evil.id}),
        ("/report/fix", {"id": evil.id, "key": key}), ("/report/why", {"id": evil.id, "key": key}),
        ("/report/add", {"id": evil.id, "kind": "event", "span": "4-9"}), ("/history", {"id": evil.id}),
        ("/cases", {}), ("/case", {"id": case}),
        ("/case/merging", {"id": case, "other": other}), ("/talks", {}),
        ("/search", {"words": "سوق"}), ("/search", {"kind": "claims", "outlets": evil.publisher or ""}),
        ("/search", {"kind": "events", "words": f"{_EVIL}{_TURN}"}), ("/ledger", {}), ("/map", {}),
        ("/map", {"report": evil.id, "event": "e1"}),
    ):  # fmt: skip
        _visit(page, site, path, **more)
        _assert_harmless(page)
    _visit(page, site, "/report", id=evil.id)
    window.assert_accessible()
    window.shoot("hostile")


@in_arabic
def test_its_text_stands_letter_for_letter(window: Window, page: Page, site: Site, evil: Report) -> None:
    """What is made harmless is so one letter for one: offsets hold."""
    _visit(page, site, "/report", id=evil.id)
    shown = page.eval_on_selector_all(
        "#text [data-start]", "all => all.map(e => [+e.dataset.start, [...e.textContent].length])"
    )
    last_start, last_length = shown[-1]
    assert last_start + last_length == len(evil.text)
    start = evil.text.index("الجيش")
    line = page.locator("#text [data-start]").filter(has_text="الجيش")
    offset = int(line.get_attribute("data-start") or "")
    assert (line.text_content() or "")[start - offset :].startswith("الجيش")


@in_arabic
def test_it_is_reviewed_like_any_other(window: Window, page: Page, site: Site, evil: Report) -> None:
    _visit(page, site, "/report", id=evil.id)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".state.accept")).to_have_count(1)
    assert len(site.bench.store.desk.history(evil.id)) == 2
    _assert_harmless(page)


@in_arabic
def test_a_fault_repeats_nothing_live(window: Window, page: Page, site: Site) -> None:
    answer = site.ask("/report?id=%3Cscript%3Ealert(1)%3C/script%3E", headers=site.enter())
    assert answer.status == 404
    assert "<script>alert" not in answer.body
    assert "&lt;script&gt;alert" in answer.body
