"""The words that say what happened to the people counted beside them, and where such a count may belong."""

from collections import defaultdict
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.events.triggers import Trigger, find_forms
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import EventType, FigureKind

HURTING: tuple[EventType, ...] = (
    "shelling", "airstrike", "explosion", "clash", "attack", "abuse", "siege", "protest", "seizure",
    "casualties",
)  # fmt: skip
# Types of event that a figure of each kind may belong to.
FITTING: dict[FigureKind, tuple[EventType, ...]] = {
    "killed": HURTING,
    "injured": HURTING,
    "missing": (*HURTING, "displacement", "evacuation"),
    "abducted": ("arrest", "release", "attack"),
    "arrested": ("arrest", "legal"),
    "released": ("release",),
    "evacuated": ("evacuation",),
    "displaced": ("displacement",),
    "other": ("protest",),
}  # fmt: skip


class FigureRow(msgspec.Struct, frozen=True):
    """Words that give a count its kind, or that stand beside one and give none."""

    part: Literal["verb", "noun", "phrase", "unit", "state", "link", "agent", "or", "some"]
    kind: FigureKind | None = None
    events: tuple[EventType, ...] = ()
    words: tuple[str, ...] = ()


class Meaning(msgspec.Struct, frozen=True):
    """What a count is of: what happened to the people, and the types of event it may belong to.

    ``both`` is the second kind of مقتل وإصابة العشرات.
    """

    kind: FigureKind
    events: tuple[EventType, ...]
    trigger: Trigger | None = None
    both: FigureKind | None = None


class FigureWords(msgspec.Struct, frozen=True):
    """The words of ``figures.tsv`` by their part."""

    verbs: dict[str, Meaning]
    nouns: dict[str, Meaning]
    units: dict[str, Meaning]
    phrases: Trie[Meaning]
    states: Trie[Meaning]
    links: frozenset[str]
    agents: frozenset[str]
    either: frozenset[str]
    some: frozenset[str]


@cache
def load_figures() -> FigureWords:
    """Compile ``figures.tsv``."""
    words = FigureWords({}, {}, {}, Trie(), Trie(), frozenset(), frozenset(), frozenset(), frozenset())
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_table("riwaya.events", "figures.tsv", FigureRow):
        keys = [fold(word) for word in row.words]
        if row.kind is None:
            beside[row.part].update(keys)
            continue
        meaning = Meaning(row.kind, row.events or FITTING[row.kind])
        for key in keys:
            if row.part == "verb":
                words.verbs.setdefault(key, meaning)
            elif row.part == "state":
                words.states.add(key, meaning)
            elif row.part == "phrase":
                words.phrases.add(key, meaning)
            else:
                forms = words.nouns if row.part == "noun" else words.units
                for form in find_forms(key, "noun"):
                    forms.setdefault(form, meaning)
    links, agents, either, some = (frozenset(beside[part]) for part in ("link", "agent", "or", "some"))
    return msgspec.structs.replace(words, links=links, agents=agents, either=either, some=some)
