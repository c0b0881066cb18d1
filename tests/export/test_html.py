"""The page: it stands alone, everything is escaped, every link leads somewhere, the text is whole."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import msgspec
import pytest

from riwaya.export import html
from riwaya.readings import decode_reading
from riwaya.types import Dropped, Reading, Report, Span
from tests.evaluation import sample

ONE = decode_reading(sample.GOLD, "one")
TWO = decode_reading(sample.other(sample.GOLD), "two")
EMPTY = Reading("riwaya.reading/1", Report("empty", "لا شيء هنا"), (), (), (), ())
_VOID = {"meta", "br"}
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Page(HTMLParser):
    """Collects what tests ask of a page, and fails on tags that do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= values.keys()
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag not in _VOID:
            text = values.get("class") == "text"
            if text:
                self.texts.append("")
            self._open.append((tag, text))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(text for _, text in self._open):
            self.texts[-1] += data


def page(*readings: Reading) -> Page:
    file = io.StringIO()
    html.write(iter(readings), file)
    return Page(file.getvalue())


@pytest.mark.parametrize("readings", [(ONE,), (ONE, TWO, EMPTY), (EMPTY,), ()], ids=len)
def test_links_and_text(readings: tuple[Reading, ...]) -> None:
    found = page(*readings)
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert all(link.startswith("#") for link in found.links)
    assert found.texts == [reading.report.text for reading in readings]


def test_it_stands_alone() -> None:
    found = page(ONE, TWO)
    assert found.tags.isdisjoint({"script", "img", "link", "iframe", "object", "form", "base"})
    assert found.attributes.isdisjoint({"src", "style", "onclick", "onload", "srcset"})
    assert not re.search(r"url\(|@import", found.source)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', found.source)
    style = re.search(r"<style>(.*?)</style>", found.source, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_it_reads_from_right_to_left_in_both_lights_and_on_paper() -> None:
    source = page(ONE).source
    assert source.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert "prefers-color-scheme: dark" in source
    assert "@media print" in source


def test_denials_lead_both_ways() -> None:
    source = page(ONE).source
    denier = source.partition('<li id="r1-c2-list"')[2].partition("</li>")[0]
    denied = source.partition('<li id="r1-c1-list"')[2].partition("</li>")[0]
    assert 'href="#r1-c1-list">c1</a>' in denier
    assert 'href="#r1-c2-list">c2</a>' in denied


def test_several_reports_have_an_index() -> None:
    assert "<nav>" in page(ONE, TWO).source
    assert 'href="#r2"' in page(ONE, TWO).source
    assert "<nav>" not in page(ONE).source


NASTY = "<script>alert(1)</script> \"' & </div>\x00\x08 نص"


def test_everything_is_escaped() -> None:
    length = len(NASTY)
    spare = {
        "schema": "riwaya.reading/1",
        "report": dict.fromkeys(("id", "text", "title", "publisher", "url", "published", "language"), NASTY),
        "actors": [{"id": NASTY, "name": NASTY, "name_en": NASTY, "country": NASTY, "mentions": []}],
        "places": [{"id": f"p{NASTY}", "name": NASTY, "name_en": NASTY, "mentions": [[0, length]]}],
        "claims": [
            {"id": f"c{NASTY}", "act": "deny", "cue": [0, 8], "source": NASTY, "content": [2, length],
             "denies": [f"c{NASTY}"], "said": {"start": NASTY, "end": NASTY}, "via": [NASTY]},
        ],
        "events": [
            {"id": f"e{NASTY}", "type": "talks", "triggers": [[1, 9]], "actors": [NASTY], "targets": [NASTY],
             "place": f"p{NASTY}", "when": {"start": NASTY, "end": NASTY}, "reality": "actual", "figures": [],
             "weapons": [[0, length]], "talks": {"topics": [[0, length]]}},
        ],
        "notes": [NASTY],
    }  # fmt: skip
    found = page(decode_reading(spare, "f"))
    assert "script" not in found.tags
    assert "\x00" not in found.source
    assert "\x08" not in found.source
    assert found.texts == [NASTY.translate(dict.fromkeys([0, 8], "\ufffd"))]


def test_what_was_not_read_is_shown_as_such() -> None:
    dropped = Dropped(Span(0, 2), "boilerplate:more", "a button")
    source = page(msgspec.structs.replace(EMPTY, dropped=(dropped,))).source
    assert '<span class="dropped" title="زر">لا</span>' in source


def test_marks_in_the_text_do_not_break_words() -> None:
    rules = html_css()
    for kind in ("content", "cue", "source", "trigger", "figure", "place", "dropped"):
        body = re.search(rf"^\.{kind} {{([^}}]*)}}", rules, re.MULTILINE)
        assert body is not None, kind
        assert not re.search(r"padding|margin|border|display|unicode-bidi|position|letter-spacing", body[1])
    text = page(ONE).source.partition('<div class="text"')[2].partition("</div>")[0]
    assert set(re.findall(r"<(\w+)", text)) <= {"span", "a"}


def html_css() -> str:
    return page(EMPTY).source.partition("<style>")[2].partition("</style>")[0]


def test_nothing_turns_the_direction_of_what_follows_and_offsets_hold() -> None:
    """An override would show another sentence than the one that is stored."""
    text = f"قال {_TURNING} إنه نفى"
    report = Report(
        "turned", text, title=_TURNING, publisher=f"أ{_TURNING}", credits=(_TURNING,), url=_TURNING
    )
    shown = page(msgspec.structs.replace(EMPTY, report=report))
    assert not set(_TURNING) & set(shown.source)
    assert shown.texts == [text.translate(dict.fromkeys(map(ord, _TURNING), "\u2060"))]
