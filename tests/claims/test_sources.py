"""Who says it."""

import pytest

from .reading import claims, told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وقال وزير الدفاع سيرغي شويغو إن الجسر دمر.", "سيرغي شويغو"),
        ("وقال رئيس البلدية، فيتالي كليتشكو، إن الجسر دمر.", "فيتالي كليتشكو"),
        ("وكانت موسكو قد أعلنت أن الجسر دمر.", "موسكو"),
        ("لكن كييف نفت أن الجسر دمر.", "كييف"),
        ("وأعلنت أوكرانيا أن الجسر دمر.", "أوكرانيا"),
        ("ويعتقد أن القتيل قائد ميداني.", None),
        ("وبحسب وزارة الصحة، قتل ثلاثة مدنيين.", "وزارة الصحة"),
        ("سياسيا، أعلنت وزارة الخارجية أن الوفد وصل.", "وزارة الخارجية"),
        ("عسكريا، قال الجيش إن الجسر دمر.", "الجيش"),
        ("وانسحب الجنود، فيما طالب محافظ ذي قار عادل الدخيلي بفتح تحقيق.", "عادل الدخيلي"),
        ("وقال طالب في الجامعة إن الجسر دمر.", "طالب"),
        ("قال علي محمد إن الجيش سيطر على المدينة.", "علي محمد"),
        ("وأكد علي حسن، قائد الكتيبة، السيطرة على المدينة.", "علي حسن"),
        ("وأعلنت المدعية العامة للمحكمة الدولية هيلين برانت فتح تحقيق.", "هيلين برانت"),
        ("ونفى المتحدث باسم الاتحاد سعدي كريم وجود صفقة.", "سعدي كريم"),
        ("ودعت المفوضة السامية لحقوق الإنسان إيرين كوفاتش إلى ضبط النفس.", "إيرين كوفاتش"),
        ("وقال رئيس بعثتها للمراقبة كارلوس إيبانيز إن الجسر دمر.", "كارلوس إيبانيز"),
        ('وقال المصدر لـ"كوردا نيوز"، إن الجسر دمر.', "المصدر"),
        ("واتهمت بنوم بنه جارتها باستخدام الذخائر.", "بنوم بنه"),
        ("واتهم حزب الله وحركة أمل في بيان مشترك مسلحين بإطلاق النار.", "حزب الله"),
        ("وبعث السكان برسائل يطالبون فيها الحكومة بإصلاح الطريق.", "السكان"),
        ("وتلا عضو المجلس بيانا قال فيه إن الحرب انتهت.", "عضو المجلس"),
        ("أصدرت أعلى هيئة دينية في البلاد فتوى تفيد بأن الهجمات حرام.", "أعلى هيئة دينية"),
    ],
)
def test_source(text: str, source: str | None) -> None:
    assert [s for _, _, s, _ in told(text)] == [source]


def test_a_dropped_subject_is_the_last_speaker_that_agrees() -> None:
    text = (
        "وقالت موسكو إن الجسر دمر. وقال الوزير إن الطريق مغلق. وأضافت أن المعبر مفتوح. وأضاف أن الميناء يعمل."
    )
    assert [s for _, _, s, _ in told(text)] == ["موسكو", "الوزير", "موسكو", "الوزير"]


def test_a_participle_has_its_sentence_s_speaker() -> None:
    text = "وقال الوزير إن الجسر دمر، مشيرا إلى أن الطريق مغلق."
    assert [s for _, _, s, _ in told(text)] == ["الوزير", "الوزير"]


def test_a_plural_verb_has_no_subject_behind_it() -> None:
    text = "وقال مسؤولون إن الجسر دمر. واتهموا كييف بقصف السوق."
    assert [s for _, _, s, _ in told(text)] == ["مسؤولون", "مسؤولون"]


def test_who_passes_on_is_not_who_speaks() -> None:
    (claim,) = claims("ونقلت وكالة رويترز عن مسؤول أمني قوله إن الجسر دمر.")
    assert claim.source is not None
    assert claim.source.name == "مسؤول أمني"
    assert [via.name for via in claim.via] == ["وكالة رويترز"]
    assert claim.act == "report"


def test_a_medium_spoken_to_passes_on_but_the_publisher_never() -> None:
    text = "وقال الوزير لوكالة رويترز إن الجسر دمر."
    (claim,) = claims(text)
    assert [via.name for via in claim.via] == ["وكالة رويترز"]
    (own,) = claims(text, publisher="Reuters")
    assert own.via == ()


def test_a_trailing_outlet_passes_on_and_a_doubled_attribution_is_one() -> None:
    (claim,) = claims("وقال الوزير إن الجسر دمر، بحسب وكالة رويترز.")
    assert [via.name for via in claim.via] == ["وكالة رويترز"]
    assert len(claims("وقال الوزير إن الجسر دمر، على حد قوله.")) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ووجهت موسكو اتهامات إلى كييف.", "موسكو"),  # the verb that the noun depends on
        ("وتلقى الجيش تعليمات من بوتين بوقف القصف.", "بوتين"),  # behind من
        ("وجاء الإعلان عن وقف القصف صباح الجمعة.", None),  # a definite masdar with nobody's name
    ],
)
def test_the_source_of_a_noun_of_saying(text: str, source: str | None) -> None:
    assert source in [s for _, _, s, _ in told(text)]


def test_a_medium_passes_on_what_another_says_within_its_report() -> None:
    _, inner = claims("وذكرت وكالة رويترز أن موسكو أعلنت وقف القصف.")
    assert [via.name for via in inner.via] == ["وكالة رويترز"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("وقال الجيش في بيان تلقته وكالة فرانس برس إن الجسر دمر.", "وكالة فرانس برس"),
        ("وقال الجيش في بيان تلقت رويترز نسخة منه إن الجسر دمر.", "رويترز"),
        ("ونقلت عنه وكالة رويترز أن الجسر دمر.", "وكالة رويترز"),
    ],
)
def test_who_puts_a_statement_out_passes_it_on(text: str, via: str) -> None:
    assert [[mention.name for mention in claim.via] for claim in claims(text)] == [[via]]


def test_a_name_behind_an_office_is_no_object() -> None:
    text = "ووصف مندوب الكويت لدى الأمم المتحدة السفير منصور العتيبي الهجوم بالتصعيد الخطير."
    assert [content for *_, content in told(text)] == ["الهجوم بالتصعيد الخطير"]


def test_a_quotation_that_goes_on_is_still_its_speaker_s() -> None:
    text = 'وقال الوزير: "الجسر دمر والطريق مغلق.\n"وأكدنا أن الميناء يعمل. وأضاف أن الماء مقطوع".'
    assert [cue for cue, *_ in told(text)] == ["قال"]


def test_a_text_that_writes_ya_for_alef_maqsura_has_the_preposition() -> None:
    text = "وأكد الوزير علي ضرورة وقف القتال ودعا الي الحوار وحث علي الهدوء."
    assert [s for _, _, s, _ in told(text)] == ["الوزير", "الوزير", "الوزير"]


def test_whom_a_pronoun_means_does_not_ask_himself() -> None:
    text = "وقال شاهد إن المسلحين هددوا الأهالي وطالبوهم بإغلاق السوق."
    assert [s for _, _, s, _ in told(text)] == ["شاهد", "المسلحين"]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("قال شهود إن القصف طال السوق. الحوثيون يتهمون التحالف بقصف السوق.", ["شهود", "الحوثيون"]),
        ("قال شهود إن السوق احترق. وقال الرئيس وحلفاؤه إن الهجوم مزيف، وأكدوا أن البلدة هادئة.",
         ["شهود", "الرئيس", "الرئيس"]),
        ("قال مراقبون إن الوضع خطير. وقالت عائلة القتيل إن ابنها طالب. وأكدوا أنه بريء.",
         ["مراقبون", "عائلة القتيل", "عائلة القتيل"]),
        ("قال مراقبون إن الوضع خطير. وقالت الشركة إن المصنع مغلق. وأكدوا أن السكان غادروا.",
         ["مراقبون", "الشركة", "مراقبون"]),
        ("ونشرت القناة صورا لمسلحين. كما نشرت صورة لجندي يرفع علما.", ["القناة", "القناة"]),
        ("وبثت الحركة تسجيلا للأسير يدعو فيه الحكومة إلى التفاوض.", ["أسير"]),
    ],
)  # fmt: skip
def test_who_goes_on_speaking(text: str, sources: list[str | None]) -> None:
    assert [s for _, _, s, _ in told(text)] == sources
