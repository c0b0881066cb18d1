"""Reading many reports for the command line: what fails is told and counted, the rest goes on."""

import io
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

from riwaya.cli.fetching import fetch_page
from riwaya.cli.output import NOTHING_READ, SOME_READ, complain
from riwaya.errors import InputError, RiwayaError
from riwaya.reader import Reader
from riwaya.sources import list_files, read_sources
from riwaya.text import parse_day
from riwaya.types import Reading, Report

if TYPE_CHECKING:
    from rich.progress import Progress


class Run:
    """One call of a command that reads: gives readings, and counts them and the faults."""

    def __init__(
        self, places: tuple[str, ...], published: str | None = None, publisher: str | None = None
    ) -> None:
        """Raises DateError where ``published`` is none."""
        day = parse_day(published).isoformat() if published is not None else None
        self._places = places
        given = (("published", day), ("publisher", publisher))
        self._given = {field: value for field, value in given if value is not None}
        self.read = 0
        self.faults = 0

    @property
    def status(self) -> int:
        """Give the exit status: 0 all read, 1 some not, 2 none."""
        if not self.read:
            return NOTHING_READ
        return SOME_READ if self.faults else 0

    def files(self) -> list[str]:
        """List what will be read, the files of folders one by one."""
        return list_files(self._places)

    def reports(self) -> Iterator[Report]:
        """Give every report that there is, with what the user says of it; each fault is told."""
        standard = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()  # closed: nothing to read
        for found in read_sources(self._places, standard, fetch=fetch_page):
            if isinstance(found, InputError):
                self._tell(found)
            else:
                yield msgspec.structs.replace(found, **self._given)

    def readings(self, *, progress: bool = False) -> Iterator[Reading]:
        """Read every report; ``progress`` shows a bar on a terminal where there are many files."""
        reader = Reader()
        total = len(list_files(self._places)) if progress and sys.stderr.isatty() else 0
        with _bar(total) if total > 1 else nullcontext() as bar:
            for report in self.reports():
                reading = self._reading(reader, report)
                if bar is not None:
                    bar.advance(bar.task_ids[0])
                if reading is not None:
                    self.read += 1
                    yield reading

    def _reading(self, reader: Reader, report: Report) -> Reading | None:
        try:
            return reader.read(report)
        except RiwayaError as fault:
            self._tell(f"{report.id}: {fault}")
        except Exception as fault:  # whatever it is, the other reports must still be read
            name = type(fault).__name__
            self._tell(f"{report.id}: a fault of riwaya's own, please report it: {name}: {fault}")
        return None

    def _tell(self, fault: object) -> None:
        self.faults += 1
        complain(fault)


def _bar(total: int) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("reading", total=total)
    return bar
