"""Who takes part in an event, all its tellings taken together: each body once, nobody on both sides."""

from collections.abc import Iterable, Sequence

from riwaya.document import ActorMention
from riwaya.events.arguments import Arguments, Scored, find_roles
from riwaya.events.triggers import Trigger

# The least score of those behind the best: of one who does it, of a party to talks or a clash, of one who
# suffers it.
_FURTHER, _PARTY, _SUFFERS = 1.0, 0.25, 0.7
_STATE = ("GOV", "MIL")


def unite(trigger: Trigger, told: Sequence[Arguments]) -> tuple[tuple[Scored, ...], tuple[Scored, ...]]:
    """Choose the actors and targets of an event from those of its triggers; nobody is both."""
    actors = _tell_apart(scored for arguments in told for scored in arguments.actors)
    targets = _tell_apart(scored for arguments in told for scored in arguments.targets)
    parties = find_roles(trigger).get("with") == "actor"
    return (
        _pick(_without(actors, targets), _PARTY if parties else _FURTHER),
        _pick(_without(targets, actors), _SUFFERS),
    )


def _tell_apart(scored: Iterable[Scored]) -> list[Scored]:
    """Keep of each side the mention that is best spoken for: طهران, الحكومة الإيرانية and إيران are one."""
    kept: list[Scored] = []
    for one in sorted(scored, key=lambda one: -one.score):
        if not any(_same_side(one.mention, other.mention) for other in kept):
            kept.append(one)
    return kept


def _without(some: list[Scored], others: list[Scored]) -> list[Scored]:
    """Leave out who is better spoken for on the other side."""
    return [
        one
        for one in some
        if not any(o.score > one.score and _same_body(one.mention, o.mention) for o in others)
    ]


def _pick(some: list[Scored], least: float) -> tuple[Scored, ...]:
    """Take the best of ``some``, in the order of their scores, and others well spoken for; in text order."""
    chosen = [one for one in some if one.score == some[0].score or one.score > least]
    return tuple(sorted(chosen, key=lambda one: one.mention.first))


def _same_side(one: ActorMention, other: ActorMention) -> bool:
    """Tell whether two mentions are one body, or the government or army of one state."""
    state = one.country is not None and one.country == other.country and one.role == other.role in _STATE
    return state or _same_body(one, other)


def _same_body(one: ActorMention, other: ActorMention) -> bool:
    if one.name == other.name or (one.ref is not None and one.ref == other.ref):
        return True
    return _within(one, other) or _within(other, one)  # [قادة [الجيش]]


def _within(one: ActorMention, other: ActorMention) -> bool:
    return (other.whole_first or other.first) <= one.first and one.stop <= (other.whole_stop or other.stop)
