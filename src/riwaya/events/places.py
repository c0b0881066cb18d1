"""Where it happens: the place that stands best to the trigger."""

from collections.abc import Iterator

import msgspec

from riwaya.chars import BA, LAM
from riwaya.document import PlaceMention
from riwaya.events.scene import Scene, count_between, nearest
from riwaya.events.triggers import GROUP_OF, Trigger
from riwaya.events.weights import LEAST, weigh

_SENTENCES_BACK = 2
_SIZES = {"exact": 0, "near": 1, "district": 2, "region": 3, "country": 4}
_MANY = 4


class Choice(msgspec.Struct, frozen=True):
    """A place, how well it stands to its trigger, and the rule."""

    place: PlaceMention
    score: float
    rule: str

    @property
    def key(self) -> int | str:
        """Give what two mentions of one place share."""
        return self.place.geonameid or self.place.name


def weigh_places(scene: Scene, trigger: Trigger, others: set[int]) -> tuple[Choice, ...]:
    """Weigh the places a trigger may have; ``others`` are all triggers' tokens."""
    return tuple(
        Choice(place, score, f"place:{_where(scene, trigger, place)}")
        for place in find_places_near(scene, trigger)
        if (score := weigh(scene.weights, "place", place_features(scene, trigger, others, place))) > LEAST
    )


def find_places_near(scene: Scene, trigger: Trigger) -> Iterator[PlaceMention]:
    """Give the places of the trigger's sentence, of those around it, and of the lead."""
    near = {trigger.sentence + step for step in range(-_SENTENCES_BACK, 2)} | {scene.lead}
    for number in sorted(near):
        yield from nearest(scene.places.get(number, ()), trigger.at)
    if scene.topic is not None and scene.sentence_of[scene.topic.first] not in near:
        yield scene.topic


def _where(scene: Scene, trigger: Trigger, place: PlaceMention) -> str:
    number = scene.sentence_of[place.first]
    if number == trigger.sentence:
        return "clause" if scene.clause_of[place.first] == scene.clause_of[trigger.at] else "sentence"
    return "before" if number < trigger.sentence else "after"


def place_features(
    scene: Scene, trigger: Trigger, others: set[int], place: PlaceMention
) -> Iterator[tuple[str, float]]:
    """Give what speaks for and against a place."""
    group = GROUP_OF[trigger.type]
    known = scene.place_standings.get(place.first)
    if known is None:
        known = scene.place_standings[place.first] = _standing(scene, place), _holds_another(scene, place)
    standing, holder = known
    number = scene.sentence_of[place.first]
    yield f"type-{group}", 1.0
    yield f"of-{trigger.type}", 1.0
    yield f"precision-{place.precision or 'none'}", 1.0
    yield "share", scene.share_of(place)
    if place is scene.topic:
        yield f"topic-{group}", 1.0
    if holder:
        yield "holder", 1.0
    if place.precision == "country":
        yield f"country-{group}", 1.0
    if number != trigger.sentence:
        apart = trigger.sentence - number
        yield f"back-{apart if abs(apart) <= _SENTENCES_BACK else 'far'}", 1.0
        yield f"back-{standing}", 1.0
        yield f"back-{group}", 1.0
        yield f"back-{'definite' if scene.tokens[trigger.at].word.det else trigger.form}", 1.0
        if not scene.places.get(trigger.sentence):
            yield "none-nearer", 1.0
            if 0 < apart <= _SENTENCES_BACK and not any(
                scene.places.get(n) for n in range(number + 1, trigger.sentence)
            ):
                yield "latest", 1.0
        elif trigger.sentence in scene.only_countries:
            yield "countries-nearer", 1.0
        if number == scene.lead:
            yield "lead", 1.0
        return
    yield from _in_sentence(scene, trigger, others, place, standing)


def _in_sentence(
    scene: Scene, trigger: Trigger, others: set[int], place: PlaceMention, standing: str
) -> Iterator[tuple[str, float]]:
    behind = place.first >= trigger.at
    low, high = (trigger.at + 1, place.first) if behind else (place.stop, trigger.at)
    side = "behind" if behind else "before"
    yield side, 1.0
    yield f"{side}-{standing}", 1.0
    yield f"{side}-{GROUP_OF[trigger.type]}", 1.0
    yield f"words-{side}", min(25, high - low) / 10
    yield f"clauses-{min(_MANY, abs(scene.clause_of[place.first] - scene.clause_of[trigger.at]))}", 1.0
    yield f"between-{count_between(others, low, high, 3)}", 1.0
    if behind and place.first <= trigger.stop:
        yield "genitive", 1.0
    elif behind and not scene.has_break(low, high):
        yield f"direct-{standing}", 1.0


def _holds_another(scene: Scene, place: PlaceMention) -> bool:
    """Tell whether a smaller place stands right before it: في السلط | بالأردن."""
    near = range(place.first - 4, place.first)
    sentence = scene.sentence_of[place.first]
    rank = _SIZES.get(place.precision or "", 0)
    return any(
        other.stop - 1 in near
        and other.country == place.country
        and _SIZES.get(other.precision or "", 0) < rank
        for other in scene.places.get(sentence, ())
    )


def _standing(scene: Scene, place: PlaceMention) -> str:
    """Say how the place stands: in, to, from, on, the name of an actor, or bare."""
    tokens, at = scene.tokens, place.first
    clitics = tokens[at].word.proclitics
    if BA in clitics:
        return "in"
    if LAM in clitics:
        return "to"
    for before in range(at - 1, max(-1, at - 4), -1):
        for name in ("in", "from", "on", "towards", "locative"):
            if scene.is_a(before, name):
                return "in" if name == "locative" else name
        if tokens[before].word.upos in ("VERB", "PUNCT"):
            break
    return "actor" if names_actor(scene, place) else "bare"


def names_actor(scene: Scene, place: PlaceMention) -> bool:
    """Tell whether the name stands for its government or belongs to an actor's name."""
    sentence = scene.sentence_of[place.first]
    return any(actor.first <= place.first < actor.stop for actor in scene.actors.get(sentence, ()))
