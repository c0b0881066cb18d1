"""The tables of actors are whole, and their forms are derived as Arabic derives them."""

from collections import Counter

import pytest

from riwaya.chars import fold
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import PACKAGE, HeadRow, load_lexicon, load_named
from riwaya.mentions.countries import country_by_code
from riwaya.resources import load_table

TABLES = ("persons.tsv", "organisations.tsv", "armed_groups.tsv", "media.tsv")


@pytest.mark.parametrize(
    ("table", "least"),
    [("persons.tsv", 600), ("organisations.tsv", 250), ("armed_groups.tsv", 200), ("media.tsv", 250)],
)
def test_tables_are_broad(table: str, least: int) -> None:
    assert len(load_named(table)) >= least


@pytest.mark.parametrize("table", TABLES)
def test_countries_are_known_codes(table: str) -> None:
    wrong = {row.country for row in load_named(table) if row.country and row.country not in country_by_code()}
    assert wrong == set()


@pytest.mark.parametrize("table", TABLES)
def test_a_name_belongs_to_one_actor(table: str) -> None:
    names = Counter(name for row in load_named(table) for name in {fold(n) for n in row.names})
    assert [name for name, times in names.items() if times > 1] == []


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


def test_spellings_have_one_skeleton() -> None:
    assert skeleton(fold("غوتيريش")) == skeleton(fold("جوتيريس"))
    assert skeleton(fold("زيلينسكي")) == skeleton(fold("زيلنسكي"))
    assert skeleton(fold("لافروف")) != skeleton(fold("كوليبا"))
