"""A table beside a room, read into typed rows, or an error with file, line and value.

Tables are tab-separated UTF-8 with a header line; a line that opens with ``#`` is a comment.
The header must name exactly the fields of the row type. A field of type ``tuple[str, ...]`` is
written with ``|`` between its parts; an empty cell is the field's default, or an error without one.
"""

import re
import unicodedata
from importlib import resources
from typing import TypeVar

import msgspec

from riwaya.errors import ResourceError

Row = TypeVar("Row", bound=msgspec.Struct)

# What never stands in a table: presentation forms, tatweel, invisible and bidi marks.
_UNCLEAN = re.compile("[\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufb50-\ufdff\ufe70-\ufefc]")


def load_table(package: str, name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Read ``name`` beside ``package`` into rows of ``row_type``, in file order.

    Raises ResourceError, naming file, line and value, for a wrong column, a wrong value or text
    that is not in normal form.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_table(f"{package}/{name}", text, row_type)


def parse_table(name: str, text: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Parse a table's text; ``name`` is what errors call it."""
    fields = msgspec.structs.fields(row_type)
    lists = [_is_list(f.type) for f in fields]
    header: list[str] | None = None
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if header is None:
            header = cells
            _check_header(name, number, header, [f.name for f in fields])
            continue
        _check_line(name, number, line, len(cells), len(fields))
        key = tuple(cells)
        if key in seen:
            raise ResourceError(f"{name}:{number}: the same row as line {seen[key]}: {cells[0]!r}")
        seen[key] = number
        raw = {
            f.name: (cell.split("|") if is_list else cell)
            for f, cell, is_list in zip(fields, cells, lists, strict=True)
            if cell or (f.default is msgspec.NODEFAULT and f.type is str)
        }
        try:
            rows.append(msgspec.convert(raw, row_type, strict=False))
        except msgspec.ValidationError as fault:
            raise ResourceError(f"{name}:{number}: {fault} in {line!r}") from None
    return tuple(rows)


def _is_list(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _check_header(name: str, number: int, header: list[str], expected: list[str]) -> None:
    if header != expected:
        raise ResourceError(f"{name}:{number}: columns {header} are not {expected}")


def _check_line(name: str, number: int, line: str, found: int, expected: int) -> None:
    if found != expected:
        raise ResourceError(f"{name}:{number}: {found} cells, not {expected}, in {line!r}")
    if unicodedata.normalize("NFC", line) != line:
        raise ResourceError(f"{name}:{number}: not in normal form C: {line!r}")
    if bad := _UNCLEAN.search(line):
        raise ResourceError(f"{name}:{number}: U+{ord(bad[0]):04X} does not belong in a table: {line!r}")
