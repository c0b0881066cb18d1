"""Who does it and who suffers it: the mentions in the slots around a trigger.

A slot is how a mention stands to the trigger: its subject, its object, the genitive behind a noun,
or what a preposition brings (على القرية, لـلنازحين, مع نظيره, من قبل الجيش). ``types.tsv`` and the
trigger's row say what each slot fills.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import BA, KAF, LAM, WAW
from riwaya.document import ActorMention, PlaceMention, Token
from riwaya.events.scene import Scene, count_between, nearest
from riwaya.events.triggers import GROUP_OF, Trigger
from riwaya.events.ways import argument_features, find_own, way_features
from riwaya.events.weights import LEAST, Model, weigh_roles
from riwaya.phrases import noun_phrase
from riwaya.resources import load_table
from riwaya.types import EventType, FigureKind

Slot = Literal["subj", "obj", "gen", "on", "to", "with", "by"]

THING = "argument:thing"
PLACE = "argument:place"
ROLES: tuple[Model, Model] = ("actor", "target")
_REACH = 22  # tokens behind the trigger that may hold its arguments
_REACH_BACK = 14
_RELATIVE = 3  # words between a noun and the verb of its relative clause
_MAX_MARKS = 2  # commas an argument may stand behind


class TypeRow(msgspec.Struct, frozen=True):
    """A type of event: its codes elsewhere, and who fills its arguments."""

    type: EventType
    plover: str
    acled: str
    figure: FigureKind
    absorbs: Literal["yes", "no"]
    roles: tuple[str, ...]
    meaning: str


class Scored(msgspec.Struct, frozen=True):
    """A mention, how well it stands to its trigger, and the rule: the slot it fills."""

    mention: ActorMention
    score: float
    rule: str


class Arguments(msgspec.Struct, frozen=True):
    """Who may be actors and targets of one trigger, in text order."""

    actors: tuple[Scored, ...] = ()
    targets: tuple[Scored, ...] = ()


@cache
def load_types() -> dict[str, TypeRow]:
    """Read ``types.tsv``."""
    return {row.type: row for row in load_table("riwaya.events", "types.tsv", TypeRow)}


@cache
def find_roles(kind: EventType, written: tuple[str, ...]) -> Mapping[str, str]:
    """Give what each slot fills: the way of the type, changed by what the trigger's row has written."""
    entries = (*load_types()[kind].roles, *written)
    roles = dict(entry.split("=") for entry in entries if "=" in entry)
    if "parties" in written:
        roles |= dict.fromkeys(("subj", "obj", "gen", "with", "by"), "actor")
    return roles


def find_arguments(scene: Scene, trigger: Trigger, others: set[int]) -> Arguments:
    """Weigh who are the actors and targets of a trigger; ``others`` are all triggers' tokens."""
    actors: list[Scored] = []
    targets: list[Scored] = []
    parties = find_roles(trigger.type, trigger.row.roles).get("with") == "actor"
    for back in (False, True):
        weighed = [
            (mention, rule, list(weigh_roles(scene.role_weights, features)))
            for mention, rule, features in candidates(scene, trigger, others, back=back)
        ]
        if parties:
            _share(scene, weighed)
        for mention, rule, (actor, target) in weighed:
            if actor > LEAST and mention.first not in scene.victims:
                actors.append(Scored(mention, actor, rule))
            if target > LEAST:
                targets.append(Scored(mention, target, rule))
    return Arguments(tuple(actors), tuple(targets))


def _share(scene: Scene, weighed: list[tuple[ActorMention, str, list[float]]]) -> None:
    """Give all parties that و joins the worth of the best: وفدان من فرنسا [وألمانيا]; the widest counts."""
    ending: dict[int, list[list[float]]] = {}
    for mention, _, scores in weighed:
        first = mention.whole_first or mention.first
        joined = [scores]
        if first in ending and scene.tokens[first].word.proclitics == WAW:
            joined = [*ending[first], scores]
            best = [max(worth) for worth in zip(*joined, strict=True)]
            for one in joined:
                one[:] = best
        ending.setdefault(mention.whole_stop or mention.stop, joined)


def candidates(
    scene: Scene, trigger: Trigger, others: set[int], *, back: bool
) -> Iterator[tuple[ActorMention, str, tuple[tuple[str, float], ...]]]:
    """Give who may be an argument, each with the rule and what speaks for and against it.

    They stand in the trigger's sentence or, with ``back``, in the one before.
    """
    roles = find_roles(trigger.type, trigger.row.roles)
    slots = {} if back else _find_slots(scene, trigger, roles)
    own = None if back else find_own(scene, trigger, roles)
    mentions = {m.first: m for m in nearest(scene.actors.get(trigger.sentence - back, ()), trigger.at)}
    mentions |= {mention.first: mention for _, mention in slots.values()}
    for first in sorted(mentions):
        mention = mentions[first]
        if first <= trigger.at < mention.stop:
            continue
        slot = slots[first][0] if first in slots else "near"
        features = [*_features(scene, trigger, mention, slot)]
        rule = "back"
        if own is None:
            features += (("back", 1.0), (f"back-{_find_standing(scene, mention)}", 1.0))
        else:
            features += _beside(scene, trigger, mention, slot, others)
            way = scene.trees.find_way(trigger.at, mention.first, mention.stop)
            features += way_features(scene, trigger, way)
            features += argument_features(scene, trigger, way, own)
            rule = str(way)
        yield mention, f"argument:{rule}", tuple(features)


def _find_slots(
    scene: Scene, trigger: Trigger, roles: Mapping[str, str]
) -> dict[int, tuple[str, ActorMention]]:
    slots = _behind(scene, trigger)
    if trigger.verb and not any(slot == "subj" for slot, _ in slots):
        slots = [*_subject_before(scene, trigger), *slots]
    if not trigger.verb:
        slots += _governing(scene, trigger)
    return {mention.first: (roles.get(slot, slot), mention) for slot, mention in reversed(slots)}


def _features(
    scene: Scene, trigger: Trigger, mention: ActorMention, slot: str
) -> Iterator[tuple[str, float]]:
    """Say what a mention is, beside what its event is."""
    group = GROUP_OF[trigger.type]
    yield "bias", 1.0
    yield f"slot-{slot}", 1.0
    yield f"type-{group}", 1.0
    yield f"of-{trigger.type}", 1.0
    yield f"role-{group}-{mention.role or 'none'}", 1.0
    yield f"role-{trigger.type}-{mention.role or 'none'}", 1.0
    yield f"kind-{mention.kind}", 1.0
    yield f"kind-{group}-{mention.kind}", 1.0
    head = scene.tokens[mention.first].word
    yield f"head-{head.noun or head.lemma}", 1.0
    yield f"head-form-{head.upos}{head.verb_form or ''}{'-definite' if head.det else ''}", 1.0
    if _is_counted(scene, mention):
        yield "counted", 1.0
        yield f"counted-{trigger.type}", 1.0
    if mention.rule == THING:
        yield "thing", 1.0
    elif mention.rule == PLACE:
        yield "place", 1.0
        yield f"place-{trigger.type}", 1.0


def _beside(
    scene: Scene, trigger: Trigger, mention: ActorMention, slot: str, others: set[int]
) -> Iterator[tuple[str, float]]:
    """Say how a mention stands to a trigger in the words of their sentence."""
    group = GROUP_OF[trigger.type]
    yield from _speech(scene, trigger, mention)
    behind = mention.first >= trigger.at
    side = "behind" if behind else "before"
    low, high = (trigger.at + 1, mention.first) if behind else (mention.stop, trigger.at)
    yield f"word-{trigger.lemma}-{side}", 1.0
    yield f"{side}-{trigger.form}", 1.0
    yield f"{side}-{_find_standing(scene, mention)}", 1.0
    yield f"{side}-{group}", 1.0
    yield f"slot-{slot}-{trigger.form}", 1.0
    yield f"slot-{slot}-{trigger.type}", 1.0
    yield f"slot-{slot}-{group}-{side}", 1.0
    yield f"{side}-words", min(25, max(0, high - low)) / 10
    yield f"clauses-{min(3, abs(scene.clause_of[mention.first] - scene.clause_of[trigger.at]))}", 1.0
    yield f"between-{count_between(others, low, high, 2)}", 1.0
    if scene.has_verb(low, high):
        yield f"{side}-verb-between", 1.0


def _find_standing(scene: Scene, mention: ActorMention) -> str:
    standing = scene.standings.get(mention.first)
    if standing is None:
        standing = scene.standings[mention.first] = _standing(scene, mention)
    return standing


def _is_counted(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a number counts whom the mention names: اعتقل [ثلاثة مسلحين]."""
    quantities = scene.quantities.get(scene.sentence_of[mention.first], ())
    return any(
        quantity.first <= mention.first < quantity.stop for quantity in nearest(quantities, mention.first)
    )


def _speech(scene: Scene, trigger: Trigger, mention: ActorMention) -> Iterator[tuple[str, float]]:
    """Tell who says what holds the trigger, and who is accused of it."""
    act = scene.speech_act_of(mention, trigger.at)
    if act:
        yield f"speaker-{act}", 1.0
        yield f"speaker-{GROUP_OF[trigger.type]}", 1.0
    elif scene.is_accused(mention, trigger.at):
        yield "accused", 1.0


def _standing(scene: Scene, mention: ActorMention) -> str:
    """Say how a mention stands in its own clause: after which kind of word."""
    at = mention.whole_first or mention.first
    if at == 0:
        return "opening"
    clitics = set(scene.tokens[at].word.proclitics)
    if clitics & {BA, LAM, KAF}:
        return "clitic"
    before = scene.tokens[at - 1]
    if scene.is_a(at - 1, "saying"):
        return "saying"
    for name in ("harming", "agent", "against", "between", "towards"):
        if scene.is_a(at - 1, name):
            return name
    if WAW in clitics or before.key == WAW:
        return "joined"
    return before.word.upos.lower()


def _behind(scene: Scene, trigger: Trigger) -> list[tuple[str, ActorMention]]:
    """Walk the words behind the trigger, slot by slot."""
    tokens, limit = scene.tokens, min(scene.sentences[trigger.sentence].stop, trigger.stop + _REACH)
    starts = {place.first: _place(place) for place in scene.places.get(trigger.sentence, ())}
    starts |= {mention.first: mention for mention in scene.actors.get(trigger.sentence, ())}
    found: list[tuple[str, ActorMention]] = []
    slot: str | None = "subj" if trigger.verb else "gen"
    marks, at = 0, trigger.stop
    while at < limit:
        token = tokens[at]
        if token.kind == "mark":
            marks += token.form in "،,"
            if marks >= _MAX_MARKS or token.form in ".؛:!؟?":
                break
            slot, at = None, at + 1
            continue
        if _leaves(scene, trigger, at):
            break
        slot = _enter(scene, at, slot)
        mention = starts.get(at)
        if mention is not None and mention.rule == PLACE and slot not in ("on", "obj", "gen"):
            mention = None
        if mention is None and slot in ("on", "obj", "gen") and _is_thing(scene, at):
            mention = _thing(scene, at, limit)
        if mention is not None and slot is not None:
            found.append((slot, mention))
            at = max(at + 1, mention.stop)
            slot = _after(tokens, at, limit, slot)
            continue
        at += 1
    return found


def _leaves(scene: Scene, trigger: Trigger, at: int) -> bool:
    # A finite verb ends the trigger's own phrase, except one that takes it as object: كمين نصبه مسلحون.
    word = scene.tokens[at].word
    if word.upos == "VERB":
        own = bool(word.enclitic) and not trigger.verb and at - trigger.stop <= _RELATIVE
        return not (own or scene.is_a(at, "doing") or scene.is_a(at, "against"))
    return word.upos == "SCONJ"


def _enter(scene: Scene, at: int, slot: str | None) -> str | None:
    """Say which slot the word at ``at`` opens."""
    word = scene.tokens[at].word
    if word.upos == "VERB":
        return "on" if scene.is_a(at, "against") else "by"
    for name, opened in (("agent", "by"), ("against", "on"), ("between", "with"), ("towards", "to")):
        if scene.is_a(at, name) and word.upos in ("ADP", "NOUN", "ADV"):
            return opened
    if word.upos == "ADP":
        return None
    if LAM in word.proclitics:
        return "to"
    if BA in word.proclitics:
        return None
    return slot


def _after(tokens: tuple[Token, ...], at: int, limit: int, slot: str) -> str | None:
    """Say which slot goes on behind a mention: و goes on with the same, a subject opens the object."""
    if at < limit and tokens[at].word.proclitics == WAW and tokens[at].word.upos != "VERB":
        return slot
    if at < limit and tokens[at].key == WAW:
        return slot
    return "obj" if slot == "subj" else None


def _is_thing(scene: Scene, at: int) -> bool:
    return any(
        scene.is_a(at, name)
        for name in ("building", "person", "territory", "vehicle", "target", "people", "force")
    )


def _place(place: PlaceMention) -> ActorMention:
    """Make a mention of a place, which can suffer: قصف كييف, السيطرة على حلب."""
    return ActorMention(
        place.first, place.stop, place.start, place.end, place.name, "group", place.name_en, place.country,
        "OTH", rule=PLACE,
    )  # fmt: skip


def _thing(scene: Scene, at: int, limit: int) -> ActorMention | None:
    """Make a mention of a thing or of people that are no actor elsewhere: مبنى سكني."""
    stop = noun_phrase(scene.tokens, at, min(limit, at + 4))
    if stop <= at:
        return None
    start = scene.tokens[at].start + len(scene.tokens[at].word.proclitics)
    end = scene.tokens[stop - 1].end
    name = scene.document.report.text[start:end]
    return ActorMention(at, stop, start, end, name, "group", role="OTH", rule=THING)


def _subject_before(scene: Scene, trigger: Trigger) -> list[tuple[str, ActorMention]]:
    """Find the subject that stands before its verb: أن الجيش قصف."""
    first = max(scene.sentences[trigger.sentence].first, trigger.at - _REACH_BACK)
    clause = scene.clause_of[trigger.at]
    for mention in reversed(scene.actors.get(trigger.sentence, [])):
        if mention.stop > trigger.at or mention.first < first:
            continue
        if scene.clause_of[mention.first] < clause - 1:
            return []
        if not _prepositional(scene, mention.whole_first or mention.first):
            return [("subj", mention)]
    return []


def _governing(scene: Scene, trigger: Trigger) -> list[tuple[str, ActorMention]]:
    """Find the subject of the verb that carries the noun: شن الجيش هجوما, تعرضت القرية لقصف."""
    first = max(scene.sentences[trigger.sentence].first, trigger.at - _REACH_BACK)
    for at in range(trigger.at - 1, first - 1, -1):
        if scene.tokens[at].kind == "mark" and scene.tokens[at].form in ".؛:":
            break
        does, suffers = scene.is_a(at, "doing"), scene.is_a(at, "suffering")
        if not (does or suffers):
            if scene.tokens[at].word.upos == "VERB":
                break
            continue
        role = "actor" if does else "target"
        between = [m for m in scene.actors.get(trigger.sentence, ()) if at < m.first and m.stop <= trigger.at]
        inside = [m for m in between if not _prepositional(scene, m.whole_first or m.first)]
        if inside:
            return [(role, inside[0])]
        before = [m for m in scene.actors.get(trigger.sentence, ()) if m.stop <= at and m.first >= first]
        return [(role, before[-1])] if before and not _prepositional(scene, before[-1].first) else []
    return []


def _prepositional(scene: Scene, at: int) -> bool:
    word = scene.tokens[at].word
    if set(word.proclitics) & {BA, LAM, KAF}:
        return True
    return at > 0 and scene.tokens[at - 1].word.upos == "ADP"
