"""The day a thing was said, where the words between cue and content tell it."""

from collections.abc import Sequence

from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene
from riwaya.types import Period, Reason, Span


def find_said(scene: Scene, at: int, before: Sequence[Chunk]) -> tuple[Period | None, Reason | None]:
    """Find the day of a saying: قال الوزير [اليوم الاثنين] إن, or right before the cue: أمس قال.

    A time inside a relative clause (في هجوم وقع أمس) is the event's, not the saying's.
    """
    for chunk in before:
        if chunk.kind in ("verb", "relative", "cue"):
            break
        if chunk.kind == "time" and (found := _period(scene, chunk.first)):
            return found
    first = scene.sentence(at).first
    if at > first and scene.time_of[at - 1] is not None and (found := _period(scene, at - 1)):
        return found
    return None, None


def _period(scene: Scene, at: int) -> tuple[Period, Reason] | None:
    time = scene.time_of[at]
    if time is None or time.period is None:
        return None
    return time.period, Reason("said", time.rule or "said:time", (Span(time.start, time.end),))
