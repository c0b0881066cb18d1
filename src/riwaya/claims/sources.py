"""Who says it: behind the verb, before it, the head of a relative clause, or who spoke last."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from riwaya.claims.chunks import Chunk, preposition
from riwaya.claims.scene import Scene, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_markers
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal

# A name behind a statement: بيان صادر اليوم عن [وزارة الدفاع]
_ISSUER_REACH = 8
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


def find_source(scene: Scene, settled: Settled, before: Source | None, spoken: Sequence[Speaker]) -> Source:
    """Find who speaks at a cue, given a subject before it and who has spoken before."""
    word = settled.word
    chunk = settled.subject
    if chunk is not None and not chunk.bare:
        mention = speaker_of(scene, chunk)
        if mention is not None:
            return Source(name_behind(scene, mention, settled.before), "source:subject", explicit=True)
    if word is None or is_passive(scene, settled):
        return Source(None, "source:passive")
    if word.verb_form == "act-part" and word.det:
        return Source(None, "source:impersonal")
    if word.verb_form == "act-part":
        return _of_participle(scene, settled.at, word, spoken)
    if before is not None:
        return before
    if _is_impersonal(settled):
        return Source(None, "source:impersonal")
    return recall(scene, settled.at, word, spoken)


def _is_impersonal(settled: Settled) -> bool:
    """Tell a belief that is nobody's: ويعتقد أن, ويتوقع أن."""
    word = settled.word
    if word is None or (word.verb_form, word.aspect, word.gender, word.number) != ("fin", "imp", "m", "s"):
        return False
    return settled.row.act in ("describe", "predict") and settled.frame == "anna" and not settled.before


def is_passive(scene: Scene, settled: Settled) -> bool:
    """Tell a passive that no letter shows by what stands around it."""
    word = settled.word
    return word is not None and (word.voice == "pass" or word.verb_form == "pass-part")


def speaker_of(scene: Scene, chunk: Chunk) -> ActorMention | None:
    """Give the actor of a chunk; of a statement or report, who issued it where that is told."""
    tokens, markers = scene.tokens, load_markers()
    first, stop = chunk.first, chunk.stop
    if chunk.kind == "pp" and tokens[first].word.upos == "ADP":
        first += 1
    if first < stop and scene.opens_quotation(first) is not None:
        first, stop = first + 1, max(first + 2, stop - 1)
    if first >= stop:
        return None
    head = tokens[first].word.stem
    if head in markers["document_head"] or head in markers["word_of"]:
        issuer = _issuer(scene, first, stop, min(scene.sentence(first).stop, stop + _ISSUER_REACH))
        if issuer is not None:
            return issuer
    return chunk.actor or scene.mention(first, stop)


def _issuer(scene: Scene, first: int, stop: int, limit: int) -> ActorMention | None:
    """Find who stands behind a statement: بيان الوزارة, بيان صادر اليوم عن, بيان أصدرته."""
    markers = load_markers()
    for at in range(first + 1, limit):
        actor, token = scene.actor_of[at], scene.tokens[at]
        if actor is not None and actor.first > first:
            return actor
        led = (
            at < stop or preposition(token) in ("an", "l", "min") or token.key in markers["issued"]
            or scene.time_of[at] is not None or (token.word.verb_form == "fin" and token.word.enclitic)
        )  # fmt: skip
        if not led or token.kind == "mark":
            return None
    return None


def is_named(mention: ActorMention) -> bool:
    """Tell whether a mention is a person's proper name, not an office."""
    return mention.kind == "person" and not mention.rule.endswith((":phrase", ":counted"))


def name_behind(scene: Scene, mention: ActorMention, chunks: Sequence[Chunk]) -> ActorMention:
    """Give the proper name that explains an office: المتحدث باسم الشرطة، [هارالد سوروس]، إن."""
    head = scene.tokens[mention.first].word
    if (
        is_named(mention)
        or mention.kind in ("country", "organisation")
        or head.number == "p"
        or head.upos == "PROPN"
    ):
        return mention
    seen = False
    for chunk in chunks:
        if chunk.kind in ("verb", "relative", "cue", "anna", "quote", "colon", "end", "conj"):
            break
        if not seen:
            seen = chunk.first <= mention.first < chunk.stop
            if not seen or chunk.stop <= mention.stop:
                continue
        for at in range(max(chunk.first, mention.stop), chunk.stop):
            actor = scene.actor_of[at]
            if (
                actor is not None
                and is_named(actor)
                and (chunk.kind == "np" or actor.first > chunk.first + 1)
            ):
                return actor
    return mention


def _of_participle(scene: Scene, at: int, word: Word, spoken: Sequence[Speaker]) -> Source:
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
