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
        ("شيع الآلاف جثامين ضحايا التفجير.", set()),
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
        ("ارتفع عدد قتلى تفجير السوق في العاصمة إلى 276.", {("killed", 276, 276, None)}),
        ("وفي البلدة، ارتفعت إلى 14 حصيلة القصف الذي طالها.", {("killed", 14, 14, None)}),
        ("استهدف تفجير السوق. وارتفع عدد الجرحى إلى 65.", {("injured", 65, 65, None)}),
        ("نزح السكان من القتال. وتجاوز عدد النازحين على جانبي الحدود 200 ألف شخص.",
         {("displaced", 200000, None, None)}),
        ("استهدف تفجير السوق. وارتفع سعر الخبز إلى 65.", set()),
        ("استهدف تفجير السوق. وارتفع عدد المدارس المغلقة في البلدة إلى 65 مدرسة.", set()),
        ("لقي أربعون مدنيا على الأقل مصرعهم في الغارة.", {("killed", 40, None, None)}),
        ("قال الجيش إن 20 جنديا، بينهم ضابط، قتلوا في الكمين.",
         {("killed", 20, 20, None), ("killed", 1, 1, None)}),
        ("قتل وجرح عشرات المدنيين في قصف على السوق.",
         {("killed", None, None, "tens"), ("injured", None, None, "tens")}),
        ("سقط المئات بين قتيل وجريح في الاشتباكات.", {("other", None, None, "hundreds")}),
        ("أعلنوا مقتل وإصابة 17 شخصا بانفجار لغم.", {("other", 17, 17, None)}),
        ("أدى القصف إلى استشهاد امرأة وطفليها.", {("killed", 3, 3, None)}),
        ("بلغ عدد القتلى في الغارات 30 شخصا.", {("killed", 30, 30, None)}),
        ("وقع انفجار قرب السوق. وقال الأطباء إن الضحايا هم ثلاث نساء.", {("killed", 3, 3, None)}),
        ("انتهى الهجوم ولا يزال 30 شخصا في عداد المفقودين.", {("missing", 30, 30, None)}),
        ("في الهجوم أصيب سبعة أشخاص، ثلاثة منهم في حالة خطيرة.",
         {("injured", 7, 7, None), ("injured", 3, 3, None)}),
        ("اعتقلت الشرطة 14 مشتبها بهم.", {("arrested", 14, 14, None)}),
        ("اعتقلت الشرطة المئات. وقال إن 30 ألف مهاجر محتجزون هناك.", {("arrested", 30_000, 30_000, None)}),
        ("احتجز المسلحون 251 رهينة.", {("abducted", 251, 251, None)}),
        ("قتل في القصف خمسة من عائلة واحدة.", {("killed", 5, 5, None)}),
        ("أوقع القصف جرحى وتوفي ثلاثة من المصابين.", {("killed", 3, 3, None)}),
        ("قضى القصف على 20 مسلحا في الغارة.", {("killed", 20, 20, None)}),
        ("أودت الغارة بحياة تسعة جنود.", {("killed", 9, 9, None)}),
        ("حصدت الغارات أرواح 40 مدنيا.", {("killed", 40, 40, None)}),
        ("طردت الحكومة سبعة دبلوماسيين.", {("other", 7, 7, None)}),
        ("أدان القضاء ثلاثة متهمين وحكمت المحكمة على 12 آخرين.", {("other", 12, 12, None)}),
        ("في القصف لم يصب أحد.", {("injured", 0, 0, None)}),
        ("لم يسفر القصف عن سقوط ضحايا.", {("killed", 0, 0, None)}),
        ("قتل القائد وأربعة من مساعديه في الغارة.", {("killed", 4, 4, None)}),
        ("قتل ثلاثة في القرية واثنان في البلدة جراء القصف.",
         {("killed", 3, 3, None), ("killed", 2, 2, None)}),
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
        "ندد القضاء بالهجوم وطلب عشرة شهود.",
        "قتل القائد في الهجوم برصاص ثلاثة مسلحين.",
        "هاجمهم في البلدة ثلاثة مسلحين.",
        "في الهجوم تحدث أحد المعتقلين إلى الصحافة.",
        "قصف الجيش بلدة تعيش فيها مئات العائلات شريان الحياة لملايين اليمنيين.",
        "قتل في الهجوم شاب يدعى سامر.",
        "سقط في الهجوم عدد من القتلى.",
        "حكم القاضي على المتهم بالسجن 15 عاما بعد الهجوم.",
    ],
)
def test_what_is_not_of_people_is_no_figure(text: str) -> None:
    assert figures(text) == set()


def test_a_word_joined_to_another_verb_counts_its_own_people() -> None:
    found = figures("قال الجيش إن أربعة جنود قتلوا وأصيب عشرة في القصف.")
    assert found == {("killed", 4, 4, None), ("injured", 10, 10, None)}


def test_the_clause_before_an_says_nothing_of_the_count_behind_it() -> None:
    found = figures("قتل جنود في الاشتباكات موضحا أن زهاء ثلاثين مدنيا أصيبوا.")
    assert found == {("injured", 30, 30, None)}


def test_people_without_a_number_hand_their_kind_on() -> None:
    assert figures("قتل عدد من الجنود بينهم ضابطان في القصف.") == {("killed", 2, 2, None)}


def test_killed_or_hurt_is_neither() -> None:
    assert figures("قال إن 50 مسلحا قتلوا أو جرحوا في القصف.") == {("other", 50, 50, None)}


def test_a_part_may_open_the_next_sentence() -> None:
    found = figures("قتل 20 شخصا في القصف. وأضاف المصدر أن بينهم خمسة أطفال.")
    assert found == {("killed", 20, 20, None), ("killed", 5, 5, None)}


def test_what_befell_some_of_them_is_not_told_of_all() -> None:
    assert figures("كان في القارب 80 مهاجرا غرق معظمهم.") == set()
