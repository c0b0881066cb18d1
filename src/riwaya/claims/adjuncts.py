"""Chunks of a clause that only stand beside it: adjuncts, appositions, adjectives cut off."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.agreement import are_men, are_men_who_act
from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene, is_named, stem_offset, whole_first
from riwaya.claims.source_words import names_itself
from riwaya.claims.tables import CueRow, load_markers
from riwaya.document import Token, Word
from riwaya.phrases import is_nominal

_WITH_WHAT = ("b", "l", "min", "an")
_NEAR = 3  # chunks behind a verb that hold its subject


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
    doubted = chunk.prep == "fi" and noun.key in markers["demonstrative"]  # شكك خبراء [في ذلك]
    return not (doubted or markers["adjunct_noun"].isdisjoint(names))


def is_gesture(scene: Scene, chunk: Chunk) -> bool:
    """Tell a thing done with the hand, which says nothing: أشار [بيده] إلى, لوح [بالرايات]."""
    keys = (_noun(scene, chunk).word.stem, scene.tokens[chunk.first].key)
    return chunk.kind == "pp" and not load_markers()["gesture"].isdisjoint(keys)


def _noun(scene: Scene, chunk: Chunk) -> Token:
    """Give the noun behind a preposition, or the one that it is joined to."""
    at = chunk.first + (scene.tokens[chunk.first].word.upos == "ADP")
    if at + 1 < chunk.stop and scene.tokens[at].word.upos == "DET":
        at += 1  # رحب بهذا [القرار]
    return scene.tokens[min(at, len(scene.tokens) - 1)]


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


def part_object(scene: Scene, clause: list[Chunk], rows: Sequence[CueRow]) -> list[Chunk]:
    """Part who speaks from his object, where they run together: اتهم ناشطون | السلطات بـ.

    Only where no other phrase before the second complement can be the object.
    """
    preps = {frame[4:] for row in rows if row.kind == "verb" for frame in row.frames if frame[:4] == "obj+"}
    later = next((place for place, chunk in enumerate(clause) if _completes(scene, chunk, preps, rows)), 0)
    before = clause[:later]
    if not before or any(c.kind not in ("np", "pp", "time") or c.joined for c in before):
        return clause
    whole = before[-1]
    if before[0].kind != "np" or any(c.kind == "np" for c in before[1:]):
        return clause
    at = _second_phrase(scene, whole)
    if at is None:
        return clause
    return [*before[:-1], *_cut(scene, whole, at), *clause[later:]]


def part_needed(scene: Scene, clause: list[Chunk], rows: Sequence[CueRow]) -> list[Chunk]:
    """Part who speaks from the object that his verb is known by: تبنى تنظيم الدولة | العملية."""
    needed = [row.needed for row in rows if row.kind == "verb" and "obj" in row.frames and row.needs]
    if not needed:
        return clause
    for place, whole in enumerate(clause[:_NEAR]):
        for at in range(whole.first + 1, whole.stop if whole.kind == "np" else 0):
            word = scene.tokens[at].word
            names = (word.stem, word.lemma, word.noun)
            if word.det and not word.proclitics and any(not words.isdisjoint(names) for words in needed):
                return [*clause[:place], *_cut(scene, whole, at), *clause[place + 1 :]]
    return clause


def part_owner(scene: Scene, clause: list[Chunk]) -> list[Chunk]:
    """Part whose deed a masdar names from what he does it to: رفض الحركة | المقترح."""
    whole = clause[0] if clause else None
    alone = whole is not None and whole.kind == "np" and (len(clause) == 1 or clause[1].kind != "np")
    at = _second_phrase(scene, whole) if whole is not None and alone else None
    if whole is None or at is None:
        return clause
    return [*_cut(scene, whole, at), *clause[1:]]


def _cut(scene: Scene, whole: Chunk, at: int) -> tuple[Chunk, Chunk]:
    """Cut a phrase before a token into who and what, each with the actor it begins with."""
    actor = whole.actor
    if actor is not None and actor.stop > at:
        actor = scene.make_mention(whole.first, at)
    thing = Chunk("np", at, whole.stop, scene.tokens[at].start, actor=scene.begins.get(at))
    return msgspec.structs.replace(whole, stop=at, actor=actor), thing


def _completes(scene: Scene, chunk: Chunk, preps: set[str], rows: Sequence[CueRow]) -> bool:
    """Tell a second complement: اتهم س ص [بـ], حمّل س ص [المسؤولية]."""
    if chunk.kind == "np" and "obj" in preps:
        word = scene.tokens[chunk.first].word
        return any(not row.needed.isdisjoint((word.stem, word.lemma, word.noun)) for row in rows)
    return chunk.kind in ("pp", "anna") and chunk.prep in preps and not chunk.bare


def _second_phrase(scene: Scene, chunk: Chunk) -> int | None:
    """Give the token within a phrase that cannot belong to what stands before it.

    That is a definite noun behind a phrase that is closed (الرئيس | الحكومة, ناشطون | السلطات),
    an adjective that nothing before it agrees with (الرئيس | المعارضة), or a name in quotation marks.
    """
    tokens, titled = scene.tokens, _titled(scene, chunk)
    for at in range(chunk.first + (2 if chunk.kind == "pp" else 1), chunk.stop):
        word, last = tokens[at].word, tokens[at - 1].word
        if at in titled:
            continue
        if scene.opens_quotation(at) is not None and last.det:
            return at
        if at in scene.begins and at - 1 in scene.named_places:
            return at
        if not word.det or word.proclitics:
            continue
        closed = last.det or last.enclitic or last.upos == "PROPN" or are_men_who_act(last)
        before = tokens[chunk.first : at]
        alien = word.upos == "ADJ" and not any(describes(token.word, word) for token in before)
        if closed and (word.upos == "NOUN" or alien):
            return at
    return None


def _titled(scene: Scene, chunk: Chunk) -> set[int]:
    """Give the tokens of a phrase from an office to where its holder's name begins, which are one phrase:
    مفوض شؤون [اللاجئين] فلان, محافظ ذي قار [عادل] الدخيلي."""
    found: set[int] = set()
    for at in range(chunk.first, chunk.stop):
        actor = scene.begins.get(at)
        if actor is not None and actor.kind == "person" and chunk.first <= whole_first(actor) < at:
            found.update(range(whole_first(actor), at + 1))
    return found


def describes(noun: Word, adjective: Word) -> bool:
    """Tell whether a definite adjective may describe a noun, by gender and number."""
    if adjective.number == "d":
        return noun.number == "d"  # الرياض | الجارتين
    if adjective.number != "s" or noun.number == "d" or not is_nominal(noun) or noun.gender is None:
        return True
    if noun.number == "s":
        return noun.gender == adjective.gender
    return not are_men(noun) and adjective.gender == "f"


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
    if place and clause[place - 1].stop == names_itself(scene.tokens, clause[place - 1].first):
        return True  # جماعة تسمي نفسها | كتائب النصر
    if place > 1 and clause[place - 2].kind == "pp" and clause[place - 1].kind in ("verb", "cue"):
        verb = scene.tokens[clause[place - 1].first].word
        if verb.enclitic and not verb.proclitics:
            return True  # في خطاب بثه | التلفزيون
    before = [c for c in clause[max(0, place - 2) : place] if c.kind != "comma"][-1:]
    behind = bool(before) and before[0].kind in ("pp", "np", "quote")
    if place and before and before[0] is clause[place - 1] and _acts_on(scene, before[0]):
        return True  # خلال لقائه | نظيره
    if not behind or chunk.actor is not None or head.upos != "ADJ" or not head.det:
        return False
    return any(describes(token.word, head) for token in scene.tokens[before[0].first : before[0].stop])


def _acts_on(scene: Scene, chunk: Chunk) -> bool:
    """Tell a deed with its doer's pronoun, whose object stands behind it: خلال [زيارته], لدى [استقباله]."""
    words = scene.tokens[chunk.stop - 1].readings
    deed = any(word.verb_form == "masdar" and word.enclitic for word in words)
    return deed and chunk.kind == "pp" and chunk.prep == "other" and chunk.stop == chunk.first + 2


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
