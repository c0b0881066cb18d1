"""The reader in a real browser: read, accept, correct a stretch with a reason, undo, all by keyboard."""

import re

import msgspec
from playwright.sync_api import Page, expect

from riwaya.store import Act, Arrival
from riwaya.types import Claim, Report, Span
from tests.web.filling import example, fill
from tests.web.visiting import Site, Window, in_arabic

# The width of a word, whole and with a mark that begins behind its first letter.
_WIDTHS = """() => {
  const words = ["واستهدفت", "للجيش", "بالقصف", "وقصف"];
  const kinds = ["cue", "content", "trigger", "figure", "source", "place", "content trigger on", "hot"];
  const measure = html => {
    const box = document.createElement("span");
    box.innerHTML = html;
    document.querySelector("#text p").append(box);
    const width = box.getBoundingClientRect().width;
    box.remove();
    return width;
  };
  const marked = (word, kind) => word[0] + `<span class="${kind}">${word.slice(1)}</span>`;
  return words.flatMap(w => kinds.map(k => [measure(w), measure(marked(w, k)), `${w} ${k}`]));
}"""
# How far above the two cards the line between them begins.
_ENDS = """() => {
  const top = element => element.getBoundingClientRect().top;
  const line = top(document.querySelector(".ties path"));
  return ["c4", "c2"].map(key => top(document.getElementById(`card-${key}`)) - line);
}"""
_SELECT = """words => {
  const walk = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""
_LINES = "all => all.map(e => [+e.dataset.start, e.textContent])"


def _claim(site: Site, key: str) -> Claim | None:
    return next((one for one in site.bench.store.reading("market").claims if one.id == key), None)


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@in_arabic
def test_what_is_pressed_as_soon_as_the_page_is_there_is_not_lost(
    window: Window, page: Page, site: Site
) -> None:
    """On a busy machine what waits for a timer is late, and the first keys come before it."""
    fill(site)
    page.add_init_script("const wait = setTimeout; setTimeout = (act, time) => wait(act, time || 2000);")
    page.goto(f"{site.address}/report?id=market")
    _press(page, "j", "e")
    expect(page.locator("#form .actions .primary")).to_be_visible()


def test_the_text_stands_as_it_was_stored(reader: Page, site: Site, window: Window) -> None:
    shown = reader.eval_on_selector_all(
        "#text [data-start]", "all => all.map(e => [+e.dataset.start, e.textContent])"
    )
    text = site.bench.store.report("market").text
    assert len(shown) == len([line for line in text.split("\n") if line.strip()])
    for start, words in shown:
        assert text[start : start + len(words)] == words
    window.assert_accessible()
    window.shoot("reader")


def test_text_and_records_stand_side_by_side(reader: Page, window: Window) -> None:
    text, rail = reader.locator("#text").bounding_box(), reader.locator(".rail").bounding_box()
    assert text
    assert rail
    first, second = (rail, text) if window.language == "ar" else (text, rail)
    assert first["x"] + first["width"] <= second["x"]
    assert abs(text["y"] - rail["y"]) < 150
    assert text["width"] > 500


@in_arabic
def test_the_fonts_are_our_own(reader: Page) -> None:
    loaded = reader.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {"Riwaya Naskh", "Riwaya Sans"} <= {name.strip('"') for name in loaded}


@in_arabic
def test_marks_do_not_part_the_letters_of_a_word(reader: Page) -> None:
    """A mark that begins inside a word («و|اتهمت», «ل|لجيش») must leave the word as wide as it was."""
    widths = reader.evaluate(_WIDTHS)
    assert len(widths) == 32
    assert [name for whole, marked, name in widths if abs(whole - marked) > 0.6] == []


@in_arabic
def test_text_and_records_find_each_other(reader: Page) -> None:
    reader.locator(".text .cue").nth(1).hover()
    expect(reader.locator("#card-c2")).to_have_class(re.compile(r"\bhot\b"))
    reader.locator(".text .cue").nth(1).click()
    expect(reader.locator("#card-c2")).to_be_focused()
    assert reader.locator(".text .on").all_inner_texts()[0] == "اتهمت"
    reader.locator("#card-c4 a[data-go=c2]").first.click()
    expect(reader.locator("#card-c2")).to_have_class(re.compile(r"\bon\b"))
    reader.locator("#card-c3").hover()
    assert reader.locator(".text .hot").count() > 1


def test_a_denial_is_drawn_to_what_it_denies(reader: Page, site: Site) -> None:
    denials = [(one.id, denied) for one in site.bench.store.reading("market").claims for denied in one.denies]
    assert denials == [("c4", "c2")]
    expect(reader.locator(".ties path")).to_have_count(1)
    ends = reader.evaluate(_ENDS)
    assert min(abs(end) for end in ends) < 40
    expect(reader.locator("#card-c4 .row.deny")).to_have_count(1)
    expect(reader.locator("#card-c2 .row.deny")).to_have_count(1)


def test_review_by_keyboard(reader: Page, site: Site, window: Window) -> None:
    _press(reader, "j", "j")
    expect(reader.locator("#card-c1")).to_be_focused()
    _press(reader, "a")
    expect(reader.locator("#card-c1 .state.accept")).to_have_count(1)
    expect(reader.locator("#card-c2")).to_be_focused()
    _press(reader, "x")
    expect(reader.locator("#card-c2")).to_have_count(0)
    assert _claim(site, "c2") is None
    expect(reader.locator(".rejected summary")).to_have_count(1)
    expect(reader.locator("#told")).not_to_be_empty()
    _press(reader, "u")
    expect(reader.locator("#card-c2")).to_have_count(1)
    decisions = site.bench.store.desk.history("market")
    assert [(one.kind, one.who) for one in decisions] == [
        ("accept", "ليلى"),
        ("reject", "ليلى"),
        ("undo", "ليلى"),
    ]
    window.assert_accessible()


@in_arabic
def test_keys_go_by_their_place_under_an_arabic_layout(reader: Page) -> None:
    send = (
        "code => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key: 'ت', bubbles: true}))"
    )
    for _ in range(3):
        reader.evaluate(send, "KeyJ")
    expect(reader.locator("#card-c2")).to_be_focused()
    reader.evaluate(send, "KeyK")
    expect(reader.locator("#card-c1")).to_be_focused()
    reader.evaluate(send, "KeyA")
    expect(reader.locator("#card-c1 .state.accept")).to_have_count(1)


def test_a_stretch_is_corrected_by_keyboard_with_a_reason(reader: Page, site: Site, window: Window) -> None:
    before = _claim(site, "c2")
    assert before
    assert before.content
    reader.locator("#card-c2").click()
    _press(reader, "e")
    form = reader.locator("#form")
    expect(form.locator("select[name=act]")).to_be_focused()
    shorter = form.locator("[data-name=content] [data-step='end -1']")
    shorter.focus()
    _press(reader, "Enter")
    form.locator("select[name=act]").select_option("state")
    form.locator("button.primary").press("Enter")
    expect(form.locator("[role=alert]")).to_contain_text(
        "السبب: فارغ" if window.language == "ar" else "reason: is empty"
    )
    expect(form.locator("[role=alert]")).to_be_focused()
    assert _claim(site, "c2") == before
    window.assert_accessible()
    window.shoot("reader-form")
    expect(form.locator("select[name=act]")).to_have_value("state")
    expect(form.locator("[data-name=content] q")).to_have_text("طيران الجيش السوداني بتنفيذ")
    form.locator("textarea[name=why]").fill("الكلمة الأخيرة ليست من القول")
    form.locator("button.primary").press("Enter")
    expect(reader.locator("#card-c2 .state.correct")).to_have_count(1)
    expect(form).to_have_count(0)
    after = _claim(site, "c2")
    assert after
    assert after.content
    text = site.bench.store.report("market").text
    assert (after.act, after.content.start) == ("state", before.content.start)
    assert text[after.content.start : after.content.end] == "طيران الجيش السوداني بتنفيذ"
    assert site.bench.store.desk.history("market")[-1].why == "الكلمة الأخيرة ليست من القول"
    _press(reader, "h")
    expect(reader.locator("#slot-c2 .diff tbody tr")).to_have_count(2)
    expect(reader.locator("#slot-c2 .diff del").last).to_contain_text("الغارة")
    window.shoot("reader-history")
    _press(reader, "Escape", "u")
    expect(reader.locator("#card-c2 .state")).to_have_count(0)
    assert _claim(site, "c2") == before


def _select(page: Page, words: str) -> None:
    page.evaluate(_SELECT, words)


@in_arabic
def test_words_chosen_in_the_text_make_a_new_record(reader: Page, site: Site) -> None:
    _select(reader, "برميل متفجر ")
    reader.wait_for_selector("#text[data-selected]")
    _press(reader, "m")
    form = reader.locator("#form")
    expect(form.locator("[data-name=triggers] q").first).to_have_text("برميل متفجر")
    form.locator("select[name=type]").select_option("explosion")
    form.locator("textarea[name=why]").fill("لم يُعثر عليه")
    form.locator("textarea[name=why]").press("Control+Enter")
    expect(reader.locator(".state.add")).to_have_count(1)
    (event,) = [one for one in site.bench.store.reading("market").events if one.type == "explosion"]
    (trigger,) = event.triggers
    assert site.bench.store.report("market").text[trigger.start : trigger.end] == "برميل متفجر"


@in_arabic
def test_words_chosen_in_the_text_go_into_a_form_that_opens_later(reader: Page, site: Site) -> None:
    _select(reader, "كمال الطيب")
    reader.wait_for_selector("#text[data-selected]")
    reader.locator("#card-c2 header").click()
    reader.evaluate("getSelection().removeAllRanges()")
    reader.locator("#card-c2").focus()
    _press(reader, "e")
    take = reader.locator("#form [data-name=source_span] [data-take]")
    take.click()
    expect(reader.locator("#form [data-name=source_span] q")).to_have_text("كمال الطيب")
    reader.locator("#form [data-name=content] [data-drop]").click()
    reader.locator("#form textarea[name=why]").fill("هو من قال")
    reader.locator("#form button.primary").click()
    expect(reader.locator("#card-c2 .state.correct")).to_have_count(1)
    claim = _claim(site, "c2")
    assert claim
    assert claim.source_span
    assert claim.content is None
    text = site.bench.store.report("market").text
    assert text[claim.source_span.start : claim.source_span.end] == "كمال الطيب"


@in_arabic
def test_offsets_count_code_points(window: Window, page: Page, site: Site) -> None:
    text = "قال شهود 😀 إن القصف أصاب 🏥 سوقا في نيالا اليوم وقتل خمسة."
    fill(site, Report("faces", text))
    page.goto(f"{site.address}/report?id=faces")
    _select(page, "سوقا")
    expect(page.locator("#text")).to_have_attribute(
        "data-selected", f"{text.index('سوقا')}-{text.index('سوقا') + 4}"
    )


def test_why_names_the_rule_and_the_words(reader: Page, window: Window) -> None:
    reader.locator("#card-c2").click()
    _press(reader, "w")
    expect(reader.locator("#slot-c2 .why")).to_contain_text("source:subject", timeout=30_000)
    expect(reader.locator("#slot-c2 .why q").first).to_have_text("اتهمت")
    act = "اتهام" if window.language == "ar" else "accuse"
    expect(reader.locator("#slot-c2 .why td").first).to_have_text(act)
    window.assert_accessible()
    window.shoot("reader-why")
    _press(reader, "Escape")
    expect(reader.locator("#slot-c2 .why")).to_have_count(0)


def test_the_keys_are_told(reader: Page, window: Window) -> None:
    _press(reader, "?")
    expect(reader.locator("#keys")).to_be_visible()
    window.assert_accessible()
    window.shoot("reader-keys")
    _press(reader, "Escape")
    expect(reader.locator("#keys")).to_be_hidden()


@in_arabic
def test_a_decision_made_elsewhere_is_not_overrun(reader: Page, site: Site) -> None:
    site.bench.store.desk.reject("market", ["e3"], Act("سامر"))
    reader.locator("#card-c1").click()
    _press(reader, "a")
    expect(reader.locator("#told")).to_contain_text("سامر")
    expect(reader.locator("#card-c1 .state")).to_have_count(0)
    expect(reader.locator("#card-e3")).to_have_count(0)


@in_arabic
def test_the_rest_is_accepted_at_once_and_undone_at_once(reader: Page, site: Site) -> None:
    site.bench.store.desk.reject("market", ["c3"], Act("ليلى"))
    reader.reload()
    expect(reader.locator("[data-rest] .count")).to_have_text("10")
    reader.locator("[data-rest] button").click()
    expect(reader.locator(".state.accept")).to_have_count(10)
    expect(reader.locator("[data-rest]")).to_have_count(0)
    _press(reader, "u")
    expect(reader.locator(".state.accept")).to_have_count(0)
    assert [one.kind for one in site.bench.store.desk.history("market")] == ["reject", "accept", "undo"]


@in_arabic
def test_names_are_reviewed_too(reader: Page, site: Site) -> None:
    reader.locator("[name=show][value=name]").check(force=True)
    cards = reader.locator(".card.name:visible")
    assert cards.count() > 5
    cards.first.click()
    marked = reader.evaluate("[...CSS.highlights.get('chosen')].map(range => range.toString())")
    assert marked
    assert cards.first.locator(".gist bdi").first.inner_text() in marked
    _press(reader, "a")
    expect(reader.locator(".card.name .state.accept")).to_have_count(1)
    assert len(site.bench.store.desk.history("market")) == 1


def test_the_history_shows_who_when_why_and_what(reader: Page, site: Site, window: Window) -> None:
    desk = site.bench.store.desk
    made = desk.reject("market", ["e3"], Act("سامر", "مجاز"))
    claim = _claim(site, "c1")
    assert claim
    desk.correct(
        "market", msgspec.structs.replace(claim, act="report", content=Span(5, 9)), Act("ليلى", "إفادة")
    )
    desk.undo("market", made.number, Act("ليلى"))
    reader.goto(f"{site.address}/history?id=market")
    expect(reader.locator(".entry")).to_have_count(3)
    expect(reader.locator(".entry.undone")).to_contain_text("سامر")
    expect(reader.locator(".diff tbody tr")).to_have_count(2)
    window.assert_accessible()
    window.shoot("history")


def test_a_phone_shows_the_reader(reader: Page, window: Window) -> None:
    reader.set_viewport_size({"width": 360, "height": 740})
    reader.locator(".text .cue").nth(1).click()
    card, words = reader.locator("#card-c2"), reader.locator(".text .on").first
    expect(card).to_be_in_viewport(ratio=0.9)
    expect(words).to_be_in_viewport()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    window.assert_accessible()
    window.shoot("reader-phone")
    card.locator("[data-shut]").click()
    expect(reader.locator(".on")).to_have_count(0)


def test_a_report_that_is_not_read_yet_shows_its_text(window: Window, page: Page, site: Site) -> None:
    report = example("talks")
    list(site.bench.store.add([Arrival(report, "here")]))
    page.goto(f"{site.address}/report?id=talks")
    expect(page.locator(".notice")).to_be_visible()
    expect(page.locator(".text")).to_contain_text(report.text.split("\n")[0].strip())
    window.assert_accessible()
    window.shoot("unread")
    fill(site, report)
    page.locator(".notice a").click()
    expect(page.locator(".card").first).to_be_visible()


@in_arabic
def test_a_report_with_nothing_in_it_says_so(window: Window, page: Page, site: Site) -> None:
    fill(site, Report("plain", "الطقس جميل."))
    page.goto(f"{site.address}/report?id=plain")
    expect(page.locator(".records").first).to_contain_text("لم يُعثر")
    window.assert_accessible()


@in_arabic
def test_what_is_not_there_is_told(window: Window, page: Page, site: Site) -> None:
    inside = site.enter()
    fill(site)
    for path in (
        "/report?id=nothing",
        "/report/fix?id=market&key=c99",
        "/history?id=nothing",
        "/api/reading?id=nothing",
    ):
        assert site.ask(path, headers=inside).status == 404, path
    assert site.ask("/report", headers=inside).status == 400
    assert site.ask("/report/add?id=market&kind=song", headers=inside).status == 400
    assert site.post("/review", inside, id="market", sing="c1").status == 400
    assert site.post("/review", inside, id="market", accept="c99").status == 409
