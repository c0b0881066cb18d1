"""Who passed it on: قال لرويترز, نقلت وكالة عن, and who is a medium at all."""

from riwaya.claims.chunks import Chunk
from riwaya.claims.frames import Settled
from riwaya.claims.scene import Scene
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


def find_relays(scene: Scene, settled: Settled, source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find who passed a claim on: the agent of نقلت ... عن, the media a source spoke to."""
    via = media_in(scene, settled.before, source)
    if settled.agent is not None:
        agent = speaker_of(scene, settled.agent)
        if agent is not None and agent is not source and not is_publisher(scene, agent):
            via = (agent, *via)
    return via


def media_in(scene: Scene, chunks: tuple[Chunk, ...], source: ActorMention | None) -> tuple[ActorMention, ...]:
    """Find the media that stand behind لـ or عبر between cue and content: قال الوزير [لرويترز] إن."""
    via: list[ActorMention] = []
    for chunk in chunks:
        if chunk.kind != "pp" or chunk.bare or chunk.prep not in ("l", "other"):
            continue
        if chunk.prep == "other" and scene.tokens[chunk.first].key not in load_markers()["relay_by"]:
            continue
        actor = chunk.actor or speaker_of(scene, chunk)
        if actor is not None and is_media(scene, actor) and actor is not source and not is_publisher(scene, actor):
            via.append(actor)
    return tuple(via)
