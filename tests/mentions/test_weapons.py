"""Weapons: every row of the table, types and numbers, and what only looks like a weapon."""

import pytest

from riwaya.document import Document
from riwaya.mentions.weapons import WeaponRow, find_weapons
from riwaya.resources import load_table
from riwaya.tokens import read_tokens
from riwaya.types import Report

ROWS = load_table("riwaya.mentions", "weapons.tsv", WeaponRow)


def read(text: str) -> list[tuple[str, str]]:
    found = find_weapons(read_tokens(Document(Report(id="r", text=text)))).weapons
    return [(text[w.start : w.end], w.ref) for w in found]


@pytest.mark.parametrize("row", [r for r in ROWS if r.ref not in ("none", "link")], ids=lambda row: row.gloss)
def test_every_row_is_found(row: WeaponRow) -> None:
    number = {"number": " 5", "dash": "-5"}.get(row.bare, "")
    term = f"{row.heads[0]} {row.modifiers[0]}" if row.modifiers else f"{row.heads[0]}{number}"
    assert [text for text, _ in read(f"دمروا {term} هناك")] == [term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أطلقوا صواريخهم الباليستية", [("صواريخهم الباليستية", "ballistic-missile")]),
        ("بصاروخين مجنحين", [("صاروخين مجنحين", "cruise-missile")]),
        ("أسقطوا طائرة أجنبية بلا طيار", [("طائرة أجنبية بلا طيار", "drone")]),
        ("أسقطوا مسيّرتهم فوق البحر", [("مسيّرتهم", "drone")]),
        ("حلقت طائرات إف-16 وميغ 29", [("طائرات إف-16", "aircraft"), ("ميغ 29", "aircraft")]),
        ('صاروخ من طراز "كورنيت"', [('صاروخ من طراز "كورنيت', "guided-missile")]),
        ("قذائف الهاون والمدفعية الثقيلة", [("قذائف الهاون", "mortar"), ("المدفعية الثقيلة", "artillery")]),
        ("صاروخ أرض-جو محمول على الكتف", [("صاروخ أرض-جو محمول على الكتف", "surface-to-air")]),
        (
            "مسيّرات من طراز غيران-2 وصاروخين من نوع خا-101",
            [("مسيّرات من طراز غيران-2", "drone"), ("صاروخين من نوع خا-101", "cruise-missile")],
        ),
        ("دبابات تي-72 وأبرامز", [("دبابات تي-72", "tank"), ("أبرامز", "tank")]),
        ("صواريخ كورنيت وألماس", [("صواريخ كورنيت", "guided-missile"), ("ألماس", "guided-missile")]),
        ("قنابل من طراز فاب-500", [("قنابل من طراز فاب-500", "bomb")]),
        ("منظومتي إس-400 وبانتسير", [("منظومتي إس-400", "air-defence"), ("بانتسير", "air-defence")]),
        ("عبوات شواظ وقذائف الياسين", [("عبوات شواظ", "ied"), ("قذائف الياسين", "rocket-launcher")]),
        ("زورق مسير مفخخ", [("زورق مسير مفخخ", "sea-drone")]),
        ("رشقة صاروخية على البلدات", [("رشقة صاروخية", "artillery-rocket")]),
        ("مدافع هاوتزر عيار 155", [("مدافع هاوتزر عيار 155", "artillery")]),
        ("طائرات بيرقدار تي بي 2", [("طائرات بيرقدار تي بي 2", "drone")]),
        ("لغم أرضي مضاد للدبابات", [("لغم أرضي مضاد للدبابات", "mine")]),
        ("القبة الحديدية ومقلاع داود", [("القبة الحديدية", "air-defence"), ("مقلاع داود", "air-defence")]),
        ("غاز الأعصاب", [("غاز الأعصاب", "chemical")]),
        ("قاذفات لهب", [("قاذفات لهب", "flamethrower")]),
        ("بالونات حارقة", [("بالونات حارقة", "incendiary-balloon")]),
    ],
)
def test_reads_forms_types_and_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال سلاح الجو إنه رد",
        "خرجت مسيرة سلمية",
        "طالبوا بنزع السلاح",
        "تأهل صاروخي",
        "نشرت مجلة لانسيت دراسة",
        "أطلق مدفع رمضان",
        "شاهد 20 شخصا الحادث",
        "أكد أن 30 لاجئا وصلوا",
        "أضاف المدافع عن حقوق السجناء",
        "أطلقوا صاروخا فضائيا",
    ],
)
def test_what_is_no_weapon(text: str) -> None:
    assert read(text) == []


def test_the_table_is_broad() -> None:
    assert (
        len({(head, modifier) for row in ROWS for head in row.heads for modifier in (*row.modifiers, "")})
        > 2000
    )
    assert len({row.ref for row in ROWS}) > 30
