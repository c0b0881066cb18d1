"""Who takes part in an event, all its tellings taken together: each body once, nobody on both sides."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

import msgspec

from riwaya.document import ActorMention
from riwaya.events.arguments import Arguments, Scored

# The least worth of who is chosen first, by role, and of any other.
_FIRST = {"actor": -1.0, "target": -1.5}
_FURTHER = 0.1
_STATE = ("GOV", "MIL")


class Body:
    """What all mentions of one body, among those that may take part, are worth together."""

    def __init__(self) -> None:
        self._best: dict[str, Scored] = {}
        self._chances: defaultdict[str, float] = defaultdict(float)

    def add(self, role: str, scored: Scored) -> None:
        """Add one more mention of it."""
        self._chances[role] += math.exp(scored.score)
        best = self._best.get(role)
        if best is None or scored.score > best.score:
            self._best[role] = scored

    def judge(self) -> tuple[str, Scored]:
        """Give the role it has rather, and its best mention with what all are worth together."""
        role = max(self._chances, key=lambda role: (self._chances[role], role == "actor"))
        return role, msgspec.structs.replace(self._best[role], score=math.log(self._chances[role]))


class Numbering:
    """Which mentions name one body: by name, as the same side of one state, or one within the other."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}
        self._at: defaultdict[int, list[tuple[ActorMention, int]]] = defaultdict(list)
        self._count = 0

    def number(self, mention: ActorMention) -> int:
        """Give the number of the body that a mention names, a new one where none is known."""
        keys = tuple(_keys(mention))
        found = [self._known[key] for key in keys if key in self._known]
        for at in range(mention.first, mention.stop):
            found += [number for other, number in self._at.get(at, ()) if _is_nested(mention, other)]
        number = min(found, default=self._count)
        self._count = max(self._count, number + 1)
        for key in keys:
            self._known.setdefault(key, number)
        whole = range(mention.whole_first or mention.first, mention.whole_stop or mention.stop)
        if all(mention is not other for other, _ in self._at[mention.first]):
            for at in whole:
                self._at[at].append((mention, number))
        return number


def unite(told: Sequence[Arguments]) -> tuple[tuple[Scored, ...], tuple[Scored, ...]]:
    """Choose the actors and targets of an event: each body once, by all its mentions; nobody is both."""
    bodies: defaultdict[int, Body] = defaultdict(Body)
    numbering = Numbering()
    for arguments in told:
        for role, some in (("actor", arguments.actors), ("target", arguments.targets)):
            for scored in some:
                bodies[numbering.number(scored.mention)].add(role, scored)
    judged = [body.judge() for body in bodies.values()]
    actors, targets = (
        _pick([scored for own, scored in judged if own == role], first) for role, first in _FIRST.items()
    )
    return actors, targets


def _keys(mention: ActorMention) -> Iterator[Hashable]:
    """Give what two mentions of one body share: طهران, الحكومة الإيرانية and إيران are one."""
    yield "name", mention.name
    if mention.ref is not None:
        yield "ref", mention.ref
    if mention.country is not None and mention.role in _STATE:
        yield mention.country, mention.role


def _pick(some: list[Scored], first: float) -> tuple[Scored, ...]:
    """Take the best, and others well spoken for, in text order; of two of which one holds the other, the
    better."""
    best = max((one.score for one in some), default=first)
    least = _FURTHER if best > _FURTHER else best
    kept: list[Scored] = []
    for one in sorted(some, key=lambda one: -one.score):
        if (
            one.score > first
            and one.score >= least
            and not any(_is_nested(one.mention, other.mention) for other in kept)
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.mention.first))


def _is_nested(one: ActorMention, other: ActorMention) -> bool:
    return _within(one, other) or _within(other, one)  # [قادة [الجيش]]


def _within(one: ActorMention, other: ActorMention) -> bool:
    return (other.whole_first or other.first) <= one.first and one.stop <= (other.whole_stop or other.stop)
