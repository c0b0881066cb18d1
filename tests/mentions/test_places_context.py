"""What a report as a whole tells of its places: the publisher, sides of countries, distances, borders."""

import pytest

from riwaya.document import Document, PlaceMention
from riwaya.mentions.countries import load_countries
from riwaya.mentions.places import find_places
from riwaya.mentions.places.gazetteer import load_gazetteer
from riwaya.mentions.places.home import find_home
from riwaya.mentions.places.sides import side_of
from riwaya.tokens import read_tokens
from riwaya.types import Report


def places(text: str, publisher: str | None = None, url: str | None = None) -> dict[str, PlaceMention]:
    report = Report("test", text, publisher=publisher, url=url)
    return {p.name: p for p in find_places(read_tokens(Document(report))).places}


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        ("وكالة الأنباء اليمنية (سبأ)", None, "YEM"),
        ("Radio Example (Tunisia)", "https://example.net/1", "TUN"),
        (None, "https://www.example.com.sa/news/1", "SAU"),
        (None, "https://example.co.uk/arabic", "GBR"),
        ("Example", "https://example.com/libya", None),
        (None, "https://news.example.tv/1", None),
        (None, "not a url", None),
        (None, None, None),
    ],
)
def test_the_publisher_may_tell_its_country(
    publisher: str | None, url: str | None, country: str | None
) -> None:
    report = Report("test", "", publisher=publisher, url=url)
    assert find_home(Document(report)) == country


def test_the_publisher_decides_where_the_report_names_no_country() -> None:
    text = "انتشر جنود في البيضاء منذ الصباح."
    assert places(text, url="https://example.ly/1")["البيضاء"].country == "LBY"
    assert places(text, url="https://example.ye/1")["البيضاء"].country == "YEM"
    told = "انتشر جنود في البيضاء، وقالت الحكومة الليبية إن الوضع هادئ."
    assert places(told, url="https://example.ye/1")["البيضاء"].country == "LBY"


def test_sides_of_a_country_are_regions_with_a_point_of_their_own() -> None:
    found = places("قتل جنود في شمال شرقي تشاد، وقال الجيش التشادي إن جنوب البلاد آمن.")
    north, south = found["شمال شرقي تشاد"], found["جنوب البلاد"]
    assert (north.name_en, north.precision) == ("North-eastern Chad", "region")
    assert (south.name_en, south.rule) == ("Southern Chad", "place:in:anaphor")
    assert north.lat is not None and south.lat is not None and north.lat - south.lat > 3
    middle = side_of("TCD", ())
    assert middle.name_en == "Central Chad" and south.lat < middle.lat < north.lat


def test_every_country_with_places_has_an_extent() -> None:
    gazetteer = load_gazetteer()
    for country in ("UKR", "SDN", "YEM", "MLI", "MMR"):
        extent = gazetteer.extent(country)
        assert extent is not None and extent[0] < extent[1] and extent[2] < extent[3]
    assert gazetteer.extent("nowhere") is None


def test_a_distance_keeps_its_anchor_bearing_and_length() -> None:
    moved = places("سقط صاروخ على بعد خمسة وعشرين كيلومترا جنوب مدينة تعز في اليمن.")["تعز"]
    assert moved.bearings == (180,) and moved.distance == 25 and moved.geonameid is None
    assert moved.lat == pytest.approx(13.58 - 25 / 111.2, abs=0.02) and moved.precision == "near"
    at_sea = places("هوجمت سفينة على بعد 60 ميلا بحريا غربي الحديدة في اليمن.")["الحديدة"]
    assert at_sea.distance == pytest.approx(111.12) and at_sea.anchor == 79415
    beside = places("دوت انفجارات شرق القامشلي في سوريا.")["القامشلي"]
    assert beside.bearings == (90,) and beside.distance is None and beside.precision == "near"


def test_a_name_far_from_what_it_is_said_to_lie_in_is_another_place() -> None:
    found = places("هاجم مسلحون قرية الرشاد التابعة لقضاء المقدادية في محافظة ديالى العراقية.")
    assert found["الرشاد"].lat == pytest.approx(33.98, abs=0.1)


def test_a_side_of_a_border_is_no_country() -> None:
    side = places("قتل ثلاثة على الجانب التشادي من الحدود، بحسب الجيش السوداني.")["الجانب التشادي من الحدود"]
    assert (side.country, side.lat, side.precision, side.rule) == ("TCD", None, "region", "place:in:border")


@pytest.mark.parametrize(
    ("text", "name", "name_en"),
    [
        ("وصل الوفد إلى الفاشر ثم دخل مدينة مليط، وسيطر على المدينة في السودان.", "المدينة", "Mellit"),
        ("دخلوا بلدة خان طومان غرب حلب ثم قصفوا المدينة، وقالت سوريا إنها صدتهم.", "المدينة", "Aleppo"),
        ("انسحبوا من محافظة أبين إلى عدن، وعاد الهدوء إلى المحافظة.", "المحافظة", "Abyan"),
        ("قصفوا منطقة بنجوايي، وقالت أفغانستان إن سكان المنطقة فروا.", "المنطقة", "Panjwai"),
    ],
)
def test_a_word_points_back_to_the_place_called_so(text: str, name: str, name_en: str) -> None:
    mention = places(text)[name]
    assert (mention.name_en, mention.rule) == (name_en, "place:in:anaphor")


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("قصفت أوكرانيا جسر القرم.", "أوكرانيا", "bare"),
        ("دخلت موسكو الحرب.", "موسكو", "bare"),
        ("قصفت الطائرات الروسية حلب.", "حلب", "in"),
        ("غادر الوفد القاهرة.", "القاهرة", "in"),
        ("يغادرون القاهرة غدا.", "القاهرة", "in"),
        ("شهدت ليبيا هدوءا.", "ليبيا", "in"),
        ("قالت القوات الروسية إن خاركيف بعيدة.", "خاركيف", "bare"),
    ],
)
def test_a_state_that_acts_is_told_from_a_place_that_is_hit(text: str, name: str, where: str) -> None:
    assert places(text)[name].rule.split(":")[1] == where


def test_further_names_behind_a_dual_class_word_are_places_too() -> None:
    found = places("قصفوا بلدتي زلبوطة وتمرنوش غرب حلب السورية.")
    assert found["تمرنوش"].rule == "place:in:class+parent" and found["تمرنوش"].country == "SYR"


def test_states_and_capitals_have_public_ids() -> None:
    rows = load_countries()
    capitals = [row.capital_id for row in rows if row.capital_id is not None]
    assert len(set(capitals)) >= len(capitals) - 2  # one town may be the seat of two
    assert [row.alpha3 for row in rows if row.capital_id is None] == ["ATA"]
    found = places("قصفت القوات مواقع في أوكرانيا وفي الخرطوم أمس.").values()
    assert [place.geonameid for place in found] == [690791, 379252]


@pytest.mark.parametrize(
    ("name", "country", "lat"),
    [("لاهاي", "NLD", 52.07), ("كيب تاون", "ZAF", -33.93), ("يانغون", "MMR", 16.87), ("كييف", "UKR", 50.45)],
)
def test_a_town_that_stands_for_a_government_is_where_it_lies(name: str, country: str, lat: float) -> None:
    [place] = places(f"انفجرت عبوة ناسفة في {name} أمس.").values()
    assert (place.country, round(place.lat or 0, 1)) == (country, round(lat, 1))


def test_doing_away_with_somebody_is_no_district() -> None:
    found = places("وقعت اشتباكات في قضاء كسروان. وأعلن الجيش القضاء على خمسين مسلحا.")
    assert list(found) == ["كسروان"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قالت منظمة صحية في أوغندا إن حالات الحصبة تزداد.", {"أوغندا"}),
        ("ردت أوغندا بأن تقريرها موصل إلى نتائج لا تقبل الشك.", {"أوغندا"}),
        ("أنقذ خفر السواحل في تونس مركبا لمهاجرين.", {"تونس"}),
        ("قال النائب أمام زواره في كمبوديا إن حواره مع الوزير مستمر.", {"كمبوديا"}),
        ("غرق جنود في أوكرانيا أثناء عبورهم النهر وإن آخرين أسروا.", {"أوكرانيا"}),
        ("نقلت أوكرانيا السكان إلى الضفة الأخرى.", {"أوكرانيا"}),
        ("التقت وزيرة خارجية بلجيكا زوجته فاطمة.", {"بلجيكا"}),
        ("أطلق المسلحون في مالي قذائف آر بي جي على الحافلة.", {"مالي"}),
        ("وأكد الأحمدي في كينيا أن الشرطة لم تطلق النار.", {"كينيا"}),
        ("كان في استقبال الوفد في كينيا محمد الشدادي.", {"كينيا"}),
        ("قال مراسل صحيفة «المدينة» في صنعاء إن الطريق مغلق.", {"صنعاء"}),
    ],
)
def test_a_word_is_no_place_of_a_country_that_nothing_else_tells_of(text: str, expected: set[str]) -> None:
    assert set(places(text)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تفشى المرض في أوغندا، ثم في حي الحصبة.", "حي الحصبة"),
        ("عاد الوفد من أوكرانيا، ووصل إلى مدينة الموصل.", "الموصل"),
        ("التقى وفدا أوكرانيا وروسيا في إسطنبول.", "إسطنبول"),
    ],
)
def test_a_word_that_is_said_to_be_a_place_is_one(text: str, name: str) -> None:
    assert name in places(text)


def test_a_name_told_with_its_larger_place_keeps_its_country() -> None:
    text = "وقعت مواجهات في بلدية القرارة بولاية غرداية الجزائرية. وأدانها مسؤول فلسطيني، ثم هدأت القرارة."
    report = Report("test", text)
    named = [p for p in find_places(read_tokens(Document(report))).places if "القرارة" in p.name]
    assert [p.country for p in named] == ["DZA", "DZA"]
    alone = "قصفت دبابات إسرائيلية بلدة القرارة شرقي خان يونس، وهدأت القرارة مساء."
    assert {p.country for name, p in places(alone).items() if "القرارة" in name} == {"PSE"}


def test_a_word_of_the_language_is_no_clitic_and_little_known_town() -> None:
    found = places("اتهمت باريس أذربيجان بالتدخل، وقالت وزيرة الخارجية الأسترالية إنها أجلت رعايا.")
    assert "زيرة" not in found


def test_no_capital_and_no_sea_is_called_the_region() -> None:
    found = places(
        "نشر الجيش السوداني قوات في دارفور. وزار وفد روسي نيالا. "
        "وأعرب متحدث روسي في موسكو عن أمله في هدوء الإقليم."
    )
    assert (found["الإقليم"].name_en, found["الإقليم"].country) == ("Darfur", "SDN")
    assert "الإقليم" not in places("تقع الجزر في المحيط الهادئ. وقال المتحدث إن الإقليم هادئ.")


def test_a_quarter_lies_in_the_town_that_the_report_is_in() -> None:
    text = (
        "اندلعت اشتباكات في مدينة سبها الليبية. وقال سفير في أنقرة إن بلاده قلقة. "
        "وسقطت قذائف داخل حي المهادي بعد الظهر."
    )
    quarter = places(text)["حي المهادي"]
    assert (quarter.country, quarter.lat) == ("LBY", places(text)["سبها"].lat)
