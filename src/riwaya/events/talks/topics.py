"""What talks are about: بشأن الهدنة, لبحث الأزمة, محادثات السلام, تناول اللقاء تبادل الأسرى.

A topic stands behind the words of talks, in what follows of their clause or in a clause that tells no more
than that they are held; before them, as the object of a verb of which they are the subject or the
occasion; or at the head of the next sentence.
"""

from riwaya.chars import BA, LAM, WAW, fold
from riwaya.document import Token
from riwaya.events.classes import bare
from riwaya.events.scene import Scene
from riwaya.events.talks.around import find_names, find_times, is_hard, is_occasion, opens_for_both
from riwaya.events.talks.spans import MOST, holds_talks, may_name, name_topics
from riwaya.events.talks.words import Kind, find_phrase, is_talk, is_word, prepositions_of
from riwaya.events.triggers import Trigger, find_verb
from riwaya.types import Span

_TAKING: tuple[Kind, ...] = ("take", "head")
_REACH = 40  # words behind talks in which their topics begin
_BACK = 24  # words before talks in which a verb may have them as its occasion
_TURN = 12  # words between a verb and the preposition that it takes
_JOINED = 2  # the same, of a preposition joined to its noun
_COMPANY = 30  # words between a verb and its object
_SUBJECT = 2  # words from a verb to the talks that are its subject
_HEADED = 8  # the same, where the topic is the subject: هيمنت أزمة المياه على القمة
_OPENING = 6  # words at the head of a sentence
_ALIKE = 4 * MOST  # topics among which those alike are sought


def find_topics(scene: Scene, triggers: list[Trigger]) -> tuple[Span, ...]:
    """Give the topics named at the triggers of one event, each once, the longer of two alike."""
    spans: dict[Span, frozenset[str]] = {}
    for trigger in triggers:
        for span in _find(scene, trigger) if len(spans) < _ALIKE else ():
            key = fold(scene.document.report.text[span.start : span.end])
            spans[span] = frozenset(map(bare, key.split()))
    longest = {words for words in spans.values() if not any(words < others for others in spans.values())}
    kept: dict[frozenset[str], Span] = {}
    for span, words in spans.items():
        if words in longest:
            kept.setdefault(words, span)
    return tuple(kept.values())[:MOST]


def _find(scene: Scene, trigger: Trigger) -> list[Span]:
    stop = scene.sentences[trigger.sentence].stop
    if own := _of_itself(scene, trigger, stop):
        return own
    found = _genitive(scene, trigger, stop) + (_before(scene, trigger) or _behind(scene, trigger, stop))
    return found or _open_next(scene, trigger)


def _of_itself(scene: Scene, trigger: Trigger, stop: int) -> list[Span]:
    """Read the topic that the word takes: ناقش [الأزمة], مناقشة [الخطة], التفاوض على [هدنة]."""
    word, at = scene.tokens[trigger.at].word, trigger.stop
    plain = trigger.verb or (word.verb_form == "masdar" and word.number != "p" and at < stop)
    if not plain or (not trigger.verb and scene.tokens[at].word.upos == "ADJ"):
        return []
    return _object_of(scene, trigger.at, stop)


def _genitive(scene: Scene, trigger: Trigger, stop: int) -> list[Span]:
    """Read the topic out of the name of talks: محادثات [السلام], المفاوضات [النووية]."""
    tokens, at = scene.tokens, trigger.at + 1
    if trigger.verb or at >= stop or tokens[at].word.proclitics:
        return []
    word, following = tokens[trigger.at].word, tokens[at].word
    if following.upos == "ADJ" and is_word(following, "quality"):
        return [Span(tokens[at].start, tokens[at].end)]
    action = following.verb_form == "masdar" and scene.is_a(trigger.at, "negotiation")
    named = is_word(following, "issue") or (action and not is_talk(tokens[at]))
    if word.det or word.enclitic or not named:
        return []
    turned = (n for n in range(at + 1, stop) if _is_turned(tokens, n))
    return name_topics(scene, at, next(turned, stop))[:1]


def _is_turned(tokens: tuple[Token, ...], at: int) -> bool:
    # محادثات السلام | في جنيف; محادثات السلام | اليمنية: the talks are Yemeni.
    word, before = tokens[at].word, tokens[at - 1].word
    other = word.upos == "ADJ" and word.gender == "f" and before.gender == "m"
    return other or word.upos == "ADP" or not {BA, LAM}.isdisjoint(word.proclitics)


def _behind(scene: Scene, trigger: Trigger, stop: int) -> list[Span]:
    """Go on from talks to the first words that lead to a topic."""
    tokens, at = scene.tokens, trigger.stop
    names = find_names(scene, trigger.at)
    while at < min(stop, trigger.stop + _REACH) and not is_hard(scene, at):
        word = tokens[at].word
        first = _lead(scene, trigger, at, stop)
        if first is not None:
            return name_topics(scene, first, stop)
        if _leads(tokens[at]):
            if tokens[at - 1].kind == "mark" and WAW in word.proclitics and not _may_be_verb(tokens[at]):
                break
            found = _object_of(scene, at, stop)
            if found or (word.upos == "VERB" and not is_word(word, "hold")):
                return found
        elif (word.upos == "VERB" and not is_word(word, "hold")) or _opens_clause(tokens, at):
            break
        elif _is_purpose(scene, at, stop) and not holds_talks(tokens, at, stop):
            break  # somebody else's: استغلوا المفاوضات | لتعزيز مواقعهم
        at = max(at + 1, names.get(at, 0))
    return []


def _leads(token: Token) -> bool:
    return any(is_word(token.word, kind) for kind in _TAKING) or bool(prepositions_of(token))


def _may_be_verb(token: Token) -> bool:
    # وبحثا: and they discussed; وسعيه is a noun.
    return token.word.upos == "VERB" or (not token.word.enclitic and find_verb(token) is not None)


def _opens_clause(tokens: tuple[Token, ...], at: int) -> bool:
    # يتوقع أن يتناول and حيث تم بحث go on, and so does قال إن المحادثات صعبة وإنها تناولت.
    if tokens[at].word.upos != "SCONJ" or tokens[at].word.enclitic or at + 1 == len(tokens):
        return False
    following = tokens[at + 2 if opens_for_both(tokens, at) else at + 1]
    return following.word.upos != "VERB" or not (_leads(following) or is_word(following.word, "hold"))


def _lead(scene: Scene, trigger: Trigger, at: int, stop: int) -> int | None:
    """Give where a topic begins if the words at ``at`` lead to one: بشأن | الهدنة, | لـ|إنهاء الحرب."""
    tokens = scene.tokens
    if _is_others(scene, at):
        return None
    near = at == trigger.stop or tokens[at - 1].kind == "mark"
    for kind in ("about", "aim", *(("near",) if near else ())):
        first = find_phrase(tokens, at, stop, kind)
        if first is not None and first < stop:
            return first
    apart = not near and any(tokens[n].kind == "mark" for n in range(trigger.stop, at))
    purpose = _is_purpose(scene, at, stop) and not apart and not holds_talks(tokens, at, stop)
    return at if purpose else None


def _before(scene: Scene, trigger: Trigger) -> list[Span]:
    """Find a word before talks that has them as subject or occasion: تناول اللقاء, ناقشا خلال اجتماع."""
    tokens, sentence = scene.tokens, scene.sentences[trigger.sentence]
    occasion = is_occasion(scene, trigger)
    for at in range(trigger.at - 1, max(sentence.first, trigger.at - _BACK) - 1, -1):
        word = tokens[at].word
        if is_hard(scene, at):
            break
        head = is_word(word, "head")
        near = trigger.at - at <= (_HEADED if head else _SUBJECT)
        subject = word.upos == "VERB" and near and not trigger.verb
        if _leads(tokens[at]) and (occasion or subject):
            found = _object_of(scene, at, trigger.at if head else sentence.stop)
            return [span for span in found if not span.start <= trigger.start < span.end]
        if word.upos == "SCONJ" or (word.upos == "VERB" and not is_word(word, "hold")):
            break
    return []


def _open_next(scene: Scene, trigger: Trigger) -> list[Span]:
    """Read the head of the next sentence: وبحث الجانبان [ملف الأسرى], وجرى تدارس [الأزمة]."""
    if trigger.sentence + 1 >= len(scene.sentences):
        return []
    sentence = scene.sentences[trigger.sentence + 1]
    held = False  # جرى, تم
    for at in range(sentence.first, min(sentence.stop - 1, sentence.first + _OPENING)):
        word, following = scene.tokens[at].word, scene.tokens[at + 1]
        if _leads(scene.tokens[at]) and (held or word.upos == "VERB"):
            both = "d" in (word.number, following.word.number) or is_talk(following)
            return _object_of(scene, at, sentence.stop) if held or both else []
        if word.upos in ("VERB", "AUX"):  # وكانا قد اتفقا tells of before
            held = is_word(word, "hold") and word.upos == "VERB"
            if not held:
                break
    return []


def _object_of(scene: Scene, at: int, stop: int) -> list[Span]:
    """Name what a word takes as its topic, directly or with its preposition."""
    tokens, taken = scene.tokens, prepositions_of(scene.tokens[at])
    takes = any(is_word(tokens[at].word, kind) for kind in _TAKING)
    for here in range(at + 1, min(stop, at + 2 if takes else at + _TURN) if taken else at + 1):
        word = tokens[here].word
        if is_hard(scene, here):
            break
        joined = word.proclitics[-1:] in taken and here <= at + _JOINED
        placed = scene.is_a(here, "in") and here + 1 in find_names(scene, here)
        if joined or (tokens[here].key in taken and not placed):
            return name_topics(scene, here if joined else here + 1, stop)
        if word.upos == "SCONJ" or (word.upos == "VERB" and not is_word(word, "hold")):
            break
    first = _skip_company(scene, at + 1, min(stop, at + _COMPANY)) if takes else None
    return [] if first is None else name_topics(scene, first, stop)


def _skip_company(scene: Scene, at: int, stop: int) -> int | None:
    """Go behind who discusses, with whom, when and where: بحث الوزيران في عمان أمس | عودة اللاجئين."""
    tokens, near = scene.tokens, min(at, stop - 1)
    known = find_names(scene, near) | find_times(scene, near)
    brought = aside = False  # by a preposition; between commas
    while at < stop and not is_hard(scene, at):
        word = tokens[at].word
        if aside and word.upos in ("PRON", "VERB"):  # a clause that tells more of the company
            at = next((n for n in range(at, stop) if tokens[n].kind == "mark"), stop)
        elif tokens[at].kind == "mark" or word.upos in ("ADP", "ADV", "PART"):
            brought = word.upos == "ADP" and not word.enclitic
            aside ^= tokens[at].kind == "mark"
            at += 1
        elif not may_name(tokens[at]):
            break
        elif at in known:
            at, brought = known[at], False
        elif brought or word.proclitics or _is_company(scene, at):
            at, brought = _behind_adjectives(scene, at + 1, stop), False
        else:
            return at
    return None


def _is_company(scene: Scene, at: int) -> bool:
    # الجانبان, الوزير, اللقاء
    token = scene.tokens[at]
    return token.word.number == "d" or scene.is_a(at, "official") or is_talk(token)


def _behind_adjectives(scene: Scene, at: int, stop: int) -> int:
    noun = scene.tokens[at - 1].word
    while at < stop and (word := scene.tokens[at].word).det == noun.det and not word.proclitics:
        agrees = word.upos == "ADJ" and word.gender in (noun.gender, None)
        if not (agrees or scene.is_a(at, "phone")):
            break
        at += 1
    return at


def _is_purpose(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether ل and a masdar say what talks are for: لـ[إنهاء الحرب], للـ[توصل إلى هدنة]."""
    word = scene.tokens[at].word
    if LAM in word.proclitics and is_word(word, "issue"):  # مؤتمر للسلام
        return True
    if LAM not in word.proclitics or word.verb_form != "masdar" or _leads(scene.tokens[at]):
        return False
    turned = at + 1 < stop and scene.tokens[at + 1].word.upos == "ADP"
    return not word.det or (turned and not is_word(word, "other"))


def _is_others(scene: Scene, at: int) -> bool:
    """Tell whether what leads on belongs to another noun: خطة [لدعم], تصريحات [بشأن], الضغط [لوقف]."""
    before = scene.tokens[at - 2 if at > 1 and scene.tokens[at - 1].word.upos == "ADJ" else at - 1]
    action = before.word.verb_form == "masdar" and not is_talk(before)
    return (action and LAM in scene.tokens[at].word.proclitics) or is_word(before.word, "other")
