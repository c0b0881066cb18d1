"""What the way through the tree says of a mention: whether it is an argument of the trigger, or its place."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.events.scene import Scene
from riwaya.events.syntax import Way
from riwaya.events.triggers import GROUP_OF, Trigger
from riwaya.resources import load_table

_WHOLE = 5  # links of a way that is named as a whole
_FAR = 4
# The slot that a word stands in right under its trigger.
_SLOTS = {"nsubj": "subj", "obj": "obj", "nmod:": "gen"}
BETWEEN = "between"

Features = Iterator[tuple[str, float]]


class SlotRow(msgspec.Struct, frozen=True):
    """The slot that a word stands in behind a preposition, right under its trigger."""

    preposition: str
    slot: Literal["on", "to", "with", "between"]
    example: str


@cache
def load_slots() -> dict[str, str]:
    """Read ``slots.tsv``: folded preposition to slot."""
    return {fold(row.preposition): row.slot for row in load_table("riwaya.events", "slots.tsv", SlotRow)}


def find_slot(link: str) -> str:
    """Give the slot of a word that stands under its trigger by a link, or nothing."""
    return _SLOTS.get(link) or load_slots().get(link.partition(":")[2], "")


def way_features(scene: Scene, trigger: Trigger, way: Way) -> Features:
    """Say how a mention stands in the tree to a trigger of its sentence."""
    up, down = way.up, way.down
    links = len(up) + len(down)
    word = scene.tokens[way.top].word
    top = "verb" if word.upos in ("VERB", "AUX") else "noun"
    if way.top != trigger.at and scene.is_a(way.top, "saying"):
        top = "saying"
    if links <= _WHOLE:
        yield from _name_way(trigger, way, top)
    yield f"way-links-{min(_FAR, len(up))}-{min(_FAR, len(down))}", 1.0
    last = down[-1] if down else "top"
    yield f"way-last-{last}", 1.0
    yield f"way-last-{last}-{min(3, len(up))}-{top}", 1.0
    if up:
        yield f"way-first-{up[0]}", 1.0
    if up and not down:
        yield f"way-over-{up[-1]}-{min(3, len(up))}", 1.0
    if len(down) == 1:
        yield f"way-under-{last}-{_bare(up[-1]) if up else 'top'}", 1.0


def _name_way(trigger: Trigger, way: Way, top: str) -> Features:
    exact = str(way)
    bare = _name_bare(way)
    yield f"way={exact}", 1.0
    yield f"way-{trigger.form}={exact}", 1.0
    yield f"way-top-{top}={bare}", 1.0
    yield f"way-{trigger.form}{'-shared' if way.shared else ''}~{bare}", 1.0
    if len(way.up) < _WHOLE - 2:
        yield f"way-{GROUP_OF[trigger.type]}-top-{top}={bare}", 1.0
        yield f"way-{GROUP_OF[trigger.type]}-{trigger.form}{'-shared' if way.shared else ''}~{bare}", 1.0
    if way.joined:
        yield f"way-joined={bare}", 1.0
    if len(way.up) + len(way.down) < 3:
        yield f"way-{trigger.type}={exact}", 1.0


class Own(msgspec.Struct, frozen=True):
    """What stands right under a trigger: its subjects, its genitives, and whether بين names its parties."""

    roles: Mapping[str, str]
    subjects: tuple[int, ...]
    genitives: tuple[int, ...]
    parties: bool
    passive: str


def find_own(scene: Scene, trigger: Trigger, roles: Mapping[str, str]) -> Own:
    """Find what stands right under a trigger; ``roles`` are what its slots fill."""
    under = [(scene.trees.link(at), at) for at in scene.trees.dependents(trigger.at)]
    return Own(
        roles=roles,
        subjects=tuple(at for link, at in under if link == "nsubj"),
        genitives=() if trigger.verb else tuple(at for link, at in under if link == "nmod:"),
        parties=any(find_slot(link) == BETWEEN for link, _ in under),
        passive="-pass" if scene.tokens[trigger.at].word.voice == "pass" else "",
    )


def argument_features(scene: Scene, trigger: Trigger, way: Way, own: Own) -> Features:
    """Say what else the tree tells of an argument: its slot, who fills that already, whose subject it is."""
    up, down = way.up, way.down
    links = len(up) + len(down)
    if not up and len(down) == 1:
        slot = find_slot(down[0])
        if slot == BETWEEN:
            slot = "with"
        if slot:
            yield f"tree-slot-{own.roles.get(slot, slot)}{own.passive}", 1.0
            yield f"tree-slot-{slot}-{trigger.type}{own.passive}", 1.0
    subject = any(at != way.word for at in own.subjects)
    if subject:
        yield f"own-subject={_name_half(way) if links <= 3 else 'far'}", 1.0
    if own.parties:
        inside = not up and any(find_slot(link) == BETWEEN for link in down)
        yield f"own-parties-{'inside' if inside else 'outside'}", 1.0
    if any(at != way.word for at in own.genitives):
        yield f"own-genitive={_name_half(way) if links < 3 else 'far'}", 1.0
    if up and down == ("nsubj",):
        yield f"controls-{len(up)}-{_bare(up[-1])}-{'own' if subject else 'none'}", 1.0
        yield f"controls-as-{scene.tokens[way.top].word.lemma}", 1.0
        if len(up) == 1:
            yield f"controls-{up[0]}-{trigger.type}", 1.0
    if up and not down:
        yield f"holds-{_bare(up[-1])}-{len(up)}-{'own' if subject else 'none'}", 1.0


def nearest_features(way: Way, shortest: int) -> Features:
    """Say whether the way to a place is the shortest among those to the places of its sentence."""
    name = "nearest" if measure(way) == shortest else "farther"
    yield f"tree-{name}", 1.0
    yield f"tree-{name}-{min(3, len(way.up))}", 1.0


def measure(way: Way) -> int:
    """Give the length of a way; what leads up, out of the trigger's own phrase, counts twice."""
    return 2 * len(way.up) + len(way.down)


def _name_bare(way: Way) -> str:
    return f"{'^'.join(map(_bare, way.up))}/{'/'.join(map(_bare, way.down))}"


def _name_half(way: Way) -> str:
    down = way.down if len(way.down) < 2 else tuple(map(_bare, way.down))
    return f"{'^'.join(map(_bare, way.up))}/{'/'.join(down)}"


def _bare(link: str) -> str:
    return link.partition(":")[0]
