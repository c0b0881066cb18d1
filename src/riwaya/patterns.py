"""The one matcher that word lists and rules run on: a trie over folded token keys.

A phrase may open behind the clitics of its first word (وبوزارة الدفاع matches «وزارة الدفاع»);
its further words are matched whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from riwaya.chars import fold
from riwaya.document import Token

Value = TypeVar("Value")


class Match(msgspec.Struct, Generic[Value], frozen=True, gc=False):
    """A phrase found at tokens ``[first, stop)``; ``start`` lies behind the first word's clitics."""

    value: Value
    first: int
    stop: int
    start: int
    end: int


class _Node(Generic[Value]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[Value]] = _NONE
        self.value: Value | None = None


_NONE: dict[str, _Node[Any]] = {}  # the children of every leaf; never filled


class Trie(Generic[Value]):
    """Phrases of one or more words, each with a value; a later entry does not replace an earlier."""

    def __init__(self, entries: Iterable[tuple[str, Value]] = ()) -> None:
        self._root: _Node[Value] = _Node()
        for phrase, value in entries:
            self.add(phrase, value)

    def add(self, phrase: str, value: Value) -> None:
        """Enter a phrase, folded, words parted by spaces."""
        node = self._root
        for key in fold(phrase).split():
            following = node.children.get(key)
            if following is None:
                following = _Node()
                if node.children is _NONE:
                    node.children = {}
                node.children[key] = following
            node = following
        if node.value is None:
            node.value = value

    def longest(self, tokens: Sequence[Token], at: int, stop: int | None = None) -> Match[Value] | None:
        """Find the longest phrase that begins at token ``at`` and ends before ``stop``."""
        best: Match[Value] | None = None
        openings = self._root.children
        for key, skip in tokens[at].keys:
            node = openings.get(key)
            if node is None:
                continue
            limit = len(tokens) if stop is None else stop
            here = at + 1
            while True:
                if node.value is not None and (best is None or here > best.stop):
                    best = Match(node.value, at, here, tokens[at].start + skip, tokens[here - 1].end)
                if here >= limit:
                    break
                following = node.children.get(tokens[here].key)
                if following is None:
                    break
                node = following
                here += 1
        return best

    def find(
        self, tokens: Sequence[Token], first: int = 0, stop: int | None = None
    ) -> Iterator[Match[Value]]:
        """Give the phrases in ``tokens[first:stop]``, leftmost and longest, without overlap."""
        at = first
        limit = len(tokens) if stop is None else stop
        children = self._root.children
        while at < limit:
            match = None
            for key, _ in tokens[at].keys:
                if key in children:
                    match = self.longest(tokens, at, limit)
                    break
            if match is None:
                at += 1
            else:
                yield match
                at = match.stop
