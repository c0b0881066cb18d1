"""When two readers mean the same: spans, actors, places, days; and who is paired with whom."""

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from riwaya.chars import fold
from riwaya.distances import kilometres
from riwaya.types import Actor, Period, Place, Span

Item = TypeVar("Item")

_WORD = re.compile(r"[^\W_]+")
# و، ب with the article, لل, the article: وزارة and الوزارة share a word.
_CLITICS = re.compile("^(?:\u0648\u0627\u0644|\u0628\u0627\u0644|\u0644\u0644|\u0627\u0644)")
_SAME_PLACE_KM = 30
_STATE_ROLES = ("GOV", "MIL")  # two names of one state's government or army are one actor
HALF = 0.5  # how far two contents or topics must overlap


def overlap(one: Span | None, other: Span | None) -> bool:
    """Tell whether two spans share a character."""
    if one is None or other is None:
        return False
    return min(one.end, other.end) > max(one.start, other.start)


def shared(one: Span | None, other: Span | None) -> float:
    """Give intersection over union; two absent spans are the same."""
    if one is None or other is None:
        return 1.0 if one is other else 0.0
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    whole = max(one.end, other.end) - min(one.start, other.start)
    return common / whole if whole else 0.0


def words(name: str | None) -> frozenset[str]:
    """Give the words of a name as keys, without the article."""
    found = (_CLITICS.sub("", word) or word for word in _WORD.findall(fold(name or "")))
    return frozenset(found)


def same_actor(one: Actor | None, other: Actor | None) -> bool:
    """Tell whether two actors are one: a shared mention, a name within the other, one state's power."""
    if one is None or other is None:
        return one is other
    if any(overlap(a, b) for a in one.mentions for b in other.mentions):
        return True
    names, others = words(one.name), words(other.name)
    if names and others and (names <= others or others <= names):
        return True
    return bool(one.country) and one.country == other.country and one.role == other.role in _STATE_ROLES


def same_place(one: Place | None, other: Place | None) -> bool:
    """Tell whether two places are one: within 30 km, or one country, or of one name."""
    if one is None or other is None:
        return one is other
    if one.country and other.country and one.country != other.country:
        return False
    if one.country == other.country and _is_country(one) and _is_country(other):
        return True
    distance = _distance(one, other)
    if distance < math.inf:
        return distance <= _SAME_PLACE_KM
    return fold(one.name_en or "") == fold(other.name_en or "") or words(one.name) == words(other.name)


def _distance(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _is_country(place: Place) -> bool:
    # Analysts write a country's point in whole degrees.
    if place.lat is None or place.lon is None:
        return place.precision == "country"
    return place.precision == "country" or (place.lat.is_integer() and place.lon.is_integer())


def same_day(one: Period | None, other: Period | None) -> bool:
    """Tell whether two periods begin and end on the same days."""
    if one is None or other is None:
        return one is other
    return one.start[:10] == other.start[:10] and one.end[:10] == other.end[:10]


def pair(
    gold: Sequence[Item], predicted: Sequence[Item], score: Callable[[Item, Item], float]
) -> list[tuple[int, int]]:
    """Pair one with one, best score first; give the places of both in their lists."""
    scored = ((score(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted))
    candidates = sorted((c for c in scored if c[0]), key=lambda c: (-c[0], c[1], c[2]))
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in candidates:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs
