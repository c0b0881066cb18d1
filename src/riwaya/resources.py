"""A table beside a room, read into typed rows, or an error with file, line and value.

Tables are tab-separated UTF-8 with a header line; a line that opens with ``#`` is a comment.
The header must name exactly the fields of the row type. A field of type ``tuple[str, ...]`` is
written with ``|`` between its parts; an empty cell is the field's default, or an error without one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
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


def load_weights(package: str, name: str) -> dict[str, float]:
    """Read a table of learned weights: feature and number.

    As many rows as a model has take a tenth of the time that ``load_table`` would. Raises ResourceError,
    naming file, line and value, for a row that is not a feature and a number.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_weights(f"{package}/{name}", text)


def load_grouped_weights(package: str, name: str) -> dict[str, dict[str, float]]:
    """Read a table of learned weights with features ``seen|choice``: what is seen, then its choices."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for feature, weight in load_weights(package, name).items():
        seen, _, choice = feature.rpartition("|")
        found[seen][choice] = weight
    return dict(found)


def parse_weights(name: str, text: str) -> dict[str, float]:
    """Parse a table of weights; ``name`` is what errors call it."""
    found: dict[str, float] = {}
    for number, line in _rows(text):
        feature, _, weight = line.rpartition("\t")
        try:
            found[feature] = float(weight)
        except ValueError:
            raise ResourceError(f"{name}:{number}: not a feature and its weight: {line!r}") from None
    return found


def load_vectors(package: str, name: str, size: int) -> dict[str, tuple[float, ...]]:
    """Read a table of learned weights that has ``size`` numbers a feature.

    Raises ResourceError, naming file, line and value, for a row that is not a feature and so many numbers.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_vectors(f"{package}/{name}", text, size)


def parse_vectors(name: str, text: str, size: int) -> dict[str, tuple[float, ...]]:
    """Parse a table of ``size`` weights a feature; ``name`` is what errors call it."""
    found: dict[str, tuple[float, ...]] = {}
    for number, line in _rows(text):
        feature, *weights = line.split("\t")
        try:
            found[feature] = tuple(map(float, weights))
        except ValueError:
            weights = []
        if len(weights) != size:
            raise ResourceError(f"{name}:{number}: not a feature and {size} numbers: {line!r}")
    return found


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a table behind its header, with their numbers, without comments."""
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line and line[0] != "#")
    next(lines, None)
    return lines


def parse_table(name: str, text: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Parse a table's text; ``name`` is what errors call it."""
    fields = msgspec.structs.fields(row_type)
    columns = [(f.name, _is_list(f.type), f.default is msgspec.NODEFAULT and f.type is str) for f in fields]
    clean = unicodedata.is_normalized("NFC", text) and not _UNCLEAN.search(text)
    header: list[str] | None = None
    raws: list[dict[str, str | list[str]]] = []
    seen: dict[str, int] = {}  # lines and their numbers
    for number, written in enumerate(text.split("\n"), 1):
        if not written or written.startswith("#"):
            continue
        line = written.rstrip("\r")
        cells = line.split("\t")
        if header is None:
            header = cells
            _check_header(name, number, header, [f.name for f in fields])
            continue
        if not clean or len(cells) != len(columns):
            _check_line(name, number, line, len(cells), len(columns))
        if line in seen:
            raise ResourceError(f"{name}:{number}: the same row as line {seen[line]}: {cells[0]!r}")
        seen[line] = number
        raws.append(
            {
                field: cell.split("|") if is_list else cell
                for (field, is_list, kept), cell in zip(columns, cells, strict=True)
                if cell or kept
            }
        )
    try:
        return tuple(msgspec.convert(raws, list[row_type], strict=False))  # type: ignore[valid-type]
    except msgspec.ValidationError:
        return tuple(
            _convert(f"{name}:{number}", line, raw, row_type)
            for (line, number), raw in zip(seen.items(), raws, strict=True)
        )


def _convert(place: str, line: str, raw: dict[str, str | list[str]], row_type: type[Row]) -> Row:
    try:
        return msgspec.convert(raw, row_type, strict=False)
    except msgspec.ValidationError as fault:
        raise ResourceError(f"{place}: {fault} in {line!r}") from None


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
