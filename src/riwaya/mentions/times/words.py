"""The words of time expressions: tables, and tokens read into the symbols that the rules of times run on."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ALEF, ARTICLE, BA, HA, LAM, WAW, fold
from riwaya.document import Document, Token
from riwaya.mentions.numerals import Numeral, load_numerals, read_numeral
from riwaya.mentions.times.occasions import load_holidays, load_vague_times
from riwaya.mentions.times.symbols import Symbol
from riwaya.months import load_months
from riwaya.patterns import Trie
from riwaya.resources import load_table

_COUNTS = ("UNIT.year", "UNITS.year", "TWO.year")
_LAST_DAY = 31
_YEARS = range(1700, 2101)
_RECENT_YEARS = range(1900, 2051)  # a bare number of another size is hardly a year
_HIJRI_YEARS = range(1300, 1500)
# 14/3/2022, 14.3.2022, 2022-3-14, 14/3/22, 14/3; and 17:30.
_DATE = re.compile(r"(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{4}|\d{2})|(\d{1,2})/(\d{1,2})")
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}")
_COUNTED = (ALEF, HA)  # how a masdar ends that is counted: 1900 غارة, 1900 هجوما
_MARKS = {
    "/": "SLASH", "-": "SLASH", "\u2013": "SLASH", "\u2014": "SLASH", "(": "OPEN", ")": "CLOSE", "[": "OPEN",
    "]": "CLOSE", ",": "COMMA", "\u060c": "COMMA",
}  # fmt: skip


class WeekdayRow(msgspec.Struct, frozen=True):
    """A day of the week, Monday 0."""

    weekday: int
    name_en: str
    ambiguous: Literal["yes", ""] = ""
    names: tuple[str, ...] = ()


class TimeWordRow(msgspec.Struct, frozen=True):
    """Words that take the same place in the rules and stand for the same value."""

    kind: str
    value: str = ""
    words: tuple[str, ...] = ()


class ContextRow(msgspec.Struct, frozen=True):
    """Nouns that tell what a number or weekday right behind them is."""

    kind: Literal["name", "market", "occasion", "general"]
    words: tuple[str, ...]


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """What a word is to the rules: its kind, and a number or a name as value."""

    kind: str
    number: int = 0
    name: str = ""


class TimeWords(msgspec.Struct, frozen=True):
    """All time words as phrases, what they and numbers open with, and weekdays that are other words too."""

    phrases: Trie[Meaning]
    heads: frozenset[str]
    ambiguous: frozenset[str]


@cache
def load_time_words() -> TimeWords:
    """Read the tables of weekdays, months, holidays, vague times and other words."""
    phrases: Trie[Meaning] = Trie()
    heads: set[str] = set()
    ambiguous: set[str] = set()
    for day in load_table("riwaya.mentions.times", "weekdays.tsv", WeekdayRow):
        _enter(phrases, heads, day.names, Meaning("WEEKDAY", day.weekday))
        ambiguous.update(fold(name) for name in day.names if day.ambiguous)
    for month in load_months():
        kind = "MONTH" if month.calendar == "gregorian" else "HMONTH.alone" if month.alone else "HMONTH"
        _enter(phrases, heads, month.names, Meaning(kind, month.month))
    for number, holiday in enumerate(load_holidays()):
        kind = "HOLIDAY.alone" if holiday.alone else "HOLIDAY"
        _enter(phrases, heads, holiday.names, Meaning(kind, number))
    for number, vague in enumerate(load_vague_times()):
        _enter(phrases, heads, vague.words, Meaning("SOMETIME", number))
    for row in load_table("riwaya.mentions.times", "words.tsv", TimeWordRow):
        number = int(row.value) if row.value.lstrip("-").isdigit() else 0
        kind = f"{row.kind}.{row.value}" if row.value and not number and row.value != "0" else row.kind
        _enter(phrases, heads, row.words, Meaning(kind, number, row.value))
    return TimeWords(phrases, frozenset(heads.union(load_numerals())), frozenset(ambiguous))


@cache
def load_contexts() -> dict[str, frozenset[str]]:
    """Read ``contexts.tsv`` into folded nouns by kind."""
    rows = load_table("riwaya.mentions.times", "contexts.tsv", ContextRow)
    return {row.kind: frozenset(map(fold, row.words)) for row in rows}


def _enter(phrases: Trie[Meaning], heads: set[str], words: Sequence[str], meaning: Meaning) -> None:
    for word in words:
        phrases.add(word, meaning)
        heads.add(fold(word).split()[0])


def find_symbols(document: Document) -> list[Symbol]:
    """Read the document into symbols; words that are none of ours become one ANY, a new sentence STOP."""
    symbols: list[Symbol] = []
    for sentence in document.sentences:
        symbols.append(Symbol("STOP", sentence.first, sentence.first, sentence.start))
        _Scanner(document.tokens, sentence.first, sentence.stop, symbols).scan()
    return symbols


class _Scanner:
    """Reads one sentence from left to right."""

    def __init__(self, tokens: Sequence[Token], first: int, stop: int, symbols: list[Symbol]) -> None:
        self.tokens = tokens
        self.stop = stop
        self.symbols = symbols
        self.first = first
        self.words = load_time_words()
        self.contexts = load_contexts()

    def scan(self) -> None:
        """Add the symbols of the sentence."""
        heads, symbols, tokens = self.words.heads, self.symbols, self.tokens
        at = self.first
        quiet = False  # the last symbol is ANY
        while at < self.stop:
            token = tokens[at]
            symbol = None
            if token.kind == "word":
                for key, _ in token.keys:
                    if key in heads:
                        symbol = self.phrase(at) or self.number(at)
                        break
                else:
                    if at + 1 < self.stop and tokens[at + 1].kind == "number" and self.clings(token):
                        symbol = self.number(at + 1, token)
            elif token.kind == "number":
                symbol = self.number(at)
            elif token.kind == "mark" and token.key in _MARKS:
                symbol = Symbol(_MARKS[token.key], at, at + 1, token.start)
            if symbol is not None:
                symbols.append(symbol)
                at = symbol.stop
            else:
                if not quiet:
                    symbols.append(Symbol("ANY", at, at + 1, token.start))
                at += 1
            quiet = symbol is None

    def clings(self, token: Token) -> bool:
        """Tell whether a token is a clitic or article that the tokenizer cut from the digits behind it."""
        return token.key in (WAW, ARTICLE, LAM, BA, WAW + ARTICLE)

    def phrase(self, at: int) -> Symbol | None:
        """Read a time word or phrase."""
        tokens = self.tokens
        match = self.words.phrases.longest(tokens, at, self.stop)
        if match is None:
            return None
        token = tokens[at]
        meaning = match.value
        if meaning.kind == "WEEKDAY" and (self.is_number(at) or self.behind(at, "market")):
            return None
        if meaning.name == "year" and meaning.kind not in _COUNTS and self.behind(at, "general"):
            return None
        clitic = _clitic(token.key[: match.start - token.start])
        return Symbol(meaning.kind, at, match.stop, match.start, clitic, meaning.number, meaning.name)

    def behind(self, at: int, context: str) -> bool:
        """Tell whether a noun of this context stands right before a token."""
        words = self.contexts[context]
        return at > self.first and any(key in words for key, _ in self.tokens[at - 1].keys)

    def is_number(self, at: int) -> bool:
        """Tell whether an ambiguous weekday is a number: behind a definite dual, الجنديين الاثنين."""
        if at == 0 or self.tokens[at].key not in self.words.ambiguous:
            return False
        word = self.tokens[at - 1].word
        return word.upos == "PRON" or (word.number == "d" and word.det)

    def counts(self, at: int) -> bool:
        """Tell whether a noun that a number may count stands at a token."""
        if at >= self.stop:
            return False
        word = self.tokens[at].word
        counted = word.verb_form is None or word.stem.endswith(_COUNTED)
        return word.upos == "NOUN" and not word.proclitics and not word.det and counted

    def number(self, at: int, opening: Token | None = None) -> Symbol | None:
        """Read a number, an ordinal or a date in figures; ``opening`` is a clitic or article cut off."""
        tokens = self.tokens
        token = tokens[at]
        start = token.start if opening is None or opening.key in (WAW, LAM, BA) else opening.start
        clitic = "" if opening is None else _clitic(opening.key)
        if token.kind == "number" and (figures := _DATE.fullmatch(token.key)):
            parts = [part for part in figures.groups() if part and part.isdigit()]
            kind = "DATE.full" if len(parts) > 2 else "DATE.short"
            return Symbol(kind, at, at + 1, start, clitic, 0, "/".join(parts))
        if token.kind == "number" and _HOUR.fullmatch(token.key):
            return Symbol("HOUR", at, at + 1, start, clitic)
        numeral = read_numeral(tokens, at, self.stop)
        if numeral is None or numeral.vague or not float(numeral.value).is_integer():
            return None
        if opening is None:
            start = numeral.start
            clitic = _clitic(token.key[: start - token.start])
        kind = _number_kind(numeral, token)
        if kind == "YEARNUM.recent" and self.counts(numeral.stop):
            kind = "YEARNUM.old"  # في 1900 غارة: only «عام» would make it a year
        elif kind == "YEARNUM.recent" and self.behind(at, "occasion"):
            kind = "YEARNUM.named"
        elif kind in ("NUM", "ORD") and self.behind(at, "name"):
            kind = "BIG"  # قوى 14 آذار
        article = numeral.det or (opening is not None and opening.key.endswith(ARTICLE))
        if article and kind in ("NUM", "BIG", "ORD"):
            kind += ".the"  # الـ19
        return Symbol(kind, at, numeral.stop, start, clitic, int(numeral.value))


def _number_kind(numeral: Numeral, token: Token) -> str:
    value = int(numeral.value)
    if numeral.ordinal:
        return "ORD"
    if token.kind == "number" and token.key.isdigit() and len(token.key) == 4:
        if value in _YEARS:
            return "YEARNUM.recent" if value in _RECENT_YEARS else "YEARNUM.old"
        if value in _HIJRI_YEARS:
            return "HIJRIYEAR"
    if token.kind == "word" and value in _RECENT_YEARS and numeral.stop > numeral.first + 1:
        return "YEARNUM.old"  # عام ألفين وثلاثة
    return "NUM" if 1 <= value <= _LAST_DAY else "BIG"


def _clitic(letters: str) -> str:
    if not letters:
        return ""
    if LAM in letters and letters != WAW + ARTICLE and letters != ARTICLE:
        return "to"
    return "and" if letters.startswith(WAW) else "" if letters == ARTICLE else "other"
