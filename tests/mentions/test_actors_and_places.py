"""Names of persons and bodies that hold the name of a place, and places that share a name with a body."""

import pytest

import riwaya


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("التقى الرئيس الأميركي باراك أوباما وفدا من المعارضة.", "باراك أوباما"),
        ("قال الرئيس الكولومبي إيفان دوكي إن الجيش سيرد، وأضاف دوكي أن الحوار متوقف.", "إيفان دوكي"),
        ("أعلنت جبهة النصرة أنها أسرت جنودا.", "جبهة النصرة"),
    ],
)
def test_a_name_holds_no_place(text: str, name: str) -> None:
    reading = riwaya.read(text)
    assert [place.name for place in reading.places] == []
    assert name in [actor.name for actor in reading.actors]


def test_a_phrase_keeps_its_place_and_a_region_its_name() -> None:
    reading = riwaya.read("قال محافظ عدن إن الهدوء عاد، وسقطت قذائف في جوبالاند.")
    assert [place.name for place in reading.places] == ["عدن", "جوبالاند"]


@pytest.mark.parametrize(
    ("text", "country", "role"),
    [
        ("قالت أنقرة إنها طلبت توضيحا من طهران، فيما نفت الأخيرة ذلك.", "IRN", "GOV"),
        ("والتقى الوزير قائد الجيش السوداني، وأكد الأخير أن الحرب مستمرة.", "SDN", "MIL"),
    ],
)
def test_the_latter_is_who_was_named_last(text: str, country: str, role: str) -> None:
    reading = riwaya.read(text)
    actors = {actor.id: actor for actor in reading.actors}
    source = actors[reading.claims[-1].source or ""]
    assert (source.country, source.role) == (country, role)
