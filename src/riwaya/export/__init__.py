"""Readings written out. A format is one module that writes them to a file, and one line in ``FORMATS``.

The command line and the workbench offer what stands there, no more and no less.
"""

from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import BinaryIO, TextIO

import msgspec

from riwaya.export import csv, geojson, html, json, jsonl, xlsx
from riwaya.types import Reading

Write = Callable[[Iterable[Reading], BinaryIO], None]


class Format(msgspec.Struct, frozen=True):
    """A way to write readings: what does it, how its files end, and what kind of file browsers are told."""

    write: Write
    suffix: str
    media: str


def _text(write: Callable[[Iterable[Reading], TextIO], None]) -> Write:
    """Write text as UTF-8."""

    def write_bytes(readings: Iterable[Reading], file: BinaryIO) -> None:
        text = TextIOWrapper(file, "utf-8", errors="replace", newline="")
        try:
            write(readings, text)
            text.flush()
        finally:
            text.detach()

    return write_bytes


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Format] = {
    "json": Format(_text(json.write), "json", "application/json"),
    "jsonl": Format(_text(jsonl.write), "jsonl", "application/jsonl"),
    "html": Format(_text(html.write), "html", "text/html"),
    "claims.csv": Format(_text(csv.write_claims), "csv", "text/csv"),
    "events.csv": Format(_text(csv.write_events), "csv", "text/csv"),
    "xlsx": Format(xlsx.write, "xlsx", _XLSX),
    "geojson": Format(_text(geojson.write), "geojson", "application/geo+json"),
}
