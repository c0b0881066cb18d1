"""Whether a word of saying tells of a saying that took place, in another's voice than the report's."""

import msgspec

from riwaya.claims.adverbials import is_adverbial
from riwaya.claims.chunks import preposition
from riwaya.claims.frames import settle
from riwaya.claims.scene import Scene
from riwaya.claims.source_words import hides_name, load_source_words
from riwaya.claims.tables import CueRow, load_markers, rows_for, saying_word
from riwaya.document import Word

_TURNED_WITHIN = 16  # words from who turns to saying something to what he says
_TO = ("b", "ila")
_REFUSED_WITHIN = 5  # words between who refuses and what


def starts_saying(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word of saying with a complement of its own stands at a token."""
    word = saying_word(scene.tokens[at])
    if word is None or not is_told(scene, at, word):
        return False
    if word.lemma in load_markers()["plain_saying"] and word.verb_form in ("fin", "act-part"):
        return True
    settled = settle(scene, at, word, rows_for(word), limit)
    return settled is not None and settled.row.by in ("", "shows")


def is_not_ruled_out(scene: Scene, at: int, word: Word) -> bool:
    """Tell لم يستبعد: who does not rule a thing out says that it may be."""
    markers = load_markers()
    return (
        word.verb_form == "fin" and word.person == "3" and at > 0
        and word.lemma in markers["not_ruled_out"] and scene.tokens[at - 1].key in markers["negation"]
    )  # fmt: skip


def rows_at(scene: Scene, at: int, word: Word) -> tuple[CueRow, ...]:
    """Give the rows that a reading calls up where it stands; what is not ruled out is no rejection."""
    rows = rows_for(word)
    if not is_not_ruled_out(scene, at, word):
        return rows
    return tuple(msgspec.structs.replace(row, act="state") for row in rows)


def is_expected(scene: Scene, at: int, word: Word) -> bool:
    """Tell من المتوقع أن, من المرتقب أن: nobody's forecast."""
    tokens, markers = scene.tokens, load_markers()
    if not word.det or not 0 < at < len(tokens) - 1 or preposition(tokens[at - 1]) != "min":
        return False
    return word.lemma in markers["forecast"] and tokens[at + 1].key in markers["complementizer"]


def is_turned_to(scene: Scene, at: int, word: Word) -> bool:
    """Tell a noun of saying behind a verb that only leads to it: اكتفى [بالإشارة] إلى, سارع إلى [نفي]."""
    tokens, markers = scene.tokens, load_markers()
    if word.verb_form == "fin" or not at or preposition(tokens[at if word.proclitics else at - 1]) not in _TO:
        return False
    for step in range(at - 1, max(scene.sentence(at).first, at - _TURNED_WITHIN) - 1, -1):
        if tokens[step].word.verb_form == "fin":
            return tokens[step].word.lemma in markers["turns_to"]
    return False


def is_told(scene: Scene, at: int, word: Word) -> bool:
    """Tell whether a word of saying tells of a saying that took place, and not in the report's own voice."""
    markers, tokens = load_markers(), scene.tokens
    before = tokens[at - 1].key if at else ""
    if hides_name(tokens, at) or tokens[at].key in load_source_words()["called"] or _is_writ(scene, at):
        return False
    if word.verb_form == "fin":
        done = is_not_ruled_out(scene, at, word) or (_is_done(scene, at, word) and not _own_voice(scene, at))
        return done and not _describes_before(scene, at, word)
    if word.verb_form == "act-part" and rows_for(word)[0].kind == "verb":
        return is_adverbial(scene, at) or is_expected(scene, at, word)
    if before in markers["negation"] or (word.det and _is_refused(scene, at)):
        return False
    return not any(token.key in markers["negation_strong"] for token in tokens[max(0, at - 3) : at])


def _is_writ(scene: Scene, at: int) -> bool:
    """Tell a court's writ from an order that is told: أصدر القضاء [أمر] قبض, not أمر باعتقال."""
    if scene.tokens[at].key not in load_markers()["order"] or at + 1 >= len(scene.tokens):
        return False
    following = scene.tokens[at + 1].word
    return following.stem in load_markers()["writ"] and not following.proclitics


def _describes_before(scene: Scene, at: int, word: Word) -> bool:
    """Tell a word that is first a noun or adjective behind a bare masdar: يسود هدوء [حذر] المدينة."""
    first = scene.tokens[at].word
    if not at or first.verb_form == "fin" or first.proclitics or word.proclitics or word.enclitic:
        return False
    before = scene.tokens[at - 1].word
    bare = before.verb_form == "masdar" and not (before.det or before.enclitic or before.proclitics)
    return bare and scene.actor_of[at - 1] is None and before.gender == first.gender


def _is_refused(scene: Scene, at: int) -> bool:
    """Tell whether somebody refuses to say it: رفضت الوزارة [الكشف] عن الأسماء."""
    if scene.tokens[at].word.proclitics or (at and preposition(scene.tokens[at - 1])):
        return False  # بحجة أن
    for here in range(at - 1, max(scene.sentence(at).first, at - _REFUSED_WITHIN) - 1, -1):
        token = scene.tokens[here]
        if token.word.lemma in load_markers()["refusal"]:
            return True
        if token.kind == "mark" or token.word.upos in ("VERB", "SCONJ"):
            return False
    return False


def _is_done(scene: Scene, at: int, word: Word) -> bool:
    """Tell a finite verb of what was done from one of what will be, was not, or is wished for."""
    markers, tokens = load_markers(), scene.tokens
    before = tokens[at - 1].key if at else ""
    if word.person != "3" or (word.proclitics and word.proclitics[-1] in markers["future"]):
        return False
    if before in markers["negation_strong"] or before in markers["future"]:
        return False
    if before in load_source_words()["lack"]:
        return False  # عدم ذكر: no verb at all
    if word.lemma in markers["names"] and before in markers["what"]:
        return False  # ما يسمى: a name that goes about
    if word.mood == "jus" or word.proclitics in markers["asks"]:
        return False  # a jussive stands behind لم alone: فيلق is no فـ + يلق; أناشد is no question
    wished = before in markers["subjunctive"] and not (at > 1 and tokens[at - 2].key in markers["before"])
    return word.aspect != "imp" or not (wished or before in markers["negation"])


def _own_voice(scene: Scene, at: int) -> bool:
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["own_voice"]:
        return False
    return any(token.key in markers["complementizer"] for token in tokens[at + 1 : at + 3])
