"""What the choice of a denied claim looks at: the words, people and events of each claim of a report."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import ClaimDraft, Document, EventDraft, Token
from riwaya.resources import load_table
from riwaya.types import Act, Figure, Span

Negation = Literal["not", "innocent", "false", "untrue", "refuse", "less", "still", "turn"]
_CONTENT_UPOS = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
# روسيا, الروسي, روسيين: this many letters of a word tell which country's it is within one report.
_ROOT = 4
_REFUSED = 5  # words within which what is refused is named: رفضت إيران رفضا قاطعا هذه الاتهامات
_NEGATED_WITHIN = 2  # words before an event within which it is negated: لم تطلق أي مسيّرة
# What may stand before the word a denial points with: إن هذه المزاعم, مثل هذا الكلام.
_LIGHT = frozenset({"DET", "ADP", "SCONJ", "PUNCT", "PRON"})


class NegationRow(msgspec.Struct, frozen=True):
    """A lemma that says no, in which way, with an example."""

    says: Negation
    lemma: str
    example: str


class PointerRow(msgspec.Struct, frozen=True):
    """Words that point at what somebody has said, the acts they may mean, and an example."""

    kind: Literal["noun", "toll", "blame", "verb", "pronoun", "through"]
    words: tuple[str, ...]
    example: str
    acts: tuple[Act, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """One claim and what its content holds."""

    claim: ClaimDraft
    cue: str  # lemma of the word that hands it over
    goes_on: bool  # that word is a participle, the rest of what was said before: نفى ذلك، مؤكدا أن
    words: frozenset[str]  # lemmas of the content
    countries: frozenset[str]  # named in the content, adjectives too: التقارير الروسية
    refs: frozenset[str]  # the actors named in the content
    places: frozenset[str]  # the places named in it, folded
    negations: frozenset[Negation]  # how the content says no
    points: PointerRow | None  # how it points at what was said: هذه الاتهامات
    blames: bool  # it speaks of one's part in a deed: تورط، صلة
    shown: bool  # and what it means was just told: هذه, ذلك
    pronoun: bool  # the content is nothing but ذلك or هذا, or there is none
    events: frozenset[int]  # that the content tells, by their place in the document
    types: frozenset[str]  # of those events
    done: frozenset[str]  # types of those that took place
    negated: frozenset[str]  # types of those that it says did not happen: لم تقصف
    figures: Mapping[str, int | None]  # kind to the highest number told: killed 12; None where none is


def know_claims(document: Document) -> tuple[Known, ...]:
    """Gather what is known of each claim of a document, in the document's order."""
    report = _Report(document)
    return tuple(report.know(claim) for claim in document.claims)


class _Report:
    """The words, actors and events of a report, sorted so that what a content holds is found at once."""

    def __init__(self, document: Document) -> None:
        self._tokens = document.tokens
        self._starts = [token.start for token in document.tokens]
        self._roots = _countries_by_root(document)
        self._actors = sorted(document.actors, key=lambda mention: mention.start)
        self._begins = [mention.start for mention in self._actors]
        self._places = sorted(document.places, key=lambda mention: mention.start)
        self._placed = [mention.start for mention in self._places]
        self._events = document.events
        self._triggers = sorted(
            (span.start, number) for number, event in enumerate(document.events) for span in event.triggers
        )
        figures = (figure for event in document.events for figure in event.figures)
        self._figures = sorted(figures, key=lambda figure: figure.span.start)
        self._counted = [figure.span.start for figure in self._figures]

    def know(self, claim: ClaimDraft) -> Known:
        """Gather what is known of one claim."""
        span = claim.content or Span(0, 0)
        first, stop = span.start, span.end
        tokens = self._tokens[bisect_left(self._starts, first) : bisect_left(self._starts, stop)]
        cue = self._tokens[max(0, bisect_right(self._starts, claim.cue.start) - 1)]
        people = self._actors[bisect_left(self._begins, first) : bisect_left(self._begins, stop)]
        places = self._places[bisect_left(self._placed, first) : bisect_left(self._placed, stop)]
        people = [mention for mention in people if mention.end <= stop]
        told = self._triggers[
            bisect_left(self._triggers, (first, 0)) : bisect_left(self._triggers, (stop, 0))
        ]
        events = frozenset(number for _, number in told)
        figures = self._figures[bisect_left(self._counted, first) : bisect_left(self._counted, stop)]
        countries = {self._roots.get(_root(token)) for token in tokens}
        countries |= {m.country for m in people if m.kind in ("country", "organisation")}
        points, shown = _points(tokens)
        return Known(
            claim,
            cue.word.lemma,
            cue.word.verb_form == "act-part",
            frozenset(word for t in tokens if (word := _lemma(t)) and _root(t) not in self._roots),
            frozenset(country for country in countries if country),
            frozenset(m.ref for m in people if m.ref),
            frozenset(fold(place.name) for place in places),
            frozenset(says for at in range(len(tokens)) for says in _says(tokens, at)),
            points,
            any(_pointer(token, "blame") is not None for token in tokens),
            shown or _is_pronoun(tokens),
            _is_pronoun(tokens),
            events,
            frozenset(self._events[number].type for number in events),
            frozenset(self._events[n].type for n in events if self._events[n].reality == "actual"),
            frozenset(
                self._events[n].type for start, n in told if _is_negated(self._events[n], start, tokens)
            ),
            _highest(figures),
        )


def _is_negated(event: EventDraft, start: int, tokens: Sequence[Token]) -> bool:
    """Tell whether an event is said not to have happened where it is named: [لم] تقصف, [عدم] استهداف."""
    at = bisect_left(tokens, start, key=lambda token: token.end)
    near = range(max(0, at - _NEGATED_WITHIN), at)
    return event.reality == "negated" or any(
        "not" in _says(tokens, step) and "still" not in _says(tokens, step + 1) for step in near
    )


def _highest(figures: Sequence[Figure]) -> Mapping[str, int | None]:
    found: dict[str, int | None] = {}
    for figure in figures:
        told = figure.low if figure.high is None else figure.high
        before = found.get(figure.kind)
        found[figure.kind] = told if before is None or told is None else max(before, told)
    return found


def _countries_by_root(document: Document) -> Mapping[str, str]:
    """Learn from the report's own actors whose word روسي is: of those named with it, most are RUS.

    Of an organisation's words only adjectives tell: المستشفى in المستشفى الكويتي is nobody's.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor in document.actors:
        if actor.country is None or actor.kind not in ("country", "organisation"):
            continue
        for token in document.tokens[actor.first : actor.stop]:
            if actor.kind == "country" or token.word.upos in ("ADJ", "PROPN"):
                votes[_root(token)][actor.country] += 1
    return {root: count.most_common(1)[0][0] for root, count in votes.items()}


def _root(token: Token) -> str:
    return token.key.removeprefix(ARTICLE)[:_ROOT]


def _names(token: Token) -> tuple[str, str, str]:
    return token.word.stem, token.word.lemma, token.word.noun


def _lemma(token: Token) -> str | None:
    """Give the lemma of a word that has content; of a masdar its verb's: انسحابه shares انسحب."""
    word = token.word
    if word.upos == "NOUN" and word.verb_form is None:
        word = next((other for other in token.others if other.verb_form == "masdar"), word)
    return word.lemma if word.upos in _CONTENT_UPOS else None


def _says(tokens: Sequence[Token], at: int) -> frozenset[Negation]:
    """Give the ways in which a word of a content says no."""
    table = load_negations()
    found = frozenset(says for name in _names(tokens[at]) for says in table.get(name, ()))
    if "untrue" in found:
        found -= {"untrue"}
        found |= {"false"} if at and "not" in _says(tokens, at - 1) else frozenset()  # غير صحيح
    if "turn" in found and (not at or tokens[at - 1].word.upos != "PRON"):
        found -= {"turn"}
    if "refuse" in found and _points(tokens[at + 1 : at + 1 + _REFUSED])[0] is None:
        found -= {"refuse"}  # رفض استقبال الوفد
    return found


@cache
def load_negations() -> dict[str, frozenset[Negation]]:
    """Compile ``negations.tsv``: lemma to the ways it says no."""
    found: defaultdict[str, set[Negation]] = defaultdict(set)
    for row in load_table("riwaya.links", "negations.tsv", NegationRow):
        found[fold(row.lemma)].add(row.says)
    return {lemma: frozenset(says) for lemma, says in found.items()}


@cache
def load_pointers() -> dict[str, tuple[PointerRow, ...]]:
    """Compile ``pointers.tsv``: word to its rows."""
    found: defaultdict[str, list[PointerRow]] = defaultdict(list)
    for row in load_table("riwaya.links", "pointers.tsv", PointerRow):
        for word in row.words:
            found[fold(word)].append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def _pointer(token: Token, *kinds: str) -> PointerRow | None:
    table = load_pointers()
    rows = (row for name in _names(token) for row in table.get(name, ()))
    return next((row for row in rows if row.kind in kinds), None)


def _points(tokens: Sequence[Token]) -> tuple[PointerRow | None, bool]:
    """Find the word that tells what was said, and whether هذا shows it: it opens a content or is shown."""
    opening = True
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        shown = before is not None and before.word.upos == "DET"
        if token.word.upos == "VERB":
            row = _pointer(token, "verb") if before is not None and before.word.upos == "PRON" else None
        else:
            row = _pointer(token, "noun", "toll", "blame") if opening or shown else None
        if row is None and opening and _shows_alone(tokens, at):
            return _pointer(token, "pronoun"), True
        if row is not None:
            return row, shown
        opening = opening and (token.word.upos in _LIGHT or _pointer(token, "through") is not None)
    return None, False


def _is_pronoun(tokens: Sequence[Token]) -> bool:
    """Tell whether a content is nothing but a pronoun, adverbs aside: نفى ذلك نفيا قاطعا."""
    if not tokens:
        return True
    if _pointer(tokens[0], "through") is not None:
        return _is_pronoun(tokens[1:])  # نفت صحة ذلك
    return _shows_alone(tokens, 0)


def _shows_alone(tokens: Sequence[Token], at: int) -> bool:
    """Tell a pronoun with no noun of its own: إن ذلك غير صحيح; not هذا الكلام."""
    behind = tokens[at + 1].word if at + 1 < len(tokens) else None
    return _pointer(tokens[at], "pronoun") is not None and (behind is None or not behind.det)
