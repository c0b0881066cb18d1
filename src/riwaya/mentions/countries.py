"""The states of the world with the Arabic names, adjectives, capitals and seats that news gives them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from riwaya.resources import load_table


class Country(msgspec.Struct, frozen=True):
    """One row of ``countries.tsv``.

    ``geonameid`` is its id in GeoNames, whose public address is ``https://sws.geonames.org/<id>/``;
    ``capital_id`` is that of its capital, where GeoNames has it as a town.
    ``nisba`` holds masculine singular adjectives (سوري) and ``people`` broken plurals (روس) only.
    ``capitals`` and ``seats`` also stand for the government: قالت موسكو، أعلن الكرملين.
    """

    alpha3: str
    alpha2: str
    geonameid: int
    name_en: str
    lat: float
    lon: float
    capital_en: str
    capital_lat: float
    capital_lon: float
    capital_id: int | None = None
    neighbours: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nisba: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@cache
def load_countries() -> tuple[Country, ...]:
    """Read ``countries.tsv``, once."""
    return load_table("riwaya.mentions", "countries.tsv", Country)


@cache
def country_by_code() -> Mapping[str, Country]:
    """Give each country by its ISO 3166-1 alpha-3 code (Kosovo is XKX)."""
    return MappingProxyType({country.alpha3: country for country in load_countries()})
