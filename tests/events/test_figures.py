"""Figures: who is counted, what happened to them, and what only goes on with the count before."""

import pytest

from riwaya.reader import Reader
from riwaya.types import Report

Counts = set[tuple[str, int | None, int | None, str | None]]


def figures(text: str) -> Counts:
    events = Reader().walk(Report(id="r", text=text, published="2024-01-10")).events
    return {(f.kind, f.low, f.high, f.vague) for event in events for f in event.figures}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("أدى القصف إلى سقوط 12 قتيلا و30 جريحا.", {("killed", 12, 12, None), ("injured", 30, 30, None)}),
        ("أسفر الهجوم عن مقتل جندي وإصابة آخر.", {("killed", 1, 1, None), ("injured", 1, 1, None)}),
        ("استهدفت غارة سوقا قُتل فيها 20 مدنيا.", {("killed", 20, 20, None)}),
        ("قال الطبيب إن سبعة أشخاص قتلوا في القصف.", {("killed", 7, 7, None)}),
        ("قال الطبيب إن شخصين قتلا في القصف.", {("killed", 2, 2, None)}),
        ("قتل انفجاران خمسة عمال في المصنع.", {("killed", 5, 5, None)}),
        ("أصابت الشظايا المارة وقالت الشرطة إن القصف وقع ظهرا وإن 17 شخصا نقلوا إلى المستشفى.",
         {("injured", 17, 17, None)}),
        ("أوقع التفجير عشرات القتلى والجرحى.",
         {("killed", None, None, "tens"), ("injured", None, None, "tens")}),
        ("أجبر القتال أكثر من ألف شخص على النزوح.", {("displaced", 1000, None, None)}),
        ("شارك خمسة آلاف شخص في مظاهرة وسط العاصمة.", {("other", 5000, 5000, None)}),
        ("أفرجت السلطات عن 12 معتقلا.", {("released", 12, 12, None)}),
        ("اعتقلت الشرطة تسعة مشتبه بهم.", {("arrested", 9, 9, None)}),
        ("أجلت السلطات ثلاثين مدنيا من البلدة.", {("evacuated", 30, 30, None)}),
        ("نزح ألفا شخص من البلدة.", {("displaced", 2000, 2000, None)}),
    ],
)  # fmt: skip
def test_counts_of_people(text: str, counts: Counts) -> None:
    assert figures(text) >= counts


def test_parts_go_on_with_their_total() -> None:
    found = figures("أدى القصف إلى مقتل عشرة أشخاص، بينهم ثلاثة أطفال، وإصابة أربعة آخرين.")
    assert found == {("killed", 10, 10, None), ("killed", 3, 3, None), ("injured", 4, 4, None)}


def test_a_word_of_injury_between_parts_keeps_its_own_count() -> None:
    found = figures("أدى القصف إلى مقتل طفلين منهم وإصابة أربعة.")
    assert ("injured", 4, 4, None) in found
    assert ("killed", 4, 4, None) not in found


@pytest.mark.parametrize(
    "text",
    [
        "أدى القصف إلى تدمير عشرين منزلا.",
        "وقع الهجوم على بعد 20 كيلومترا من المدينة.",
        "شن الجيش هجوما شارك فيه لواءان.",
    ],
)
def test_what_is_not_of_people_is_no_figure(text: str) -> None:
    assert figures(text) == set()
