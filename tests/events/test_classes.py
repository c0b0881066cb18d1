"""Classes: forms of a word, what cancels a class, and what the trigger itself is."""

import pytest

from riwaya.events.classes import bare_forms

from .reading import types


def test_tanwin_and_article_are_told_apart() -> None:
    assert {"الغام", "غام"} <= set(bare_forms("الغاما"))  # ألغاما begins with a root letter and lam
    assert "قانون" in bare_forms("القانون")


def test_aircraft_in_a_name_are_no_weapon() -> None:
    assert types("تعرض مصنع طائرات للقصف في الضاحية.") == {"shelling"}
    assert types("قصفت طائرات حربية الضاحية.") == {"airstrike"}


def test_the_first_person_fights_in_words_only() -> None:
    assert types("قال الرئيس إننا نقاتل من أجل الحرية.") == set()
    assert types("قاتل الجيش المسلحين في الجبال.") == {"clash"}


def test_rival_readings_of_weak_verbs_name_nothing() -> None:
    assert types("وصف الوزير التصريحات بأنها مؤسفة.") == set()
    assert types("لم يرد الجيش على أسئلة الصحفيين.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "أرسل رئيس الوزراء الإثيوبي آبي أحمد قوات إلى الإقليم.",
        "أرسلت وزارة الدفاع الأمريكية في وقت سابق من الأسبوع حاملة طائرات إلى المنطقة.",
        "نشر حلف شمال الأطلسي، بحسب ما أعلن أمينه العام، قوات في بولندا.",
        "أرسلت موسكو إلى الحدود الشمالية مع جورجيا دبابات.",
    ],
)
def test_an_object_is_found_behind_whatever_subject(text: str) -> None:
    assert types(text) == {"deployment"}


def test_an_object_ends_where_another_verb_stands() -> None:
    assert types("أرسل المدرب كتابه وقال جنود إنهم قرأوه.") == set()


def test_a_word_that_begins_as_if_with_an_article_is_found_with_one() -> None:
    assert types("سحبت الآليات الثقيلة من خطوط التماس.") == {"withdrawal"}
