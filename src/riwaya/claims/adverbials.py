"""Words beside a verb: participles that go on saying, masdars of its own, whom a source talked to."""

from riwaya.chars import ALEF, LAM
from riwaya.claims.scene import COMMAS, Scene
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import load_markers
from riwaya.document import Word
from riwaya.phrases import is_nominal

_COGNATE_WITHIN = 12  # words between a verb and the masdar of its own that strengthens it
_ASIDE_WITHIN = 8  # words of whom a source talked to
_TAKEN_WITHIN = 4  # words between a verb of taking and what a place is taken for


def is_adverbial(scene: Scene, at: int) -> bool:
    """Tell whether a participle stands by itself beside a verb: قائلا, مشيرة, مؤكدين.

    Not القائل, and not an adjective behind its noun: تقارير مؤكدة.
    """
    token, markers = scene.tokens[at], load_markers()
    word = token.word
    if word.det or word.enclitic or (word.proclitics and word.proclitics not in markers["and"]):
        return False
    before = scene.tokens[at - 1] if at else token
    if at and (before.word.upos == "NUM" or before.kind == "number" or before.word.lemma in markers["be"]):
        return False  # 36 متهما, وكانت محملة
    if at and strengthens(scene, at - 1):
        return False  # نفى نفيا [قاطعا]
    if before.key in markers["not_a"] or (before.word.upos == "ADP" and not before.word.enclitic):
        return False
    following = scene.tokens[at + 1].key if at + 1 < len(scene.tokens) else ""
    states = following in markers["complementizer"] or following in markers["preposition_ila"]
    if word.upos == "NOUN" and not word.verb_form and not token.unsure and not states:
        return False  # ممرا: a corridor
    if token.key[-1:] in markers["feminine_end"] and at and scene.actor_of[at - 1] is None and not states:
        noun = before.word
        return not (is_nominal(noun) and not noun.det and not noun.enclitic and noun.upos != "PROPN")
    return token.key[-1:] in markers["adverbial_end"] or token.key[-2:] in markers["adverbial_end"]


def strengthens(scene: Scene, at: int) -> bool:
    """Tell a masdar that only strengthens the verb it stands behind: نفت الوزارة [نفيا] قاطعا الأنباء.

    Behind another verb, or in another sentence, it is what is said: ورفضت الحركة [رفضا] لا يقبل الجدل.
    """
    token = scene.tokens[at]
    word = token.word
    if word.verb_form != "masdar" or word.det or word.proclitics or word.enclitic:
        return False
    if token.key[-1:] not in load_markers()["accusative_end"]:
        return False
    first = max(scene.sentence(at).first, at - _COGNATE_WITHIN)
    verbs = (scene.tokens[step].word for step in range(at - 1, first - 1, -1))
    verb = next((other for other in verbs if other.verb_form == "fin"), None)
    return verb is not None and verb.lemma == word.lemma


def talks_to(scene: Scene, at: int, word: Word) -> int:
    """Give the comma behind whom a source talked to: مصادر، [تحدثت للوكالة]، أن; 0 for none."""
    tokens = scene.tokens
    aside = at > 0 and tokens[at - 1].form in COMMAS and word.lemma in load_source_words()["talks_to"]
    if not aside or at + 1 >= len(tokens):
        return 0
    following = tokens[at + 1].word
    if following.upos != "ADP" and LAM not in following.proclitics:
        return 0
    near = range(at + 1, min(len(tokens), at + _ASIDE_WITHIN))
    return next((step for step in near if tokens[step].form in COMMAS), 0)


def is_seat(scene: Scene, at: int) -> bool:
    """Tell what somebody takes a place for: المرصد الذي يتخذ من لندن [مقرا]."""
    if scene.tokens[at].key.removesuffix(ALEF) not in load_source_words()["seat"]:
        return False
    near = scene.tokens[max(0, at - _TAKEN_WITHIN) : at]
    return any(token.word.lemma in load_markers()["takes"] for token in near)
