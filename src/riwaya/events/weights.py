"""Weights of what speaks for and against a choice: a place, a day, joining two tellings.

They were fitted on the gold reports; each row of ``weights.tsv`` says what its feature means.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from riwaya.resources import load_table

Weights = dict[str, dict[str, float]]  # model, then feature to what it is worth
Model = Literal["actor", "target", "place", "when", "reality", "same"]
Features = Iterable[tuple[str, float]]


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


def weigh(weights: Weights, model: Model, features: Features) -> float:
    """Add up what the features are worth; one without a row is worth nothing."""
    worth = weights.get(model, _NOTHING).get
    total = 0.0
    for name, value in features:
        total += worth(name, 0.0) * value
    return total


_NOTHING: dict[str, float] = {}
