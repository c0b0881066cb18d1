"""Which reading of a word is the word of saying."""

import pytest

from .reading import claims


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ونعت النائب الوزير بالكاذب.", "cue:verb:نعت"),  # not نعى
        ("وجاء ذلك بعد توقع الخبير بأن الأسعار سترتفع.", "cue:masdar:توقع"),  # behind a preposition
        ("وعنف المدير موظفيه بعد الفضيحة.", "cue:verb:عنف"),  # violence, or he scolded
    ],
)
def test_a_rival_is_taken_where_the_clause_bears_it_out(text: str, rule: str) -> None:
    assert [claim.why[0].rule.partition("+")[0] for claim in claims(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "وكانت الشاحنة محملة بالصواريخ.",
        "وأحالت المحكمة أوراق 36 متهما في القضية إلى المفتي.",
        "وتتلقى المدينة موجة من النازحين.",
        "ويريد الوزير أن يعلن الهدنة.",
        "واعتقلت الشرطة زعيم ما يسمى جيش الصحراء.",
    ],
)
def test_what_only_looks_like_saying_is_none(text: str) -> None:
    assert claims(text) == ()
