"""Bytes into text: UTF-8, UTF-16 with its mark, or windows-1256, and nothing guessed beyond that."""

import codecs
import re

from riwaya.chars import is_arabic
from riwaya.errors import Fault, InputError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Share of control characters above which a file is no text; a stray one in an old page is let pass.
_MAX_CONTROL = 0.002
# Alef and lam make a third of the letters of Arabic prose; a wrong code page scatters them.
_ALEF_LAM = re.compile("[\u0627\u0644]")
_MIN_ALEF_LAM = 0.15
_ARABIC_LETTER = re.compile("[\u0621-\u0652\u067e\u0686\u0698\u06af]")
_WORD = re.compile(r"[^\W\d_]+")
_MAX_MIXED = 0.05  # of the words, those with Arabic and accented Latin letters in one


def decode_text(raw: bytes, place: str) -> str:
    """Decode the bytes of one file or line; ``place`` is what errors call it.

    Valid UTF-8 is UTF-8. Else it is windows-1256 if that gives Arabic. A byte order mark is left out.
    Raises InputError for anything else.
    """
    if raw.startswith(_UTF32):
        raise InputError(place, Fault("is in UTF-32; save it as UTF-8"))
    text = _decode_utf16(raw, place) if raw.startswith(_UTF16) else _decode_bytes(raw, place)
    if len(_CONTROL.findall(text)) > max(1, _MAX_CONTROL * len(text)):
        raise InputError(place, Fault("is binary, not text"))
    return text


def _decode_utf16(raw: bytes, place: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as fault:
        raise InputError(place, Fault("is not valid UTF-16 (byte %(byte)s)", byte=fault.start)) from None


def _decode_bytes(raw: bytes, place: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        first = fault.start
    if b"\x00" in raw:
        raise InputError(place, Fault("is binary, not text (or UTF-16 without a byte order mark)"))
    if is_arabic(raw.decode("utf-8", errors="ignore")):
        line = raw.count(b"\n", 0, first) + 1
        raise InputError(
            place,
            Fault(
                "mixes encodings: UTF-8, but not at byte %(first)s (line %(line)s)", first=first, line=line
            ),
        )
    text = raw.decode("cp1256", errors="replace")
    if not _is_windows_arabic(text):
        raise InputError(place, Fault("is neither UTF-8 nor Arabic in windows-1256; save it as UTF-8"))
    return text


def _is_windows_arabic(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    arabic = [word for word in words if _ARABIC_LETTER.search(word)]
    mixed = [word for word in arabic if _ARABIC_LETTER.sub("", word) != ""]
    letters = "".join(arabic)
    return (
        len(arabic) > len(words) / 2
        and len(mixed) <= _MAX_MIXED * len(arabic)
        and len(_ALEF_LAM.findall(letters)) >= _MIN_ALEF_LAM * len(letters)
    )
