"""Where the accounts of a case come from: who counts once, though many outlets pass it on.

A chain leads from an outlet over those who relayed to who said it. An outlet that cites another outlet of the
case has what that one has: its chain goes on there. Outlets that cite each other and nobody else are one
origin, and a circular one. Outlets whose wording is the same copied one text, whichever it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from riwaya.cases.accounts import Teller
from riwaya.cases.parties import origin_key, party_key
from riwaya.cases.tellings import Telling
from riwaya.chars import fold
from riwaya.types import Act, Actor, Origin

# Acts that put a fact forward; to condemn or demand is no second witness.
ASSERTS: frozenset[Act] = frozenset({"state", "announce", "report", "affirm", "accuse", "describe"})
_SAME_TEXT = 0.8  # of the rarer words: so alike are copies only
_FEWEST = 8  # words by which two texts can be the same


class _Sources:
    """Who cites whom, by key; keys of outlets and of parties."""

    def __init__(self, tellers: Sequence[Teller]) -> None:
        self.names: dict[str, str] = {}
        self._ranks: dict[str, tuple[bool, int, str]] = {}
        self.cites: defaultdict[str, set[str]] = defaultdict(set)
        self.reports: defaultdict[str, set[str]] = defaultdict(set)
        self.outlets = {fold(teller.outlet): teller.outlet for teller in tellers}
        self._deniers = {
            party_key(actor)
            for teller in tellers
            for claim in teller.claims
            if teller.denies(claim) and (actor := teller.source(claim)) is not None
        }
        for teller in tellers:
            outlet = self._name(fold(teller.outlet), teller.outlet)
            self.reports[outlet].add(teller.report.id)
            for key in self._told_by(teller):
                if key != outlet:
                    self.cites[outlet].add(key)

    def _told_by(self, teller: Teller) -> Iterator[str]:
        """Give the keys of those whom a report names for what it tells."""
        named = False
        for claim in teller.claims:
            if claim.act not in ASSERTS or teller.denies(claim):
                continue
            actor = teller.source(claim) or _last(claim.via, teller.index.actors)
            if actor is not None:
                named = True
                if party_key(actor) not in self._deniers:
                    yield self._key(actor)
        if not named:
            for credit in teller.report.credits[:1]:
                yield self._name(fold(credit), credit)

    def _key(self, actor: Actor) -> str:
        outlet = next((k for k in map(fold, _names(actor)) if k in self.outlets), None)
        return outlet or self._name(
            origin_key(actor), actor.name_ar or actor.name, known=actor.ref is not None
        )

    def _name(self, key: str, name: str, *, known: bool = True) -> str:
        """Name a key by the shortest name of those that tables know, else by the shortest."""
        rank = (not known, len(name), name)
        self._ranks[key] = min(rank, self._ranks.get(key, rank))
        self.names[key] = self._ranks[key][2]
        return key

    def roots(self, outlet: str) -> tuple[frozenset[str], bool]:
        """Give where an outlet's chains end, and whether they lead back to where they came through."""
        ends: set[str] = set()
        reached: set[str] = set()
        circular = False
        waiting = [outlet]
        while waiting:
            key = waiting.pop()
            if key in reached:
                continue
            reached.add(key)
            cited = self.cites.get(key, set())
            if not cited:
                ends.add(key)
            circular |= outlet in cited
            waiting += cited
        return frozenset(ends) or frozenset({min(reached)}), circular


def find_origins(tellers: Sequence[Teller], tellings: Sequence[Telling]) -> tuple[Origin, ...]:
    """Find the independent origins of what is told, those that most outlets go back to first."""
    sources = _Sources(tellers)
    copies = _find_copies(tellings, {teller.report.id: fold(teller.outlet) for teller in tellers})
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    circular: set[str] = set()
    for outlet in sources.outlets:
        ends, loops = sources.roots(outlet)
        for end in ends:
            root = copies.get(end, end)
            outlets[root].add(outlet)
            if loops:
                circular.add(root)
    origins = [
        Origin(
            sources.names.get(root, root),
            tuple(sorted(sources.outlets[outlet] for outlet in through)),
            tuple(sorted(report for outlet in through for report in sources.reports[outlet])),
            copies=any(copies.get(outlet) == root and outlet != root for outlet in through),
            circular=root in circular,
        )
        for root, through in outlets.items()
    ]
    return tuple(sorted(origins, key=lambda origin: (-len(origin.outlets), origin.name)))


def _find_copies(tellings: Sequence[Telling], outlet_of: Mapping[str, str]) -> dict[str, str]:
    """Map the outlets that tell the case in the same words to the first of them by name."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        if telling.report in outlet_of:
            words[telling.report] |= telling.words
    found: dict[str, str] = {}
    for one, other in _alike(words):
        here, there = found.get(outlet_of[one], outlet_of[one]), found.get(outlet_of[other], outlet_of[other])
        kept, gone = sorted((here, there))
        found = {key: kept if root == gone else root for key, root in found.items()}
        found[here] = found[there] = found[outlet_of[one]] = found[outlet_of[other]] = kept
    return found


def _alike(words: Mapping[str, Collection[str]]) -> Iterable[tuple[str, str]]:
    # By each report's rarest words, so that only those are compared that share some.
    holders: defaultdict[str, list[str]] = defaultdict(list)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for report in sorted(words):
        for word in sorted(words[report]):
            for other in holders[word]:
                shared[other, report] += 1
            holders[word].append(report)
    for (one, other), count in sorted(shared.items()):
        whole = len(set(words[one]) | set(words[other]))
        if whole >= _FEWEST and count / whole >= _SAME_TEXT:
            yield one, other


def _names(actor: Actor) -> tuple[str, ...]:
    return tuple(filter(None, (actor.name, actor.name_ar, actor.name_en, actor.ref)))


def _last(via: Sequence[str], actors: Mapping[str, Actor]) -> Actor | None:
    known = [actors[key] for key in via if key in actors]
    return known[0] if known else None
