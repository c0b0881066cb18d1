"""Chunks of a clause that only stand beside it: adjuncts, appositions, adjectives cut off."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.chunks import NAME_WORDS, Chunk
from riwaya.claims.scene import Scene, is_named, stem_offset
from riwaya.claims.tables import load_markers
from riwaya.document import Token
from riwaya.phrases import is_nominal

_WITH_WHAT = ("b", "l", "min", "an")


def is_adjunct(scene: Scene, chunk: Chunk) -> bool:
    """Tell a phrase with a preposition that is none of what is said: بدوره, في بيان, نقلا عن."""
    markers, tokens = load_markers(), scene.tokens
    before = tokens[chunk.first - 1].key
    if tokens[chunk.first].key in markers["adjunct_b"]:
        return True
    if (chunk.prep == "an" and before in markers["citing"]) or before in markers["leans"]:
        return True  # كشفت الصحيفة نقلا عن مسؤول أن; مصادر مقربة من القائد
    noun = _noun(scene, chunk)
    names = (noun.word.stem, noun.key)
    if chunk.prep in ("fi", "other") and not markers["said_in"].isdisjoint(names):
        return True  # قال في بيان; but ندد ببيان
    return not markers["adjunct_noun"].isdisjoint(names)


def is_gesture(scene: Scene, chunk: Chunk) -> bool:
    """Tell a thing done with the hand, which says nothing: أشار [بيده] إلى, لوح [بالرايات]."""
    keys = (_noun(scene, chunk).word.stem, scene.tokens[chunk.first].key)
    return chunk.kind == "pp" and not load_markers()["gesture"].isdisjoint(keys)


def _noun(scene: Scene, chunk: Chunk) -> Token:
    """Give the noun behind a preposition, or the one that it is joined to."""
    behind = scene.tokens[chunk.first].word.upos == "ADP"
    return scene.tokens[min(chunk.first + behind, len(scene.tokens) - 1)]


def part_chunks(scene: Scene, clause: Sequence[Chunk]) -> list[Chunk]:
    """Part what runs together in a clause: بأشد العبارات | الهجوم, إياها | عدوانا, ب | ما سماه."""
    parted: list[Chunk] = []
    for chunk in clause:
        before = parted[-1] if parted else None
        if before is not None and chunk.kind == "np" and _lacks_noun(scene, before):
            parted[-1] = msgspec.structs.replace(before, stop=chunk.stop, actor=chunk.actor)
        elif (at := _parts_at(scene, chunk, before)) is not None:
            thing = Chunk("np", at, chunk.stop, scene.tokens[at].start, actor=scene.actor_at(at))
            parted += [msgspec.structs.replace(chunk, stop=at), thing]
        else:
            parted.append(chunk if before is not None and before.kind == "comma" else _what(scene, chunk))
    return parted


def _parts_at(scene: Scene, chunk: Chunk, before: Chunk | None) -> int | None:
    """Give the token where another phrase begins within a chunk."""
    markers, opening = load_markers(), scene.tokens[chunk.first]
    at = chunk.first + (2 if chunk.kind == "pp" else 1)
    if at >= chunk.stop or chunk.kind not in ("pp", "np"):
        return None
    word = scene.tokens[at].word
    if chunk.kind == "pp":
        return at if opening.key in markers["manner"] and word.upos != "ADJ" else None
    points = opening.key in markers["demonstrative"] and not word.det  # عدت ذلك | أكبر تهجير
    behind = before is not None and before.kind in ("np", "quote") and chunk.actor is None
    adjective = opening.word.upos == "ADJ" and opening.word.det and word.upos == "NOUN" and word.det
    return at if points or opening.key in markers["object_pronoun"] or (behind and adjective) else None


def part_receivers(scene: Scene, clause: Sequence[Chunk]) -> list[Chunk]:
    """Part an object from what it is asked for, where they run together: دعت لندن الطرفين | للحوار."""
    parted: list[Chunk] = []
    for chunk in clause:
        at = _joined_l(scene, chunk) if parted and parted[-1].kind == chunk.kind == "np" else None
        if at is None:
            parted.append(chunk)
            continue
        start = scene.tokens[at].start + stem_offset(scene.tokens[at])
        parted += [
            msgspec.structs.replace(chunk, stop=at, actor=None),
            Chunk("pp", at, chunk.stop, start, "l", scene.actor_of[at]),
        ]
    return parted


def _joined_l(scene: Scene, chunk: Chunk) -> int | None:
    """Give the first noun behind لـ within a phrase."""
    for at in range(chunk.first + 1, chunk.stop):
        if scene.tokens[at].word.proclitics[-1:] in load_markers()["preposition_l"]:
            return at
    return None


def _lacks_noun(scene: Scene, chunk: Chunk) -> bool:
    """Tell a preposition cut off from its noun: في | هذا الصدد."""
    alone = chunk.kind == "pp" and not chunk.bare and chunk.stop == chunk.first + 1
    return alone and scene.tokens[chunk.first].word.upos == "ADP"


def _what(scene: Scene, chunk: Chunk) -> Chunk:
    """Read ما with its preposition as a phrase: أشاد [بما] سماه, حذر [مما] جرى."""
    markers, token = load_markers(), scene.tokens[chunk.first]
    prep = next((name for name in _WITH_WHAT if token.key in markers[name + "_what"]), "")
    verb = scene.tokens[min(chunk.stop, len(scene.tokens) - 1)].word
    sure = verb.aspect != "imp" and (prep != "l" or verb.enclitic)  # not بما يضمن, لما وصل
    if not prep or verb.verb_form != "fin" or not (sure or verb.lemma in markers["goes_on"]):
        return chunk
    return msgspec.structs.replace(chunk, kind="pp", prep=prep, start=token.start + (prep in "bl"))


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
    """Tell an adjective cut off from the phrase before it: جلسة الحكومة | الأسبوعية; "سانا"، | التابعة لـ."""
    chunk = clause[place]
    head = scene.tokens[chunk.first].word
    before = [c for c in clause[max(0, place - 2) : place] if c.kind != "comma"][-1:]
    behind = bool(before) and before[0].kind in ("pp", "np", "quote")
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


def is_name(chunk: Chunk) -> bool:
    """Tell a name in quotation marks from speech: "رويترز"."""
    return chunk.kind == "quote" and chunk.stop - chunk.first - 2 < NAME_WORDS


def is_oblique(scene: Scene, chunk: Chunk) -> bool:
    """Tell a dual or plural in the case of objects, which no verb has for its subject: دعا [الطرفين] إلى."""
    word, markers = scene.tokens[chunk.first].word, load_markers()
    if not (word.stem[-2:] in markers["oblique_end"] and word.det and word.number in ("d", "p")):
        return False
    base = word.stem[:-2]  # القوانين is no oblique: its singular is قانون
    singulars = {base, *(base + end for end in markers["closed_ta"])}
    return word.upos != "PROPN" and not singulars.isdisjoint((word.lemma, word.noun))


def names_object(scene: Scene, chunk: Chunk) -> bool:
    """Tell ما that stands for the object, not for a question: رفض [ما] قيل; but not ما إذا."""
    after = scene.tokens[min(chunk.first + 1, len(scene.tokens) - 1)]
    markers = load_markers()
    return scene.tokens[chunk.first].key in markers["thing"] and after.key not in markers["whether"]
