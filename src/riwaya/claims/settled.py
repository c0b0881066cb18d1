"""What a word of saying is found to govern."""

import msgspec

from riwaya.claims.chunks import Chunk
from riwaya.claims.tables import CueRow
from riwaya.document import Word


class Settled(msgspec.Struct, frozen=True):
    """A cue whose frame is met: what its content begins with, and who may speak it."""

    at: int  # token of the cue
    row: CueRow
    frame: str
    content: Chunk | None  # the chunk the content begins with; None for a bare وهو ما نفاه
    before: tuple[Chunk, ...] = ()  # between cue and content
    subject: Chunk | None = None
    agent: Chunk | None = None  # who passes on what the subject said: نقلت [وكالة] عن
    object_stop: int | None = None  # a subject behind its object begins here: تبنى الهجوم | التنظيم
    word: Word | None = None
    through: int | None = None  # the content runs at least to here: اتهم X ... [بـ]
