"""A subject that stands before its verb."""

import pytest

from .reading import told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أما يريفان فقالت إن الوقت لم يحن بعد.", "يريفان"),
        ("أما الحركة التي تسيطر على المدينة فنفت ذلك.", "الحركة"),
        ("أما في طرابلس فقالت الحكومة إن الوضع هادئ.", "الحكومة"),
        ("وتجمع أمام المقر متظاهرون قالوا إن الحكومة خذلتهم.", "متظاهرون"),
        ("قصف الجيش التركي الأهداف التي قال إنها تابعة للمسلحين.", "الجيش التركي"),
    ],
)
def test_who_stands_before_his_verb(text: str, source: str) -> None:
    assert [who for _, _, who, _ in told(text)][-1:] == [source]
