"""A small learner: weights under which the right candidate outweighs the others, and nothing at all.

Each example is a set of candidates, of which some are right, or none. The weights maximise the probability of
the right ones (softmax, with «none» worth 0), less a penalty on the squares of what they differ by from those
known beforehand. AdaGrad in a fixed order: the same examples give the same weights everywhere.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

Vector = Mapping[str, float]

_RATE = 0.3
_EPOCHS = 30
_LAST = 10  # epochs whose weights are averaged


class Example(msgspec.Struct, frozen=True):
    """Candidates with their features; ``right`` are the places of the right ones, or none."""

    candidates: tuple[Vector, ...]
    right: frozenset[int] = frozenset()
    cost: float = 1.0  # of getting it wrong


class _Coded(msgspec.Struct, frozen=True):
    """An example with its features as numbers."""

    candidates: list[list[tuple[int, float]]]
    right: frozenset[int]
    cost: float


def fit(
    examples: Sequence[Example], *, penalty: float, least: int, prior: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Fit the weights of the features that at least so many examples show.

    ``prior`` are weights known beforehand: they are started from and held to, and stand where no example
    speaks.
    """
    known = prior or {}
    counts = Counter(name for example in examples for name in _names(example))
    names = sorted(name for name, count in counts.items() if count >= least or name in known)
    number = {name: at for at, name in enumerate(names)}
    coded = [_Coded([_code(c, number) for c in e.candidates], e.right, e.cost) for e in examples]
    decay = [penalty / counts[name] for name in names]
    start = [known.get(name, 0.0) for name in names]
    weights, squares = list(start), [1e-6] * len(names)
    totals = [0.0] * len(names)
    order = random.Random(0)
    for epoch in range(_EPOCHS):
        order.shuffle(coded)
        for one in coded:
            for at, slope in _slope(one, weights).items():
                step = slope - decay[at] * (weights[at] - start[at])
                squares[at] += step * step
                weights[at] += _RATE * step / math.sqrt(squares[at])
        if epoch >= _EPOCHS - _LAST:
            totals = [total + weight for total, weight in zip(totals, weights, strict=True)]
    return {**known, **{name: total / _LAST for name, total in zip(names, totals, strict=True)}}


def add_up(features: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Add up the values of each feature."""
    total: dict[str, float] = {}
    for name, value in features:
        total[name] = total.get(name, 0.0) + value
    return total


def _names(example: Example) -> set[str]:
    return {name for candidate in example.candidates for name in candidate}


def _code(candidate: Vector, number: dict[str, int]) -> list[tuple[int, float]]:
    return [(number[name], value) for name, value in candidate.items() if name in number]


def _slope(one: _Coded, weights: list[float]) -> dict[int, float]:
    """Give the direction in which the right candidates grow likelier."""
    sums = [sum(weights[at] * value for at, value in candidate) for candidate in one.candidates]
    most = max([0.0, *sums])
    chances = [math.exp(value - most) for value in sums]
    whole = sum(chances) + math.exp(-most)
    good = sum(chances[at] for at in one.right)
    slope: dict[int, float] = {}
    for at, candidate in enumerate(one.candidates):
        share = (chances[at] / good if at in one.right and good else 0.0) - chances[at] / whole
        share *= one.cost
        if abs(share) > 1e-6:
            for feature, value in candidate:
                slope[feature] = slope.get(feature, 0.0) + share * value
    return slope
