"""Who speaks, acts and suffers: spans, countries, roles and who is one with whom."""

from datetime import date

import pytest

from riwaya.document import ActorMention, Document
from riwaya.mentions.actors.finding import find_actors
from riwaya.mentions.places.finding import find_places
from riwaya.mentions.times.finding import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report


def actors(text: str) -> tuple[ActorMention, ...]:
    document = Document(Report("r", text), published=date(2022, 3, 14))
    return find_actors(find_places(find_times(read_tokens(document)))).actors


def facts(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Give country and role of each mention by its name."""
    return {actor.name: (actor.country, actor.role) for actor in actors(text)}


@pytest.mark.parametrize(
    ("text", "name", "country", "role"),
    [
        # the head noun gives the role, the nisba or the genitive the country
        ("أعلنت وزارة الدفاع الروسية مساء أمس أن المهمة انتهت", "وزارة الدفاع الروسية", "RUS", "GOV"),
        ("وكشف رئيس أركان الجيش اللبناني خطة جديدة", "رئيس أركان الجيش اللبناني", "LBN", "MIL"),
        ("واستدعت الخارجية الفرنسية القائم بالأعمال", "الخارجية الفرنسية", "FRA", "GOV"),
        ("وفتحت الشرطة النيجيرية تحقيقا في الحادث", "الشرطة النيجيرية", "NGA", "POL"),
        ("وأوقفت السلطات في السودان عددا من التجار", "السلطات", "SDN", "GOV"),
        # adjectives say whose man a source is
        ("وأفاد مصدر عسكري عراقي بأن الطريق مغلق", "مصدر عسكري عراقي", "IRQ", "MIL"),
        ("وقالت مصادر أمنية لبنانية إن الهدوء عاد", "مصادر أمنية لبنانية", "LBN", "POL"),
        ("وأكد مسؤول أممي وصول القافلة", "مسؤول أممي", None, "IGO"),
        # an owner hands its role on
        ("ونفى متحدث باسم الأمم المتحدة هذه الأنباء", "متحدث باسم الأمم المتحدة", None, "IGO"),
        ("وطالب قيادي في حركة حماس بفتح المعبر", "قيادي في حركة حماس", "PSE", "REB"),
        (
            "وانسحبت القوات الموالية للحكومة الليبية من المدينة",
            "القوات الموالية للحكومة الليبية",
            "LBY",
            "MIL",
        ),
        # peoples
        ("ونزح آلاف الفلسطينيين من بيوتهم", "الفلسطينيين", "PSE", "CIV"),
        ("وتقدم الحوثيون نحو الساحل", "الحوثيون", "YEM", "REB"),
        ("وأصيب 12 سودانيا بجروح طفيفة", "سودانيا", "SDN", "CIV"),
        # states and seats
        ("وحذرت موسكو من عواقب القرار", "موسكو", "RUS", "GOV"),
        ("ورفض البيت الأبيض التعليق", "البيت الأبيض", "USA", "GOV"),
        # media, also between marks
        ('وانقطع التيار. وقالت وكالة "تاس" إن الجسر سليم', 'وكالة "تاس"', "RUS", "MED"),
        ("ونقلت صحيفة هآرتس الإسرائيلية الخبر", "صحيفة هآرتس الإسرائيلية", "ISR", "MED"),
    ],
)
def test_phrases(text: str, name: str, country: str | None, role: str) -> None:
    found = facts(text)
    assert name in found, list(found)
    assert found[name] == (country, role)


@pytest.mark.parametrize(
    ("text", "name", "whole", "country", "role"),
    [
        ("وصرح وزير الخارجية الروسي، سيرغي لافروف، للصحفيين",
         "سيرغي لافروف", "وزير الخارجية الروسي، سيرغي لافروف", "RUS", "GOV"),
        ("وقال العميد الركن ناصر الدوسري إن اللواء جاهز",
         "ناصر الدوسري", "العميد الركن ناصر الدوسري", None, "MIL"),
        ("وكشف المتحدث باسم الحوثيين محمد عبد السلام التفاصيل",
         "محمد عبد السلام", "المتحدث باسم الحوثيين محمد عبد السلام", "YEM", "REB"),
        ("وقال ميخائيلو بودولياك مستشار الرئيس الأوكراني إن الوفد وصل",
         "ميخائيلو بودولياك", "ميخائيلو بودولياك مستشار الرئيس الأوكراني", "UKR", "GOV"),
        ("وذكر محافظ ديالى العراقي عبد الكريم الزهيري أن السد سليم",
         "عبد الكريم الزهيري", "محافظ ديالى العراقي عبد الكريم الزهيري", "IRQ", "GOV"),
        ("واعتبر رئيس الوزراء «الإسرائيلي» بنيامين نتنياهو الأمر منتهيا",
         "بنيامين نتنياهو", "رئيس الوزراء «الإسرائيلي» بنيامين نتنياهو", "ISR", "GOV"),
    ],
)  # fmt: skip
def test_titles_stay_out_of_the_name(
    text: str, name: str, whole: str, country: str | None, role: str
) -> None:
    mention = next(actor for actor in actors(text) if actor.name == name)
    assert mention.kind == "person"
    assert mention.whole is not None
    assert text[mention.whole.start : mention.whole.end] == whole
    assert (mention.country, mention.role) == (country, role)


def test_an_owner_is_a_mention_of_its_own() -> None:
    found = facts("وكشف المتحدث باسم الحوثيين محمد عبد السلام التفاصيل")
    assert found["محمد عبد السلام"] == found["الحوثيين"] == ("YEM", "REB")


def test_a_short_name_is_one_with_the_full_one() -> None:
    text = "قال الضابط الليبي رامي المبروك إن الزورق غرق. وأضاف المبروك أن البحث مستمر."
    full, short = (actor for actor in actors(text) if "المبروك" in actor.name)
    assert (full.name, short.name) == ("رامي المبروك", "المبروك")
    assert full.ref == short.ref
    assert short.country == full.country == "LBY"
    assert short.role == full.role == "MIL"


def test_spellings_of_a_known_name_are_one() -> None:
    found = actors("قال زيلينسكي إنه باق هناك. وطلب زيلنسكي العون.")
    assert [actor.ref for actor in found] == ["persons:Volodymyr Zelensky"] * 2


def test_a_bare_head_points_back() -> None:
    text = "أصدرت وزارة الصحة اليمنية بيانا. ودعت الوزارة السكان إلى الحذر."
    full = next(actor for actor in actors(text) if actor.name == "وزارة الصحة اليمنية")
    bare = next(actor for actor in actors(text) if actor.name == "الوزارة")
    assert bare.kind == "anaphor"
    assert (bare.ref, bare.country, bare.role) == (full.ref, "YEM", "GOV")


def test_the_country_comes_from_the_report_where_none_is_told() -> None:
    text = "سقطت قذائف على حي في مدينة أم درمان السودانية. وقال شهود إن الحي خال."
    assert facts(text)["شهود"] == ("SDN", "CIV")


def test_two_sides_are_of_no_country() -> None:
    found = facts("واتفق الجانبان على هدنة في مدينة تعز")
    assert found["الجانبان"] == (None, "GOV")


def test_a_capital_where_something_is_is_no_government() -> None:
    assert "كييف" not in facts("ودوت صفارات الإنذار في كييف فجرا")


def test_a_verb_is_no_actor() -> None:
    assert "أفاد" not in facts("أفاد شهود بأن الجسر انهار")
    assert "تقدم" not in facts("تقدم الجيش نحو التلة")


def test_mentions_lie_in_the_text_in_order() -> None:
    text = (
        "وقال الرئيس الفرنسي إيمانويل ماكرون ونظيره التركي رجب طيب أردوغان إن قوات سوريا الديمقراطية انسحبت."
    )
    found = actors(text)
    assert len(found) > 2
    assert [actor.start for actor in found] == sorted(actor.start for actor in found)
    assert all(text[actor.start : actor.end] == actor.name for actor in found)
    assert all(actor.rule and actor.ref for actor in found)


@pytest.mark.parametrize(
    "text", ["", "؟", "«", "الرئيس", "الرئيس،", "متحدث باسم", 'وكالة "', "بن", "عبد", "123 من", "لل"]
)
def test_strange_ends_do_no_harm(text: str) -> None:
    assert isinstance(actors(text), tuple)
