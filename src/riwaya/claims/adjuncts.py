"""Chunks of a clause that only stand beside it: adjuncts, appositions, adjectives cut off."""

from collections.abc import Sequence

from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene, is_named
from riwaya.claims.tables import load_markers
from riwaya.document import Token


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


def names_object(scene: Scene, chunk: Chunk) -> bool:
    """Tell ما that stands for the object, not for a question: رفض [ما] قيل; but not ما إذا."""
    after = scene.tokens[min(chunk.first + 1, len(scene.tokens) - 1)]
    markers = load_markers()
    return scene.tokens[chunk.first].key in markers["thing"] and after.key not in markers["whether"]
