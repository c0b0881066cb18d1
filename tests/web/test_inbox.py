"""The inbox in a real browser: reports come in, are read, and are listed by outlet and stage."""

import re
import time
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
    expect(page.locator("#taken .dropped li").first).to_contain_text(
        {"ar": "ليس بالعربية", "en": "not in Arabic"}[window.language]
    )
    assert [report.id for report in site.bench.store.reports()] == ["one"]


@in_arabic
def test_what_was_taken_is_not_sent_again(window: Window, page: Page, site: Site) -> None:
    send = page.locator("#intake button.primary")
    page.locator("input[type=file]").set_input_files(
        {"name": "one.txt", "mimeType": "text/plain", "buffer": _TEXT.encode()}
    )
    page.locator("textarea[name=text]").fill(f"{_TEXT} ثم عاد.")
    page.locator("#intake summary").click()
    page.locator("input[name=title]").fill("عنوان")
    send.click()
    expect(page.locator("#taken li")).to_have_count(2)
    expect(page.locator("#intake output")).to_have_text("")
    for name in ("text", "title"):
        expect(page.locator(f"#intake [name={name}]")).to_have_value("")
    page.locator("input[name=url]").fill("ftp://x.example/")  # refused, it stays to be mended
    send.click()
    expect(page.locator("#fetched .problem")).to_be_visible()
    expect(page.locator("#taken li")).to_have_count(0)
    expect(page.locator("input[name=url]")).to_have_value("ftp://x.example/")
    page.locator("input[name=url]").fill("")
    page.locator("textarea[name=text]").fill(f"{_TEXT} ثم غاب.")
    send.click()
    expect(page.locator("#taken li")).to_have_count(1)
    assert len(list(site.bench.store.reports())) == 3


@in_arabic
def test_a_file_that_is_known_under_another_name_is_told_by_both(
    window: Window, page: Page, site: Site
) -> None:
    list(site.bench.store.add([Arrival(Report("r1", _TEXT), "r1")]))
    page.locator("input[type=file]").set_input_files(
        {"name": "one.txt", "mimeType": "text/plain", "buffer": _TEXT.encode()}
    )
    page.locator("#intake button.primary").click()
    expect(page.locator("#taken li")).to_have_text("r1 · معروف من قبل (one.txt)")


def test_this_machine_is_not_fetched_from_as_shipped(site: Site) -> None:
    site.bench.worker.start()
    for address in (site.address, "http://localhost", "http://169.254.169.254/latest/meta-data"):
        site.post("/reports", site.enter(), url=address)
    deadline = time.monotonic() + 40
    while site.bench.store.info().jobs.get("failed", 0) < 3:
        assert time.monotonic() < deadline, site.bench.store.info().jobs
        time.sleep(0.1)
    faults = [one.reason for one in site.bench.store.dropped()]
    assert ["port" in fault or "not on the public network" in fault for fault in faults] == [True] * 3
    assert not list(site.bench.store.reports())


def test_a_saved_page_is_taken_as_a_file(site: Site) -> None:
    page = b"<!doctype html><title>a</title><p>" + _TEXT.encode("cp1256") + b"</p>"
    sent = {"Content-Type": "multipart/form-data; boundary=x", "HX-Request": "true", **site.enter()}
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="saved.html"\r\n\r\n'
    assert site.ask("/reports", "POST", sent, head + page + b"\r\n--x--\r\n").status == 200
    (report,) = site.bench.store.reports()
    assert (report.id, report.text) == ("saved", "a\n" + " ".join(_TEXT.split()))


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


def _upload(site: Site, inside: dict[str, str], content: bytes, name: str = "a.json") -> str:
    sent = {"Content-Type": "multipart/form-data; boundary=x", "HX-Request": "true", **inside}
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
    answer = site.ask("/reports", "POST", sent, head + content + b"\r\n--x--\r\n")
    assert answer.status == 200
    return answer.body


def test_a_file_of_many_faults_is_told_in_short_and_held_in_little(site: Site) -> None:
    number = 20_000
    inside = site.enter()
    _upload(site, inside, b"[" + b",".join([b"0"] * 60) + b"]")  # loads what is loaded once
    tracemalloc.start()
    body = _upload(site, inside, b"[" + b",".join([b"0"] * number) + b"]")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert body.count("<li>") == 21, "the first twenty, and the reason"
    assert "20,000" in body
    assert site.bench.store.info().runs[-1].left_out == number
    assert most < 200 * number, "a fault alone takes more"


def test_faults_behind_many_good_reports_are_told(site: Site) -> None:
    """They stand in the midst of a file, where nobody would look for them."""
    lines = [msgspec.json.encode({"text": f"{_TEXT} {n}"}) for n in range(60)]
    lines[40:40] = [b'{"text": 5}', b'{"text": "<b>English</b>"}']
    body = _upload(site, site.enter(), b"\n".join(lines), "many.jsonl")
    assert body.count("problem") == 3
    assert "many.jsonl:41" in body
    assert "many.jsonl:42" in body
    assert site.bench.store.info().reports == 60


@in_arabic
def test_all_that_could_not_be_taken_can_be_looked_through(window: Window, page: Page, site: Site) -> None:
    store = site.bench.store
    list(store.add([InputError(f"first.jsonl:{n}", "is <b>no</b> report") for n in range(450)]))
    list(store.add([InputError("second.jsonl:1", "is empty"), Arrival(Report("r", _TEXT), "r.txt")]))
    page.reload()
    page.locator("a[href='/left-out']").click()
    expect(page.locator("ol > li")).to_have_count(200)
    expect(page.locator(".panel li").first).to_contain_text("is <b>no</b> report")
    expect(page.locator(".panel li").first).to_contain_text("450")
    window.assert_accessible()
    window.shoot("left-out")
    for _ in range(2):
        page.locator(".paging a").last.click()
    expect(page.locator("ol > li")).to_have_count(51)
    expect(page.locator("ol > li").last).to_contain_text("second.jsonl:1")
    page.goto(f"{site.address}/left-out?run=2")
    expect(page.locator("ol > li")).to_have_count(1)
    inside = site.enter()
    for path, number in (("/left-out/file", 451), ("/left-out/file?run=1", 450), ("/left-out/file?run=7", 0)):
        lines = site.ask(path, headers=inside).body.splitlines()
        assert len([msgspec.json.decode(line) for line in lines]) == number
    assert site.ask("/left-out?run=99999999999", headers=inside).status == 400
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


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
