"""Speech behind a name and a colon."""

import pytest

import riwaya

from .reading import claims, told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("لافروف: لن نقبل شروطا", "لافروف"),
        ("وزير الدفاع الروسي: القوات تتقدم نحو المدينة", "وزير الدفاع الروسي"),
        ("الجيش السوداني: دمرنا عشرين مركبة قرب الجسر", "الجيش السوداني"),
        ("السودان: لن نتنازل عن الجزيرة", "السودان"),
        ("الجيش السوداني: قتلنا 30 مسلحا في درنة", "الجيش السوداني"),
        ("الصحة اللبنانية: مقتل 12 في غارة على صيدا", "الصحة اللبنانية"),
        ("وزارة الصحة اللبنانية: 55 شهيدا و156 جريحا في غارات اليوم", "وزارة الصحة اللبنانية"),
        ("عاجل / نتنياهو: لن نوقف الحرب على غزة", "نتنياهو"),
        ('ماكرون: "سنواصل دعم أوكرانيا حتى النصر"', "ماكرون"),
    ],
)
def test_a_name_before_a_colon_speaks(text: str, source: str) -> None:
    ((cue, act, who, content),) = told(text)
    assert (cue, act, who) == (":", "state", source)
    assert content == text.partition(": ")[2]
    assert claims(text)[0].quoted == "direct"


@pytest.mark.parametrize(
    "text",
    [
        "القدس - رويترز: قتل جنديان في الهجوم.",
        "رويترز: قتل جنديان في الهجوم.",
        "السودان: مقتل خمسة جنود وإصابة العشرات",
        "المشاركون: أحمد ومحمد وعلي",
        "الوزير: أحمد علي",
    ],
)
def test_credits_topics_and_lists_do_not_speak(text: str) -> None:
    assert told(text) == []


def test_a_medium_with_its_class_before_a_colon_reports() -> None:
    assert told("صحيفة هآرتس: الجيش انسحب من جنين") == [(":", "report", "صحيفة هآرتس", "الجيش انسحب من جنين")]


def test_the_medium_spoken_to_is_via() -> None:
    (claim,) = riwaya.read("حميدتي لـ«الشرق الأوسط»: لن نشارك في المفاوضات").claims
    reading = riwaya.read("حميدتي لـ«الشرق الأوسط»: لن نشارك في المفاوضات")
    assert [actor.name_en for actor in reading.actors if actor.id in claim.via] == ["Asharq Al-Awsat"]


def test_a_line_behind_prose_points_elsewhere() -> None:
    prose = "أغلق الجيش الطريق الساحلي صباح اليوم."
    heading = "ماكرون: سنرد على الهجوم قريبا"
    assert told(f"{prose}\n{heading}\n{prose}") == []
    assert [cue for cue, *_ in told(f"{heading}\n{prose}")] == [":"]
    assert [cue for cue, *_ in told(f"{prose}\n{heading}.")] == [":"]


@pytest.mark.parametrize(
    ("text", "act", "source", "via"),
    [
        ("مصدر عسكري لسكاي نيوز: الجيش سيطر على المطار", "state", "مصدر عسكري", ["سكاي نيوز"]),
        ("رويترز عن مسؤول أمريكي: الضربة دمرت المنشأة", "report", "مسؤول أمريكي", ["رويترز"]),
        ("لافروف للصحفيين: لن نقبل بنشر قوات أجنبية", "state", "لافروف", []),
    ],
)
def test_a_medium_beside_the_speaker_passes_on(text: str, act: str, source: str, via: list[str]) -> None:
    (claim,) = claims(text)
    assert claim.source is not None
    assert (claim.act, claim.source.name) == (act, source)
    assert [mention.name for mention in claim.via] == via
