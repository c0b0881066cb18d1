"""What a rule of times hands to its meaning: the symbols in named places, and the clock to read them by."""

from datetime import date

import msgspec

from riwaya.chars import SIN, WAW
from riwaya.document import Document
from riwaya.mentions.times.calendar import EDGES, UNITS, Days, Edge, Unit
from riwaya.mentions.times.words import Stamp, Symbol, load_time_words

_LOOK_BACK = 14
_LOOK_AHEAD = 3


class Clock(msgspec.Struct, frozen=True):
    """What an expression is read against: the day of publication and the words before it."""

    document: Document
    first: int
    stop: int
    floor: int  # where its sentence begins
    before: str  # the kind of the symbol before it

    @property
    def today(self) -> date | None:
        """Give the day of publication."""
        return self.document.published

    def forward(self) -> bool:
        """Tell whether the nearest verb or planning word before the expression speaks of the future."""
        return self.lean() > 0

    def lean(self) -> int:
        """Give 1 where that word speaks of the future, -1 of the past, 0 where it is open."""
        if self.before in ("UNTIL", "STARTING"):
            return 1
        tokens, future = self.document.tokens, load_time_words().future
        for at in range(self.first - 1, max(self.floor, self.first - _LOOK_BACK) - 1, -1):
            token = tokens[at]
            word = token.word
            if token.key in future or token.key.removeprefix(WAW) in future:
                return 1
            if word.upos != "VERB" or word.aspect is None:
                continue
            if SIN in word.proclitics or word.aspect == "perf":
                return 1 if SIN in word.proclitics else -1
            if at == self.floor:  # «يعقد المجلس الخميس جلسة» opens an announcement
                return int(word.person == "3" and all(t.kind != "mark" for t in tokens[at : self.first]))
            if tokens[at - 1].word.upos != "SCONJ":  # in المقرر أن تبدأ the first word decides
                return 0
        ahead = tokens[self.stop : self.stop + _LOOK_AHEAD]
        return 1 if any(t.word.upos == "VERB" and SIN in t.word.proclitics for t in ahead) else 0


class Slots(msgspec.Struct, frozen=True):
    """The symbols that a pattern's named places hold."""

    symbols: dict[str, Symbol]

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
