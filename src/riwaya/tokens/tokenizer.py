"""Text into tokens with true offsets: words, numbers, Latin words, marks.

What is one token, and why:

- A number with its separators and a percent sign joined to it (1,700.5 and 12%), a time (10:30) and a
  date in figures (14/3/2022, 2022-03-14). A score or a range stays apart (3 - 1), and so do digits and the
  letters glued to them (20كلم, و15): both halves mean what they mean alone.
- A name spelled out letter by letter with dots (أ.ف.ب, بي.بي.سي) and a site (العربية.نت) are one word, for
  that is how tables and readers name them. A title before a name (د.سامي) stays apart.
- A Latin word with its inner signs (F-16, U.S., AT&T), an address and a @handle are ``latin``; an address
  leaves the mark behind it to the sentence.
- A hashtag is ``#``, its words and the ``_`` between them, so that each word is read and found as such.
- An emoji with all that is joined to it, a flag, a run of dots and a run of bare tatweel are one mark.

Marks that are not seen (direction, width, soft hyphen) belong to the word they stand in; elsewhere a run of
them is a mark, which `read_tokens` leaves out. Every code point that is not blank lies in exactly one token.
"""

import re
from typing import Literal

from riwaya.chars import INVISIBLE

Kind = Literal["word", "number", "latin", "mark"]

# U+FDFA and what follows are whole phrases of honour drawn as one sign: marks, not letters.
LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc"
)
_SIGNS = (  # tatweel, harakat, small signs
    "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
)
_ARABIC = LETTER + _SIGNS
UNSEEN = frozenset(re.findall(f"[{INVISIBLE}]", "".join(map(chr, (*range(0x80, 0x2070), 0xFEFF)))))
DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_ACCENT = "\u0300-\u036f"
_LATIN = rf"[^\W\d_{_ARABIC}][{_ACCENT}]*+"
_LATIN_OR_DIGIT = rf"[^\W_{_ARABIC}][{_ACCENT}]*+"
_ENDING = r"\s<>«»“”\"،؛"  # what no address holds
_NAME = "[A-Za-z0-9-]{1,63}"  # of a host
_SITE = "(?:\u0646\u062a|\u0643\u0648\u0645)"  # .net and .com in Arabic letters

_FACE = (
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_DRESS = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+"
_EMOJI = rf"[\U0001f1e6-\U0001f1ff]{{2}} | [0-9#*]\ufe0f?\u20e3 | {_FACE}{_DRESS}(?:\u200d{_FACE}{_DRESS})*+"

# Behind a first part: one letter (with a clitic before it), two letters (but ود.علي is a title and a name),
# up to four where three parts or more follow one another, or any word with a site behind it.
_DOTTED = rf"""
    (?<=(?<![{_ARABIC}])[{LETTER}]) (?:\.[{LETTER}](?![{_ARABIC}]))++
  | (?<=(?<![{_ARABIC}])[وفبلك][{LETTER}]) (?:\.[{LETTER}](?![{_ARABIC}]))++
  | (?<=(?<![{_ARABIC}])(?![وفبلك][أدجحرسعقم])[{LETTER}]{{2}}) \.(?!و|ثم)[{LETTER}]{{2,3}}(?![{_ARABIC}.])
  | (?:(?<=(?<![{_ARABIC}])[{LETTER}]{{2}}) | (?<=(?<![{_ARABIC}])[{LETTER}]{{3}})
      | (?<=(?<![{_ARABIC}])[{LETTER}]{{4}})) (?:\.[{LETTER}]{{2,3}}(?![{_ARABIC}])){{2,}}+
  | \.{_SITE}(?![{_ARABIC}])
"""
# Group by group, the commonest first; a word with a dot or an unseen mark behind it takes the longer way.
# The look ahead at the beginning is for speed alone: a blank is passed over without trying every group.
_PATTERN = re.compile(
    rf"""(?=\S)(?:
    ([{LETTER}][{_ARABIC}]*+(?![.{INVISIBLE}]))
  | ([،:«»()\"])
  | ([{LETTER}][{_ARABIC}]*+ (?:[{INVISIBLE}]++(?=[{_ARABIC}])[{_ARABIC}]++)*+
        (?:(?=\.[{LETTER}]) (?:{_DOTTED}))?)
  | (\.++ | [{_SIGNS}]++ | [{INVISIBLE}]++ | '' | [\ufdfa\ufdfb] | {_EMOJI})
  | ([{DIGIT}]{{4}}-[{DIGIT}]{{1,2}}-[{DIGIT}]{{1,2}}(?![{DIGIT}-])
      | [{DIGIT}]{{1,2}}-[{DIGIT}]{{1,2}}-[{DIGIT}]{{4}}(?![{DIGIT}-])
      | [{DIGIT}]++(?:[.,٫٬/:][{DIGIT}]++)*+[%٪]?)
  | ((?:https?://|www\.)[^{_ENDING}]*[^{_ENDING}.,;:!?؟…'’)\]}}]
      | [A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}+@{_NAME}(?:\.{_NAME})++
      | [A-Za-z]{_NAME}(?:\.{_NAME}){{1,5}}+/(?:[^{_ENDING}]*[^{_ENDING}.,;:!?؟…'’)\]}}])?
      | @[A-Za-z0-9_]{{1,64}}
      | [A-Z](?:\.[A-Z])++(?![^\W_{_ARABIC}])(?:\.(?!$))?
      | {_LATIN}(?:[.'’&-]?{_LATIN_OR_DIGIT})*+)
  | (\S)
    )""",
    re.VERBOSE,
)
_KINDS: tuple[Kind, ...] = ("mark", "word", "mark", "word", "mark", "number", "latin", "mark")  # from group 1


def find_tokens(text: str, start: int, end: int) -> list[tuple[int, int, Kind]]:
    """Find the tokens of ``text[start:end]``: offsets and kind, in order, blanks left out."""
    return [
        (match.start(), match.end(), _KINDS[match.lastindex])  # type: ignore[index]  # a group always matches
        for match in _PATTERN.finditer(text, start, end)
    ]
