"""Which of the places with one name a report means, and whether it means one at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

import msgspec

from riwaya.document import Token
from riwaya.mentions.places.names import Candidate, Reading, load_adjectives, without_article
from riwaya.mentions.places.scan import Found

_EARTH = 6371.0
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
# People a place of the gazetteer must have (as powers of ten) to be meant though the report is about
# other countries, and to be meant where nothing says that a place is told of.
_LARGE, _KNOWN, _BARE = 5.3, 5.0, 4.0
_SHORT = 4  # letters of a name that has many doubles in other countries


class Context(msgspec.Struct, frozen=True):
    """What the whole report says: how much it is about each country."""

    shares: Mapping[str, float]
    main: str | None

    def share(self, country: str | None) -> float:
        """Give how much the report is about a country, 0 to 1."""
        return self.shares.get(country, 0.0) if country else 0.0


def read_context(tokens: Sequence[Token], found: Sequence[Found], home: str | None) -> Context:
    """Count countries, their adjectives and certain places; ``home`` is the publisher's, if known."""
    counts: Counter[str] = Counter()
    adjectives = load_adjectives()
    for token in tokens:
        if token.kind == "word":
            for key, _ in token.keys:
                country = adjectives.get(without_article(key)[0])
                if country is not None:
                    counts[country] += 2
                    break
    for name in found:
        countries = {r.candidate.country for r in name.readings if _is_certain(r, name)}
        if len(countries) == 1 and (country := countries.pop()) is not None:
            counts[country] += 2
    if home is not None:
        counts[home] += 1
    most = max(counts.values(), default=0)
    main = next((c for c, n in counts.most_common() if n == most and c != home), None) or home
    return Context({c: sqrt(n / most) for c, n in counts.items()}, main)


def _is_certain(reading: Reading, name: Found) -> bool:
    if reading.candidate.source == "gazetteer":
        return name.setting.evidence > 1 and reading.candidate.weight >= _LARGE
    return reading.needs == 0 or name.setting.evidence > 1


class Choice(msgspec.Struct, frozen=True):
    """The place chosen for a name, and the geonameids it was chosen over."""

    candidate: Candidate
    rivals: tuple[int, ...]


def choose(found: Found, context: Context, *, adjective: str | None, parent: Candidate | None,
           others: Sequence[Candidate]) -> Choice | None:  # fmt: skip
    """Choose what a name means, or nothing.

    ``adjective`` is the country of the adjective behind the name (دوما السورية), ``parent`` the larger
    place it is said to lie in (بلدة كذا بريف حلب), ``others`` the places already chosen.
    """
    said = adjective or found.setting.country
    scored = [
        (score(r.candidate, found, context, said, parent, others), -index, r.candidate)
        for index, r in enumerate(found.readings)
        if is_meant(r, found, context, said, parent)
    ]
    if not scored:
        return None
    _, _, best = max(scored)
    rivals = (c.geonameid for _, _, c in sorted(scored, reverse=True))
    return Choice(best, tuple(dict.fromkeys(r for r in rivals if r is not None and r != best.geonameid)))


def is_meant(
    reading: Reading, found: Found, context: Context, said: str | None, parent: Candidate | None
) -> bool:
    """Tell whether there is enough evidence that the name means this place."""
    setting, candidate = found.setting, reading.candidate
    evidence, country = setting.evidence, candidate.country
    placed = country is not None and country in (said, parent.country if parent else None)
    if evidence + placed < reading.needs or setting.blocked:
        return False
    told = country is None or placed or context.share(country) > 0
    if candidate.source == "gazetteer":
        if not told:
            named = evidence > 1 or (evidence and not found.cut and len(found.key) > _SHORT)
            return bool(named) and candidate.weight >= (_LARGE if evidence == 1 else _KNOWN)
        return evidence > 0 or candidate.weight >= _BARE
    sided = setting.near or bool(setting.bearings) or evidence > 1
    return reading.needs == 0 or told or sided or candidate.source == "seat"


def score(candidate: Candidate, found: Found, context: Context, said: str | None, parent: Candidate | None,
          others: Sequence[Candidate]) -> float:  # fmt: skip
    """Weigh a candidate by population, report, adjective, larger place, class word and neighbours."""
    total = candidate.weight / 2 + _BY_REPORT * context.share(candidate.country)
    total += _BY_HAND * (candidate.source not in ("gazetteer", "sound", "region"))
    total += _BY_ADJECTIVE * (said is not None and candidate.country == said)
    if parent is not None and parent.country == candidate.country:
        same = parent.admin1 is not None and parent.admin1 == candidate.admin1
        total += _BY_PARENT + (_BY_ADMIN1 if same else 0.0)
    row = found.setting.place_class
    if row is not None:
        fits = {"region": candidate.precision == "region", "country": candidate.precision == "country"}
        total += _BY_CLASS * fits.get(row.kind, candidate.precision not in ("region", "country"))
    if candidate.precision == "exact" and any(kilometres(c, candidate) < _NEAR_KM for c in others):
        total += _NEAR_OTHERS
    return total


def kilometres(a: Candidate, b: Candidate) -> float:
    """Measure the great circle between two places."""
    north, south = radians(a.lat), radians(b.lat)
    h = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(h)))


def move(lat: float, lon: float, bearings: Sequence[int], distance: float) -> tuple[float, float]:
    """Go a distance in km from a point; two bearings mean the one between (شمال شرق)."""
    x = sum(sin(radians(b)) for b in bearings)
    y = sum(cos(radians(b)) for b in bearings)
    course, arc, north = atan2(x, y), distance / _EARTH, radians(lat)
    there = asin(sin(north) * cos(arc) + cos(north) * sin(arc) * cos(course))
    east = radians(lon) + atan2(sin(course) * sin(arc) * cos(north), cos(arc) - sin(north) * sin(there))
    return round(degrees(there), 4), round(degrees((east + pi) % (2 * pi) - pi), 4)
