"""Parties across reports: one key for who is the same in all of them."""

from collections import Counter
from collections.abc import Iterable

from riwaya.chars import ARTICLE, fold
from riwaya.types import Actor, Party

_STATE = frozenset({"GOV", "MIL", "POL"})


def party_key(actor: Actor) -> str:
    """Give the key of an actor: its table's, else its name and country."""
    if actor.ref is not None:
        return actor.ref
    name = " ".join(word.removeprefix(ARTICLE) for word in fold(actor.name_en or actor.name).split())
    return f"{name}|{actor.country or ''}"


def origin_key(actor: Actor) -> str:
    """Give the key of who stands behind an actor: a spokesman and his government are one source, the unnamed
    media of a country are one too."""
    if actor.country and (actor.role in _STATE or (actor.role == "MED" and actor.ref is None)):
        return f"{actor.country}:{'MED' if actor.role == 'MED' else 'GOV'}"
    return party_key(actor)


def find_side(actor: Actor) -> str | None:
    """Give the side that one fights on: a state for its organs, an armed or political group for itself."""
    if actor.role in _STATE and actor.country:
        return actor.country
    return actor.ref if actor.role in ("REB", "OPP") else None


def name_party(actor: Actor) -> Party:
    """Make the party of an actor, by the name it is known by."""
    return Party(actor.name_ar or actor.name, actor.name_en, actor.ref, actor.country, actor.role)


def count_parties(actors: Iterable[Actor]) -> tuple[Party, ...]:
    """Give the parties of actors, the most frequent first; of names for one the first by the alphabet."""
    named: dict[str, Party] = {}
    counts: Counter[str] = Counter()
    for actor in actors:
        key, party = party_key(actor), name_party(actor)
        counts[key] += 1
        named[key] = min(party, named.get(key, party), key=lambda one: (one.name, one.name_en or ""))
    return tuple(named[key] for key in sorted(counts, key=lambda key: (-counts[key], key)))
