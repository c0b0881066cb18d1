"""Mentions that mean the same actor or place become one record with an id."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from riwaya.chars import fold
from riwaya.document import ActorMention, Document, PlaceMention
from riwaya.types import Actor, Place, Span

_OF_THIS_REPORT = frozenset({"person", "phrase", "name"})  # references that only this report gives


class Entities(msgspec.Struct, frozen=True):
    """The actors and places of a report, and which id each mention got."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    actor_ids: dict[tuple[int, int], str]
    place_ids: dict[tuple[int, int], str]

    def actor_id(self, mention: ActorMention) -> str:
        """Give the id of a mention's actor."""
        return self.actor_ids[mention.start, mention.end]

    def place_id(self, mention: PlaceMention) -> str:
        """Give the id of a mention's place."""
        return self.place_ids[mention.start, mention.end]


def resolve_entities(document: Document) -> Entities:
    """Join the mentions of a document, those made by claims and events included."""
    actor_ids: dict[tuple[int, int], str] = {}
    actors = []
    for number, group in enumerate(_group_actors(_all_actors(document)), 1):
        actors.append(_actor(f"a{number}", group))
        for mention in group:
            actor_ids[mention.start, mention.end] = f"a{number}"
    place_ids: dict[tuple[int, int], str] = {}
    places = []
    for number, places_of_one in enumerate(_group_places(_all_places(document)), 1):
        places.append(_place(f"p{number}", places_of_one))
        for place in places_of_one:
            place_ids[place.start, place.end] = f"p{number}"
    return Entities(tuple(actors), tuple(places), actor_ids, place_ids)


def _all_actors(document: Document) -> list[ActorMention]:
    found = {(m.start, m.end): m for m in document.actors}
    for claim in document.claims:
        for mention in (claim.source, *claim.via):
            if mention is not None:
                found.setdefault((mention.start, mention.end), mention)
    for event in document.events:
        for mention in (*event.actors, *event.targets):
            found.setdefault((mention.start, mention.end), mention)
    return [found[span] for span in sorted(found)]


def _all_places(document: Document) -> list[PlaceMention]:
    found = {(m.start, m.end): m for m in document.places}
    for event in document.events:
        if event.place is not None:
            found.setdefault((event.place.start, event.place.end), event.place)
    return [found[span] for span in sorted(found)]


def _group_actors(mentions: Iterable[ActorMention]) -> list[list[ActorMention]]:
    # By the table row or cluster the mentions room resolved to; else by the same words.
    groups: defaultdict[str, list[ActorMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.ref or "name:" + _name_key(mention.name)].append(mention)
    return list(groups.values())


def _name_key(name: str) -> str:
    return " ".join(word.removeprefix("ال") for word in fold(name).split())


def _actor(identifier: str, group: list[ActorMention]) -> Actor:
    named = [m for m in group if m.kind != "anaphor"] or group
    best = max(named, key=lambda m: (len(m.name.split()), -m.start))
    return Actor(
        identifier,
        best.name,
        next((m.name_en for m in group if m.name_en), None),
        next((m.country for m in named if m.country), None),
        next((m.role for m in named if m.role), None),
        tuple(Span(m.start, m.end) for m in group),
        _public(group[0].ref),
        next((m.name_ar for m in group if m.name_ar), None),
    )


def _public(ref: str | None) -> str | None:
    """Give the key that is the same in every report: UKR of country:UKR, none of person:بلعيد."""
    table, _, name = (ref or "").partition(":")
    return name if table not in _OF_THIS_REPORT and name else None


def _group_places(mentions: Iterable[PlaceMention]) -> list[list[PlaceMention]]:
    groups: defaultdict[tuple[object, ...], list[PlaceMention]] = defaultdict(list)
    for mention in mentions:
        point = (mention.lat, mention.lon, mention.precision, mention.name_en)
        groups[point if mention.name_en is not None else (fold(mention.name),)].append(mention)
    return list(groups.values())


def _place(identifier: str, group: list[PlaceMention]) -> Place:
    first = next((m for m in group if not m.rule.startswith("place:anaphor")), group[0])
    return Place(
        identifier,
        first.name,
        first.name_en,
        first.country,
        first.admin1,
        first.lat,
        first.lon,
        first.geonameid,
        first.precision,
        tuple(Span(m.start, m.end) for m in group),
    )
