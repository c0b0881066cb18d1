"""Which readings of a word may be a word of saying, and when one that was not chosen is trusted."""

import msgspec

from riwaya.chars import DAMMA, SHADDA
from riwaya.claims.adverbials import is_seat
from riwaya.claims.chunks import preposition
from riwaya.claims.frames import settle
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_markers, rows_for, saying_word
from riwaya.document import Token, Word

_FIRST_VOWEL = 3  # letters in which it is written: قُ, اتُ
# Frames sure enough to trust a reading of the cue that was not chosen.
_SURE = ("anna", "colon", "quote", "relay", "obj+ila", "obj+b", "an", "min")


def readings(scene: Scene, at: int) -> list[Word]:
    """Give the readings of a token that call up rows, the likeliest first, then near rivals."""
    token = scene.tokens[at]
    if token.key in load_markers()["never"] or _is_no_word(scene, at):
        return []
    if token.word.upos == "ADP":
        opens = at == scene.sentence(at).first or scene.tokens[at - 1].kind == "mark"
        verbs = [word for word in token.others if word.verb_form == "fin" and rows_for(word)]
        return [word for word in verbs if opens or word.proclitics][:1]  # وبين المصدر أن
    first = _as_written(token, saying_word(token))
    if first is None and (token.word.upos not in ("NOUN", "PROPN", "ADJ") or token.word.det):
        return []
    rivals = [
        w for w in token.others
        if w.verb_form in ("fin", "act-part") and w is not first and rows_for(w) and _is_spelt(token, w)
    ]  # fmt: skip
    if first is None:
        return rivals[:2]
    if at and _is_who(scene, at - 1):
        return [*rivals[:2], first]
    if (noun := _governed(scene, at, first)) is not None:
        return [noun]
    return _fuller_first(scene, at, [first, *rivals[:2]])


def _as_written(token: Token, word: Word | None) -> Word | None:
    """Take a verb for passive where its first vowel is written so: اتُهمت عناصر, قُتل."""
    if word is None or word.verb_form != "fin" or word.aspect != "perf" or word.voice == "pass":
        return word
    marked = DAMMA in token.form[len(word.proclitics) : len(word.proclitics) + _FIRST_VOWEL]
    return msgspec.structs.replace(word, voice="pass") if marked else word


def _is_no_word(scene: Scene, at: int) -> bool:
    """Tell part of a name, a town, an amount (إلى ما يشبه مدينة أشباح), a seat."""
    markers = load_markers()
    amount = scene.tokens[at].key in markers["amounts"] and at > 0
    amount = amount and scene.tokens[at - 1].key in markers["what"]
    return amount or _is_in_name(scene, at) or _is_place(scene, at) or is_seat(scene, at)


def _is_spelt(token: Token, word: Word) -> bool:
    """Tell whether the form ends in the reading's pronoun as it is written: صورة is no صور + ه."""
    return token.form.endswith(word.enclitic)


def _governed(scene: Scene, at: int, first: Word) -> Word | None:
    """Give the masdar a finite verb must be behind a preposition: بعد [توقع] الخبير أن."""
    before = scene.tokens[at - 1] if at else None
    if before is None or first.verb_form != "fin" or first.proclitics or before.word.enclitic:
        return None
    if before.kind != "word" or not preposition(before) or _is_who(scene, at - 1):
        return None
    return next((w for w in scene.tokens[at].others if w.verb_form == "masdar" and rows_for(w)), None)


def _is_who(scene: Scene, at: int) -> bool:
    """Tell من that means who: كانت لندن أول [من] كشف عن."""
    before = scene.tokens[at - 1].key if at else ""
    return preposition(scene.tokens[at]) == "min" and before in load_markers()["before_who"]


def _fuller_first(scene: Scene, at: int, words: list[Word]) -> list[Word]:
    """Put a verb first whose frame takes in more of the clause: نعت الوزير [بالكاذب], not نعى الوزير."""
    lemmas = {word.lemma for word in words if word.verb_form == "fin"}
    if len(lemmas) < 2:
        return words
    limit = scene.sentence(at).stop
    found = [settle(scene, at, word, rows_for(word), limit) for word in words]
    if found[0] is None or found[0].frame != "obj":
        return words
    order = sorted(range(len(words)), key=lambda n: _is_plain(found[n]))
    return [words[n] for n in order]


def _is_plain(settled: Settled | None) -> bool:
    return settled is None or settled.frame == "obj"


def _is_in_name(scene: Scene, at: int) -> bool:
    """Tell whether a token stands inside a name: وكالة [الأنباء], [دان] كوتس."""
    actor = scene.actor_of[at]
    if actor is None or not actor.first <= at < actor.stop or actor.stop - actor.first == 1:
        return False
    if at == actor.stop - 1 and _says_on(scene, at):
        return False
    finite = scene.tokens[at].word.verb_form == "fin"
    return not actor.rule.endswith(":phrase") if finite else at > actor.first


def _says_on(scene: Scene, at: int) -> bool:
    """Tell a participle that goes on saying from an adjective: دمر خط أنابيب [مضيفا] أن."""
    word, behind = scene.tokens[at].word, scene.tokens[min(at + 1, len(scene.tokens) - 1)].key
    return word.verb_form == "act-part" and not word.det and behind in load_markers()["complementizer"]


def _is_place(scene: Scene, at: int) -> bool:
    """Tell the name of a town from a word of saying: حجة in Yemen, but بحجة أن."""
    behind = scene.tokens[at + 1].key if at + 1 < len(scene.tokens) else ""
    return at in scene.named_places and behind not in load_markers()["complementizer"]


def is_sure(scene: Scene, settled: Settled) -> bool:
    """Tell whether a frame bears out a reading of the cue that was not the chosen one."""
    chosen, word = scene.tokens[settled.at].word, settled.word
    if word is None or word.verb_form in (chosen.verb_form, "masdar"):
        return True
    if word.verb_form == "act-part":
        return chosen.verb_form is not None or chosen.upos == "ADJ" or settled.frame not in ("obj", "b")
    if chosen.upos == "ADP":  # عبر الوزير عن, بين المصدر أن
        named = settled.subject is not None and settled.subject.actor is not None
        named = named or SHADDA in scene.tokens[settled.at].form  # وبيّن أن
        return settled.frame in ("an", "anna", "colon") and named
    if _is_adjective(scene, settled):
        return False
    if (scene.tokens[settled.at].unsure and _has_both(settled)) or _is_titled_next(settled):
        return True
    by_pronoun = bool(word.enclitic) and "obj+" + settled.frame in settled.row.frames
    return by_pronoun or bool(settled.row.needs) or settled.frame.startswith(_SURE)


def _is_adjective(scene: Scene, settled: Settled) -> bool:
    """Tell an adjective behind its noun from a verb with an object: عاد هدوء [حذر] إلى المدينة."""
    before = scene.tokens[settled.at - 1].word if settled.at else None
    adjective = scene.tokens[settled.at].word.upos == "ADJ" and settled.frame.startswith("obj")
    return adjective and before is not None and before.upos == "NOUN" and not before.det


def _has_both(settled: Settled) -> bool:
    """Tell whether a subject and an object of its own stand behind the cue: عنف [المدير] [موظفيه]."""
    subject = settled.subject is not None and settled.subject.actor is not None
    return subject and settled.frame == "obj" and settled.content is not None


def _is_titled_next(settled: Settled) -> bool:
    """Tell whether an office with its name stands right behind the cue: فيما طالب [محافظ ذي قار فلان] بـ."""
    subject = settled.subject
    if subject is None or subject.actor is None or subject.first != settled.at + 1:
        return False
    return subject.actor.rule == "actor:titled" and settled.frame != "obj"
