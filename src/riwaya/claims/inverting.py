"""Speech that stands before its verb: "لقد خذلنا العالم"، يقول الطبيب."""

from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.scene import Scene
from riwaya.claims.settled import Settled
from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import rows_for, saying_word
from riwaya.claims.telling import is_told
from riwaya.document import Quotation

_LINKS = frozenset("،,-–—")
# So many chunks behind the verb the speaker begins: يقول [من المستشفى] الطبيب.
_SPEAKER_WITHIN = 3
_CLAUSE = 8
_LEAST = 2  # words that are speech, not a name


def find_inverted(scene: Scene, at: int) -> Settled | None:
    """Settle a verb of saying on the quotation that ends before it, where it names its speaker behind it."""
    word = saying_word(scene.tokens[at])
    if word is None or word.verb_form != "fin" or word.proclitics or word.voice == "pass":
        return None
    quotation = _quotation_before(scene, at)
    if quotation is None or not is_told(scene, at, word):
        return None
    row = next((row for row in rows_for(word) if "quote" in row.frames and not row.by), None)
    clause = read_chunks(scene, at + 1, scene.sentence(at).stop)[:_CLAUSE]
    behind = clause[:_SPEAKER_WITHIN]
    subject = next((chunk for chunk in behind if chunk.kind not in ("pp", "time", "other")), None)
    if row is None or subject is None or subject.kind != "np":
        return None
    if any(chunk.kind in ("anna", "quote", "colon") for chunk in clause):
        return None  # it has a complement of its own
    content = Chunk("quote", quotation.first, quotation.stop, quotation.start)
    return Settled(at, row, "quote", content, tuple(behind), subject, word=word)


def _quotation_before(scene: Scene, at: int) -> Quotation | None:
    """Give the quotation that opens the sentence and ends right before a token: "..."، [هكذا] يقول."""
    last, first = at - 1, scene.sentence(at).first
    while last > first and (
        scene.tokens[last].form in _LINKS or scene.tokens[last].key in load_source_words()["thus"]
    ):
        last -= 1
    quotation = scene.quotation_of[last] if last > first else None
    if quotation is None or quotation.stop != last + 1 or not quotation.closed or quotation.first != first:
        return None
    return quotation if quotation.stop - quotation.first - 2 >= _LEAST else None
