"""What is noted on a report as a whole: strings with values, which are found again in a kept reading."""

import re
from functools import cache

from riwaya.errors import Fault

NOT_A_DATE = "%(shown)r is not a date; write it as %(example)s"
PUBLISHED = "published: %(fault)s"
FROM_TEXT = "publication day %(day)s is read from the text"
FROM_DATELINE = "publication day %(day)s is read from the dateline"
FROM_ADDRESS = "publication day %(day)s is read from the address"
NO_DAY = "no publication day is known: relative days stay unresolved"
NO_ARABIC = "no Arabic letter is in the text"
HTML = "the text looks like HTML: its tags are read as words"
NOTES = (FROM_TEXT, FROM_DATELINE, FROM_ADDRESS, NO_DAY, NO_ARABIC, HTML, PUBLISHED, NOT_A_DATE)
_SLOT = re.compile(r"%\\\((\w+)\\\)([rs])")


def find_note(text: str) -> Fault | None:
    """Find the template and values that a note was made of; None where it is none of these."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            values = {name: find_note(value) or value for name, value in found.groupdict().items()}
            return Fault(template, **values)
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def slot(found: re.Match[str]) -> str:
        quoted = "['\"]" if found[2] == "r" else ""
        return f"{quoted}(?P<{found[1]}>.*){quoted}"

    return tuple((one, re.compile(_SLOT.sub(slot, re.escape(one)), re.DOTALL)) for one in NOTES)
