"""Bounds: what an analyst takes a number, a size, a share or an ordinal to mean at least and at most."""

import pytest

from riwaya.document import Document, Quantity
from riwaya.mentions.quantities import find_quantities
from riwaya.mentions.times import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report

NONE = None


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(find_times(read_tokens(Document(Report(id="r", text=text))))).quantities


def longest(text: str) -> Quantity:
    found = read(f"{text}.")
    assert found, text
    return max(found, key=lambda quantity: quantity.end - quantity.start)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        # sizes without a number
        ("عشرات المصابين", 20, 99),
        ("مئات المتظاهرين", 200, 999),
        ("آلاف العائلات", 2000, 9999),
        ("ملايين السودانيين", 2_000_000, NONE),
        ("عشرات آلاف النازحين", 20_000, 99_999),
        ("مئات آلاف اللاجئين", 200_000, 999_999),
        ("عشرات الملايين", 20_000_000, 99_999_999),
        ("عدة قتلى", 3, 9),
        ("بضعة جنود", 3, 9),
        ("بضع عشرات", 30, 90),
        ("عدة مئات من المحتجين", 300, 900),
        ("بضعة آلاف", 3000, 9000),
        ("بضعة عشر رجلا", 13, 19),
        ("بضع وعشرون امرأة", 23, 29),
        ("عدد من الجرحى", 2, NONE),
        # numbers in digits and words
        ("١٬٢٠٠ جريح", 1200, 1200),
        ("1.200 جريح", 1200, 1200),
        ("10 000 شخص", 10_000, 10_000),
        ("12 ألفا و500 لاجئ", 12_500, 12_500),
        ("2,5 مليون نازح", 2_500_000, 2_500_000),
        ("١٫٥ مليون", 1_500_000, 1_500_000),
        ("3.7 ملايين", 3_700_000, 3_700_000),
        ("ثلاثة ملايين ونصف المليون", 3_500_000, 3_500_000),
        ("ثلاثة أرباع المليون", 750_000, 750_000),
        ("ربع مليون لاجئ", 250_000, 250_000),
        ("مئتا جندي", 200, 200),
        ("مليونا نازح", 2_000_000, 2_000_000),
        ("ألف وخمسمائة وسبعون نازحا", 1570, 1570),
        ("اثنتا عشرة طالبة", 12, 12),
        ("إحدى وعشرين امرأة", 21, 21),
        # bounds and ranges
        ("ما لا يقل عن مئة وخمسين ألفا", 150_000, NONE),
        ("يزيد عددهم على 400 شخص", 400, NONE),
        ("ثلاثين جريحا ونيف", 30, NONE),
        ("ثمانية على الأقل", 8, NONE),
        ("لا يتجاوز 50 شخصا", NONE, 50),
        ("دون العشرين قتيلا", NONE, 20),
        ("خمسة مسلحين على أكثر تقدير", NONE, 5),
        ("ما يصل إلى خمسة آلاف جندي", NONE, 5000),
        ("زهاء مئتي متظاهر", 200, 200),
        ("ما بين عشرين وثلاثين قتيلا", 20, 30),
        ("من ثلاثة إلى خمسة آلاف مقاتل", 3000, 5000),
        ("30-40 شخصا", 30, 40),
        ("خمسة أو ستة أشخاص", 5, 6),
        ("بين عشرة آلاف و15 ألف مدني", 10_000, 15_000),
        # shares
        ("35%", 35, 35),
        ("٪٤٠", 40, 40),
        ("2,5 %", 2.5, 2.5),
        ("ربع السكان", 0.25, 0.25),
        ("ثلثا القتلى", 2 / 3, 2 / 3),
        ("ثلاثة أرباع سكان البلدة", 0.75, 0.75),
        ("أكثر من نصف المصابين", 0.5, NONE),
        ("نصفهم من النساء", 0.5, 0.5),
        ("بقوة 7.8 درجات", 7.8, 7.8),
        # one, two, none, which one
        ("قتيلان", 2, 2),
        ("مقتل طفلين", 2, 2),
        ("جنديا واحدا", 1, 1),
        ("إصابة شرطي", 1, 1),
        ("لا قتلى", 0, 0),
        ("صفر إصابات", 0, 0),
        ("لم يصب أحد", 0, 0),
        ("عدم وقوع ضحايا", 0, 0),
        ("دون خسائر بشرية", 0, 0),
        ("القتيلة الأولى", 1, 1),
        ("الضحية الحادية عشرة", 11, 11),
        ("خامس ضحية", 5, 5),
        ("مقتل امرأة وطفليها", 3, 3),
        ("رجل وزوجته وأطفالهما الأربعة", 6, 6),
    ],
)
def test_bounds(text: str, least: float | None, most: float | None) -> None:
    found = longest(text)
    assert (found.at_least, found.at_most) == (least, most)


@pytest.mark.parametrize("text", ["عشرات الجرحى", "مئات الآلاف", "عدة جنود", "ثلث السكان", "عدد من القتلى"])
def test_what_has_no_number_gives_none(text: str) -> None:
    assert (longest(text).low, longest(text).high) == (None, None)


@pytest.mark.parametrize("text", ["الضحية الثالثة", "ثاني قتيل"])
def test_which_one_counts_nobody(text: str) -> None:
    assert [(q.person, q.number_only, q.rule) for q in read(text)] == [(False, False, "quantity:ordinal")]
