"""Who says it: behind the verb, before it, the head of a relative clause, or who spoke last."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.chunks import Chunk, preposition, read_chunks
from riwaya.claims.recalling import Speaker, by_pronoun, of_participle, recall
from riwaya.claims.scene import COMMAS, Scene, is_named, whole_first, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import load_markers
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal

# A name behind a statement: بيان صادر اليوم عن [وزارة الدفاع]
_ISSUER_REACH = 8
_CITED_WITHIN = 3  # words behind the medium that passes it on: نقلتها وكالة (واس) عن [المتحدث]
# So many chunks behind جاء ذلك tell whose words they were.
_INTRODUCED_WITHIN = 8
_NAME_WORDS = 4
_INTRODUCING = ("np", "pp", "time", "comma", "verb", "relative")


def find_source(scene: Scene, settled: Settled, before: Source | None, spoken: Sequence[Speaker]) -> Source:
    """Find who speaks at a cue, given a subject before it and who has spoken before."""
    word, chunk = settled.word, settled.subject
    if chunk is not None and word is not None and (meant := _by_pronoun(scene, settled, word, spoken)):
        return meant
    if chunk is not None and not chunk.bare and (mention := speaker_of(scene, chunk)) is not None:
        return Source(name_behind(scene, mention, settled.before), "source:subject", explicit=True)
    if word is None or word.voice == "pass" or word.verb_form == "pass-part":
        return Source(None, "source:passive")
    if (giver := _giver(scene, settled)) is not None:
        return Source(giver, "source:from", explicit=True)
    if _is_impersonal(settled, word, before) or _is_believed(scene, settled, before):
        return Source(None, "source:impersonal")
    if word.verb_form == "act-part":
        return of_participle(scene, settled.at, word, spoken)
    if before is None and (issuer := _fronted(scene, settled.at, spoken)) is not None:
        return Source(issuer, "source:fronted", explicit=True)
    return before or recall(scene, settled.at, word, spoken)


def _by_pronoun(scene: Scene, settled: Settled, word: Word, spoken: Sequence[Speaker]) -> Source | None:
    """Find whom a pronoun in the speaker's place means: نقل زوار [الرئيس] عنه قوله, جاء في بيانها."""
    chunk, agent = settled.subject, settled.agent
    if chunk is None:
        return None
    owned = scene.tokens[min(chunk.first + 1, chunk.stop - 1)].word
    pronoun = scene.tokens[chunk.first].word.enclitic if chunk.bare else owned.enclitic
    if not pronoun or not (chunk.bare or owned.stem in load_markers()["document_head"]):
        return None
    if chunk.bare and agent is not None and agent.first < chunk.first:
        for at in range(agent.stop - 1, agent.first - 1, -1):
            if (actor := scene.begins.get(at)) is not None and is_named(actor):
                return Source(actor, "source:pronoun", explicit=True)
    word = by_pronoun(word, pronoun)
    last = next((speaker for speaker in reversed(spoken) if speaker.agrees(word)), None)
    return Source(last.mention, "source:last-speaker") if last is not None else None


def _fronted(scene: Scene, at: int, spoken: Sequence[Speaker]) -> ActorMention | None:
    """Find whose statement opens a sentence that names no other speaker: وفي بيان [للحركة]، أعلنت أن."""
    first = scene.sentence(at).first
    if spoken and spoken[-1].at >= first:
        return None
    opening = read_chunks(scene, first, at)[:1]
    for chunk in opening:
        head = scene.tokens[min(chunk.first + 1, at)].word.stem
        if chunk.kind == "pp" and chunk.prep == "fi" and head in load_markers()["document_head"]:
            return _named_issuer(scene, chunk)
    return None


def _named_issuer(scene: Scene, chunk: Chunk) -> ActorMention | None:
    """Give who issued a statement, where that is told; a medium only passes it on: تصريحات لقناة."""
    issuer = speaker_of(scene, chunk)
    if issuer is None or issuer.role == "MED":
        return None
    for at in range(issuer.first + 1, issuer.stop):
        if preposition(scene.tokens[at]):  # [بيان ل[حركة]]
            return scene.begins.get(at) or scene.make_mention(at, issuer.stop)
    return issuer if issuer.first > chunk.first + 1 else None


def introduced(scene: Scene, at: int) -> ActorMention | None:
    """Find whose words a sentence is about: جاء ذلك على لسان [المندوب], جاءت تصريحات [الوزير] خلال مؤتمر."""
    markers, word = load_markers(), scene.tokens[at].word
    if word.verb_form != "fin" or word.lemma not in markers["came"]:
        return None
    chunks = read_chunks(scene, at + 1, scene.sentence(at).stop)[:_INTRODUCED_WITHIN]
    for place, chunk in enumerate(chunks):
        head = scene.tokens[chunk.first].word
        if place == 0 and (chunk.kind != "np" or markers["statement"].isdisjoint((head.stem, head.lemma))):
            return None
        goes_on = chunk.kind in _INTRODUCING and chunk.prep != "other"
        if not goes_on and scene.tokens[chunk.first].key not in load_source_words()["during"]:
            return None
        noun = scene.tokens[min(chunk.first + 1, chunk.stop - 1)]
        states = noun.key in markers["tongue"] or noun.word.stem in markers["document_head"]
        if states and (issuer := _named_issuer(scene, chunk)) is not None:
            return issuer
        person = next((a for a in scene.actor_of[chunk.first : chunk.stop] if a and a.kind == "person"), None)
        if person is not None:
            return person
    return None


def _is_impersonal(settled: Settled, word: Word, before: Source | None) -> bool:
    """Tell what is nobody's own saying: ويعتقد أن, من المتوقع أن, بعد الإعلان عن."""
    if before is not None and not word.det:
        return False
    if word.det:
        nominal = settled.row.kind in ("noun", "masdar")
        return word.verb_form == "act-part" or (nominal and settled.frame == "an")
    if (word.verb_form, word.aspect, word.gender, word.number) != ("fin", "imp", "m", "s"):
        return False
    return settled.row.act in ("describe", "predict") and settled.frame == "anna" and not settled.before


def _is_believed(scene: Scene, settled: Settled, before: Source | None) -> bool:
    """Tell what is believed, nobody says by whom, of the noun before it: موقعا [يعتقد] أنه مخزن."""
    chunk, word = settled.content, settled.word
    if before is None or before.rule != "source:relative" or chunk is None or word is None:
        return False
    if settled.row.act not in ("describe", "predict") or settled.frame != "anna" or settled.before:
        return False
    refers = bool(scene.tokens[chunk.first].word.enclitic)
    return refers and (word.aspect, word.gender, word.number) == ("imp", "m", "s")


def _giver(scene: Scene, settled: Settled) -> ActorMention | None:
    """Find whose word it is behind من: توجيهات من [الملك], تحذيرات من [الأمم المتحدة]."""
    near = settled.before[0] if settled.before and settled.row.kind in ("noun", "masdar") else None
    if near is None or near.kind != "pp" or near.prep != "min" or near.bare:
        return None
    return near.actor


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
    latest = tokens[first].key in markers["latest"] and first + 1 < stop  # بحسب [آخر] حصيلة
    head = tokens[first + latest].word.stem
    if head in markers["document_head"] or head in markers["word_of"]:
        limit = min(scene.sentence(first).stop, stop + _ISSUER_REACH)
        issuer = _issuer(scene, first + latest, stop, limit)
        if issuer is not None:
            return issuer
    return chunk.actor or scene.mention(first, stop)


def _issuer(scene: Scene, first: int, stop: int, limit: int) -> ActorMention | None:
    """Find who stands behind a statement: بيان الوزارة, بيان صادر اليوم عن, بيان أصدرته.

    A mention that names the issuer itself (تقرير للأمم المتحدة) is the speaker: nothing is sought behind it.
    """
    markers, own = load_markers(), scene.actor_of[first]
    named = own is not None and any(preposition(t) for t in scene.tokens[first + 1 : own.stop])
    medium: ActorMention | None = None  # تصريحات نقلتها [وكالة] عن الوزير
    at = first + 1
    while at < limit:
        actor, token = scene.actor_of[at], scene.tokens[at]
        if own is not None and named and at >= own.stop:
            return own
        if actor is not None and actor.first > first:
            if actor.role != "MED" or scene.tokens[at - 1].word.lemma not in markers["passes_on"]:
                return actor
            medium, at = actor, max(at + 1, whole_stop(actor))
            at = scene.closing.get(at, at)
            limit = min(scene.sentence(first).stop, at + _CITED_WITHIN)
            continue
        led = (
            at < stop or preposition(token) in ("an", "l", "min") or token.key in markers["issued"]
            or scene.time_of[at] is not None or (token.word.verb_form == "fin" and token.word.enclitic)
        )  # fmt: skip
        if not led or token.kind == "mark":
            break
        at += 1
    return medium


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
    place = next((n for n, chunk in enumerate(chunks) if chunk.first <= mention.first < chunk.stop), None)
    if place is None:
        return mention
    kin = head.stem in load_source_words()["kin"]  # والدة الأسير فلان: the name is another's
    for chunk in chunks[place + (chunks[place].stop <= mention.stop) :]:
        if chunk.kind in ("verb", "relative", "cue", "anna", "quote", "colon", "end", "conj"):
            break
        if scene.tokens[chunk.first].form in COMMAS:  # an aside may begin with it
            kin = False
        for at in range(max(chunk.first, mention.stop), chunk.stop):
            actor = scene.actor_of[at]
            if actor is not None and not kin and is_named(actor) and _explains(scene, actor, chunk):
                return actor
    return _unknown_name(scene, mention, chunks[place:]) or mention


def _unknown_name(scene: Scene, office: ActorMention, chunks: Sequence[Chunk]) -> ActorMention | None:
    """Give a name that no list holds, between an office and what he says: المدير، [الخضر لصور]، إن."""
    commas = [chunk.first for chunk in chunks if chunk.kind == "comma"]
    if office.kind != "person" or len(commas) < 2 or chunks[-1].first != commas[-1]:
        return None
    first, stop = commas[-2] + 1, commas[-1]
    words = [token.word for token in scene.tokens[first:stop]]
    if not 1 < len(words) <= _NAME_WORDS or not all(is_nominal(word) and not word.enclitic for word in words):
        return None
    if words[0].proclitics or all(word.det for word in words):
        return None
    if first in scene.begins or scene.time_of[first] is not None:
        return None
    name = scene.make_mention(first, stop)
    return msgspec.structs.replace(name, kind="person", country=office.country, role=office.role)


def _explains(scene: Scene, actor: ActorMention, chunk: Chunk) -> bool:
    """Tell a name that stands behind an office from one that belongs to a noun before it: اغتيال فلان."""
    before = scene.tokens[actor.first - 1].word
    if before.verb_form == "masdar" and not before.det and not before.enclitic:
        return False
    if chunk.kind == "pp" and scene.opens_quotation(actor.first - 1) is not None:
        return False  # قال المصدر لـ"شط العرب نيوز"
    return chunk.kind == "np" or whole_first(actor) > chunk.first + 1
