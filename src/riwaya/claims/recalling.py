"""Who is meant where a word of saying names nobody: its sentence's subject, or who spoke last."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from riwaya.claims.scene import Scene, whole_stop
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal

# How far before a noun of saying the verb may stand that it depends on.
_VERB_REACH = 9
# So many sentences back someone may be meant who has not spoken yet.
_SENTENCES_BACK = 3


class Speaker(msgspec.Struct, frozen=True):
    """Someone who has spoken, and how verbs agree with him, where that is known."""

    mention: ActorMention
    gender: Literal["m", "f"] | None
    number: Literal["s", "d", "p"] | None
    at: int  # token of the cue

    def agrees(self, word: Word) -> bool:
        """Tell whether a verb or participle with no subject of its own may be his."""
        if word.gender and self.gender and word.gender != self.gender:
            return False
        if word.number == "p":
            return self.number == "p"
        return not (self.number == "p" and self.gender == "m" and word.number == "s")


def of_participle(scene: Scene, at: int, word: Word, spoken: Sequence[Speaker]) -> Source:
    """Give a participle the speaker of its sentence, or the sentence's subject."""
    sentence = scene.sentence(at)
    for speaker in reversed(spoken):
        if speaker.at < sentence.first:
            break
        if speaker.agrees(word):
            return Source(speaker.mention, "source:same-sentence")
    step = sentence.first
    while step < at:
        actor = scene.actor_of[step]
        if actor is None:
            step += 1
            continue
        governed = step > 0 and scene.tokens[step - 1].word.upos == "ADP"
        alone = word.number == "p" and scene.tokens[actor.first].word.number == "s"
        if not governed and not alone:
            return Source(actor, "source:sentence-subject")
        step = max(step + 1, whole_stop(actor))
    return recall(scene, at, word, spoken)


def recall(scene: Scene, at: int, word: Word, spoken: Sequence[Speaker]) -> Source:
    """Give a verb with no subject of its own its sentence's subject, or the last speaker that agrees."""
    sentence = scene.sentence(at)
    if not (spoken and spoken[-1].at >= sentence.first) and word.verb_form == "fin":
        main = _main_subject(scene, sentence.first, at, word)
        if main is not None:
            return Source(main, "source:sentence-subject")
    if word.verb_form != "fin":
        agent = _governing_subject(scene, sentence.first, at)
        if agent is not None:
            return Source(agent, "source:governing-verb")
    for speaker in reversed(spoken):
        if speaker.agrees(word):
            return Source(speaker.mention, "source:last-speaker")
    number = scene.sentence_of[at]
    subject = _first_free(scene, sentence.first, at)
    near = spoken[-1:] if word.verb_form == "fin" else ()
    for speaker in near:
        if subject is None and scene.sentence_of[speaker.at] >= number - _SENTENCES_BACK:
            return Source(speaker.mention, "source:last-speaker")
    for earlier in scene.document.sentences[max(0, number - _SENTENCES_BACK) : number][::-1]:
        subject = subject or _first_free(scene, earlier.first, earlier.stop)
    return Source(subject, "source:nearest-subject")


def _main_subject(scene: Scene, first: int, at: int, word: Word) -> ActorMention | None:
    """Give the subject of the sentence's first verb, where it agrees: رفضت أنقرة ... وقالت."""
    for step in range(first, at):
        verb = scene.tokens[step].word
        if verb.verb_form != "fin" or step + 1 >= at:
            continue
        actor = scene.actor_at(step + 1)
        if actor is None:
            return None
        if verb.gender == word.gender and not (
            word.number == "p" and scene.tokens[actor.first].word.number == "s"
        ):
            return actor
        return None
    return None


def _governing_subject(scene: Scene, first: int, at: int) -> ActorMention | None:
    """Give the subject of the verb that a noun of saying depends on: وجهت المحكمة [اتهامات] إلى."""
    for step in range(at - 1, max(first, at - _VERB_REACH) - 1, -1):
        if scene.tokens[step].word.verb_form != "fin" or scene.actor_of[step] is not None:
            continue
        for behind in range(step + 1, min(step + 3, at)):
            actor = scene.actor_at(behind)
            if actor is not None and scene.tokens[behind - 1].word.upos != "ADP":
                return actor
        return None
    return None


def _first_free(scene: Scene, first: int, stop: int) -> ActorMention | None:
    """Give the first actor of a stretch that nothing governs."""
    for at in range(first, stop):
        actor = scene.actor_at(at)
        if actor is not None and actor.kind != "anaphor" and not _is_governed(scene, at):
            return actor
    return None


def _is_governed(scene: Scene, at: int) -> bool:
    """Tell whether a preposition or a noun before it governs the actor at a token."""
    if at == 0 or scene.tokens[at].word.proclitics.endswith(("ب", "ل", "ك")):
        return at > 0
    before = scene.tokens[at - 1].word
    return before.upos == "ADP" or (is_nominal(before) and not before.det)
