"""Who takes part in an event, all its tellings taken together: each body once, nobody on both sides."""

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from riwaya.document import ActorMention
from riwaya.events.arguments import Arguments, Scored

# The least worth of who is chosen first, and of any other.
_FIRST, _FURTHER = -1.5, 0.1
_STATE = ("GOV", "MIL")


class Body:
    """All mentions of one body among those that may take part, and what they are worth together."""

    def __init__(self) -> None:
        self.mentions: list[ActorMention] = []
        self._best: dict[str, Scored] = {}
        self._chances: defaultdict[str, float] = defaultdict(float)

    def add(self, role: str, scored: Scored) -> None:
        """Add one more mention of it."""
        self.mentions.append(scored.mention)
        self._chances[role] += math.exp(scored.score)
        best = self._best.get(role)
        if best is None or scored.score > best.score:
            self._best[role] = scored

    def judge(self) -> tuple[str, Scored]:
        """Give the role it has rather, and its best mention with what all are worth together."""
        role = max(self._chances, key=lambda role: (self._chances[role], role == "actor"))
        return role, msgspec.structs.replace(self._best[role], score=math.log(self._chances[role]))


def unite(told: Sequence[Arguments]) -> tuple[tuple[Scored, ...], tuple[Scored, ...]]:
    """Choose the actors and targets of an event: each body once, by all its mentions; nobody is both."""
    bodies: list[Body] = []
    for arguments in told:
        for role, some in (("actor", arguments.actors), ("target", arguments.targets)):
            for scored in some:
                _find_body(bodies, scored.mention).add(role, scored)
    judged = [body.judge() for body in bodies]
    actors, targets = (
        _pick([scored for own, scored in judged if own == role]) for role in ("actor", "target")
    )
    return actors, targets


def _find_body(bodies: list[Body], mention: ActorMention) -> Body:
    for body in bodies:
        if any(same_side(mention, other) for other in body.mentions):
            return body
    bodies.append(Body())
    return bodies[-1]


def _pick(some: list[Scored]) -> tuple[Scored, ...]:
    """Take the best, and others well spoken for, in text order; of two of which one holds the other, the
    better."""
    best = max((one.score for one in some), default=_FIRST)
    least = _FURTHER if best > _FURTHER else best
    kept: list[Scored] = []
    for one in sorted(some, key=lambda one: -one.score):
        if (
            one.score > _FIRST
            and one.score >= least
            and not any(
                _within(one.mention, other.mention) or _within(other.mention, one.mention) for other in kept
            )
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.mention.first))


def same_side(one: ActorMention, other: ActorMention) -> bool:
    """Tell whether two mentions are one body, or the government or army of one state."""
    state = one.country is not None and one.country == other.country and one.role == other.role in _STATE
    return state or _same_body(one, other)


def _same_body(one: ActorMention, other: ActorMention) -> bool:
    if one.name == other.name or (one.ref is not None and one.ref == other.ref):
        return True
    return _within(one, other) or _within(other, one)  # [قادة [الجيش]]


def _within(one: ActorMention, other: ActorMention) -> bool:
    return (other.whole_first or other.first) <= one.first and one.stop <= (other.whole_stop or other.stop)
