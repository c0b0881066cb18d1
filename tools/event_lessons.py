"""What gold teaches the choices of the events room: each choice with its candidates and the right ones.

The candidates are those of the document's own mentions, with the features that the room itself asks for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product

import msgspec

from riwaya.document import ActorMention, Document, PlaceMention
from riwaya.evaluation.matching import overlap, same_actor, same_day, same_place
from riwaya.evaluation.sides import Side
from riwaya.events.arguments import ROLES, candidates
from riwaya.events.assembly import read_scene
from riwaya.events.coreference import VIOLENT, Told, compatible, features, phrases
from riwaya.events.dates import find_times_near, meant, time_features
from riwaya.events.participants import Numbering
from riwaya.events.places import Around, find_places_near, place_features
from riwaya.events.reality import UNREAL, mark_features, reality_features
from riwaya.events.scene import Scene
from riwaya.events.weights import Model, Weights
from riwaya.types import Actor, Event, Place, Reading, Span
from tools.logistic import Example, Vector, add_up

# What it costs to leave a word that tells of nothing standing alone, where an event lost or told twice
# costs 1: with 1 here, over held-out outlets event F1 is .001 less; with an event lost at 1.2 and one told
# twice at .8, as they would count if they alone went wrong, .003 less.
_FALSE = 0.4
Body = tuple[list[ActorMention], list[Vector]]  # mentions of a body and what speaks for each


class Lesson:
    """One gold report: its document without events, and what it teaches."""

    def __init__(self, gold: Reading, document: Document) -> None:
        self.gold, self.document = gold, document
        self.side = Side.of(gold)
        self.outlet = gold.report.publisher or ""

    def teach(self, model: Model, weights: Weights) -> list[Example]:
        """Give the examples of one model; ``weights`` are those of the models fitted before it."""
        scene, told = read_scene(self.document, weights)
        taken = {one.trigger.at for one in told}
        if model == "same":
            return list(self._teach_same(scene, told))
        if model in ROLES:
            return list(self._teach_role(model, scene, told, taken))
        found: list[Example] = []
        for event, members in self._by_event(told):
            if model == "place":
                found.append(self._teach_place(event, scene, members, taken))
            elif model == "when":
                found.append(self._teach_time(event, scene, members, taken))
            else:
                found.append(_teach_reality(event, scene, members))
        return found

    @cached_property
    def _triggers(self) -> dict[str, tuple[Span, ...]]:
        return {event.id: event.triggers for event in self.gold.events}

    def _find(self, one: Told) -> list[Event]:
        """Give the gold events that a trigger tells of."""
        span = Span(one.trigger.start, one.trigger.end)
        general = one.back or one.type == "attack"
        return [
            event
            for event in self.gold.events
            if (event.type == one.type or (general and event.type in VIOLENT))
            and any(overlap(span, other) for other in event.triggers)
        ]

    def _by_event(self, told: Iterable[Told]) -> list[tuple[Event, list[Told]]]:
        grouped: dict[str, tuple[Event, list[Told]]] = {}
        for one in told:
            for event in self._find(one)[:1]:
                grouped.setdefault(event.id, (event, []))[1].append(one)
        return list(grouped.values())

    def _teach_place(self, event: Event, scene: Scene, members: list[Told], taken: set[int]) -> Example:
        gold = self.side.place(event.place)
        found: list[tuple[Vector, bool]] = []
        for one in members:
            around = Around(one.trigger, one.arguments, one.judged.reality, taken)
            for place in find_places_near(scene, one.trigger):
                vector = add_up(place_features(scene, around, place))
                found.append((vector, gold is not None and same_place(gold, _as_place(place))))
        return _example(found)

    def _teach_time(self, event: Event, scene: Scene, members: list[Told], taken: set[int]) -> Example:
        found: list[tuple[Vector, bool]] = []
        for one in members:
            reality = one.judged.reality
            for time in find_times_near(scene, one.trigger):
                vector = add_up(time_features(scene, one.trigger, reality, taken, time))
                right = event.when is not None and same_day(
                    event.when, meant(scene, one.trigger, time, reality)
                )
                found.append((vector, right))
        return _example(found)

    def _teach_role(
        self, role: str, scene: Scene, told: Iterable[Told], taken: set[int]
    ) -> Iterator[Example]:
        """Give each body that may take part, all its mentions beside the event's triggers taken together."""
        for event, members in self._by_event(told):
            gold = self.side.actors(event.actors if role == "actor" else event.targets)
            bodies: defaultdict[int, Body] = defaultdict(lambda: ([], []))
            numbering = Numbering()
            for one, back in product(members, (False, True)):
                for mention, _, vector in candidates(scene, one.trigger, taken, back=back):
                    mentions, vectors = bodies[numbering.number(mention)]
                    mentions.append(mention)
                    vectors.append(add_up(vector))
            for mentions, vectors in bodies.values():
                right = any(same_actor(actor, _as_actor(mention)) for actor in gold for mention in mentions)
                yield _example([(vector, right) for vector in vectors])

    def _teach_same(self, scene: Scene, told: Sequence[Told]) -> Iterator[Example]:
        """Group the tellings as gold does; each step is an example. False ones had better join something."""
        groups: list[tuple[list[Told], set[str]]] = []
        for before, one in phrases(scene, told):
            ids = {event.id for part in (*before, one) for event in self._find(part)}
            fitting = [group for group in groups if compatible(one, group[0])]
            found = [
                (add_up(features(scene, one, members, len(fitting))), bool(known & ids) or not ids)
                for members, known in fitting
            ]
            if found:
                yield msgspec.structs.replace(_example(found), cost=1.0 if ids else _FALSE)
            hit = next((group for group in fitting if group[1] & ids), None)
            if hit is not None:
                hit[0].extend((*before, one))
                hit[1].update(ids)
            elif not one.back and (ids or not fitting):
                groups.append(([*before, one], ids))


def _teach_reality(event: Event, scene: Scene, members: Sequence[Told]) -> Example:
    names = [name for one in members for name in reality_features(scene, one.trigger)]
    share = 1 / len(members)
    return _example(
        [
            (add_up((mark, share) for mark in mark_features(kind, names)), kind == event.reality)
            for kind in UNREAL
        ]
    )


def _example(found: Sequence[tuple[Vector, bool]]) -> Example:
    return Example(
        tuple(vector for vector, _ in found), frozenset(at for at, (_, right) in enumerate(found) if right)
    )


def _as_place(one: PlaceMention) -> Place:
    return Place(
        "", one.name, one.name_en, one.country, one.admin1, one.lat, one.lon, one.geonameid, one.precision, ()
    )


def _as_actor(one: ActorMention) -> Actor:
    return Actor("", one.name, one.name_en, one.country, one.role, (Span(one.start, one.end),))
