"""What the parser sees of a token: strings made once, from which features are put together."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from riwaya.chars import BA, FA, KAF, LAM, WAW
from riwaya.document import Token, Word

_MADE_FROM_VERBS = {"masdar": "m", "act-part": "a", "pass-part": "p"}
_PREFIXED = (BA, LAM, KAF)
_JOINING = (WAW, FA)
_STOPS, _COMMAS, _QUOTES = ".؛:!?؟", "،,;", "\"'«»“”‘’„"
# What a dependent is to its head at a glance, one letter each; those with a preposition or و joined to
# them have others.
_CODES = {
    "VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADP": "p", "SCONJ": "m", "PRON": "r", "NUM": "#",
    "DET": "d", "CCONJ": "c", "ADV": "w", "PART": "x", "AUX": "u",
}  # fmt: skip
_WITH_PREPOSITION, _WITH_AND = {"n": "P"}, {"v": "V", "n": "N"}


class Node(msgspec.Struct, frozen=True, gc=False):
    """A token that is no mark."""

    lemma: str
    tag: str  # with masdars and participles told from other nouns
    shape: str  # the tag, article, joined particles, voice and aspect
    agreement: str  # gender, number, article
    preposition: str  # joined in front
    pronoun: str  # joined behind
    joint: str  # و or ف in front
    code: str
    marks: str = ""  # the last two marks that stand between the word before and this one
    stops: int = 0  # commas and stops in the sentence up to this word


NOTHING = Node("#", "#", "#", "#", "", "", "", "")
ROOT = Node("ROOT", "ROOT", "ROOT", "ROOT", "", "", "", "")


def see(tokens: Sequence[Token]) -> tuple[list[Node], list[int]]:
    """Give the nodes of a sentence and their positions in it; marks are seen by what stands behind them."""
    nodes: list[Node] = []
    places: list[int] = []
    marks, stops = "", 0
    for at, token in enumerate(tokens):
        if token.word.upos == "PUNCT":
            marks += _name(token.form[:1])
            continue
        stops += marks.strip('"-') != ""
        node = _make(token.word, token.key, token.kind == "number")
        nodes.append(msgspec.structs.replace(node, marks=marks[-2:], stops=stops))
        places.append(at)
        marks = ""
    return nodes, places


def _name(mark: str) -> str:
    for name, marks in ((".", _STOPS), (",", _COMMAS), ('"', _QUOTES)):
        if mark in marks:
            return name
    return "-"


@lru_cache(maxsize=50_000)
def _make(word: Word, key: str, number: bool) -> Node:
    upos = "NUM" if number else word.upos
    tag = upos + (_MADE_FROM_VERBS.get(word.verb_form or "", "") if upos in ("NOUN", "ADJ") else "")
    preposition = word.proclitics[-1:] if word.proclitics[-1:] in _PREFIXED else ""
    joint = word.proclitics[:1] if word.proclitics[:1] in _JOINING else ""
    voice = f"{'P' if word.voice == 'pass' else ''}{(word.aspect or '')[:1]}" if upos == "VERB" else ""
    code = _CODES.get(upos, "o")
    if preposition:
        code = _WITH_PREPOSITION.get(code, code)
    if joint:
        code = _WITH_AND.get(code, code)
    article = "d" if word.det else ""
    return Node(
        lemma=word.noun or word.lemma or key,
        tag=tag,
        shape=f"{tag}{article}{preposition}{'+' if word.enclitic else ''}{joint}{voice}",
        agreement=f"{word.gender or ''}{word.number or ''}{article}",
        preposition=preposition,
        pronoun=word.enclitic,
        joint=joint,
        code=code,
    )
