"""Every table is clean text of one shape, whether or not a test loads it."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

# Tatweel, invisible and bidi marks, presentation forms: they look like nothing and match nothing.
_UNCLEAN = re.compile(
    "[\u0640\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufb50-\ufdff\ufe70-\ufefc\ufeff\r]"
)


def test_text_is_clean(tables: list[Path]) -> None:
    faults = [
        f"{path}:{number}: {line!r}"
        for path in tables
        for number, line in enumerate(_lines(path), 1)
        if not line.startswith("#")
        if _UNCLEAN.search(line) or unicodedata.normalize("NFC", line) != line
    ]
    assert faults == []


def test_every_row_has_the_cells_of_the_header(tables: list[Path]) -> None:
    for path in tables:
        header, *rows = [line.split("\t") for line in _rows(path)]
        assert len(set(header)) == len(header), path
        assert rows, f"{path} has no rows"
        assert [row for row in rows if len(row) != len(header)] == [], path


def test_cells_have_no_stray_spaces(tables: list[Path]) -> None:
    faults = [
        f"{path}: {line!r}"
        for path in tables
        if "feature" not in _rows(path)[0].split("\t")  # learned, not typed
        for line in _rows(path)
        for cell in line.split("\t")
        if cell != cell.strip()
    ]
    assert faults == []


def test_no_row_stands_twice(tables: list[Path]) -> None:
    for path in tables:
        assert [line for line, times in Counter(_rows(path)).items() if times > 1] == [], path


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").split("\n")


def _rows(path: Path) -> list[str]:
    return [line for line in _lines(path) if line and not line.startswith("#")]
