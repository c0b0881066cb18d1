"""Chunks of a clause that only stand beside it: adjuncts, appositions, adjectives cut off."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene, is_named, stem_offset
from riwaya.claims.tables import load_markers
from riwaya.document import Token
from riwaya.phrases import is_nominal

_MANNER = 2  # words of بأشد العبارات


def is_adjunct(scene: Scene, chunk: Chunk) -> bool:
    """Tell a phrase with a preposition that is none of what is said: بدوره, في بيان, نقلا عن."""
    markers, tokens = load_markers(), scene.tokens
    if tokens[chunk.first].key in markers["adjunct_b"]:
        return True
    if chunk.prep == "an" and tokens[chunk.first - 1].key in markers["citing"]:
        return True  # كشفت الصحيفة نقلا عن مسؤول أن
    noun = _noun(scene, chunk)
    return noun.word.stem in markers["adjunct_noun"] or noun.key in markers["adjunct_noun"]


def is_gesture(scene: Scene, chunk: Chunk) -> bool:
    """Tell a thing done with the hand, which says nothing: أشار [بيده] إلى, لوح [بالرايات]."""
    keys = (_noun(scene, chunk).word.stem, scene.tokens[chunk.first].key)
    return chunk.kind == "pp" and not load_markers()["gesture"].isdisjoint(keys)


def _noun(scene: Scene, chunk: Chunk) -> Token:
    """Give the noun behind a preposition, or the one that it is joined to."""
    behind = scene.tokens[chunk.first].word.upos == "ADP"
    return scene.tokens[min(chunk.first + behind, len(scene.tokens) - 1)]


def part_manner(scene: Scene, clause: Sequence[Chunk]) -> list[Chunk]:
    """Part بأشد العبارات | الهجوم, where the object runs together with how it is said."""
    parted: list[Chunk] = []
    for chunk in clause:
        at = chunk.first + _MANNER
        head = scene.tokens[chunk.first].key if chunk.kind == "pp" else ""
        if head in load_markers()["manner"] and at < chunk.stop and scene.tokens[at].word.upos != "ADJ":
            thing = Chunk("np", at, chunk.stop, scene.tokens[at].start, actor=scene.actor_at(at))
            parted += [msgspec.structs.replace(chunk, stop=at), thing]
        else:
            parted.append(chunk)
    return parted


def joined_noun(scene: Scene, chunk: Chunk) -> Chunk | None:
    """Read a noun as one behind ب where it may be: توعد برد is no cold (برد) but an answer (رد)."""
    token = scene.tokens[chunk.first]
    for word in token.others:
        if is_nominal(word) and word.proclitics and word.proclitics[-1] in load_markers()["preposition_b"]:
            return msgspec.structs.replace(
                chunk, kind="pp", prep="b", start=token.start + stem_offset(token, word)
            )
    return None


def belongs_before(scene: Scene, clause: Sequence[Chunk], place: int) -> bool:
    """Tell an adjective cut off from the phrase before it: في جلسة الحكومة | الأسبوعية."""
    chunk = clause[place]
    head = scene.tokens[chunk.first].word
    behind = place > 0 and clause[place - 1].kind in ("pp", "np", "quote")
    return behind and chunk.actor is None and head.upos == "ADJ" and head.det


def is_apposition(scene: Scene, clause: Sequence[Chunk], place: int, subject: Chunk | None) -> bool:
    """Tell whether a noun phrase explains the subject: الوزير، سيرغي لافروف، ..."""
    head = scene.tokens[clause[place].first].word.stem
    if place and clause[place - 1] is subject and head in load_markers()["one_of"]:
        return True  # فلانة، إحدى الناطقين باسم
    if _names_subject(clause, place, subject):
        return True
    if subject is None or place < 2 or clause[place - 1].kind != "comma":
        return False
    closed = place + 1 < len(clause) and clause[place + 1].kind == "comma"
    return closed and any(c.kind in ("np", "pp", "anna", "quote") for c in clause[place + 2 :])


def _names_subject(clause: Sequence[Chunk], place: int, subject: Chunk | None) -> bool:
    """Tell the name right behind an office, where the object is still to come: المندوب | السفير فلان."""
    near = clause[max(0, place - 2) : place]
    if subject is None or subject not in near or near[-1].kind not in ("np", "pp"):
        return False
    office, name = subject.actor, clause[place].actor
    if office is None or name is None or not is_named(name) or is_named(office):
        return False
    return office.kind == "person" and any(c.kind in ("np", "quote") for c in clause[place + 1 :])


def is_oblique(scene: Scene, chunk: Chunk) -> bool:
    """Tell a dual or plural in the case of objects, which no verb has for its subject: دعا [الطرفين] إلى."""
    word = scene.tokens[chunk.first].word
    ending = (word.stem[-2:] in load_markers()["oblique_end"]) and not word.enclitic
    return ending and word.det and word.number in ("d", "p") and word.upos != "PROPN"


def names_object(scene: Scene, chunk: Chunk) -> bool:
    """Tell ما that stands for the object, not for a question: رفض [ما] قيل; but not ما إذا."""
    after = scene.tokens[min(chunk.first + 1, len(scene.tokens) - 1)]
    markers = load_markers()
    return scene.tokens[chunk.first].key in markers["thing"] and after.key not in markers["whether"]
