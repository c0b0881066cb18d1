"""Letters: what counts as the same letter in a key, and digits. Text itself is never changed.

Folding is for keys only and may change length; offsets always come from the text.
"""

import re
import unicodedata

DIACRITICS = "\u064b-\u065f\u0670\u06d6-\u06ed"
TATWEEL = "\u0640"
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Each becomes one letter, so that offsets hold: what HTML forbids, and what turns the direction of what
# follows and so could show another sentence than the one that is stored.
HARMLESS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], "\ufffd")
HARMLESS |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\u2060")
SHADDA = "\u0651"
DAMMA = "\u064f"
TANWIN = frozenset("\u064b\u064c\u064d")

ARTICLE = "ال"
WAW = "و"
FA = "ف"
BA = "ب"
LAM = "ل"
KAF = "ك"
SIN = "س"
TA = "ت"
ALEF = "ا"
MADDA = "آ"
YA = "ي"
MAQSURA = "ى"
HA = "ه"
TEH_MARBUTA = "ة"
DUAL = "هما"

_MARKS = re.compile(f"[{DIACRITICS}{TATWEEL}{INVISIBLE}]")
# What folds to itself: most words of a report, and every key.
_FOLDED = re.compile("[ -@\\[-~\u0621\u0624\u0626-\u0628\u062a-\u063a\u0641-\u0648\u064a،؛؟«»“”]*")

# Letters that stay are listed too: a letter that a translation table lacks costs ten times as much.
_FOLD = str.maketrans(
    {
        **{chr(code): chr(code) for code in range(0x0600, 0x0700)},
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه",
        "ة": "ه", "ە": "ه",
        "پ": "ب", "چ": "ج", "ڤ": "ف", "ڥ": "ف", "گ": "ك", "ڭ": "ك", "ژ": "ز",
        **{chr(0x0660 + d): str(d) for d in range(10)},
        **{chr(0x06F0 + d): str(d) for d in range(10)},
        "٫": ".", "٬": ",", "٪": "%",
        **dict.fromkeys(_MARKS.findall("".join(map(chr, (*range(0x2070), 0xFEFF))))),  # None: dropped
    }
)  # fmt: skip
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def dediac(text: str) -> str:
    """Drop harakat, tatweel and invisible marks: قُتِلَ becomes قتل."""
    return _MARKS.sub("", text)


def holds_no_letter(text: str) -> bool:
    """Tell a text that not every database keeps: it holds a null character or a lone surrogate."""
    return "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text))


def fold(text: str) -> str:
    """Make the key that words and table entries are looked up by.

    Harakat, tatweel and invisible marks go; أ إ آ ٱ become ا, ى ی become ي, ة becomes ه,
    ک becomes ك, and the letters of Persian, Kurdish and Maghrebi names پ چ ڤ گ ژ become ب ج ف ك ز;
    Arabic-Indic digits become ASCII; presentation forms are unfolded; Latin letters
    become small. ء ؤ ئ stay.
    """
    if _FOLDED.fullmatch(text):
        return text
    if text.isascii():
        return text.lower()
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_FOLD).lower()


def is_arabic(text: str) -> bool:
    """Tell whether any letter of the Arabic script is in the text."""
    return _ARABIC.search(text) is not None


_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
