"""Events as a table: what happened, where, when, by whom to whom, how many, and by whose word."""

from collections.abc import Iterable, Iterator
from typing import TextIO, get_args

from riwaya.export.cells import Cell, Cells, write_rows
from riwaya.export.labels import amount
from riwaya.types import Event, FigureKind, Reading

_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
COLUMNS = (
    *Cells.COLUMNS, "event", "type", "reality", "words", "actors", "targets", "place", "place_en", "country",
    "lat", "lon", "geonameid", "precision", "from", "to", "weapons",
    *(f"{kind}_{bound}" for kind in _KINDS for bound in ("low", "high")),
    "figures", "told_by",
)  # fmt: skip


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write one row an event, as the readings come."""
    write_rows(COLUMNS, (row for reading in readings for row in _rows(reading)), file)


def _rows(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    cells = Cells(reading)
    for event in reading.events:
        place = cells.index.places.get(event.place or "")
        where: tuple[Cell, ...] = (None,) * 7
        if place:
            point = (place.lat, place.lon, place.geonameid, place.precision)
            where = (place.name, place.name_en, place.country, *point)
        yield (
            *cells.first, event.id, event.type, event.reality, cells.words(*event.triggers),
            cells.names(event.actors), cells.names(event.targets), *where, *cells.days(event.when),
            cells.words(*event.weapons), *_bounds(event),
            " | ".join(f"{figure.kind} {amount(figure)}" for figure in event.figures),
            " ".join(cells.index.tellers.get(event.id, [])),
        )  # fmt: skip


def _bounds(event: Event) -> Iterator[int | None]:
    """Give the least and the most of each kind that the event's figures tell, whoever tells them."""
    for kind in _KINDS:
        lows = [figure.low for figure in event.figures if figure.kind == kind and figure.low is not None]
        highs = [figure.high for figure in event.figures if figure.kind == kind and figure.high is not None]
        yield min(lows, default=None)
        yield max(highs, default=None)
