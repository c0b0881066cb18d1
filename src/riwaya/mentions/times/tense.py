"""Whether a sentence speaks of what is to come where a time stands in it: the verbs and plans around it."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ARTICLE, BA, LAM, SIN, WAW, fold
from riwaya.document import Token
from riwaya.resources import load_table

Lean = Literal[-1, 0, 1]

_LOOK_BACK = 20
_LOOK_AHEAD = 3
_LEAD = 3  # words of a lead before the verb: من جهتها تعقد
_REACH = 8  # words from بعد to the time of what it names: بعد تفجير الجمعة
_NOUN_REACH = 4  # words from a verb to the noun of a verb that is its object: قرر مجلس الأمن عقد جلسة


class TenseRow(msgspec.Struct, frozen=True):
    """Words that turn a time to the future or the past."""

    kind: Literal[
        "coming",
        "gone",
        "planning",
        "deciding",
        "marker",
        "provided",
        "after",
        "lasting",
        "entering",
        "setting",
    ]
    words: tuple[str, ...]


@cache
def load_tense() -> dict[str, frozenset[str]]:
    """Read ``tense.tsv`` into folded words by kind."""
    rows = load_table("riwaya.mentions.times", "tense.tsv", TenseRow)
    return {row.kind: frozenset(map(fold, row.words)) for row in rows}


def find_lean(tokens: Sequence[Token], first: int, stop: int, floor: int, *, until: bool = False) -> Lean:
    """Tell which way the words around a time at ``[first, stop)`` lean: 1 to come, -1 gone, 0 open.

    The nearest verb or planning word before it in its sentence, which opens at ``floor``, decides; where
    there is none, the verb right behind. ``until``: the time is an end, and only what lasted makes it past.
    """
    words = load_tense()
    conjoined, marked = False, None
    for at in range(first - 1, max(floor, first - _LOOK_BACK) - 1, -1):
        token = tokens[at]
        word = token.word
        if _is_planned(tokens, at, first, marked, words):
            return 1
        if any(key in words["coming"] for key, _ in token.keys):
            was = any(t.key in words["gone"] for t in tokens[max(floor, at - 2) : at])
            return -1 if was else 1
        if until and word.aspect == "perf" and word.lemma in words["lasting"]:
            return -1
        if token.key in words["after"] and at >= first - _REACH:
            return -1
        if word.upos == "VERB" and word.aspect is not None:
            lean = _lean_of_verb(tokens, at, first, floor, words)
            if lean is not None:
                return 1 if until else 0 if lean < 0 and conjoined else lean
        else:
            conjoined |= word.upos == "SCONJ"
            marked = _mark(token, words["marker"]) if marked is None else marked
    return 1 if until else _lean_ahead(tokens[stop : stop + _LOOK_AHEAD], words["coming"])


def _is_planned(
    tokens: Sequence[Token], at: int, first: int, marked: bool | None, words: dict[str, frozenset[str]]
) -> bool:
    """Tell whether a verb of planning stands at a token, and what it plans between it and the time."""
    lemma = tokens[at].word.lemma
    if lemma in words["deciding"]:
        return bool(marked) or (marked is None and _takes_noun(tokens, at, first))
    return bool(marked) and lemma in words["planning"]


def _lean_of_verb(
    tokens: Sequence[Token], at: int, first: int, floor: int, words: dict[str, frozenset[str]]
) -> Lean | None:
    """Tell which way a verb leans; None where another word decides: المقرر أن تبدأ, لن تبدأ, الذي يقوده.

    على أن تبدأ is to come, whatever stands before it.
    """
    word = tokens[at].word
    if SIN in word.proclitics:
        return 1
    before = tokens[at - 1].key if at > floor else ""
    if word.aspect == "perf" or before in words["gone"]:
        return -1
    if before in words["marker"] or before in words["coming"]:
        return 1 if at - 1 > floor and tokens[at - 2].key in words["provided"] else None
    if word.aspect == "imp" and word.lemma in words["setting"]:
        return 1  # هدنة يبدأ سريانها في 3 أغسطس
    if at + 1 < first and _is_relative(tokens, at, floor):
        return None
    return 1 if word.lemma not in words["lasting"] and _announces(tokens, at, first, floor) else 0


def _takes_noun(tokens: Sequence[Token], at: int, first: int) -> bool:
    behind = tokens[at + 1 : min(first, at + 1 + _NOUN_REACH)]
    return any(t.word.verb_form == "masdar" and not t.word.det for t in behind)


def _mark(token: Token, markers: frozenset[str]) -> bool | None:
    """Tell whether a word marks what is planned (إلى التظاهر, بعقد جلسة) or another preposition does not."""
    word = token.word
    if token.key in markers or (word.verb_form == "masdar" and word.proclitics[-1:] in (LAM, BA)):
        return True
    return False if word.upos == "ADP" else None


def _announces(tokens: Sequence[Token], at: int, first: int, floor: int) -> bool:
    """Tell whether «يعقد المجلس الخميس جلسة» opens a clause, and so tells what is to come.

    تحدث before a man is no «she happens» but «he spoke»: where a form may be past, the subject tells.
    """
    word = tokens[at].word
    past = any(other.upos == "VERB" and other.aspect == "perf" for other in tokens[at].others)
    if past and word.gender == "f" and tokens[at + 1].word.gender != "f":
        return False
    unbroken = all(t.kind != "mark" for t in tokens[at:first])
    return word.person == "3" and unbroken and _opens(tokens, at, floor)


def _opens(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Tell whether a verb opens its clause: the sentence, with و, behind فيما, التي, or من جهتها."""
    if at == floor or tokens[at].word.proclitics.startswith(WAW):
        return True
    if tokens[at - 1].word.upos == "SCONJ" or _is_relative(tokens, at, floor):
        return True
    return at - floor <= _LEAD and tokens[floor].word.upos in ("ADP", "CCONJ", "ADV")


def _is_relative(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Tell whether a verb stands right behind التي, الذي."""
    before = tokens[at - 1]
    return at > floor and before.word.upos == "PRON" and before.key.startswith(ARTICLE)


def _lean_ahead(tokens: Sequence[Token], coming: frozenset[str]) -> Lean:
    for token in tokens:
        word = token.word
        if token.key in coming:
            return 1
        if word.upos == "VERB" and word.aspect is not None:
            return 1 if SIN in word.proclitics else -1 if word.aspect == "perf" else 0
    return 0
