"""Where a noun phrase ends: what every room that looks for names, sources or arguments asks."""

from collections.abc import Sequence

from riwaya.document import Token, Word

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
# The longest phrase taken as one name; longer ones are almost always two phrases run together.
MAX_WORDS = 12


def is_nominal(word: Word) -> bool:
    """Tell whether a reading can stand in a noun phrase: noun, name, adjective, number."""
    return word.upos in NOMINAL


def noun_phrase(tokens: Sequence[Token], at: int, limit: int, *, coordinated: bool = False) -> int:
    """Find where the noun phrase headed by token ``at`` stops, at ``limit`` at the latest.

    It runs over the genitives and adjectives behind its head (وزارة الدفاع الروسية) and ends before
    a verb, a particle, a mark, a preposition written apart or joined (مسؤول | في الوزارة,
    الجيش | بالقصف). With ``coordinated`` it runs on over و (روسيا وأوكرانيا).
    Returns ``at`` where no noun phrase begins.
    """
    stop = at
    end = min(limit, at + MAX_WORDS)
    while stop < end:
        word = tokens[stop].word
        if not is_nominal(word) or (stop > at and not _continues(tokens, stop, coordinated)):
            break
        stop += 1
        if word.enclitic and not (stop < end and _agrees(word, tokens[stop].word)):
            break  # a pronoun closes the genitive chain; only an adjective may follow
    return stop


def _continues(tokens: Sequence[Token], at: int, coordinated: bool) -> bool:
    word = tokens[at].word
    if word.proclitics:
        return coordinated and word.proclitics == "و"
    previous = tokens[at - 1].word
    # A definite phrase goes on with definite words or names only: الجيش | تقدما, تلغرام | استهداف.
    if tokens[at].key[:1].isdigit():
        return not ((previous.det or previous.upos == "PROPN") and _counts(tokens, at))
    closed = previous.det or (previous.upos == "PROPN" and _heads_another(tokens, at))
    return not (closed and not word.det and word.upos in ("NOUN", "ADJ"))


def _heads_another(tokens: Sequence[Token], at: int) -> bool:
    """Tell a noun behind a name that heads a phrase of its own: في عدن | صحة الأنباء, في تعز | قصف."""
    word, behind = tokens[at].word, tokens[at + 1].word if at + 1 < len(tokens) else None
    owns = behind is not None and behind.upos == "NOUN" and behind.det and not behind.proclitics
    return word.verb_form == "masdar" or (owns and word.upos == "NOUN" and not tokens[at].unsure)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Tell a number that counts what follows from one of a name: في الموصل | 52 جريحا, قناة فرانس 24."""
    counted = tokens[at + 1].word if at + 1 < len(tokens) else None
    return counted is not None and counted.upos == "NOUN" and not counted.det and not counted.proclitics


def _agrees(noun: Word, adjective: Word) -> bool:
    return adjective.det and bool(noun.enclitic) and not adjective.proclitics
