"""Outlets and agencies by name and by address."""

import pytest

from riwaya.text.publishers import find_publisher, find_publisher_of, load_publishers, publisher_key


def test_the_table_is_broad_and_every_name_leads_to_its_row() -> None:
    rows = load_publishers()
    assert sum(row.kind in ("agency", "outlet") for row in rows) > 200
    for row in rows:
        assert find_publisher(row.name) == row


def test_no_name_stands_for_two() -> None:
    seen: dict[str, str] = {}
    for row in load_publishers():
        for name in {publisher_key(name) for name in (row.name, *row.aliases)}:
            assert seen.setdefault(name, row.name_en) == row.name_en, name


def test_countries_are_three_letters() -> None:
    for row in load_publishers():
        named = row.kind in ("agency", "outlet")
        assert (row.country is not None) == named
        assert row.country is None or (len(row.country) == 3 and row.country.isupper())


@pytest.mark.parametrize("name", ["أ ف ب", "أ.ف.ب", "ا ف ب", "أ.ف.ب.", "AFP", "وكالة فرانس برس", "فَرانس بِرس"])
def test_one_agency_by_all_its_names(name: str) -> None:
    row = find_publisher(name)
    assert row is not None
    assert row.name_en == "AFP"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.com/arabic/middleeast-1", "BBC Arabic"),
        ("https://arabic.rt.com/news/1", "RT Arabic"),
        ("aljazeera.net/news/2022", "Al Jazeera"),
        ("https://m.skynewsarabia.com/x", "Sky News Arabia"),
    ],
)
def test_the_outlet_of_an_address(url: str, name: str) -> None:
    row = find_publisher_of(url)
    assert row is not None
    assert row.name_en == name


@pytest.mark.parametrize("url", ["", "http://", "https://example.org/aljazeera.net", "http://[", "نص"])
def test_an_address_of_nobody(url: str) -> None:
    assert find_publisher_of(url) is None
