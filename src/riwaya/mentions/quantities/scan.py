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
PLUS_REACH = 12  # and between a count and بالإضافة إلى
NONE_REACH = 6  # tokens between «دون», «لم يسفر» and the قتلى that there are none of
_SOME = 2  # the least that a plural means
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
            bare = match.start == self.tokens[at].start and match.stop == at + 1
            if bare and at < self.none_until and not self.counts(match.stop):
                return self.add_nobody(at)
        if match.value in ("part", "ofthem"):
            self.part = True
        if match.value == "aside":
            return match.stop
        if match.value == "toll":
            self.part = False
        if match.value == "none":
            self.none_until = match.stop + NONE_REACH
        if match.value == "no":
            self.none_until = match.stop + 1
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
        """Read a bound behind the noun: شخصا، على الأقل."""
        role, stop = self.role_behind(at)
        return (role, stop) if role in BOUNDS else (None, at)

    def role_behind(self, at: int) -> tuple[Role | None, int]:
        """Read a role word behind a noun, over a comma or up to two adjectives."""
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

    def counts(self, at: int) -> bool:
        """Tell whether a counted noun stands at a token."""
        return at < self.stop and self.nouns.at(self.tokens, at, self.stop) is not None

    def add_nobody(self, at: int) -> int:
        """Keep that it is no one at all: لم يصب أحد."""
        token = self.tokens[at]
        nobody = Quantity(at, at + 1, token.start, token.end, 0, 0, None, None, person=True)
        self.add(msgspec.structs.replace(nobody, rule="quantity:none", at_least=0, at_most=0))
        return at + 1

    def add_some(self, counted: Counted, at: int, stop: int) -> None:
        """Keep people of no number: عدد من الجنود."""
        start = next(before.start for before in self.before if before.role == "some")
        end = self.tokens[stop - 1].end
        some = Quantity(at, stop, start, end, None, None, None, counted.unit, person=True)
        self.add(
            msgspec.structs.replace(
                some, rule="quantity:some", kind=counted.kind, part=self.part, at_least=_SOME
            )
        )

    def add(self, quantity: Quantity) -> None:
        """Keep a quantity."""
        self.found.append(quantity)
        self.before.clear()

    def summand(self, at: int) -> Quantity | None:
        """Give the people just counted that و joins a word to: امرأة | وطفليها."""
        last = self.found[-1] if self.found else None
        if last is None or last.stop != at or not self.joined(at):
            return None
        return last if last.person and last.low is not None and last.low == last.high else None

    def add_exact(self, counted: Counted, first: int, stop: int, value: int, rule: str) -> None:
        """Keep a count that the noun itself tells, or that stands behind its noun."""
        after, end = self.bound_behind(stop)
        token = self.tokens[first]
        skip = len(token.word.proclitics) if token.word.enclitic else 0
        start = token.start + next((skip for key, skip in token.keys if key in self.nouns.forms), skip)
        if rule == "oneof" and self.before:
            start = self.before[-1].start
        total = self.summand(first) if counted.owned else None
        if total is not None:  # امرأة وطفليها are three
            self.found.pop()
            first, start, value, rule = total.first, total.start, value + (total.low or 0), "sum"
        low, high = (None if after == "max" else value), (None if after == "min" else value)
        quantity = Quantity(
            first,
            end,
            start,
            self.tokens[end - 1].end,
            low,
            high,
            None,
            counted.unit,
            person=counted.counts == "people",
            rule=f"quantity:{rule if counted.counts == 'people' else counted.counts}",
            kind=counted.kind,
            part=self.part,
            at_least=low,
            at_most=high,
        )
        self.add(quantity)
