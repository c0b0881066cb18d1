"""Readings from a folder of JSON files or a JSON Lines file."""

from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import InputError
from riwaya.readings import decode_reading
from riwaya.sources.encodings import decode_text
from riwaya.sources.records import parse_json
from riwaya.types import Reading


def load_readings(path: Path) -> tuple[Reading, ...]:
    """Load readings: ``*.json`` of a folder, or one Reading a line. Raises InputError."""
    try:
        readings = tuple(_from_folder(path) if path.is_dir() else _from_file(path))
    except OSError as fault:
        raise InputError(str(fault.filename or path), f"cannot be read: {fault.strerror}") from None
    if not readings:
        raise InputError(str(path), "holds no reading")
    places: dict[str, int] = {}
    for number, reading in enumerate(readings, 1):
        if reading.report.id in places:
            raise InputError(str(path), f"holds two readings of report {reading.report.id!r}")
        places[reading.report.id] = number
    return readings


def _from_folder(folder: Path) -> Iterator[Reading]:
    for file in sorted(folder.glob("*.json")):
        yield _decode(file.read_bytes(), str(file))


def _from_file(path: Path) -> Iterator[Reading]:
    if path.suffix == ".json":
        yield _decode(path.read_bytes(), str(path))
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _decode(line, f"{path}:{number}")


def _decode(raw: bytes, place: str) -> Reading:
    return decode_reading(parse_json(decode_text(raw, place), place), place)
