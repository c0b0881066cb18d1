"""Times: every rule's own example, what newspapers write, and what must not be a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document, TimeMention
from riwaya.hijri import hijri_day, hijri_month
from riwaya.mentions.times.calendar import looseness, month_days, shift, week_days, year_of
from riwaya.mentions.times.finding import find_times
from riwaya.mentions.times.patterns import KINDS, RuleRow, load_rules
from riwaya.mentions.times.words import load_time_words
from riwaya.tokens import read_tokens
from riwaya.types import Report

MONDAY = date(2022, 3, 14)
ANY_WORDS = (
    "في 31 فبراير الأحد العام قبل 99999 هـ / منذ 0 أمس و12 1443 شعبان اليوم التالي عامين بعد ذلك بيومين "
    "1/13/2022 عقود 2022 منتصف حتى من إلى الماضي المقبل خلال أيام عشية نحو النصف الأول عيد الفطر"
)
RULES = [row for row in load_rules() if row.layer != "part"]


def read(text: str, published: date | None = MONDAY) -> tuple[TimeMention, ...]:
    return find_times(read_tokens(Document(Report(id="r", text=text), published=published))).times


def days(text: str, published: date | None = MONDAY) -> list[str]:
    return [f"{t.period.start}..{t.period.end}" if t.period else "-" for t in read(text, published)]


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.rule}: {row.example}")
def test_every_rule_reads_its_example(row: RuleRow) -> None:
    found = [t for t in read(f"{row.example}.") if t.rule == f"time:{row.rule}"]
    assert found, [t.rule for t in read(row.example)]
    period = found[0].period
    assert (f"{period.start}..{period.end}" if period else "-") == row.days


def test_every_word_has_a_kind_that_rules_know() -> None:
    words = load_time_words()
    assert len(words.heads) > 200
    assert len(set(KINDS)) == len(KINDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد أمس وتبدأ الجلسات غداً.", ["2022-03-13..2022-03-13", "2022-03-15..2022-03-15"]),
        ("وقع الانفجار فجر السبت.", ["2022-03-12..2022-03-12"]),
        ("وقع الانفجار يوم الاثنين الماضي.", ["2022-03-07..2022-03-07"]),
        ("سيزور الوزير العاصمة يوم الخميس.", ["2022-03-17..2022-03-17"]),
        ("من المقرر أن تبدأ الهدنة السبت.", ["2022-03-19..2022-03-19"]),
        ("يعقد المجلس الأربعاء جلسة طارئة.", ["2022-03-16..2022-03-16"]),
        ("قصفوا البلدة في ٣ آذار/مارس ٢٠٢٢.", ["2022-03-03..2022-03-03"]),
        ("سقطت المدينة في 12 غشت 2021.", ["2021-08-12..2021-08-12"]),
        ("أعلن ذلك في 28 كانون الثاني.", ["2022-01-28..2022-01-28"]),
        ("خلال الأيام القليلة الماضية.", ["-"]),
        ("الحرب مستمرة منذ عام 2014.", ["2014-01-01..2022-03-14"]),
        ("اشتبكوا في تشرين الثاني/نوفمبر الماضي.", ["2021-11-01..2021-11-30"]),
        ("بين 15 أبريل و20 مايو 2021.", ["2021-04-15..2021-05-20"]),
        ("في غضون ذلك هدأ القصف.", []),
    ],
)
def test_reads_what_newspapers_write(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "مارس الجيش ضغوطا على البلدة.",
        "قالت تيريزا ماي للبرلمان.",
        "قتل 2000 شخص في 1900 غارة.",
        "قال الأمين العام الحالي للمنظمة.",
        "ذكرت صحيفة المصري اليوم.",
        "من باب أولى أن يعود.",
    ],
)
def test_what_looks_like_a_time_and_is_none(text: str) -> None:
    assert days(text) == []


def test_a_weekday_beside_today_corrects_a_late_publication() -> None:
    assert days("قال الوزير اليوم الجمعة إن القصف بدأ أمس.") == [
        "2022-03-11..2022-03-11",
        "2022-03-10..2022-03-10",
    ]


def test_an_event_since_then_leaves_its_day_readable() -> None:
    since, day = read("قتل مئات منذ بدء الهجوم في 24 فبراير.")
    assert (since.rule, since.stop - since.first) == ("time:since-event", 1)
    assert day.period is not None and day.period.start == day.period.end == "2022-02-24"


def test_spans_leave_out_prepositions_and_clitics() -> None:
    text = "اجتمعوا في الثالث من مارس وبالاثنين"
    assert [text[t.start : t.end] for t in read(text)] == ["الثالث من مارس", "الاثنين"]


def test_without_a_day_of_publication_only_absolute_times_have_days() -> None:
    assert days("قال أمس إن الحرب بدأت في 24 فبراير 2022.", None) == ["-", "2022-02-24..2022-02-24"]
    assert days("الأسبوع الماضي", None) == ["-"]


def test_calendar() -> None:
    assert shift(date(2022, 3, 31), "month", -1) == date(2022, 2, 28)
    assert shift(date(1, 1, 1), "year", -5) == date(1, 1, 1)
    assert week_days(MONDAY, -1) == (date(2022, 3, 7), date(2022, 3, 13))
    assert month_days(2024, 2)[1] == date(2024, 2, 29)
    assert looseness("week", 2, rough=False) == 3
    assert looseness("day", 40, rough=True) == 4
    assert year_of(10, 7, MONDAY, 0, lean=0) == 2021
    assert year_of(4, 2, MONDAY, 0, lean=0) == 2022


def test_hijri_calendar() -> None:
    assert hijri_day(1443, 8, 11) == MONDAY
    assert hijri_day(1444, 10, 1) == date(2023, 4, 21)
    assert hijri_month(1439, 2) == (date(2017, 10, 21), date(2017, 11, 18))
    assert hijri_day(1350, 1, 1) == date(1931, 5, 18)  # by the tabular calendar
    assert hijri_day(1443, 13, 1) is None


def test_what_was_told_is_what_anaphora_count_from() -> None:
    told = "قصفوا البلدة في 3 مايو 2016 وفي اليوم التالي انسحبوا. وعادوا في العام نفسه."
    assert days(told)[1:] == ["2016-05-04..2016-05-04", "2016-01-01..2016-12-31"]
    assert days("وفي اليوم التالي انسحبوا.") == ["-"]


def test_how_sure_a_time_is() -> None:
    exact, about, vague = read("قصفوها في 3 مارس وقبل شهرين وقبل أيام.")
    assert [t.certainty for t in (exact, about, vague)] == ["exact", "about", "vague"]
    assert exact.bounds == exact.period
    assert about.period is not None and about.bounds is not None
    assert about.bounds.start < about.period.start <= about.period.end < about.bounds.end
    assert vague.bounds is not None and vague.bounds.end < MONDAY.isoformat()


@given(
    st.lists(st.sampled_from(ANY_WORDS.split())),
    st.dates(),
)
def test_nothing_raises_and_periods_are_in_order(words: list[str], published: date) -> None:
    text = " ".join(words)
    for time in read(text, published):
        assert 0 <= time.start < time.end <= len(text)
        for period in (time.period, time.bounds, time.began):
            assert period is None or period.start <= period.end
        if time.period and time.bounds:
            assert time.bounds.start <= time.period.start and time.period.end <= time.bounds.end
