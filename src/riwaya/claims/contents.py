"""What is said: from its first word to its true end, without what the report adds behind it."""

from typing import NamedTuple

from riwaya.claims.chunks import STOPS
from riwaya.claims.content_ends import Run, run_of
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_markers
from riwaya.types import Quoted, Span


class Reach(NamedTuple):
    """How far a content runs: its characters, and the token behind what it holds of its speaker's own.

    Where one whom it is about says something, the content runs on, but that saying is a claim of its own:
    قالت الصحيفة إن الوزير رفض العرض | وطالب بالمزيد.
    """

    content: Span
    own: int


def find_content(scene: Scene, settled: Settled, limit: int) -> Reach:
    """Find how far the content of a settled cue runs."""
    chunk = settled.content
    assert chunk is not None  # a bare cue has no content to find
    loose = chunk.kind in ("anna", "wh") or settled.frame == "clause"
    if chunk.stop <= settled.at:  # «...» قال س, إن الطريق مغلق، يقول س
        limit = chunk.stop if chunk.kind == "anna" else settled.at
    run = run_of(scene, settled, settled.through or chunk.first, limit, loose=loose)
    if chunk.kind == "quote" and settled.frame != "obj":
        return _quotation(run, chunk.first)
    if chunk.kind == "colon":
        return _behind_colon(run, chunk.stop)
    stop, own = _stop(run)
    if settled.object_stop is not None:
        stop = min(stop, settled.object_stop)
    return Reach(content_span(scene, chunk.start, chunk.first, stop), min(own, stop))


def _quotation(run: Run, at: int) -> Reach:
    """Take a quotation, and the words that go on behind it without a mark: "..." منذ بدء القتال."""
    scene = run.scene
    quotation = scene.opens_quotation(at)
    if quotation is None:
        return _behind_colon(run.within(scene.sentence(at).stop), at)
    stop = paragraph_stop(scene, at, quotation.stop)
    if not quotation.closed and not _goes_on_below(scene, stop):
        stop, _ = _stop(run.speech(at, stop))  # the closing mark was forgotten
    behind = run.phrase(stop)
    if (
        stop < run.limit
        and scene.tokens[stop].kind == "word"
        and quotation.closed
        and not behind.ends_before(stop)
    ):
        stop, _ = _stop(behind)
    return Reach(content_span(scene, quotation.start, at, stop), stop)


def _goes_on_below(scene: Scene, stop: int) -> bool:
    """Tell whether the next paragraph goes on with a quotation."""
    following = scene.opens_quotation(stop)
    return following is not None and following.resumes


def _behind_colon(run: Run, at: int) -> Reach:
    """Take what stands behind a colon: a quotation, or the rest of the sentence, or the next one."""
    scene = run.scene
    if at >= len(scene.tokens):
        at = len(scene.tokens) - 1
    if scene.opens_quotation(at) is not None:
        return _quotation(run, at)
    stop, own = _stop(run.clause(at, max(run.limit, scene.sentence(at).stop)))
    return Reach(content_span(scene, scene.tokens[at].start, at, stop), own)


def content_stop(scene: Scene, first: int, limit: int, *, loose: bool) -> int:
    """Find the token behind a content that begins at ``first``, by whatever word it is handed over."""
    return _stop(Run(scene, first, limit, loose))[0]


def _stop(run: Run) -> tuple[int, int]:
    """Find the token behind a content, and the one behind what it holds of its speaker's own."""
    scene, at, own = run.scene, run.first, 0
    around = scene.quotation_of[at]
    inside = around is not None and around.first < run.first
    while at < run.limit:
        quotation = scene.quotation_of[at]
        if quotation is not None and quotation.first == at and quotation is not around and quotation.closed:
            at = paragraph_stop(scene, at, quotation.stop)
            run = run.within(max(run.limit, at))
            continue
        if around is not None and inside and (at >= around.stop - 1 or scene.tokens[at].form in STOPS):
            return at, own or at
        if at > run.first:
            if run.ends_before(at):
                return at, own or at
            own = own or (at if run.is_handed_on(at) else 0)
        at += 1
    return run.limit, own or run.limit


def paragraph_stop(scene: Scene, at: int, limit: int) -> int:
    """Give the token behind the paragraph of a token, or ``limit`` where that goes on behind it."""
    sentences = scene.document.sentences
    number = scene.sentence_of[at]
    paragraph = sentences[number].paragraph
    while number + 1 < len(sentences) and sentences[number + 1].paragraph == paragraph:
        if sentences[number].stop >= limit:
            break
        number += 1
    return min(limit, sentences[number].stop)


def content_span(scene: Scene, start: int, first: int, stop: int) -> Span:
    """Give the characters of tokens, without marks of punctuation at the end."""
    last = stop - 1
    while last > first:
        token = scene.tokens[last]
        around = (scene.quotation_of[last], scene.opens_quotation(first))  # the outermost, and a nested one
        closes = any(q is not None and q.closed and q.stop == last + 1 for q in around)
        if token.kind != "mark" or closes or token.form in (")", "]"):
            break
        last -= 1
    return Span(start, max(start, scene.tokens[last].end))


def how_quoted(scene: Scene, content: Span, first: int, stop: int, frame: str) -> Quoted:
    """Tell direct speech from indirect, and from indirect with quoted words."""
    quotation = scene.quotation_of[first]
    if quotation is not None and quotation.start <= content.start and content.end <= quotation.end:
        whole = quotation.start == content.start or frame in ("quote", "colon")
        return "direct" if whole else "indirect"
    behind = scene.tokens[min(first + 1, len(scene.tokens) - 1)].key
    if frame == "colon" and behind not in load_markers()["complementizer"]:
        return "direct"  # but قال: إن is indirect for all its colon
    quotes = any(scene.quotation_of[at] is not None for at in range(first, min(stop, len(scene.tokens))))
    return "mixed" if quotes else "indirect"
