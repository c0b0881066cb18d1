"""Who told whom of a case, as a drawing: who said it, who passed it on, which outlets have it.

The template draws it and says the same in a table.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from riwaya.chars import fold
from riwaya.types import Case, Statement

WIDTH, HEIGHT = 196.0, 34.0  # of a node
_GAP, _AISLE = 14.0, 88.0  # between nodes of a column, between columns
_TOP = 30.0  # room for the columns' headings
_MOST = 12  # nodes of a column that are drawn
_SIDE = 5.0  # that a denial runs beside what it denies


class Node(msgspec.Struct, frozen=True):
    """Somebody in the drawing; ``x`` and ``y`` are its upper left corner."""

    name: str
    column: int
    x: float
    y: float
    denies: bool


class Edge(msgspec.Struct, frozen=True):
    """That one told another, how often, and if it was a denial; ``path`` is SVG's, ``x, y`` its middle."""

    teller: str
    told: str
    count: int
    denies: bool
    path: str
    x: float
    y: float


class Graph(msgspec.Struct, frozen=True):
    """A drawing. ``columns`` are those that somebody stands in (0 said it, 1 relayed it, 2 published
    it), with the middle of each; ``more`` is how many it leaves out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: tuple[tuple[int, float], ...]
    width: float
    height: float
    more: int


class Told(msgspec.Struct, frozen=True):
    """One way that a statement came: from who said it to the outlet."""

    chain: tuple[str, ...]
    statements: tuple[Statement, ...]
    denies: bool


def trace(case: Case) -> list[Told]:
    """Give the ways that statements came, the busiest first. Who says it goes by the party's name."""
    ways: dict[tuple[tuple[str, ...], bool], list[Statement]] = {}
    for account in case.accounts:
        for one in account.statements:
            ends = (account.party.name,) if one.claim is not None and len(one.chain) > 1 else one.chain[-1:]
            chain = (*ends, *reversed(one.chain[:-1]))
            ways.setdefault((chain, one.denies), []).append(one)
    told = [Told(chain, tuple(said), denies) for (chain, denies), said in ways.items()]
    return sorted(told, key=lambda way: -len(way.statements))


def draw(ways: Sequence[Told], *, leftward: bool) -> Graph:
    """Place everybody, and draw who told whom."""
    names: dict[str, str] = {}
    for way in ways:
        for name in way.chain:
            names.setdefault(fold(name), name)
    columns = _columns(ways)
    rows = {
        column: [key for key in columns if columns[key] == column] for column in sorted(set(columns.values()))
    }
    deniers = {fold(way.chain[0]) for way in ways if way.denies}
    width = len(rows) * WIDTH + max(0, len(rows) - 1) * _AISLE
    tallest = max((min(len(keys), _MOST) for keys in rows.values()), default=0)
    nodes: dict[str, Node] = {}
    for place, (column, keys) in enumerate(rows.items()):
        start = place * (WIDTH + _AISLE)
        x = width - start - WIDTH if leftward else start
        kept = keys[:_MOST]
        above = _TOP + (tallest - len(kept)) * (HEIGHT + _GAP) / 2
        for number, key in enumerate(kept):
            nodes[key] = Node(names[key], column, x, above + number * (HEIGHT + _GAP), key in deniers)
    heads = tuple((column, _middle(nodes[keys[0]])) for column, keys in rows.items())
    height = _TOP + tallest * (HEIGHT + _GAP)
    more = len(columns) - len(nodes)
    return Graph(tuple(nodes.values()), tuple(_edges(ways, nodes, leftward)), heads, width, height, more)


def _columns(ways: Iterable[Told]) -> dict[str, int]:
    """Tell where everybody stands: outlets last, relays before them, who only says it first."""
    found: dict[str, int] = {}
    for way in ways:
        for place, name in enumerate(way.chain):
            column = 2 if place == len(way.chain) - 1 else 0 if place == 0 else 1
            found[fold(name)] = max(column, found.get(fold(name), 0))
    return found


def _edges(ways: Iterable[Told], nodes: dict[str, Node], leftward: bool) -> Iterable[Edge]:
    counts: dict[tuple[str, str, bool], int] = {}
    for way in ways:
        keys = [fold(name) for name in way.chain]
        for place, (one, other) in enumerate(pairwise(keys)):
            if one != other and one in nodes and other in nodes:
                key = (one, other, way.denies and place == 0)
                counts[key] = counts.get(key, 0) + len(way.statements)
    for (one, other, denies), count in counts.items():
        path, x, y = _curve(nodes[one], nodes[other], denies, leftward)
        yield Edge(nodes[one].name, nodes[other].name, count, denies, path, x, y)


def _curve(one: Node, other: Node, denies: bool, leftward: bool) -> tuple[str, float, float]:
    """Draw from the side of one that looks on to the near side of the other; in one column, around it."""
    ahead = -1.0 if leftward else 1.0
    shift = _SIDE if denies else -_SIDE
    x1, y1 = _middle(one) + ahead * WIDTH / 2, one.y + HEIGHT / 2 + shift
    y2 = other.y + HEIGHT / 2 + shift
    if one.column == other.column:
        bow = x1 + ahead * -WIDTH - ahead * _AISLE * 0.4
        x1 -= ahead * WIDTH
        return (
            f"M{x1:.1f} {y1:.1f}C{bow:.1f} {y1:.1f} {bow:.1f} {y2:.1f} {x1:.1f} {y2:.1f}",
            bow,
            (y1 + y2) / 2,
        )
    x2 = _middle(other) - ahead * WIDTH / 2
    half = (x1 + x2) / 2
    return (
        f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}",
        half,
        (y1 + y2) / 2,
    )


def _middle(node: Node) -> float:
    return node.x + WIDTH / 2
