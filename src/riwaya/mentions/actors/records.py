"""What is read at one place: a phrase, what it belongs to, and the report it stands in."""

from collections.abc import Mapping, Sequence

import msgspec

from riwaya.document import PlaceMention, Token
from riwaya.mentions.actors.names import PersonName
from riwaya.mentions.actors.tables import Head, Lexicon, Named
from riwaya.patterns import Match
from riwaya.types import ActorRole


class View(msgspec.Struct, frozen=True):
    """A report's tokens with what earlier stages found on them."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    barred: frozenset[int]  # tokens of time expressions: no phrase runs over them
    places: Mapping[int, PlaceMention]  # by first token


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
