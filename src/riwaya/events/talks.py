"""How talks stand: the number of the round, what they are about, and how they go."""

from functools import cache

import msgspec

from riwaya.chars import WAW, fold
from riwaya.events.classes import bare
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.phrases import noun_phrase
from riwaya.resources import load_table
from riwaya.types import Assessment, Span, Talks

_REACH = 14  # words behind talks in which their topics begin
_MAX_TOPICS = 5


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
    topics: dict[Span, None] = {}
    for trigger in triggers:
        for topic in _find_topics(scene, trigger):
            if not any(topic.start < seen.end and seen.start < topic.end for seen in topics):
                topics[topic] = None
    assessment = next((a for t in triggers if (a := _assess(scene, t)) is not None), None)
    return Talks(number, tuple(topics)[:_MAX_TOPICS], assessment)


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
    tokens, stop = scene.tokens, scene.sentences[trigger.sentence].stop
    for at in range(trigger.stop, min(stop, trigger.stop + _REACH)):
        if tokens[at].word.upos == "VERB" or (tokens[at].kind == "mark" and tokens[at].form not in '"«»“”،'):
            break
        if scene.is_a(at, "topic") and at + 1 < stop:
            return _coordinated(scene, at + 1, stop)
    return []


def _coordinated(scene: Scene, at: int, stop: int) -> list[Span]:
    """Give each noun phrase of a coordination: وقف إطلاق النار | والضمانات الأمنية."""
    tokens = scene.tokens
    found: list[Span] = []
    while at < stop:
        end = _end(scene, at, stop)
        if end <= at:
            break
        start = tokens[at].start + (1 if found and tokens[at].word.proclitics[:1] == WAW else 0)
        found.append(Span(start, tokens[end - 1].end))
        if end >= stop or tokens[end].word.proclitics[:1] != WAW or tokens[end].word.upos == "VERB":
            break
        at = end
    return found


def _end(scene: Scene, at: int, stop: int) -> int:
    """Find where a topic stops: its noun phrase with the prepositional phrases behind it."""
    tokens = scene.tokens
    end = noun_phrase(tokens, at, stop)
    while end > at and end < stop - 1 and tokens[end].word.upos == "ADP":
        further = noun_phrase(tokens, end + 1, stop)
        if further <= end + 1:
            break
        end = further
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
