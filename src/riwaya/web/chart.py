"""Numbers told over time as a drawing: where everything stands. The template draws it, beside a table.

Time runs with the direction of writing. Who counts is told by the shape and number of a dot, never by its
colour alone; what is told as a range is a stroke from its least to its most.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from riwaya.chars import fold
from riwaya.types import FigureKind, Toll

WIDTH, HEIGHT = 560, 270
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 44, 22, 40  # room for what is written beside the field
_STEP = 26.0  # between the dots of several speakers on one day
_DAYS = 6  # that are written below, at the most
_LINES = 4  # across, at the most


class Dot(msgspec.Struct, frozen=True):
    """One number told; ``top`` and ``end`` are where its most and its least stand."""

    x: float
    y: float
    top: float
    end: float
    toll: Toll


class Line(msgspec.Struct, frozen=True):
    """What one speaker told: its dots by time, and the shape and number that they go by."""

    speaker: str
    number: int
    shape: str
    dots: tuple[Dot, ...]

    @property
    def points(self) -> str:
        """Give the dots as SVG has them."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


class Chart(msgspec.Struct, frozen=True):
    """The numbers of one kind; ``days`` and ``levels`` are what is written at the sides, and where."""

    kind: FigureKind
    lines: tuple[Line, ...]
    days: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, int], ...]
    left: float
    right: float


def draw(tolls: Iterable[Toll], *, leftward: bool) -> list[Chart]:
    """Draw the numbers of each kind of which at least two are told with their day."""
    kinds: dict[FigureKind, list[Toll]] = {}
    for toll in tolls:
        if _day(toll) is not None and _most(toll) is not None:
            kinds.setdefault(toll.kind, []).append(toll)
    return [_draw(kind, told, leftward) for kind, told in kinds.items() if len(told) > 1]


def _draw(kind: FigureKind, tolls: Sequence[Toll], leftward: bool) -> Chart:
    speakers: dict[str, str] = {}  # by their folded names: spellings of one name are one speaker
    for toll in tolls:
        speakers.setdefault(fold(toll.source), toll.source)
    days = sorted({_day(toll) or 0 for toll in tolls})
    levels = _levels(max(_most(toll) or 0 for toll in tolls))
    field = WIDTH - _LEFT - _RIGHT - _STEP * len(speakers)
    span = max(1, days[-1] - days[0])

    def across(day: int, row: float = 0.0) -> float:
        shift = 0.5 if days[0] == days[-1] else (day - days[0]) / span
        x = _LEFT + _STEP * (row + 0.5) + shift * field
        return WIDTH - x if leftward else x

    def up(value: int) -> float:
        return HEIGHT - _BOTTOM - value / levels[-1] * (HEIGHT - _TOP - _BOTTOM)

    lines = []
    for row, (key, speaker) in enumerate(speakers.items()):
        dots = (
            Dot(
                across(_day(toll) or 0, row),
                up(_best(toll)),
                up(_most(toll) or 0),
                up(_least(toll) or 0),
                toll,
            )
            for toll in tolls
            if fold(toll.source) == key
        )
        lines.append(Line(speaker, row + 1, SHAPES[row % len(SHAPES)], tuple(dots)))
    middle = (len(speakers) - 1) / 2
    edges = (WIDTH - _LEFT, _RIGHT) if leftward else (_LEFT, WIDTH - _RIGHT)
    written = tuple((across(day, middle), date.fromordinal(day).isoformat()) for day in _spread(days))
    return Chart(kind, tuple(lines), written, tuple((up(level), level) for level in levels), *edges)


def _levels(most: int) -> list[int]:
    """Give round numbers from 0 to at least the most."""
    step = 1
    while step * _LINES < most:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, step * (-(-max(most, 1) // step)) + 1, step))


def _spread(days: Sequence[int]) -> Sequence[int]:
    """Choose days to write: the first, the last, and some between that leave room for each other."""
    room = (days[-1] - days[0]) / _DAYS
    chosen = [days[0]]
    for day in days[1:]:
        if day - chosen[-1] >= room:
            chosen.append(day)
    if chosen[-1] != days[-1]:
        chosen[-1:] = [days[-1]] if len(chosen) > 1 else [chosen[-1], days[-1]]
    return chosen


def _day(toll: Toll) -> int | None:
    try:
        return date.fromisoformat((toll.published or "")[:10]).toordinal()
    except ValueError:
        return None


def _least(toll: Toll) -> int | None:
    return toll.low if toll.low is not None else toll.high


def _most(toll: Toll) -> int | None:
    return toll.high if toll.high is not None else toll.low


def _best(toll: Toll) -> int:
    """Give where the dot of a number stands: the least that is told, for that is what all agree on."""
    return _least(toll) or 0
