"""Faults are told in the language of the page: each is a template with values, in the catalogue."""

import ast
import copy
import re
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import riwaya
from riwaya.errors import Fault, InputError, StoreError
from riwaya.store import Arrival
from riwaya.types import Report
from riwaya.web.catalogues import list_templates, load_catalogue
from riwaya.web.retelling import find_fault
from riwaya.web.words import Words
from riwaya.web.worker import _trouble, _why
from tests.web.filling import example, fill
from tests.web.visiting import Site, Window, in_arabic
from tools.make_catalogue import find_strings

_PACKAGE = Path(riwaya.__file__).parent
_ERRORS = (
    "InputError",
    "StoreError",
    "SearchError",
    "DateError",
    "ReviewError",
    "MissingError",
    "UnreadError",
    "FormError",
)
_REFUSALS = ("ClientException", "NotFoundException")
_VALUES = re.compile(r"<(bdi|code|kbd|script|style|title)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile(r"[A-Za-z']+(?:[ ,;:]+[A-Za-z']+){2,}")
_BIG = "multipart/form-data; boundary=x"


def _english(page: str) -> list[str]:
    """Find what reads as English in a page: words in a row, values apart."""
    main = page[page.index("<main") :] if "<main" in page else page
    return _SENTENCE.findall(_TAG.sub(" ", _VALUES.sub(" ", main)))


def _upload(name: str, content: bytes) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/report?id=none", 404), ("/report/fix?id=market&key=c99", 404), ("/report/why?id=none&key=c1", 404),
        ("/report/add?id=market&kind=song", 400), ("/report/add?id=market&kind=claim&span=9-3", 400),
        ("/history?id=none", 404), ("/case?id=none", 404), ("/talks?id=none", 404), ("/nothing", 404),
        ("/case/merging?id=none&other=none", 404), ("/agreement?one=nobody", 400), ("/?stage=x", 400),
        ("/cases?type=song", 400), ("/cases?since=1&skip=-1", 400), ("/export?form=song", 404),
        ("/export?form=json&id=none", 404), ("/search?after=x", 400), ("/search?kind=song", 400),
        ("/search?since=2024-13-01", 422), ("/search?words=%22a", 422), ("/search?words=*a", 422),
        ("/search?words=-", 422), ("/search?acts=sing", 422), ("/search?figures=eaten%3E%3D3", 422),
        ("/search?figures=killed", 422), ("/search?near=91,0,5", 422), ("/search?box=1,2", 422),
        ("/search?denied=x", 422), ("/search?since=2024-02-01&until=2024-01-01", 422),
        ("/search?sources=-", 422), ("/map?borders=x", 400), ("/map?view=1,2", 400), ("/map?at=x", 400),
        ("/map?report=market&event=e99", 404), ("/ledger?acts=sing", 422), ("/reports", 405),
    ],
)  # fmt: skip
def test_what_an_address_asks_in_vain_is_told_in_arabic(site: Site, path: str, status: int) -> None:
    fill(site)
    answer = site.ask(path, headers=site.enter())
    assert answer.status == status
    assert "<main" in answer.body
    assert _english(answer.body) == []
    spoken = site.ask(path, headers=site.enter("en"))
    assert _english(spoken.body), "the same page in English has no English: this test sees nothing"


def _post_all(site: Site, inside: dict[str, str]) -> list[tuple[int, str]]:
    """Send forms that are filled in wrongly, and give what came of each."""
    claim = site.bench.store.reading("market").claims[0]
    cue = f"{claim.cue.start}-{claim.cue.end}"
    save = {"id": "market", "key": claim.id, "act": "accuse", "cue": cue}
    answers = [
        site.post("/review", inside, id="market"),
        site.post("/review", inside, id="none", accept="c1"),
        site.post("/review", inside, id="market", accept="c99"),
        site.post("/review", inside, id="market", undo="99"),
        site.post("/review", inside, id="market", accept="c1", seen="x"),
        site.post("/review", inside, id="market", accept="c1", shown="x"),
        site.post("/report/save", inside, **save),
        site.post("/report/save", inside, **{**save, "why": "x", "cue": "9-3", "said.start": "soon"}),
        site.post("/report/save", inside, **{**save, "why": "x", "cue": "90000-90001"}),
        site.post("/report/save", inside, **{**save, "why": "x", "content": cue, "denies": "c99"}),
        site.post("/reports", inside, text=" "),
        site.post("/reports", inside, text="نص", published="غدا"),
        site.post("/case/merge", inside, id="none", other="none", why="x"),
        site.post("/case/undo", inside, id="none", number="x"),
        site.post("/case/undo", inside, id="none", number="99", why="x"),
        site.post("/search/save", inside, name=" "),
        site.post("/search/rename", inside, name="none", new="other"),
        site.post("/search/delete", inside, name="none"),
    ]
    return [(answer.status, answer.body) for answer in answers]


def test_forms_that_do_not_fit_are_told_so_in_arabic(site: Site) -> None:
    fill(site)
    for number, (status, body) in enumerate(_post_all(site, site.enter())):
        assert status >= 400, number
        assert _english(body) == [], number
    for number, (status, body) in enumerate(_post_all(site, site.enter("en"))):
        assert status >= 400, number
        assert _english(body), number


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"no arabic word at all"), ("a.txt", b"<p>a</p> <b>b</b> <i>c</i>"),
        ("a.txt", b"\x00\x01\x02"),
        ("a.txt", b"\xff\xfea"), ("a.txt", b"\xff\xfe\x00\x00"), ("a.txt", b"  "), ("a.txt", b"1 2 3"),
        ("a.txt", "قال الجيش".encode() + b"\xff"), ("a.txt", b"\xe9t\xe9 fran\xe7ais"),
        ("a.json", b"{"), ("a.json", b"[1, null]"), ("a.json", b'{"id": 3}'), ("a.json", b'{"text": 3}'),
        ("a.json", b"[" * 5000), ("a.json", b'{"text": "\\ud800"}'), ("a.json", b"[]"), ("a.jsonl", b"\n"),
        ("a.json", b'{"text": "x", "published": "soon"}'),
        ("a.txt", "این خبر دربارهٔ گفت‌وگوهای پیچیدهٔ چند گروه است که گزارش می‌دهند".encode()),
    ],
)  # fmt: skip
def test_files_that_cannot_be_taken_are_told_in_arabic(site: Site, name: str, content: bytes) -> None:
    sent = {"Content-Type": _BIG, "HX-Request": "true"}
    answer = site.ask("/reports", "POST", {**site.enter(), **sent}, _upload(name, content))
    assert answer.status == 200
    assert 'class="problem"' in answer.body
    assert _english(answer.body) == []
    spoken = site.ask("/reports", "POST", {**site.enter("en"), **sent}, _upload(name, content))
    assert _english(spoken.body)


def test_notes_of_a_reading_are_told_in_arabic(site: Site) -> None:
    fill(site, example("market"), Report("undated", "قال الوزير إن القصف توقف.", published="غدا"))
    for name, words in (("market", "مقروء من"), ("undated", "تاريخ النشر: ")):
        body = site.ask(f"/report?id={name}", headers=site.enter()).body
        notes = body[body.index('<details class="notes">') :].partition('class="rail"')[0]
        assert words in notes
        assert _english(notes) == []


def test_a_stranger_is_told_in_both_languages(site: Site) -> None:
    for path in ("/", "/enter?token=x"):
        body = site.ask(path).body
        english, arabic = body.split("\n")
        assert _english(english)
        assert not _english(arabic.replace("riwaya serve", ""))


def test_a_fault_that_was_kept_as_text_is_found_again_with_its_values() -> None:
    templates = list_templates()
    assert len(templates) > 100
    lost = []
    for template in templates:
        slots = re.findall(r"%\((\w+)\)([0-9.]*[a-zA-Z])", template)
        values = {name: 17 if form[-1] == "g" else f"«{name}»" for name, form in slots}
        found = find_fault(str(Fault(template, **values)))
        if found is None or (found.template, found.values) != (template, values):
            lost.append(template)
    assert lost == []


def test_a_fault_within_a_fault_is_found_too_and_anothers_is_not() -> None:
    found = find_fault("published: 'soon' is not a date; write it as 2022-03-14")
    assert found is not None
    assert isinstance(found.values["fault"], Fault)
    assert find_fault("a note of another program") is None
    assert find_fault("is not a JSON object but a list") == Fault(
        "is not a JSON object but %(found)s", found="a list"
    )


def test_finding_takes_time_in_proportion() -> None:
    text = "there is no " + ", " * 20_000 + "!"
    begun = time.perf_counter()
    assert find_fault(text) is None
    assert time.perf_counter() - begun < 2


def test_what_became_of_a_worker_is_told_in_arabic() -> None:
    words = Words("ar")
    for status in (None, 1, 70, -signal.SIGALRM, -signal.SIGKILL, -signal.SIGSEGV, -60):
        kept = str(Fault("given up: %(tries)s workers were lost over it; the last one %(why)s",
                         tries=3, why=str(_why(status))))  # fmt: skip
        assert _english(words.tell(kept)) == []
        assert "توقفت عنده" in words.tell(kept)
    gone = StoreError("x", Fault("is gone: it was moved or deleted; put it back, or open another"))
    kept = str(Fault("met with this: %(trouble)s", trouble=_trouble(gone)))
    assert _TAG.sub("", words.tell(kept)).startswith("صادفت هذا: المخزن x: لم يعد موجوداً")


def test_what_imports_left_out_is_told_in_arabic(site: Site) -> None:
    texts = ("", "\0", "a\ud800")
    found = [Arrival(Report("one", text), "here") for text in texts]
    found += [
        Arrival(Report("x" * 5000, "نص"), "here"),
        Arrival(Report("two", "نص", published="x" * 5000), "here"),
    ]
    given: list[Arrival | InputError] = [*found, InputError("there", "Y" * 5000)]
    assert {one.outcome for one in site.bench.store.add(given)} == {"dropped"}
    body = site.ask("/left-out", headers=site.enter()).body
    assert _english(body) == []
    for reason in ("فارغ", "محرف خالٍ", "نصف محرف", "أطول من"):
        assert body.count(reason) >= 2, "among the reasons, and at its place"
    assert "Y" * 300 + "…" in body, "a reason that is endless is cut among the reasons"
    assert "Y" * 5000 in body, "and whole at its place"


def test_what_a_store_kept_is_told_in_arabic() -> None:
    words = Words("ar")
    kept = str(Fault("is not in Arabic: %(arabic)s of %(letters)s letters are Arabic", arabic=3, letters=20))
    assert re.sub("<[^>]*>", "", words.tell(kept)) == "ليس بالعربية: الحروف العربية فيه 3 من 20"


def test_a_fault_is_a_text_that_knows_what_it_was_made_of() -> None:
    fault = Fault("there is no report %(name)r", name="س")
    assert fault == "there is no report 'س'"
    assert (copy.copy(fault).template, copy.deepcopy(fault).values) == (fault.template, {"name": "س"})


def test_values_are_set_apart_escaped_and_counted_in_the_analysts_digits() -> None:
    words = Words("ar", "arab")
    told = words.tell(Fault("%(count)s words are too many; %(most)s at most", count=1200, most=7))
    assert '<bdi class="short">١٢٠٠</bdi>' in told
    told = words.tell(Fault("there is no report %(name)r", name="<b>"))
    assert '«<bdi class="short">&lt;b&gt;</bdi>»' in told
    assert "<bdi>xx" in words.tell(Fault("there is no report %(name)r", name="x" * 30))
    told = Words("en").tell(Fault("is not a JSON object but %(found)s", found=Fault("a list")))
    assert told == "is not a JSON object but a list"
    assert words.tell("from <elsewhere>") == '<bdi lang="en">from &lt;elsewhere&gt;</bdi>'


def test_translations_hold_the_values_of_their_templates() -> None:
    catalogue = load_catalogue("ar")
    templates = [one for one, _ in find_strings() if isinstance(one, str)]
    assert set(list_templates()) <= set(templates)
    slots = re.compile(r"%\((\w+)\)")
    for template in templates:
        said = str(catalogue.gettext(template))
        assert set(slots.findall(said)) <= set(slots.findall(template)), template
        assert "%(" not in slots.sub("", said), template
        assert not set(",;?") & set(re.sub(r"%\(\w+\)\w|postgresql.*|\[.*\]", "", said)), said


def test_every_fault_is_a_template() -> None:
    """What a page may show is made by ``Fault`` of a string, or was made so elsewhere and is passed on."""
    checked = 0
    for path in _PACKAGE.rglob("*.py"):
        if path.relative_to(_PACKAGE).parts[0] in ("cli", "evaluation"):
            continue  # the terminal's own
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.func.id
                if name == "Fault":
                    (template,) = node.args
                    literal = isinstance(template, ast.Constant)
                    assert literal or ast.unparse(template) in ("NOT_A_DATE", "one.whole"), (
                        f"{path}:{node.lineno}"
                    )
                elif name in (*_ERRORS, *_REFUSALS):
                    said = node.keywords[0].value if name in _REFUSALS else node.args[-1]
                    assert not isinstance(said, ast.Constant | ast.JoinedStr), f"{path}:{node.lineno}"
                    checked += 1
    assert checked > 80


@in_arabic
def test_a_form_tells_its_faults_at_its_place(window: Window, page: Page, site: Site) -> None:
    fill(site)
    page.goto(f"{site.address}/report?id=market")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator("#form .actions .primary").click()
    expect(page.locator("#form .problem li")).to_have_text(re.compile("السبب: فارغ"))
    window.assert_accessible()
    window.shoot("fault-form")
