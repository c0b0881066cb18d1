"""The act of a claim, and when two speakers are one."""

from riwaya.claims.chunks import Chunk
from riwaya.claims.outlets import is_media
from riwaya.claims.scene import Scene
from riwaya.claims.tables import CueRow, load_markers
from riwaya.document import ActorMention
from riwaya.types import Act


def act_of(
    scene: Scene, row: CueRow, mention: ActorMention | None, subject: Chunk | None, *, passed_on: bool = False
) -> Act:
    """Give the row's act; what the media say, or nobody, or what is only ``passed_on``, is a report."""
    if row.act != "state":
        return row.act
    head = scene.tokens[subject.first].word.stem if subject is not None else ""
    known = mention is not None and mention.role not in (None, "MED", "OTH", "CIV")  # شبكة أطباء: no network
    by_media = head in load_markers()["media_head"] or (mention is not None and is_media(scene, mention))
    by_media = by_media and not known
    return "report" if passed_on or by_media else "state"


def same_actor(one: ActorMention | None, other: ActorMention | None) -> bool:
    """Tell whether two mentions name the same actor: by row, by place, or by a shorter name."""
    if one is None or other is None:
        return False
    if one.ref is not None and one.ref == other.ref:
        return True
    if one.start < other.end and other.start < one.end:
        return True
    a, b = set(one.name.split()), set(other.name.split())
    return bool(a and b) and (a <= b or b <= a)


def one_voice(one: ActorMention | None, other: ActorMention | None) -> bool:
    """Tell whether two speakers are one source: one actor, or a state and a body of its own."""
    if same_actor(one, other):
        return True
    if one is None or other is None or one.country is None or "country" not in (one.kind, other.kind):
        return False
    return one.country == other.country and {one.role, other.role} <= {"GOV", "MIL"}
