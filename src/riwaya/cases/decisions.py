"""What analysts have decided: which tellings are of one occurrence, and which are not. It holds.

A later decision holds against an earlier one that it contradicts; all that follows from both is kept apart or
together (one with a second, that with a third: the first with the third).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from riwaya.types import Decision, EventKey

Key = tuple[str, str]


class Rulings:
    """Decisions boiled down: groups that must be one, and groups that must not."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._parent: dict[Key, Key] = {}
        self._group: dict[Key, set[Key]] = {}
        self._apart: defaultdict[Key, set[Key]] = defaultdict(set)
        for decision in reversed(tuple(decisions)):
            for one, other in _pairs(decision):
                if decision.kind == "join":
                    self._join(one, other)
                else:
                    self._part(one, other)

    def together(self, key: Key) -> Iterable[Key]:
        """Give the tellings that one must be with, itself included."""
        return self._group.get(self._root(key), {key})

    def apart(self, key: Key) -> Iterator[Key]:
        """Give the tellings that one must not be with."""
        for root in self._apart.get(self._root(key), ()):
            yield from self._group.get(root, {root})

    def _root(self, key: Key) -> Key:
        return self._parent.get(key, key)

    def _join(self, one: Key, other: Key) -> None:
        kept, gone = sorted((self._root(one), self._root(other)))
        if kept == gone or gone in self._apart[kept]:
            return
        members = self._group.setdefault(kept, {kept})
        for key in self._group.pop(gone, {gone}):
            members.add(key)
            self._parent[key] = kept
        for foe in self._apart.pop(gone, set()):
            self._apart[foe].discard(gone)
            self._apart[foe].add(kept)
            self._apart[kept].add(foe)

    def _part(self, one: Key, other: Key) -> None:
        here, there = self._root(one), self._root(other)
        if here != there:
            self._apart[here].add(there)
            self._apart[there].add(here)


def _pairs(decision: Decision) -> Iterator[tuple[Key, Key]]:
    if decision.kind == "join":
        keys = [_key(one) for one in (*decision.events, *decision.others)]
        yield from ((keys[0], other) for other in keys[1:])
        return
    for one in decision.events:
        for other in decision.others:
            yield _key(one), _key(other)


def _key(one: EventKey) -> Key:
    return one.report, one.event
