"""How well a claim is founded, where the report says so: لم يتسن التحقق, دون تقديم أدلة, ونشر صورا."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from riwaya.chars import WAW, fold
from riwaya.claims.scene import COMMAS, Scene
from riwaya.claims.tables import EvidenceRow, is_accusative, load_markers
from riwaya.document import Token
from riwaya.resources import load_table
from riwaya.types import Evidence, Reason, Span

# How far behind the first word of a remark its second may stand: ولم يتسن لرويترز على الفور التحقق.
_REACH = 9
# A remark opens its sentence within so many words.
_OPENING = 4
_NUMBERS = 5  # words within which a remark tells that it is of numbers: التحقق من هذه الأرقام


class Remark(msgspec.Struct, frozen=True):
    """What a report says of how well something is founded: tokens ``[first, stop)``."""

    first: int
    stop: int
    comma: int | None  # that sets it off from what stands before it
    evidence: Evidence
    rule: str


class _Pattern(msgspec.Struct, frozen=True):
    then: frozenset[str]
    after: frozenset[str]
    as_written: frozenset[str]
    unless: frozenset[str]
    evidence: Evidence
    rule: str


@cache
def load_remarks() -> dict[str, tuple[_Pattern, ...]]:
    """Compile ``evidence.tsv``: first word to what makes each remark of it."""
    found: dict[str, list[_Pattern]] = {}
    for row in load_table("riwaya.claims", "evidence.tsv", EvidenceRow):
        lists = (row.then, row.after, row.as_written, row.unless)
        then, after, written, unless = (frozenset(fold(word) for word in words) for words in lists)
        for word in row.words:
            pattern = _Pattern(then, after, written, unless, row.evidence, f"evidence:{row.name}")
            found.setdefault(fold(word), []).append(pattern)
    return {key: tuple(patterns) for key, patterns in found.items()}


def find_remarks(scene: Scene) -> Iterator[Remark]:
    """Find every remark on evidence in the order of the text."""
    for sentence in scene.document.sentences:
        at = sentence.first
        while at < sentence.stop:
            remark = remark_at(scene, at, sentence.stop)
            if remark is not None:
                yield remark
            at = remark.stop if remark is not None else at + 1


def remark_at(scene: Scene, at: int, limit: int) -> Remark | None:
    """Give the remark that opens at a token, if one does before ``limit``."""
    token = scene.tokens[at]
    remarks = load_remarks()
    patterns = dict.fromkeys(pattern for name in _names(token) for pattern in remarks.get(name, ()))
    for pattern in patterns:
        if pattern.evidence == "documented" and not _may_be_verb(scene, at):
            continue
        if stop := _second(scene, at, limit, pattern):
            return Remark(at, stop, _comma(scene, at), pattern.evidence, pattern.rule)
    return None


def _comma(scene: Scene, at: int) -> int | None:
    """Give the comma before a remark, a preposition between them or not: ، من دون أن يقدم دليلا."""
    before = at - 1
    if before > 0 and scene.tokens[before].word.upos == "ADP":
        before -= 1
    return before if before >= 0 and scene.tokens[before].form in COMMAS else None


def _may_be_verb(scene: Scene, at: int) -> bool:
    """Tell a verb or participle, or a word behind a comma that may be one: ، ونشر صورا."""
    token = scene.tokens[at]
    if token.word.enclitic or token.word.voice == "pass":
        return False  # لقطات نشرها لواء; ونُشرت صور
    if token.word.verb_form in ("fin", "act-part"):
        return True
    joined = token.word.proclitics == WAW and (not at or scene.tokens[at - 1].kind == "mark")
    return joined and any(word.verb_form == "fin" for word in token.others)


def _names(token: Token) -> tuple[str, ...]:
    return token.word.stem, token.word.lemma, token.word.noun


def _second(scene: Scene, at: int, limit: int, pattern: _Pattern) -> int:
    for step in range(at + 1, min(limit, at + _REACH)):
        token = scene.tokens[step]
        if token.kind == "mark" and token.form in ("،", "."):
            return 0
        word = token.word
        if not pattern.unless.isdisjoint(_names(token)):
            return 0
        # A participle is no verb: لم يقل إنه متأكد, but غير مؤكدة; nor is a form another's: لم تحقق تقدما.
        names: tuple[str, ...] = _names(token)
        if word.verb_form == "act-part":
            names = (word.stem, word.noun)
        elif word.verb_form == "fin":
            names = (word.lemma,)
        named = not pattern.then.isdisjoint(names) or token.key in pattern.as_written
        if named and (not pattern.after or not pattern.after.isdisjoint(_names(scene.tokens[step - 1]))):
            return step + 1
    return 0


def opens_sentence(scene: Scene, at: int) -> bool:
    """Tell whether a remark stands at the head of its sentence, so that it is about the one before."""
    return at - scene.sentence(at).first < _OPENING


def is_of_numbers(scene: Scene, remark: Remark) -> bool:
    """Tell whether a remark is of the numbers just told: ولم يتسن التأكد من هذه الأرقام."""
    tolls = load_markers()["toll"]
    behind = scene.tokens[remark.stop : remark.stop + _NUMBERS]
    return any(
        shown.word.upos == "DET" and not tolls.isdisjoint(_names(token)) for shown, token in pairwise(behind)
    )


def is_of_both_sides(scene: Scene, remark: Remark) -> bool:
    """Tell whether a remark is of what either side said: ولم يتسن التحقق من روايات [الطرفين]."""
    behind = scene.tokens[remark.stop : remark.stop + _NUMBERS]
    return any(not load_markers()["both_sides"].isdisjoint(_names(token)) for token in behind)


def of_pictures(scene: Scene, heads: Sequence[int]) -> tuple[Evidence, Reason] | None:
    """Tell whether pictures or recordings speak: أظهرت لقطات."""
    for at in heads:
        token = scene.tokens[at]
        bare = token.word.stem[:-1] if is_accusative(token.word.stem) else token.word.stem
        if not load_markers()["picture_head"].isdisjoint((token.word.stem, bare, token.key)):
            return "documented", Reason("evidence", "evidence:pictures", (Span(token.start, token.end),))
    return None
