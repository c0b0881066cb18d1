"""Sentences end where a reader would end them; a mark that only looks like an end ends nothing."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.tokens.sentences import find_stretches

LETTERS = 200_000


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_stretches(text)[0]]


PLAIN = [
    ["وصل الوفد إلى العاصمة.", "ثم بدأ الاجتماع."],
    ["هل توقف القصف؟", "لا أحد يعرف!", "انتهى البيان..."],
    ["انتهت الجلسة .", "وغادر الحاضرون"],
    ["أهذا عدل؟!", "لا، ليس عدلا!!"],
    ["سلموا الأسلحة له.", "وأفرجوا عن الأسرى به.", "ولم يعلقوا."],
    ["بلغ العدد 35.", "وارتفع بعد ساعة إلى 40.", "ثم استقر."],
    ["وقعت الهدنة عام 2002 م.", "وانهارت عام 1424 هـ.", "ولم تجدد."],
]

ABBREVIATIONS = [
    ["قال الطبيب أ. سامي إن الحصيلة بلغت 3.5 آلاف.", "ولم يزد."],
    ["وصل م. خالد ود. هدى إلى المستشفى.", "وعاينا الجرحى."],
    ["ذكرت وكالة أ.ف.ب أن الجسر أغلق.", "ولم تذكر السبب."],
    ["نقلت د. ب. أ عن شاهد أنه سمع دويا.", "وأغلقت الطرق."],
    ["صدر القرار في ج.م.ع. أمس.", "ونشر في الجريدة الرسمية."],
    ["وقالت أ.ف.ب. إن الوفد عاد.", "هذا ما أوردته أ.ف.ب.", "ولم تزد رويترز."],
    ["سلم أ.د. ماهر التقرير.", "ووقع عليه."],
    ["قال J. Smith من U.S. Navy إن السفينة سليمة.", "وأبحرت."],
    ["قابلنا Dr. Miller في بيته.", "وقرأنا e.g. reports عنه."],
    ["وقعت شركة البناء (ش.م.ل.) العقد.", "وبدأ العمل."],
]

NUMBERS = [
    ["عند الساعة 10.30 بدأ الهجوم (قرب الجسر. شرقا) وانتهى.", "وهدأ الوضع."],
    ["1. إطلاق الأسرى.", "2. فتح المعبر.", "3. نشر مراقبين."],
    ["ينص الاتفاق على: 1. إطلاق الأسرى 2. فتح المعبر 3. نشر مراقبين.", "ووقعه الطرفان."],
    ["تراجعت العملة 2.5 في المئة.", "وبلغ السعر 1.700 ليرة."],
    ["نشر الموقع www.example.org/a.b صورا.", "ورآها كثيرون."],
    ["راسلونا على desk@news.example.com أو بالهاتف.", "انتهى."],
]

PAUSES = [
    ["كان يريد أن يقول... لكنه سكت.", "وخرج."],
    ["طال الانتظار.. ساعة ثم ساعتين.", "ولم يأت أحد."],
    ["انقطع الاتصال...", "ثم عاد بعد دقائق."],
    ["نزحت القرية كلها…", "وأقامت العائلات في المدارس."],
    ["لا ماء . . . لا كهرباء.", "هكذا نعيش."],
    ["هل يعودون غدا؟ أو بعد غد؟", "لا جواب."],
    ["سؤال: هل تخشون الحرب؟ جواب: نعم.", "هكذا بدأ اللقاء."],
]

QUOTED = [
    ['قال "لن نرحل. سنبقى هنا" ثم صمت.', "وغادر القاعة."],
    ["«أين ذهب الجميع؟» سأل الصبي جارته.", "فلم تجب."],
    ['صاح الحارس "قفوا!" وأطلق رصاصة في الهواء.', "فوقفوا."],
    ["قال القائد: «المعركة طويلة.»", "وأضاف أن رجاله صامدون."],
    ["قال القائد: «المعركة طويلة».", "وأضاف أن رجاله صامدون."],
    ["قال إنه «متعب جدا...» وأغلق الهاتف.", "ولم يعد."],
    ["سأل: «من يحمينا؟».", "ولم يجد جوابا."],
    ["قال: «نريد الماء. نريد الخبز. نريد أن نعود.»", "ثم بكى."],
    ["أعلن المجلس (وهو أعلى هيئة. انتخب أمس) قراره.", "ورفضته المعارضة."],
    ["أغلق المعبر.", "(فتح صباح اليوم التالي.)", "وعبرت الشاحنات."],
    ["قالوا إنهم باقون (هل يصدقهم أحد؟) حتى النصر.", "وانصرفوا."],
]

UNPARTED = [
    ["اعترفوا بأن الغارة خطأ.", "ثم اعتذروا."],
    ["دخل الجيش المدينة.", "وقال ناطق إنها آمنة."],
    ["عادت الكهرباء إلى مصر.", "وقالت الوزارة إن العطل أصلح."],
    ["لماذا انسحبوا؟", "لأن الذخيرة نفدت."],
    ["قال «نحن هنا.»", "وأضاف «لن نرحل»."],
]


@pytest.mark.parametrize("parts", [*PLAIN, *ABBREVIATIONS, *NUMBERS, *PAUSES, *QUOTED])
def test_sentences_on_one_line(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize("parts", UNPARTED)
def test_a_blank_that_was_forgotten(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "أذيعت المقابلة على إن.بي.سي وعلى دي.إيه.إن أمس",
        "نشر موقع الجزيرة.نت الخبر قبل قناة إيه.بي.نيوز",
        "كتب د.سامي وأ.د.هدى المقال",
        "تعمل شركة عالمنا.كوم في المدينة",
    ],
)
def test_names_with_dots_are_not_split(text: str) -> None:
    assert split(text) == [text]


def test_lines_end_sentences_and_are_never_joined() -> None:
    lines = ["تقدم الجيش في", "ثلاث قرى شرق", "المدينة وسيطر عليها.", "قال الوزير:", "سنرد."]
    assert split("\n".join(lines)) == lines


def headings(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_stretches(text)[0] if s.heading]


LONG = "قال ناطق باسم الجيش إن المعارك مستمرة منذ الفجر في محيط المدينة."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["معارك عنيفة", LONG, "خسائر كبيرة", LONG], ["معارك عنيفة", "خسائر كبيرة"]),
        (["الوزير: «لن نرحل» عن المدينة", LONG], ["الوزير: «لن نرحل» عن المدينة"]),
        (['اتهام للجيش بـ"الكذب"', LONG], ['اتهام للجيش بـ"الكذب"']),
        ([LONG, "رويترز"], []),  # heads nothing
        (["«لن نرحل»", LONG], []),  # speech
        (["وقال الوزير:", LONG], []),
        (["- وقف النار", LONG, "2) فتح المعبر", LONG], []),  # a list
        ([LONG, "يا قمري", "يا شجري", "يا حجري", "يا سفري", LONG], []),  # a poem
        (["عنوان وحيد"], ["عنوان وحيد"]),
    ],
)
def test_headings_are_short_lines_that_head_something(lines: list[str], expected: list[str]) -> None:
    assert headings("\n".join(lines)) == expected


def test_paragraphs_are_numbered() -> None:
    stretches, _ = find_stretches("معارك عنيفة\nقال. وأضاف.\n\nوختم.")
    assert [s.paragraph for s in stretches] == [0, 1, 1, 2]


@given(st.text(alphabet='ابجو .!؟"«»()\n1أ…:', max_size=200))
def test_sentences_cover_every_letter_in_order(text: str) -> None:
    stretches, quotes = find_stretches(text)
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    covered = "".join(text[s.start : s.end] for s in stretches)
    assert covered.replace(" ", "") == "".join(text.split())
    assert all(0 <= q.start < q.end <= len(text) for q in quotes)


def test_a_line_without_marks_is_cut_at_blanks() -> None:
    text = "كلمة " * 3000
    parts = split(text)
    assert max(map(len, parts)) <= 4000 and " ".join(parts) == text.strip()
    assert "".join(split("ا" * 9001)) == "ا" * 9001


@pytest.mark.parametrize(
    "part",
    ['"', ".", "1", "ب", "a", ". ", "ب. ", "؟ ", "«", '"«',  '«ب "ج» ', ":", "ب:", "ق: ب ", "(", "(. ",
     "1. ", "\n", "ب\n", "- ب.\n", "«ب\n", "’", "ب’ ", "' ", "ب.ب", "كلمة.وكلمة", "....؟ ",
     ". . . .؟ ", '«ب: ج د "ه" و». '],
)  # fmt: skip
def test_any_text_is_read_in_linear_time(part: str) -> None:
    text = part * (LETTERS // len(part)) + "." * 1000 + "؟ ب"
    begun = time.perf_counter()
    find_stretches(text)
    assert (
        time.perf_counter() - begun < 10
    )  # seconds, on a busy machine too; a pass in quadratic time takes minutes
