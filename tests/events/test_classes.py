"""Classes: forms of a word, what cancels a class, and what the trigger itself is."""

from riwaya.events.classes import bare_forms
from riwaya.reader import Reader
from riwaya.types import Report


def types(text: str) -> set[str]:
    return {event.type for event in Reader().walk(Report(id="r", text=text, published="2024-01-10")).events}


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
