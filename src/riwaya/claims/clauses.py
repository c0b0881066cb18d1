"""The clause behind a word of saying: its chunks up to what ends it."""

from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.claims.chunks import NAME_WORDS, Chunk, read_chunks
from riwaya.claims.scene import Scene, is_named
from riwaya.claims.tables import CueRow, load_markers, rows_for
from riwaya.document import Word

# Behind these a verb without و is a relative clause: في بيان نشرته مواقع.
_BEFORE_RELATIVE = ("relative", "np", "pp", "other", "conj")
# An aside explains one of the first chunks, in so many words of these kinds.
_SUBJECT_WITHIN = 3
_ASIDE_CHUNKS = 8
_IN_ASIDE = ("np", "pp", "time", "aside", "quote", "other")


def read_clause(scene: Scene, at: int, rows: Sequence[CueRow], limit: int) -> list[Chunk]:
    """Read the chunks behind the cue at ``at`` up to what ends its clause.

    That is another word of saying, a joined verb, a full stop. A word of saying that follows at
    once shares the complement and is passed over: تشجب وتدين.
    """
    behind = at + 1
    if behind < limit and coordinated_verb(scene, behind, scene.tokens[at].word) is not None:
        behind += 1
    return _cut(scene, _fold_asides(scene, read_chunks(scene, behind, limit)), rows)


def _fold_asides(scene: Scene, chunks: list[Chunk]) -> list[Chunk]:
    """Fold what explains the first noun phrase between commas: تبنت الجماعة [، الموالية للقاعدة،] الهجوم."""
    for place, chunk in enumerate(chunks[:_SUBJECT_WITHIN]):
        if chunk.kind != "np":
            continue
        stop = _aside_stop(scene, chunks, place + 1) or _relative_stop(scene, chunks, place + 1)
        if stop is not None:
            first, last = chunks[place + 1], chunks[stop - 1]
            aside = Chunk("aside", first.first, last.stop, first.start)
            return [*chunks[: place + 1], aside, *chunks[stop:]]
        stop = _phrase_stop(scene, chunks, place + 1)
        if stop is not None:
            inside = [replace(c, kind="aside") if c.kind == "np" else c for c in chunks[place + 1 : stop]]
            return [*chunks[: place + 1], *inside, *chunks[stop:]]
        return chunks
    return chunks


def _aside_stop(scene: Scene, chunks: list[Chunk], place: int) -> int | None:
    """Give the chunk behind an aside that begins with a comma at ``place``; None for no aside."""
    head = chunks[place + 1] if place + 1 < len(chunks) else None
    if head is None or chunks[place].kind != "comma" or head.joined:
        return None
    token = scene.tokens[head.first]
    clause = _leads_back(scene, head) or token.key in load_markers()["aside_opener"]
    named = head.actor is not None and token.word.upos != "ADJ"
    if not clause and (head.kind != "np" or not token.word.det or token.word.verb_form == "masdar" or named):
        return None
    inside = (*_IN_ASIDE, "verb", "cue", "relative") if clause else _IN_ASIDE  # ، وهي ناشطة تقيم هنا،
    stop = _comma_behind(chunks, place + 2, inside)
    return stop + 1 - 2 * _tells_medium(chunks[stop - 1]) if stop is not None else None


def _phrase_stop(scene: Scene, chunks: list[Chunk], place: int) -> int | None:
    """Give the chunk behind phrases between commas, whose nouns are neither subject nor object.

    دعا الوزير [، في اتصالين مع نظيره ورئيس البلاد،] إلى هدنة; رفض الحزب [، شريك الرئيس،] الحديث.
    """
    head = chunks[place + 1] if place + 1 < len(chunks) else None
    if head is None or chunks[place].kind != "comma" or head.joined or head.kind not in ("np", "pp"):
        return None
    stop = _comma_behind(chunks, place + 2, _IN_ASIDE)
    following = chunks[stop + 1] if stop is not None and stop + 1 < len(chunks) else None
    if following is None or following.kind not in ("np", "pp"):
        return None
    named = following.actor is not None and is_named(following.actor)
    deed = head.kind == "np" and scene.tokens[head.first].word.verb_form == "masdar"
    return None if named or deed else stop


def _comma_behind(chunks: list[Chunk], place: int, inside: Sequence[str]) -> int | None:
    """Give the next comma, where only chunks of some kinds stand before it."""
    for step in range(place, min(len(chunks), place + _ASIDE_CHUNKS)):
        if chunks[step].kind == "comma":
            return step
        said = chunks[step].kind == "quote" and chunks[step].stop - chunks[step].first - 2 >= NAME_WORDS
        if said or chunks[step].kind not in inside:
            return None
    return None


def _tells_medium(chunk: Chunk) -> bool:
    """Tell whom the saying is told to, at the end of an aside: الوزير، الذي كان سفيرا [للصحيفة]، إن."""
    return chunk.prep == "l" and chunk.actor is not None and chunk.actor.role == "MED"


def _leads_back(scene: Scene, chunk: Chunk) -> bool:
    """Tell a relative on the noun before it from one that is a thing itself: أحصى الطبيب [ما] جرى."""
    return chunk.kind == "relative" and scene.tokens[chunk.first].key not in load_markers()["what"]


def _relative_stop(scene: Scene, chunks: list[Chunk], place: int) -> int | None:
    """Give the chunk behind a short relative clause that begins at ``place``, where more follows it.

    نفت القوات [التي يقودها اللواء فلان] قصف القرية, رفضت الجماعة [التي تسيطر على البلدة] العرض.
    """
    if place + 3 >= len(chunks) or chunks[place + 1].kind != "verb" or not _leads_back(scene, chunks[place]):
        return None
    verb, behind = scene.tokens[chunks[place + 1].first].word, chunks[place + 2]
    fits = (
        behind.kind == "np" and not behind.joined
        if verb.enclitic
        else behind.kind == "pp" and not behind.bare
    )
    return place + 3 if fits else None


def coordinated_verb(scene: Scene, at: int, cue: Word) -> Word | None:
    """Give another verb of saying that follows the cue and shares its complement: تشجب [وتدين]."""
    for word in scene.tokens[at].readings:
        alike = (word.aspect, word.gender, word.number) == (cue.aspect, cue.gender, cue.number)
        joined = word.proclitics in load_markers()["and"]
        if alike and joined and word.verb_form == "fin" == cue.verb_form and rows_for(word):
            return word
    return None


def _cut(scene: Scene, chunks: list[Chunk], rows: Sequence[CueRow]) -> list[Chunk]:
    comma, own_speech, relative = False, False, False
    opens = any("quote" in row.frames and "anna" in row.frames for row in rows)
    for count, chunk in enumerate(chunks):
        if chunk.kind in ("cue", "pp") and _only_opens(scene, chunk):
            if opens and not own_speech:
                continue  # تابع قائلا: the first word is the cue
            return chunks[:count]  # ختم حديثه قائلا: the second is
        if _hands_on(scene, chunk, chunks[count + 1] if count + 1 < len(chunks) else None):
            return chunks[:count]
        if _ends_clause(
            scene, chunk, chunks[count - 1].kind if count else "", comma=comma, relative=relative
        ):
            return chunks[:count]
        comma = chunk.kind == "comma"
        relative = not comma and (relative or chunk.kind == "relative")
        own_speech = own_speech or (
            chunk.kind == "np"
            and any(
                t.word.stem in load_markers()["speech_head"] for t in scene.tokens[chunk.first : chunk.stop]
            )
        )
    return chunks


def _ends_clause(scene: Scene, chunk: Chunk, before: str, *, comma: bool, relative: bool) -> bool:
    if chunk.kind == "cue":
        word = scene.tokens[chunk.first].word
        leads_back = before in _BEFORE_RELATIVE or (not before and bool(word.enclitic))  # أنباء [تداولتها]
        return not (word.verb_form == "fin" and not chunk.joined and leads_back)
    if chunk.kind == "conj":
        return comma and scene.tokens[chunk.first].key not in load_markers()["aside_opener"]
    return chunk.kind == "end" or (chunk.kind in ("verb", "anna") and chunk.joined and not relative)


def _hands_on(scene: Scene, chunk: Chunk, following: Chunk | None) -> bool:
    """Tell whether a masdar of saying takes over the content: رد عليه [بالتأكيد] أن."""
    if (
        chunk.kind != "pp"
        or chunk.prep != "b"
        or following is None
        or following.kind not in ("anna", "quote")
    ):
        return False
    token = scene.tokens[chunk.first]
    return token.word.upos == "NOUN" and chunk.stop == chunk.first + 1 and bool(rows_for(token.word))


def _only_opens(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether قائلا, يقول or بالقول is all that stands here."""
    word = scene.tokens[chunk.first].word
    if word.lemma not in load_markers()["plain_saying"]:
        return False
    if chunk.kind == "pp":
        return word.upos == "NOUN" and chunk.prep == "b"
    return not word.proclitics and (word.verb_form == "act-part" or word.aspect == "imp")
