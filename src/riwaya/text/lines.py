"""The lines of a report, with their offsets and keys."""

import re

import msgspec

from riwaya.chars import fold

_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\x0b\x0c]+")
_EDGE = " \t\u00a0\u200e\u200f\u202a-\u202e\ufeff.:…-–—_|*•·،,()[]{}«»\"“”'!>‹›<"
LONGEST = 400  # a longer line is prose; nothing around the report is looked for in it


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line that is not blank: offsets without the blanks around it, its text and folded key."""

    start: int
    end: int
    text: str
    key: str

    @property
    def words(self) -> int:
        """Count the words."""
        return len(self.key.split())

    @property
    def core(self) -> str:
        """Give the key without the marks at its ends: ``...المزيد`` is المزيد."""
        return self.key.strip(_EDGE)


def find_lines(text: str) -> tuple[Line, ...]:
    """Find the lines that are not blank; the key of a line of prose is its first part only."""
    found = []
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            key = " ".join(fold(stripped[:LONGEST]).split())
            found.append(Line(start, start + len(stripped), stripped, key))
    return tuple(found)
