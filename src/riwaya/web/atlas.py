"""The world's countries, bundled with the program: their lines drawn for one view, and their names.

The lines are Natural Earth's, which draws what is held, not what is claimed; ``borders.tsv`` lists what is
not agreed. docs/howto/map.md tells more.
"""

import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import msgspec

from riwaya.chars import dediac
from riwaya.mentions.countries import load_countries
from riwaya.resources import load_table
from riwaya.store.search.filters import Box
from riwaya.web.words import Language, find_alpha2

WIDTH, HEIGHT = 960, 560  # of a drawing, in units of its own
_MARGIN = 40  # units beyond its edges up to which lines are followed
_NORTHMOST = 85.0  # degrees: Mercator's map has no end
_LEAST = 46  # units that a country must be wide to be named


class Border(msgspec.Struct, frozen=True):
    """A row of ``borders.tsv``: a territory, as the atlas names it, whose lines are not agreed."""

    name: str
    name_en: str
    note: str
    alpha3: str | None = None
    name_ar: str = ""


class Land(msgspec.Struct, frozen=True):
    """A country or territory of the atlas: its place in it, its name, where that stands, and how large it is.

    ``size`` is for choosing whom to name first: the area of the box about its largest part.
    """

    number: int
    code: str | None
    name: str
    lat: float
    lon: float
    disputed: bool
    size: float


class Label(msgspec.Struct, frozen=True):
    """A name on a drawing."""

    x: int
    y: int
    name: str


class Drawing(msgspec.Struct, frozen=True):
    """One view of the world as paths of SVG: each country with its code, and the lines between them."""

    countries: tuple[tuple[str | None, str], ...]
    borders: str
    disputed: str


class View:
    """A stretch of the world on a drawing, in Mercator's projection."""

    def __init__(self, box: Box) -> None:
        west, east = box.west, box.east if box.east > box.west else box.east + 360
        north, south = project(box.north), project(box.south)
        wide, high = (east - west) / 360, south - north
        self._scale = min(WIDTH / max(wide, 1e-6), HEIGHT / max(high, 1e-6))
        self._left = (west + 180) / 360 - (WIDTH / self._scale - wide) / 2
        self._top = north - (HEIGHT / self._scale - high) / 2

    @property
    def key(self) -> tuple[float, float, float]:
        """Tell what it shows, in short."""
        return self._left, self._top, self._scale

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Give where a point stands on the drawing."""
        return ((lon + 180) / 360 - self._left) * self._scale, (project(lat) - self._top) * self._scale

    def pixels(self, lat: float, km: float) -> float:
        """Give how long so many kilometres are on the drawing, at a latitude."""
        return km / (40075 * math.cos(math.radians(min(abs(lat), _NORTHMOST)))) * self._scale

    def box(self, zoom: float = 1.0, east: float = 0.0, north: float = 0.0) -> Box:
        """Give what it shows, nearer (``zoom`` above 1) or further away, or moved by parts of its size."""
        wide, high = WIDTH / self._scale, HEIGHT / self._scale
        x, y = self._left + wide * (0.5 + east), self._top + high * (0.5 - north)
        half_wide, half_high = min(wide / zoom, 1) / 2, min(high / zoom, 1) / 2
        x, y = min(max(x, half_wide), 1 - half_wide), min(max(y, half_high), 1 - half_high)
        south, north = unproject(y + half_high), unproject(y - half_high)
        return Box(south, (x - half_wide) * 360 - 180, north, (x + half_wide) * 360 - 180)


def project(lat: float) -> float:
    """Give how far south of the top of Mercator's map a latitude lies, from 0 to 1."""
    angle = math.radians(min(max(lat, -_NORTHMOST), _NORTHMOST))
    return (1 - math.asinh(math.tan(angle)) / math.pi) / 2


def unproject(down: float) -> float:
    """Give the latitude that lies so far south."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))


@cache
def list_lands(language: Language) -> tuple[Land, ...]:
    """List the countries and territories of the atlas that have a name, in the order of the atlas."""
    disputed = {row.name: row for row in load_table("riwaya.web", "borders.tsv", Border)}
    countries = {country.alpha2: country for country in load_countries()}
    lands = []
    for number, geometry in enumerate(_atlas()["objects"]["countries"]["geometries"]):
        name = geometry["properties"]["name"]
        country = countries.get(find_alpha2(geometry.get("id", "")))
        row = disputed.get(name)
        if country is None and row is None:
            continue
        code = country.alpha3 if country else row.alpha3 if row else None
        arabic = dediac(country.names[0] if country else row.name_ar if row else name)
        english = country.name_en if country else row.name_en if row else name
        lat, lon = (country.lat, country.lon) if country else _middle(number)
        size = round(_size(_points(number)) * 1e6, 3)
        lands.append(
            Land(number, code, arabic if language == "ar" else english, lat, lon, row is not None, size)
        )
    return tuple(lands)


def label(view: View, language: Language) -> list[Label]:
    """Give the names that fit onto a drawing, one beside the other; those of disputed territories last."""
    found: list[Label] = []
    for land in sorted(list_lands(language), key=lambda land: (land.disputed, -land.size)):
        x, y = view.place(land.lat, land.lon)
        west, east = _span(land.number)
        wide = view.place(0, east)[0] - view.place(0, west)[0]
        inside = 30 < x < WIDTH - 30 and 15 < y < HEIGHT - 15
        free = all(
            abs(x - one.x) > 4 * (len(one.name) + len(land.name)) or abs(y - one.y) > 16 for one in found
        )
        if inside and free and wide > max(_LEAST, 6 * len(land.name) - 30):
            found.append(Label(round(x), round(y), land.name))
    return found


def draw(view: View) -> Drawing:
    """Draw what a view shows."""
    return _draw(*view.key)


@lru_cache(maxsize=64)
def _draw(left: float, top: float, scale: float) -> Drawing:
    pens = _Pens(left, top, scale)
    lands = {land.number: land for land in list_lands("en")}
    owners: dict[int, list[int]] = {}
    countries = []
    for number, geometry in enumerate(_atlas()["objects"]["countries"]["geometries"]):
        rings = list(_rings(geometry))
        for arc in {_abs(arc) for ring in rings for arc in ring}:
            owners.setdefault(arc, []).append(number)
        if path := "".join(map(pens.ring, rings)):
            countries.append((lands[number].code if number in lands else None, path))
    disputed = {number for number, land in lands.items() if land.disputed}
    shared = [(arc, not disputed.isdisjoint(sides)) for arc, sides in owners.items() if len(sides) > 1]
    lines = ["".join(pens.line(arc) for arc, dashed in shared if dashed is of) for of in (False, True)]
    return Drawing(tuple(countries), *lines)


class _Pens:
    """Draws arcs of the atlas as paths, for one view; what lies beyond it is left out."""

    def __init__(self, left: float, top: float, scale: float) -> None:
        self._left, self._top, self._scale = left, top, scale

    def ring(self, arcs: list[int]) -> str:
        points = _unwrap([point for arc in arcs for point in self._arc(arc)])
        copies = [points]
        if (
            max(x for x, _ in points) > 1 + 1e-9
        ):  # it crosses the antimeridian: the rest stands on the other side
            copies.append([(x - 1, y) for x, y in points])
        return "".join(f"{path}Z" for path in map(self._path, copies) if path)

    def line(self, arc: int) -> str:
        return self._path(self._arc(arc))

    def _arc(self, arc: int) -> list[tuple[float, float]]:
        points, (west, east, north, south) = _arcs()[_abs(arc)]
        left, top, scale = self._left, self._top, self._scale
        if east < left or west > left + WIDTH / scale or south < top or north > top + HEIGHT / scale:
            points = [points[0], points[-1]]  # all of it lies to one side: how it runs there does not show
        return points if arc >= 0 else points[::-1]

    def _path(self, points: list[tuple[float, float]]) -> str:
        left, top, scale = self._left, self._top, self._scale
        wide, high = WIDTH + _MARGIN, HEIGHT + _MARGIN
        drawn: list[tuple[int, int]] = []
        for x, y in points:
            across = min(max(round((x - left) * scale), -_MARGIN), wide)
            down = min(max(round((y - top) * scale), -_MARGIN), high)
            if not drawn or abs(drawn[-1][0] - across) + abs(drawn[-1][1] - down) > 1:
                drawn.append((across, down))
        if len(drawn) < 2 or not _meets(drawn):
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y in drawn)


def _meets(points: list[tuple[int, int]]) -> bool:
    """Tell whether the box about some points meets the drawing."""
    across, down = zip(*points, strict=True)
    return bool(max(across) > 0 and min(across) < WIDTH and max(down) > 0 and min(down) < HEIGHT)


def _abs(arc: int) -> int:
    """Give the number of an arc, whichever way it is followed."""
    return arc if arc >= 0 else ~arc


@cache
def _atlas() -> dict[str, Any]:
    source = resources.files("riwaya.web").joinpath("static", "countries.json")
    atlas: dict[str, Any] = msgspec.json.decode(source.read_bytes())
    return atlas


@cache
def _arcs() -> list[tuple[list[tuple[float, float]], tuple[float, float, float, float]]]:
    """Give the arcs, each from its steps, as parts of Mercator's map, and the box about each."""
    (wide, high), (west, south) = _atlas()["transform"]["scale"], _atlas()["transform"]["translate"]
    found = []
    for steps in _atlas()["arcs"]:
        x = y = 0
        arc = []
        for right, up in steps:
            x, y = x + right, y + up
            arc.append(((x * wide + west + 180) / 360, project(y * high + south)))
        across, down = zip(*arc, strict=True)
        found.append((arc, (min(across), max(across), min(down), max(down))))
    return found


def _unwrap(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Let a ring that crosses the antimeridian run on beyond it; one round the pole stays as it is."""
    shift, found = 0, []
    for at, (x, y) in enumerate(ring):
        jump = x - ring[at - 1][0] if at else 0.0
        shift += (jump < -0.5) - (jump > 0.5)
        found.append((x + shift, y))
    return ring if shift else found


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def _points(number: int) -> list[tuple[float, float]]:
    """Give the points of a country's largest part."""
    rings = _rings(_atlas()["objects"]["countries"]["geometries"][number])
    return max(([point for arc in ring for point in _arcs()[_abs(arc)][0]] for ring in rings), key=_size)


def _size(points: list[tuple[float, float]]) -> float:
    xs, ys = zip(*points, strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


@cache
def _span(number: int) -> tuple[float, float]:
    """Give how far west and east a country's largest part lies, in degrees."""
    across = [x for x, _ in _points(number)]
    return min(across) * 360 - 180, max(across) * 360 - 180


def _middle(number: int) -> tuple[float, float]:
    points = _points(number)
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return unproject(y), x * 360 - 180
