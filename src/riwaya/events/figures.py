"""People counted: how many were killed, hurt, arrested, displaced, and at which event.

A count takes its kind from its own noun (ثلاثة قتلى), from the word before it (مقتل ثلاثة) or the
verb behind it (ثلاثة قتلوا), or goes on with the count before it (وثلاثة أطفال, بينهم طفلان).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import WAW, fold
from riwaya.document import Quantity, Token
from riwaya.events.arguments import load_types
from riwaya.events.classes import bare, bare_forms, load_affixes
from riwaya.events.coreference import Told
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger, find_forms, find_verb
from riwaya.resources import load_table
from riwaya.types import EventType, Figure, FigureKind, Span

_BACK = 6  # words between a count and the word before that gives its kind
_ON = 7
_CARRY = 14  # words between a count and the one it carries on
_FORCED = 4  # words between a count and what they were forced into
_STOPS = frozenset(".؛:!؟?")
_FARTHEST = 4  # sentences between a figure and its event
_HURTING: tuple[EventType, ...] = (
    "shelling", "airstrike", "explosion", "clash", "attack", "abuse", "siege", "protest", "seizure",
    "casualties",
)  # fmt: skip
# Types of event that a figure of each kind may belong to.
_FITTING: dict[FigureKind, tuple[EventType, ...]] = {
    "killed": _HURTING,
    "injured": _HURTING,
    "missing": (*_HURTING, "displacement", "evacuation"),
    "abducted": ("arrest", "release", "attack"),
    "arrested": ("arrest", "legal"),
    "released": ("release",),
    "evacuated": ("evacuation",),
    "displaced": ("displacement",),
    "other": ("protest",),
}  # fmt: skip
# Types whose triggers themselves say what the count beside them means.
_COUNTING = ("arrest", "release", "evacuation", "displacement", "deployment", "protest", "legal", "sanction")


class FigureRow(msgspec.Struct, frozen=True):
    """Words that give a count its kind."""

    kind: FigureKind
    part: Literal["verb", "noun", "unit"]
    words: tuple[str, ...]


class Counted(msgspec.Struct, frozen=True):
    """A figure, where it stands, and the trigger that gave its kind, if one did."""

    figure: Figure
    at: int
    trigger: Trigger | None


@cache
def load_figures() -> dict[tuple[str, str], FigureKind]:
    """Compile ``figures.tsv``: part and word to kind."""
    found: dict[tuple[str, str], FigureKind] = {}
    for row in load_table("riwaya.events", "figures.tsv", FigureRow):
        for word in row.words:
            key = bare(fold(word))
            for form in (key,) if row.part == "verb" else find_forms(key, "noun"):
                found.setdefault((row.part, form), row.kind)
    return found


def find_figures(scene: Scene, triggers: list[Trigger]) -> list[Counted]:
    """Find the counts of people and what happened to them, in text order."""
    by_token = {trigger.at: trigger for trigger in triggers}
    found: list[Counted] = []
    for number in sorted(scene.quantities):
        last: Counted | None = None
        for quantity in scene.quantities[number]:
            counted = _read(scene, quantity, by_token, last)
            if counted is not None:
                found += (counted, *_joined(scene, quantity, counted))
                last = counted
    return found


def _read(
    scene: Scene, quantity: Quantity, by_token: dict[int, Trigger], last: Counted | None
) -> Counted | None:
    if not (quantity.person or quantity.number_only):
        return None
    kind = load_figures().get(("unit", bare(quantity.unit or "")))
    trigger: Trigger | None = None
    if kind is None and last is not None and _goes_on(scene, quantity, last):
        kind, trigger = last.figure.kind, last.trigger
    if kind is None:
        kind, trigger = _before(scene, quantity, by_token)
    if kind is None and (not quantity.number_only or quantity.vague is not None):
        kind, trigger = _behind(scene, quantity, by_token)
    if kind is None and last is not None and quantity.part and quantity.first - last.at <= _CARRY:
        kind, trigger = last.figure.kind, last.trigger
    if kind is None and quantity.kind not in (None, "abducted"):
        kind = quantity.kind  # the noun itself tells, where no word near it tells more: ألف نازح
    if kind is None:
        return None
    span = Span(quantity.start, quantity.end)
    return Counted(Figure(kind, quantity.low, quantity.high, quantity.vague, span), quantity.first, trigger)


def _joined(scene: Scene, quantity: Quantity, counted: Counted) -> tuple[Counted, ...]:
    """Count a second noun by the same vague number: عشرات القتلى والجرحى."""
    if quantity.vague is None or quantity.stop >= len(scene.tokens):
        return ()
    word = scene.tokens[quantity.stop].word
    kind = load_figures().get(("unit", word.stem)) if word.proclitics == WAW else None
    if kind is None or kind == counted.figure.kind:
        return ()
    return (msgspec.structs.replace(counted, figure=msgspec.structs.replace(counted.figure, kind=kind)),)


def _goes_on(scene: Scene, quantity: Quantity, last: Counted) -> bool:
    """Tell whether a count carries on the one before: وست نساء, بينهم 12 طفلا, منهم ثلاثة."""
    tokens, at = scene.tokens, quantity.first
    if quantity.first - last.at > _CARRY:
        return False
    if scene.is_a(at - 1, "among"):
        return True
    if scene.is_a(max(0, at - 2), "among") and governs(tokens[at - 1]) is None:
        return True
    joined = tokens[at].word.proclitics == WAW or tokens[at].key.startswith(WAW) or tokens[at - 1].key == WAW
    between = range(last.at + 1, at)
    return joined and not any(tokens[here].word.upos == "VERB" or governs(tokens[here]) for here in between)


def _before(
    scene: Scene, quantity: Quantity, by_token: dict[int, Trigger]
) -> tuple[FigureKind | None, Trigger | None]:
    first = scene.sentences[scene.sentence_of[quantity.first]].first
    reach = 2 if quantity.number_only else _BACK
    for at in range(quantity.first - 1, max(first, quantity.first - reach) - 1, -1):
        token = scene.tokens[at]
        if token.kind == "mark" and token.form not in '"«“”»()':
            break
        if token.kind == "number":
            break
        kind = governs(token) or _carried(scene, at, quantity)
        if kind is not None:
            return kind, None
        trigger = by_token.get(at)
        if trigger is not None and trigger.type in _COUNTING:
            return load_types()[trigger.type].figure, trigger
        if trigger is not None and (trigger.verb or trigger.type not in _HURTING):
            break  # but قتل تفجيران ثلاثة: the noun of the deed may stand between
        if token.word.upos == "VERB":
            return (None, None) if not scene.is_a(at, "forcing") else _forced(scene, quantity, by_token)
    return None, None


def _forced(
    scene: Scene, quantity: Quantity, by_token: dict[int, Trigger]
) -> tuple[FigureKind | None, Trigger | None]:
    """Read what people were forced into: أجبر ألف شخص على النزوح."""
    for at in range(quantity.stop, min(len(scene.tokens), quantity.stop + _FORCED)):
        trigger = by_token.get(at)
        if trigger is not None and trigger.type in _COUNTING:
            return load_types()[trigger.type].figure, trigger
    return None, None


def _carried(scene: Scene, at: int, quantity: Quantity, limit: int | None = None) -> FigureKind | None:
    """Read those taken to hospital as injured: ونقل ثلاثة إلى مستشفى."""
    if not scene.is_a(at, "carrying"):
        return None
    stop = min(scene.sentences[scene.sentence_of[at]].stop, limit or quantity.stop + _FORCED + 1)
    return "injured" if any(scene.is_a(here, "hospital") for here in range(quantity.stop, stop)) else None


def _behind(
    scene: Scene, quantity: Quantity, by_token: dict[int, Trigger]
) -> tuple[FigureKind | None, Trigger | None]:
    stop = scene.sentences[scene.sentence_of[quantity.first]].stop
    for at in range(quantity.stop, min(stop, quantity.stop + _ON)):
        token = scene.tokens[at]
        if token.kind == "mark" and token.form in "،,.؛:":
            break
        verb = find_verb(token)
        if verb is not None and (token.word.upos == "VERB" or ("verb", verb.lemma) in load_figures()):
            if verb.proclitics[:1] in load_affixes()["conjunction"]:
                break
            return _told(scene, at, by_token, verb.lemma, quantity)
        if scene.is_a(at, "outof") and at + 1 < stop:
            kind = governs(scene.tokens[at + 1])  # طفلان من بين القتلى
            if kind is not None:
                return kind, None
    return None, None


def _told(
    scene: Scene, at: int, by_token: dict[int, Trigger], lemma: str, quantity: Quantity
) -> tuple[FigureKind | None, Trigger | None]:
    """Read the verb behind a count: ثلاثة قتلوا, 17 شخصا نقلوا إلى المستشفى."""
    kind = load_figures().get(("verb", lemma)) or _carried(scene, at, quantity, at + _FORCED + 1)
    if kind is not None:
        return kind, None
    trigger = by_token.get(at)
    if trigger is not None and trigger.type in _COUNTING:
        return load_types()[trigger.type].figure, trigger
    return None, None


def governs(token: Token) -> FigureKind | None:
    """Give the kind that a word gives the count behind it: مقتل, وأصيب."""
    if token.kind != "word":
        return None
    figures = load_figures()
    verb = find_verb(token) if token.word.upos in ("VERB", "PROPN") else None
    if verb is not None:
        return figures.get(("verb", verb.lemma))
    if ("noun", token.word.stem) in figures:
        return figures[("noun", token.word.stem)]
    for form in bare_forms(token.key):
        if ("noun", form) in figures:
            return figures[("noun", form)]
    return None


def attach(scene: Scene, groups: list[list[Told]], counted: list[Counted]) -> list[list[Counted]]:
    """Give each event its figures: those its own trigger counts, then the nearest fitting event's."""
    found: list[list[Counted]] = [[] for _ in groups]
    told: defaultdict[int, list[tuple[int, Told]]] = defaultdict(list)  # by sentence, with its group
    for at, members in enumerate(groups):
        for member in members:
            told[member.trigger.sentence].append((at, member))
    owner = {member.trigger.at: at for at, members in enumerate(groups) for member in members}
    for one in counted:
        choice = owner.get(one.trigger.at) if one.trigger is not None else None
        if choice is None:
            choice = _nearest(scene, groups, told, one)
        if choice is not None:
            found[choice].append(one)
    return found


def _nearest(
    scene: Scene, groups: list[list[Told]], told: Mapping[int, list[tuple[int, Told]]], one: Counted
) -> int | None:
    sentence = scene.sentence_of[one.at]
    types = _FITTING.get(one.figure.kind, ())
    ranks: list[tuple[int, int, int]] = []
    farthest = 0 if one.figure.kind == "other" else _FARTHEST
    for number in range(sentence - farthest, sentence + farthest + 1):
        apart = sentence - number
        # Figures follow their event; one told later is farther than one told before.
        far = apart if apart >= 0 else 2 - 2 * apart
        if far <= farthest:
            ranks += (
                (far, abs(member.trigger.at - one.at), at)
                for at, member in told.get(number, ())
                if groups[at][0].type in types
            )
    return min(ranks)[2] if ranks else None
