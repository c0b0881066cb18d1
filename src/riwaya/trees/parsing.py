"""Building the tree of a sentence word by word, each step chosen by a small trained linear model.

The weights were learned by ``tools/train_parser.py`` from ``tools/tree_news.txt``.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from riwaya.document import Token
from riwaya.resources import load_vectors
from riwaya.trees.features import find_features
from riwaya.trees.nodes import NOTHING, Node, see
from riwaya.trees.state import LEFT, RIGHT, SHIFT, start
from riwaya.trees.tree import Tree

Weights = Mapping[str, tuple[float, ...]]  # of a feature, what it says for shift, left and right


@cache
def load_model() -> Weights:
    """Read the trained weights."""
    return load_vectors("riwaya.trees", "steps.tsv", 3)


def parse(tokens: Sequence[Token]) -> Tree:
    """Give the tree of a sentence."""
    nodes, places = see(tokens)
    return Tree(nodes, places, find_heads(nodes, load_model()), len(tokens))


def find_heads(nodes: Sequence[Node], weights: Weights) -> list[int]:
    """Find the head of each word; that of the root is their number."""
    state, seen = start(len(nodes)), [*nodes, NOTHING]
    while not state.done:
        steps = state.possible()
        if len(steps) > 1:
            scores = _score(find_features(state, seen), weights)
            state.take(max(steps, key=scores.__getitem__), seen)
        else:
            state.take(steps[0], seen)
    return state.heads


def _score(features: Sequence[str], weights: Weights) -> tuple[float, float, float]:
    """Add up what the features say for each step."""
    shift = left = right = 0.0
    get = weights.get
    for feature in features:
        worth = get(feature)
        if worth is not None:
            shift += worth[SHIFT]
            left += worth[LEFT]
            right += worth[RIGHT]
    return shift, left, right
