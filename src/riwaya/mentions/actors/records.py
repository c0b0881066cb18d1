"""What is read at one place: a phrase, what it belongs to, and the report it stands in."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from riwaya.document import ActorMention, PlaceMention, Token
from riwaya.mentions.actors.names import PersonName
from riwaya.mentions.actors.tables import Head, Lexicon, Named
from riwaya.patterns import Match
from riwaya.types import ActorRole

Kind = Literal["person", "group", "organisation", "country", "anaphor"]


class View(msgspec.Struct, frozen=True):
    """A report's tokens with what earlier stages found on them."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    barred: frozenset[int]  # tokens of time expressions: no phrase runs over them
    places: Mapping[int, PlaceMention]  # by first token
    text: str
    year: int | None  # when the report was published

    def known(self, at: int, limit: int) -> Match[Named] | None:
        """Find the known actor whose name begins at a token, as he was in the year of the report."""
        match = self.lexicon.names.longest(self.tokens, at, limit)
        if match is not None and self._is_deed(match, limit):
            return None
        if match is None or not match.value.others:
            return match
        return msgspec.structs.replace(match, value=match.value.in_year(self.year))

    def _is_deed(self, match: Match[Named], limit: int) -> bool:
        """Tell a masdar behind a preposition that happens to be a name: أمر بـ[فتح] تحقيق."""
        word = self.tokens[match.first].word
        if match.stop != match.first + 1 or word.verb_form != "masdar" or word.det or not word.proclitics:
            return False
        return match.stop < limit and self.tokens[match.stop].word.upos in ("NOUN", "ADJ")

    def mention(
        self, first: int, stop: int, start: int, kind: Kind, *, rule: str, named: Named | None = None
    ) -> ActorMention:
        """Make the mention at tokens ``[first, stop)``, with what a table says of a known actor."""
        end = self.tokens[stop - 1].end
        mention = ActorMention(first, stop, start, end, self.text[start:end], kind, rule=rule)
        if named is None:
            return mention
        named = named.in_year(self.year)
        return msgspec.structs.replace(
            mention, name_en=named.name_en, name_ar=named.name_ar, country=named.country, role=named.role,
            ref=named.ref,
        )  # fmt: skip


class Phrase(msgspec.Struct, frozen=True):
    """A phrase at tokens ``[first, stop)``, its head, owner and name."""

    first: int
    stop: int
    start: int
    head: Head
    role: ActorRole | None
    country: str | None
    abroad: bool  # no country is to be looked for
    bare: bool  # the head alone with its article: the same as one named before
    owned: bool = False  # a pronoun hangs on the head: حكومته
    sure: bool = False  # whether the words say the role, beyond the head's usual one
    quantified: bool = False
    ref: str | None = None
    name: PersonName | None = None
    inner: tuple["Phrase | Match[Named]", ...] = ()
    noun: int = 0  # its first token behind an amount: آلاف | الجنود
    noun_start: int = 0
    reach: int = 0  # behind a place that is no part of its name: السلطات | في السودان
    chained: int = 0  # where a second title begins: القائد العام | اللواء
    rule: str = "actor:phrase"


class Owner(msgspec.Struct, frozen=True):
    """What a phrase belongs to; ``name`` is the personal name at its end."""

    stop: int
    role: ActorRole | None = None
    country: str | None = None
    abroad: bool = False
    ref: str | None = None
    inner: "Phrase | Match[Named] | None" = None
    name: PersonName | None = None
    reach: int = 0  # as a phrase's
