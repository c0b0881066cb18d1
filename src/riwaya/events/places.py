"""Where it happens: the place that stands best to the trigger."""

from collections.abc import Iterator

import msgspec

from riwaya.chars import BA, LAM
from riwaya.document import PlaceMention
from riwaya.events.arguments import Arguments, Scored
from riwaya.events.scene import Scene, count_between, nearest
from riwaya.events.triggers import GROUP_OF, Trigger
from riwaya.events.ways import measure, nearest_features, way_features
from riwaya.events.weights import LEAST, weigh
from riwaya.types import Reality

_SENTENCES_BACK = 2
_SIZES = {"exact": 0, "near": 1, "district": 2, "region": 3, "country": 4}
_MANY = 4
_LIKELY = -1.0  # least score of people that the choice of a place may lean on
_FRONT = 3  # words of a sentence that open it: وفي مدينة تعز
_RELATIVE = 5  # words between a place and the pronoun that takes it up: مدينة رفح الحدودية التي قصفها


class Choice(msgspec.Struct, frozen=True):
    """A place, how well it stands to its trigger, and the rule."""

    place: PlaceMention
    score: float
    rule: str

    @property
    def key(self) -> int | str:
        """Give what two mentions of one place share."""
        return self.place.geonameid or self.place.name


class Around(msgspec.Struct, frozen=True):
    """What the places of a trigger are weighed against: its people, its reality, all triggers' tokens."""

    trigger: Trigger
    arguments: Arguments
    reality: Reality
    others: set[int]


def weigh_places(scene: Scene, around: Around) -> tuple[Choice, ...]:
    """Weigh the places a trigger may have."""
    return tuple(
        Choice(place, score, f"place:{_where(scene, around.trigger, place)}")
        for place in find_places_near(scene, around.trigger)
        if (score := weigh(scene.weights, "place", place_features(scene, around, place))) > LEAST
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


def place_features(scene: Scene, around: Around, place: PlaceMention) -> Iterator[tuple[str, float]]:
    """Give what speaks for and against a place."""
    trigger = around.trigger
    group = GROUP_OF[trigger.type]
    known = scene.place_standings.get(place.first)
    if known is None:
        known = scene.place_standings[place.first] = _standing(scene, place), _holds_another(scene, place)
    standing, holder = known
    yield f"type-{group}", 1.0
    yield f"of-{trigger.type}", 1.0
    yield f"{around.reality}-{group}", 1.0
    yield f"precision-{place.precision or 'none'}", 1.0
    yield f"precision-{place.precision or 'none'}-{_side(scene, trigger, place)}", 1.0
    yield f"precision-{place.precision or 'none'}-{standing}", 1.0
    yield "share", scene.share_of(place)
    if place.country is not None and place.country == scene.document.home:
        yield "home", 1.0
    if place is scene.topic:
        yield f"topic-{group}", 1.0
    if holder:
        yield "holder", 1.0
    if place.precision == "country":
        yield f"country-{group}", 1.0
    yield from _of_people(around.arguments, group, place)
    here = scene.sentence_of[place.first] == trigger.sentence
    told = scene.compare_claims(trigger.at, place.first)
    yield f"told-{told}-{'here' if here else 'back'}", 1.0
    if here:
        yield f"told-{told}-{group}", 1.0
        yield f"same-{trigger.form}", 1.0
        yield from _in_sentence(scene, around, place, standing)
    else:
        yield f"back-{trigger.form}", 1.0
        yield from _elsewhere(scene, trigger, place, standing)


def _find_shortest(scene: Scene, trigger: Trigger) -> int:
    """Give the length of the shortest way from a trigger to a place of its sentence."""
    if trigger.at not in scene.shortest_ways:
        near = nearest(scene.places[trigger.sentence], trigger.at)
        ways = (scene.trees.find_way(trigger.at, place.first, place.stop) for place in near)
        scene.shortest_ways[trigger.at] = min(measure(way) for way in ways)
    return scene.shortest_ways[trigger.at]


def _side(scene: Scene, trigger: Trigger, place: PlaceMention) -> str:
    if scene.sentence_of[place.first] != trigger.sentence:
        return "back"
    return "behind" if place.first >= trigger.at else "before"


def _of_people(arguments: Arguments, group: str, place: PlaceMention) -> Iterator[tuple[str, float]]:
    """Compare the place with the states of actors and targets: محكمة تركية sits in Turkey."""
    for name, people in (("actor", arguments.actors), ("target", arguments.targets)):
        likely = [one for one in people if one.score > _LIKELY]
        countries = {one.mention.country for one in likely if one.mention.country}
        if countries:
            yield f"{'same' if place.country in countries else 'other'}-country-{name}-{group}", 1.0
        if any(_share_words(one, place) for one in likely):
            yield f"is-{name}-{group}", 1.0


def _share_words(one: Scored, place: PlaceMention) -> bool:
    mention = one.mention
    return mention.first < place.stop and place.first < mention.stop


def _elsewhere(
    scene: Scene, trigger: Trigger, place: PlaceMention, standing: str
) -> Iterator[tuple[str, float]]:
    group, number = GROUP_OF[trigger.type], scene.sentence_of[place.first]
    apart = trigger.sentence - number
    yield f"back-{apart if abs(apart) <= _SENTENCES_BACK else 'far'}", 1.0
    yield f"back-{standing}", 1.0
    yield f"back-{standing}-{'lead' if number == scene.lead else 'later'}", 1.0
    yield f"back-{group}", 1.0
    yield f"back-{place.precision or 'none'}-{group}", 1.0
    yield f"back-{'definite' if scene.tokens[trigger.at].word.det else trigger.form}", 1.0
    paragraphs = [scene.sentences[n].paragraph for n in (number, trigger.sentence)]
    yield "same-paragraph" if paragraphs[0] == paragraphs[1] else "other-paragraph", 1.0
    if scene.places[number][-1] is place:
        yield "last-there", 1.0
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


def _in_sentence(
    scene: Scene, around: Around, place: PlaceMention, standing: str
) -> Iterator[tuple[str, float]]:
    trigger, group = around.trigger, GROUP_OF[around.trigger.type]
    behind = place.first >= trigger.at
    low, high = (trigger.at + 1, place.first) if behind else (place.stop, trigger.at)
    side = "behind" if behind else "before"
    direct = not scene.has_break(low, high)
    yield side, 1.0
    yield f"{side}-{standing}", 1.0
    yield f"{side}-{group}", 1.0
    yield f"{side}-{standing}-{group}{'-direct' if behind and direct else ''}", 1.0
    way = scene.trees.find_way(trigger.at, place.first, place.stop)
    yield from way_features(scene, trigger, way)
    yield from nearest_features(way, _find_shortest(scene, trigger))
    yield f"words-{side}", min(25, high - low) / 10
    yield f"clauses-{min(_MANY, abs(scene.clause_of[place.first] - scene.clause_of[trigger.at]))}", 1.0
    yield f"between-{count_between(around.others, low, high, 3)}", 1.0
    if behind:
        yield f"far-{standing}-{min(3, (high - low) // 4)}", 1.0
        if place.first <= trigger.stop:
            yield "genitive", 1.0
        elif direct:
            yield f"direct-{standing}", 1.0
            yield f"direct-{standing}-{trigger.type}", 1.0
        return
    if direct:
        yield f"unbroken-{standing}", 1.0
    if standing == "in" and place.first - scene.sentences[trigger.sentence].first <= _FRONT:
        yield "fronted", 1.0
    relative = _find_relative(scene, place, trigger)
    if relative:
        yield f"relative-{relative}", 1.0


def _find_relative(scene: Scene, place: PlaceMention, trigger: Trigger) -> str:
    """Tell whether the trigger stands in a relative clause on the place: رفح التي تسيطر عليها."""
    pronoun = 0
    for at in range(place.stop, min(trigger.at, place.stop + _RELATIVE + 1)):
        if scene.is_a(at, "taking up"):
            pronoun = at
    if not pronoun:
        return ""
    return "far" if scene.has_verb(pronoun + 1, trigger.at) else "near"


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
