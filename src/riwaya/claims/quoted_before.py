"""Speech that stands before its word of saying: «...»، قال المسؤول, إن ...، هذا ما قاله."""

from collections.abc import Sequence

from riwaya.claims.agreement import disagrees
from riwaya.claims.chunks import NAME_WORDS, Chunk
from riwaya.claims.clauses import read_clause
from riwaya.claims.own_voice import PAUSES
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import CueRow, load_markers
from riwaya.document import Quotation, Word

_SUBJECT_WITHIN = 2  # chunks behind the word of saying


def settle_behind(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], other: Settled | None, told: int
) -> Settled | None:
    """Settle a verb on the quotation or the sentence before it, unless a longer quotation is behind it.

    ``other``: what it is settled on behind it; ``told``: the token behind what others have said before.
    """
    row = next((row for row in rows if row.kind == "verb" and "quote" in row.frames), None)
    if word.verb_form != "fin" or word.proclitics or row is None:
        return None
    quotation = _quotation_before(scene, at)
    if quotation is None:
        content = _sentence_before(scene, at, told) if other is None or other.content is None else None
        return _settle_on(scene, at, word, row, content, other) if content is not None else None
    if quotation.first < told:
        return None
    loose = other is not None and (other.content is None or other.frame == "clause")  # يقول شاب شارك في
    if other is not None and not loose and not _is_shorter_half(scene, other, quotation):
        return None
    chunk = Chunk("quote", quotation.first, quotation.stop, quotation.start)
    return _settle_on(scene, at, word, row, chunk, other)


def _settle_on(
    scene: Scene, at: int, word: Word, row: CueRow, content: Chunk, other: Settled | None
) -> Settled | None:
    """Settle a verb on what stands before it, where its own subject or ``other``'s says so."""
    clause = read_clause(scene, at, (row,), scene.sentence(at).stop)
    nouns = [chunk for chunk in clause[:_SUBJECT_WITHIN] if chunk.kind == "np"]
    agreeing = (c for c in nouns if not disagrees(word, scene.tokens[c.first].word, c.actor))
    subject = next(agreeing, nouns[0] if nouns else None)  # تقول أم محمد
    if subject is None and other is None:
        return None
    subject = subject or (other.subject if other else None)
    return Settled(at, row, content.kind, content, (), subject, word=word)


def _sentence_before(scene: Scene, at: int, told: int) -> Chunk | None:
    """Give the sentence up to a verb, where nothing else hands it over: إن الطريق مغلق، [يقول] السائق.

    With هذا ما between them whatever the sentence tells is taken up: فر السكان، وهذا ما [قالته] المنظمة.
    """
    tokens, first, last = scene.tokens, scene.sentence(at).first, at - 1
    taken = _takes_up(scene, last)
    if taken:
        last -= 2
    if last <= first or tokens[last].form not in PAUSES or first < told:
        return None
    that = tokens[first].key in load_markers()["complementizer"] and not tokens[first].word.proclitics
    that = that and tokens[first + 1].word.verb_form != "fin"  # إن توقفت الحرب، يقول الرئيس، سنعود
    return Chunk("anna", first, last, tokens[first].start) if that or taken else None


def _takes_up(scene: Scene, at: int) -> bool:
    """Tell whether what was said before is taken up at a token: هذا [ما], وهذا [ما] صرح به."""
    if at < 1 or scene.tokens[at].key not in load_markers()["what"]:
        return False
    before = scene.tokens[at - 1]
    return not load_source_words()["thus"].isdisjoint((before.key, before.word.stem))


def _quotation_before(scene: Scene, at: int) -> Quotation | None:
    """Give the quotation of some words that ends right before a token: «...»، [هكذا] قال."""
    last, tokens, thus = at - 1, scene.tokens, load_source_words()["thus"]
    if _takes_up(scene, last):
        last -= 2
    while last > 0 and (tokens[last].form in PAUSES or tokens[last].key in thus):
        last -= 1
    quotation = scene.quotation_of[last] if last > 0 else None
    if quotation is None or not quotation.closed or quotation.stop != last + 1:
        return None
    if scene.sentence(last).paragraph != scene.sentence(at).paragraph:
        return None  # a heading
    return quotation if quotation.stop - quotation.first - 2 >= NAME_WORDS else None


def _is_shorter_half(scene: Scene, settled: Settled, quotation: Quotation) -> bool:
    """Tell whether a verb is settled on the shorter half of what it cuts in two: «...»، قال س، «...»."""
    chunk = settled.content
    half = scene.opens_quotation(chunk.first) if chunk is not None and chunk.kind == "quote" else None
    return half is not None and half.stop - half.first < quotation.stop - quotation.first
