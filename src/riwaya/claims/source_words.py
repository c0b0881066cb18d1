"""Word lists by which sources are found, and what their words alone tell."""

from collections.abc import Sequence
from functools import cache

import msgspec

from riwaya.chars import fold
from riwaya.claims.tables import without_pronoun
from riwaya.document import Token
from riwaya.resources import load_table

# So many words from who asks not to be named to the name that he hides.
_HIDDEN_WITHIN = 7
_NAMED_WITHIN = 5  # and so many from a verb of calling to the name: يطلق على نفسه اسم


class WordsRow(msgspec.Struct, frozen=True):
    """A closed list of words, and a sentence whose sources and media, between ⟦⟧, it helps to find."""

    name: str
    words: tuple[str, ...]
    example: str


@cache
def load_source_words() -> dict[str, frozenset[str]]:
    """Compile ``source_words.tsv`` into folded word sets by name."""
    rows = load_table("riwaya.claims", "source_words.tsv", WordsRow)
    return {row.name: frozenset(fold(word) for word in row.words) for row in rows}


def hides_name(tokens: Sequence[Token], at: int) -> int:
    """Give the token behind what hides a source's name: مصدر [طلب عدم كشف هويته]; 0 for none.

    Who asks for that makes no claim by it.
    """
    words, discloses = load_source_words(), False
    for step in range(at + 1, min(len(tokens), at + _HIDDEN_WITHIN)):
        token = tokens[step]
        if token.word.enclitic and without_pronoun(token.word) in words["identity"]:
            return step + 1 if discloses else 0
        discloses = discloses or token.key in words["discloses"]
        if not (token.key in words["discloses"] or token.key in words["lack"] or token.key in words["of"]):
            return 0
    return 0


def names_itself(tokens: Sequence[Token], at: int) -> int:
    """Give the token behind words that only hand over a name; 0 for none.

    شاهد [يدعى] فلان, فصيل [يطلق على نفسه اسم] كذا, حركة [تسمي نفسها] كذا, [ما يسمى] كذا.
    """
    words = load_source_words()
    itself = at < len(tokens) and tokens[at].key in words["called"]
    if not itself and (at >= len(tokens) or tokens[at].key not in words["calls"]):
        return 0
    stop = at + 1
    for step in range(at + 1, min(len(tokens), at + _NAMED_WITHIN)):
        if tokens[step].key in words["itself"]:
            itself = True
        elif tokens[step].key not in words["by_name"]:
            break
        stop = step + 1
    return stop if itself else 0
