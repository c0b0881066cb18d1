"""The day a thing was said, where the words between cue and content tell it."""

from collections.abc import Sequence

from riwaya.claims.chunks import Chunk
from riwaya.claims.contents import ends_with_time
from riwaya.claims.scene import Scene
from riwaya.claims.tables import load_markers
from riwaya.types import Period, Reason, Span

_COMMAS = ("،", ",")


def find_said(scene: Scene, at: int, before: Sequence[Chunk]) -> tuple[Period | None, Reason | None]:
    """Find the day of a saying: قال الوزير [اليوم الاثنين] إن, or right before the cue: أمس قال.

    A time inside a relative clause (في هجوم وقع أمس) is the event's, not the saying's, but for a clause
    that tells of the statement itself (في بيان نشره أمس); منذ أمس is no day of saying.
    """
    own, since = True, False
    for place, chunk in enumerate(before):
        if chunk.kind == "relative":
            own = False
        elif chunk.kind in ("verb", "cue"):
            own = scene.tokens[chunk.first].word.lemma in load_markers()["put_out"]
        elif chunk.kind == "pp":
            since = scene.tokens[chunk.first].key in load_markers()["since"]
        elif chunk.kind == "comma":
            since = False
        elif chunk.kind != "time" or since or not (own or _set_off(before, place)):
            continue
        elif not _is_since(scene, chunk.first) and (found := _period(scene, chunk.first)):
            return found
    first, here = scene.sentence(at).first, at - 1
    while here > first and (
        scene.tokens[here].form in _COMMAS or scene.tokens[here].key in load_markers()["leads"]
    ):
        here -= 1  # والثلاثاء، اعتبر; الخميس، حيث قال
    if here >= first and scene.time_of[here] is not None and (found := _period(scene, here)):
        return found
    return None, None


def find_said_behind(scene: Scene, stop: int) -> tuple[Period | None, Reason | None]:
    """Find the day set off by a comma behind what is said: هددت بالانسحاب من الاتفاق، [الأحد]."""
    if stop < len(scene.tokens) and ends_with_time(scene, stop) and (found := _period(scene, stop + 1)):
        return found
    return None, None


def _set_off(before: Sequence[Chunk], place: int) -> bool:
    """Tell a time between commas, or between a comma and the content."""
    behind = before[place + 1].kind if place + 1 < len(before) else "comma"
    return place > 0 and before[place - 1].kind == "comma" and behind == "comma"


def _is_since(scene: Scene, at: int) -> bool:
    since = load_markers()["since"]
    return scene.tokens[at].key in since or (at > 0 and scene.tokens[at - 1].key in since)


def _period(scene: Scene, at: int) -> tuple[Period, Reason] | None:
    time = scene.time_of[at]
    if time is None or time.period is None:
        return None
    return time.period, Reason("said", time.rule or "said:time", (Span(time.start, time.end),))
