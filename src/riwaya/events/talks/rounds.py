"""Which round of talks this is: الجولة الرابعة, ثالث جولة, الجولة الـ15, الاجتماع السابع."""

from functools import cache

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import Token
from riwaya.events.classes import bare
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.resources import load_table

_BEFORE, _BEHIND = 6, 8  # words around talks that may count their round
_GAP = 3  # words from the round to its number: جولة محادثات ثالثة
_FIGURES = frozenset(map(str, range(1, 100)))  # no talks run to more rounds: جولة 2019 is a year


class RoundRow(msgspec.Struct, frozen=True):
    """An ordinal number before its noun and behind it."""

    number: int
    lead: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@cache
def _load_rounds() -> tuple[dict[str, int], dict[tuple[str, ...], int]]:
    rows = load_table("riwaya.events.talks", "rounds.tsv", RoundRow)
    leads = {fold(word): row.number for row in rows for word in row.lead}
    behind = {tuple(map(bare, fold(word).split())): row.number for row in rows for word in row.words}
    return leads, behind


def find_round(scene: Scene, triggers: list[Trigger]) -> int | None:
    """Give the number of the round told nearest to the first trigger that has one."""
    for trigger in triggers:
        sentence = scene.sentences[trigger.sentence]
        low, high = max(sentence.first, trigger.at - _BEFORE), min(sentence.stop, trigger.at + _BEHIND)
        for at in sorted(range(low, high), key=lambda at: abs(at - trigger.at)):
            number = None
            if scene.is_a(at, "round"):
                number = _read_before(scene.tokens, at, low)
                number = number or _read_behind(scene.tokens, at + 1, min(sentence.stop, at + 1 + _GAP))
            elif at == trigger.at and not (trigger.verb or scene.is_a(at, "visiting")):
                here = _skip_place(scene.tokens, at + 1, high)
                number = _read_behind(scene.tokens, here, min(sentence.stop, here + 1))
            if number:
                return number
    return None


def _skip_place(tokens: tuple[Token, ...], at: int, high: int) -> int:
    # محادثات أستانا | 19; الاجتماع، وهو | الثالث
    while at < high - 1 and tokens[at].word.upos in ("PUNCT", "PROPN", "PRON"):
        at += 1
    return at


def _read_before(tokens: tuple[Token, ...], at: int, low: int) -> int | None:
    """Read a number before the round: ثالث جولة, أولى جولات الحوار."""
    leads = _load_rounds()[0]
    return next((leads[key] for key, _ in tokens[at - 1].keys if key in leads), None) if at > low else None


def _read_behind(tokens: tuple[Token, ...], first: int, stop: int) -> int | None:
    """Read a number behind the round, with a word or two between: جولة محادثات ثالثة, الجولة الـ15."""
    behind = _load_rounds()[1]
    for at in range(first, stop):
        token, key = tokens[at], bare(tokens[at].key)
        following = tokens[at + 1].key if at + 1 < len(tokens) else ""
        for words in ((key, bare(following)), (key,)):
            if words in behind:
                return behind[words]
        if token.kind == "number":
            near = at == first or tokens[at - 1].key == ARTICLE
            return int(token.key) if near and token.key in _FIGURES else None
        if token.kind == "mark" or token.word.upos in ("VERB", "ADP"):
            break
    return None
