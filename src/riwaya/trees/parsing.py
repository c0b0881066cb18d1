"""Building a tree word by word, each step chosen by a small trained linear model.

The arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011): words wait in text order; a word is shifted
onto a stack, or the word on top of the stack is put under the next word (left) or under the one below it on
the stack (right). So a sentence of n words takes 2n steps, and no two arcs cross. The weights were learned
by ``tools/train_parser.py`` (see NOTICE for what from).
"""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from riwaya.document import Token
from riwaya.resources import load_vectors
from riwaya.trees.features import find_features
from riwaya.trees.nodes import NOTHING, Node, see
from riwaya.trees.tree import Tree

SHIFT, LEFT, RIGHT = range(3)
_DEPENDENTS = 5  # of a word, that are remembered at a glance
UNKNOWN = -2

Weights = Mapping[str, tuple[float, ...]]  # of a feature, what it says for shift, left and right


class State(msgspec.Struct, gc=False):
    """How far a sentence of ``size`` words is parsed. Position ``size`` is the root; the last one of the
    lists stands for no word at all."""

    size: int
    stack: list[int]
    next: int
    heads: list[int]  # of each word, the root's being ``size``
    first: list[int]  # the first dependent of each word before it, or ``size``
    last: list[int]  # the last one behind it
    dependents: list[str]  # their codes, as they came

    @property
    def done(self) -> bool:
        """Tell whether every word has its head."""
        return self.next == self.size and not self.stack

    def possible(self) -> tuple[int, ...]:
        """Give the steps that may be taken; the root takes one word, the last."""
        waiting, depth = self.next < self.size, len(self.stack)
        steps = [SHIFT] if waiting else []
        if depth and (waiting or depth == 1):
            steps.append(LEFT)
        if depth > 1:
            steps.append(RIGHT)
        return tuple(steps)

    def take(self, step: int, nodes: Sequence[Node]) -> None:
        """Take a step."""
        stack = self.stack
        if step == SHIFT:
            stack.append(self.next)
            self.next += 1
            return
        word = stack.pop()
        head = self.next if step == LEFT else stack[-1]
        self.heads[word] = head
        if step == RIGHT:
            self.last[head] = word
        elif self.first[head] == self.size or word < self.first[head]:
            self.first[head] = word
        if len(self.dependents[head]) < _DEPENDENTS:
            self.dependents[head] += nodes[word].code


def start(size: int) -> State:
    """Begin a sentence."""
    return State(size, [], 0, [UNKNOWN] * size, [size] * (size + 2), [size] * (size + 2), [""] * (size + 2))


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
    stack, size = state.stack, state.size
    while stack or state.next < size:
        if not stack:
            step = SHIFT
        elif state.next == size:
            step = RIGHT if len(stack) > 1 else LEFT
        else:
            shift, left, right = _score(find_features(state, seen), weights)
            step = SHIFT if shift >= left else LEFT
            if len(stack) > 1 and right > max(shift, left):
                step = RIGHT
        state.take(step, seen)
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
