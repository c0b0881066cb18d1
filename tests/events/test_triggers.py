"""Triggers: every row's example, the types, and contexts in which a word names no event."""

import pytest

from riwaya.document import Document, EventDraft
from riwaya.errors import ResourceError
from riwaya.events.arguments import load_types
from riwaya.events.classes import Surroundings, bare_forms, load_classes, read_conditions
from riwaya.events.triggers import TriggerRow, find_forms, find_triggers, load_triggers
from riwaya.reader import Reader
from riwaya.resources import load_table
from riwaya.types import Report

from .reading import read_up_to

ROWS = load_table("riwaya.events", "triggers.tsv", TriggerRow)
TYPES = sorted(load_types())


def events(text: str) -> tuple[EventDraft, ...]:
    document: Document = Reader().walk(Report(id="r", text=text, published="2023-05-10"))
    return document.events


def fired(text: str) -> set[TriggerRow]:
    """Give the rows that find something in a text, before anything is settled between them."""
    document = read_up_to(text, "events")
    return {trigger.row for trigger in find_triggers(document, Surroundings(document))}


@pytest.mark.parametrize("kind", TYPES)
def test_every_row_finds_its_own_example_and_makes_an_event_of_its_type(kind: str) -> None:
    rows = [row for row in ROWS if row.type == kind]
    assert [row.example for row in rows if row not in fired(row.example)] == []
    failing = [row.example for row in rows if kind not in {event.type for event in events(row.example)}]
    assert failing == []


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_verbs_and_nouns(kind: str) -> None:
    kinds = {row.kind for row in ROWS if row.type == kind}
    assert {"verb", "noun"} <= kinds


def test_the_table_is_broad() -> None:
    assert len(ROWS) > 900
    assert len(TYPES) == 22


@pytest.mark.parametrize(
    "text",
    [
        "شن الوزير هجوما لاذعا على خصومه في البرلمان.",
        "حذر خبراء من انفجار الأسعار في الأسواق.",
        "سجل اللاعب هدفين وقاد هجوم الفريق في المباراة.",
        "عقد الوزير مؤتمرا صحفيا في مقر الوزارة.",
        "دعت الوزارة إلى مواجهة التحديات الاقتصادية.",
        "تعمل الجامعة على تطوير مناهجها.",
        "سلم الوزير الجوائز للفائزين.",
        "ترك المدرب النادي بعد خسارة الفريق.",
        "استقبلت المستشفيات مئات المرضى.",
        "تستقبل المدينة آلاف السياح كل عام.",
        "رفع البنك سعر الفائدة.",
        "حقق الفريق فوزا كبيرا في المباراة.",
        "تقع مقاطعة كاساي في وسط البلاد.",
        "تولى العميد قيادة قوات مكافحة الشغب.",
        "قال المتحدث باسم لجنة المفاوضات إن الموقف لم يتغير.",
        "شهدت الأسواق هجوما على شراء الذهب.",
        "تحدث الرئيس عن الأوضاع الاقتصادية في كلمة للشعب.",
        "تضم المدينة مصانع كثيرة.",
        "قال تاجر في اتصال هاتفي مع مراسلنا إن الخبز نفد.",
    ],
)
def test_words_that_name_no_event_here(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قصف الجيش القرية بالمدفعية.", "shelling"),
        ("قصف الطيران القرية.", "airstrike"),
        ("قتل جنديان في هجوم بسيارة مفخخة قرب المعسكر.", "explosion"),
        ("أطلق مسلحون النار على دورية للشرطة.", "attack"),
        ("أطلق المسلحون سراح الرهائن.", "release"),
        ("أعلن الطرفان وقف إطلاق النار.", "ceasefire"),
        ("دخلت القوات المدينة فجرا.", "seizure"),
        ("أعلن الرئيس انسحاب بلاده من الاتفاق النووي.", "agreement"),
        ("أعلن القائد انسحاب قواته من المدينة.", "withdrawal"),
        ("طردت الحكومة ثلاثة دبلوماسيين.", "sanction"),
        ("طرد المسلحون الأهالي من بيوتهم.", "displacement"),
        ("استدعت الحكومة سفيرها للتشاور.", "sanction"),
        ("استدعت وزارة الخارجية السفير الأجنبي.", "talks"),
        ("تستقبل البلاد أكثر من ستين ألف لاجئ.", "displacement"),
        ("تعرضت دورية للجيش لإطلاق نار قرب الحدود.", "attack"),
        ("سقطت المدينة بعد معارك دامت يومين.", "seizure"),
        ("تعرض الميناء لهجمات بالمسيرات.", "airstrike"),
        ("حركة إم 23 تدخل مدينة غوما.", "seizure"),
        ("أعادت باريس جنودها من النيجر.", "withdrawal"),
        ("تطالب كييف بتسريع تسليم منظومات باتريوت.", "aid"),
        ("نفذت قوة خاصة عملية إنزال جوي في الصحراء.", "attack"),
    ],
)
def test_company_decides_the_type(text: str, kind: str) -> None:
    assert kind in {event.type for event in events(text)}


def test_conditions_name_known_windows_and_classes() -> None:
    assert read_conditions(("soon:air&before:force",), "x")[0].demands[0][0] == "soon"
    with pytest.raises(ResourceError, match="names no window or class"):
        read_conditions(("beside:air",), "x")
    with pytest.raises(ResourceError, match="names no window or class"):
        read_conditions(("soon:nothing",), "x")


def test_clitics_and_endings_never_hide_a_word() -> None:
    assert "قوات" in bare_forms("وبالقوات")
    assert "قرار" in bare_forms("قرارا")
    assert set(find_forms("غاره", "noun")) >= {"غارات", "غارتين", "غارت"}
    assert "مسلح" not in load_triggers().verbs
    assert load_classes().words["قوات"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تصالح الطرفان بعد سنوات.", "agreement"),  # a noun where the clause opens with a verb
        ("أجلت باريس رعاياها من البلاد.", "evacuation"),  # of أجلى here, not of أجل
        ("رفضت القبائل تدخلا عسكريا أجنبيا.", "attack"),  # no dual of دخل
    ],
)
def test_another_reading_is_asked_where_words_are_unsure(text: str, kind: str) -> None:
    assert kind in {event.type for event in events(text)}


def test_a_sure_noun_is_no_verb() -> None:
    """لجان, committees, is written like a form of لجأ, to take refuge."""
    assert [event.type for event in events("قالت لجان محلية إن القصف مستمر.")] == ["shelling"]
