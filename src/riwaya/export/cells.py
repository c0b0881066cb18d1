"""Tables for spreadsheets: one record a row, in UTF-8 with the mark by which Excel knows it."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from riwaya.readings import Index
from riwaya.types import Period, Reading, Span

Cell = str | int | float | None
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would reckon with, or run


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Cell]], file: TextIO) -> None:
    """Write a header and rows; a text that a spreadsheet would take for a formula gets an apostrophe."""
    file.write(_MARK)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_plain(cell) for cell in row] for row in rows)


class Cells:
    """Cells of one reading's records."""

    COLUMNS = ("report", "publisher", "published", "url")  # with which every row begins

    def __init__(self, reading: Reading) -> None:
        self.index = Index(reading)
        self._text = reading.report.text
        report = reading.report
        self.first: tuple[Cell, ...] = (report.id, report.publisher, report.published, report.url)

    def words(self, *spans: Span | None) -> str:
        """Give the words of spans, each on one line, apart by a bar."""
        found = (self._text[span.start : span.end] for span in spans if span is not None)
        return " | ".join(" ".join(words.split()) for words in found)

    def names(self, keys: Iterable[str | None]) -> str:
        """Give the names of actors, apart by a bar."""
        return " | ".join(self.index.actors[key].name for key in keys if key in self.index.actors)

    def days(self, period: Period | None) -> tuple[Cell, Cell]:
        """Give the first and the last day of a period."""
        return (period.start, period.end) if period else (None, None)


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
