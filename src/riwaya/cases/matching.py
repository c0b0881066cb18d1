"""Whether two tellings are of one occurrence: what ties them, weighed (``ties.tsv``).

Wording alone never makes two tellings one: without a day that fits and a place, a party or a number in common
they stay apart, however alike they read.
"""

import math
from collections.abc import Mapping
from functools import cache

import msgspec

from riwaya.cases.blocks import DAYS
from riwaya.cases.encoding import find_likeness
from riwaya.cases.tellings import Spot, Telling, find_distance
from riwaya.cases.wording import rarity
from riwaya.resources import load_table
from riwaya.types import EventType

_SAME_KM, _NEAR_KM, _FAR_KM = 2.0, 25.0, 50.0
_REGION_KM = 300.0  # a place so near to the middle of a region may lie in it
_SMALL = 2  # so few people are counted everywhere
ALIKE = 4 / 3  # times the other count: less is how counts of one occurrence differ
_PLACES, _PARTIES, _COUNTS = 3, 4, 2  # more than so many say no more
# Likeness of meaning that speaks neither for nor against, and how much more is worth the tie's weight: an
# encoder finds any two reports of the region alike to .84, look-alikes to .90, and one occurrence to .93.
_NEUTRAL, _STEP = 0.88, 0.03
# How two places may lie to each other for them to bind.
_BINDING = frozenset({"place-same", "place-near", "place-within", "country-same"})


class TieRow(msgspec.Struct, frozen=True):
    """A tie between two tellings, what it was thought to be worth, its weight, and what it means."""

    tie: str
    prior: float
    weight: float
    meaning: str


class KinRow(msgspec.Struct, frozen=True):
    """A type, and others under which the same occurrence may be told."""

    type: EventType
    kin: tuple[EventType, ...]
    example: str


@cache
def load_ties() -> dict[str, TieRow]:
    """Load ``ties.tsv`` by tie."""
    return {row.tie: row for row in load_table("riwaya.cases", "ties.tsv", TieRow)}


@cache
def load_weights() -> dict[str, float]:
    """Give the weight of each tie."""
    return {tie: row.weight for tie, row in load_ties().items()}


@cache
def load_kin() -> frozenset[tuple[EventType, EventType]]:
    """Compile ``kin.tsv``: pairs of types that may be one, each with itself, both ways round."""
    rows = load_table("riwaya.cases", "kin.tsv", KinRow)
    pairs = {(row.type, other) for row in rows for other in row.kin}
    types: tuple[EventType, ...] = EventType.__args__  # type: ignore[attr-defined]
    return frozenset({*pairs, *((b, a) for a, b in pairs), *((one, one) for one in types)})


def weigh(one: Telling, other: Telling, weights: Mapping[str, float] | None = None) -> float | None:
    """Weigh what ties two tellings; more than 0 speaks for one occurrence. None where nothing binds them."""
    ties = find_ties(one, other)
    if ties is None:
        return None
    worth = load_weights() if weights is None else weights
    return sum(worth[tie] * value for tie, value in ties.items())


def find_ties(one: Telling, other: Telling) -> dict[str, float] | None:
    """Find what ties two tellings, and how much; None where their types, days or all else keep them apart."""
    if (one.type, other.type) not in load_kin():
        return None
    ties = {"bar": 1.0}
    if not _tie_days(one, other, ties):
        return None
    bound = _tie_places(one, other, ties)
    bound |= _tie_parties(one, other, ties)
    bound |= _tie_counts(one, other, ties)
    if not bound:
        return None
    if one.type == other.type:
        ties["same-type"] = 1.0
    if one.report == other.report:
        ties["same-report"] = 1.0
        if one.type != other.type:
            ties["same-report-types"] = 1.0
    _tie_words(one, other, ties)
    if one.meaning and other.meaning:
        ties["meaning-alike"] = (find_likeness(one.meaning, other.meaning) - _NEUTRAL) / _STEP
    if not one.weapons.isdisjoint(other.weapons):
        ties["weapon-shared"] = 1.0
    if one.ordinal is not None and other.ordinal is not None:
        ties["ordinal-same" if one.ordinal == other.ordinal else "ordinal-differs"] = 1.0
    if one.round is not None and other.round is not None and one.round != other.round:
        ties["round-differs"] = 1.0
    if (one.reality == "planned") != (other.reality == "planned"):
        ties["reality-differs"] = 1.0
    return ties


def _tie_days(one: Telling, other: Telling, ties: dict[str, float]) -> bool:
    """Compare days; tell whether they fit at all."""
    if one.lead and other.lead:
        ties["both-lead"] = 1.0
    if (
        one.published is not None
        and other.published is not None
        and abs(one.published - other.published) <= 1
    ):
        ties["published-near"] = 1.0
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return (
            one.published is None or other.published is None or abs(one.published - other.published) <= DAYS
        )
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap <= 0:
        ties["days-same" if one.dated and other.dated else "days-likely"] = 1.0
    elif gap == 1:
        ties["days-next"] = 1.0
    else:
        ties["days-apart"] = math.log2(gap)
    return gap <= DAYS


def _tie_places(one: Telling, other: Telling, ties: dict[str, float]) -> bool:
    """Compare places; tell whether they bind."""
    here, there = one.spot, other.spot
    shared = one.places & other.places
    bound = False
    if here is not None and there is not None and (relation := _relate(here, there)) is not None:
        ties[relation[0]] = relation[1]
        bound = relation[0] in _BINDING
        if relation[0] == "place-same":
            shared -= {here.name}
    if shared:
        ties["places-shared"] = float(min(len(shared), _PLACES))
    return bound or bool(shared)


def _relate(here: Spot, there: Spot) -> tuple[str, float] | None:
    """Tell how two places lie to each other."""
    if here.name == there.name and not here.whole_country:
        return "place-same", 1.0
    if here.country and there.country and here.country != there.country:
        return "country-other", 1.0
    if here.whole_country or there.whole_country:
        return "place-within", 1.0
    distance = find_distance(here, there)
    wide = here.wide or there.wide
    if wide and here.admin1 and there.admin1:
        within = here.admin1 == there.admin1
    else:
        within = wide and distance <= _REGION_KM
    if within:
        return "place-within", 1.0
    if distance <= _SAME_KM:
        return "place-same", 1.0
    if distance <= _NEAR_KM:
        return "place-near", 1.0
    if _FAR_KM < distance < math.inf:
        return "place-apart", math.log2(distance / _FAR_KM)
    return ("country-same", 1.0) if here.country and here.country == there.country else None


def _tie_parties(one: Telling, other: Telling, ties: dict[str, float]) -> bool:
    """Compare parties; tell whether any is shared."""
    shared = len(one.parties & other.parties)
    if shared:
        ties["party-shared"] = float(min(shared, _PARTIES))
    if one.doers and other.doers:
        ties["doer-shared" if one.doers & other.doers else "doers-differ"] = 1.0
    return shared > 0


def _tie_counts(one: Telling, other: Telling, ties: dict[str, float]) -> bool:
    """Compare people counted; tell whether a number is shared."""
    shared = sum(number > _SMALL for _, number in one.counts & other.counts)
    if shared:
        ties["count-same"] = float(min(shared, _COUNTS))
    if one.killed and other.killed:
        ratio = max(one.killed, other.killed) / min(one.killed, other.killed)
        if ratio <= ALIKE:
            ties["toll-near"] = 1.0
        elif ratio > 2:
            ties["toll-far"] = math.log2(ratio) - 1
    return shared > 0


def _tie_words(one: Telling, other: Telling, ties: dict[str, float]) -> None:
    shared = one.words & other.words
    if shared:
        ties["words-shared"] = math.fsum(map(rarity, shared)) / min(one.worth, other.worth)
