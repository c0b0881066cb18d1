"""Text into tokens with true offsets: words, numbers, Latin words, marks."""

import re
from typing import Literal

Kind = Literal["word", "number", "latin", "mark"]

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_ARABIC = _LETTER + "\u0640\u064b-\u065f\u0670\u06d6-\u06ed"  # with tatweel, harakat, small signs
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_JOINER = "\u200c\u200d"
_PATTERN = re.compile(
    rf"""
    (?P<latin>https?://\S+ | www\.\S+ | [^\W\d_{_ARABIC}](?:[\w.'’&-]*[^\W_{_ARABIC}])?)
  | (?P<number>[{_DIGIT}](?:[{_DIGIT}]|[.,٫٬/:][{_DIGIT}])*[%٪]?)
  | (?P<word>[{_LETTER}][{_ARABIC}{_JOINER}]*)
  | (?P<mark>\.{{2,}} | \S)
    """,
    re.VERBOSE,
)


def find_tokens(text: str, start: int, end: int) -> list[tuple[int, int, Kind]]:
    """Find the tokens of ``text[start:end]``: offsets and kind, in order, blanks left out."""
    return [
        (match.start(), match.end(), match.lastgroup)  # type: ignore[misc]  # a group always matches
        for match in _PATTERN.finditer(text, start, end)
    ]
