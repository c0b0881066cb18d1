"""Events on a map: a FeatureCollection (RFC 7946) for QGIS, MapLibre and the like.

An event whose place has no point is a feature without a geometry; ``precision`` tells how much ground a point
stands for. The properties are the columns of the table of events.
"""

from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from riwaya.export.rows import EventRow, Rows
from riwaya.types import Reading


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write a feature for each event, as they come."""
    opening = '{"type": "FeatureCollection", "features": [\n'
    for reading in readings:
        for row in Rows(reading).events():
            file.write(opening + msgspec.json.encode(_feature(row)).decode())
            opening = ",\n"
    file.write(f"{opening}]}}\n" if opening.startswith("{") else "\n]}\n")


def _feature(row: EventRow) -> dict[str, Any]:
    point = None if row.lat is None or row.lon is None else [row.lon, row.lat]
    known = {name: value for name, value in msgspec.structs.asdict(row).items() if value not in (None, "")}
    return {
        "type": "Feature",
        "id": f"{row.report}/{row.event}",
        "geometry": None if point is None else {"type": "Point", "coordinates": point},
        "properties": known,
    }
