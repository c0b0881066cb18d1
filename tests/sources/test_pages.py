"""Pages of several makes into reports; hostile pages in bounded time; pages as files."""

import gzip
import time
from pathlib import Path

import msgspec
import pytest

from riwaya.errors import InputError
from riwaya.sources import read_address, read_sources
from riwaya.sources.pages import LARGEST, Page, is_page, read_page
from riwaya.types import Report
from tests.sources.serving import PAGES

_SENTENCE = "قال شهود إن القصف أصاب سوقا في المدينة وقتل خمسة أشخاص. "
_TEXT = (_SENTENCE * 4).strip()
_BODY = f"<p>{_TEXT}</p>"
_DAY = "2024-05-03"
_TIME = f'<time datetime="{_DAY}"></time>'
_ARTICLE = '{"@type": "NewsArticle", "datePublished": "%s"}'
_AROUND = (
    "الرئيسية",
    "حقوق",
    "اقرأ أيضا",
    "تعليقان",
    "برنامج لا من",
    "شارك",
    "أمطار",
    "اطبع",
    "البث",
    "أسرى",
)
_HOSTILE = 1_000_000


def _read(content: bytes | str, **about: str) -> Report:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_page(Page(raw, **about), "page", "name")  # type: ignore[arg-type]


def _fault(content: bytes | str, **about: str) -> str:
    with pytest.raises(InputError) as raised:
        _read(content, **about)
    assert raised.value.place == "page"
    return raised.value.fault


def _data(linked: str) -> str:
    return f'<script type="application/ld+json">{linked}</script>'


def _page(head: str, body: str = _BODY) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("name", "title", "publisher", "published", "url", "lines", "first", "last"),
    [
        ("blog", "قصف يصيب مستودعاً للحبوب شرقي الكرمل", "صحيفة المنارة", "2024-05-03",
         "https://almanara.example/2024/05/harvest-depot/", 8, "قال مدير الدفاع", "إرسال شاحنات بديلة."),
        ("soup", "مجلس البلدة يطالب بفتح الطريق", None, None, None, 5, "الثلاثاء 25 فبراير 2020",
         "ساعات محددة لعبور المدنيين."),
        ("amp", "هدنة لثلاثة أيام في جبل النسر", "قناة الأفق", "2023-11-19",
         "https://alofoq.example/news/truce", 4, "أعلن وسطاء محليون", "وجود أي مفاوضات مباشرة."),
        ("short", "عاجل: انفجار قرب الميناء", "موقع الساعة", "2022-08-04", None, 2, "قالت الشرطة إن",
         "وإن ثلاثة أشخاص أصيبوا."),
        ("divs", "وصول قافلة إغاثة إلى حي البساتين", None, "2021-02-10", None, 4, "دخلت قافلة من",
         "بشرط عدم ذكر اسمه."),
    ],
)  # fmt: skip
def test_pages_of_many_makes(
    name: str, title: str, publisher: str | None, published: str | None, url: str | None, lines: int,
    first: str, last: str,
) -> None:  # fmt: skip
    report = _read((PAGES / f"{name}.html").read_bytes())
    stated = (report.title, report.publisher, report.published, report.url, report.language)
    assert stated == (title, publisher, published, url, "ar")
    found = report.text.split("\n")
    assert (len(found), found[0]) == (lines, title)
    assert found[1].startswith(first)
    assert found[-1].endswith(last)
    assert len(set(found)) == lines


def test_what_stands_around_a_report_is_left_out() -> None:
    text = "".join(_read(path.read_bytes()).text for path in sorted(PAGES.glob("*.html")))
    assert "ولم يصدر تعليق" in text
    assert [around for around in _AROUND if around in text] == []
    raw = "".join(path.read_bytes().decode("utf-8", "replace") for path in PAGES.glob("*.html"))
    assert sum(around in raw for around in _AROUND) > 5


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-03T23:30:00-05:00">', "", _DAY),
        ('<meta itemprop="datePublished" content="2024-05-03">', "", _DAY),
        (_data('{"@type": "NewsArticle", "datePublished": "2024-05-03"}'), "", _DAY),
        ("", _TIME, _DAY),
        ("", f'{_TIME}<time class="updated" datetime="2024-05-09"></time>', _DAY),
        ("", f'{_TIME}<aside><time datetime="2024-04-01"></time></aside>', _DAY),
        ("", f'{_TIME}<div><a href="/">ب</a><time datetime="2024-04-01"></time></div>', _DAY),
        # Nothing is guessed: not from two days, a day that is none, what others may mean, or the page's foot.
        ("", f'{_TIME}<time datetime="2024-05-04"></time>', None),
        ("", '<time datetime="PT3H"></time><time datetime="03:20"></time>', None),
        ('<meta property="article:modified_time" content="2024-05-03">', "", None),
        ('<meta property="article:published_time" content="2024-13-45">', "", None),
        (_data(f"[{_ARTICLE % '2024-05-03'}, {_ARTICLE % '2024-05-01'}]"), "", None),
        (_data('{"@type": "WebPage", "datePublished": "2019-05-03"}'), "", None),
        (_data('{"@type": "NewsArticle", "datePublished": 17}'), "", None),
        (_data("{broken"), "<footer>© 2019-2026</footer>", None),
    ],
)
def test_a_day_only_where_the_page_states_one(head: str, body: str, day: str | None) -> None:
    assert _read(_page(head, f"<h1>عنوان</h1>{body}{_BODY}")).published == day


def test_titles() -> None:
    assert _read(_page("<title>الخبر - الموقع</title>", f"<h1>الخبر</h1>{_BODY}")).title == "الخبر"
    assert _read(_page("<title>الموقع | الخبر</title>", f"<div>الخبر</div>{_BODY}")).title == "الخبر"
    assert _read(_page("<title>الموقع | الخبر</title>")).title == "الموقع | الخبر"
    assert _read(_page("")).title is None
    assert _read(_page(f"<title>{'ط' * 600}</title>")).title is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "/a", "ftp://a/b", "https://", "https://a/" + "b" * 2000]
)
def test_an_address_that_a_page_claims_must_be_one_of_the_web(url: str) -> None:
    page = _page(f'<link rel="canonical" href="{url}">')
    assert _read(page).url is None
    assert _read(page, url="https://a.example/").url == "https://a.example/"


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", ""])
@pytest.mark.parametrize("real", ["utf-8", "utf-16", "cp1256"])
def test_encodings_whatever_a_page_declares(real: str, declared: str) -> None:
    text = _page(f'<meta charset="{declared}"><title>الخبر</title>')
    for charset in (declared, "us-ascii"):
        assert _read(text.encode(real), charset=charset).text == f"الخبر\n{_TEXT}"


def test_iso_8859_6_where_it_is_declared() -> None:
    text = _page('<meta charset="ISO-8859-6">').encode("iso8859_6")
    assert _read(text).text == _TEXT
    with_no_word = _page("").encode("iso8859_6")
    assert _read(with_no_word, charset="iso-8859-6").text == _TEXT
    assert "neither UTF-8 nor Arabic" in _fault(with_no_word)


def test_a_broken_letter_around_the_text_does_no_harm_and_one_in_it_is_told() -> None:
    around = _page("", f"{_BODY * 9}<footer>XX</footer>").encode()
    assert _read(around.replace(b"XX", b"\xd8")).text
    inside = _page("", f"<p>XX {_SENTENCE}</p>{_BODY * 9}").encode()
    assert "letters of its text are broken" in _fault(inside.replace(b"XX", b"\xd8"))


@pytest.mark.parametrize(
    "start",
    ["<!doctype html>", "\n\n <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "<html lang=ar>", "<BODY>",
     "<?xml version='1.0'?>\n<!DOCTYPE html>", "<!-- a -->\n<!-- b --><head>"],
)  # fmt: skip
def test_what_is_evidently_a_page(start: str) -> None:
    assert is_page(start.encode())
    assert is_page(b"\xef\xbb\xbf" + start.encode())
    assert is_page(start.encode("utf-16"))


@pytest.mark.parametrize(
    "start", ["", "قال <html>", "<htmlx>", "<!-- a", '{"a": "<html>"}', "<p>a</p>", "<rss>"]
)
def test_what_is_no_page(start: str) -> None:
    assert not is_page(start.encode())


@pytest.mark.parametrize(
    "content",
    ["<html></html>", "<!doctype html>", _page("", ""), _page("", "<img src=a><script>var a = 1</script>"),
     _page("", "<!-- " + _SENTENCE + "-->"), _page("", f"<script>document.write('{_SENTENCE}')</script>")],
)  # fmt: skip
def test_a_page_without_text_is_told(content: str) -> None:
    assert _fault(content) == "holds no text of a report"


def test_a_page_that_a_script_would_write_may_give_its_text_as_data() -> None:
    data = msgspec.json.encode({"@type": "NewsArticle", "headline": "خبر", "articleBody": f"{_TEXT}\n\n آخر"})
    script = _data(data.decode())
    assert _read(_page(script, "<div id=root></div>")).text == f"خبر\n{_TEXT}\nآخر"
    assert _read(_page(script, "<p>" + "قال متحدث إن الطريق فتح. " * 9)).text.startswith("خبر\nقال متحدث")


def _hostile(number: int) -> dict[str, str]:
    return {
        "deep": "<div>" * number + _SENTENCE,
        "deep inline": "<p>" + "<b>" * number + _SENTENCE,
        "wide": "<p>x</p>" * (number // 8),
        "as wide as may be": "<p>x</p>" * min(number, 19_990),
        "deep and wide": ("<div>" * 200 + _BODY + "</div>" * 200) * 200,
        "tables": ("<table><tr><td>" * 80 + _SENTENCE + "</td></tr></table>" * 80) * 200,
        "attributes": "<p " + " ".join(f'a{n}="x"' for n in range(number // 8)) + ">" + _BODY,
        "attributes with ends": "<p " + " ".join(f'a{n}=">"' for n in range(number // 8)) + ">" + _BODY,
        "attributes without end": "<p " + " ".join(f"a{n}" for n in range(number // 8)),
        "tags without end": "<a" * number,
        "quotes without end": "<a =\"'" * (number // 4),
        "comments without end": "<!--" * number,
        "entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><p>&c;&c;&c;&c;</p>" + _BODY,
        "external": "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>" + _BODY,
        "script": f"<script>{'x' * number}</script>{_BODY}",
        "data": f"<script type='application/ld+json'>{'[' * number}</script>{_BODY}",
        "times": f"<div>{'<time datetime=2020-01-01></time>' * min(number, 19_000)}</div>{_BODY}",
        "blanks": f"<p>a{' ' * number}b</p>{_BODY}",
        "one word": f"<p>{'ا' * number}</p>",
        "controls": f"{_BODY}<p>\x01\x02\x1b[31m &#0; &#1; &#xD800; \u202e{_SENTENCE}</p>",
    }


@pytest.mark.parametrize("name", _hostile(9))
def test_hostile_pages_are_read_or_refused_soon(name: str) -> None:
    begun = time.process_time()
    try:
        text = _read(f"<!doctype html><html><body>{_hostile(_HOSTILE)[name]}</body></html>").text
    except InputError as fault:
        text = fault.fault
        assert text in ("holds no text of a report", "has too many elements to be a report")
    assert time.process_time() - begun < 15
    assert "root:" not in text
    assert "<" not in text
    assert not {"\0", "\x01", "\x1b", "\ud800"} & set(text)
    assert "x" * 100 not in text


def test_what_looks_like_a_tag_in_a_script_ends_with_the_script() -> None:
    script = f"<script>var a = '<a href=\"' + b;{' ' * 5000}</script>"
    comment = f'<!-- <a href="{" " * 5000} --><!-->'
    assert _read(_page(f"<title>خبر</title>{script}{comment}", f'{_BODY}<p id="a">آخر</p>')).text == (
        f"خبر\n{_TEXT}\nآخر"
    )


def test_long_attributes_go_and_their_text_stays() -> None:
    picture = f"<img src=\"data:image/png;base64,{'A' * 200_000}\"><p data-a='{'<>' * 9000}'>آخر</p>"
    assert _read(_page("", f"{_BODY}{picture}")).text == f"{_TEXT}\nآخر"


def test_a_page_has_a_bound() -> None:
    assert _fault(_page("", "a" * LARGEST)) == "is larger than 8 MB"


def test_pages_as_files_by_name_or_content(tmp_path: Path) -> None:
    page = (PAGES / "blog.html").read_bytes()
    for name in ("a.html", "b.HTM", "c.xhtml", "d.txt", "e"):
        (tmp_path / name).write_bytes(page)
    (tmp_path / "f.html").write_text("<p>x", encoding="utf-8")
    (tmp_path / "g.htm").write_text(
        _page("", "<p>All of this is in English, every single word.</p>"), encoding="utf-8"
    )
    found = list(read_sources([str(tmp_path), str(tmp_path / "e")]))
    assert [one.id if isinstance(one, Report) else one.fault.partition(":")[0] for one in found] == [
        "a", "b", "c", "d", "is not in Arabic", "is not in Arabic", "e",
    ]  # fmt: skip
    assert {one.text for one in found if isinstance(one, Report)} == {_read(page).text}


def test_an_address_gives_a_report_that_keeps_it() -> None:
    page = Page((PAGES / "amp.html").read_bytes(), "https://alofoq.example/amp/truce")
    report = read_address("http://alofoq.example/t", lambda _: page)
    again = read_address("https://alofoq.example/amp/truce", lambda _: page)
    assert isinstance(report, Report)
    assert report == again
    assert (report.url, report.id) == (page.url, "alofoq.example-" + report.id[-8:])
    plain = read_address(
        "https://a.example/", lambda _: Page(_SENTENCE.encode(), "https://a.example/", plain=True)
    )
    assert isinstance(plain, Report)
    assert (plain.text, plain.url) == (_SENTENCE, "https://a.example/")
    english = read_address("https://a.example/e", lambda _: Page(b"<html><p>English words</p>" * 9))
    assert isinstance(english, InputError)
    assert english.place == "https://a.example/e"
    assert "is not in Arabic" in english.fault


def test_a_packed_file_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(_page("").encode()))
    (found,) = read_sources([str(tmp_path / "a.html")])
    assert isinstance(found, InputError)
