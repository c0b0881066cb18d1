"""Who is one with whom in a report: short names, titles, anaphors and initials, and whose they are."""

from collections import Counter
from datetime import date

import pytest

from riwaya.document import ActorMention, Document
from riwaya.mentions.actors.finding import find_actors
from riwaya.mentions.actors.tables import load_lexicon
from riwaya.mentions.places.finding import find_places
from riwaya.mentions.times.finding import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report


def actors(text: str) -> tuple[ActorMention, ...]:
    document = Document(Report("r", text), published=date(2023, 5, 1))
    return find_actors(find_places(find_times(read_tokens(document)))).actors


def in_turn(text: str, names: list[str]) -> list[ActorMention]:
    """Give the mentions of these names as they follow each other."""
    found, chosen = iter(actors(text)), []
    for name in names:
        chosen.append(next((actor for actor in found if actor.name == name), None))
    missing = [name for name, actor in zip(names, chosen, strict=True) if actor is None]
    assert not missing, missing
    return [actor for actor in chosen if actor is not None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "وقالت حركة المجد الوطني (حماد) إنها انسحبت. "
            "وأضافت حماد أن الهدنة انتهت. وقالت الحركة إن مقاتليها عادوا.",
            ["حركة المجد الوطني", "حماد", "حماد", "الحركة"],
        ),
        (
            "قالت حماس إنها مستعدة. وأضافت الحركة أن الوفد سافر.",
            ["حماس", "الحركة"],
        ),
        (
            "سيطر الحوثيون على الميناء. وقالت الجماعة إن السفن آمنة.",
            ["الحوثيون", "الجماعة"],
        ),
        (
            "نقلت رويترز عن شاهد الخبر. وأضافت الوكالة أن الجسر سليم.",
            ["رويترز", "الوكالة"],
        ),
        (
            "قالت يونيسف إن الأطفال بلا ماء. وحذرت المنظمة من الأسوأ.",
            ["يونيسف", "المنظمة"],
        ),
        (
            "التقى الرئيس الكيني وليام روتو وفدا. وقال الرئيس الكيني إن السلام قريب. "
            "وأضاف الرئيس أن الحوار مستمر. وأكد روتو ذلك.",
            ["وليام روتو", "الرئيس الكيني", "الرئيس", "روتو"],
        ),
        (
            "وقال وزير الدفاع السوداني ياسين إبراهيم إن الجيش تقدم. "
            "وأكد وزير الدفاع السوداني أن المعركة طويلة.",
            ["ياسين إبراهيم", "وزير الدفاع السوداني"],
        ),
        (
            "قصف الجيش السوداني المطار. ونفى الجيش ذلك.",
            ["الجيش السوداني", "الجيش"],
        ),
        (
            "قصف الجيش المطار في الخرطوم. ونفى الجيش السوداني ذلك.",
            ["الجيش", "الجيش السوداني"],
        ),
        (
            "قالت وزارة الصحة إن العدد ارتفع في صنعاء. وقالت وزارة الصحة اليمنية إن الدواء نفد.",
            ["وزارة الصحة", "وزارة الصحة اليمنية"],
        ),
        (
            "قال غوتيريش إن الوضع سيئ. ودعا غوتيريس إلى الهدوء. وأضاف جوتيريش أن المساعدات قليلة.",
            ["غوتيريش", "غوتيريس", "جوتيريش"],
        ),
        (
            "انسحبت قوات سوريا الديمقراطية (قسد) من البلدة. وقالت قسد إن القصف مستمر.",
            ["قوات سوريا الديمقراطية", "قسد", "قسد"],
        ),
        (
            "قال المحامي أندريه شولكين إن موكله بريء. وأضاف شولكن أن المحاكمة ظالمة.",
            ["أندريه شولكين", "شولكن"],
        ),
        (
            "قال ديمتري زابوروف إن القصف استمر. "
            "وأضاف زابوروف، وهو قائد ميداني في الجيش الأوكراني، أن الجنود بخير.",
            ["ديمتري زابوروف", "زابوروف"],
        ),
        (
            "هاجم حزب العمال الكردستاني الثكنة. وقال الحزب إن الهجوم رد على القصف.",
            ["حزب العمال الكردستاني", "الحزب"],
        ),
        (
            "أعلن حلف شمال الأطلسي نشر قوات. وقال الحلف إن الخطوة دفاعية. وأضاف الناتو أن الخطة جاهزة.",
            ["حلف شمال الأطلسي", "الحلف", "الناتو"],
        ),
        (
            "قالت منظمة العفو الدولية إن الجنود قتلوا مدنيين. ودعت المنظمة إلى تحقيق.",
            ["منظمة العفو الدولية", "المنظمة"],
        ),
        (
            "قال مصدر أمني إن الانفجار وقع ليلا. وأضاف المصدر أن القتلى أربعة.",
            ["مصدر أمني", "المصدر"],
        ),
        (
            "قال متحدث باسم الشرطة الكينية إن المهاجم قتل. وأضاف المتحدث أن التحقيق مستمر.",
            ["متحدث باسم الشرطة الكينية", "المتحدث"],
        ),
        (
            "أعلنت الحكومة الإثيوبية هدنة. ورحبت إثيوبيا بالوساطة. وقالت الحكومة إنها ملتزمة.",
            ["الحكومة الإثيوبية", "الحكومة"],
        ),
        (
            "اتهمت شركة نفط الشمال العمال بالإضراب. وقالت الشركة إن الإنتاج توقف.",
            ["شركة نفط الشمال", "الشركة"],
        ),
    ],
)
def test_one_actor(text: str, names: list[str]) -> None:
    assert len({actor.ref for actor in in_turn(text, names)}) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال مسؤول سوري إن الجسر مغلق. وقال مسؤول إيراني إن المعبر مفتوح.", ["مسؤول سوري", "مسؤول إيراني"]),
        (
            "قال الجيش السوداني إنه انتصر. وقال الجيش الإثيوبي إنه لم يتدخل.",
            ["الجيش السوداني", "الجيش الإثيوبي"],
        ),
    ],
)
def test_two_actors(text: str, names: list[str]) -> None:
    assert len({actor.ref for actor in in_turn(text, names)}) == len(names)


def test_an_office_told_later_counts_for_the_person_named_before() -> None:
    text = (
        "قال ديمتري زابوروف إن القصف استمر. "
        "وأضاف زابوروف، وهو قائد ميداني في الجيش الأوكراني، أن الجنود بخير."
    )
    first, second = in_turn(text, ["ديمتري زابوروف", "زابوروف"])
    assert (first.country, first.role) == (second.country, second.role) == ("UKR", "MIL")


def test_the_opposition_is_armed_where_its_fighters_are_told_of() -> None:
    text = "قصفت فصائل المعارضة مطار حماة في سوريا. وقالت المعارضة إنها تقدمت."
    assert in_turn(text, ["المعارضة"])[0].role == "REB"


def test_a_kingdom_is_the_one_the_report_is_about() -> None:
    text = "أطلقت الجماعة صاروخا من اليمن نحو نجران السعودية. وقال الملك إن المملكة سترد."
    kingdom = in_turn(text, ["المملكة"])[0]
    assert (kingdom.ref, kingdom.country) == ("country:SAU", "SAU")


def test_a_name_of_many_countries_is_not_taken_for_another_ones() -> None:
    text = "ونددت حكومة الوحدة الوطنية بقصف الجيش قرية في ولاية ساغاينغ بميانمار."
    assert in_turn(text, ["حكومة الوحدة الوطنية"])[0].country == "MMR"


def test_adjectives_of_two_countries_are_of_none() -> None:
    forces = in_turn("وأنهت القوات التركية والأمريكية دورية.", ["القوات التركية والأمريكية"])[0]
    assert (forces.country, forces.role) == (None, "MIL")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقصف الجيش المدنيين عمدا في المدينة", "عمدا"),
        ("وقالت المنظمة إن المدنيين محاصرون", "محاصرون"),
        ("RT @news: الجيش السوداني يتقدم", "RT"),
        ("وقصفت الطائرات حيا في #الخرطوم", "الخرطوم"),
        ("واحتفل السكان قرب #القصر_الجمهوري", "القصر"),
        ("وأطلقت الكتائب رشقة صاروخية على البلدة", "رشقة صاروخية"),
        ("وقال زعيم القرية في بيني إن المسلحين فروا", "بيني"),
    ],
)
def test_what_only_looks_like_an_actor(text: str, name: str) -> None:
    assert name not in {actor.name for actor in actors(text)}


def test_words_joined_in_a_hashtag_are_one_name() -> None:
    assert in_turn("وقصف الجيش مواقع #الدعم_السريع", ["الدعم_السريع"])[0].ref == "armed_groups:RSF"


def test_a_reference_is_one_actors_without_its_table() -> None:
    names = [ref.partition(":")[2] for ref in load_lexicon().refs]
    assert len(names) > 3000
    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("أعلنت أنقرة أن ستة من جنودها قتلوا في قصف لقوات النظام السوري.", "ستة من جنودها", "TUR"),
        ("قال حزب الله إن مقاتليه تصدوا لقوة إسرائيلية.", "مقاتليه", "LBN"),
    ],
)
def test_what_carries_a_pronoun_is_the_speakers(text: str, name: str, country: str) -> None:
    assert {mention.name: mention.country for mention in actors(text)}[name] == country
