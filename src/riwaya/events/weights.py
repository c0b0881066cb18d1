"""Weights of what speaks for and against a choice: a place, a day, joining two tellings.

They were fitted on the gold reports; each row of ``weights.tsv`` says what its feature means.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Literal, Protocol, TypeVar

import msgspec

from riwaya.resources import load_table

Weights = dict[str, dict[str, float]]  # model, then feature to what it is worth
Model = Literal["actor", "target", "place", "when", "reality", "same"]
Features = Iterable[tuple[str, float]]
LEAST = -4.0  # a candidate that scores less than this cannot turn a choice
# The least chance, beside that of nothing at all, that makes a choice. With 1, the weights' own, events go
# without place and day too often: over held-out outlets .68 of places given are right, .61 of gold's told.
ENOUGH: dict[Model, float] = {"place": 0.7, "when": 0.5}


class Candidate(Protocol):
    """What may be chosen; candidates of one key are the same thing told again."""

    @property
    def score(self) -> float:
        """What its features are worth."""

    @property
    def key(self) -> object:
        """What it shares with its like."""


Chosen = TypeVar("Chosen", bound=Candidate)


class WeightRow(msgspec.Struct, frozen=True):
    """What one feature is worth in one choice."""

    model: Model
    feature: str
    weight: float
    meaning: str


@cache
def load_weights() -> Weights:
    """Read ``weights.tsv``."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in load_table("riwaya.events", "weights.tsv", WeightRow):
        found[row.model][row.feature] = row.weight
    return dict(found)


Pairs = dict[str, tuple[float, float]]  # of a feature, what it is worth for an actor and for a target


@cache
def load_pairs() -> Pairs:
    """Read ``weights.tsv`` for actors and targets, whose features are the same."""
    return make_pairs(load_weights())


def make_pairs(weights: Weights) -> Pairs:
    """Bring the weights of actors and targets together."""
    actor, target = weights.get("actor", _NOTHING), weights.get("target", _NOTHING)
    return {name: (actor.get(name, 0.0), target.get(name, 0.0)) for name in {**actor, **target}}


def weigh_roles(pairs: Pairs, features: Features) -> tuple[float, float]:
    """Add up what the features are worth for an actor and for a target."""
    get, actor, target = pairs.get, 0.0, 0.0
    for name, value in features:
        found = get(name)
        if found is not None:
            actor += found[0] * value
            target += found[1] * value
    return actor, target


def weigh(weights: Weights, model: Model, features: Features) -> float:
    """Add up what the features are worth; one without a row is worth nothing."""
    worth = weights.get(model, _NOTHING).get
    total = 0.0
    for name, value in features:
        found = worth(name)
        if found is not None:
            total += found * value
    return total


def choose_best(candidates: Iterable[Chosen], enough: float = 1.0) -> Chosen | None:
    """Choose what is likeliest, all that name it taken together, where its chance is
    more than ``enough``; that of nothing at all is 1."""
    chances: defaultdict[object, float] = defaultdict(float)
    best: dict[object, Chosen] = {}
    for one in candidates:
        chances[one.key] += math.exp(one.score)
        if one.key not in best or one.score > best[one.key].score:
            best[one.key] = one
    high = max(chances, key=chances.__getitem__, default=None)
    return best[high] if high is not None and chances[high] > enough else None


_NOTHING: dict[str, float] = {}
