"""Who passed a saying on: قال لرويترز, نقلت وكالة عن; and who is a medium at all."""

from collections.abc import Sequence

from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.sources import speaker_of
from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention


def is_media(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor is a medium: by its role, or by the first word of its name."""
    if mention.role == "MED":
        return True
    return scene.tokens[mention.first].word.stem in load_markers()["media_head"] or (
        scene.tokens[mention.first].key in load_markers()["media_head"]
    )


def is_publisher(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor is the report's own publisher."""
    publisher = (scene.document.report.publisher or "").casefold()
    name = (mention.name_en or mention.name).casefold()
    return bool(publisher) and (name in publisher or publisher in name)


def is_outlet(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether an actor can pass a saying on: an agency, a channel; not journalists, not a picture."""
    head, markers = scene.tokens[mention.first], load_markers()
    if head.word.enclitic or head.word.stem in markers["no_outlet"] or head.key in markers["no_outlet"]:
        return False
    return (mention.role == "MED" or head.word.stem in markers["outlet"]) and not is_publisher(scene, mention)


def find_relays(
    scene: Scene, settled: Settled, source: ActorMention | None, before: ActorMention | None
) -> tuple[ActorMention, ...]:
    """Find who passed a claim on: the agent of نقلت ... عن, the media a source spoke to."""
    via = media_in(scene, settled.before, source)
    agent = speaker_of(scene, settled.agent) if settled.agent is not None else None
    if agent is None and settled.frame == "relay":
        agent = before
    if agent is None or agent is source or agent in via or is_publisher(scene, agent):
        return via
    return (agent, *via)


def media_in(scene: Scene, chunks: Sequence[Chunk], source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find the media that stand behind لـ or عبر between cue and content: قال الوزير [لرويترز] إن."""
    via: list[ActorMention] = []
    for place, chunk in enumerate(chunks):
        if _passes_on(scene, chunk) and place and place + 1 < len(chunks):
            actor = chunks[place + 1].actor
            if actor is not None and actor is not source and is_outlet(scene, actor):
                via.append(actor)
            continue
        if chunk.kind in ("anna", "colon", "end", "cue"):
            break
        if chunk.kind != "pp" or chunk.bare or chunk.prep not in ("l", "other"):
            continue
        if chunk.prep == "other" and scene.tokens[chunk.first].key not in load_markers()["relay_by"]:
            continue
        actor = chunk.actor or speaker_of(scene, chunk)
        if actor is not None and actor is not source and is_outlet(scene, actor):
            via.append(actor)
    return tuple(via)


def _passes_on(scene: Scene, chunk: Chunk) -> bool:
    """Tell the verb of who put a statement out: في بيان [نشرته] وكالة, في كلمة [بثها] التلفزيون."""
    if chunk.kind not in ("verb", "cue") or chunk.joined:
        return False
    return scene.tokens[chunk.first].word.lemma in load_markers()["passes_on"]
