"""What stands where in a document: clauses, and mentions by sentence; every part of this room asks it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from riwaya.document import (
    ActorMention,
    Document,
    PlaceMention,
    Quantity,
    Sentence,
    TimeMention,
    Token,
    WeaponMention,
)
from riwaya.events.classes import Surroundings, load_affixes

_CLOSERS = frozenset('،؛؟!,;?!:.«»"”“()[]–—-…')


class Placed(Protocol):
    """A mention at tokens ``[first, stop)``."""

    @property
    def first(self) -> int:
        """Its first token."""

    @property
    def stop(self) -> int:
        """The token behind it."""


Mention = TypeVar("Mention", bound=Placed)


class Scene:
    """The document with its mentions by sentence and the clause of every token."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: tuple[Token, ...] = document.tokens
        self.sentences: tuple[Sentence, ...] = document.sentences
        self.around = Surroundings(document)
        self.is_a = self.around.is_a  # whether a token is of a class of classes.tsv
        self.lead = next((n for n, sentence in enumerate(document.sentences) if not sentence.heading), 0)
        self.sentence_of = _number(document)
        self.clause_of = _find_clauses(document)
        self.actors: dict[int, list[ActorMention]] = self._by_sentence(document.actors)
        self.places: dict[int, list[PlaceMention]] = self._by_sentence(document.places)
        self.standings: dict[int, str] = {}  # how actors stand in their clauses, by first token
        self._shares = _share(document.places)
        self.topic = max(document.places, key=self.share_of, default=None)  # the place most spoken of
        self.times: dict[int, list[TimeMention]] = self._by_sentence(document.times)
        self.quantities: dict[int, list[Quantity]] = self._by_sentence(document.quantities)
        self.weapons: dict[int, list[WeaponMention]] = self._by_sentence(document.weapons)

    def share_of(self, place: PlaceMention) -> float:
        """Give the share of the report's place mentions that name this place."""
        return self._shares.get(place.geonameid or place.name, 0.0)

    def _by_sentence(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        found: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.first < len(self.sentence_of):
                found[self.sentence_of[mention.first]].append(mention)
        return found


def _number(document: Document) -> list[int]:
    numbers = [0] * len(document.tokens)
    for number, sentence in enumerate(document.sentences):
        for at in range(sentence.first, sentence.stop):
            numbers[at] = number
    return numbers


def _find_clauses(document: Document) -> list[int]:
    """Count clauses through the document: a mark, أن and its like, and و or ف with a verb open one."""
    tokens: Sequence[Token] = document.tokens
    clauses = [0] * len(tokens)
    clause = 0
    for sentence in document.sentences:
        clause += 1
        for at in range(sentence.first, sentence.stop):
            if at > sentence.first and _opens(tokens[at]):
                clause += 1
            clauses[at] = clause
    return clauses


def _opens(token: Token) -> bool:
    if token.kind == "mark":
        return token.form[:1] in _CLOSERS
    word = token.word
    if word.upos == "SCONJ":
        return True
    return word.upos == "VERB" and word.proclitics[:1] in load_affixes()["conjunction"]


def _share(places: Sequence[PlaceMention]) -> dict[int | str, float]:
    counts = Counter(place.geonameid or place.name for place in places)
    return {key: count / len(places) for key, count in counts.items()}
