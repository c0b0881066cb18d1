"""Who says it: behind the verb, before it, the head of a relative clause, or who spoke last."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from riwaya.claims.chunks import Chunk, preposition
from riwaya.claims.frames import Settled, disagrees
from riwaya.claims.scene import Scene, whole_first, whole_stop
from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal, noun_phrase

# A name behind a statement: بيان صادر اليوم عن [وزارة الدفاع]
_ISSUER_REACH = 8
_BACK = 10
_TOPIC_REACH = 30
_COMMAS = ("،", ",", "-", "–")


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


class Source(msgspec.Struct, frozen=True):
    """Who speaks and by which rule he was found."""

    mention: ActorMention | None
    rule: str
    explicit: bool = False


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
    return (
        word is not None and word.verb_form == "fin" and word.aspect == "imp" and word.gender == "m" and word.number == "s"
        and settled.row.act in ("describe", "predict") and settled.frame == "anna" and not settled.before
    )  # fmt: skip


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
    if is_named(mention) or mention.kind in ("country", "organisation") or head.number == "p" or head.upos == "PROPN":
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
            if actor is not None and is_named(actor) and (chunk.kind == "np" or actor.first > chunk.first + 1):
                return actor
    return mention


def can_speak(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a noun phrase is one that speaks: an actor, or a statement, picture or report."""
    if not mention.rule.startswith("source:") or not scene.document.actors:
        return True
    head, markers = scene.tokens[mention.first].word, load_markers()
    return any(head.stem in markers[name] for name in ("document_head", "text_head", "shows", "media_head", "anaphor_head"))


def subject_before(scene: Scene, at: int, word: Word) -> Source | None:
    """Find a subject before its verb: شهود قالوا, الوزير الذي قال, وكان الجيش قد أعلن."""
    markers, tokens = load_markers(), scene.tokens
    if word.verb_form != "fin" or (word.proclitics and word.proclitics[:1] in markers["and"]):
        return None
    first = scene.sentence(at).first
    here = _skip_back(scene, at - 1, first)
    if here < first:
        return None
    if tokens[here].key in markers["what"]:
        return None
    if tokens[here].key in markers["relative"]:
        return _head_of_relative(scene, here, first, at, word)
    mention = _topic(scene, here, first)
    if mention is not None and _may_lead(scene, mention, word):
        return Source(mention, "source:subject-before", explicit=True)
    # An indefinite noun with a verb right behind it: مشروع قرار يدين, بيان قال فيه.
    followed = at + 1 < len(tokens) and scene.actor_at(at + 1) is not None
    if here == at - 1 and word.aspect == "imp" and not followed and (mention := _phrase_ending(scene, here, first)) is not None:
        start = tokens[whole_first(mention)].word
        if not start.det and mention.kind != "person" and _may_lead(scene, mention, word):
            return Source(mention, "source:relative", explicit=True)
    return None


def _may_lead(scene: Scene, mention: ActorMention, word: Word) -> bool:
    head = scene.tokens[mention.first].word
    alone = word.number == "p" and head.number == "s" and head.det
    return not alone and not disagrees(word, head, mention) and can_speak(scene, mention)


def _topic(scene: Scene, last: int, first: int) -> ActorMention | None:
    """Find the noun phrase that opens the clause which token ``last`` is in, with no verb of its own.

    وكان [رئيس المجلس في محافظة الأنبار] فلان أعلن; لكن [الجيش] نفى.
    """
    tokens, markers = scene.tokens, load_markers()
    at = last
    while at >= first and last - at < _TOPIC_REACH:
        token = tokens[at]
        strong = token.key in markers["clause_opener"] or token.key in markers["complementizer"]
        if strong or token.key in markers["conjunction"]:
            return _first_phrase(scene, at + 1, last, strict=not strong)
        joined = bool(token.word.proclitics) and token.word.proclitics in markers["and"]
        opens = at == first or joined or (tokens[at - 1].kind == "mark" and _opens_behind(scene, at - 1))
        if opens and scene.actor_at(at) is not None and (at == first or joined or _runs_to(scene, at, last)):
            if not joined or at == first or tokens[at - 1].kind == "mark":
                return _first_phrase(scene, at, last, strict=True)
        if token.word.verb_form == "fin" and scene.actor_of[at] is None and not _in_relative(scene, at, first):
            return None
        at -= 1
    return None


def _opens_behind(scene: Scene, at: int) -> bool:
    """Tell whether a clause may open behind a mark: a comma, or an opening quotation mark."""
    return scene.tokens[at].form in _COMMAS or scene.opens_quotation(at) is not None


def _runs_to(scene: Scene, start: int, last: int) -> bool:
    actor = scene.actor_at(start)
    return actor is not None and whole_stop(actor) >= last


def _in_relative(scene: Scene, at: int, first: int) -> bool:
    return any(scene.tokens[step].key in load_markers()["relative"] for step in range(max(first, at - 3), at))


def _first_phrase(scene: Scene, start: int, last: int, *, strict: bool) -> ActorMention | None:
    tokens, markers = scene.tokens, load_markers()
    while start <= last and (tokens[start].key in markers["filler"] or scene.time_of[start] is not None):
        start += 1
    if start > last or not (is_nominal(tokens[start].word) or scene.actor_of[start] is not None):
        return None
    if preposition(tokens[start]):
        return None
    mention = scene.actor_of[start]
    if mention is None:
        if strict and scene.document.actors:
            return None
        mention = scene.mention(start, last + 1)
    if mention is None or mention.kind in ("person", "country"):
        return mention
    for at in range(whole_stop(mention), last + 1):
        actor = scene.actor_of[at]
        if actor is not None and actor.kind == "person" and (at == 0 or tokens[at - 1].word.upos != "ADP"):
            return actor
    return mention


def _head_of_relative(scene: Scene, at: int, first: int, cue: int, word: Word) -> Source | None:
    """Find the head of a relative clause, unless its verb has a subject behind it: التي قال الجيش إنها."""
    here = _skip_back(scene, at - 1, first)
    if here < first or word.enclitic:
        return None
    mention = _phrase_ending(scene, here, first)
    if mention is None or not can_speak(scene, mention):
        return None
    if any(t.word.stem in load_markers()["time_noun"] for t in scene.tokens[mention.first : mention.stop]):
        return None
    followed = cue + 1 < len(scene.tokens) and scene.actor_at(cue + 1) is not None
    if followed and (mention.rule.startswith("source:") or not _may_lead(scene, mention, word)):
        return None
    return Source(mention, "source:relative", explicit=True)


def _skip_back(scene: Scene, at: int, first: int) -> int:
    """Step back over particles, times, commas and asides."""
    markers, tokens = load_markers(), scene.tokens
    opening = {stop - 1: begin for begin, stop in scene.closing.items()} if tokens[at].form in (")", "]") else {}
    while at >= first:
        token = tokens[at]
        if at in opening:
            at = opening[at] - 1
        elif token.key in markers["filler"] or scene.time_of[at] is not None:
            at -= 1
        elif token.kind == "mark" and token.form in _COMMAS:
            at -= 1
        else:
            break
    return at


def _phrase_ending(scene: Scene, last: int, first: int) -> ActorMention | None:
    """Give the actor or noun phrase whose last word is at ``last``."""
    actor = scene.actor_of[last]
    if actor is not None and whole_stop(actor) == last + 1:
        return actor
    tokens = scene.tokens
    start = last
    while start >= max(first, last - _BACK) and is_nominal(tokens[start].word):
        if scene.time_of[start] is not None:
            break
        start -= 1
    for begin in range(start + 1, last + 1):
        if noun_phrase(tokens, begin, last + 1) == last + 1:
            return scene.actor_of[begin] or scene.make_mention(begin, last + 1)
    return None


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
        if not scene.tokens[step - 1 if step else 0].word.upos == "ADP" and not disagrees_participle(word, scene, actor):
            return Source(actor, "source:sentence-subject")
        step = max(step + 1, whole_stop(actor))
    return recall(scene, at, word, spoken)


def disagrees_participle(word: Word, scene: Scene, actor: ActorMention) -> bool:
    """Tell whether a participle cannot belong to an actor."""
    head = scene.tokens[actor.first].word
    return bool(word.number == "p" and head.number == "s")


def recall(scene: Scene, at: int, word: Word, spoken: Sequence[Speaker]) -> Source:
    """Give a verb with no subject of its own its sentence's subject, or the last speaker that agrees."""
    sentence = scene.sentence(at)
    if not (spoken and spoken[-1].at >= sentence.first) and word.verb_form == "fin":
        main = _main_subject(scene, sentence.first, at, word)
        if main is not None:
            return Source(main, "source:sentence-subject")
    for speaker in reversed(spoken):
        if speaker.agrees(word):
            return Source(speaker.mention, "source:last-speaker")
    return Source(_nearest_actor(scene, at), "source:nearest-actor")


def _main_subject(scene: Scene, first: int, at: int, word: Word) -> ActorMention | None:
    """Give the subject of the sentence's first verb, where it agrees: رفضت أنقرة ... وقالت."""
    for step in range(first, at):
        verb = scene.tokens[step].word
        if verb.verb_form != "fin" or step + 1 >= at:
            continue
        actor = scene.actor_at(step + 1)
        if actor is None:
            return None
        if verb.gender == word.gender and not (word.number == "p" and scene.tokens[actor.first].word.number == "s"):
            return actor
        return None
    return None


def _nearest_actor(scene: Scene, at: int) -> ActorMention | None:
    for step in range(at - 1, max(-1, at - 80), -1):
        actor = scene.actor_of[step]
        if actor is not None and actor.kind != "anaphor":
            return actor
    return None
