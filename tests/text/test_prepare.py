"""What the first stage takes from a page: publisher, credits, place, day, and what is not read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document
from riwaya.text import prepare
from riwaya.types import Report

BODY = "أعلن ناطق باسم الجيش أن قواته صدت هجوما على مواقعها في محيط البلدة فجر اليوم."


def read(text: str, **fields: str) -> Document:
    return prepare(Document(Report("r", text, **fields)))  # type: ignore[arg-type]


def place(document: Document) -> str | None:
    span = document.dateline
    return None if span is None else document.report.text[span.start : span.end]


def dropped(document: Document) -> list[str]:
    return [document.report.text[d.span.start : d.span.end].strip() for d in document.dropped]


@pytest.mark.parametrize(
    ("opening", "publisher", "credits", "where"),
    [
        ("كييف (رويترز) - ", "رويترز", (), "كييف"),
        ("كييف 14 آذار (رويترز) - ", "رويترز", (), "كييف"),
        ("الخرطوم (السودان) (أ ف ب) - ", "أ ف ب", (), "الخرطوم"),
        ("بوجمبورا (صدى البحيرات) - ", None, (), "بوجمبورا"),
        ("عمّان، الأردن (CNN)-- ", "سي إن إن عربية", (), "عمّان"),
        ("(CNN)— ", "سي إن إن عربية", (), None),
        ("بغداد - أ ف ب - ", "أ ف ب", (), "بغداد"),
        ("صنعاء/ سبأ: ", "سبأ", (), "صنعاء"),
        ("واس - جدة: ", "واس", (), "جدة"),
        ("سبق- وكالات: ", "سبق", ("وكالات",), None),
        ("سليم الأحمد- سبق- الرياض: ", "سبق", (), "الرياض"),
        ("غزة - ", None, (), "غزة"),
        ("الخرطوم: ", None, (), "الخرطوم"),
        ("أبوظبي في 14 مارس / وام / ", "وام", (), "أبوظبي"),
        ("بيروت، 14 آذار (مارس) 2022 (أ ف ب) - ", "أ ف ب", (), "بيروت"),
        ("وطنية - صور - ", "الوكالة الوطنية للإعلام", (), "صور"),
        ("دمشق-سانا: ", "سانا", (), "دمشق"),
        ("نيروبي 3 مارس (شينخوا) ", "شينخوا", (), "نيروبي"),
        ("بغداد (واع) ", "واع", (), "بغداد"),
        ("الفاشر 4 مارس 2025 - ", None, (), "الفاشر"),
        ("طرابلس، 17 مايو - ", None, (), "طرابلس"),
        ("بورت أو برنس – ", None, (), "بورت أو برنس"),
        ("كوكوتا، كولومبيا — ", None, (), "كوكوتا"),
        ("تومبكتو، مالي -- ", None, (), "تومبكتو"),
    ],
)
def test_datelines(opening: str, publisher: str | None, credits: tuple[str, ...], where: str | None) -> None:
    document = read(opening + BODY + " وأضاف أن الوضع هادئ الآن.")
    assert document.report.publisher == publisher
    assert document.report.credits == credits
    assert place(document) == where


@pytest.mark.parametrize(
    ("line", "publisher", "credits"),
    [
        ("TRT عربي - وكالات", "TRT عربي", ("وكالات",)),
        ("المصدر: وكالات", None, ("وكالات",)),
        ("المصدر: الجزيرة نت + رويترز", "الجزيرة نت", ("رويترز",)),
        ("(رويترز)", None, ("رويترز",)),
        ("عواصم - وكالات", None, ("وكالات",)),
        ("فرانس24/ أ ف ب", "فرانس 24", ("أ ف ب",)),
        ("عين اليوم – بغداد", "عين اليوم", ()),
        ("بيروت: «الشرق الأوسط»", "الشرق الأوسط", ()),
        ("سليم الأحمد – عين اليوم", "عين اليوم", ()),
        ("رويترز وأ ف ب", None, ("رويترز", "أ ف ب")),
        ("المصدر: المركز الإعلامي للواء", None, ()),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_credit_lines_at_both_ends(
    line: str, publisher: str | None, credits: tuple[str, ...], first: bool
) -> None:
    document = read(f"{line}\n{BODY}" if first else f"{BODY}\n{line}")
    assert document.report.publisher == publisher
    assert document.report.credits == credits
    assert dropped(document) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "رويترز: اتفاق وشيك على هدنة",
        "الرياض تستضيف المحادثات",
        "باريس: لن نقبل بالأمر الواقع",
        "الجيش يتقدم - معارك في الشمال",
        "قال مصدر لوكالة رويترز إن الاتفاق قريب.",
        "دعت الوكالات إلى هدنة",
    ],
)
def test_headlines_and_prose_are_no_credits(line: str) -> None:
    assert dropped(read(f"{line}\n{BODY}")) == []


def test_an_agency_named_in_the_prose_is_no_dateline() -> None:
    text = "نقلت وكالة الأنباء السورية (سانا) عن مصدر عسكري قوله إن الدفاعات الجوية تصدت لأهداف معادية."
    assert dropped(read(text)) == []


def test_an_agency_behind_the_last_full_stop_is_credited() -> None:
    document = read(f"{BODY} (د ب أ)")
    assert document.report.credits == ("د ب أ",)
    assert dropped(document) == ["(د ب أ)"]


def test_a_caption_is_not_read_and_credits_nobody() -> None:
    document = read(f"{BODY}\nجنود عند حاجز قرب المعبر (رويترز)\n{BODY}")
    assert dropped(document) == ["جنود عند حاجز قرب المعبر (رويترز)"]
    assert document.report.credits == ()


@pytest.mark.parametrize(
    "head",
    [
        "نُشر في: ١٤/٣/٢٠٢٢",
        "تاريخ النشر: 14 آذار/مارس 2022 - 12:30 بتوقيت غرينتش",
        "الاثنين 11 شعبان 1443 هـ - 14 مارس 2022 م",
        "2022-03-14",
        "آخر تحديث: الاثنين 14 مارس 2022 الساعة 10:00 صباحا",
        "سكاي نيوز عربية - أبوظبي | 14 مارس 2022 - 12:30",
        "آخر تحديث: 14/3/2022 12:30 PM (مكة المكرمة)",
        "نشر في: 14 مارس ,2022: 12:30 م GST | آخر تحديث: 15 مارس 2022 - 1:30 ص",
        "الرياض 11 شعبان 1443 هـ الموافق 14 مارس 2022 م واس",
    ],
)
def test_a_line_that_only_dates_the_page(head: str) -> None:
    document = read(f"معارك قرب البلدة\n{head}\n{BODY}")
    assert document.published == date(2022, 3, 14)
    assert document.report.published == "2022-03-14"
    assert head in dropped(document)


def test_an_outlet_beside_the_date_is_the_publisher() -> None:
    document = read(f"معارك قرب البلدة\nسكاي نيوز عربية - أبوظبي | 14 مارس 2022 - 12:30\n{BODY}")
    assert document.report.publisher == "سكاي نيوز عربية"
    assert document.published == date(2022, 3, 14)


def test_the_day_of_publication_goes_before_that_of_a_change() -> None:
    document = read(f"آخر تحديث: 15 مارس 2022\nنشر في: 14 مارس 2022\n{BODY}")
    assert document.published == date(2022, 3, 14)


def test_a_date_in_running_prose_dates_nothing() -> None:
    document = read("وقع الهجوم في 24 فبراير 2022 ولم يسفر عن ضحايا.\n" + BODY)
    assert document.published is None
    assert document.dropped == ()
    assert any("no publication day" in note for note in document.notes)


def test_what_is_given_goes_before_what_is_found() -> None:
    text = f"نشر في: 15 مارس 2022\n{BODY}\nالجزيرة نت - وكالات"
    document = read(text, published="2022-03-14T23:00:00+03:00", publisher="صحيفتنا")
    assert document.published == date(2022, 3, 14)
    assert document.report.published == "2022-03-14T23:00:00+03:00"
    assert document.report.publisher == "صحيفتنا"
    assert document.report.credits == ("وكالات",)


def test_the_address_tells_day_and_outlet_where_nothing_else_does() -> None:
    document = read(BODY, url="https://www.alarabiya.net/ar/2018/07/14/x.html")
    assert document.published == date(2018, 7, 14)
    assert document.report.publisher == "العربية نت"


def test_a_published_field_that_is_no_date_is_noted() -> None:
    assert any("not a date" in note for note in read(BODY, published="غدا").notes)


ALPHABET = "قال وفي كييف (رويترز) - وكالات: ١٤/٣/٢٠٢٢ اقرأ أيضا ...\n\n«»\u200f\u0651\ud800".replace(
    "\ud800", ""
)


@given(st.text(alphabet=ALPHABET, max_size=200))
def test_any_text_is_kept_whole_and_spans_lie_in_it(text: str) -> None:
    document = read(text)
    assert document.report.text == text
    for one in document.dropped:
        assert 0 <= one.span.start < one.span.end <= len(text)


def test_a_megabyte_on_one_line_is_done_at_once() -> None:
    text = "قال مصدر إن القتال مستمر - " * 40_000
    assert prepare(Document(Report("r", text))).report.text == text


def test_blanks_behind_a_dateline_are_no_part_of_it() -> None:
    dateline = "كييف (رويترز)  -"
    assert read(f"{dateline}  {BODY}").dropped[0].span.end == len(dateline)


def test_a_line_of_marks_that_nobody_sees_names_no_place() -> None:
    assert read("\u200e;وفآ").dateline is None


def test_a_page_of_html_is_told() -> None:
    page = "<p>قال الوزير إن الجسر انهار.</p><br/><p>ونفى الجيش ذلك.</p>"
    assert (
        "the text looks like HTML: its tags are read as words" in prepare(Document(Report("t", page))).notes
    )
    assert prepare(Document(Report("t", "قال الوزير إن 3 < 5."))).notes == (
        "no publication day is known: relative days stay unresolved",
    )


def test_a_hijri_date_alone_dates_the_report() -> None:
    document = read(f"هجوم على حاجز\n\nالقاهرة - الجمعة 14 رمضان 1438 هـ\n{BODY}\n{BODY}")
    assert document.published == date(2017, 6, 9)
    assert document.notes == (
        "publication day 2017-06-09 is reckoned from a Hijri date: it may be a day off",
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 رمضان 1438 هـ - 10 يونيو 2017 م", date(2017, 6, 10)),  # what both calendars say is not reckoned
        ("14 رمضان 2024", None),  # no year of that calendar
        ("14 رمضان 0001", None),
    ],
)
def test_a_hijri_date_is_the_last_resort(line: str, day: date | None) -> None:
    assert read(f"هجوم على حاجز\n\n{line}\n{BODY}\n{BODY}").published == day
