"""Where sides contradict each other without denying anything: they count otherwise, or blame another.

Figures contradict where two sides tell of one day, and what they count lies farther apart than counts of one
occurrence do by themselves; a toll that rises from day to day is no contradiction. Blame contradicts where
two sides name different parties as those who did it. A side is a state, an armed or political group, or a
body that counts; outlets, witnesses and people without office are none: what they count is often a part.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from riwaya.cases.accounts import Teller
from riwaya.cases.matching import ALIKE
from riwaya.cases.origins import ASSERTS
from riwaya.cases.parties import find_side, origin_key
from riwaya.types import Actor, Claim, EventType, FigureKind, Toll

# Types that somebody does to somebody: of a clash or of talks, several parties are the actors.
_DONE_TO: frozenset[EventType] = frozenset({"shelling", "airstrike", "explosion", "attack", "abuse"})
_NEUTRAL = frozenset({"IGO", "NGO"})


class _Count(msgspec.Struct, frozen=True):
    """How many a side counts, at the least and at the most."""

    side: str
    name: str
    low: float
    high: float
    told: str


def find_contests(tellers: Sequence[Teller]) -> tuple[str, ...]:
    """Find what sides contradict each other on, in words."""
    return (*_count_otherwise(tellers), *_blame_others(tellers))


def _count_otherwise(tellers: Iterable[Teller]) -> Iterator[str]:
    counts: defaultdict[tuple[FigureKind, str], list[_Count]] = defaultdict(list)
    for teller in tellers:
        day = (teller.report.published or "")[:10]
        for toll, actor in teller.counts():
            if day and actor is not None and (count := _count(toll, actor)) is not None:
                counts[toll.kind, day].append(count)
    told: set[FigureKind] = set()
    for (kind, day), found in sorted(counts.items()):
        apart = [pair for pair in combinations(sorted(found, key=_order), 2) if _contradict(*pair)]
        if apart and kind not in told:
            told.add(kind)
            one, other = max(apart, key=lambda pair: (pair[1].low / max(pair[0].high, 1), pair[0].name))
            yield f"figures contradict: {one.name} {one.told} {kind}, {other.name} {other.told}, on {day}"


def _count(toll: Toll, actor: Actor) -> _Count | None:
    low, high = toll.low, toll.high
    side = find_side(actor) or (actor.ref if actor.role in _NEUTRAL else None)
    if side is None or (low is None and high is None):
        return None
    told = str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
    return _Count(side, toll.source, low or 0, math.inf if high is None else high, told)


def _order(count: _Count) -> tuple[float, float, str, str]:
    return count.high, count.low, count.side, count.name


def _contradict(one: _Count, other: _Count) -> bool:
    return one.side != other.side and other.low > max(one.high, 1) * ALIKE


def _blame_others(tellers: Iterable[Teller]) -> Iterator[str]:
    """Compare whom each side names as those who did it."""
    blamed: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for teller in tellers:
        for claim, source in teller.tells():
            if claim.act not in ASSERTS:
                continue
            doers = _doers(teller, claim)
            if doers:
                side = origin_key(source)
                names[side] = min(source.name, names.get(side, source.name), key=lambda n: (len(n), n))
                blamed[side] |= doers.keys()
                for doer, name in doers.items():
                    names[doer] = min(name, names.get(doer, name), key=lambda n: (len(n), n))
    for one, other in combinations(sorted(blamed), 2):
        if blamed[one].isdisjoint(blamed[other]):
            yield f"blame contradicts: {_says(one, blamed, names)}; {_says(other, blamed, names)}"
            return


def _doers(teller: Teller, claim: Claim) -> dict[str, str]:
    """Give the sides that the content of a claim names as those who did it, and a name of each."""
    found: dict[str, str] = {}
    content = claim.content
    if content is None:
        return found
    for event in teller.events:
        if event.id in claim.events and event.type in _DONE_TO:
            for actor in filter(None, map(teller.index.actors.get, event.actors)):
                side = find_side(actor)
                named = any(content.start <= m.start and m.end <= content.end for m in actor.mentions)
                if side is not None and named:
                    found[f"by {side}"] = actor.name
    return found


def _says(side: str, blamed: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> str:
    return f"{names[side]} names {', '.join(sorted(names[doer] for doer in blamed[side]))}"
