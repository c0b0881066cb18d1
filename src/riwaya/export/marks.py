"""What stands where in a text: marks that may overlap, cut into pieces that do not."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import msgspec

from riwaya.export.labels import load_labels
from riwaya.types import Reading, Span

# Lam and alef are drawn as one sign, and Chromium clips it where a coloured span ends inside.
_LAM_ALEF = re.compile("\u0644[\u064b-\u065f\u0670]*[\u0622\u0623\u0625\u0627\u0671]")

MarkKind = Literal["content", "cue", "source", "trigger", "figure", "place", "dropped"]


class Mark(msgspec.Struct, frozen=True):
    """A span of the text and what it is; ``owner`` is the id of the claim, event or place."""

    span: Span
    kind: MarkKind
    owner: str
    label: str
    first: bool = False  # the mark that links to the owner lead to


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that lies under the same marks from end to end."""

    text: str
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]  # those that begin here


def find_marks(reading: Reading) -> list[Mark]:
    """Find all marks of a reading, in no order."""
    marks = [Mark(d.span, "dropped", "", _name("dropped", d.reason)) for d in reading.dropped]
    for claim in reading.claims:
        marks.append(Mark(claim.cue, "cue", claim.id, f"{claim.id} {_name('act', claim.act)}", first=True))
        if claim.source_span is not None:
            marks.append(Mark(claim.source_span, "source", claim.id, claim.id))
        if claim.content is not None:
            marks.append(Mark(claim.content, "content", claim.id, claim.id))
    for event in reading.events:
        for number, span in enumerate(event.triggers):
            marks.append(
                Mark(span, "trigger", event.id, f"{event.id} {_name('type', event.type)}", first=number == 0)
            )
        for figure in event.figures:
            marks.append(Mark(figure.span, "figure", event.id, f"{event.id} {_name('kind', figure.kind)}"))
    for place in reading.places:
        for number, span in enumerate(place.mentions):
            label = f"{place.id} {place.name}"
            marks.append(Mark(span, "place", place.id, label, first=number == 0))
    return [mark for mark in marks if mark.span.start < mark.span.end]


def _name(group: str, code: str) -> str:
    found = load_labels().get(f"{group}:{code}")
    return found.arabic if found else code


def cut(text: str, marks: list[Mark]) -> Iterator[Piece]:
    """Cut the text wherever a mark begins or ends; the pieces joined are the text.

    A cut inside لا moves before the lam: لإرسال marked from its alef on is marked whole.
    """
    moved = {at: m.start() for m in _LAM_ALEF.finditer(text) for at in range(m.start() + 1, m.end())}
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = (moved.get(at, at) for at in (mark.span.start, mark.span.end))
        if start < end:
            begins.setdefault(start, []).append(mark)
            ends.setdefault(end, []).append(mark)
    bounds = sorted({0, len(text), *begins, *ends})
    active: list[Mark] = []
    for start, end in pairwise(bounds):
        for mark in ends.get(start, ()):
            active.remove(mark)
        opening = begins.get(start, [])
        active.extend(opening)
        yield Piece(text[start:end], tuple(active), tuple(opening))
