"""Quantities: numbers and their bounds, the people they count, and what is no count of people."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document, Quantity
from riwaya.mentions.numerals import parse_digits, read_numeral
from riwaya.mentions.quantities.finding import find_quantities
from riwaya.mentions.quantities.words import CountWordRow, load_counted
from riwaya.mentions.times.finding import find_times
from riwaya.resources import load_table
from riwaya.tokens import read_tokens
from riwaya.types import Report

WORDS = "ألف و مئة جنود دون من بين واحد منهم ال نصف عدة عشرات لا لم يصب أحد الثالث وطفليها نصفهم عدد"
MARKS = "12 000 ( ) % -"


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(find_times(read_tokens(Document(Report(id="r", text=text))))).quantities


def people(text: str) -> list[tuple[int | None, int | None, str | None]]:
    return [(q.low, q.high, q.vague) for q in read(text) if q.person or q.number_only]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة", 3),
        ("خمسة عشر", 15),
        ("إحدى عشرة", 11),
        ("ثلاثا وسبعين", 73),
        ("ثلاث مئة وخمسة وستون", 365),
        ("ألفان وخمسمئة", 2500),
        ("مئة وعشرين ألفا", 120_000),
        ("مئتا ألف", 200_000),
        ("1,7 مليون", 1_700_000),
        ("2،6 مليون", 2_600_000),
        ("1.500", 1500),
        ("١٣٬٤٠٠", 13_400),
        ("مليار و200 مليون", 1_200_000_000),
        ("مليون ونصف المليون", 1_500_000),
        ("نصف مليون", 500_000),
        ("3 آلاف و40", 3040),
    ],
)
def test_reads_numbers(text: str, value: int) -> None:
    tokens = read_tokens(Document(Report(id="r", text=text))).tokens
    numeral = read_numeral(tokens, 0, len(tokens))
    assert numeral is not None and (numeral.value, numeral.stop) == (value, len(tokens))


def test_digits_that_are_no_count() -> None:
    assert [parse_digits(key, scaled=False) for key in ("5:30", "3/4", "07,00", "12%", "9" * 30)] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل ما لا يقل عن 12 مدنيا.", [(12, None, None)]),
        ("قتل سبعة جنود على الأقل.", [(7, None, None)]),
        ("قتل 19 عاملا، على الأقل، في المنجم.", [(19, None, None)]),
        ("أصيب أكثر من مئة متظاهر.", [(100, None, None)]),
        ("قتل ما يصل إلى 40 مسلحا.", [(None, 40, None)]),
        ("نزح نحو 1.3 مليون نسمة.", [(1_300_000, 1_300_000, None)]),
        ("شارك بين 10 و15 ألف متظاهر.", [(10_000, 15_000, None)]),
        ("أسروا من 5 إلى 7 جنود.", [(5, 7, None)]),
        ("سقط عشرات القتلى.", [(None, None, "tens")]),
        ("فر مئات الآلاف من البلدة.", [(None, None, "thousands")]),
        ("قتل ضابطان وجرح ثلاثة.", [(2, 2, None), (3, 3, None)]),
        ("أعلنوا مقتل جندي وإصابة آخر.", [(1, 1, None), (1, 1, None)]),
        ("قتل شخصان اثنان.", [(2, 2, None)]),
        ("قتل أحد عناصر الشرطة.", [(1, 1, None)]),
        ("قتل وأحد المهاجمين فر.", [(1, 1, None)]),
        ("سقط الصاروخ دون وقوع قتلى أو إصابات.", [(0, 0, None), (0, 0, None)]),
        ("لم يسفر الهجوم عن إصابات.", [(0, 0, None)]),
        ("أطلقوا الرهائن الأربعين.", [(40, 40, None)]),
        ("قتل ألفا جندي.", [(2000, 2000, None)]),
        ("نقل حوالي (20) مصابا.", [(20, 20, None)]),
        ("أصيب 12 سوريا في بلدة حدودية.", [(12, 12, None)]),
    ],
)
def test_counts_people(text: str, expected: list[tuple[int | None, int | None, str | None]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ارتفعت بنسبة 20%.", "percent"),
        ("عاد سبعون بالمئة.", "percent"),
        ("تعهدوا بنحو 13.6 مليار دولار.", "money"),
        ("على بعد 30 كيلومترا.", "measure"),
        ("دام الحصار ثلاثين ساعة كاملة.", "time"),
        ("اعتمد المجلس القرار رقم 2401.", "label"),
    ],
)
def test_what_counts_no_people_says_why(text: str, rule: str) -> None:
    assert [(q.rule, q.person, q.number_only) for q in read(text)] == [(f"quantity:{rule}", False, False)]


@pytest.mark.parametrize(
    "text",
    [
        "في الجولة الثالثة من المحادثات.",
        "أعلنت سوريا موقفها.",
        "لكل شخص رأي.",
        "الأمر من جانب واحد.",
        "سيطروا على آخر معاقلهم.",
        "طالبوا بحل سياسي.",
        "بدأ الهجوم في 24 فبراير 2022.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == ()


def test_a_noun_tells_its_kind_and_parts_are_marked() -> None:
    total, children, wounded = read("أحصوا 31 قتيلا بينهم 3 أطفال، و54 جريحا.")
    assert (total.kind, total.part) == ("killed", False)
    assert (children.kind, children.part) == (None, True)
    assert (wounded.kind, wounded.part) == ("injured", False)


def test_a_tally_tells_what_it_counts() -> None:
    (tally,) = read("ارتفعت حصيلة الجرحى إلى 28.")
    assert (tally.unit, tally.person, tally.kind) == ("جريح", True, "injured")


def test_the_span_takes_in_bound_number_and_noun() -> None:
    text = "وأكدت مقتل ما لا يقل عن 25 عنصرا هناك"
    (quantity,) = read(text)
    assert text[quantity.start : quantity.end] == "ما لا يقل عن 25 عنصرا"


@pytest.mark.parametrize(
    "row",
    load_table("riwaya.mentions.quantities", "count_words.tsv", CountWordRow),
    ids=lambda row: row.example,
)
def test_every_count_word_row_reads_its_example(row: CountWordRow) -> None:
    found = read(row.example)
    if row.role in ("every", "named"):
        assert found == ()
        return
    wanted: dict[str, Callable[[Quantity], bool]] = {
        "min": lambda q: q.low is not None and q.high is None,
        "max": lambda q: q.low is None and q.high is not None,
        "about": lambda q: q.rule == "quantity:about",
        "between": lambda q: q.rule == "quantity:range",
        "to": lambda q: q.rule == "quantity:range",
        "of": lambda q: q.person,
        "oneof": lambda q: q.rule == "quantity:oneof",
        "none": lambda q: q.high == 0,
        "toll": lambda q: q.rule == "quantity:single",
        "label": lambda q: q.rule == "quantity:label",
        "aged": lambda q: q.rule == "quantity:label",
        "plus": lambda q: q.rule == "quantity:single",
        "disease": lambda q: q.rule == "quantity:disease" and not q.person,
        "part": lambda q: q.part,
        "ofthem": lambda q: q.part,
        "aside": lambda q: q.number_only,
        "no": lambda q: q.high == 0,
        "some": lambda q: q.rule == "quantity:some",
        "tally": lambda q: q.kind is not None,
        "change": lambda q: (q.low, q.high) == (45, 45),
    }
    assert any(wanted[row.role](q) for q in found), found


def test_the_table_of_counted_nouns_is_broad() -> None:
    forms = load_counted().forms
    assert len({c.unit for c in forms.values() if c.counts == "people"}) > 400
    assert forms["شرطيه"].unit == "شرطيه"


@given(st.lists(st.sampled_from(f"{WORDS} {MARKS}".split())))
def test_nothing_raises_and_spans_lie_inside(words: list[str]) -> None:
    text = " ".join(words)
    for quantity in read(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@pytest.mark.parametrize("text", ["استقبل المستشفى الجرحى العشرات.", "عاد النازحون الآلاف إلى ديارهم."])
def test_a_size_behind_its_noun_is_a_size(text: str) -> None:
    assert [q.vague is not None for q in read(text)] == [True]
