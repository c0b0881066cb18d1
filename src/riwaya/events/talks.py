"""How talks stand: the number of the round, what they are about, and how they go."""

from functools import cache

import msgspec

from riwaya.chars import LAM, WAW, fold
from riwaya.events.classes import bare
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.resources import load_table
from riwaya.types import Assessment, Span, Talks

_REACH = 14  # words behind talks in which their topics begin
_MAX_TOPICS = 5
_LONGEST = 16  # words of one topic
_INNER = '"«»“”،/'
_NAMING = ("NOUN", "PROPN", "ADJ", "NUM")


class AssessmentRow(msgspec.Struct, frozen=True):
    """Words that say how talks go."""

    assessment: Assessment
    words: tuple[str, ...]


@cache
def _load_assessments() -> dict[str, Assessment]:
    rows = load_table("riwaya.events", "talks.tsv", AssessmentRow)
    return {bare(fold(word)): row.assessment for row in rows for word in row.words}


def read_talks(scene: Scene, triggers: list[Trigger]) -> Talks:
    """Read round, topics and assessment at the triggers of one event of talks."""
    number = next((n for t in triggers if (n := _find_round(scene, t)) is not None), None)
    text = scene.document.report.text
    topics: dict[str, Span] = {}
    for trigger in triggers:
        for topic in _find_topics(scene, trigger):
            topics.setdefault(fold(text[topic.start : topic.end]), topic)
    assessment = next((a for t in triggers if (a := _assess(scene, t)) is not None), None)
    return Talks(number, tuple(topics.values())[:_MAX_TOPICS], assessment)


def _find_round(scene: Scene, trigger: Trigger) -> int | None:
    sentence = scene.sentences[trigger.sentence]
    for at in range(max(sentence.first, trigger.at - 4), min(sentence.stop - 1, trigger.at + 6)):
        if scene.is_a(at, "round"):
            for name, number in _ORDINALS:
                if scene.is_a(at + 1, name):
                    return number
    return None


_ORDINALS = tuple((f"ordinal{n}", n) for n in range(1, 11))


def _find_topics(scene: Scene, trigger: Trigger) -> list[Span]:
    """Find what talks are about: بشأن الهدنة, لبحث الأزمة, مناقشة الخطة, لوقف القتال."""
    tokens, stop = scene.tokens, scene.sentences[trigger.sentence].stop
    if scene.is_a(trigger.at, "discussing") and trigger.stop < stop:
        first = _behind_subject(scene, trigger) if trigger.verb else trigger.stop
        if tokens[first].word.upos in ("NOUN", "PROPN") and not tokens[first].word.proclitics:
            return _coordinated(scene, first, stop)
    for at in range(trigger.stop, min(stop - 1, trigger.stop + _REACH)):
        if tokens[at].word.upos == "VERB" or (tokens[at].kind == "mark" and tokens[at].form not in _INNER):
            break
        if scene.is_a(at, "discussing") or scene.is_a(at, "topic"):
            return _coordinated(scene, at + 1, stop)
        word = tokens[at].word
        if LAM in word.proclitics and word.verb_form == "masdar" and not word.det:  # not للدفاع عن
            return _coordinated(scene, at, stop)
    return []


def _behind_subject(scene: Scene, trigger: Trigger) -> int:
    """Give the token behind the subject of a verb: ناقش الوزيران | الأزمة."""
    for actor in scene.actors.get(trigger.sentence, ()):
        if trigger.at < (actor.whole_first or actor.first) <= trigger.at + 2:
            return min(max(actor.stop, actor.whole_stop), scene.sentences[trigger.sentence].stop - 1)
    return trigger.stop


def _coordinated(scene: Scene, at: int, stop: int) -> list[Span]:
    """Give each noun phrase of a coordination: وقف إطلاق النار | والضمانات الأمنية."""
    tokens = scene.tokens
    found: list[Span] = []
    while at < stop and tokens[at].word.upos in _NAMING:
        end = _end(scene, at, stop)
        skip = len(tokens[at].word.proclitics)
        found.append(Span(tokens[at].start + skip, tokens[end - 1].end))
        if end >= stop or tokens[end].word.proclitics[:1] != WAW or tokens[end].word.upos == "VERB":
            break
        at = end
    return found


def _end(scene: Scene, at: int, stop: int) -> int:
    """Find where a topic stops: at a mark, a time, a verb outside a relative clause, or the next topic."""
    tokens = scene.tokens
    times = {time.first for time in scene.times.get(scene.sentence_of[at], ())}
    end, relative = at + 1, False
    while end < min(stop, at + _LONGEST):
        word = tokens[end].word
        if tokens[end].kind == "mark" or end in times or word.upos == "SCONJ":
            break
        if word.proclitics[:1] == WAW and not relative:
            break
        if word.upos == "VERB" and not relative:
            break
        relative = relative or word.upos == "PRON"
        end += 1
    while end > at + 1 and tokens[end - 1].word.upos == "ADP" and not tokens[end - 1].word.enclitic:
        end -= 1  # its noun was cut off: الذي أعلن في | الاثنين
    return end


def _assess(scene: Scene, trigger: Trigger) -> Assessment | None:
    sentence = scene.sentences[trigger.sentence]
    table = _load_assessments()
    behind = range(trigger.at + 1, min(sentence.stop, trigger.at + 9))
    before = range(trigger.at - 1, max(sentence.first, trigger.at - 7) - 1, -1)
    for at in (*behind, *before):
        for key, _ in scene.tokens[at].keys:
            if bare(key) in table:
                return table[bare(key)]
    return None
