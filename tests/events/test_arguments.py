"""Who does it, to whom and where: by slot, by joining, and never who only says it or comes to harm."""

import pytest

from riwaya.document import EventDraft
from riwaya.reader import Reader
from riwaya.types import Report


def only(text: str, kind: str) -> EventDraft:
    found = [
        event
        for event in Reader().walk(Report("r", text, published="2024-10-06")).events
        if event.type == kind
    ]
    assert len(found) == 1, [event.type for event in found]
    return found[0]


ACTORS = [
    # joined parties
    (
        "اندلعت اشتباكات بين قوات تابعة لحكومة الوحدة الوطنية ومجموعات مسلحة جنوب العاصمة طرابلس.",
        "clash",
        ["قوات تابعة لحكومة الوحدة الوطنية", "مجموعات مسلحة"],
    ),
    (
        "اتهمت جماعة الحوثي الولايات المتحدة وبريطانيا بشن أربع غارات على مطار الحديدة.",
        "airstrike",
        ["الولايات المتحدة", "بريطانيا"],
    ),
    (
        "شنت قوات الدعم السريع والحركة الشعبية هجوما على مدينة الأبيض فجر السبت.",
        "attack",
        ["قوات الدعم السريع", "الحركة الشعبية"],
    ),
    ("قصفت القوات الأرمينية مواقع حدودية أمس.", "shelling", ["القوات الأرمينية"]),
    ("قتلت القوات الإسرائيلية ثلاثة فلسطينيين في جنين.", "attack", ["القوات الإسرائيلية"]),
    # nor he who accuses another of it
    ("اتهمت حماس الجيش الإسرائيلي بقصف مدرسة في غزة.", "shelling", ["الجيش الإسرائيلي"]),
    # who condemns a deed has not done it, and who is killed in it neither
    ("أدان الأردن الهجوم الذي استهدف سوقا شعبية في بغداد أمس.", "attack", []),
    ("قتل ثلاثة جنود في غارة إسرائيلية على بلدة عيترون صباح اليوم.", "airstrike", []),
]


@pytest.mark.parametrize(("text", "kind", "names"), ACTORS)
def test_actors(text: str, kind: str, names: list[str]) -> None:
    assert [actor.name for actor in only(text, kind).actors] == names


def test_a_place_can_suffer() -> None:
    event = only("وقصف الجيش خاركيف بالمدفعية أمس.", "shelling")
    assert [target.name for target in event.targets] == ["خاركيف"]


PLACES = [
    ("وفي مدينة رفح التي تسيطر عليها القوات الإسرائيلية، انفجر لغم بدورية عسكرية.", "explosion", "رفح"),
    ("قصفت القوات الأرمينية مواقع في منطقة كلبجار أمس.", "shelling", "كلبجار"),
    ("عقد الوزيران اجتماعا في جنيف بشأن الهدنة في السودان.", "talks", "جنيف"),
]


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_places(text: str, kind: str, place: str) -> None:
    found = only(text, kind).place
    assert found is not None
    assert found.name == place


def test_one_telling_of_a_verb_and_its_noun() -> None:
    text = "انتزعت حركة متمردة السيطرة على بلدة مينوفا في جنوب كيفو."
    assert len(only(text, "seizure").triggers) == 2


def test_drones_are_no_protest() -> None:
    text = "أعلن الجيش تدمير ثلاث مسيرات وصاروخ باليستي فوق البحر الأحمر. وخرجت مسيرات غاضبة في صنعاء."
    protest = only(text, "protest")
    assert [span.start for span in protest.triggers] == [text.rindex("مسيرات")]
