"""What is said: where it begins and ends, and how it is quoted."""

import pytest

from .reading import claims, told


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وقال الوزير اليوم الاثنين إن الجسر دمر.", "إن الجسر دمر"),
        ("وأكد الوزير أن الجسر دمر وأن الطريق مغلق.", "أن الجسر دمر وأن الطريق مغلق"),
        ('وقال الوزير: "الجسر دمر والطريق مغلق".', '"الجسر دمر والطريق مغلق"'),
        ("ورفضت كييف الاتهامات بقصف السوق.", "الاتهامات بقصف السوق"),
        ("وقال الوزير إن الجسر دمر، في إشارة إلى القصف.", "إن الجسر دمر"),
        ("واتهم الوزير كييف بقصف السوق.", "كييف بقصف السوق"),
        ("قتل ثلاثة جنود في الكمين، وفقا للجيش.", "قتل ثلاثة جنود في الكمين"),
        ("وبحسب الجيش، قتل ثلاثة جنود في الكمين.", "قتل ثلاثة جنود في الكمين"),
    ],
)
def test_content(text: str, content: str) -> None:
    assert [c for _, _, _, c in told(text)] == [content]


def test_what_follows_is_another_claim() -> None:
    text = "وقال الوزير إن الجسر دمر، مضيفا أن الطريق مغلق، وأكد أن الميناء يعمل."
    assert [c for _, _, _, c in told(text)] == ["إن الجسر دمر", "أن الطريق مغلق", "أن الميناء يعمل"]


def test_a_quotation_is_cut_at_its_paragraph() -> None:
    text = 'وقال الوزير: "الجسر دمر. والطريق مغلق.\nوالميناء يعمل".'
    ((_, _, _, content),) = told(text)
    assert content is not None
    assert content.startswith('"الجسر دمر')
    assert "والطريق مغلق" in content
    assert "والميناء" not in content


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("وقال الوزير إن الجسر دمر.", "indirect"),
        ('وقال الوزير "إن الجسر دمر ليلا".', "direct"),
        ('وقال الوزير إن "الجسر دمر" ليلا.', "mixed"),
        ("وأضاف الوزير: الجسر دمر والطريق مغلق.", "direct"),
        ("وقال الوزير: إن الجسر دمر والطريق مغلق.", "indirect"),
    ],
)
def test_quoted(text: str, quoted: str) -> None:
    assert [claim.quoted for claim in claims(text)] == [quoted]


def test_the_day_of_saying_stands_with_the_cue() -> None:
    days = [
        claim.said.start if claim.said else None
        for text in (
            "وقال الوزير أمس الأحد إن الجسر دمر.",
            "وقال الوزير إن الجسر دمر أمس الأحد.",
            "قتل جندي في الكمين، وفق ما أعلن الجيش السبت.",
        )
        for claim in claims(text)
    ]
    assert days == ["2022-03-13", None, "2022-03-12"]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("وقال الوزير إن الجسر دمر. ولم يتسن لرويترز التحقق من ذلك.", "unverified"),
        ("وقال الوزير إن الجسر دمر، دون تقديم أدلة على ذلك.", "no-evidence"),
        ("وأظهرت لقطات مصورة أعمدة الدخان فوق الميناء.", "documented"),
        ("ونشر الجيش صورا جوية لمستودع محترق.", "documented"),
        ("وأظهر مقطع مصور جنودا عند الجسر، إلا أنه لم يتسن تحديد مكان التصوير.", "unverified"),
        ("وقال الوزير إن المفتشين لم يعثروا على أدلة في المصنع.", None),
        ("وقال الوزير إن الجسر دمر. ونُشرت صور للنازحين في المدارس.", None),
        ("وقال الوزير إن الجسر دمر.", None),
    ],
)
def test_evidence(text: str, evidence: str | None) -> None:
    assert [claim.evidence for claim in claims(text)] == [evidence]


def test_what_either_side_said_is_told_of_at_once() -> None:
    text = (
        "وقال الناطق إن الطريق آمن.\n\n"
        "وقالت كمبوديا إن تايلاند قصفت المعبد. ونفت تايلاند ذلك، ووصفته بأنه كذب. "
        "ولم تتمكن الوكالة من التثبت من روايات الطرفين."
    )
    assert [claim.evidence for claim in claims(text)] == [None, "unverified", "unverified", None]


def test_an_attribution_joined_by_and_leads() -> None:
    text = "وقال الوزير إن الجسر دمر، وبحسب وزارة الصحة، قتل ثلاثة مدنيين."
    assert told(text)[-1][3] == "قتل ثلاثة مدنيين"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "وقال الوزير إن الجسر دمر، لكن وزارة الدفاع الروسية في موسكو نفت ذلك.",
            ["إن الجسر دمر", "ذلك"],
        ),
        ("وقال الوزير إن الجيش قصف الجسر، وهي تهمة تنفيها موسكو.", ["إن الجيش قصف الجسر", None]),
        ("وأكد الوزير أن الجسر دمر ثم قال إن الطريق مغلق.", ["أن الجسر دمر", "إن الطريق مغلق"]),
        ("ولم تستبعد الحكومة فرض عقوبات جديدة.", ["فرض عقوبات جديدة"]),
        ("وطردت تركيا السفير واعتبرته شخصا غير مرغوب فيه.", ["شخصا غير مرغوب فيه"]),
        ("وهنأت ورحبت الحكومة بالاتفاق.", ["الاتفاق", "الاتفاق"]),
        ("وعبرت القافلة الجسر، وفقا لقواعد الاشتباك.", []),
    ],
)
def test_where_another_takes_over(text: str, contents: list[str | None]) -> None:
    assert [c for _, _, _, c in told(text)] == contents


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وهددت الحكومة بالانسحاب من الاتفاق، الأحد.", "2022-03-13"),
        ("وقال الجيش في بيان نشرته الوكالة الأحد إن الجسر دمر.", "2022-03-13"),
        ("وأفادت الوزارة التي تديرها الحركة، الأحد، بأن الجسر دمر.", "2022-03-13"),
        ("وطالبت الحركة منذ الأحد بالإفراج عن الأسرى.", None),
    ],
)
def test_a_day_set_off_is_the_day_of_saying(text: str, day: str | None) -> None:
    assert [claim.said.start if claim.said else None for claim in claims(text)] == [day]
