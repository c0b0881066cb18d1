"""Whether a text is an Arabic report at all."""

import re

from riwaya.errors import Fault, InputError

_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_MIN_ARABIC = 0.5
# Letters of Persian, Urdu, Pashto and Kurdish that Arabic writes in a few foreign names only. Persian
# prose has some 2 in 100; Arabic reports with names in چ or گ stay under 1 in 300.
_FOREIGN = re.compile(
    "[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06ba\u06d2\u06c1\u067c\u0689\u0693\u069a\u06ce\u06d5\u06c6]"
)
_MAX_FOREIGN = 0.01
_LEAST_FOREIGN = 4  # fewer are a name or two in a short text: پاريس
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_TAGS = 3
_FEW = 20  # letters too few to tell one language of the script from another


def check_language(text: str, place: str) -> None:
    """Raise InputError where there is nothing to read, or not in Arabic."""
    if not text.strip():
        raise InputError(place, Fault("is empty"))
    letters = len(_LETTER.findall(text))
    if not letters:
        raise InputError(place, Fault("holds no words"))
    arabic = len(_ARABIC.findall(text))
    if arabic < _MIN_ARABIC * letters:
        counts = {"arabic": arabic, "letters": letters}
        if len(_TAG.findall(text)) >= _TAGS:
            fault = Fault(
                "is not in Arabic: %(arabic)s of %(letters)s letters are Arabic; it looks like HTML: "
                "give its text alone", **counts
            )  # fmt: skip
        else:
            fault = Fault("is not in Arabic: %(arabic)s of %(letters)s letters are Arabic", **counts)
        raise InputError(place, fault)
    foreign = len(_FOREIGN.findall(text))
    if letters > _FEW and foreign >= _LEAST_FOREIGN and foreign > _MAX_FOREIGN * letters:
        raise InputError(place, Fault("is in Arabic script, but not in Arabic (Persian, Urdu or Kurdish)"))
