"""Tellings into cases, the same cases in whatever order they come.

What speaks for two tellings being one joins them into a component; within a component the closest two
clusters are made one, over and over, as long as all pairs between them speak for it on the whole (average
linkage). Both depend on the tellings alone. A new telling touches its neighbours' components, and only those
are worked anew.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain

from riwaya.cases.blocks import Blocks
from riwaya.cases.decisions import Key, Rulings
from riwaya.cases.matching import weigh
from riwaya.cases.packed import Packed
from riwaya.cases.tellings import Telling
from riwaya.types import Decision

Links = dict[int, dict[int, int]]  # weights between tellings, both ways
_HELD = 10_000  # tellings that are kept unpacked: a busy day's are compared with those of the days before
# Weights are kept as whole hundredths, so that their sums do not depend on the order of adding.
_SCALE = 100
# What a pair counts between two clusters that does not speak for their being one. How much it speaks against
# is not kept, for most pairs do; what forbids it is: other rounds of talks.
_AGAINST = -150
_FORBIDS = -1000


class Cluster:
    """The tellings of one case, in the order of their keys, and how they are tied."""

    def __init__(
        self, tellings: Packed[Telling], numbers: Sequence[int], links: Sequence[bytes], rulings: Rulings
    ) -> None:
        self.numbers = tuple(numbers)  # of the tellings, as they were added
        self._tellings = tellings
        self._links = links
        self._rulings = rulings

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Telling]:
        return iter(sorted(map(self._tellings.__getitem__, self.numbers), key=_key))

    def ties(self) -> dict[Key, dict[Key, float]]:
        """Give what each telling is tied to in the cluster, and by how much."""
        keys = {number: self._tellings[number].key for number in self.numbers}
        return {
            keys[one]: {keys[other]: weight / _SCALE for other, weight in others.items()}
            for one, others in links_among(self._links, keys).items()
        }

    def is_ruled(self, one: Key, other: Key) -> bool:
        """Tell whether analysts have put two tellings together."""
        return other in self._rulings.together(one)


def tie(one: Telling, other: Telling, weights: Mapping[str, float] | None = None) -> int | None:
    """Weigh what ties two tellings, in whole hundredths; None where that need not be kept."""
    worth = weigh(one, other, weights)
    weight = _AGAINST if worth is None else round(worth * _SCALE)
    return weight if weight > 0 or weight < _FORBIDS else None


def links_among(links: Sequence[bytes], numbers: Iterable[int]) -> Links:
    """Give the links among some tellings, of all that each has to those before it."""
    found: Links = {number: {} for number in numbers}
    for number, here in found.items():
        packed = array("i", links[number])
        for other, weight in zip(packed[::2], packed[1::2], strict=True):
            if other in found:
                here[other] = found[other][number] = weight
    return found


class Clusters:
    """Tellings, what ties them, and the clusters they make."""

    def __init__(
        self, decisions: Iterable[Decision] = (), *, weights: Mapping[str, float] | None = None
    ) -> None:
        self.tellings = Packed(Telling, held=_HELD)
        self.compared = 0  # pairs of tellings
        self._weights = weights
        self._blocks = Blocks()
        self._numbers: dict[Key, int] = {}
        self._links: list[bytes] = []  # of each telling to those before it, packed
        self._component = array("i")
        self._members: dict[int, array[int]] = {}
        self._found: dict[int, list[array[int]]] = {}  # clusters of the components that are as they were
        self._decisions = list(decisions)
        self._rulings = Rulings(self._decisions)

    def add(self, telling: Telling) -> None:
        """Add one telling. One that is known already, by report and event, is passed over."""
        if telling.key in self._numbers:
            return
        links = {}
        for other in self._blocks.add(telling):
            self.compared += 1
            weight = tie(telling, self.tellings[other], self._weights)
            if weight is not None:
                links[other] = weight
        self.put(telling, links)

    def put(self, telling: Telling, links: Mapping[int, int]) -> None:
        """Add a telling of which it is known how it is tied to those before it, by their numbers from 0."""
        number = self.tellings.append(telling)
        self._numbers[telling.key] = number
        self._component.append(number)
        self._members[number] = array("i", (number,))
        self._links.append(array("i", chain.from_iterable(links.items())).tobytes())
        for other, weight in links.items():
            if weight > 0:
                self._connect(number, other)
        for key in self._rulings.together(telling.key):
            if key in self._numbers:
                self._connect(number, self._numbers[key])

    def decide(self, decision: Decision) -> set[int]:
        """Take one more decision of an analyst; it holds against all before it.

        Give the numbers of the tellings whose cases it may touch.
        """
        touched: set[int] = set()
        self._decisions.append(decision)
        self._rulings = Rulings(self._decisions)
        for one in (*decision.events, *decision.others):
            key = one.report, one.event
            for other in (key, *self._rulings.together(key), *self._rulings.apart(key)):
                if other in self._numbers:
                    component = self._component[self._numbers[other]]
                    self._found.pop(component, None)
                    touched.update(self._members[component])
            for other in self._rulings.together(key):
                if key in self._numbers and other in self._numbers:
                    self._connect(self._numbers[key], self._numbers[other])
        return touched

    def clusters(self) -> Iterator[Cluster]:
        """Give the tellings of each case; work only what is new."""
        for component in self.components():
            yield from component

    def components(self) -> Iterator[list[Cluster]]:
        """Give the clusters of each component: of all that hangs together somehow."""
        for component, members in self._members.items():
            if component not in self._found:
                self._found[component] = self._resolve(members)
            yield [self._cluster(found) for found in self._found[component]]

    def _cluster(self, numbers: Iterable[int]) -> Cluster:
        return Cluster(self.tellings, sorted(numbers), self._links, self._rulings)

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
        self._members[kept].extend(moved)

    def _resolve(self, members: Sequence[int]) -> "list[array[int]]":
        """Cut a component into clusters."""
        if len(members) == 1:
            return [array("i", members)]
        keys = {number: self.tellings[number].key for number in members}
        return _Agglomeration(keys, links_among(self._links, keys), self._rulings).run()


class _Agglomeration:
    """One component on its way from single tellings to clusters, each known by its first telling's key."""

    def __init__(self, keys: Mapping[int, Key], links: Links, rulings: Rulings) -> None:
        self._keys = keys
        self._numbers = {key: number for number, key in keys.items()}
        self._members = {key: [key] for key in keys.values()}
        # Between clusters: the sum of what is kept, and of how many pairs.
        self._between: dict[Key, dict[Key, tuple[int, int]]] = {
            key: {keys[other]: (weight, 1) for other, weight in links[number].items()}
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

    def run(self) -> "list[array[int]]":
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
        found = (cluster for _, cluster in sorted(self._members.items()))
        return [array("i", (self._numbers[key] for key in cluster)) for cluster in found]

    def _mean(self, one: Key, other: Key) -> float:
        if other in self._apart[one]:
            return float("-inf")
        total, kept = self._between[one].get(other, (0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        return (total + _AGAINST * (pairs - kept)) / pairs

    def _merge(self, kept: Key, gone: Key) -> None:
        self._members[kept] += self._members.pop(gone)
        here = self._between[kept]
        here.pop(gone, None)
        for near, (total, count) in self._between.pop(gone).items():
            self._between[near].pop(gone, None)
            if near == kept:
                continue
            old, before = here.get(near, (0, 0))
            here[near] = self._between[near][kept] = (old + total, before + count)
        for foe in self._apart.pop(gone):
            self._apart[foe].discard(gone)
            self._apart[foe].add(kept)
            self._apart[kept].add(foe)


def _key(telling: Telling) -> Key:
    return telling.key
