"""The inbox in a real browser: reports come in, are read, and are listed by outlet and stage."""

import re
import tracemalloc

import msgspec
from playwright.sync_api import Page, expect

from riwaya.errors import InputError
from riwaya.store import Arrival
from riwaya.types import Report
from tests.web.visiting import Site, Window, in_arabic

_TEXT = (
    "الخرطوم 3 مايو 2024\n"
    "قال متحدث باسم الجيش إن قوات الدعم السريع قصفت سوقا في مدينة نيالا وقتلت خمسة أشخاص."
)


def test_an_empty_inbox_says_what_to_do(window: Window, page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator(".empty")).to_be_visible()
    assert page.evaluate("document.dir") == ("rtl" if window.language == "ar" else "ltr")
    window.assert_accessible()
    window.shoot("inbox-empty")


def test_a_pasted_report_is_stored_read_and_listed(window: Window, page: Page, site: Site) -> None:
    site.bench.worker.start()
    page.locator("textarea[name=text]").fill(_TEXT)
    page.locator("#intake summary").click()
    page.locator("input[name=publisher]").fill("الميزان")
    page.locator("#intake button.primary").click()
    expect(page.locator("#taken li a")).to_have_count(1)
    expect(page.locator("#progress a")).to_be_visible(timeout=30_000)
    page.locator("#progress a").click()
    expect(page.locator(".reports li")).to_have_count(1)
    expect(page.locator(".reports .facts")).to_contain_text("الميزان")
    (report,) = site.bench.store.reports()
    assert (report.text, report.publisher) == (_TEXT, "الميزان")
    assert site.bench.store.reading(report.id).claims
    window.assert_accessible()
    window.shoot("inbox")


@in_arabic
def test_files_that_cannot_be_taken_are_told(window: Window, page: Page, site: Site) -> None:
    files = [
        {"name": "../../one.txt", "mimeType": "text/plain", "buffer": _TEXT.encode()},
        {"name": "two.txt", "mimeType": "text/plain", "buffer": b"This is English."},
        {"name": "three.jsonl", "mimeType": "application/json", "buffer": b'{"text": 5}\n'},
    ]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.locator("#intake button.primary").click()
    expect(page.locator("#taken li")).to_have_count(3)
    expect(page.locator("#taken .problem").nth(1)).to_contain_text(
        {"ar": "ليس بالعربية", "en": "not in Arabic"}[window.language]
    )
    assert [report.id for report in site.bench.store.reports()] == ["one"]


@in_arabic
def test_outlets_and_stages_choose(window: Window, page: Page, site: Site) -> None:
    reports = [Report(f"r{n}", f"{_TEXT} {n}", publisher=("الميزان", None)[n % 2]) for n in range(45)]
    found: list[Arrival | InputError] = [Arrival(report, report.id) for report in reports]
    list(site.bench.store.add(found))
    page.reload()
    expect(page.locator(".reports li")).to_have_count(40)
    page.locator(".paging a").click()
    expect(page.locator(".reports li")).to_have_count(5)
    page.locator(".outlets a").filter(has_text="الميزان").click()
    expect(page.locator(".reports li")).to_have_count(23)
    page.locator(".stages a").nth(1).click()
    expect(page.locator(".reports li")).to_have_count(0)
    window.assert_accessible()


@in_arabic
def test_keys_walk_through_the_list(window: Window, page: Page, site: Site) -> None:
    list(site.bench.store.add([Arrival(Report(f"r{n}", f"{_TEXT} {n}"), "r") for n in range(3)]))
    page.reload()
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(".reports .title").nth(at)).to_be_focused()
    page.locator("textarea").fill("")
    page.locator("textarea").press("j")
    expect(page.locator("textarea")).to_have_value("j")


@in_arabic
def test_display_is_chosen_and_kept(window: Window, page: Page, site: Site) -> None:
    list(site.bench.store.add([Arrival(Report("r", _TEXT, published="2024-05-03"), "r")]))
    page.locator(".menu summary").click()
    page.locator("[name=language][value=ar]").check()
    page.locator("[name=digits][value=arab]").check()
    page.locator("[name=theme][value=dark]").check()
    page.locator(".menu button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".facts").first).to_contain_text(re.compile("٣ مايو ٢٠٢٤"))
    window.assert_accessible()
    window.shoot("inbox-dark")


def test_a_phone_shows_it_all(window: Window, page: Page, site: Site) -> None:
    list(site.bench.store.add([Arrival(Report("r", _TEXT), "r")]))
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("inbox-phone")


def test_what_is_too_large_is_refused(site: Site) -> None:
    headers = {**site.enter(), "Content-Type": "application/x-www-form-urlencoded"}
    answer = site.ask("/reports", "POST", {**headers, "Content-Length": str(200 * 1024 * 1024)}, b"text=x")
    assert answer.status == 413


def test_a_wrong_date_and_an_empty_form_are_faults_of_the_request(site: Site) -> None:
    inside = site.enter()
    assert site.post("/reports", inside, text=_TEXT, published="yesterday").status == 400
    assert site.post("/reports", inside, text=" ").status == 400
    assert not msgspec.json.decode(msgspec.json.encode(list(site.bench.store.reports())))


def test_a_file_of_many_faults_is_told_in_short_and_held_in_little(site: Site) -> None:
    number = 20_000
    sent = {"Content-Type": "multipart/form-data; boundary=x", "HX-Request": "true", **site.enter()}
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.json"\r\n\r\n'
    body = head + b"[" + b",".join([b"0"] * number) + b"]\r\n--x--\r\n"
    site.ask("/reports", "POST", sent, body.replace(b"0,", b"", number - 60))  # loads what is loaded once
    tracemalloc.start()
    answer = site.ask("/reports", "POST", sent, body)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status == 200
    assert answer.body.count("<li>") == 51
    assert site.bench.store.info().runs[-1].left_out == number
    assert most < 200 * number, "a fault alone takes more"


def test_on_a_phone_long_words_break_and_the_bar_shows_where_one_is(
    window: Window, page: Page, site: Site
) -> None:
    text = f'=HYPERLINK("http://example.org/{"x" * 60}")\n{_TEXT}'
    list(site.bench.store.add([Arrival(Report("one", text), "one.txt")]))
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ("/", "/agreement", "/codebook"):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path
        expect(page.locator(".bar nav [aria-current=page]")).to_be_in_viewport(ratio=1)
    window.shoot("bar-phone")
