"""Dates as heads, feet and users write them."""

from datetime import date

import pytest

from riwaya.chars import fold
from riwaya.errors import DateError
from riwaya.text.dates import find_days, parse_day

DAY = date(2022, 3, 14)


@pytest.mark.parametrize(
    "written",
    [
        "2022-03-14",
        " 2022-03-14 ",
        "2022-03-14T23:59:00Z",
        "2022-03-14T01:00:00+04:00",
        "2022-03-14 08:00",
        "2022/3/14",
        "14/3/2022",
        "١٤/٣/٢٠٢٢",
        "14.03.2022",
        "3/14/2022",
        "14 مارس 2022",
        "14 مارس، 2022",
        "١٤ مارس ٢٠٢٢",
        "14 آذار/مارس 2022",
        "14 مارس/ آذار 2022",
        "14 آذار (مارس) 2022",
        "الاثنين 14 مارس 2022",
        "14 من مارس 2022",
        "14 مارس عام 2022",
        "مارس 14, 2022",
    ],
)
def test_every_way_to_write_a_day(written: str) -> None:
    assert parse_day(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20 كانون الثاني 2021", date(2021, 1, 20)),
        ("5 كانون الأول 2021", date(2021, 12, 5)),
        ("1 تشرين الثاني/نوفمبر 2020", date(2020, 11, 1)),
        ("3 جويلية 2019", date(2019, 7, 3)),
        ("7 غشت 2019", date(2019, 8, 7)),
        ("9 أوت 2019", date(2019, 8, 9)),
        ("12 إبريل 2015", date(2015, 4, 12)),
        ("11 شعبان 1443 هـ - 14 مارس 2022 م", DAY),
    ],
)
def test_months_of_every_region(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "أمس",
        "2022-13-01",
        "2022-02-30",
        "31/4/2022",
        "14 مارس",
        "1443-08-11",
        "11 شعبان 1443",
        "2022",
        "\x00",
    ],
)
def test_what_is_no_day(written: str) -> None:
    with pytest.raises(DateError):
        parse_day(written)


def test_the_message_shows_a_long_value_shortened() -> None:
    with pytest.raises(DateError, match=r"^'x{40}…' is not a date"):
        parse_day("x" * 5000)


def test_the_day_of_a_hijri_date_stands_apart() -> None:
    assert [(match.day, match.hijri) for match in find_days(fold("11 شعبان 1443"))] == [(None, DAY)]
