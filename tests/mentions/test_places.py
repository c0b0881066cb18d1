from itertools import pairwise

import pytest

from riwaya.document import Document, PlaceMention
from riwaya.mentions.places.finding import find_places
from riwaya.tokens import read_tokens
from riwaya.types import Dropped, Report, Span


def places(text: str) -> tuple[PlaceMention, ...]:
    document = find_places(read_tokens(Document(Report("test", text))))
    for place in document.places:
        assert text[place.start : place.end] == place.name
        assert place.rule.startswith("place:")
    return document.places


def named(text: str) -> dict[str, str | None]:
    return {p.name: p.name_en for p in places(text)}


def one(text: str, name: str) -> PlaceMention:
    found = [p for p in places(text) if p.name == name]
    assert found, (name, named(text))
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "name_en"),
    [
        ("سقطت قذائف في مدينة خاركوف ليلا.", "خاركوف", "Kharkiv"),
        ("وبحلب قتل ثلاثة.", "حلب", "Aleppo"),
        ("عاد النازحون إلى أم درمان.", "أم درمان", "Omdurman"),
        ("هبطت الطائرة في مطار عدن الدولي.", "مطار عدن الدولي", "Aden airport"),
        ("عبرت شاحنات معبر كرم أبو سالم.", "معبر كرم أبو سالم", "Kerem Shalom crossing"),
        ("شهدت تعز هدوءا حذرا.", "تعز", "Taiz"),
        ("توقفت الملاحة في باب المندب.", "باب المندب", "Bab al-Mandab"),
        ("قصفت الطائرات الضاحية الجنوبية.", "الضاحية الجنوبية", "Beirut southern suburbs (Dahieh)"),
    ],
)
def test_names_are_found_behind_clitics_and_in_many_words(text: str, name: str, name_en: str) -> None:
    assert one(text, name).name_en == name_en


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("اندلع حريق في رفح بعد عبور شاحنات من قطاع غزة.", "رفح", "PSE"),
        ("قال الجيش المصري إنه أخلى مدينة رفح المصرية في شمال سيناء.", "رفح المصرية", "EGY"),
        ("اشتبك مسلحون في طرابلس شمالي لبنان.", "طرابلس", "LBN"),
        ("اشتبك مسلحون ليبيون في طرابلس ثم انسحبوا إلى ترهونة.", "طرابلس", "LBY"),
        ("هاجم مستوطنون قرية دوما جنوب نابلس.", "دوما", "PSE"),
        ("خرج مدنيون من دوما في الغوطة الشرقية.", "دوما", "SYR"),
        ("انتشر جنود في البيضاء، وقالت الحكومة الليبية إن الوضع هادئ.", "البيضاء", "LBY"),
        ("انتشر جنود في البيضاء، وقال الحوثيون في صنعاء إن الوضع هادئ.", "البيضاء", "YEM"),
    ],
)
def test_the_report_decides_between_places_of_one_name(text: str, name: str, country: str) -> None:
    assert one(text, name).country == country


@pytest.mark.parametrize(
    "text",
    [
        "قال أحمد الحلبي وخالد الموصلي إنهما راضيان.",
        "يلتقي الوفدان يوم الأحد أو السبت أو الأربعاء.",
        "طلبوا دعما ماليا ثم حصلوا على قرض مالي كبير.",
        "تحدثت صحيفة الرياض عن قناة الجزيرة.",
        "كيف كان ذلك؟ دوما هو السؤال.",
        "يرى الجيش السوري والقوات الروسية أن السلام بعيد.",
        "سقط مسقط رأسه من ذاكرته.",
        "قال في تصريح لـ«الرياض» إن الأمر انتهى.",
        "بدأت الولاية الثالثة للرئيس.",
        "اعتقلوا الرجل بحجة أن الوثيقة مزورة.",
        "أغلقوا الطريق بحجة وجود ألغام.",
    ],
)
def test_people_papers_days_adjectives_and_words_are_no_places(text: str) -> None:
    assert named(text) == {}


def test_a_government_is_told_from_a_place() -> None:
    assert one("قالت كييف إنها لن تتراجع.", "كييف").rule.startswith("place:bare")
    assert one("وصل الوزير إلى كييف.", "كييف").rule.startswith("place:in")
    assert one("سمع دوي شرق كييف.", "كييف").rule.startswith("place:in")
    joined = "وقعت غارات على خاركيف وسومي."
    assert one(joined, "سومي").rule.startswith("place:in")


def test_precision_follows_what_stands_before() -> None:
    assert one("في مدينة حلب هدوء.", "حلب").precision == "exact"
    assert one("في ريف حلب هدوء.", "حلب").precision == "near"
    assert one("في محافظة حلب هدوء.", "حلب").precision == "region"
    assert one("يعود الهدوء إلى سوريا.", "سوريا").precision == "country"
    assert one("قرب مطار الناصرية هدوء، بحسب العراق.", "مطار الناصرية").precision == "near"


def test_a_distance_moves_the_point() -> None:
    moved = one("سقط صاروخ على بعد 70 كلم شمالي تعز.", "تعز")
    assert moved.lat == pytest.approx(13.58 + 70 / 111.2, abs=0.02)
    assert moved.lon == pytest.approx(44.02, abs=0.01)
    assert moved.precision == "near"
    apart = one("سقط صاروخ قرب مأرب على بعد 70 كلم شمالي ذمار.", "ذمار")
    assert apart.lat == pytest.approx(14.54, abs=0.02)


def test_places_no_table_has_take_the_point_of_what_they_lie_in() -> None:
    village = one("دخلت القوات قرية القرنوبية شرق مأرب.", "قرية القرنوبية")
    assert village.lat == pytest.approx(15.46, abs=0.05) and village.country == "YEM"
    quarter = one("في درنة يسود الهدوء، وما زال مسلحون في حي البستان.", "حي البستان")
    assert quarter.lat == pytest.approx(32.77, abs=0.05)
    assert "سكني" not in named("احترق حي سكني في حلب.")


def test_small_places_are_found_by_sound_near_the_others() -> None:
    village = one("قال الجيش الأوكراني إنه صد هجوما على بلدة كراسنوكوتسك في مقاطعة خاركيف.", "كراسنوكوتسك")
    assert village.name_en == "Krasnokutsk" and village.rule == "place:in:sound"


@pytest.mark.parametrize(
    ("text", "name", "name_en"),
    [
        ("دخلت القوات درنة، وقال سكان إن المدينة هادئة.", "المدينة", "Derna"),
        ("انفجرت قنبلة في العاصمة الأفغانية.", "العاصمة الأفغانية", "Kabul"),
        ("قال الجيش الأوكراني إن القوات لم تدخل العاصمة.", "العاصمة", "Kyiv"),
        ("قال الجيش الأوكراني إن القتال مستمر في شرق البلاد.", "شرق البلاد", "Eastern Ukraine"),
        ("أطلقت صواريخ من داخل الأراضي اليمنية.", "الأراضي اليمنية", "Yemen"),
        ("قال مسؤول سعودي إن حدود المملكة آمنة.", "المملكة", "Saudi Arabia"),
        ("قال مسؤول أردني إن حدود المملكة آمنة.", "المملكة", "Jordan"),
        ("هبطت الطائرة في عاصمة بوركينا فاسو.", "بوركينا فاسو", "Ouagadougou"),
    ],
)
def test_words_that_point_to_a_place(text: str, name: str, name_en: str) -> None:
    assert one(text, name).name_en == name_en


def test_the_dateline_is_a_place_of_its_own() -> None:
    text = "عمان، الأردن (رويترز) - قال مسؤول إن الحدود مغلقة."
    dropped = (Dropped(Span(0, text.index("-") + 1), "dateline", "where and by whom it was written"),)
    document = read_tokens(Document(Report("test", text), dateline=Span(0, 4), dropped=dropped))
    first = find_places(document).places[0]
    assert (first.name_en, first.country, first.rule) == ("Amman", "JOR", "place:dateline")


@pytest.mark.parametrize(
    "text", ["", " ", "،", "في", "في في في", "مدينة", "على بعد كلم شمال", "(كييف", "ا" * 500, "abc في 12"]
)
def test_nothing_raises_on_strange_text(text: str) -> None:
    places(text)


def test_mentions_are_in_order_and_apart() -> None:
    found = places("في مدينة حلب شمالي سوريا وفي ريف إدلب وعلى الحدود مع تركيا قرب باب الهوى.")
    assert len(found) >= 5
    for left, right in pairwise(found):
        assert left.end <= right.start
