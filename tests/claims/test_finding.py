"""Claims: cues that are none, and claims inside claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .reading import claims, read, told


@pytest.mark.parametrize(
    "text",
    [
        "ولم تعلن أي جهة مسؤوليتها عن الهجوم.",
        "وستعلن الحكومة غدا أن الحظر انتهى.",
        "ولن يؤكد الوزير أن الاتفاق وقع.",
        "يذكر أن المدينة تقع على الساحل.",
        "والجدير بالذكر أن الحرب دخلت عامها الثالث.",
        "وتحدث الوزير مع نظيره طويلا.",
        "ورفض القصر التعليق على التقرير.",
        "وتتمركز قوات من الزاوية ومصراتة على تخوم العاصمة.",
        "ورفضت الوزارة الكشف عن أسماء الجرحى.",
        "وأفاد السكان من المساعدات كثيرا.",
    ],
)
def test_no_claim(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("وأعرب الوزير عن قلقه إزاء التصعيد.", ["state"]),
        ("وأعرب الوزير عن إدانته للهجوم.", ["condemn"]),
        ("وأعرب الوزير عن أمله في استئناف الحوار.", ["predict"]),
        ("وكشف الوزير أن الوفد غادر المدينة.", ["state"]),
        ("ودعا الوزير الأطراف إلى وقف القتال.", ["demand"]),
        ("وقالت وكالة الأنباء إن الجسر انهار.", ["report"]),
        ("ويعتقد أن القتيل قائد ميداني.", ["describe"]),
        ("ومن المتوقع أن تصل القافلة غدا.", ["predict"]),
        ("وقالت شبكة أطباء السودان إن الجسر انهار.", ["state"]),
        ("لكن التلفزيون ذكر، نقلا عن ضابط، أن الجسر انهار.", ["report"]),
    ],
)
def test_acts(text: str, acts: list[str]) -> None:
    assert [act for _, act, _, _ in told(text)] == acts


def test_a_claim_inside_another_has_another_source() -> None:
    text = "وقال الوزير الفرنسي إن كييف أعلنت أن الجسر دمر."
    assert [(cue, source) for cue, _, source, _ in told(text)] == [
        ("قال", "الوزير الفرنسي"),
        ("أعلنت", "كييف"),
    ]
    assert len(told("وقال الوزير إنه أكد أن الجسر دمر.")) == 1


def test_claims_stand_in_the_order_of_their_cues() -> None:
    starts = [
        c.cue.start for c in claims("قتل جندي، بحسب الجيش. وقال الوزير إن الجسر دمر، مضيفا أن الطريق مغلق.")
    ]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_every_claim_says_why() -> None:
    (claim,) = claims("وقال وزير الدفاع اليوم الاثنين إن الجسر دمر.")
    assert {reason.field for reason in claim.why} == {"act", "source", "content", "said"}


@given(st.text(alphabet='قالإنأبو. :"«»()،\n12ا', max_size=60))
def test_nothing_raises_and_spans_lie_inside(text: str) -> None:
    for claim in read(text).claims:
        assert 0 <= claim.cue.start < claim.cue.end <= len(text)
        if claim.content is not None:
            assert 0 <= claim.content.start <= claim.content.end <= len(text)


def test_a_court_s_refusal_is_a_ruling_and_no_comment_says_nothing() -> None:
    assert claims("ورفضت محكمة تركية الطلب.") == ()
    assert claims("ورفض الوزير التعليق بشأن ما إذا كان الجسر قد دمر.") == ()


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        (
            "أعلن المجلس التوصل إلى اتفاق بين اللواء وجهاز الردع، على أن يبدأ فورا.",
            "أعلن",
            "المجلس",
            "التوصل إلى اتفاق بين اللواء وجهاز الردع، على أن يبدأ فورا",
        ),
        (
            "كشفت صحيفة بريطانية نقلا عن ثلاثة مسؤولين أن الحاملة أبحرت.",
            "كشفت",
            "ثلاثة مسؤولين",
            "أن الحاملة أبحرت",
        ),
    ],
)
def test_the_complement_is_the_verbs_own(text: str, cue: str, source: str, content: str) -> None:
    found = told(text)
    assert [(word, who, what) for word, _, who, what in found] == [(cue, source, content)]


def test_who_stands_before_the_deed_is_the_accused() -> None:
    text = "ونفت الوزارة استهداف المخيم، واتهمت الحركات المسلحة باتخاذ النازحين دروعا بشرية."
    source, content = "الوزارة", "الحركات المسلحة باتخاذ النازحين دروعا بشرية"
    assert told(text)[1] == ("اتهمت", "accuse", source, content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"لقد خذلنا العالم كله"، يقول الطبيب أحمد محمد من داخل المستشفى.',
            [("يقول", "أحمد محمد", '"لقد خذلنا العالم كله"')],
        ),
        (
            "«القصف لم يتوقف منذ الفجر»، هكذا تحدث الراعي. وأضاف أن البئر ردمت.",
            [("أضاف", "الراعي", "أن البئر ردمت")],
        ),
        (
            '"لن نرحل عن هذه الأرض"، قالت المزارعة إن الجنود أحرقوا زرعها.',
            [("قالت", "المزارعة", "إن الجنود أحرقوا زرعها")],
        ),
    ],
)
def test_speech_may_stand_before_its_verb(text: str, said: list[tuple[str, str, str]]) -> None:
    assert [(cue, source, content) for cue, _, source, content in told(text)] == said


@pytest.mark.parametrize("ending", ["أي", "كل", "هذا", "إياه", ""])
def test_a_text_may_end_anywhere(ending: str) -> None:
    text = "توقع الجيش سقوط المدينة، وأعلن الوزير مقتل"
    for stop in range(len(text) + 1):
        claims(f"{text[:stop]} {ending}")


def test_a_mark_alone_is_no_content() -> None:
    assert [claim.content for claim in claims("وقال الوزير: .")] == [None]


def test_a_medium_passes_a_claim_on_once() -> None:
    (claim,) = claims("قال الوزير لوكالة رويترز إن الجسر انهار، بحسب وكالة رويترز.")
    assert len(claim.via) == 1


def test_a_heading_in_quotation_marks_is_not_of_who_speaks_below() -> None:
    assert claims("«الهدنة في خطر كبير اليوم»\nقالت المتحدثة الروسية في جنيف.") == ()


def test_a_word_of_a_name_is_no_word_of_saying() -> None:
    text = "وتنفي روسيا ما تقوله أوكرانيا وحلف شمال الأطلسي من أنها أرسلت قوات."
    assert "affirm" not in {claim.act for claim in claims(text)}
    assert [claim.act for claim in claims("وحلف الشاهد أن المتهم كان في بيته.")] == ["affirm"]
