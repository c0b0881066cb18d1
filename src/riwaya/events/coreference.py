"""Which triggers tell of the same occurrence.

Triggers are taken in text order; each joins the occurrence that most speaks for, or opens its own.
What speaks for joining: the same word again, a definite word pointing back (الهجوم after هجوم),
nearness, shared place, day and actors. What speaks against: another place, another day, «another»
beside the word. ``weights.tsv`` says how much each is worth.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from riwaya.chars import WAW
from riwaya.document import ActorMention, PlaceMention
from riwaya.events.arguments import Arguments, Scored
from riwaya.events.dates import Dated
from riwaya.events.places import Choice
from riwaya.events.reality import Judged
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.events.weights import Features, choose_best, weigh
from riwaya.types import EventType

# Types a general word may point back to: الهجوم after تفجير, العملية after غارة.
VIOLENT: frozenset[EventType] = frozenset(("shelling", "airstrike", "explosion", "attack", "clash", "abuse"))
# Of these «attack» is the wide word; fighting and abuse are no mere attacks.
_STRIKES: frozenset[EventType] = frozenset(("shelling", "airstrike", "explosion", "attack"))
_FAR = 7
# An occurrence last told more words ago than this is not gone back to, and its latest tellings stand for
# it: no report is that long, and a text of any length is grouped in time that grows with it.
_REACH = 1500
_LATEST = 40
_BACK = 10  # words between كان and its verb
_AGES = ((3, "recent"), (45, "past"))  # days before the report, at most
_ADJACENT = 2  # words between two tellings that stand side by side
_LED = 4  # words between a word and the noun it leads to, those who do it: استعادة القوات الحكومية السيطرة
_NAMING = ("NOUN", "PROPN", "ADJ", "NUM", "DET")
_CERTAIN = 0.3  # least score of an argument that joining may stand on
_ASPECTS = ("leaving", "deciding", "halting", "visiting")
_ASPECTED = ("agreement", "talks", "aid", "sanction", "seizure")


class Told(msgspec.Struct, frozen=True, dict=True):
    """One trigger with what its own sentence says of it."""

    trigger: Trigger
    type: EventType
    judged: Judged
    places: tuple[Choice, ...]
    times: tuple[Dated, ...]
    arguments: Arguments
    definite: bool
    back: bool = False  # a general word that only points back

    @cached_property
    def place(self) -> Choice | None:
        """Give the place its own sentences speak for."""
        return choose_best(self.places)

    @cached_property
    def time(self) -> Dated | None:
        """Give the time its own sentences speak for."""
        return choose_best(self.times)


def group(scene: Scene, told: Sequence[Told]) -> list[list[Told]]:
    """Group the tellings of each occurrence, in text order."""
    groups: list[list[Told]] = []
    near: list[list[Told]] = []
    for before, one in phrases(scene, told):
        best: list[Told] | None = None
        high = 0.0
        near = [members for members in near if one.trigger.at - members[-1].trigger.at <= _REACH]
        fitting = [members for members in near if compatible(one, members[-_LATEST:])]
        for members in fitting:
            score = weigh(scene.weights, "same", features(scene, one, members[-_LATEST:], len(fitting)))
            if score >= high:
                best, high = members, score
        if best is not None:
            best += (*before, one)
        elif not one.back:
            near.append([*before, one])
            groups.append(near[-1])
    return groups


def phrases(scene: Scene, told: Sequence[Told]) -> Iterator[tuple[tuple[Told, ...], Told]]:
    """Give each telling with those that only lead up to its noun: تقديم مساعدات, استعادة الجيش السيطرة are
    one telling, and it is the noun that says of what."""
    before: tuple[Told, ...] = ()
    for at, one in enumerate(told):
        if at + 1 < len(told) and _leads_to(scene, one, told[at + 1]):
            before = (*before, one)
        else:
            yield before, one
            before = ()


def _leads_to(scene: Scene, one: Told, other: Told) -> bool:
    if one.type != other.type or other.trigger.verb or other.trigger.sentence != one.trigger.sentence:
        return False
    if scene.is_a(one.trigger.at, "leaving"):
        return False
    low, high = one.trigger.stop, other.trigger.at
    if high - low > _LED or scene.tokens[other.trigger.at].word.proclitics:
        return False
    words = [token.word for token in scene.tokens[low:high]]
    return all(word.upos in _NAMING and not word.proclitics for word in words)


def compatible(one: Told, members: Sequence[Told]) -> bool:
    """Tell whether the types can be told of one occurrence."""
    kinds = {member.type for member in members}
    if one.type in kinds:
        return True
    if one.back:
        return one.type in VIOLENT and not kinds.isdisjoint(VIOLENT)
    return "attack" in {one.type, *kinds} and one.type in _STRIKES and kinds <= _STRIKES


def features(scene: Scene, one: Told, members: Sequence[Told], rivals: int) -> Features:
    """Give what speaks for and against one more telling of an occurrence."""
    yield "bias", 1.0
    yield f"rivals-{min(3, rivals)}", 1.0
    own = _lemmas(scene, one.trigger)
    same = any(not own.isdisjoint(_lemmas(scene, member.trigger)) for member in members)
    apart = min(one.trigger.sentence - member.trigger.sentence for member in members)
    yield f"apart-{min(_FAR, apart)}", 1.0
    yield from _words(scene, one, members, apart, same=same)
    if one.type not in {member.type for member in members}:
        yield "other-type", 1.0
    realities = {member.judged.reality for member in members}
    if one.judged.reality not in realities:
        yield f"{one.judged.reality}-after-{'-'.join(sorted(realities))}", 1.0
    yield f"type-{one.type}", 1.0
    yield from _settings(scene, one, members)
    yield from _people(one, members)
    yield from _surroundings(scene, one, members)
    if _is_another(scene, one.trigger):
        yield "another", 1.0
    aspects = {_aspect(scene, member.trigger) for member in members}
    if _aspect(scene, one.trigger) not in aspects:
        yield f"other-aspect-{one.type if one.type in _ASPECTED else 'any'}", 1.0
    number, numbers = _number(scene, one.trigger), {_number(scene, m.trigger) for m in members} - {None}
    if number and numbers and number not in numbers:
        yield "other-number", 1.0


def _words(
    scene: Scene, one: Told, members: Sequence[Told], apart: int, *, same: bool
) -> Iterator[tuple[str, float]]:
    form = "verb" if one.trigger.verb else "definite" if one.definite else "indefinite"
    near = "near" if apart <= 1 else "far"
    yield f"{'same' if same else 'other'}-word-{form}-{near}", 1.0
    if one.back:
        yield "back", 1.0
    if not one.trigger.verb and one.trigger.at and scene.is_a(one.trigger.at - 1, "demonstrative"):
        yield "demonstrative", 1.0  # هذا الهجوم
    if (
        same
        and one.trigger.verb
        and any(m.trigger.verb and m.trigger.lemma == one.trigger.lemma for m in members)
    ):
        yield "same-verb", 1.0


def _settings(scene: Scene, one: Told, members: Sequence[Told]) -> Iterator[tuple[str, float]]:
    places = [member.place.place for member in members if member.place is not None]
    if one.place is not None and places:
        yield (
            ("same-place" if any(same_spot(one.place.place, place) for place in places) else "other-place"),
            1.0,
        )
    days = [_days(member.time) for member in members if member.time is not None]
    if one.time is not None and days:
        yield ("same-day" if _days(one.time) in days else "other-day"), 1.0
    yield from _ages(scene, one, members)
    before = {_is_set_back(scene, member.trigger) for member in members}
    if _is_set_back(scene, one.trigger):
        yield ("set-back-too" if True in before else "set-back"), 1.0
    elif True in before:
        yield "after-set-back", 1.0


def _ages(scene: Scene, one: Told, members: Sequence[Told]) -> Iterator[tuple[str, float]]:
    """Say how long ago each was, where none of the tellings says the same: في 2014 is no strike of today."""
    own, known = _age(scene, one), {_age(scene, member) for member in members}
    if own in known:
        return
    known.discard("dateless")
    if own != "dateless" and known:
        yield "other-age", 1.0
    elif own != "dateless" or len(known) == 1:
        yield f"{own}-after-{''.join(known) or 'dateless'}", 1.0


def _age(scene: Scene, one: Told) -> str:
    published = scene.document.published
    if one.time is None or published is None:
        return "dateless"
    days = (published - date.fromisoformat(one.time.period.end)).days
    return "coming" if days < 0 else next((name for most, name in _AGES if days <= most), "old")


def _is_set_back(scene: Scene, trigger: Trigger) -> bool:
    # وكان الجيش قد سيطر على البلدة: of what came before.
    low = max(scene.sentences[trigger.sentence].first, trigger.at - _BACK)
    clause = scene.clause_of[trigger.at]
    return any(scene.clause_of[at] == clause and scene.is_a(at, "been") for at in range(low, trigger.at))


def _people(one: Told, members: Sequence[Told]) -> Iterator[tuple[str, float]]:
    others = [member.arguments for member in members]
    for name, own, theirs in (
        ("actor", one.arguments.actors, [scored for some in others for scored in some.actors]),
        ("target", one.arguments.targets, [scored for some in others for scored in some.targets]),
    ):
        mine, known = _certain(own), _certain(theirs)
        if mine and known:
            shared = any(_same_one(a, b) for a in mine for b in known)
            yield f"{'same' if shared else 'other'}-{name}", 1.0


def _surroundings(scene: Scene, one: Told, members: Sequence[Told]) -> Iterator[tuple[str, float]]:
    """Compare what stands around the words: a retelling repeats its names, nouns and numbers."""
    at, triggers = one.trigger.at, [member.trigger for member in members]
    mine = scene.words_around(at)
    yield f"words-{min(3, max(len(mine & scene.words_around(t.at)) for t in triggers))}", 1.0
    behind = scene.words_behind(at)
    others = [words for t in triggers if (words := scene.words_behind(t.at))]
    if behind and others:
        yield ("same-next" if any(behind & words for words in others) else "other-next"), 1.0
    counts = scene.counts_in(one.trigger.sentence)
    known = [scene.counts_in(t.sentence) for t in triggers if t.sentence != one.trigger.sentence]
    if counts and any(known):
        yield ("same-count" if any(counts & numbers for numbers in known) else "other-count"), 1.0
    if triggers[0].sentence <= scene.lead:
        yield "main", 1.0
    yield from _next_to(scene, one.trigger, triggers[-1])


def _next_to(scene: Scene, one: Trigger, last: Trigger) -> Iterator[tuple[str, float]]:
    # خطف وقتل are two; استعادة السيطرة, توفي غرقا are one.
    joined = WAW in scene.tokens[one.at].word.proclitics
    if scene.clause_of[one.at] != scene.clause_of[last.at]:
        if one.type == "casualties" and one.sentence == last.sentence and joined:
            yield "casualties-too", 1.0  # قتل جندي وأصيب آخر
        return
    if last.verb and not one.verb and not joined and not scene.has_break(last.stop, one.at):
        yield "governed", 1.0  # انتزعت القوات السيطرة
    yield ("clause-joined" if joined else "clause"), 1.0
    if one.at - last.stop <= _ADJACENT:
        yield ("joined" if joined else "adjacent"), 1.0
        if scene.is_a(one.at - 1, "from") and not last.verb:
            yield "partitive", 1.0
    if one.type == "casualties":
        yield "clause-casualties", 1.0


def _certain(scored: Iterable[Scored]) -> list[ActorMention]:
    return [one.mention for one in scored if one.score > _CERTAIN]


def _same_one(one: ActorMention, other: ActorMention) -> bool:
    if one.ref is not None and one.ref == other.ref:
        return True
    if one.name == other.name:
        return True
    return one.country is not None and one.country == other.country and one.role == other.role


def _days(dated: Dated) -> tuple[str, str]:
    return dated.period.start, dated.period.end


def same_spot(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether two places are one, or one is the country of the other."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if one.name == other.name:
        return True
    return one.country == other.country and "country" in (one.precision, other.precision)


def _lemmas(scene: Scene, trigger: Trigger) -> frozenset[str]:
    """Give what the word goes by: its row's word, and the verb that a masdar is made from."""
    return frozenset((trigger.lemma, scene.tokens[trigger.at].word.lemma))


def _aspect(scene: Scene, trigger: Trigger) -> str:
    """Say which side of a matter the word tells: leaving a deal, deciding on one, halting aid."""
    return next((name for name in _ASPECTS if scene.is_a(trigger.at, name)), "")


def _number(scene: Scene, trigger: Trigger) -> str | None:
    return None if trigger.verb else scene.tokens[trigger.at].word.number


def _is_another(scene: Scene, trigger: Trigger) -> bool:
    # هجوم آخر, هجوما ثانيا, غارات جديدة; ثاني هجوم.
    stop = min(scene.sentences[trigger.sentence].stop, trigger.stop + 3)
    return any(scene.is_a(at, "another") for at in range(trigger.stop, stop))


def is_definite(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a noun points at something known: الهجوم, هجومه, هجوم باريس."""
    if trigger.verb:
        return False
    word = scene.tokens[trigger.at].word
    if word.det or word.enclitic:
        return True
    if trigger.at + 1 >= scene.sentences[trigger.sentence].stop:
        return False
    following = scene.tokens[trigger.at + 1].word
    known = following.det or following.upos == "PROPN" or bool(following.enclitic)
    return known and not following.proclitics and following.upos in ("NOUN", "PROPN", "ADJ")
