"""Who is meant where a word of saying names nobody: its sentence's subject, or who spoke last."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from riwaya.claims.adverbials import is_adverbial
from riwaya.claims.agreement import are_men, disagrees
from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.scene import COMMAS, Scene, is_named, whole_first, whole_stop
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import load_markers
from riwaya.claims.topics import Source, subject_before
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal

# How far before a noun of saying the verb may stand that it depends on.
_VERB_REACH = 16
# So many sentences back someone may be meant who has not spoken yet.
_SENTENCES_BACK = 3


class Speaker(msgspec.Struct, frozen=True):
    """Someone who has spoken, and how verbs agree with him, where that is known."""

    mention: ActorMention
    gender: Literal["m", "f"] | None
    number: Literal["s", "d", "p"] | None
    at: int  # token of the cue
    many: bool = False  # several speak together, or a family or party: قالت العائلة إن ... وأكدوا

    def agrees(self, word: Word) -> bool:
        """Tell whether a verb or participle with no subject of its own may be his."""
        if word.number == "p" and self.many:
            return True
        if word.gender and self.gender and word.gender != self.gender:
            return False
        if word.number == "p":
            return self.number in ("p", "d")
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
        noun = scene.tokens[actor.first].word
        alone = word.number == "p" and noun.number == "s"
        alone = alone or (noun.verb_form == "act-part" and is_adverbial(scene, actor.first))  # رافعين صوره
        if not governed and not alone and not (word.number == "s" and are_men(noun)):
            return Source(actor, "source:sentence-subject")
        step = max(step + 1, whole_stop(actor))
    if at == sentence.first and (main := _behind_comma(scene, at, word)) is not None:
        return Source(main, "source:sentence-subject")  # مبديا أسفه، قال الوزير
    return recall(scene, at, word, spoken)


def _behind_comma(scene: Scene, at: int, word: Word) -> ActorMention | None:
    """Give the subject of the main verb behind a participle that opens its sentence."""
    stop = scene.sentence(at).stop
    comma = next((step for step in range(at, stop) if scene.tokens[step].form in COMMAS), stop)
    return _main_subject(scene, comma + 1, stop, word) if comma + 1 < stop else None


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
        if word.upos == "NOUN" and not (word.det or word.enclitic or word.proclitics):
            return Source(None, "source:nobody")  # وسط أنباء عن
    word = by_pronoun(word, word.enclitic) if word.verb_form != "fin" else word
    if (people := _people_before(scene, at, word, spoken)) is not None:
        return Source(people, "source:sentence-before")
    for speaker in reversed(spoken):
        if speaker.agrees(word):
            return Source(speaker.mention, "source:last-speaker")
    number = scene.sentence_of[at]
    men = word.person == "3" and word.number == "p"
    subject = _last_men(scene, sentence.first, at, word) if men else None
    subject = subject or _first_free(scene, sentence.first, at, word)
    near = spoken[-1:] if word.verb_form == "fin" else ()
    for speaker in near:
        if subject is None and scene.sentence_of[speaker.at] >= number - _SENTENCES_BACK:
            return Source(speaker.mention, "source:last-speaker")
    for earlier in scene.document.sentences[max(0, number - _SENTENCES_BACK) : number][::-1]:
        subject = subject or _first_free(scene, earlier.first, earlier.stop, word)
    return Source(subject, "source:nearest-subject")


def _people_before(scene: Scene, at: int, word: Word, spoken: Sequence[Speaker]) -> ActorMention | None:
    """Give the people whose deed the sentence before tells, whom a plural means: رحل السكان. ويتهمون."""
    number = scene.sentence_of[at]
    if not number or word.verb_form != "fin" or (word.number, word.gender) != ("p", "m"):
        return None
    before = scene.document.sentences[number - 1]
    if any(speaker.at >= before.first and speaker.number in ("p", "d") for speaker in spoken):
        return None
    people = _main_subject(scene, before.first, before.stop, word)
    return people if people is not None and are_men(scene.tokens[people.first].word) else None


def by_pronoun(word: Word, pronoun: str) -> Word:
    """Give a word that agrees with a pronoun in its stead: تحذيره, نقلت عنها."""
    words = load_source_words()
    if not pronoun:
        return word
    gender: Literal["m", "f"] = "f" if pronoun in words["pronoun_f"] else "m"
    number: Literal["s", "p"] = "p" if pronoun in words["pronoun_p"] else "s"
    return msgspec.structs.replace(word, gender=gender, number=number)


def _main_subject(scene: Scene, first: int, at: int, word: Word) -> ActorMention | None:
    """Give the subject of the sentence's first verb, where it agrees: رفضت أنقرة ... وقالت."""
    verb: Word | None = None
    actor: ActorMention | None = None
    for chunk in read_chunks(scene, first, at):
        if chunk.kind in ("verb", "cue"):
            if verb is not None:
                break
            verb = scene.tokens[chunk.first].word
        elif actor is None and (chunk.kind == "np" or (verb is not None and _has_done(verb, chunk))):
            actor = chunk.actor
            if actor is None and verb is not None:
                return None
        elif chunk.kind not in ("pp", "time", "other", "aside", "comma", "np") and not (
            chunk.kind == "conj" and verb is None
        ):
            break
        if verb is not None and actor is not None:
            gender = verb.gender if chunk.kind != "pp" else None
            speaker = Speaker(actor, gender, scene.tokens[actor.first].word.number, first)
            return actor if speaker.agrees(word) else None
    return None


def issuer_of(scene: Scene, at: int, text: Source) -> Source:
    """Give who put out the text that a verb belongs to: [أصدرت الهيئة] فتوى تفيد بأن; else that text."""
    mention = text.mention
    first = scene.sentence(at).first
    if mention is None or mention.role not in (None, "OTH") or is_named(mention):
        return text
    chunks = read_chunks(scene, first, at)
    verb = next((chunk for chunk in chunks if chunk.kind in ("verb", "cue")), None)
    if verb is None or scene.tokens[verb.first].word.lemma not in load_markers()["put_out"]:
        return text
    issued = any(
        chunk.kind == "np" and chunk.first > verb.first and _is_issued(scene, chunk.first) for chunk in chunks
    )
    issuer = _main_subject(scene, first, at, Word("", "", "VERB")) if issued else None
    return Source(issuer, "source:issuer", explicit=True) if issuer is not None else text


def _is_issued(scene: Scene, at: int) -> bool:
    """Tell a text that somebody issues in his own name, not pictures or a draft."""
    word = scene.tokens[at].word
    return not load_source_words()["issued"].isdisjoint((word.stem, word.noun, word.lemma))


def _has_done(verb: Word, chunk: Chunk) -> bool:
    """Tell who has done a thing before, whom ل brings in: سبق [للرئيس] أن قال."""
    return chunk.prep == "l" and verb.lemma in load_source_words()["fell_to"]


def _governing_subject(scene: Scene, first: int, at: int) -> ActorMention | None:
    """Give the subject of the verb that a noun of saying depends on: وجهت المحكمة [اتهامات] إلى."""
    if (holder := _held_by(scene, at)) is not None:
        return holder
    for step in range(at - 1, max(first, at - _VERB_REACH) - 1, -1):
        verb = scene.tokens[step].word
        if verb.verb_form != "fin" or scene.actor_of[step] is not None:
            continue
        before = subject_before(scene, step, verb)
        if before is not None:
            return before.mention
        for chunk in read_chunks(scene, step + 1, at):
            if chunk.kind == "np":
                return chunk.actor
            if chunk.kind not in ("pp", "time", "other", "aside"):
                break
        return None
    return None


def _held_by(scene: Scene, at: int) -> ActorMention | None:
    """Give who holds what a noun of saying names: لدى [السكان] مخاوف."""
    actor = scene.actor_of[at - 1] if at else None
    first = whole_first(actor) if actor is not None else 0
    held = first > 0 and scene.tokens[first - 1].key in load_source_words()["held_by"]
    return actor if held else None


def _last_men(scene: Scene, first: int, stop: int, word: Word) -> ActorMention | None:
    """Give the last people of a stretch, whom a plural verb may mean: الأمر الذي يرفضونه; but where its
    pronoun means them, those before: هدد [المسلحون] الأهالي وطالبوهم."""
    actors = (scene.actor_of[at] for at in range(stop - 1, first - 1, -1))
    men = list(dict.fromkeys(a for a in actors if a is not None and are_men(scene.tokens[a.first].word)))
    theirs = len(men) > 1 and word.enclitic in load_source_words()["pronoun_p"]
    return men[theirs] if men else None


def _first_free(scene: Scene, first: int, stop: int, word: Word) -> ActorMention | None:
    """Give the first actor of a stretch that nothing governs and a verb may agree with."""
    for at in range(first, stop):
        actor = scene.actor_at(at)
        if actor is None or actor.kind == "anaphor" or _is_governed(scene, at):
            continue
        if not disagrees(word, scene.tokens[at].word, actor):
            return actor
    return None


def _is_governed(scene: Scene, at: int) -> bool:
    """Tell whether a preposition or a noun before it governs the actor at a token."""
    if at == 0 or scene.tokens[at].word.proclitics.endswith(("ب", "ل", "ك")):
        return at > 0
    before = scene.tokens[at - 1].word
    return before.upos == "ADP" or (is_nominal(before) and not before.det)
