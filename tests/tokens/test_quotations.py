"""Quotations are whole, whatever the marks: turned round, mixed, nested, lost, or none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document, Quotation
from riwaya.tokens import read_tokens
from riwaya.tokens.quotations import find_quotes
from riwaya.tokens.sentences import find_stretches
from riwaya.types import Report


def read(text: str) -> tuple[Quotation, ...]:
    return read_tokens(Document(Report("t", text))).quotations


def marked(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال «نعم» ثم “لا” ثم ‘ربما’", ["«نعم»", "“لا”", "‘ربما’"]),
        ('قال "نعم" ثم "لا"', ['"نعم"', '"لا"']),
        ("قال ‹نعم› و„لا” و''ربما''", ["‹نعم›", "„لا”", "''ربما''"]),
        ("قال ”نعم“ ثم ”لا“", ["”نعم“", "”لا“"]),  # turned round
        ("قال “نعم“ ثم سكت", ["“نعم“"]),
        ("قال ”نعم” ثم سكت", ["”نعم”"]),
        ("قال »نعم« ثم سكت", ["»نعم«"]),
        ('قال" نعم "وعاد', ['" نعم "']),  # blanks on the wrong side
        ('وصفه بـ"الكذب" وكـ"الخيانة"', ['"الكذب"', '"الخيانة"']),
        ("قال «نعم».", ["«نعم»"]),
        ('قال "نعم."', ['"نعم."']),
        ("كتب 'نعم' ثم محاه", ["'نعم'"]),
        ("قال ' نعم ' مرتين", ["' نعم '"]),
        ("قال: ((نعم)) ثم <<لا>>", ["((نعم))", "<<لا>>"]),
        ("سنة (((2011))) أو ((بلا نهاية", []),
    ],
)
def test_quotations_between_marks(text: str, quotes: list[str]) -> None:
    assert marked(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "زار O'Neil قرية Shi’a قرب Ba‘ath",
        "أنبوب قطره 12\" وطوله 5' فقط",
        "لا شيء هنا",
        "أغلق» بلا فتح",
        'فارغ "" و«» و" "',
        '""""""""""""',
        "James' كتاب",
    ],
)
def test_what_quotes_nothing(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال «إن «البيت» بعيد» ومضى", [("«إن «البيت» بعيد»", 0), ("«البيت»", 1)]),
        ('قال "إن "البيت" بعيد" ومضى', [('"إن "البيت" بعيد"', 0), ('"البيت"', 1)]),
        ('قال «سمعت "لا" و"نعم"» ومضى', [('«سمعت "لا" و"نعم"»', 0), ('"لا"', 1), ('"نعم"', 1)]),
        ('«أ “ب "ج" د” ه»', [('«أ “ب "ج" د” ه»', 0), ('“ب "ج" د”', 1), ('"ج"', 2)]),
    ],
)
def test_nested_quotations_have_a_depth(text: str, quotes: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in find_quotes(text, 0, len(text))] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال «لم يغلق أحد", [("«لم يغلق أحد", False)]),
        ('قال "نعم ثم قال "لا" و"كلا"', [('"نعم ثم قال', False), ('"لا"', True), ('"كلا"', True)]),
        ('قال «سمعت "لا» ومضى', [('«سمعت "لا»', True), ('"لا', False)]),
        ("قال نعم» ثم «لا»", [("«لا»", True)]),
    ],
)
def test_a_mark_that_was_lost(text: str, quotes: list[tuple[str, bool]]) -> None:
    assert [(text[q.start : q.end], q.closed) for q in find_quotes(text, 0, len(text))] == quotes


def test_a_quotation_over_several_sentences_is_one() -> None:
    (quotation,) = read("قال: «نريد الماء. نريد الخبز. نعود غدا». ومضى.")
    assert (quotation.first, quotation.stop, quotation.closed) == (2, 12, True)


def test_a_quotation_over_several_paragraphs_goes_on_in_each() -> None:
    text = "قال: «لن نرحل. قيل لنا «ارحلوا» مرارا.\n«سنبقى هنا.\n«هذه أرضنا».\n«وداعا»."
    found = [(text[q.start : q.end], q.closed, q.resumes) for q in read(text) if q.depth == 0]
    assert found == [
        ("«لن نرحل. قيل لنا «ارحلوا» مرارا.", False, False),
        ("«سنبقى هنا.", False, True),
        ("«هذه أرضنا»", True, True),
        ("«وداعا»", True, False),
    ]


def test_a_quotation_goes_on_below_without_its_mark() -> None:
    text = "قال: «لن نرحل.\nسنبقى هنا» ثم قال «وداعا» لنا.\nنعم»."
    found = [(text[q.start : q.end], q.closed, q.resumes) for q in read(text)]
    assert found == [
        ("«لن نرحل.", False, False),
        ("سنبقى هنا»", True, True),
        ("«وداعا»", True, False),
    ]


def spoken(text: str) -> list[tuple[str, str, int]]:
    return [(q.kind, text[q.start : q.end], q.depth) for q in read(text) if q.kind != "marks"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال الوزير: سنرد على الهجوم. ثم غادر.", [("colon", "سنرد على الهجوم.", 0)]),
        ("وأضاف :نحن هنا", [("colon", "نحن هنا", 0)]),
        ("الوزير: الهجوم «عار» علينا", [("colon", "الهجوم «عار» علينا", 0)]),
        ("قال «قيل لي: ارحل من هنا» ومضى.", [("colon", "ارحل من هنا", 1)]),
        ("قال: «نعم» وأضاف: نحن معكم.", [("colon", "نحن معكم.", 0)]),
        ("قال: «نعم نحن معكم».", []),
        ("الساعة 10:30 صباحا بدأ: 1. القصف ثم: 2. الزحف", []),
        ("المصدر: رويترز", []),
        ("وقال الوزير:\nسنرد على الهجوم.", []),
        ("- أين كنت أمس؟\n— كنت في البيت.\n- وقف النار\n- 3 قتلى.", [
            ("dash", "- أين كنت أمس؟", 0), ("dash", "— كنت في البيت.", 0)]),
    ],
)  # fmt: skip
def test_speech_without_marks(text: str, quotes: list[tuple[str, str, int]]) -> None:
    assert spoken(text) == quotes


@given(st.text(alphabet="اب .:،!\n\"'«»“”„‘’‹›-()<>1", max_size=120))
def test_quotations_of_any_text_are_nested_or_apart(text: str) -> None:
    quotes = [q for q in find_stretches(text)[1] if q.kind == "marks"]
    assert quotes == sorted(quotes, key=lambda q: q.start)
    for number, quote in enumerate(quotes):
        assert 0 <= quote.start < quote.end <= len(text) and "\n" not in text[quote.start : quote.end]
        around = [q for q in quotes[:number] if q.end > quote.start]
        assert len(around) == quote.depth and all(q.end >= quote.end for q in around)
