"""What the choice of a denied claim looks at: the words, people and events of each claim of a report."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import ActorMention, ClaimDraft, Document, EventDraft, Token
from riwaya.resources import load_table
from riwaya.types import Act, Span

Negation = Literal["not", "innocent", "false", "refuse", "less"]
_CONTENT_UPOS = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
# روسيا, الروسي, روسيين: this many letters of a word tell which country's it is within one report.
_ROOT = 4
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
    words: frozenset[str]  # lemmas of the content
    countries: frozenset[str]  # named in the content, adjectives too: التقارير الروسية
    refs: frozenset[str]  # the actors named in the content
    negations: frozenset[Negation]  # how the content says no
    points: PointerRow | None  # how it points at what was said: هذه الاتهامات
    shown: bool  # and what it means was just told: هذه, ذلك
    pronoun: bool  # the content is nothing but ذلك or هذا, or there is none
    counts: bool  # the content holds a number
    events: frozenset[int]  # that the content tells, by their place in the document
    types: frozenset[str]  # of those events


def know_claims(document: Document) -> tuple[Known, ...]:
    """Gather what is known of each claim of a document, in the document's order."""
    starts = [token.start for token in document.tokens]
    roots = _countries_by_root(document.actors)
    actors = sorted(document.actors, key=lambda mention: mention.start)
    begins = [mention.start for mention in actors]
    triggers = sorted(
        (span.start, number) for number, event in enumerate(document.events) for span in event.triggers
    )
    known = []
    for claim in document.claims:
        span = claim.content or Span(0, 0)
        tokens = document.tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = actors[bisect_left(begins, span.start) : bisect_left(begins, span.end)]
        told = triggers[bisect_left(triggers, (span.start, 0)) : bisect_left(triggers, (span.end, 0))]
        cue = document.tokens[max(0, bisect_right(starts, claim.cue.start) - 1)]
        people = [mention for mention in inside if mention.end <= span.end]
        known.append(_know(claim, cue, tokens, people, roots, told, document.events))
    return tuple(known)


def _know(
    claim: ClaimDraft,
    cue: Token,
    tokens: Sequence[Token],
    people: Sequence[ActorMention],
    roots: Mapping[str, str],
    told: Sequence[tuple[int, int]],
    events: Sequence[EventDraft],
) -> Known:
    by_root = (roots.get(_root(token)) for token in tokens)
    by_name = (m.country for m in people if m.kind in ("country", "organisation"))
    numbers = frozenset(number for _, number in told)
    points, shown = _points(tokens)
    return Known(
        claim,
        cue.word.lemma,
        frozenset(lemma for token in tokens if (lemma := _lemma(token)) and not roots.get(_root(token))),
        frozenset(country for country in (*by_root, *by_name) if country),
        frozenset(m.ref for m in people if m.ref),
        frozenset(says for token in tokens for says in _says(token)),
        points,
        shown or _is_pronoun(tokens),
        _is_pronoun(tokens),
        any(token.kind == "number" or token.word.upos == "NUM" for token in tokens),
        numbers,
        frozenset(events[number].type for number in numbers),
    )


def _countries_by_root(actors: Sequence[ActorMention]) -> Mapping[str, str]:
    """Learn from the report's own actors whose word روسي is: of those named with it, most are RUS."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        if actor.country is not None and actor.kind in ("country", "organisation"):
            for word in fold(actor.name).split():
                votes[word.removeprefix(ARTICLE)[:_ROOT]][actor.country] += 1
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


def _says(token: Token) -> frozenset[Negation]:
    table = load_negations()
    found = frozenset(says for name in _names(token) for says in table.get(name, ()))
    return found if token.word.upos == "VERB" else found - {"refuse"}  # وإدانتها ورفضها للهجمات


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
        if row is not None:
            return row, shown
        opening = opening and (token.word.upos in _LIGHT or _pointer(token, "through") is not None)
    return None, False


def _is_pronoun(tokens: Sequence[Token]) -> bool:
    """Tell whether a content is nothing but a pronoun, adverbs aside: نفى ذلك نفيا قاطعا."""
    if not tokens:
        return True
    behind = tokens[1].word if len(tokens) > 1 else None
    return _pointer(tokens[0], "pronoun") is not None and (behind is None or not behind.det)
