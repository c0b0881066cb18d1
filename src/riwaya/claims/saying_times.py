"""The day a thing was said, where the words between cue and content tell it."""

from collections.abc import Sequence

from riwaya.claims.chunks import Chunk
from riwaya.claims.scene import Scene
from riwaya.claims.tables import load_markers
from riwaya.types import Period, Reason, Span

_COMMAS = ("،", ",")


def find_said(scene: Scene, at: int, before: Sequence[Chunk]) -> tuple[Period | None, Reason | None]:
    """Find the day of a saying: قال الوزير [اليوم الاثنين] إن, or right before the cue: أمس قال.

    A time inside a relative clause (في هجوم وقع أمس) is the event's, not the saying's.
    """
    for chunk in before:
        if chunk.kind in ("verb", "relative", "cue"):
            break
        if chunk.kind == "time" and (found := _period(scene, chunk.first)):
            return found
    first, here = scene.sentence(at).first, at - 1
    while here > first and (
        scene.tokens[here].form in _COMMAS or scene.tokens[here].key in load_markers()["leads"]
    ):
        here -= 1  # والثلاثاء، اعتبر; الخميس، حيث قال
    if here >= first and scene.time_of[here] is not None and (found := _period(scene, here)):
        return found
    return None, None


def _period(scene: Scene, at: int) -> tuple[Period, Reason] | None:
    time = scene.time_of[at]
    if time is None or time.period is None:
        return None
    return time.period, Reason("said", time.rule or "said:time", (Span(time.start, time.end),))
