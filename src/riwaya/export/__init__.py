"""Readings written out. A format is one module with ``write(readings, file)`` and one line here."""

from collections.abc import Callable, Iterable
from typing import TextIO

from riwaya.export import claims_csv, events_csv, html, json, jsonl
from riwaya.types import Reading

Write = Callable[[Iterable[Reading], TextIO], None]

FORMATS: dict[str, Write] = {
    "json": json.write,
    "jsonl": jsonl.write,
    "html": html.write,
    "claims.csv": claims_csv.write,
    "events.csv": events_csv.write,
}
