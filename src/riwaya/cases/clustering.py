"""Tellings into cases, the same cases in whatever order they come.

What speaks for two tellings being one joins them into a component; within a component the closest two
clusters are made one, over and over, as long as all pairs between them speak for it on the whole (average
linkage). Both depend on the tellings alone. A new telling touches its neighbours' components, and only those
are worked anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from riwaya.cases.blocks import Blocks
from riwaya.cases.decisions import Key, Rulings
from riwaya.cases.matching import weigh
from riwaya.cases.tellings import Telling
from riwaya.types import Decision

# Weights are kept as whole hundredths, so that their sums do not depend on the order of adding.
_SCALE = 100
# What a pair counts that shares too little to be weighed: it speaks against, a little.
_UNWEIGHED = -100


class Clusters:
    """Tellings, what ties them, and the clusters they make."""

    def __init__(
        self, decisions: Iterable[Decision] = (), *, weights: Mapping[str, float] | None = None
    ) -> None:
        self.tellings: list[Telling] = []
        self._weights = weights
        self._blocks = Blocks()
        self._numbers: dict[Key, int] = {}
        self._links: list[dict[int, int]] = []
        self._component: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._found: dict[int, list[list[int]]] = {}  # clusters of the components that are as they were
        self._decisions = list(decisions)
        self._rulings = Rulings(self._decisions)

    def add(self, telling: Telling) -> None:
        """Add one telling. One that is known already, by report and event, is passed over."""
        if telling.key in self._numbers:
            return
        number = len(self.tellings)
        self._numbers[telling.key] = number
        self.tellings.append(telling)
        self._component.append(number)
        self._members[number] = [number]
        links: dict[int, int] = {}
        self._links.append(links)
        for other in self._blocks.add(number, telling):
            worth = weigh(telling, self.tellings[other], self._weights)
            if worth is None:
                continue
            weight = round(worth * _SCALE)
            links[other] = self._links[other][number] = weight
            if weight > 0:
                self._connect(number, other)
        for key in self._rulings.together(telling.key):
            if key in self._numbers:
                self._connect(number, self._numbers[key])

    def decide(self, decision: Decision) -> None:
        """Take one more decision of an analyst; it holds against all before it."""
        self._decisions.append(decision)
        self._rulings = Rulings(self._decisions)
        for one in (*decision.events, *decision.others):
            key = one.report, one.event
            for other in (key, *self._rulings.together(key), *self._rulings.apart(key)):
                if other in self._numbers:
                    self._found.pop(self._component[self._numbers[other]], None)
            for other in self._rulings.together(key):
                if key in self._numbers and other in self._numbers:
                    self._connect(self._numbers[key], self._numbers[other])

    def clusters(self) -> Iterator[tuple[Telling, ...]]:
        """Give the tellings of each case, in the order of their keys; work only what is new."""
        for component, members in self._members.items():
            if component not in self._found:
                self._found[component] = self._resolve(members)
            for cluster in self._found[component]:
                yield tuple(sorted((self.tellings[number] for number in cluster), key=_key))

    def neighbours(self, telling: Telling) -> Iterator[tuple[Telling, float]]:
        """Give the tellings that one was compared with, and what ties them."""
        for other, weight in self._links[self._numbers[telling.key]].items():
            yield self.tellings[other], weight / _SCALE

    @property
    def compared(self) -> int:
        """Give how many pairs of tellings were compared."""
        return sum(map(len, self._links)) // 2

    def is_ruled(self, one: Key, other: Key) -> bool:
        """Tell whether analysts have put two tellings together."""
        return other in self._rulings.together(one)

    def _connect(self, one: int, other: int) -> None:
        kept, gone = self._component[one], self._component[other]
        self._found.pop(kept, None)
        if kept == gone:
            return
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        self._found.pop(kept, None)
        self._found.pop(gone, None)
        moved = self._members.pop(gone)
        for number in moved:
            self._component[number] = kept
        self._members[kept] += moved

    def _resolve(self, members: Sequence[int]) -> list[list[int]]:
        """Cut a component into clusters."""
        if len(members) == 1:
            return [list(members)]
        keys = {number: self.tellings[number].key for number in members}
        return _Agglomeration(keys, self._links, self._rulings).run()


class _Agglomeration:
    """One component on its way from single tellings to clusters, each known by its first telling's key."""

    def __init__(self, keys: Mapping[int, Key], links: Sequence[Mapping[int, int]], rulings: Rulings) -> None:
        self._keys = keys
        self._numbers = {key: number for number, key in keys.items()}
        self._members = {key: [key] for key in keys.values()}
        # Between clusters: the sum of what was compared, and how many pairs.
        self._between: dict[Key, dict[Key, tuple[int, int]]] = {
            key: {keys[other]: (weight, 1) for other, weight in links[number].items() if other in keys}
            for number, key in keys.items()
        }
        self._apart = {
            key: {foe for foe in rulings.apart(key) if foe in self._numbers} for key in keys.values()
        }
        for key in sorted(keys.values()):
            together = sorted(other for other in rulings.together(key) if other in self._members)
            for other in together:
                if key in self._members and other != key:
                    self._merge(*sorted((key, other)))

    def run(self) -> list[list[int]]:
        """Join the closest two clusters until none are close."""
        heap = [
            (-mean, one, other)
            for one, others in self._between.items()
            for other in others
            if one < other and (mean := self._mean(one, other)) > 0
        ]
        heapify(heap)
        while heap:
            mean, one, other = heappop(heap)
            if one not in self._members or other not in self._members or -mean != self._mean(one, other):
                continue
            self._merge(one, other)
            for near in self._between[one]:
                if (closeness := self._mean(one, near)) > 0:
                    heappush(heap, (-closeness, min(one, near), max(one, near)))
        return [[self._numbers[key] for key in cluster] for _, cluster in sorted(self._members.items())]

    def _mean(self, one: Key, other: Key) -> float:
        if other in self._apart[one]:
            return float("-inf")
        total, compared = self._between[one].get(other, (0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        return (total + _UNWEIGHED * (pairs - compared)) / pairs

    def _merge(self, kept: Key, gone: Key) -> None:
        self._members[kept] += self._members.pop(gone)
        here = self._between[kept]
        here.pop(gone, None)
        for near, (total, compared) in self._between.pop(gone).items():
            self._between[near].pop(gone, None)
            if near == kept:
                continue
            old, before = here.get(near, (0, 0))
            here[near] = self._between[near][kept] = (old + total, before + compared)
        for foe in self._apart.pop(gone):
            self._apart[foe].discard(gone)
            self._apart[foe].add(kept)
            self._apart[kept].add(foe)


def _key(telling: Telling) -> Key:
    return telling.key
