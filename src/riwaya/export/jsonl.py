"""JSON Lines: one Reading a line, in the order they come."""

from collections.abc import Iterable
from typing import TextIO

from riwaya.types import Reading


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write each reading as soon as it is there."""
    for reading in readings:
        file.write(reading.to_json() + "\n")
