"""Which of the places with one name a report means, and whether it means one at all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

import msgspec

from riwaya.distances import EARTH, kilometres
from riwaya.document import Token
from riwaya.mentions.places.names import Candidate, PlaceClass, Reading, load_adjectives, without_article
from riwaya.mentions.places.scan import Found

# Scores, in the unit of Candidate.weight (a power of ten of people): what the report says of a country
# outweighs a thousandfold population, an adjective behind the name or the larger place it lies in decides.
_BY_REPORT, _BY_ADJECTIVE, _BY_PARENT, _BY_ADMIN1, _BY_CLASS, _BY_HAND, _NEAR_OTHERS = (
    3.0,
    6.0,
    4.0,
    2.0,
    3.0,
    2.0,
    1.5,
)
_NEAR_KM = 120.0
_WITHIN_KM = (120.0, 400.0)  # a place lies no farther from the town, or the middle of the region, it is in
_RIVAL = 0.5  # how much a report is about a second country before a name may be there too
_BESIDE_KM = 60.0  # a quarter or mosque lies no farther from another place of the report
# People a place of the gazetteer must have (as powers of ten) to be meant though the report is about
# other countries, and to be meant where nothing says that a place is told of.
_LARGE, _KNOWN, _BARE = 5.3, 5.0, 4.0
_PUBLISHER = "publisher"  # no key of a name
_SHORT = 4  # letters of a name that has many doubles in other countries
_CLASS, _INSIDE = 2, 2  # of Setting.evidence: a class word; of Setting.locative: في


class Context(msgspec.Struct, frozen=True):
    """What the whole report says: how much it is about each country."""

    shares: Mapping[str, float]
    main: str | None
    tellers: Mapping[str, frozenset[str]]  # by what, adjectives or keys of names, each country is told

    @property
    def only(self) -> str | None:
        """Give the country the report is about, where no other comes near."""
        rivals = [c for c, share in self.shares.items() if c != self.main and share > _RIVAL]
        return None if rivals else self.main

    def share(self, country: str | None) -> float:
        """Give how much the report is about a country, 0 to 1."""
        return self.shares.get(country, 0.0) if country else 0.0

    def told(self, country: str | None, key: str) -> float:
        """Give how much the report is about a country, 0 where only this name tells of it."""
        return self.share(country) if self.tells(country, key) else 0.0

    def tells(self, country: str | None, key: str) -> bool:
        """Tell whether more than this name tells of a country."""
        return country is None or not self.tellers.get(country, frozenset()) <= {key}


def read_context(tokens: Sequence[Token], found: Sequence[Found], home: str | None) -> Context:
    """Count countries, their adjectives and certain places; ``home`` is the publisher's country."""
    counts: Counter[str] = Counter()
    tellers: defaultdict[str, set[str]] = defaultdict(set)
    for key, country in (*_by_adjectives(tokens), *_by_names(found)):
        counts[country] += 2
        tellers[country].add(key)
    if home is not None and (home in counts or not counts):
        counts[home] += 1  # a report that names no country is about its reader's own
        tellers[home].add(_PUBLISHER)
    most = max(counts.values(), default=0)
    main = next((c for c, n in counts.most_common() if n == most), None)
    shares = {country: sqrt(count / most) for country, count in counts.items()}
    return Context(shares, main, {country: frozenset(keys) for country, keys in tellers.items()})


def _by_adjectives(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    adjectives = load_adjectives()
    for token in tokens:
        if token.kind == "word":
            bare = (without_article(key)[0] for key, _ in token.keys)
            key = next((key for key in bare if key in adjectives), None)
            if key is not None:
                yield key, adjectives[key]


def _by_names(found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    for name in found:
        countries = {r.candidate.country for r in name.readings if _is_certain(r, name)}
        if len(countries) == 1 and (country := countries.pop()) is not None:
            yield name.key, country


def _is_certain(reading: Reading, name: Found) -> bool:
    row = name.setting.place_class
    if row is not None and row.is_after:
        return False
    if reading.candidate.source == "gazetteer":
        return name.setting.evidence > 1 and reading.candidate.weight >= _LARGE
    return reading.needs == 0 or name.setting.evidence > 1


class Choice(msgspec.Struct, frozen=True):
    """The place chosen for a name, and the geonameids it was chosen over."""

    candidate: Candidate
    rivals: tuple[int, ...]


class Around(msgspec.Struct, frozen=True, gc=False):
    """What stands around a name.

    ``said``: the country of an adjective beside it (دوما السورية); ``parent``: the larger place it is said
    to lie in (بلدة كذا بريف حلب); ``others``: the other places of the report that have a point; ``row``: the
    class word before the name or at its head.
    """

    said: str | None = None
    parent: Candidate | None = None
    others: Sequence[Candidate] = ()
    row: PlaceClass | None = None


def choose(found: Found, context: Context, around: Around) -> Choice | None:
    """Choose what a name means, or nothing."""
    scored = [
        (score(r.candidate, found, context, around), -index, r.candidate)
        for index, r in enumerate(found.readings)
        if is_meant(r, found, context, around)
    ]
    if not scored:
        return None
    _, _, best = max(scored)
    rivals = (c.geonameid for _, _, c in sorted(scored, reverse=True))
    return Choice(best, tuple(dict.fromkeys(r for r in rivals if r is not None and r != best.geonameid)))


def is_meant(reading: Reading, found: Found, context: Context, around: Around) -> bool:
    """Tell whether there is enough evidence that the name means this place."""
    setting, candidate = found.setting, reading.candidate
    evidence, country = setting.evidence, candidate.country
    parent = around.parent
    placed = country is not None and country in (around.said, parent.country if parent else None)
    within = placed and (parent is None or parent.precision != "country" or country == around.said)
    if evidence + within < reading.needs or setting.blocked:
        return False  # صديقين في لبنان: two friends
    if not (placed or context.tells(country, found.key)) and _is_doubtful(reading, found, around):
        return False
    told = country is None or placed or context.share(country) > 0
    row = around.row
    if row is not None and row.is_after and not _lies_here(reading, row, told, context, around):
        return False
    if reading.needs > 1 and not told and context.main is not None:
        return False
    if parent is not None and _lies_elsewhere(candidate, parent):
        return False
    if candidate.source == "gazetteer":
        if not told:
            named = evidence > 1 or (evidence and not found.cut and len(found.key) > _SHORT)
            return bool(named) and candidate.weight >= (_LARGE if evidence == 1 else _KNOWN)
        return evidence > 0 or candidate.weight >= _BARE
    sided = setting.near or bool(setting.bearings) or evidence > 1
    sided = sided or (setting.locative > 1 and context.main is None)  # nothing speaks against it
    return reading.needs == 0 or told or sided or candidate.source == "seat"


def _is_doubtful(reading: Reading, found: Found, around: Around) -> bool:
    """Tell whether a name that alone tells of its country had better be none: a word that means something
    (حالات الحصبة, أنه موصل إلى), and what stands as a person's name does (قال الأحمدي, محمد الشدادي)."""
    setting = found.setting
    if around.row is not None or reading.candidate.source not in ("hand", "region", "gazetteer"):
        return False
    if found.common and setting.evidence < _CLASS and setting.locative < _INSIDE:
        return True
    return setting.evidence == 0 and found.personal


def _lies_elsewhere(candidate: Candidate, parent: Candidate) -> bool:
    """Tell whether a place is too far from what it is said to lie in or beside."""
    if candidate.precision in ("region", "country") or parent.precision == "country" or not parent.country:
        return False
    if parent.precision == "region" and (parent.admin1 is None or parent.admin1 == candidate.admin1):
        return False
    return apart(candidate, parent) > _WITHIN_KM[parent.precision == "region"]


def _lies_here(reading: Reading, row: PlaceClass, told: bool, context: Context, around: Around) -> bool:
    """Tell whether a quarter or mosque lies in the place it is named after, not elsewhere: حي القاهرة."""
    candidate = reading.candidate
    if not told and context.main is not None:
        return False
    if candidate.precision == "country":
        return row.kind == "natural"  # جبال لبنان, but شارع فلسطين
    if around.parent is not None and around.parent.precision not in ("region", "country"):
        return apart(around.parent, candidate) < _BESIDE_KM
    certain = reading.needs == 0 and context.share(candidate.country) == 1.0
    if row.kind == "natural" or not around.others or certain:
        return True
    return any(apart(other, candidate) < _BESIDE_KM for other in around.others)


def score(candidate: Candidate, found: Found, context: Context, around: Around) -> float:
    """Weigh a candidate by population, report, adjective, larger place, class word and neighbours."""
    said, parent, others = around.said, around.parent, around.others
    total = candidate.weight / 2 + _BY_REPORT * context.told(candidate.country, found.key)
    total += _BY_HAND * (candidate.source not in ("gazetteer", "sound", "region"))
    total += _BY_ADJECTIVE * (said is not None and candidate.country == said)
    if parent is not None and parent.country == candidate.country:
        same = parent.admin1 is not None and parent.admin1 == candidate.admin1
        total += _BY_PARENT + (_BY_ADMIN1 if same else 0.0)
    row = found.setting.place_class
    if row is not None:
        fits = {"region": candidate.precision == "region", "country": candidate.precision == "country"}
        total += _BY_CLASS * fits.get(row.kind, candidate.precision not in ("region", "country"))
    if candidate.precision == "exact" and any(apart(c, candidate) < _NEAR_KM for c in others):
        total += _NEAR_OTHERS
    return total


def apart(one: Candidate, other: Candidate) -> float:
    """Measure how many kilometres lie between two places."""
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def move(lat: float, lon: float, bearings: Sequence[int], distance: float) -> tuple[float, float]:
    """Go a distance in km from a point; two bearings mean the one between (شمال شرق)."""
    x = sum(sin(radians(b)) for b in bearings)
    y = sum(cos(radians(b)) for b in bearings)
    course, arc, north = atan2(x, y), distance / EARTH, radians(lat)
    there = asin(sin(north) * cos(arc) + cos(north) * sin(arc) * cos(course))
    east = radians(lon) + atan2(sin(course) * sin(arc) * cos(north), cos(arc) - sin(north) * sin(there))
    return round(degrees(there), 4), round(degrees((east + pi) % (2 * pi) - pi), 4)
