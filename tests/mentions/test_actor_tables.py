"""The tables of actors are whole, and their forms are derived as Arabic derives them."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import pytest

from riwaya.chars import fold
from riwaya.document import Document
from riwaya.mentions.actors.rows import PACKAGE, HeadRow, NamedRow, load_named
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import load_lexicon
from riwaya.mentions.countries import country_by_code, load_countries
from riwaya.resources import load_table
from riwaya.tokens import read_tokens
from riwaya.types import Report

TABLES = ("persons.tsv", "organisations.tsv", "armed_groups.tsv", "media.tsv")
FIRST, LAST = 0, 9999


@pytest.mark.parametrize(
    ("table", "least"),
    [("persons.tsv", 2500), ("organisations.tsv", 800), ("armed_groups.tsv", 700), ("media.tsv", 500)],
)
def test_tables_are_broad(table: str, least: int) -> None:
    assert len(load_named(table)) >= least


@pytest.mark.parametrize("table", TABLES)
def test_countries_are_known_codes(table: str) -> None:
    wrong = {row.country for row in load_named(table) if row.country and row.country not in country_by_code()}
    assert wrong == set()


@pytest.mark.parametrize("table", TABLES)
def test_each_actor_has_a_name_and_an_english_one(table: str) -> None:
    assert [row for row in load_named(table) if not row.name_en or not (row.names or row.short)] == []


@pytest.mark.parametrize("table", TABLES)
def test_years_are_in_order(table: str) -> None:
    wrong = [row.name_en for row in load_named(table) if (row.since or FIRST) > (row.until or LAST)]
    assert wrong == []


def test_a_name_belongs_to_one_actor_unless_the_years_tell() -> None:
    """No two rows of any table bear one name in one year."""
    bearers: defaultdict[str, list[NamedRow]] = defaultdict(list)
    for row in (row for table in TABLES for row in load_named(table)):
        for name in {fold(name) for name in row.names}:
            bearers[name].append(row)
    shared = {name: rows for name, rows in bearers.items() if len(rows) > 1}
    assert shared
    assert {name: [r.name_en for r in rows] for name, rows in shared.items() if _overlap(rows)} == {}


def _overlap(rows: Iterable[NamedRow]) -> bool:
    spans = sorted((row.since or FIRST, row.until or LAST) for row in rows)
    return any(last >= first for (_, last), (first, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("name", "year", "name_en", "role"),
    [
        ("قوات الدعم السريع", 2019, "RSF", "MIL"),
        ("قوات الدعم السريع", 2024, "RSF", "REB"),
        ("حركة طالبان", 2015, "Taliban", "REB"),
        ("حركة طالبان", 2023, "Taliban", "GOV"),
        ("حركة طالبان", None, "Taliban", "GOV"),  # no year: who bears the name still
        ("المجلس العسكري الانتقالي", 2019, "Transitional Military Council Sudan", "GOV"),
        ("المجلس العسكري الانتقالي", 2021, "Transitional Military Council Chad", "GOV"),
        ("المجلس الانتقالي", 2011, "National Transitional Council Libya", "GOV"),
        ("المجلس الانتقالي", 2020, "Southern Transitional Council", "REB"),
        ("حماس", 1950, "Hamas", "REB"),  # the only bearer, whatever the year
    ],
)
def test_years_tell_who_bore_a_name(name: str, year: int | None, name_en: str, role: str) -> None:
    match = load_lexicon().names.longest(read_tokens(Document(Report("r", name))).tokens, 0)
    assert match is not None
    named = match.value.in_year(year)
    assert (named.name_en, named.role) == (name_en, role)


def test_states_have_a_public_id_of_their_own() -> None:
    ids = {country.alpha3: country.geonameid for country in load_countries()}
    assert len(ids) == len(set(ids.values())) >= 240
    assert [ids[code] for code in ("SYR", "SDN", "UKR", "PSE")] == [163843, 366755, 690791, 6254930]


@pytest.mark.parametrize("field", ["names", "people", "seats"])
def test_a_name_of_a_state_is_of_one_state(field: str) -> None:
    states: defaultdict[str, list[str]] = defaultdict(list)
    for country in load_countries():
        for name in getattr(country, field):
            states[fold(name)].append(country.alpha3)
    assert {name: codes for name, codes in states.items() if len(codes) > 1} == {}


def test_heads_have_a_role_or_an_owner() -> None:
    rows = load_table(PACKAGE, "heads.tsv", HeadRow)
    assert len(rows) >= 500
    assert [row.forms[0] for row in rows if row.role is None and row.policy == "own"] == []


def test_forms_are_derived() -> None:
    nouns, heads = load_lexicon().nouns, load_lexicon().heads
    assert nouns[fold("حكومت")].lemma == fold("حكومة")  # before a pronoun: حكومته
    assert nouns[fold("مسؤولون")].plural
    assert not nouns[fold("مسؤول")].plural
    assert heads is load_lexicon().heads


def test_adjectives_of_relation_are_derived() -> None:
    qualifiers = load_lexicon().qualifiers
    assert qualifiers[fold("الأوكرانية")].country == "UKR"
    assert qualifiers[fold("أوكرانيون")].people
    assert qualifiers[fold("أمنية")].role == "POL"
    assert qualifiers[fold("الحوثية")].role == "REB"
    assert qualifiers[fold("الشيشاني")].country == "RUS"  # of a region


def test_spellings_have_one_skeleton() -> None:
    assert skeleton(fold("غوتيريش")) == skeleton(fold("جوتيريس"))
    assert skeleton(fold("زيلينسكي")) == skeleton(fold("زيلنسكي"))
    assert skeleton(fold("لافروف")) != skeleton(fold("كوليبا"))
