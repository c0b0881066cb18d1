"""What stands where in a document: clauses, and mentions by sentence; every part of this room asks it."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Protocol, TypeVar

from riwaya.document import (
    ActorMention,
    ClaimDraft,
    Document,
    PlaceMention,
    Quantity,
    Sentence,
    TimeMention,
    Token,
    WeaponMention,
)
from riwaya.events.classes import Surroundings, load_affixes
from riwaya.events.syntax import Trees
from riwaya.events.weights import Weights, load_pairs, load_weights, make_pairs

_AROUND, _BEHIND = 8, 3  # words of a trigger's surroundings
_MANY = 24  # mentions of one sentence that are weighed for one trigger
_NO_CLAIMS: frozenset[int] = frozenset()
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


def nearest(mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
    """Give the mentions of a sentence that stand nearest to a token; all but of very long sentences."""
    if len(mentions) <= _MANY:
        return mentions
    middle = bisect_left(mentions, at, key=lambda mention: mention.first)
    low = min(max(0, middle - _MANY // 2), len(mentions) - _MANY)
    return mentions[low : low + _MANY]


class Scene:
    """The document with its mentions by sentence and the clause of every token."""

    def __init__(self, document: Document, weights: Weights | None = None) -> None:
        self.document = document
        self.weights = load_weights() if weights is None else weights
        self.role_weights = load_pairs() if weights is None else make_pairs(weights)
        self.tokens: tuple[Token, ...] = document.tokens
        self.sentences: tuple[Sentence, ...] = document.sentences
        self.around = Surroundings(document)
        self.is_a = self.around.is_a  # whether a token is of a class of classes.tsv
        self.lead = next((n for n, sentence in enumerate(document.sentences) if not sentence.heading), 0)
        self.sentence_of = _number(document)
        self.clause_of = _find_clauses(document)
        self.trees = Trees(document, self.sentence_of)
        # How many verbs, and how many verbs and marks, stand before each token.
        self._verbs = _count(document.tokens, ("VERB",))
        self._breaks = _count(document.tokens, ("VERB", "PUNCT"))
        self.actors: dict[int, list[ActorMention]] = self._by_sentence(document.actors)
        # Where a report was filed is not where it happened: of 300 events below a dateline two lie there
        # and nowhere else in the text.
        told = [place for place in document.places if place.rule != "place:dateline"]
        self.places: dict[int, list[PlaceMention]] = self._by_sentence(told)
        self.only_countries = frozenset(
            number
            for number, places in self.places.items()
            if all(place.precision == "country" for place in places)
        )  # sentences that name no smaller place
        self.named = _find_names(document)  # words of names, each with that from which to go on before it
        self.standings: dict[int, str] = {}  # how actors stand in their clauses, by first token
        self.place_standings: dict[int, tuple[str, bool]] = {}  # how places stand, by first token
        self.shortest_ways: dict[int, int] = {}  # from triggers to the places of their sentences
        self._around: dict[int, frozenset[str]] = {}
        self._behind: dict[int, frozenset[str]] = {}
        self._counts: dict[int, frozenset[tuple[int | None, int | None]]] = {}
        self._shares = _share(told)
        self.victims: frozenset[int] = frozenset()  # tokens that count the dead and hurt, once they are known
        self._said_in = _find_holders(document)
        self._told_by = _find_contents(document)
        self.topic = max(told, key=self.share_of, default=None)  # the place most spoken of
        self.times: dict[int, list[TimeMention]] = self._by_sentence(document.times)
        self.quantities: dict[int, list[Quantity]] = self._by_sentence(document.quantities)
        self.weapons: dict[int, list[WeaponMention]] = self._by_sentence(document.weapons)

    def share_of(self, place: PlaceMention) -> float:
        """Give the share of the report's place mentions that name this place."""
        return self._shares.get(place.geonameid or place.name, 0.0)

    def speech_act_of(self, mention: ActorMention, at: int) -> str:
        """Give the act by which a mention says what holds a token: أدان [الأردن] الهجوم gives condemn."""
        for claim in self._said_in.get(self.sentence_of[at], ()):
            source = claim.source
            if source is None or not (source.start < mention.end and mention.start < source.end):
                continue
            if claim.content is not None and claim.content.start <= self.tokens[at].start < claim.content.end:
                return claim.act
        return ""

    def contents_at(self, at: int) -> frozenset[int]:
        """Give the claims, by number, whose contents hold a token."""
        return self._told_by.get(at, _NO_CLAIMS)

    def act_over(self, at: int) -> tuple[str, bool]:
        """Give the act of the innermost claim whose content holds a token, «none» for none, and whether the
        token stands there before any verb: طالب [بوقف] القتال."""
        claims = [self.document.claims[number] for number in self.contents_at(at)]
        contents = [(claim.content.start, claim.act) for claim in claims if claim.content is not None]
        if not contents:
            return "none", False
        start, act = max(contents)
        low = bisect_left(self.tokens, start, hi=at, key=lambda token: token.start)
        return act, not self.has_verb(low, at)

    def compare_claims(self, at: int, other: int) -> str:
        """Say how the claims that hold another token stand to those that hold a token: what was said in Cairo
        need not have happened there, what was said on Monday need not have happened then."""
        own, others = self.contents_at(at), self.contents_at(other)
        if own == others:
            return "alike"
        if others < own:
            return "outside"
        return "inside" if own < others else "apart"

    def is_accused(self, mention: ActorMention, at: int) -> bool:
        """Tell whether a mention is accused of what holds a token: اتهمت حماس [الجيش] بقصف مدرسة."""
        start = self.tokens[mention.whole_first or mention.first].start
        return any(
            claim.act == "accuse"
            and claim.content is not None
            and claim.content.start in (start, mention.start)
            and self.tokens[at].start < claim.content.end
            for claim in self._said_in.get(self.sentence_of[at], ())
        )

    def words_around(self, at: int) -> frozenset[str]:
        """Give the names and nouns around a token in its sentence."""
        if at not in self._around:
            self._around[at] = frozenset(self._naming(at - _AROUND, at + _AROUND + 1, at))
        return self._around[at]

    def words_behind(self, at: int) -> frozenset[str]:
        """Give the first names and nouns right behind a token."""
        if at not in self._behind:
            self._behind[at] = frozenset(self._naming(at + 1, at + _BEHIND + 1, at)[:2])
        return self._behind[at]

    def _naming(self, low: int, high: int, at: int) -> list[str]:
        sentence = self.sentences[self.sentence_of[at]]
        near = range(max(low, sentence.first), min(high, sentence.stop))
        words = [self.tokens[n].word for n in near if n != at]
        return [word.lemma for word in words if word.upos in ("NOUN", "PROPN", "ADJ")]

    def counts_in(self, sentence: int) -> frozenset[tuple[int | None, int | None]]:
        """Give the numbers of people in a sentence, from two up."""
        if sentence not in self._counts:
            counted = [q for q in self.quantities.get(sentence, ()) if q.person and (q.low or 0) > 1]
            self._counts[sentence] = frozenset((q.low, q.high) for q in counted)
        return self._counts[sentence]

    def has_verb(self, low: int, high: int) -> bool:
        """Tell whether a verb stands among tokens ``[low, high)``."""
        return low < high and self._verbs[high] > self._verbs[low]

    def has_break(self, low: int, high: int) -> bool:
        """Tell whether a verb or a mark stands among tokens ``[low, high)``."""
        return low < high and self._breaks[high] > self._breaks[low]

    def _by_sentence(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        found: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.first < len(self.sentence_of):
                found[self.sentence_of[mention.first]].append(mention)
        return found


def _find_names(document: Document) -> dict[int, int]:
    found: dict[int, int] = {}
    for place in document.places:
        found.update(dict.fromkeys(range(place.first, place.stop), place.first - 1))
    for actor in document.actors:
        first = actor.whole_first or actor.first
        found.update(dict.fromkeys(range(first, actor.stop), first))
    return found


def count_between(taken: set[int], low: int, high: int, most: int) -> int:
    """Count the tokens of ``[low, high)`` that are taken, up to ``most``."""
    count = 0
    for at in range(low, high):
        if at in taken:
            count += 1
            if count == most:
                break
    return count


def _count(tokens: Sequence[Token], kinds: tuple[str, ...]) -> list[int]:
    return list(accumulate((token.word.upos in kinds for token in tokens), initial=0))


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


def _find_holders(document: Document) -> dict[int, list[ClaimDraft]]:
    """Give the claims by the sentence that their cue stands in."""
    starts = [sentence.start for sentence in document.sentences]
    found: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
    for claim in document.claims:
        found[max(0, bisect_right(starts, claim.cue.start) - 1)].append(claim)
    return found


def _find_contents(document: Document) -> dict[int, frozenset[int]]:
    """Give the claims, by number, of every token that stands in the content of one."""
    starts = [token.start for token in document.tokens]
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, claim in enumerate(document.claims):
        if claim.content is not None:
            low, high = (bisect_left(starts, edge) for edge in (claim.content.start, claim.content.end))
            for at in range(low, high):
                found[at].add(number)
    return {at: frozenset(numbers) for at, numbers in found.items()}


def _share(places: Sequence[PlaceMention]) -> dict[int | str, float]:
    counts = Counter(place.geonameid or place.name for place in places)
    return {key: count / len(places) for key, count in counts.items()}
