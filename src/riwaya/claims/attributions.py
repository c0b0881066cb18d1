"""Attributions that stand beside what they attribute: وفقا لـ, بحسب ما أفاد, على حد قوله."""

import msgspec

from riwaya.claims.agreement import is_put_out
from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.outlets import is_outlet
from riwaya.claims.relaying import chain_end
from riwaya.claims.scene import COMMAS, Scene
from riwaya.claims.sources import speaker_of
from riwaya.claims.tables import CueRow, load_cues, load_markers, rows_for
from riwaya.claims.topics import can_speak
from riwaya.document import Token

# So many chunks behind the verb stands whom a medium cites.
_NEXT_WITHIN = 6
_CITED_WITHIN = 5
_TELLS = frozenset({"state", "report", "announce", "affirm"})
# Prepositions of what is said; على is as often where it is: كما أكد الوزير على حسابه.
_LEADS_ON = frozenset({"an", "b", "ila"})
_STATES = frozenset({"anna", "fi+anna"})


class Attribution(msgspec.Struct, frozen=True):
    """Tokens ``[first, stop)`` are the cue, ``until`` the token behind the source's phrase."""

    first: int
    stop: int
    until: int
    start: int
    end: int
    row: CueRow
    verb: CueRow | None  # بحسب ما [أعلن]: the verb's act counts
    source: Chunk | None
    chunks: tuple[Chunk, ...]
    passed_on: tuple[Chunk, ...] = ()  # who passes on what the source said: بحسب ما نقلت [وكالة] عن مصدر


def opens_attribution(scene: Scene, at: int) -> bool:
    """Tell whether an attribution opens at a token."""
    return find_attribution(scene, at) is not None


def find_attribution(scene: Scene, at: int) -> Attribution | None:
    """Read the attribution that opens at a token, None for none."""
    match = load_cues().phrases.longest(scene.tokens, at)
    if match is None:
        return None
    row, behind = match.value, match.stop
    limit = scene.sentence(at).stop
    markers, tokens = load_markers(), scene.tokens
    verb: CueRow | None = None
    if behind < limit and tokens[behind].key in markers["what"]:
        behind += 1
    if behind < limit and (match.stop != behind or "verb" in row.frames):
        verbs = _verbs(tokens[behind], plural="verb" not in row.frames)
        if not verbs:
            return None
        verb, behind = verbs[0], behind + 1
    if "clause" in row.frames and verb is None and match.stop != behind:
        return None  # وفق ما with no word of saying
    if "verb" in row.frames and verb is None:
        return None
    chunks = tuple(read_chunks(scene, behind, limit))
    source = _source(chunks, row, verb)
    if verb is not None and "verb" in row.frames and _says_too(scene, chunks, verb, source):
        return None  # كما قال إن: he also said
    if verb is None and (source is None or _is_quoted_words(scene, at, source)):
        return None
    if source is not None and verb is None and not _names_speaker(scene, source):
        return None
    cue_stop = behind if verb is not None else match.stop
    passed_on: list[Chunk] = []
    if verb is not None and (cited := _cited(scene, chunks, relays="relay" in verb.frames)) is not None:
        *passed_on, source = cited
    elif verb is None and source is not None and (named := _cited_by(scene, chunks, source)) is not None:
        passed_on, source = [source], named
    until = source.stop if source is not None else behind
    end = tokens[cue_stop - 1].end
    return Attribution(at, cue_stop, until, match.start, end, row, verb, source, chunks, tuple(passed_on))


def _is_quoted_words(scene: Scene, at: int, source: Chunk) -> bool:
    """Tell words of a quotation from an attribution in one: "وفق أعلى المعايير", not "وفقا للوزارة، قتل"."""
    if not at or scene.opens_quotation(at - 1) is None:
        return False
    return source.stop >= len(scene.tokens) or scene.tokens[source.stop].form not in COMMAS


def _says_too(scene: Scene, chunks: tuple[Chunk, ...], verb: CueRow, source: Chunk | None) -> bool:
    """Tell a verb behind كما that goes on to what is said, which no attribution does."""
    return (
        _does_too(chunks, verb)
        or _speaks_on(chunks)
        or _takes_object(scene, chunks, verb, source)
        or _goes_on(chunks, verb, source)
        or (source is not None and is_put_out(verb.lemma, scene.tokens[source.first].word))
    )


def _cited(scene: Scene, chunks: tuple[Chunk, ...], *, relays: bool) -> list[Chunk] | None:
    """Give who passes on, from one to the next, and who spoke: ما نقلت [وكالة] عن [صحيفة] عن [مصدر].

    ``relays``: the verb itself says so; of another, it is said by نقلا.
    """
    named: list[Chunk] = []
    for place, chunk in enumerate(chunks[:_NEXT_WITHIN]):
        if chunk.kind == "pp" and chunk.prep == "an" and not chunk.bare:
            if not relays and scene.tokens[chunk.first - 1].key not in load_markers()["citing"]:
                return None
            last = chain_end(scene, chunks, place)
            between = [c for c in chunks[place:last] if c.prep == "an"]
            return [*named, *between, chunks[last]]
        if chunk.kind == "np" and not named:
            named = [chunk]
        elif chunk.kind not in ("pp", "time", "other", "aside", "np"):
            return None
    return None


def _cited_by(scene: Scene, chunks: tuple[Chunk, ...], medium: Chunk) -> Chunk | None:
    """Find whom a medium cites between commas: بحسب إذاعة محلية، نقلا عن [شاهد]، قتل اثنان."""
    behind = chunks[chunks.index(medium) + 1 :][:_CITED_WITHIN]
    if medium.actor is None or not is_outlet(scene, medium.actor):
        return None
    for place, chunk in enumerate(behind):
        if chunk.kind == "pp" and chunk.prep == "an" and not chunk.bare and place:
            cites = scene.tokens[chunk.first - 1].key in load_markers()["citing"]
            return behind[chain_end(scene, behind, place)] if cites else None
        if chunk.kind not in ("comma", "other", "aside", "time"):
            return None
    return None


def _verbs(token: Token, *, plural: bool) -> list[CueRow]:
    """Give the rows of a verb behind ما: لما ذكره, بحسب ما أعلن."""
    for word in token.readings:
        if (
            word.verb_form == "fin"
            and not word.proclitics
            and word.person == "3"
            and (plural or word.number != "p")
        ):
            rows = [
                r
                for r in rows_for(word)
                if r.kind == "verb" and (r.act == "report" or not _STATES.isdisjoint(r.frames))
            ]
            if rows:
                return rows
    return []


def _names_speaker(scene: Scene, source: Chunk) -> bool:
    head = scene.tokens[source.first].word
    markers = load_markers()
    if not markers["rule_head"].isdisjoint((head.stem, head.lemma, head.noun)):
        return False  # وفقا للقانون: as the law has it, not as it says
    if head.stem + head.enclitic in markers["own_word"] or head.stem in markers["word_of"]:
        return True
    mention = speaker_of(scene, source)
    return mention is not None and can_speak(scene, mention)


def _does_too(chunks: tuple[Chunk, ...], verb: CueRow) -> bool:
    """Tell who does the same from one who is cited: كما أشادت [بها] لندن, not كما أفادت به الوكالة."""
    return bool(chunks) and chunks[0].bare and chunks[0].prep == "b" and verb.act not in _TELLS


def _speaks_on(chunks: tuple[Chunk, ...]) -> bool:
    for chunk in chunks:
        if chunk.kind in ("anna", "quote", "colon"):
            return True
        if chunk.kind in ("end", "cue", "comma", "verb"):
            return False
    return False


def _takes_object(scene: Scene, chunks: tuple[Chunk, ...], verb: CueRow, source: Chunk | None) -> bool:
    """Tell whether the verb goes on to an object, and so is no attribution: كما أكد استمرار الحصار."""
    if not any(frame.startswith("obj") for frame in verb.frames):
        return False
    if source is None or (source.actor is None and scene.document.actors):
        return True
    place = chunks.index(source) + 1
    return place < len(chunks) and chunks[place].kind in ("np", "quote")


def _goes_on(chunks: tuple[Chunk, ...], verb: CueRow, source: Chunk | None) -> bool:
    """Tell whether the verb's own preposition follows who says it: كما كشفت الوزارة [عن] مقتل جنديين."""
    if source is None or "relay" in verb.frames:
        return False
    for chunk in chunks[chunks.index(source) + 1 :]:
        if chunk.kind == "pp" and chunk.prep in _LEADS_ON and chunk.prep in verb.frames:
            return not chunk.bare
        if chunk.kind not in ("time", "aside", "comma") and chunk.prep not in ("fi", "other"):
            return False
    return False


def _source(chunks: tuple[Chunk, ...], row: CueRow, verb: CueRow | None) -> Chunk | None:
    for place, chunk in enumerate(chunks[:6]):
        if chunk.kind == "np" or (chunk.kind == "quote" and place == 0):
            return chunk if verb is not None or "clause" in row.frames else None
        if verb is not None and "fi+anna" in verb.frames:  # بحسب ما جاء في [بيان]
            return chunk if chunk.kind == "pp" and chunk.prep == "fi" and not chunk.bare else None
        if chunk.kind == "pp" and place == 0 and verb is None and not chunk.bare:
            return chunk if chunk.prep in row.frames else None
        if chunk.kind not in ("time", "pp", "other", "aside"):
            return None
        if verb is None and chunk.kind == "pp":
            return None
    return None
