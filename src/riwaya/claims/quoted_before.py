"""Speech that stands before its word of saying: «...»، قال المسؤول."""

from collections.abc import Sequence

from riwaya.claims.agreement import disagrees
from riwaya.claims.chunks import NAME_WORDS, Chunk
from riwaya.claims.clauses import read_clause
from riwaya.claims.own_voice import COMMAS
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import CueRow
from riwaya.document import Quotation, Word

_SUBJECT_WITHIN = 2  # chunks behind the word of saying


def settle_behind(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], other: Settled | None, told: int
) -> Settled | None:
    """Settle a verb on the quotation right before it, unless a longer one is split off behind it.

    ``other``: what it is settled on behind it; ``told``: the token behind what others have said before.
    """
    quotation = _quotation_before(scene, at)
    if quotation is None or quotation.first < told or word.verb_form != "fin" or word.proclitics:
        return None
    row = next((row for row in rows if row.kind == "verb" and "quote" in row.frames), None)
    if row is None or (other is not None and not _is_shorter_half(scene, other, quotation)):
        return None
    clause = read_clause(scene, at, rows, scene.sentence(at).stop)
    nouns = [chunk for chunk in clause[:_SUBJECT_WITHIN] if chunk.kind == "np"]
    agreeing = (c for c in nouns if not disagrees(word, scene.tokens[c.first].word, c.actor))
    subject = next(agreeing, nouns[0] if nouns else None)  # تقول أم محمد
    if subject is None and other is None:
        return None
    chunk = Chunk("quote", quotation.first, quotation.stop, quotation.start)
    return Settled(at, row, "quote", chunk, (), subject or (other.subject if other else None), word=word)


def _quotation_before(scene: Scene, at: int) -> Quotation | None:
    """Give the quotation of some words that ends right before a token: «...»، [هكذا] قال."""
    last = at - 1
    while last > 0 and (
        scene.tokens[last].form in COMMAS or scene.tokens[last].key in load_source_words()["thus"]
    ):
        last -= 1
    quotation = scene.quotation_of[last] if last > 0 else None
    if quotation is None or not quotation.closed or quotation.stop != last + 1:
        return None
    return quotation if quotation.stop - quotation.first - 2 >= NAME_WORDS else None


def _is_shorter_half(scene: Scene, settled: Settled, quotation: Quotation) -> bool:
    """Tell whether a verb is settled on the shorter half of what it cuts in two: «...»، قال س، «...»."""
    chunk = settled.content
    half = scene.opens_quotation(chunk.first) if chunk is not None and chunk.kind == "quote" else None
    return half is not None and half.stop - half.first < quotation.stop - quotation.first
