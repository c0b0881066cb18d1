"""A workbook for Excel and LibreOffice: claims, events and reports, each on a sheet that runs right to left.

Every cell is a text or a number, never a formula or a link. A row is written as soon as it is there, so a
workbook takes no more memory for many reports than for one.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from riwaya.export.cells import cell
from riwaya.export.rows import About, ClaimRow, EventRow, ReportRow, Rows
from riwaya.types import Reading

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_ROWS = 1_048_576  # that a sheet can hold
_LETTERS = 32_767  # that a cell can hold
_WIDTHS = {
    "content": 70,
    "title": 45,
    "triggers": 24,
    "actors": 24,
    "targets": 24,
    "figures": 24,
    "notes": 40,
}
_WIDTH = 14
# A row is written as soon as the next one begins; no text is taken for a formula or a link.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Sheet:
    """Writes rows of one kind; where a sheet is full, it goes on on another one."""

    def __init__(self, book: "Workbook", name: str, kind: type[About]) -> None:
        self._book = book
        self._name = name
        self._columns = kind.__struct_fields__
        self._sheets = 0
        self._heading = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._open()

    def _open(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet: Any = self._book.add_worksheet(name)
        self._sheet.right_to_left()
        self._sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
            self._sheet.write_string(0, number, column, self._heading)
        self._row = 1

    def write(self, row: About) -> None:
        """Write one row."""
        if self._row == _ROWS:
            self._open()
        for number, column in enumerate(self._columns):
            value = cell(getattr(row, column))
            form = self._wrapped if column in _WIDTHS else self._plain
            if isinstance(value, str):
                if value:
                    self._sheet.write_string(self._row, number, _fit(value), form)
            elif value is not None:
                self._sheet.write_number(self._row, number, value, form)
        self._row += 1


def write(readings: Iterable[Reading], file: BinaryIO) -> None:
    """Write a workbook of three sheets; it is put together in a folder that is gone afterwards."""
    from xlsxwriter import Workbook

    with TemporaryDirectory(prefix="riwaya-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "book.xlsx"
        book = Workbook(path, {**_OPTIONS, "tmpdir": folder})
        try:
            _fill(book, readings)
        finally:  # what it holds open is closed with it
            _close(book)
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, file)


def _close(book: "Workbook") -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as fault:  # an OSError in other clothes
        raise fault.args[0] from None


def _fill(book: "Workbook", readings: Iterable[Reading]) -> None:
    claims, events = _Sheet(book, "claims", ClaimRow), _Sheet(book, "events", EventRow)
    reports = _Sheet(book, "reports", ReportRow)
    for reading in readings:
        rows = Rows(reading)
        for claim in rows.claims():
            claims.write(claim)
        for event in rows.events():
            events.write(event)
        reports.write(rows.report())


def _fit(value: str) -> str:
    """Cut what no cell can hold, and say so in it."""
    if len(value) <= _LETTERS:
        return value
    note = f" [… {len(value)} letters in all: see the report]"
    return value[: _LETTERS - len(note)] + note
