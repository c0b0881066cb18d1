"""Sides of countries that no table names: شمال شرقي مالي، وسط ليبيا, each with a point of its own."""

from collections.abc import Sequence
from math import cos, radians, sin

from riwaya.chars import fold
from riwaya.document import Token
from riwaya.mentions.countries import country_by_code
from riwaya.mentions.places.gazetteer import load_gazetteer
from riwaya.mentions.places.names import Candidate, load_classes, load_place_names, without_article

_HALFWAY = 0.5  # of the way from the middle of the country to its edge
_ENGLISH = {0: "North", 90: "East", 180: "South", 270: "West"}
_ALONG = frozenset({0, 180})  # named first in English: south-east


def side_of(country: str, bearings: Sequence[int]) -> Candidate:
    """Give the side of a country as a region; no bearings mean its middle."""
    row = country_by_code()[country]
    extent = load_gazetteer().extent(country) or (row.lat, row.lat, row.lon, row.lon)
    south, north, west, east = extent
    up = sum(cos(radians(b)) for b in bearings) * _HALFWAY * (north - south) / 2
    right = sum(sin(radians(b)) for b in bearings) * _HALFWAY * (east - west) / 2
    names = [_ENGLISH[b] for b in sorted(dict.fromkeys(bearings), key=lambda b: b not in _ALONG)]
    side = "-".join((*names[:1], *(n.lower() for n in names[1:]))) + "ern" if names else "Central"
    return Candidate(
        f"{side} {row.name_en}", country, None, round((north + south) / 2 + up, 2),
        round((east + west) / 2 + right, 2), None, "region", 0.0, "region",
    )  # fmt: skip


def named_side(country: str, sides: str) -> Candidate | None:
    """Give the region that a table names by a side of its country: شرق أوكرانيا."""
    names = load_place_names()
    for name in country_by_code()[country].names:
        for reading in names.find(sides + fold(name).replace(" ", ""), False):
            return reading.candidate
    return None


def read_side(tokens: Sequence[Token], at: int) -> tuple[int, int, tuple[int, ...], str]:
    """Read the sides before token ``at``: where they begin (token, code points cut), bearings, their key."""
    classes, first, skip, sides = load_classes(), at, 0, ""
    bearings: list[int] = []
    while first:
        before = tokens[first - 1]
        found = next(((k, s) for k, s in before.keys if _bare(k) in classes), None)
        if found is None or (row := classes[_bare(found[0])]).kind != "direction":
            break
        first, skip = first - 1, found[1]
        sides = _bare(found[0]) + sides
        if row.bearing is not None:
            bearings.append(row.bearing)
        if skip:
            break
    return first, skip, tuple(bearings), sides


def _bare(key: str) -> str:
    return without_article(key)[0]
