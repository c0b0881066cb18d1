"""Who is counted, and what only looks like a count of people."""

import pytest

from riwaya.document import Document, Quantity
from riwaya.mentions.quantities import find_quantities
from riwaya.mentions.times import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report

Counts = list[tuple[int | None, int | None]]


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(find_times(read_tokens(Document(Report(id="r", text=text))))).quantities


def people(text: str) -> Counts:
    return [(q.low, q.high) for q in read(text) if q.person or q.number_only]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقلت الشرطة 14 مشتبها بهم.", [(14, 14)]),
        ("أوقفوا أربعة من المشتبه بهم.", [(4, 4)]),
        ("قتل ثمانية من مشاة البحرية.", [(8, 8)]),
        ("قتل جنديان وأصيب ثالث.", [(2, 2), (1, 1)]),
        ("قتل جندي وأصيب آخران.", [(1, 1), (2, 2)]),
        ("نجا 5 من أصل 20 راكبا.", [(5, 5)]),
        ("توفي ثلاثة أطفال من أسرة واحدة.", [(3, 3)]),
        ("أصيب والداه وشقيقه.", [(3, 3)]),
        ("أصيبت والدته.", [(1, 1)]),
        ("أوقفت الشرطة المحلية والديه.", [(2, 2)]),
        ("مقتل سائق الشاحنة.", [(1, 1)]),
        ("خطفوا 25 صحفيا وكاتبا.", [(25, 25)]),
        ("قتل عشرة جنود وضابط.", [(10, 10), (1, 1)]),
        ("قتل عشرة جنود في الكمين بالإضافة إلى ضابط.", [(10, 10), (1, 1)]),
        ("اغتال مسلحون مجهولون قياديا قبليا واثنين من أبنائه.", [(1, 1), (2, 2)]),
        ("حوكموا لقتلهم صحفيا.", [(1, 1)]),
        ("قتل ثلاثة من المهاجمين الخمسة.", [(3, 3)]),
        ("أصيب ما بين 10 إلى 15 جنديا.", [(10, 15)]),
        ("ارتفع عدد قتلى الفيضان إلى 2.862 شخصا.", [(2862, 2862)]),
    ],
)
def test_counts(text: str, expected: Counts) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "فاز الفريق 3-1 على ضيفه.",
        "رقم الهاتف 0933445566.",
        "وصلت كتيبة 101 إلى الجبهة.",
        "كان في العشرين من عمره.",
        "أردته قتيلا على الفور.",
        "عاد اسم أحمد سالم (جريح) إلى القائمة.",
        "وهو شاب من أبناء الحي.",
        "الكثير من المباني دمر.",
        "نددت قمة مجموعة العشرين بالهجوم.",
        "بلغ سعر البرميل 90 دولارا.",
        "دمرت 30 منزلا وخمس سيارات.",
        "صوتت 141 دولة لصالح القرار.",
        "قال إن المادة 5 من المعاهدة واضحة.",
        "سجلت الوزارة 300 إصابة بالكوليرا.",
        "قصفوا مستودعا بخمسين صاروخا.",
        "أسقطوا 23 مسيرة و5 صواريخ.",
        "حجم الأسطول 12 زورقا و3 مدمرات.",
        "صادرت الشرطة 200 كيلوغرام.",
        "قطعت القافلة 70 كيلومترا في 4 أيام.",
        "عثروا على كميات من الذخيرة.",
        "زاروا دولا عدة في المنطقة.",
        "أحيوا الذكرى الـ45 لتأسيس الحزب.",
        "نص عليه القرار 2254 الصادر سابقا.",
        "دمرت 14 مسيرة فوق البلدة و3 فوق البحر.",
        "جرى دعم تركي للمدينة.",
        "أدلى بإفادة صحفية في المطار.",
        "وهو أحد قادة الحركة.",
    ],
)
def test_what_counts_no_people(text: str) -> None:
    assert people(text) == []


def test_somebody_named_is_no_count() -> None:
    assert people("قتل شاب فلسطيني يدعى سامر.") == []
    assert people("قتل شاب فلسطيني في المخيم.") == [(1, 1)]


def test_a_tally_gives_its_kind_to_the_count_it_ends_in() -> None:
    (count,) = read("بلغ عدد الجرحى في المدينة 30 شخصا.")
    assert (count.low, count.kind, count.unit) == (30, "injured", "شخص")


def test_a_part_ends_with_the_next_word_of_harm() -> None:
    killed, officer, hurt = read("مقتل عشرة بينهم ضابط وإصابة تسعة.")
    assert [killed.part, officer.part, hurt.part] == [False, True, False]
