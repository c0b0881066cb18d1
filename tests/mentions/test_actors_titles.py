"""Titles with complements and second offices, papers and their issuers, and what only looks like an actor."""

from datetime import date

import pytest

from riwaya.document import ActorMention, Document
from riwaya.mentions.actors.finding import find_actors
from riwaya.mentions.actors.tables import load_lexicon, load_named
from riwaya.mentions.places.finding import find_places
from riwaya.mentions.times.finding import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report


def actors(text: str) -> tuple[ActorMention, ...]:
    document = Document(Report("r", text), published=date(2023, 3, 14))
    return find_actors(find_places(find_times(read_tokens(document)))).actors


def facts(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {actor.name: (actor.country, actor.role) for actor in actors(text)}


def named(text: str, name: str) -> ActorMention:
    found = [actor for actor in actors(text) if actor.name == name]
    assert len(found) == 1, [actor.name for actor in actors(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "whole", "country", "role"),
    [
        ("وأعلن الأمين العام للأمم المتحدة كارلوس مينديز تمديد المهمة",
         "كارلوس مينديز", "الأمين العام للأمم المتحدة كارلوس مينديز", None, "IGO"),
        ("وقال الممثل الأعلى للاتحاد الأوروبي هنريك بولمان إن القرار قريب",
         "هنريك بولمان", "الممثل الأعلى للاتحاد الأوروبي هنريك بولمان", None, "IGO"),
        ("والتقى المبعوث الأممي إلى ليبيا ستيفان كولر وفدا محليا",
         "ستيفان كولر", "المبعوث الأممي إلى ليبيا ستيفان كولر", None, "IGO"),
        ("وقال رئيس هيئة الأركان في الجيش سالم الدغيري إن التدريب انتهى",
         "سالم الدغيري", "رئيس هيئة الأركان في الجيش سالم الدغيري", None, "MIL"),
        ("وقال السفير الروسي لدى الأمم المتحدة أوليغ سترومين إن النص مرفوض",
         "أوليغ سترومين", "السفير الروسي لدى الأمم المتحدة أوليغ سترومين", "RUS", "GOV"),
        ("وقالت المفوضة السامية لشؤون اللاجئين إيرين كوفاتش إن المهمة صعبة",
         "إيرين كوفاتش", "المفوضة السامية لشؤون اللاجئين إيرين كوفاتش", None, "IGO"),
        ("وقال المتحدث باسم الاتحاد سعدي كريم إن الاجتماع تأجل",
         "سعدي كريم", "المتحدث باسم الاتحاد سعدي كريم", None, "GOV"),
        ("وقال كبير المفاوضين الأوكرانيين رومان تسيبكو إن الجولة طويلة",
         "رومان تسيبكو", "كبير المفاوضين الأوكرانيين رومان تسيبكو", "UKR", "GOV"),
        # one person with two offices
        ("وقال مستشار الرئيس والمفاوض الأوكراني رومان تسيبكو إن الجولة طويلة",
         "رومان تسيبكو", "مستشار الرئيس والمفاوض الأوكراني رومان تسيبكو", "UKR", "GOV"),
        ("وقال وزير الدفاع ونائب رئيس الوزراء خالد العمراني إن الحدود آمنة",
         "خالد العمراني", "وزير الدفاع ونائب رئيس الوزراء خالد العمراني", None, "GOV"),
        # a trade or a nisba as a surname
        ("وقال الأستاذ حمد القاضي من منزله إن الأمر صعب",
         "حمد القاضي", "الأستاذ حمد القاضي", None, "CIV"),
        ("وقال العميد سالم الحربي إن الطريق مفتوح", "سالم الحربي", "العميد سالم الحربي", None, "MIL"),
    ],
)  # fmt: skip
def test_a_title_reaches_its_name(text: str, name: str, whole: str, country: str | None, role: str) -> None:
    mention = named(text, name)
    assert mention.kind == "person"
    assert mention.whole is not None
    assert text[mention.whole.start : mention.whole.end] == whole
    assert (mention.country, mention.role) == (country, role)


def test_a_name_is_given_to_one_title_only() -> None:
    found = actors("وأعلن المتحدث باسم الرئيس دميتري بيسكوف أن اللقاء تأجل")
    assert [actor.name for actor in found if actor.kind == "person"] == ["الرئيس", "دميتري بيسكوف"]


def test_the_name_behind_an_indefinite_spokesman_is_the_presidents() -> None:
    text = "وأعلن متحدث باسم الرئيس محمود عباس أن اللقاء تأجل"
    assert named(text, "متحدث باسم الرئيس محمود عباس").role == "GOV"
    assert named(text, "محمود عباس").country == "PSE"


def test_who_is_told_is_no_owner() -> None:
    assert "المصدر" in facts('وأكد المصدر لوكالة "تاس" أن الجسر سليم')
    assert "مسؤول أمني" in facts("وقال مسؤول أمني لقناة الجزيرة إن الجسر سليم")
    assert "الوزير" in facts("وقال الوزير للصحفيين إن الأمر انتهى")
    assert "المسؤول اليمني" in facts("ونقل المسؤول اليمني عن القائد السعودي تفاصيل الخطة")


def test_a_name_ends_before_the_day_and_the_object() -> None:
    assert "بافلو ميلنيك" in facts("وقال بافلو ميلنيك اليوم الأربعاء إن الجسر سليم")
    assert "خالد المصلحي" in facts("ودعا الدكتور خالد المصلحي المواطنين إلى الهدوء")
    assert "مهاجمون" in facts("واقتحم مهاجمون المكان فجرا")
    assert "مجموعة مسلحة" in facts("وهاجمت مجموعة مسلحة مواقع للجيش")


def test_many_and_some_can_speak() -> None:
    found = facts("ويرى البعض أن الحل بعيد، وقال كثيرون إن الحل قريب، وأضاف آخرون أن لا حل")
    assert [found[name] for name in ("البعض", "كثيرون", "آخرون")] == [(None, None)] * 3
    assert "أحدهم" in facts("وقال أحدهم إن الطريق مغلق")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وتابع الوزير حديثه مشيراً إلى أن السلام ممكن", "مشيراً"),
        ("وتحدث الوزير متهماً الانفصاليين بخرق الهدنة", "متهماً الانفصاليين"),
        ("واتفقت قطر إلى جانب مصر على الخطة", "جانب مصر"),
        ("وناقشا الوضع في شأن السلام", "شأن السلام"),
        ("ووصلت تعزيزات إلى المدينة", "تعزيزات"),
        ("ووصلت المساعدات إلى السكان", "المساعدات"),
        ("وقال الشهود إن المدينة آمنة", "آمنة"),
        ("وبدأت العمليات العسكرية فجرا", "العسكرية"),
        ("وأوقفت الشرطة الخلية الإرهابية", "الإرهابية"),
        ("من جهته رحب الوزير بالخطة", "جهته"),
        ("وتوقفت السفن أمام التحالف أياما", "أمام التحالف"),
        ("واستمر الحصار سنة كاملة", "سنة"),
    ],
)
def test_what_only_looks_like_an_actor(text: str, name: str) -> None:
    assert name not in facts(text)


def test_objects_and_pronouns_keep_their_heads() -> None:
    assert "أهدافا مدنية" in facts("وقصفت المدفعية أهدافا مدنية")
    assert "كبار مستشاريه" in facts("وتناقش الرئيس مع كبار مستشاريه في القصر")


@pytest.mark.parametrize("name", ["مبنى سكني", "سوقا شعبية", "مستشفى حكومي", "قافلة تجارية", "مصنع أدوية"])
def test_facilities_are_found_with_their_adjectives(name: str) -> None:
    assert facts(f"وأصابت القذائف {name} أمس")[name][1] == "OTH"


def test_oman_is_not_amman() -> None:
    found = actors("وقالت عُمان إنها ترحب. وأكدت سلطنة عمان وساطتها. وقالت عمان إنها تدعم الحوار.")
    assert [actor.country for actor in found if actor.kind == "country"] == ["OMN"] * 3
    assert "OMN" not in {actor.country for actor in actors("وعقد اللقاء في عمان بحضور وزير أردني")}


def test_a_paper_is_its_issuers() -> None:
    assert facts("وجاء في بيان للجيش السوداني أن القرية هادئة")["بيان للجيش السوداني"] == ("SDN", "MIL")
    assert facts("وذكر تقرير للأمم المتحدة أن العدد ارتفع")["تقرير للأمم المتحدة"] == (None, "IGO")
    text = "وقالت وزارة الداخلية التونسية في بيان إن البحث مستمر. وأضاف البيان أن الشاطئ مغلق."
    assert facts(text)["البيان"] == ("TUN", "GOV")


def test_several_states_and_multinational_groups_have_no_country() -> None:
    text = "وقالت مصادر في صنعاء باليمن إن {} غادروا."
    assert facts(text.format("عناصر تنظيم داعش"))["عناصر تنظيم داعش"] == (None, "REB")
    assert facts("ورحبت الدول الأربع بالخطة في القاهرة")["الدول الأربع"][0] is None


def test_the_opposition_is_armed_where_the_words_say_so() -> None:
    assert facts("وانسحبت المعارضة المسلحة من التلة")["المعارضة المسلحة"][1] == "REB"
    assert facts("وطالبت المعارضة بانتخابات مبكرة")["المعارضة"][1] == "OPP"


def test_armed_groups_of_the_world_are_known() -> None:
    assert len(load_named("armed_groups.tsv")) >= 400
    assert len(load_named("persons.tsv")) >= 1250
    found = facts("وأعلنت وازاليندو انسحابها. وسيطر جيش تشين الوطني على القرية.")
    assert [found[name] for name in ("وازاليندو", "جيش تشين الوطني")] == [("COD", "REB"), ("MMR", "REB")]


def test_construct_plurals_and_objects_are_derived() -> None:
    lexicon = load_lexicon()
    assert lexicon.nouns["مستشاري"].plural
    assert not lexicon.nouns["مستشار"].plural


def test_a_name_that_ends_as_outlets_do_is_an_outlet() -> None:
    assert facts('وقال مصدر لـ"كوردا نيوز" إن الطريق مغلق')["كوردا نيوز"] == (None, "MED")


def test_people_are_no_adjective_of_a_paper() -> None:
    assert "بيان مشترك" in facts("واتهم الحزب في بيان مشترك مسلحين بإطلاق النار")


def test_a_sheikh_is_a_person_and_his_town_is_none() -> None:
    assert "زويد" in facts("قال الشيخ زويد في مصر إن القبيلة ترفض الحرب")
    assert "زويد" not in facts("قال ضابط في مصر إن القافلة وصلت إلى الشيخ زويد")
