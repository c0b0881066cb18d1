"""Who passed a saying on: قال لرويترز, نقلت وكالة عن; and who is a medium at all."""

import re
from collections.abc import Sequence

from riwaya.chars import fold
from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.recalling import Speaker
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import load_source_words
from riwaya.claims.sources import speaker_of
from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention

# So many chunks at the start of a sentence name a talk and its medium.
_FRONTED = 4
_WORD = re.compile(r"\w+")


def is_media(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor is a medium: by its role, or by the first word of its name."""
    if mention.role == "MED":
        return True
    return scene.tokens[mention.first].word.stem in load_markers()["media_head"] or (
        scene.tokens[mention.first].key in load_markers()["media_head"]
    )


def is_publisher(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor is the report's own publisher."""
    publisher = _plain(scene.document.report.publisher or "")
    names = [_plain(name) for name in (mention.name, mention.name_en or "")]
    return bool(publisher) and any(name and (name in publisher or publisher in name) for name in names)


def _plain(name: str) -> str:
    """Give the words of a name alone: وكالة "مدار" is وكالة مدار."""
    return " ".join(_WORD.findall(fold(name).casefold()))


def is_outlet(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor can pass a saying on: an agency, a channel; not journalists, not a picture."""
    head, markers = scene.tokens[mention.first], load_markers()
    if head.word.enclitic or head.word.stem in markers["no_outlet"] or head.key in markers["no_outlet"]:
        return False
    return (mention.role == "MED" or head.word.stem in markers["outlet"]) and not is_publisher(scene, mention)


def find_relays(
    scene: Scene,
    settled: Settled,
    source: ActorMention | None,
    before: ActorMention | None,
    spoken: Sequence[Speaker],
) -> tuple[ActorMention, ...]:
    """Find who passed a claim on: the agents of نقلت ... عن ... عن, the media a source spoke to."""
    via = media_in(scene, settled.before, source, closed=True)
    if settled.frame == "relay" or settled.agent is not None:
        via = (*via, *(medium for medium in _passing_on(scene, settled.before, source) if medium not in via))
    if settled.word is not None and settled.word.lemma in load_source_words()["told_to"]:
        via = (*via, *_told(scene, settled, source))
    agent = speaker_of(scene, settled.agent) if settled.agent is not None else None
    if agent is None and settled.frame == "relay":
        agent = before or _last_medium(scene, settled, spoken)
    if agent is None and before is not None and settled.subject is not None and settled.subject.kind == "pp":
        agent = before if is_outlet(scene, before) else None  # التلفزيون ذكر، نقلا عن بيان، أن
    if agent is None or agent is source or agent in via or is_publisher(scene, agent):
        return via
    return (agent, *via)


def _last_medium(scene: Scene, settled: Settled, spoken: Sequence[Speaker]) -> ActorMention | None:
    """Give the medium that spoke last, where a verb of passing on names nobody: ونقلت عن مسؤول أن."""
    word = settled.word
    if word is None or word.verb_form != "fin" or word.number != "s" or not spoken:
        return None
    last = spoken[-1]
    near = scene.sentence_of[last.at] >= scene.sentence_of[settled.at] - 1
    return last.mention if near and last.agrees(word) and is_media(scene, last.mention) else None


def find_fronted(
    scene: Scene, at: int, source: ActorMention | None, spoken: Sequence[Speaker]
) -> tuple[ActorMention, ...]:
    """Find the medium of a talk that opens the sentence: وفي تصريح ل[قناة المهرية]، حذر الوزير من."""
    first = scene.sentence(at).first
    if spoken and spoken[-1].at >= first:
        return ()
    chunks = read_chunks(scene, first, at)[:_FRONTED]
    if not chunks or chunks[0].kind != "pp" or not _is_talk(scene, chunks[0]):
        return ()
    return media_in(scene, chunks, source)


def find_hosted(scene: Scene, at: int, source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find the medium that one spoke to who goes on by a participle: تحدث ماس ل[مجلة شبيغل]، كاشفا عن."""
    markers, first = load_markers(), scene.sentence(at).first
    verb = next((step for step in range(first, at) if scene.tokens[step].word.verb_form == "fin"), None)
    if verb is None or scene.tokens[verb].word.lemma not in markers["speaks_up"] | markers["put_out"]:
        return ()
    return media_in(scene, read_chunks(scene, verb + 1, at), source, closed=True)


def find_channel(scene: Scene, stop: int, source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find the medium behind what is said: أعلنت الحركة مسؤوليتها عن الهجوم عبر [إذاعة الأندلس]."""
    if stop >= len(scene.tokens):
        return ()
    limit = scene.sentence(stop).stop
    linked = scene.tokens[stop].kind == "mark" or scene.tokens[stop].key in load_markers()["trailing"]
    chunks = read_chunks(scene, stop + linked, limit)[:1]
    through = bool(chunks) and scene.tokens[chunks[0].first].key in load_markers()["through"]
    return media_in(scene, chunks, source, closed=True) if through else ()


def _passing_on(
    scene: Scene, chunks: Sequence[Chunk], source: ActorMention | None
) -> tuple[ActorMention, ...]:
    """Find the media between who passes on and who spoke: نقلت وكالة عن [صحيفة] عن مصدر."""
    actors = (
        chunk.actor or speaker_of(scene, chunk) for chunk in chunks if chunk.prep == "an" and not chunk.bare
    )
    return tuple(
        actor for actor in actors if actor is not None and actor != source and is_outlet(scene, actor)
    )


def _told(scene: Scene, settled: Settled, source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find the medium that was told: أبلغ المسؤول [موقع أكسيوس] أن."""
    actors = (chunk.actor for chunk in settled.before if chunk.kind == "np")
    return tuple(
        actor for actor in actors if actor is not None and actor is not source and is_outlet(scene, actor)
    )


def media_in(
    scene: Scene, chunks: Sequence[Chunk], source: ActorMention | None, *, closed: bool = False
) -> tuple[ActorMention, ...]:
    """Find the media that stand between cue and content, the one nearest to the publisher first.

    ``closed``: the chunks end before the content, so that no other word of saying ends the search.
    قال الوزير [لرويترز], في بيان نشرته [وكالة الأنباء], في مقابلة مع صحافي في [وكالة الأنباء].
    """
    via: list[ActorMention] = []
    for place, chunk in enumerate(chunks):
        if _brings(scene, chunk, chunks[place - 1] if place else None):
            actor = _brought(scene, chunks, place)
        elif not closed and chunk.kind in ("anna", "colon", "end", "cue"):
            break
        else:
            actor = _heard(scene, chunks, place)
        if actor is not None and actor is not source and actor not in via and is_outlet(scene, actor):
            via.append(actor)
    return tuple(via)


def _brings(scene: Scene, chunk: Chunk, before: Chunk | None) -> bool:
    """Tell the verb of who put a statement out, or met who speaks: بيان [نشرته] وكالة, [اتصلت] به قناة."""
    if chunk.joined or chunk.kind not in ("verb", "cue", "np", "other"):
        return False
    token, passes_on = scene.tokens[chunk.first], load_markers()["passes_on"]
    if chunk.kind in ("verb", "cue"):
        return token.word.lemma in passes_on or token.word.lemma in load_source_words()["contacts"]
    if before is None or not (before.kind == "time" or _is_talk(scene, before)):
        return False
    words = (word for word in token.readings if word.enclitic and not word.proclitics)
    return any(word.lemma in passes_on for word in words)


def _brought(scene: Scene, chunks: Sequence[Chunk], place: int) -> ActorMention | None:
    """Give who stands behind such a verb; as a masdar the verb is one phrase with him: بثه التلفزيون."""
    chunk = chunks[place]
    if chunk.stop > chunk.first + 1:
        return scene.actor_of[chunk.first + 1]
    active = bool(scene.tokens[chunk.first].word.enclitic)
    for following in chunks[place + 1 : place + 3]:
        if following.kind == "np":
            return following.actor
        if following.kind == "pp" and not following.bare:
            return following.actor if not active else None  # نشر على موقع; but نشرته على حسابها
        if following.kind not in ("pp", "time"):
            return None
    return None


def _heard(scene: Scene, chunks: Sequence[Chunk], place: int) -> ActorMention | None:
    """Give the medium behind لـ, مع, عبر or إلى; of a journalist, the medium he is of."""
    chunk = chunks[place]
    if chunk.kind != "pp" or chunk.bare:
        return None
    key = scene.tokens[chunk.first].key
    before = chunks[place - 1] if place else None
    led = chunk.prep == "l" or key in load_markers()["relay_by"]
    if not led and (chunk.prep != "ila" or before is None or not _is_talk(scene, before)):
        return None
    if before is not None and before.kind == "np" and _is_journalist(scene, before):
        return None  # مراسل لوكالة: whose he is
    actor = chunk.actor or speaker_of(scene, chunk)
    return _medium_of(scene, chunks, place) if _is_journalist(scene, chunk) else actor


def _medium_of(scene: Scene, chunks: Sequence[Chunk], place: int) -> ActorMention | None:
    """Give the medium that a journalist is of: مع صحافي في [وكالة], لمراسل [القناة]."""
    stop = chunks[min(place + 1, len(chunks) - 1)].stop
    for at in range(chunks[place].first + 1, stop):
        for actor in (scene.begins.get(at), scene.actor_of[at]):
            if actor is not None and actor.first == at and is_outlet(scene, actor):
                return actor
    return None


def _is_journalist(scene: Scene, chunk: Chunk) -> bool:
    first = chunk.first + (scene.tokens[chunk.first].word.upos == "ADP")
    word = scene.tokens[min(first, chunk.stop - 1)].word
    return not load_source_words()["journalist"].isdisjoint((word.stem, word.lemma, word.noun))


def _is_talk(scene: Scene, chunk: Chunk) -> bool:
    """Tell a word of talking, which may go to a medium: في حديث إلى قناة, متحدثا إلى وكالة."""
    talks = load_source_words()["talk"]
    words = (token.word for token in scene.tokens[chunk.first : chunk.stop])
    return any(not talks.isdisjoint((word.stem, word.lemma, word.noun)) for word in words)
