"""Text from outside made fit for a cell of a spreadsheet: on one line, and never a formula.

A spreadsheet takes a cell that opens with ``=`` for a formula, one with ``@`` for a function, and works it:
what stood in a report could so run a program or send the sheet away. Such a cell gets an apostrophe in front,
which spreadsheets know as the mark of a text. JSON Lines keep every text as it was.
"""

import re

from riwaya.chars import INVISIBLE

Cell = str | int | float | None

# What formulas open with, in either width; a minus or plus opens one too, and a dash opens many a quotation.
OPENING = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(f"[\\s'{INVISIBLE}]*{OPENING}")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # not allowed in XML
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn the direction of what stands beside it


def cell(value: Cell) -> Cell:
    """Give a value as a cell; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = " ".join(_TURNING.sub("", _FORBIDDEN.sub("\ufffd", value)).split())
    return f"'{shown}" if _FORMULA.match(shown) else shown
