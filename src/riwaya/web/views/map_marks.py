"""The map without scripts: what a drawing of it shows, near heaps put together."""

import math
from collections.abc import Sequence

import msgspec

from riwaya.store.search.filters import Box
from riwaya.store.search.overview import STATES, Heap
from riwaya.types import Precision
from riwaya.web.atlas import HEIGHT, WIDTH, View

# How much ground a point stands for, in kilometres about it; docs/howto/map.md says why. A country is drawn
# whole, an exact point as no more than that.
REACH: dict[Precision | None, int] = {"near": 10, "district": 25, "region": 100}
_CELL = 52  # units of a drawing within which heaps are put together
_WORLD = Box(-56, -180, 78, 180)
_LEAST = 3.0  # degrees that a view is high and wide


class Mark(msgspec.Struct, frozen=True):
    """One mark: where, how large, its events by state, and the ground that its point stands for.

    ``view`` is what to look at to see its places apart, None where it is one.
    """

    x: int
    y: int
    size: int
    counts: tuple[int, ...]
    heap: Heap
    reach: int
    view: Box | None

    @property
    def total(self) -> int:
        """Count its events."""
        return sum(self.counts)

    @property
    def state(self) -> str:
        """Tell the state of all its events; ``mixed`` where they differ."""
        found = [state for state, count in zip(STATES, self.counts, strict=True) if count]
        return found[0] if len(found) == 1 else "mixed"


def find_view(heaps: Sequence[Heap]) -> Box:
    """Give an area that shows all heaps, in whole degrees; the world where there is none."""
    if not heaps:
        return _WORLD
    lats, lons = [heap.lat for heap in heaps], [heap.lon for heap in heaps]
    (south, north), (west, east) = _widen(min(lats), max(lats)), _widen(min(lons), max(lons))
    return Box(max(south, -80), max(west, -180), min(north, 84), min(east, 180))


def make_marks(heaps: Sequence[Heap], view: View) -> list[Mark]:
    """Put near heaps together; the mark with the most events comes last, so that none lies over it."""
    cells: dict[tuple[int, int], list[Heap]] = {}
    for heap in heaps:
        x, y = view.place(heap.lat, heap.lon)
        if -20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20:
            cells.setdefault((int(x // _CELL), int(y // _CELL)), []).append(heap)
    return sorted((_mark(group, view) for group in cells.values()), key=lambda mark: mark.total)


def _mark(heaps: Sequence[Heap], view: View) -> Mark:
    counts = tuple(map(sum, zip(*(heap.counts for heap in heaps), strict=True)))
    total = sum(counts)
    lat, lon = (sum(getattr(heap, side) * heap.total for heap in heaps) / total for side in ("lat", "lon"))
    x, y = view.place(lat, lon)
    most = max(heaps, key=lambda heap: heap.total)
    one = len({(heap.lat, heap.lon) for heap in heaps}) == 1 and most.places == 1
    reach = view.pixels(lat, REACH.get(most.precision, 0)) if len(heaps) == 1 else 0
    size = round(min(11 + 2.4 * math.log2(total), 28))
    return Mark(round(x), round(y), size, counts, most, round(reach), None if one else find_view(heaps))


def _widen(low: float, high: float) -> tuple[int, int]:
    more = max((high - low) * 0.12, (_LEAST - (high - low)) / 2)
    return math.floor(low - more), math.ceil(high + more)
