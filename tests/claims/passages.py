"""Passages whose contents stand between marks, and what is read of them."""

import csv
from pathlib import Path

from .reading import claims

_OPEN, _CLOSE = "⟦", "⟧"


def load_passages(path: Path) -> list[str]:
    """Load the passages of a table; in them ``\\n`` is a line break."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row["passage"].replace("\\n", "\n") for row in rows]


def contents_marked(passage: str) -> tuple[str, list[str]]:
    """Give a passage without its marks, and the contents that they enclose, in order."""
    text, contents = "", list[str]()
    opened: list[tuple[int, int]] = []  # where each began, and its number
    for letter in passage:
        if letter == _OPEN:
            opened.append((len(text), len(contents)))
            contents.append("")
        elif letter == _CLOSE:
            start, number = opened.pop()
            contents[number] = text[start:]
        else:
            text += letter
    return text, contents


def contents_read(text: str) -> list[str]:
    """Give the contents that are read, in order."""
    spans = sorted((c.content.start, -c.content.end) for c in claims(text) if c.content)
    return [text[start:-end] for start, end in spans]
