"""Tables for spreadsheets and statistics: comma-separated, a header, a record a row.

UTF-8 opens with its mark, without which Excel takes Arabic for another alphabet.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from riwaya.chars import INVISIBLE
from riwaya.export.cells import OPENING, Cell, cell
from riwaya.export.rows import About, ClaimRow, EventRow, Rows
from riwaya.types import Reading

_MARK = "\ufeff"
_BEHIND = re.compile(f";(?=[\\s'\"{INVISIBLE}]*{OPENING})")


def write_claims(readings: Iterable[Reading], file: TextIO) -> None:
    """Write who says what: a claim a row."""
    _write(ClaimRow, (row for reading in readings for row in Rows(reading).claims()), file)


def write_events(readings: Iterable[Reading], file: TextIO) -> None:
    """Write what happened: an event a row."""
    _write(EventRow, (row for reading in readings for row in Rows(reading).events()), file)


def _write(kind: type[About], rows: Iterator[About], file: TextIO) -> None:
    file.write(_MARK)
    writer = csv.writer(file)  # ends lines with CR LF, as RFC 4180 has it
    writer.writerow(kind.__struct_fields__)
    for row in rows:
        writer.writerow(_part(cell(getattr(row, name))) for name in kind.__struct_fields__)


def _part(value: Cell) -> Cell:
    """Keep what stands behind a semicolon from being a formula as well.

    Where commas are for decimals, spreadsheets part cells at semicolons, whatever quotation marks say.
    """
    return _BEHIND.sub(";'", value) if isinstance(value, str) else value
