"""JSON to be looked at: one Reading as an object, several as a list of them."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import TextIO

import msgspec

from riwaya.types import Reading


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write readings with indents; what is already written need not be kept."""
    rest = iter(readings)
    first = tuple(islice(rest, 2))
    if len(first) == 1:
        file.write(_indented(first[0]) + "\n")
        return
    opening = "[\n"
    for reading in chain(first, rest):
        file.write(opening + _indented(reading))
        opening = ",\n"
    file.write("\n]\n" if first else "[]\n")


def _indented(reading: Reading) -> str:
    return msgspec.json.format(reading.to_json(), indent=2)
