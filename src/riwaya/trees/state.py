"""How far a sentence is parsed: the arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011).

Words wait in text order; a word is shifted onto a stack, or the word on top of the stack is put under the
next word (left) or under the one below it on the stack (right). So a sentence of n words takes 2n steps, and
no two arcs cross.
"""

from collections.abc import Sequence

import msgspec

from riwaya.trees.nodes import Node

SHIFT, LEFT, RIGHT = range(3)
_DEPENDENTS = 5  # of a word, that are remembered at a glance
_UNKNOWN = -2


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
    return State(size, [], 0, [_UNKNOWN] * size, [size] * (size + 2), [size] * (size + 2), [""] * (size + 2))
