"""What a rule of times hands to its meaning: the symbols in named places, and the clock to read them by."""

from collections.abc import Sequence
from datetime import date

import msgspec

from riwaya.document import Document
from riwaya.mentions.times.calendar import EDGES, UNITS, Days, Edge, Unit
from riwaya.mentions.times.symbols import Stamp, Symbol
from riwaya.mentions.times.tense import Lean, find_lean, load_tense

_NEARBY = 6  # tokens: what an expression depends on
_REACH = 80  # tokens: what an expression can point back over


class Sense(msgspec.Struct, frozen=True):
    """What an expression means: its days, what bounds them where that is wider, when it began."""

    days: Days | None = None
    bounds: Days | None = None
    began: Days | None = None


class Clock(msgspec.Struct, frozen=True):
    """What an expression is read against: the day of publication and the words around it."""

    document: Document
    first: int
    stop: int
    floor: int  # where its sentence begins
    before: str  # the kind of the symbol before it
    earlier: Sequence[Symbol] = ()  # what stands before it, as far as it is read

    @property
    def today(self) -> date | None:
        """Give the day of publication."""
        return self.document.published

    def forward(self) -> bool:
        """Tell whether the nearest verb or planning word before the expression speaks of the future."""
        return self.lean() > 0

    def lean(self) -> Lean:
        """Give 1 where the words around speak of the future, -1 of the past, 0 where it is open."""
        if self.before == "SINCE":
            return -1
        if self.before == "STARTING":
            return 1
        ranged = len(self.earlier) > 1 and self.earlier[-2].stamp is not None  # من 7 أكتوبر حتى 31 ديسمبر
        until = self.before == "UNTIL" and not ranged
        return find_lean(self.document.tokens, self.first, self.stop, self.floor, until=until)

    def told(self, unit: Unit, floor: int = 0) -> Days | None:
        """Give the days told last before the expression, from ``floor`` on; where it counts days, one day."""
        for symbol in reversed(self.earlier):
            if symbol.stop < max(floor, self.first - _REACH):
                return None
            stamp = symbol.stamp
            if stamp is None or stamp.days is None or stamp.anchor == "duration":
                continue
            if stamp.days[0] == stamp.days[1] if unit == "day" else stamp.anchor in ("absolute", "told"):
                return stamp.days
        return None

    def word_before(self, words: frozenset[str]) -> bool:
        """Tell whether one of these words, with any clitics, stands right before the expression."""
        keys = self.document.tokens[self.first - 1].keys if self.first > self.floor else ()
        return any(key in words for key, _ in keys)

    def entered(self) -> bool:
        """Tell whether a verb like دخل stands shortly before the expression."""
        entering = load_tense()["entering"]
        before = self.document.tokens[max(self.floor, self.first - _NEARBY) : self.first]
        return any(token.word.lemma in entering for token in before)

    def clitic_behind(self, clitic: str) -> bool:
        """Tell whether the word right behind the expression carries a clitic."""
        tokens = self.document.tokens
        return self.stop < len(tokens) and clitic in tokens[self.stop].word.proclitics


class Slots(msgspec.Struct, frozen=True):
    """The symbols that a pattern's named places hold; ``rough``: a word like نحو is among what it matched."""

    symbols: dict[str, Symbol]
    rough: bool = False

    def has(self, name: str) -> bool:
        """Tell whether the place is filled."""
        return name in self.symbols

    def number(self, *names: str) -> int | None:
        """Give the number in the first of these places that is filled."""
        return next((self.symbols[name].number for name in names if name in self.symbols), None)

    def kind(self, *names: str) -> str:
        """Give the kind, without its value, in the first of these places that is filled."""
        return next((self.symbols[name].kind.partition(".")[0] for name in names if name in self.symbols), "")

    def name(self, *names: str) -> str:
        """Give the value by name in the first of these places that is filled."""
        return next((self.symbols[name].name for name in names if name in self.symbols), "")

    def unit(self, *names: str) -> Unit:
        """Give the unit of time in the first of these places that is filled; a day where none is."""
        return UNITS.get(self.name(*names), "day")

    def edge(self, name: str) -> Edge:
        """Give the edge in this place."""
        return EDGES.get(self.name(name), "start")

    def stamp(self, name: str) -> Stamp | None:
        """Give what the expression in this place means."""
        return self.symbols[name].stamp if name in self.symbols else None

    def days(self, name: str) -> Days | None:
        """Give the days of the expression in this place."""
        stamp = self.stamp(name)
        return None if stamp is None else stamp.days

    def sense(self, name: str) -> Sense:
        """Give days and bounds of the expression in this place."""
        stamp = self.stamp(name)
        return Sense() if stamp is None else Sense(stamp.days, stamp.bounds, stamp.began)
