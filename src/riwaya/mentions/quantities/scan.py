"""The state of reading one sentence for quantities: the role words just passed, and what was found."""

from collections.abc import Sequence

import msgspec

from riwaya.chars import ARTICLE, WAW
from riwaya.document import Quantity, Sentence, Token
from riwaya.mentions.numerals import load_numerals, read_numeral
from riwaya.mentions.quantities.words import Counted, Role, load_count_words, load_counted

BOUNDS: frozenset[Role] = frozenset({"min", "max", "about", "between", "oneof"})
NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "X"})
REACH = 4  # tokens between a count and its و
NONE_REACH = 6  # tokens between «دون», «لم يسفر» and the قتلى that there are none of
STOPS = frozenset({".", "\u060c", "\u061b", ":", ";", "\u061f"})
COMMA = "\u060c"
_OPENING = frozenset({"(", '"', "\u00ab", "\u201c"})


class Before(msgspec.Struct, frozen=True, gc=False):
    """A role word that stands before what is read next."""

    role: Role
    first: int
    stop: int
    start: int


class Scan:
    """Where the reading of a sentence stands."""

    def __init__(self, tokens: Sequence[Token], sentence: Sentence, covered: dict[int, int]) -> None:
        self.tokens = tokens
        self.first = sentence.first
        self.stop = sentence.stop
        self.covered = covered  # tokens that time expressions begin at, and where these stop
        self.numerals = load_numerals()
        self.nouns = load_counted()
        self.words = load_count_words()
        self.before: list[Before] = []  # role words that stand right before the token being read
        self.part = False  # behind بينهم
        self.none_until = 0  # nothing counts up to here: دون وقوع
        self.found: list[Quantity] = []

    def read_role(self, at: int) -> int:
        """Read a role word; a bound follows on one before it, ما يزيد على | نحو."""
        match = self.words.before.longest(self.tokens, at, self.stop)
        if match is None:
            return 0
        if match.value == "oneof":
            numeral = read_numeral(self.tokens, at, self.stop)
            if numeral is not None and numeral.stop > match.stop:
                return 0  # أحد عشر
        if match.value in ("part", "ofthem"):
            self.part = True
        if match.value == "aside":
            return match.stop
        if match.value == "none":
            self.none_until = match.stop + NONE_REACH
        if self.before and self.before[-1].stop != at:
            self.before.clear()
        self.before.append(Before(match.value, at, match.stop, match.start))
        return match.stop

    def forget(self, at: int) -> None:
        """Drop the role words unless they stand right before ``at``: نحو (30), الـ15 are no gap."""
        if self.before and self.before[-1].stop != at:
            key = self.tokens[at - 1].key
            if key not in (ARTICLE, WAW) and key not in _OPENING:
                self.before.clear()

    def role_at(self, at: int) -> Role | None:
        """Give the role of the words at a token."""
        match = self.words.before.longest(self.tokens, at, self.stop)
        return None if match is None else match.value

    def has(self, *roles: Role) -> bool:
        """Tell whether a role word of one of these kinds stands right before."""
        return any(before.role in roles for before in self.before)

    def opening(self, first: int, start: int) -> tuple[int, int]:
        """Give token and offset where the bounds before a number begin, else its own."""
        for before in self.before:
            if before.role in BOUNDS:
                return before.first, before.start
        return first, start

    def bound_behind(self, at: int) -> tuple[Role | None, int]:
        """Read a bound behind the noun, over a comma or up to two adjectives: شخصا، على الأقل."""
        for here in range(at, min(at + 3, self.stop)):
            match = self.words.after.longest(self.tokens, here, self.stop)
            if match is not None:
                return match.value, match.stop
            token = self.tokens[here]
            if token.key != COMMA and (token.word.upos not in NOMINAL or token.word.proclitics):
                break
        return None, at

    def joined(self, at: int) -> bool:
        """Tell whether و joins a word to what is before it."""
        if self.tokens[at].word.proclitics.startswith(WAW):
            return True
        return at > self.first and self.tokens[at - 1].key == WAW

    def add(self, quantity: Quantity) -> None:
        """Keep a quantity."""
        self.found.append(quantity)
        self.before.clear()

    def add_exact(self, counted: Counted, first: int, stop: int, value: int, rule: str) -> None:
        """Keep a count that the noun itself tells, or that stands behind its noun."""
        after, end = self.bound_behind(stop)
        if after is None:
            end = stop
        token = self.tokens[first]
        start = token.start + next((skip for key, skip in token.keys if key in self.nouns.forms), 0)
        if rule == "oneof" and self.before:
            start = self.before[-1].start
        quantity = Quantity(
            first,
            end,
            start,
            self.tokens[end - 1].end,
            value,
            None if after == "min" else value,
            None,
            counted.unit,
            person=counted.counts == "people",
            rule=f"quantity:{rule if counted.counts == 'people' else counted.counts}",
            kind=counted.kind,
            part=self.part,
        )
        self.add(quantity)
