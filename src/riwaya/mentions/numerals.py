"""Numbers in digits and in words, where they stand in the tokens; shared by times and quantities."""

import re
from collections.abc import Sequence
from functools import cache
from math import inf, nan
from typing import Literal

import msgspec

from riwaya.chars import ARTICLE, WAW, fold
from riwaya.document import Token
from riwaya.resources import load_table
from riwaya.types import Vague

Kind = Literal[
    "unit", "eleven", "ten", "hundred", "scale", "double", "plural", "several", "vague", "part", "two-parts",
    "parts", "ordinal",
]  # fmt: skip
TEN, HUNDRED, THOUSAND = 10, 100, 1000
_LONGEST_DAY = 2  # digits: 05 is a day or a month
_LONGEST = 20  # characters; what is longer is no count
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_OPENING_GROUP = re.compile(r"\d{1,3}")
_GROUP = re.compile(r"\d{3}")
_DECIMAL = re.compile(r"\d+[.,]\d+")


class NumeralRow(msgspec.Struct, frozen=True):
    """A number word with all its spellings."""

    kind: Kind
    value: int
    vague: Vague | None = None
    low: int | None = None
    high: int | None = None
    forms: tuple[str, ...] = ()


class NumberWord(msgspec.Struct, frozen=True, gc=False):
    """What one word does to the number that it stands in."""

    kind: Kind
    value: int
    vague: Vague | None
    low: int | None  # of a size: what it means alone
    high: int | None
    det: bool


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number, or a size without a number (عشرات, عدة), at tokens ``[first, stop)``.

    ``scale`` is what its last word multiplies by: a number before it may share that (10 و15 ألف).
    A size has bounds, ``low`` and ``high``, and a value that is no number.
    """

    first: int
    stop: int
    start: int
    value: float
    vague: Vague | None = None
    scale: int = 1
    det: bool = False
    ordinal: bool = False
    low: int | None = None
    high: int | None = None

    @property
    def is_size(self) -> bool:
        """Tell whether this is a size without a number."""
        return self.low is not None


@cache
def load_numerals() -> dict[str, NumberWord]:
    """Read ``numerals.tsv`` into folded keys, with and without the article."""
    words: dict[str, NumberWord] = {}
    for row in load_table("riwaya.mentions", "numerals.tsv", NumeralRow):
        for form in row.forms:
            key = fold(form)
            known = row.kind, row.value, row.vague, row.low, row.high
            words.setdefault(key, NumberWord(*known, det=False))
            words.setdefault(ARTICLE + key, NumberWord(*known, det=True))
    return words


def read_numeral(tokens: Sequence[Token], at: int, stop: int) -> Numeral | None:
    """Read the longest number that begins at token ``at``: 1,7 مليون, ألفان وخمسمئة, عشرات الآلاف."""
    word, skip = None, 0
    if tokens[at].kind == "word":
        word, skip = _opening(tokens[at])
        if word is None:
            return None
    reader = _Reader(tokens, stop, word)
    start = tokens[at].start + skip
    if word is not None and word.kind in ("several", "vague", "plural"):
        here, vague, low, high = reader.sizes(at, word)
        return Numeral(at, here, start, nan, vague, det=word.det, low=low, high=high)
    if word is not None and word.kind == "ordinal":
        value, here = reader.ordinal(at, word)
        return Numeral(at, here, start, value, det=word.det, ordinal=True)
    found = reader.whole(at)
    if found is None:
        return None
    total, here, scale = found
    return Numeral(at, here, start, total, None, scale, word is not None and word.det)


def read_fraction(tokens: Sequence[Token], at: int, stop: int) -> tuple[float, int] | None:
    """Read a fraction that is of no number, نصف, ثلاثة أرباع, and give the token behind it."""
    if tokens[at].kind != "word":
        return None
    word, _ = _opening(tokens[at])
    if word is None and tokens[at].word.enclitic:
        word = load_numerals().get(tokens[at].word.stem)  # نصفهم
        if word is None or word.kind not in ("part", "two-parts"):
            return None
    reader = _Reader(tokens, stop, word)
    share = reader.share(at, word)
    return None if share is None or reader.scale_at(share[1]) else share


def parse_digits(key: str, *, scaled: bool) -> float | None:
    """Give the value of a folded number: ``1,700`` is 1700, but ``1.700`` before a scale is 1.7.

    A number with a colon, a slash or a percent sign is no count.
    """
    if len(key) > _LONGEST:
        return None
    if key.isdigit():
        return None if key[0] == "0" and len(key) > _LONGEST_DAY else int(key)  # 0933445566 is a telephone
    if key.startswith("0") and key[1:2].isdigit():  # 07,00 is an hour
        return None
    grouped = _GROUPED.fullmatch(key)
    if grouped and not (scaled and grouped[1] == "." and key.count(".") == 1):
        return int(key.replace(",", "").replace(".", ""))
    if _DECIMAL.fullmatch(key):
        return float(key.replace(",", "."))
    return None


def _opening(token: Token) -> tuple[NumberWord | None, int]:
    words = load_numerals()
    for key, skip in token.keys:
        word = words.get(key)
        if word is not None:
            return word, skip
    return None, 0


class _Reader:
    """Reads downwards: a whole number is groups that scales multiply, a group hundreds and what is below.

    Each method gives the value and the token behind it, or None. Behind the first word a part hangs on
    by و or stands bare: خمسة | وعشرون | ألفا | وثلاثمئة.
    """

    def __init__(self, tokens: Sequence[Token], stop: int, opening: NumberWord | None) -> None:
        self.tokens = tokens
        self.stop = stop
        self.opening = opening
        self.words = load_numerals()

    def bare(self, at: int) -> NumberWord | None:
        """Give the number word that stands at ``at`` without a clitic."""
        return self.words.get(self.tokens[at].key) if at < self.stop else None

    def joined(self, at: int) -> NumberWord | None:
        """Give the number word that و joins at ``at``."""
        if at >= self.stop or not self.tokens[at].key.startswith(WAW):
            return None
        return self.words.get(self.tokens[at].key[1:])

    def sizes(self, at: int, word: NumberWord) -> tuple[int, Vague | None, int, int | None]:
        """Read عشرات, مئات الآلاف, بضع مئات, بضعة عشر: the larger of two sizes counts, and multiplies."""
        vague, here, low, high = word.vague, at + 1, word.low or 0, word.high
        ten = self.bare(here) if self.ten_at(here) else self.joined(here)
        if word.kind == "several" and ten is not None and ten.kind in ("unit", "ten") and ten.value >= TEN:
            return here + 1, None, ten.value + low, ten.value + (high or 0)
        while (following := self.bare(here)) and following.kind in ("plural", "scale", "vague"):
            vague = following.vague or ("millions" if following.value > THOUSAND else "thousands")
            rest = 0 if word.kind == "several" else following.value - 1  # عشرات الآلاف: up to 99999
            low, high = low * following.value, high and high * following.value + rest
            here += 1
        return here, vague, low, high

    def ordinal(self, at: int, word: NumberWord) -> tuple[int, int]:
        """Read الثالث, الحادي عشر, التاسع والعشرين."""
        if self.ten_at(at + 1):
            return word.value + TEN, at + 2
        tens = self.joined(at + 1)
        if tens is not None and tens.kind == "ten":
            return word.value + tens.value, at + 2
        return word.value, at + 1

    def whole(self, at: int) -> tuple[float, int, int] | None:
        """Read value, the token behind, and the last scale: مليار و200 مليون."""
        total: float = 0
        scale, here, word, ceiling = 1, at, self.opening, inf
        following = at
        while True:
            group = self.scaled(following, word)
            if group is None or group[0] >= ceiling:
                break
            value, here, scale = group
            total += value
            ceiling = scale
            if scale == 1:
                break
            word = self.joined(following := here)
            if word is not None and word.kind == "part":  # مليون ونصف المليون
                total += scale / word.value
                here += 1
                if (again := self.bare(here)) and again.kind == "scale":
                    here += 1
                break
            if word is None:
                if not self.digits_joined(here):
                    break
                following += 1
        return (total, here, scale) if total else None

    def scaled(self, at: int, word: NumberWord | None) -> tuple[float, int, int] | None:
        """Read a group and the scale that multiplies it: عشرين ألفا, ألفان, 1,7 مليون, نصف مليون."""
        if word is not None and word.kind in ("scale", "double"):
            return word.value * (2 if word.kind == "double" else 1), at + 1, word.value
        group: tuple[float, int] | None
        if (share := self.share(at, word)) is not None:
            group = share if self.scale_at(share[1]) else None
        else:
            group = self.figures(at) if word is None else self.below_thousand(at, word)
        if group is None:
            return None
        value, here = group
        behind = self.bare(here)
        if behind is None or behind.kind not in ("scale", "plural"):
            return value, here, 1
        return value * behind.value, here + 1, behind.value

    def share(self, at: int, word: NumberWord | None) -> tuple[float, int] | None:
        """Read نصف, ثلثا, ثلاثة أرباع."""
        if word is None:
            return None
        if word.kind in ("part", "two-parts"):
            return (1 if word.kind == "part" else 2) / word.value, at + 1
        parts = self.bare(at + 1)
        if word.kind == "unit" and parts is not None and parts.kind == "parts":
            return word.value / parts.value, at + 2
        return None

    def figures(self, at: int) -> tuple[float, int] | None:
        """Read digits; the tokenizer keeps the Arabic comma apart in 2،6 مليون, and groups in 10 000."""
        tokens = self.tokens
        if at >= self.stop or tokens[at].kind != "number":
            return None
        key, here = tokens[at].key, at + 1
        while (
            here < self.stop and len(tokens[at].key) <= len("000") and key.isdigit() and self.group_at(here)
        ):
            key, here = key + tokens[here].key, here + 1
        if (
            at + 3 < self.stop
            and tokens[at + 2].kind == "number"
            and tokens[at + 1].kind == "mark"
            and tokens[at + 1].end == tokens[at + 2].start
            and not tokens[at + 1].key.isascii()
            and self.scale_at(at + 3)
        ):
            key, here = f"{key}.{tokens[at + 2].key}", at + 3
        value = parse_digits(key, scaled=self.scale_at(here))
        return None if value is None else (value, here)

    def below_thousand(self, at: int, word: NumberWord) -> tuple[int, int] | None:
        """Read ثلاث مئة, مئة وخمسون, ثلاثمئة وخمسة عشر."""
        value, here = word.value, at + 1
        if word.kind == "unit" and (behind := self.bare(here)) and behind.kind == "hundred":
            value, here = value * HUNDRED, here + 1
        elif word.kind != "hundred":
            return self.below_hundred(at, word)
        rest = self.joined(here)
        below = self.below_hundred(here, rest) if rest is not None else None
        return (value, here) if below is None else (value + below[0], below[1])

    def below_hundred(self, at: int, word: NumberWord) -> tuple[int, int] | None:
        """Read خمسة, خمسة عشر, خمسة وعشرون, عشرون."""
        here = at + 1
        if word.kind == "ten":
            return word.value, here
        if word.kind not in ("unit", "eleven"):
            return None
        if word.value < TEN:
            if self.ten_at(here):
                return word.value + TEN, here + 1
            tens = self.joined(here)
            if tens is not None and tens.kind == "ten":
                return word.value + tens.value, here + 1
        return (word.value, here) if word.kind == "unit" else None

    def ten_at(self, at: int) -> bool:
        """Tell whether عشر stands at ``at``."""
        word = self.bare(at)
        return word is not None and not word.det and word.kind == "unit" and word.value == TEN

    def scale_at(self, at: int) -> bool:
        """Tell whether a scale stands at ``at``: ألف, آلاف, مليون."""
        word = self.bare(at)
        return word is not None and word.kind in ("scale", "plural")

    def group_at(self, at: int) -> bool:
        """Tell whether three digits stand at ``at`` one space behind digits: 10 | 000."""
        before, token = self.tokens[at - 1], self.tokens[at]
        return token.kind == "number" and token.start == before.end + 1 and bool(_GROUP.fullmatch(token.key))

    def digits_joined(self, at: int) -> bool:
        """Tell whether و stands at ``at`` and digits behind it."""
        tokens = self.tokens
        return at + 1 < self.stop and tokens[at].key == WAW and tokens[at + 1].kind == "number"
