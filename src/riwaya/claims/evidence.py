"""How well a claim is founded, where the report says so: لم يتسن التحقق, دون تقديم أدلة."""

from collections.abc import Sequence
from functools import cache

from riwaya.chars import fold
from riwaya.claims.scene import Scene
from riwaya.claims.tables import EvidenceRow, load_markers
from riwaya.resources import load_table
from riwaya.types import Evidence, Reason, Span

# How far behind the first word of a remark its second may stand: ولم يتسن لرويترز على الفور التحقق.
_REACH = 9
# A remark opens its sentence within so many words.
_OPENING = 4


@cache
def load_remarks() -> dict[str, tuple[tuple[frozenset[str], Evidence, str], ...]]:
    """Compile ``evidence.tsv``: first word to (second words, evidence, rule)."""
    found: dict[str, list[tuple[frozenset[str], Evidence, str]]] = {}
    for row in load_table("riwaya.claims", "evidence.tsv", EvidenceRow):
        second = frozenset(fold(word) for word in row.then)
        for word in row.words:
            found.setdefault(fold(word), []).append((second, row.evidence, f"evidence:{row.name}"))
    return {key: tuple(rows) for key, rows in found.items()}


def find_remarks(scene: Scene) -> list[tuple[int, Evidence, str]]:
    """Find every remark on evidence: its first token, what it says, and its rule."""
    remarks = load_remarks()
    found: list[tuple[int, Evidence, str]] = []
    for sentence in scene.document.sentences:
        at = sentence.first
        while at < sentence.stop:
            behind = at + 1
            for second, evidence, rule in remarks.get(scene.tokens[at].key, ()):
                stop = _second(scene, at, sentence.stop, second)
                if stop:
                    found.append((at, evidence, rule))
                    behind = stop
                    break
            at = behind
    return found


def _second(scene: Scene, at: int, limit: int, second: frozenset[str]) -> int:
    if not second:
        return at + 1
    for step in range(at + 1, min(limit, at + _REACH)):
        token = scene.tokens[step]
        if token.key in second or token.word.stem in second:
            return step + 1
        if token.kind == "mark" and token.form in ("،", "."):
            return 0
    return 0


def opens_sentence(scene: Scene, at: int) -> bool:
    """Tell whether a remark stands at the head of its sentence, so that it is about the one before."""
    return at - scene.sentence(at).first < _OPENING


def of_pictures(scene: Scene, heads: Sequence[int]) -> tuple[Evidence, Reason] | None:
    """Tell whether pictures or recordings speak: أظهرت لقطات."""
    for at in heads:
        token = scene.tokens[at]
        if token.word.stem in load_markers()["picture_head"] or token.key in load_markers()["picture_head"]:
            return "documented", Reason("evidence", "evidence:pictures", (Span(token.start, token.end),))
    return None
