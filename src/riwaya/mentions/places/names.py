"""Every name a place can have: the tables by hand and the gazetteer behind one look-up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import log10
from typing import Literal

import msgspec
from msgspec.structs import replace

from riwaya.chars import ARTICLE, fold
from riwaya.mentions.countries import Country, country_by_code, load_countries
from riwaya.mentions.places.gazetteer import Gazetteer, GazetteerPlace, load_gazetteer, name_key
from riwaya.resources import load_table
from riwaya.types import Precision

Evidence = Literal["any", "locative", "class"]
Kind = Literal[
    "settlement", "district", "region", "country", "territory", "facility", "natural",
    "direction", "near", "inside", "locative", "distance", "other", "phrase", "lies", "opening", "plain",
    "anaphor",
]  # fmt: skip
CLASSES = frozenset({"settlement", "district", "region", "country", "facility", "natural"})
NEEDED: Mapping[Evidence, int] = {"any": 0, "locative": 1, "class": 2}

# Weights of a name before anything is known of the report: the logarithm of a population, or for what
# has none a figure beside it. Regions stand behind the city they are named after.
_COUNTRY, _CAPITAL, _REGION, _BY_HAND = 8.0, 9.0, 5.0, 5.5


Source = Literal["country", "capital", "seat", "region", "hand", "gazetteer", "sound"]
_TABLES: tuple[tuple[str, Source, float], ...] = (
    ("places.tsv", "hand", _BY_HAND),
    ("regions.tsv", "region", _REGION),
)


class NamedPlace(msgspec.Struct, frozen=True):
    """One row of ``regions.tsv`` or ``places.tsv``."""

    country: str
    admin1: str
    geonameid: str
    name_en: str
    lat: float
    lon: float
    precision: Precision
    evidence: Evidence
    names: tuple[str, ...]


class PlaceClass(msgspec.Struct, frozen=True):
    """One row of ``classes.tsv``."""

    kind: Kind
    precision: Precision
    bearing: int | None = None
    joins: Literal["yes", "no"] = "no"
    takes: Literal["proper", "any", "none"] = "none"
    after: Literal["yes", "no"] = "no"
    words: tuple[str, ...] = ()

    @property
    def is_capital(self) -> bool:
        """Tell whether the word means a capital: عاصمة, not مدينة."""
        return self.kind == "settlement" and self.takes == "none"

    @property
    def is_after(self) -> bool:
        """Tell whether it may be named after a place far away: حي القاهرة، شارع فلسطين، جبل السلوم."""
        return self.after == "yes"


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A place that a name may mean, and how likely it is before the report is read."""

    name_en: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    geonameid: int | None
    precision: Precision
    weight: float
    source: Source


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A name's candidate and the evidence it needs: 0 none, 1 a preposition, 2 a class word."""

    candidate: Candidate
    needs: int
    article: bool | None


class PlaceNames:
    """All names by key (see ``name_key``)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Read the tables by hand; the gazetteer is asked as names come up."""
        by_hand: dict[str, list[Reading]] = defaultdict(list)
        self._gazetteer = gazetteer
        heads = set(gazetteer.heads)
        written: set[str] = set()
        for name, reading in _by_hand():
            key, article = name_key(name)
            by_hand[key].append(Reading(reading.candidate, reading.needs, article))
            words = name.replace("-", " ").split()
            if len(words) > 1:
                heads.add(name_key(words[0])[0])
                written.add(" ".join(map(fold, words)))
        self._by_hand: Mapping[str, list[Reading]] = {
            key: _own_first(found) for key, found in by_hand.items()
        }
        self.heads, self._written = frozenset(heads), frozenset(written)
        # A place of the tables by hand goes by the names there, not by all that GeoNames has heard.
        self._ids = {
            r.candidate.geonameid for rs in by_hand.values() for r in rs if r.candidate.source == "hand"
        } - {None}
        self.certain = frozenset(
            k for k, rs in by_hand.items() if len(k) > 2 and any(r.needs == 0 for r in rs)
        )

    def __contains__(self, key: str) -> bool:
        """Tell whether a key is a name."""
        return key in self._by_hand or key in self._gazetteer.entries

    def is_by_hand(self, key: str) -> bool:
        """Tell whether a table by hand has the key."""
        return key in self._by_hand

    def is_written(self, phrase: str) -> bool:
        """Tell whether a table by hand writes a name in these folded words, a blank between them."""
        return phrase in self._written

    def find(self, key: str, article: bool) -> tuple[Reading, ...]:
        """Give what a name written with or without the article may mean; by hand first."""
        readings = [r for r in self._by_hand.get(key, ()) if r.article == article]
        entry = self._gazetteer.find(key)
        if entry is not None and entry.article in (None, article):
            level = entry.level
            for number in entry.places:
                place = self._gazetteer.place(number)
                if place.geonameid not in self._ids and not any(_same(r.candidate, place) for r in readings):
                    readings.append(Reading(_candidate(place, "gazetteer"), level, None))
        return tuple(readings)

    def find_by_sound(self, name: str, country: str) -> Iterator[Candidate]:
        """Give the places of a country whose Latin name sounds like a folded Arabic one."""
        for place in self._gazetteer.find_by_sound(name, country):
            yield _candidate(place, "sound")


def _own_first(readings: list[Reading]) -> list[Reading]:
    """Leave out a capital under a name that a row of its own has: لاهاي is no Amsterdam."""
    own = [r.candidate for r in readings if r.candidate.source == "hand"]
    return [
        reading
        for reading in readings
        if reading.candidate.source not in ("capital", "seat")
        or not any(one.country == reading.candidate.country for one in own)
        or any(_is_near(reading.candidate, one) for one in own)
    ]


@cache
def load_place_names() -> PlaceNames:
    """Read tables and gazetteer, once."""
    return PlaceNames(load_gazetteer())


@cache
def load_classes() -> Mapping[str, PlaceClass]:
    """Give the classes by folded word; words with the article are entered with it."""
    rows = load_table("riwaya.mentions.places", "classes.tsv", PlaceClass)
    return {fold(word): row for row in rows if row.kind != "phrase" for word in row.words}


@cache
def load_phrases() -> tuple[str, ...]:
    """Give the phrases that hold a place name and are no place."""
    rows = load_table("riwaya.mentions.places", "classes.tsv", PlaceClass)
    return tuple(word for row in rows if row.kind == "phrase" for word in row.words)


@cache
def load_adjectives() -> Mapping[str, str]:
    """Give the country by each form of its adjective, without the article: سوريه، سوريين are SYR."""
    found: dict[str, str] = {}
    for country in load_countries():
        for nisba in country.nisba:
            if " " not in nisba:
                for form in _forms(fold(nisba)):
                    found.setdefault(form, country.alpha3)
        for people in country.people:
            found.setdefault(fold(people), country.alpha3)
    return found


def country_candidate(code: str) -> Candidate:
    """Give a country as a place."""
    row = country_by_code()[code]
    return Candidate(row.name_en, code, None, row.lat, row.lon, row.geonameid, "country", _COUNTRY, "country")


def capital_candidate(code: str) -> Candidate:
    """Give a country's capital as a place."""
    row = country_by_code()[code]
    return Candidate(
        row.capital_en, code, None, row.capital_lat, row.capital_lon, row.capital_id, "exact", _CAPITAL,
        "capital",
    )  # fmt: skip


def _forms(nisba: str) -> tuple[str, ...]:
    feminine = "\u0647"  # folded ta marbuta
    return tuple(nisba + ending for ending in ("", feminine, *_PLURALS))


_PLURALS = (
    "\u064a\u0646",
    "\u0648\u0646",
    "\u0627\u062a",
    "\u0627\u0646",
    "\u062a\u064a\u0646",
)  # ين ون ات ان تين


def _by_hand() -> Iterator[tuple[str, Reading]]:
    for file, source, weight in _TABLES:
        for row in load_table("riwaya.mentions.places", file, NamedPlace):
            geonameid = int(row.geonameid) if row.geonameid else None
            code, admin1 = row.country or None, row.admin1 or None
            candidate = Candidate(
                row.name_en, code, admin1, row.lat, row.lon, geonameid, row.precision, weight, source
            )
            yield from _each(row.names, candidate, NEEDED[row.evidence])
    for country in load_countries():
        yield from _of_country(country)


def _of_country(country: Country) -> Iterator[tuple[str, Reading]]:
    names = {fold(n) for n in country.names}
    yield from _each(country.names, country_candidate(country.alpha3), 0)
    capital = capital_candidate(country.alpha3)
    for name in country.capitals:
        # A capital that its country is named after needs its class: العاصمة تونس.
        yield from _each((name,), capital, 2 if fold(name) in names else 0)
    seat = replace(capital, source="seat")
    yield from _each(country.seats, seat, 1)


def _each(names: Iterable[str], candidate: Candidate, needs: int) -> Iterator[tuple[str, Reading]]:
    return ((name, Reading(candidate, needs, None)) for name in names)


def _candidate(place: GazetteerPlace, source: Source) -> Candidate:
    weight = log10(max(place.population, 300))
    return Candidate(
        place.name_en,
        place.country,
        place.admin1 or None,
        place.lat,
        place.lon,
        place.geonameid,
        "exact",
        weight,
        source,
    )


def _same(candidate: Candidate, place: GazetteerPlace) -> bool:
    if candidate.geonameid == place.geonameid:
        return True
    return _is_near(candidate, place)


def _is_near(one: Candidate, other: Candidate | GazetteerPlace) -> bool:
    near = abs(one.lat - other.lat) < 0.15 and abs(one.lon - other.lon) < 0.15  # 15 km
    return near and one.country == other.country


@lru_cache(maxsize=100_000)
def without_article(key: str) -> tuple[str, bool]:
    """Cut the article off a folded key that has one and something behind it."""
    if key.startswith(ARTICLE) and len(key) > len(ARTICLE) + 1:
        return key[len(ARTICLE) :], True
    return key, False
