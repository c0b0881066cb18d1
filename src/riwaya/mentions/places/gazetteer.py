"""The compiled gazetteer: places of the world by Arabic name, and by sound where they have none.

``gazetteer.txt.gz`` is made by ``tools/compile_gazetteer.py`` and holds columns, not rows, so that it
loads in a tenth of a second: a line of keys is cut once, and a place is parsed when it is asked for.
"""

import gzip
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.mentions.places.sounds import distance, skeleton, spell

FORMAT = "riwaya-gazetteer/2"
_FILE = "gazetteer.txt.gz"
_JOINTS = re.compile("[ \\-\u200c\u2013]")
# Spellings whose vowels differ more than this are other names: measured on the gold list of places.
_MAX_DISTANCE = 0.3
_MIN_CONSONANTS, _ENOUGH_CONSONANTS = 3, 5


class GazetteerPlace(msgspec.Struct, frozen=True, gc=False):
    """A populated place of GeoNames."""

    geonameid: int
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    name_en: str


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What a name can mean, most populous first.

    ``level``: how much evidence the name needs to be a place. 0 hardly ever anything else, 1 also a
    word, 2 mostly a word or a person's name (السلام، محمد). ``article``: whether the name is written
    with the article; None where either will do.
    """

    level: int
    article: bool | None
    places: tuple[int, ...]  # row numbers


def name_key(name: str) -> tuple[str, bool]:
    """Make the key of a place name, and tell whether it has the article: الخرطوم is خرطوم, True.

    Words are joined: خان يونس and خانيونس have one key.
    """
    key = _JOINTS.sub("", fold(name))
    if key.startswith(ARTICLE) and len(key) > len(ARTICLE) + 1:
        return key[len(ARTICLE) :], True
    return key, False


class Gazetteer:
    """Read-only; see ``load_gazetteer``."""

    def __init__(self, text: str) -> None:
        """Take the text of a compiled gazetteer."""
        head, *columns = text.split("\n")
        if head.split("\t")[0] != FORMAT:
            raise ValueError(f"{_FILE}: {head!r} is not {FORMAT}")
        places, keys, values, heads, extents = columns[:5]
        self._places = places.split("\t")
        self.entries: Mapping[str, str] = dict(zip(keys.split("\t"), values.split("\t"), strict=True))
        self._sounds = {line.split("\t", 1)[0]: line for line in columns[5:] if line}
        self._extents = dict(cell.split(":") for cell in extents.split("\t") if cell)
        # First words of names of several words: only behind these are further words tried.
        self.heads = frozenset(heads.split("\t"))

    def __contains__(self, key: str) -> bool:
        """Tell whether a key is a name."""
        return key in self.entries

    def __len__(self) -> int:
        """Count the places."""
        return len(self._places)

    def find(self, key: str) -> Entry | None:
        """Look a key (see ``name_key``) up."""
        packed = self.entries.get(key)
        if packed is None:
            return None
        article = {"y": True, "n": False}.get(packed[1])
        return Entry(int(packed[0]), article, tuple(map(int, packed[2:].split(","))))

    def place(self, number: int) -> GazetteerPlace:
        """Give the place of a row number."""
        geonameid, country, admin1, lat, lon, population, name = self._places[number].split("|")
        return GazetteerPlace(int(geonameid), country, admin1, float(lat), float(lon), int(population), name)

    def extent(self, country: str) -> tuple[float, float, float, float] | None:
        """Give the south, north, west and east of where a country's people live."""
        packed = self._extents.get(country)
        if packed is None:
            return None
        south, north, west, east = map(float, packed.split(","))
        return south, north, west, east

    def find_by_sound(self, name: str, country: str) -> tuple[GazetteerPlace, ...]:
        """Find places of a country that sound like a folded Arabic name, nearest first.

        كوبيانسك finds Kupiansk in UKR. Short names have too few consonants to tell, so they find none.
        """
        found: dict[int, float] = {}
        for spelling in spell(name, "arabic"):
            consonants = skeleton(spelling)
            if len(consonants) < _MIN_CONSONANTS:
                continue
            for number in self._by_sound(country).get(consonants, ()):
                far = self._distance(spelling, consonants, number)
                if far <= _MAX_DISTANCE:
                    found[number] = min(far, found.get(number, far))
        places = ((far, self.place(number)) for number, far in found.items())
        return tuple(p for _, p in sorted(places, key=lambda fp: (round(fp[0], 1), -fp[1].population)))

    def _distance(self, spelling: str, consonants: str, number: int) -> float:
        # Of a place's other names (Artemivsk for Bakhmut) only the consonants are kept: long ones are enough.
        unknown = _MAX_DISTANCE if len(consonants) >= _ENOUGH_CONSONANTS else 1.0
        latin = (s for s in spell(self.place(number).name_en, "latin") if skeleton(s) == consonants)
        return min((distance(spelling, s) for s in latin), default=unknown)

    @lru_cache(maxsize=64)  # noqa: B019  # one gazetteer lives as long as the program
    def _by_sound(self, country: str) -> Mapping[str, tuple[int, ...]]:
        line = self._sounds.get(country)
        if line is None:
            return {}
        _, keys, values = line.split("\t")
        pairs = zip(keys.split(" "), values.split(" "), strict=True)
        return {key: tuple(map(int, value.split(","))) for key, value in pairs}


@cache
def load_gazetteer() -> Gazetteer:
    """Read the compiled gazetteer, once."""
    packed = resources.files("riwaya.mentions.places").joinpath(_FILE).read_bytes()
    return Gazetteer(gzip.decompress(packed).decode("utf-8"))
