"""Claims as a table: who says what, through whom, on what evidence, and who denies it."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from riwaya.export.cells import Cell, Cells, write_rows
from riwaya.types import Reading

COLUMNS = (
    *Cells.COLUMNS, "claim", "act", "cue", "source", "source_en", "source_country", "source_role", "via",
    "content", "quoted", "evidence", "said_from", "said_to", "denies", "denied_by", "events",
)  # fmt: skip


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write one row a claim, as the readings come."""
    write_rows(COLUMNS, (row for reading in readings for row in _rows(reading)), file)


def _rows(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    cells = Cells(reading)
    for claim in reading.claims:
        source = cells.index.actors.get(claim.source or "")
        who = (source.name, source.name_en, source.country, source.role) if source else (None,) * 4
        yield (
            *cells.first, claim.id, claim.act, cells.words(claim.cue), *who, cells.names(claim.via),
            cells.words(claim.content), claim.quoted, claim.evidence, *cells.days(claim.said),
            " ".join(claim.denies), " ".join(cells.index.deniers.get(claim.id, [])), " ".join(claim.events),
        )  # fmt: skip
