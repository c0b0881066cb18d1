"""The words that lead to what talks are about, as ``topics.tsv`` has them."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

import msgspec

from riwaya.chars import fold
from riwaya.document import Token, Word
from riwaya.events.classes import bare_forms
from riwaya.events.triggers import load_triggers
from riwaya.patterns import Trie
from riwaya.resources import load_table

Kind = Literal[
    "about", "near", "aim", "take", "head", "turn", "hold", "through", "void", "issue", "quality", "more",
    "end", "other",
]  # fmt: skip
_PHRASES = ("about", "near", "aim", "more", "end")


class TopicRow(msgspec.Struct, frozen=True):
    """Words that do one thing for topics; ``_`` in the example stands for each of them."""

    kind: Kind
    words: tuple[str, ...]
    example: str
    topics: tuple[str, ...] = ()


class TopicWords(msgspec.Struct, frozen=True):
    """Phrases as written, and words by their lemma; of ``turn`` with the prepositions they take."""

    phrases: dict[str, Trie[bool]]
    lemmas: dict[str, frozenset[str]]
    turns: dict[str, frozenset[str]]


@cache
def load_topic_words() -> TopicWords:
    """Compile ``topics.tsv``."""
    rows = load_table("riwaya.events.talks", "topics.tsv", TopicRow)
    phrases = {kind: Trie((word, True) for word in _words(rows, kind)) for kind in _PHRASES}
    lemmas: dict[str, frozenset[str]] = {
        row.kind: frozenset(map(fold, _words(rows, row.kind))) for row in rows if row.kind != "turn"
    }
    turns: dict[str, set[str]] = {}
    for written in _words(rows, "turn"):
        lemma, preposition = fold(written).split()
        turns.setdefault(lemma, set()).add(preposition)
    return TopicWords(phrases, lemmas, {lemma: frozenset(taken) for lemma, taken in turns.items()})


def _words(rows: tuple[TopicRow, ...], kind: str) -> Iterator[str]:
    return (word for row in rows if row.kind == kind for word in row.words)


def is_word(word: Word, kind: Kind) -> bool:
    """Tell whether a word goes by a lemma of a kind: يناقش and مناقشة by ناقش."""
    lemmas = load_topic_words().lemmas[kind]
    return word.lemma in lemmas or word.noun in lemmas or word.stem in lemmas


def find_phrase(tokens: Sequence[Token], at: int, stop: int, kind: Kind) -> int | None:
    """Give the token behind a phrase of a kind that opens at ``at``: وعلى رأسها; None where none does."""
    match = load_topic_words().phrases[kind].longest(tokens, at, stop) if at < stop else None
    return None if match is None else match.stop


def prepositions_of(token: Token) -> frozenset[str]:
    """Give what a word turns to its topic with: تطرق إلى, ركز على; nothing for other words."""
    turns = load_topic_words().turns
    rivals = (word for word in token.others if word.upos == "VERB") if token.unsure else ()
    found = (turns.get(word.lemma) or turns.get(word.noun) for word in (token.word, *rivals))
    return next(filter(None, found), frozenset())


def is_talk(token: Token) -> bool:
    """Tell whether a noun may name talks itself: المحادثات, اجتماعا."""
    return token.word.upos == "NOUN" and token.kind == "word" and _names_talks(token.key)


@lru_cache(maxsize=100_000)
def _names_talks(key: str) -> bool:
    nouns = load_triggers().nouns
    return any(pattern.row.type == "talks" for form in bare_forms(key) for pattern in nouns.get(form, ()))
