"""How far a topic runs, and which others are named with it."""

from itertools import takewhile

from riwaya.chars import LAM, WAW
from riwaya.document import Token
from riwaya.events.scene import Scene
from riwaya.events.talks.around import HARD, find_names, find_times
from riwaya.events.talks.words import Kind, find_phrase, is_talk, is_word, prepositions_of
from riwaya.phrases import is_nominal
from riwaya.types import Span

MOST = 6  # topics of one event
_LONGEST = 14  # words of one topic
_HELD = 4  # words from holding to talks: إجراء مزيد من المحادثات
_CLOSING = ("SCONJ", "CCONJ", "PRON", "VERB", "AUX")
_QUOTES = frozenset('"«“')


def name_topics(scene: Scene, at: int, stop: int) -> list[Span]:
    """Give each noun phrase of a coordination: وقف إطلاق النار | والضمانات الأمنية، ومنها | سحب القوات."""
    tokens = scene.tokens
    found: list[Span] = []
    at = _enter(tokens, at, stop)
    while at < stop and len(found) < MOST and may_name(tokens[at]) and at not in find_times(scene, at):
        end = _end(scene, at, stop)
        if not _says_nothing(tokens, at, end):
            found.append(Span(tokens[at].start + _skip(tokens[at]), tokens[end - 1].end))
        at = _enter(tokens, _find_next(tokens, end, stop), stop)
    return found


def holds_talks(tokens: tuple[Token, ...], at: int, stop: int) -> bool:
    """Tell whether a word only says that talks are held: إجراء [مزيد من] المحادثات, مواصلة الحوار."""
    holding = tokens[at].word.verb_form == "masdar" or is_word(tokens[at].word, "hold")
    return holding and any(is_talk(tokens[n]) for n in range(at + 1, min(stop, at + _HELD)))


def _says_nothing(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Tell whether a phrase is no topic: [اتفاق], [أي تقدم], [إجراء محادثات], مناقشة الخطة و[إقرارها]."""
    word = tokens[at].word
    alone = end == at + 1 and (is_word(word, "through") or (word.enclitic and word.verb_form == "masdar"))
    void = any(is_word(tokens[n].word, "void") for n in range(at, min(end, at + 2)))
    return bool(alone) or void or is_talk(tokens[at]) or holds_talks(tokens, at, end)


def may_name(token: Token) -> bool:
    """Tell whether a token can open a topic: a noun or name, or what may be one, سبل and دفع alike."""
    nominal = is_nominal(token.word) or (token.unsure and any(map(is_nominal, token.others)))
    return nominal and token.kind == "word"


def _skip(token: Token) -> int:
    """Count the letters of the clitics before a topic, and of للـ the second ل, which stands for ال."""
    return len(token.word.proclitics) + (token.word.det and token.word.proclitics[-1:] == LAM)


def _enter(tokens: tuple[Token, ...], at: int, stop: int) -> int:
    """Go behind what only leads to a topic: التوصل إلى | هدنة, اتفاق على | تبادل الأسرى, مناقشة | الأزمة."""
    while at < stop:
        word, here = tokens[at].word, at + 1
        if is_word(word, "take") and here < stop and may_name(tokens[here]):
            if word.number == "p" or tokens[here].word.proclitics:
                return at
        elif is_word(word, "through"):
            here = _behind_preposition(tokens, here, stop, prepositions_of(tokens[at]))
            if here == at:
                return at
        elif tokens[at].form not in _QUOTES:
            return at
        at = here
    return at


def _behind_preposition(tokens: tuple[Token, ...], at: int, stop: int, taken: frozenset[str]) -> int:
    """Go behind a preposition that a word takes; give the word itself, before ``at``, where it takes none."""
    about = find_phrase(tokens, at, stop, "about")
    if about is not None:
        return about
    if at < stop and taken and tokens[at].word.proclitics[:1] not in taken:
        return at + 1 if tokens[at].key in taken else at - 1  # اتفاق سلام is a topic itself
    return at


def _find_next(tokens: tuple[Token, ...], end: int, stop: int) -> int:
    """Give where the next topic begins, behind و or what names further ones: وعلى رأسها, بما في ذلك."""
    at = end + 1 if end < stop and tokens[end].kind == "mark" else end
    if (more := find_phrase(tokens, at, stop, "more")) is not None:
        return more
    if _is_joined(tokens, at, stop) and (at == end or not tokens[at].unsure):
        return at
    cut_off = takewhile(lambda n: tokens[n].form not in HARD, range(end, min(stop, end + _LONGEST)))
    return next((n for n in cut_off if _resumes(tokens, n)), stop)


def _resumes(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a list goes on behind what hung on its last item: وقف القصف الذي بدأ، [وإجلاء] الجرحى."""
    action = tokens[at].word.verb_form == "masdar" and not tokens[at].unsure
    return action and tokens[at - 1].kind == "mark" and _is_joined(tokens, at, at + 1)


def _is_joined(tokens: tuple[Token, ...], at: int, stop: int) -> bool:
    return at < stop and tokens[at].word.proclitics[:1] == WAW and may_name(tokens[at])


def _end(scene: Scene, at: int, stop: int) -> int:
    """Find where a topic stops: at a mark, a time, a verb, a relative clause, or the next topic."""
    times, end = find_times(scene, at), at + 1
    while end < min(stop, at + _LONGEST) and end not in times and _goes_on(scene, at, end, stop):
        end += 1
    while end > at + 1 and _hangs(scene.tokens, end):
        end -= 1
    return end


def _goes_on(scene: Scene, at: int, end: int, stop: int) -> bool:
    """Tell whether a topic that began at ``at`` goes on with the token at ``end``."""
    tokens = scene.tokens
    word, before = tokens[end].word, tokens[end - 1].word
    if tokens[end].kind == "mark" or (word.upos in _CLOSING and not _completes(tokens, at, end)):
        return False
    if word.proclitics[:1] == WAW and not _belongs(scene, at, end):
        return False
    kinds: tuple[Kind, ...] = (
        ("end", "more", "aim") if end > at + 1 else ("end", "more")
    )  # خطط [من أجل السلم]
    if any(find_phrase(tokens, end, stop, kind) is not None for kind in kinds):
        return False
    bare = word.upos in ("NOUN", "ADJ", "ADV") and not (word.det or word.proclitics)
    if bare and before.upos == "ADJ" and before.det:  # البرنامج النووي | أهم قرار
        return False
    if word.upos == "ADV":  # إطلاق سراح [نحو] 700 سجين
        return end + 1 < stop and tokens[end + 1].kind == "number"
    placing = scene.is_a(end, "on") or scene.is_a(end, "in")
    if placing and end + 1 < stop and is_talk(tokens[end + 1]):  # هيمنت الحرب | على المحادثات
        return False
    return not _is_with_party(scene, at, end)


def _completes(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Tell whether what was read as a verb is the genitive that a bare first noun lacks: سبل [دفع] المسار."""
    follows = end == at + 1 and not tokens[at].word.det and not tokens[end].word.proclitics
    return follows and may_name(tokens[end])


def _belongs(scene: Scene, at: int, end: int) -> bool:
    """Tell whether و goes on with the topic: الإنسانية [والطبية], في سوريا [والعراق], حجم [ونطاق] المنطقة."""
    word, before = scene.tokens[end].word, scene.tokens[end - 1].word
    if word.upos == "ADJ":
        return before.upos == "ADJ" and before.det == word.det
    if end == at + 1 and before.upos == "NOUN" and not (before.det or before.enclitic):
        return not word.det
    names = find_names(scene, end)
    return end in names and end in names.values()


def _is_with_party(scene: Scene, at: int, end: int) -> bool:
    """Tell whether a party is named next: الضمانات الأمنية | مع روسيا, هدنة طويلة | بين الفصائل."""
    joined = end > at + 1 and scene.tokens[end].word.upos == "ADP" and scene.is_a(end, "between")
    return joined and end + 1 in find_names(scene, end)


def _hangs(tokens: tuple[Token, ...], end: int) -> bool:
    """Tell whether a last word lacks what was cut off: إعادة فتح المعبر [في] | أمس, القتال [الدائر] | بين."""
    word = tokens[end - 1].word
    if word.upos == "ADP":
        return not word.enclitic
    turned = end < len(tokens) and tokens[end].word.upos == "ADP"
    return turned and word.upos == "ADJ" and word.det and word.verb_form == "act-part"
