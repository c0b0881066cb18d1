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
    number = " 5" if row.bare == "number" else ""
    term = f"{row.heads[0]} {row.modifiers[0]}" if row.modifiers else f"{row.heads[0]}{number}"
    assert [text for text, _ in read(f"دمروا {term} هناك")] == [term]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أطلقوا صواريخهم الباليستية", [("صواريخهم الباليستية", "ballistic-missile")]),
        ("بصاروخين مجنحين", [("صاروخين مجنحين", "cruise-missile")]),
        ("أسقطوا طائرة أجنبية بلا طيار", [("طائرة أجنبية بلا طيار", "drone")]),
        ("أسقطوا مسيّرتهم فوق البحر", [("مسيّرتهم", "drone")]),
        ("حلقت طائرات إف-16 وميغ 29", [("إف-16", "aircraft"), ("ميغ 29", "aircraft")]),
        ('صاروخ من طراز "كورنيت"', [('صاروخ من طراز "كورنيت', "guided-missile")]),
        ("قذائف الهاون والمدفعية الثقيلة", [("قذائف الهاون", "mortar"), ("المدفعية الثقيلة", "artillery")]),
    ],
)
def test_reads_forms_types_and_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["قال سلاح الجو إنه رد", "خرجت مسيرة سلمية", "طالبوا بنزع السلاح", "تأهل صاروخي"]
)
def test_what_is_no_weapon(text: str) -> None:
    assert read(text) == []


def test_the_table_is_broad() -> None:
    assert (
        len({(head, modifier) for row in ROWS for head in row.heads for modifier in (*row.modifiers, "")})
        > 1000
    )
    assert len({row.ref for row in ROWS}) > 30
