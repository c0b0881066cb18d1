"""Events whole: what happened, where, when, to whom, how many, and whether it did."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.document import Document, EventDraft
from riwaya.events import find_events
from riwaya.events.weights import WeightRow, load_weights
from riwaya.reader import Reader
from riwaya.resources import load_table
from riwaya.types import Report

AMBUSH = (
    "قتل ثلاثة جنود وأصيب خمسة آخرون في كمين نفذه مسلحون قرب مدينة تعز يوم الثلاثاء، بحسب مصدر عسكري. "
    "وقال المصدر إن الكمين استهدف دورية للجيش."
)


def walk(text: str, published: str = "2023-05-10") -> Document:
    return Reader().walk(Report(id="r", text=text, published=published))


def only(text: str, kind: str) -> EventDraft:
    found = [event for event in walk(text).events if event.type == kind]
    assert len(found) == 1, [event.type for event in walk(text).events]
    return found[0]


def test_one_event_with_all_that_is_told_of_it() -> None:
    ambush = only(AMBUSH, "attack")
    assert {"كمين", "الكمين"} <= {AMBUSH[s.start : s.end] for s in ambush.triggers}
    assert {(f.kind, f.low, f.high) for f in ambush.figures} == {("killed", 3, 3), ("injured", 5, 5)}
    assert ambush.place is not None
    assert ambush.place.country == "YEM"
    assert ambush.when is not None
    assert (ambush.when.start, ambush.when.end) == ("2023-05-09", "2023-05-09")
    assert ambush.reality == "actual"
    assert any(actor.name == "مسلحون" for actor in ambush.actors)
    assert {"type", "reality", "place", "when", "figures"} <= {reason.field for reason in ambush.why}


def test_deaths_of_a_known_event_are_no_event() -> None:
    assert [event.type for event in walk(AMBUSH).events] == ["attack"]


def test_deaths_told_alone_are_one() -> None:
    lone = only("توفي أربعة أشخاص غرقا قبالة الساحل.", "casualties")
    assert [(f.kind, f.low, f.high) for f in lone.figures] == [("killed", 4, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "اندلعت اشتباكات بين القبيلتين بعد مقتل شيخ إحداهما في السوق.",
        "قصف الجيش القرية فجرا. وقتل أكثر من ألفي شخص منذ اندلاع الصراع.",
        "قصف الجيش القرية فجرا. وأسفر النزاع عن مقتل أكثر من ألفي شخص.",
    ],
)
def test_deaths_of_another_matter_are_told_by_themselves(text: str) -> None:
    only(text, "casualties")


def test_a_killing_by_an_army_is_an_attack() -> None:
    only("قتل الجيش شابا قرب الحاجز.", "attack")
    only("قتل جندي وأصيب آخر قرب الحاجز.", "casualties")


@pytest.mark.parametrize(
    "text",
    [
        "قتل جنديان وأصيب أربعة آخرون بعد هبوط خاطئ للمظلات.",
        "قتل أربعة من عناصر الشرطة وأصيب اثنان بعد انهيار سقف المخفر.",
    ],
)
def test_who_is_counted_dead_is_no_killer(text: str) -> None:
    assert [event.type for event in walk(text).events] == ["casualties"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قتل ضابط بعبوة ناسفة على طريق المطار.", "explosion"),
        ("قتل راعيان بقذيفة على أطراف القرية.", "shelling"),
        ("قتل سائق بطائرة مسيرة قرب الحدود.", "airstrike"),
    ],
)
def test_the_arm_that_killed_tells_the_deed(text: str, kind: str) -> None:
    assert [event.type for event in walk(text).events] == [kind]


@pytest.mark.parametrize(
    ("text", "kind", "triggers"),
    [
        ("نفت الوزارة تقديم أي دعم عسكري للمتمردين.", "aid", ["تقديم", "دعم"]),
        ("أعلن المتحدث استعادة الجيش السيطرة على البلدة.", "seizure", ["استعادة", "السيطرة"]),
    ],
)
def test_a_word_and_the_noun_it_leads_to_are_one_telling(text: str, kind: str, triggers: list[str]) -> None:
    assert [text[s.start : s.end] for s in only(text, kind).triggers] == triggers


def test_fighting_is_no_mere_attack() -> None:
    text = "هاجم مسلحون القاعدة فجر الأحد. ودارت اشتباكات عنيفة مع الجنود داخل القاعدة."
    assert [event.type for event in walk(text).events] == ["attack", "clash"]


@pytest.mark.parametrize(
    "text", ["قالت أنقرة إنها ترحب بذلك.", "نفت أجهزة الأمن ذلك.", "زار السفير عدن أمس."]
)
def test_a_name_is_no_verb(text: str) -> None:
    assert [event.type for event in walk(text).events if event.type != "talks"] == []


def test_two_places_are_two_events() -> None:
    text = "وقع تفجير في مدينة الموصل يوم الاثنين. ووقع تفجير آخر في مدينة كركوك يوم الثلاثاء."
    assert len([event for event in walk(text).events if event.type == "explosion"]) == 2


@pytest.mark.parametrize(
    ("text", "kind", "reality"),
    [
        ("لم تقصف القوات المدينة.", "shelling", "negated"),
        ("إذا قصفت القوات المدينة فسنرد.", "shelling", "possible"),
        ("فشلت القوات في فرض حصار على المدينة.", "siege", "negated"),
        ("دخلت القوات المدينة من دون قتال.", "clash", "negated"),
        ("قصفت القوات المدينة.", "shelling", "actual"),
        ("دعا الأمين العام إلى وقف إطلاق النار.", "ceasefire", "planned"),
        ("سيعقد الوزيران اجتماعا في القاهرة.", "talks", "planned"),
        ("قد تقصف القوات المدينة.", "shelling", "possible"),
        ("سوف تقصف القوات المدينة.", "shelling", "planned"),
        # No word of a name bars the way to what governs, nor governs itself.
        ("طالب المحافظ عادل الحسيني بفتح تحقيق في الحادث.", "legal", "planned"),
        ("أمر الجيش سكان القرارة بإخلائها فورا.", "evacuation", "planned"),
        ("وافق الطرفان من حيث المبدأ على هدنة مدتها شهران.", "ceasefire", "planned"),
        ("يقضي الاتفاق بتبادل الأسرى.", "release", "planned"),
        ("انتهت الجولة، على أن تعقد المحادثات الثانية لاحقا.", "talks", "planned"),
        ("قال الوزير إن الرؤساء سيحضرون قمة طارئة.", "talks", "planned"),
        ("تهدف الخطة إلى شن سلسلة من الهجمات.", "attack", "planned"),
        ("أكدت الحكومة توقيف المشتبه به.", "arrest", "actual"),
        ("حاول المسلحون اقتحام المقر ثم انسحبوا.", "attack", "actual"),
        ("توعد قائد الجيش المتمردين بالثأر.", "attack", "planned"),
        ("حوكم الرجل بتهمة اغتيال القاضي.", "attack", "actual"),
    ],
)
def test_reality_follows_the_clause(text: str, kind: str, reality: str) -> None:
    assert only(text, kind).reality == reality


@pytest.mark.parametrize(
    ("text", "kind", "figure"),
    [
        ("اعتقلت الشرطة ستة أشخاص بعد المداهمة.", "arrest", ("arrested", 6, 6)),
        ("أدى القتال إلى نزوح ألفي لاجئ.", "displacement", ("displaced", 2000, 2000)),
        ("أفرجت السلطات عن عشرة سجناء.", "release", ("released", 10, 10)),
        ("طردت لندن سبعة دبلوماسيين.", "sanction", ("other", 7, 7)),
    ],
)
def test_counts_beside_a_trigger(text: str, kind: str, figure: tuple[str, int, int]) -> None:
    assert figure in {(f.kind, f.low, f.high) for f in only(text, kind).figures}


def test_talks_have_round_topics_and_assessment() -> None:
    text = "بدأت في جنيف الجولة الثالثة من المحادثات الصعبة بشأن الهدنة والمساعدات الإنسانية."
    talks = only(text, "talks").talks
    assert talks is not None
    assert talks.round == 3
    assert [text[s.start : s.end] for s in talks.topics] == ["الهدنة", "المساعدات الإنسانية"]
    assert talks.assessment == "difficult"


def test_weights_stand_for_known_models() -> None:
    rows = load_table("riwaya.events", "weights.tsv", WeightRow)
    assert {row.model for row in rows} == set(load_weights())
    assert all(row.meaning for row in rows)
    assert len({(row.model, row.feature) for row in rows}) == len(rows)


def test_the_stage_changes_nothing_and_repeats_itself() -> None:
    document = walk(AMBUSH)
    again = find_events(document)
    assert again == document
    assert again.events is not document.events


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='قتلهجومغارةفيعلىمنو اللصاروخ12٣،.«»"\n', max_size=160))
def test_strange_text_never_raises(text: str) -> None:
    document = walk(text)
    for event in document.events:
        assert event.triggers
        assert all(0 <= s.start < s.end <= len(document.report.text) for s in event.triggers)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("عقد الوفدان محادثات لإنهاء الحصار يوم الخميس.", ["إنهاء الحصار"]),
        ("عقد الوفدان محادثات في مارس/آذار بشأن تبادل الأسرى.", ["تبادل الأسرى"]),
        ("عقد الوفدان اجتماعا للدفاع عن أنفسهم.", []),
    ],
)
def test_what_talks_are_about(text: str, topics: list[str]) -> None:
    talks = only(text, "talks").talks
    assert talks is not None
    assert [text[topic.start : topic.end] for topic in talks.topics] == topics
