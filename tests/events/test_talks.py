"""Talks: which round, what they are about, how they go; every row of the tables by its own example."""

import pytest

from riwaya.document import EventDraft
from riwaya.events.talks.rounds import RoundRow
from riwaya.events.talks.standing import StandingRow
from riwaya.events.talks.words import TopicRow
from riwaya.reader import Reader
from riwaya.resources import load_table
from riwaya.types import Report, Talks

TOPICS = load_table("riwaya.events.talks", "topics.tsv", TopicRow)
STANDINGS = load_table("riwaya.events.talks", "standing.tsv", StandingRow)
SLOT = "_"
OPEN = ("unreal", "idle")  # rows under which nothing is told


def events(text: str) -> list[EventDraft]:
    found = Reader().walk(Report(id="r", text=text, published="2024-03-01")).events
    return [event for event in found if event.talks is not None]


def read(text: str) -> Talks:
    """Give what the talks of a text say of themselves; of several, those that say most."""
    said = [event.talks for event in events(text) if event.talks is not None]
    assert said, f"no talks in {text}"
    return max(said, key=lambda talks: (len(talks.topics), bool(talks.round), bool(talks.assessment)))


def topics(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read(text).topics]


def examples() -> list[tuple[str, list[str]]]:
    spelled = []
    for row in TOPICS:
        for word in row.words if SLOT in row.example else ("",):
            wanted = [topic.replace(SLOT, word) for topic in row.topics]
            spelled.append((row.example.replace(SLOT, word), wanted))
    return spelled


@pytest.mark.parametrize(("text", "wanted"), examples())
def test_rows_lead_to_their_topics(text: str, wanted: list[str]) -> None:
    assert topics(text) == wanted


@pytest.mark.parametrize("row", [row for row in STANDINGS if row.kind not in OPEN], ids=lambda row: row.kind)
def test_rows_say_how_talks_go(row: StandingRow) -> None:
    expected = {"outcome": "agreed", "mediating": "agreed", "still": "difficult"}
    if row.kind == "result":
        expected["result"] = "failed"  # its example denies it
    for word in row.words if SLOT in row.example else ("",):
        text = row.example.replace(SLOT, word)
        assert read(text).assessment == expected.get(row.kind, row.assessment), text


def test_rows_count_rounds() -> None:
    rows = load_table("riwaya.events.talks", "rounds.tsv", RoundRow)
    wrong = []
    for row in rows:
        ordinals = [word if word.startswith("ال") else f"ال{word}" for word in row.words]
        spelled = [f"بدأت في جنيف الجولة {word} من المحادثات." for word in ordinals]
        spelled += [f"استضافت جنيف {word} جولة من المحادثات." for word in row.lead]
        wrong += [(row.number, text) for text in spelled if read(text).round != row.number]
    assert rows
    assert wrong == []


def test_unreal_words_leave_it_open() -> None:
    rows = [row for row in STANDINGS if row.kind in OPEN]
    assert rows
    assert [row.example for row in rows if read(row.example).assessment is not None] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("بدأت في أستانا الجولة السابعة عشرة من المحادثات.", 17),
        ("عقد الوفدان في مسقط جولة محادثات ثالثة.", 3),
        ("اختتمت في جنيف الجولة الـ12 من المفاوضات.", 12),
        ("استضافت بريتوريا أول جولة من المفاوضات بين الطرفين.", 1),
        ("دخلت المفاوضات جولتها السادسة والأخيرة في الدوحة.", 6),
        ("عقد المجلس اللقاء، الرابع هذا العام، في تونس.", 4),
        ("قال الوزير إن محادثات أستانا 19 انتهت.", 19),
        ("بدأت جولة جديدة من المفاوضات عام 2019.", None),
        ("عقد الرئيسان أول لقاء بينهما منذ عامين.", None),
        ("أنهى الوزير زيارته الثانية إلى كييف.", None),
    ],
)
def test_rounds(text: str, number: int | None) -> None:
    assert read(text).round == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # One topic ends where the next begins, and before what tells of the talks themselves.
        (
            "عقد الوفدان محادثات بشأن وقف القتال والمساعدات الإنسانية والطبية.",
            ["وقف القتال", "المساعدات الإنسانية والطبية"],
        ),
        ("عقد الوفدان محادثات بشأن الوضع في ليبيا وتشاد.", ["الوضع في ليبيا وتشاد"]),
        ("عقد الوفدان محادثات بشأن سحب القوات التي دخلت البلدة.", ["سحب القوات"]),
        ("عقد الوفدان محادثات بشأن وقف القصف الذي بدأ أمس، وإجلاء الجرحى.", ["وقف القصف", "إجلاء الجرحى"]),
        ("عقد الوفدان محادثات حول الضمانات الأمنية مع روسيا.", ["الضمانات الأمنية"]),
        ("عقد الوفدان محادثات حول فتح المعبر وسط أجواء متوترة.", ["فتح المعبر"]),
        ("تناولت المحادثات البرنامج النووي أهم ملفات المنطقة.", ["البرنامج النووي"]),
        # Who, with whom and where stand between a verb and its topic.
        ("بحث وزير الخارجية مع نظيره القطري في الدوحة اليوم، خلال اتصال هاتفي، هدنة غزة.", ["هدنة غزة"]),
        ("ناقش الجانبان، في لقاء حضره السفير، حماية الحدود.", ["حماية الحدود"]),
        ("وتناول اللقاء، الذي حضره السفير، حماية الحدود.", ["حماية الحدود"]),
        # A clause that tells no more than that they are held is gone through; so is a verb of reaching.
        ("عقد القادة اجتماعا ضم وفودا من خمس دول جرى خلاله بحث أزمة المياه.", ["أزمة المياه"]),
        ("قال الوزير في ختام محادثاته إن البلدين اتفقا على ترسيم الحدود.", ["ترسيم الحدود"]),
        ("وصل المبعوث إلى صنعاء لإجراء محادثات حول ملف الأسرى.", ["ملف الأسرى"]),
        ("استضافت لواندا محادثات للتوصل إلى اتفاق بشأن سحب القوات.", ["سحب القوات"]),
        # The next sentence goes on.
        ("استقبل الرئيس السفير الروسي في بانغي. وتناول الجانبان تدريب الجيش.", ["تدريب الجيش"]),
        ("زار الوفد بغداد أمس. وجرى بحث إمدادات الغاز.", ["إمدادات الغاز"]),
        # What belongs to other words is no topic.
        ("التقى الوزير نظيره، ثم أعلن خطة لدعم المزارعين.", []),
        ("عقد التحالف الدولي لهزيمة التنظيم اجتماعا في روما.", []),
        ("عقد الوزيران اجتماعا وفقا لتقرير صحفي.", []),
        ("اتفق الطرفان على مواصلة الحوار.", []),
        ("فشلت المحادثات في إحراز أي تقدم.", []),
    ],
)  # fmt: skip
def test_topics(text: str, wanted: list[str]) -> None:
    assert topics(text) == wanted


@pytest.mark.parametrize(
    ("text", "assessment"),
    [
        ("لم تسفر المشاورات في جنيف عن أي نتيجة.", "failed"),
        ("انتهت المحادثات في كمبالا دون التوصل إلى اتفاق.", "failed"),
        ("أخفق الوفدان خلال محادثات كينشاسا في إنهاء القتال.", "failed"),
        ("لم تحرز المفاوضات تقدما يذكر.", "difficult"),
        ("لا تزال المفاوضات بين الحكومة والمتمردين متعثرة.", "difficult"),
        ("علقت الحكومة المفاوضات مع المتمردين.", "difficult"),
        ("أحرزت المفاوضات في نيروبي تقدما.", "progress"),
        ("وصف الوسيط المحادثات مع الوفدين بأنها مثمرة.", "progress"),
        ("تتواصل في الدوحة المفاوضات غير المباشرة.", "ongoing"),
        ("قال الوسيط إن المفاوضات لم تتوقف.", "ongoing"),
        ("أفضت مفاوضات استمرت شهرا إلى اتفاق سلام.", "agreed"),
        ("بعد محادثات شاقة، وافقت الفصائل على الانسحاب.", "agreed"),
        ("حذر الوسيط من انهيار المفاوضات.", None),
        ("قال الوسيط إن المفاوضات لن تفضي إلى اتفاق.", None),
        ("بدأت المفاوضات للتوصل إلى اتفاق.", None),
        ("تستمر زيارة الوزير يومين.", None),
        ("تجري القاهرة اتصالات مع الأطراف.", None),
        ("عقد الوفدان محادثات حول أفكار مفيدة.", None),
    ],
)
def test_how_talks_go(text: str, assessment: str | None) -> None:
    assert read(text).assessment == assessment
