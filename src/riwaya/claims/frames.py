"""Which row of the table a word of saying meets, by what stands behind it in its clause."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.adjuncts import part_chunks, part_needed, part_object, part_owner, part_receivers
from riwaya.claims.chunks import Chunk
from riwaya.claims.clauses import coordinated_verb, read_clause
from riwaya.claims.matching import Match
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import hides_name
from riwaya.claims.tables import CueRow, is_accusative, load_markers, rows_for, without_pronoun
from riwaya.document import Token, Word
from riwaya.phrases import is_nominal

# How far behind the start of a complement a word that a row needs may stand.
_NEEDED_WITHIN = 3
_NEEDED_LATER = 12
_OF_COURTS = ("reject", "condemn", "support")  # rulings, where a court has them
# How far before a noun of saying the verb may stand that it is the object of.
_ISSUED_WITHIN = 8


def settle(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], limit: int, *, led: bool = False
) -> Settled | None:
    """Find the first row whose complement stands in the clause behind token ``at``.

    ``led``: the subject stands before the verb, so that none is looked for behind it.
    """
    if _is_own_forecast(scene, at, word) or _is_purpose(scene, at, word):
        return None
    if _is_lacking(scene, at) or _is_second_noun(scene, at, word):
        return None
    clause = _clause(scene, at, rows, limit)
    if not led and (found := _shared(scene, at, word, rows, clause, limit)) is not None:
        return found
    return _first_met(scene, at, word, rows, clause, limit, led=led)


def _clause(scene: Scene, at: int, rows: Sequence[CueRow], limit: int) -> list[Chunk]:
    """Read the clause behind a word of saying, with what runs together in it parted."""
    clause = part_chunks(scene, read_clause(scene, at, rows, limit))
    if any("obj+l" in row.frames for row in rows):
        clause = part_receivers(scene, clause)
    if any(row.kind == "masdar" and "obj" in row.frames for row in rows):
        return part_owner(scene, clause)
    return part_object(scene, part_needed(scene, clause, rows), rows)


def _first_met(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], clause: list[Chunk], limit: int, *, led: bool
) -> Settled | None:
    for row in rows:
        found = Match(scene, at, word, row, clause, led=led).find()
        if found is not None and _has_needed(scene, row, found, limit):
            return _through_masdar(scene, found, limit) if found.frame.startswith("relay") else found
    return None


def _shared(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], clause: list[Chunk], limit: int
) -> Settled | None:
    """Take the complement from another word of saying behind the subject: يشجب الوزير [ويدين] الهجوم."""
    subject = clause[0] if clause and clause[0].kind == "np" else None
    if subject is None or word.verb_form != "fin" or subject.stop >= limit:
        return None
    other = coordinated_verb(scene, subject.stop, word)
    if other is None:
        return None
    near = rows_for(other)
    clause = _clause(scene, subject.stop, near, limit)
    found = _first_met(scene, subject.stop, other, near, clause, limit, led=False)
    if found is None or found.subject is not None:
        return None  # the other verb has a speaker of its own
    row = next((row for row in rows if found.frame in row.frames), None)
    if row is None:
        return None
    return msgspec.structs.replace(found, at=at, row=row, word=word, subject=subject)


def _is_own_forecast(scene: Scene, at: int, word: Word) -> bool:
    """Tell what a speaker himself expects: قال إنه من [المتوقع] أن."""
    before = scene.tokens[at - 2].key if at > 1 else ""
    return word.det and word.verb_form == "act-part" and before in load_markers()["complementizer"]


def _is_lacking(scene: Scene, at: int) -> bool:
    """Tell a saying that did not take place: عدم [دعوته] إلى المؤتمر."""
    before = scene.tokens[at - 1].word.stem if at else ""
    return before in load_markers()["lack"]


def _is_second_noun(scene: Scene, at: int, word: Word) -> bool:
    """Tell a noun of saying that only adds to another: عن إدانتها [واستنكارها] لـ."""
    joined = bool(word.proclitics) and word.proclitics in load_markers()["and"]
    if word.verb_form == "fin" or not (joined and word.enclitic and at):
        return False
    before = scene.tokens[at - 1].word
    return before.enclitic == word.enclitic and is_nominal(before)


def _is_purpose(scene: Scene, at: int, word: Word) -> bool:
    """Tell a noun of saying that only tells what a deed is for: تظاهروا [تأييدا] لـ; not أصدر [تحذيرا] من."""
    if word.verb_form not in (None, "masdar") or not is_accusative(word.stem) or word.enclitic:
        return False
    first, markers = scene.sentence(at).first, load_markers()
    near = scene.tokens[max(first, at - _ISSUED_WITHIN) : at]
    return not any(
        name in markers["issues"] for token in near for name in (token.word.lemma, token.word.stem)
    )


def _through_masdar(scene: Scene, found: Settled, limit: int) -> Settled:
    """Take act and content from the masdar that a relay hands on: نقلت عن مصدر [نفيه] للتقارير."""
    chunk = found.content
    word = scene.tokens[chunk.first].word if chunk is not None and chunk.kind == "np" else None
    if chunk is None or word is None or not word.enclitic or not rows_for(word):
        return found
    inner = settle(scene, chunk.first, word, rows_for(word), limit)
    if inner is None or inner.content is None:
        return found
    return msgspec.structs.replace(found, row=inner.row, content=inner.content)


def _strikes(scene: Scene, found: Settled) -> bool:
    """Tell an attack that inflicts casualties from one who expects them: غارة [توقع] قتلى."""
    if found.row.lemma not in load_markers()["forecast"] or found.subject is not None or found.before:
        return False
    return found.content is not None and (
        scene.tokens[found.content.first].word.stem in load_markers()["befalls"]
    )


def _has_needed(scene: Scene, row: CueRow, found: Settled, limit: int) -> bool:
    if hides_name(scene.tokens, found.at) or _strikes(scene, found):
        return False
    if row.act in _OF_COURTS and found.frame in ("obj", "deed") and _is_court(scene, found):
        return False
    if not row.needs or found.content is None or found.content.kind == "relative" or found.frame == "carried":
        return True
    first = found.content.first + (scene.tokens[found.content.first].word.upos == "ADP")
    if found.frame == "obj" and rows_for(scene.tokens[first].word):
        limit = first + 1  # the head is a word of saying itself: جدد التأكيد على
    reach = _NEEDED_LATER if found.frame == "obj+obj" else _NEEDED_WITHIN
    for token in scene.tokens[first : min(limit, first + reach)]:
        if not row.needed.isdisjoint(_names(token)):
            return True
    return False


def _names(token: Token) -> tuple[str, ...]:
    """Give what a list may call a word by: its noun with and without the pronoun, its verb, its form."""
    word = token.word
    return (without_pronoun(word), word.stem, word.lemma, word.noun, token.key)


def _is_court(scene: Scene, found: Settled) -> bool:
    """Tell whether a court speaks: رفضت المحكمة الطعن is a ruling, not a saying."""
    if found.subject is None:
        return False
    return scene.tokens[found.subject.first].word.stem in load_markers()["court"]
