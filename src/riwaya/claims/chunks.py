"""A clause cut into chunks behind a word of saying: who, to whom, when, and what is said.

قال | وزير الدفاع | اليوم | لرويترز | في بيان | إن ...: np, time, pp(l), pp(fi), anna.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.claims.adverbials import is_adverbial, is_seat, strengthens, talks_to
from riwaya.claims.scene import Scene, is_named, stem_offset, whole_stop
from riwaya.claims.source_words import hides_name, load_source_words, names_itself
from riwaya.claims.tables import load_markers, saying_word, without_pronoun
from riwaya.document import ActorMention, Quotation, Token
from riwaya.phrases import is_nominal

ChunkKind = Literal[
    "np", "pp", "anna", "quote", "colon", "wh", "time", "verb", "cue", "relative", "conj", "comma",
    "aside", "end", "other",
]  # fmt: skip

# A longer walk has left the clause of the word it began at.
MAX_TOKENS = 70
# A quotation of so few words may be a name: "الخبر", "سانا".
NAME_WORDS = 4
_COMMAS = frozenset("،,-–—؛;…")
STOPS = frozenset(".!?؟")
_PREPOSITIONS = ("an", "min", "ila", "ala", "fi", "b", "l")


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``[first, stop)``; ``start`` is the first character that could open a content."""

    kind: ChunkKind
    first: int
    stop: int
    start: int
    prep: str = ""  # of pp: b l an min ila ala fi, or other
    actor: ActorMention | None = None
    joined: bool = False  # behind و or ف
    bare: bool = False  # a preposition with a pronoun only: عنه


def is_name(chunk: Chunk) -> bool:
    """Tell a name in quotation marks from speech: "رويترز"."""
    return chunk.kind == "quote" and chunk.stop - chunk.first - 2 < NAME_WORDS


def says_more(clause: Sequence[Chunk], place: int) -> bool:
    """Tell whether something said stands behind a chunk of a clause."""
    return any(chunk.kind in ("anna", "quote", "colon") for chunk in clause[place + 1 :])


def read_chunks(scene: Scene, at: int, limit: int) -> list[Chunk]:
    """Cut the tokens from ``at`` on into chunks, up to the end of the clause or ``limit``."""
    chunks: list[Chunk] = []
    limit = min(limit, at + MAX_TOKENS)
    while at < limit:
        chunk = _next_chunk(scene, at, limit)
        chunks.append(chunk)
        if chunk.kind == "end":
            break
        at = max(chunk.stop, at + 1)
    return chunks


def _next_chunk(scene: Scene, at: int, limit: int) -> Chunk:
    token = scene.tokens[at]
    time = scene.time_of[at]
    if time is not None and token.kind != "mark":
        return Chunk("time", at, min(limit, max(time.stop, at + 1)), token.start)
    actor = scene.actor_at(at)
    if token.kind == "mark":
        quotation = scene.opens_quotation(at)
        if quotation is not None and actor is None:
            beside = at > 0 and is_nominal(
                scene.tokens[at - 1].word
            )  # of what stands before it: برنامج "تويتر"
            named = _quoted_name(scene, at, quotation) if not beside else None
            stop = _adjectives_stop(scene, quotation.stop, limit) if named is not None else quotation.stop
            return Chunk("np" if named is not None else "quote", at, stop, token.start, actor=named)
        if actor is None:
            return _mark(scene, at)
    chunk = _pointing(scene, at, limit) or _function_word(scene, at, limit)
    if chunk is None or (chunk.kind == "conj" and (actor is not None or at in scene.named_places)):
        return _content_word(scene, at, limit)  # أم is no conjunction in أم محمد
    whole = actor is not None and actor.start == token.start and token.word.upos != "ADP"
    return _content_word(scene, at, limit) if whole else chunk  # nor ب a preposition in بنوم بنه


def _quoted_name(scene: Scene, at: int, quotation: Quotation) -> ActorMention | None:
    """Give the actor whose name is all that a quotation holds: أعلن ["جيش تحرير بلوشستان"] مسؤوليته."""
    actor = scene.actor_at(at + 1) if at + 1 < len(scene.tokens) else None
    if actor is None or actor.kind == "anaphor" or not quotation.closed:
        return None
    return actor if whole_stop(actor) == quotation.stop - 1 else None


def _adjectives_stop(scene: Scene, at: int, limit: int) -> int:
    """Give the token behind the adjectives of a name between quotation marks: "سبأ" [الرسمية اليمنية]."""
    while at < limit:
        word = scene.tokens[at].word
        if word.upos != "ADJ" or not word.det or word.proclitics:
            break
        at += 1
    return at


def _mark(scene: Scene, at: int) -> Chunk:
    token = scene.tokens[at]
    if at in scene.closing:
        return Chunk("aside", at, scene.closing[at], token.start)
    if token.form == ":":
        return Chunk("colon", at, at + 1, token.end)
    if token.form in _COMMAS or set(token.form) <= _COMMAS:
        return Chunk("comma", at, at + 1, token.start)
    if scene.quotation_of[at] is not None or token.form in ("(", ")", "/"):
        return Chunk("other", at, at + 1, token.start)  # a closing quotation mark
    if token.form not in STOPS:
        return Chunk("other", at, at + 1, token.start)
    last = at + 1 >= scene.sentence(at).stop  # a full stop inside a name is none: دي.إيه.إن
    return Chunk("end" if last else "other", at, at + 1, token.start)


def _function_word(scene: Scene, at: int, limit: int) -> Chunk | None:
    token, markers = scene.tokens[at], load_markers()
    key = token.key
    if key in markers["that_not"] and _excepts(scene, at, limit):
        return Chunk("conj", at, at + 1, token.start)
    if key in markers["complementizer"]:
        joined, offset = key in markers["joined_complementizer"], stem_offset(token)
        return Chunk(
            "anna", at, at + 1, token.start + offset, "b" if offset and not joined else "", joined=joined
        )
    if key in markers["relative"]:
        called = names_itself(scene.tokens, at + 1) if key in markers["what"] else 0
        return Chunk("other" if called else "relative", at, called or at + 1, token.start)  # ما يسمى «كذا»
    prep = preposition(token)
    if prep == "min" and at + 1 < limit and scene.tokens[at + 1].word.verb_form == "fin":
        return Chunk("relative", at, at + 1, token.start)  # عدد [من] بقوا
    if prep:
        return _prepositional(scene, at, limit, prep)
    if key in markers["question"]:
        return Chunk("wh", at, at + 1, token.start)
    if key in markers["conjunction"]:
        return Chunk("conj", at, at + 1, token.start)
    return None


def _pointing(scene: Scene, at: int, limit: int) -> Chunk | None:
    """Read what is pointed at behind a joined preposition: [بهذه المبادرة], not بذلك رواية الشهود."""
    word, markers = scene.tokens[at].word, load_markers()
    if word.upos != "DET" or not word.proclitics or at + 1 >= limit:
        return None
    behind = scene.tokens[at + 1].word
    prep = next((name for name in ("b", "l") if word.proclitics[-1] in markers["preposition_" + name]), "")
    joined = word.proclitics[0] in markers["and"]
    chunk = _determined(scene, at, limit, joined=joined)
    if not prep or chunk is None or not behind.det or not is_nominal(behind):
        return None
    return msgspec.structs.replace(chunk, kind="pp", prep=prep, actor=scene.actor_of[at + 1])


def _excepts(scene: Scene, at: int, limit: int) -> bool:
    """Tell إلا, but, from ألا, that not, which reads the same when folded and has a verb behind it."""
    behind = scene.tokens[at + 1].word if at + 1 < limit else None
    return behind is None or behind.verb_form != "fin" or behind.aspect != "imp"


@cache
def _name_prepositions() -> Mapping[str, str]:
    markers = load_markers()
    return {key: name for name in reversed(_PREPOSITIONS) for key in markers["preposition_" + name]}


def preposition(token: Token) -> str:
    """Name the preposition a token is or opens with; empty for none."""
    markers, names = load_markers(), _name_prepositions()
    key, word = token.key, token.word
    if key in names and word.upos != "PROPN":  # علي may be a name
        return names[key]
    if word.upos == "ADP" or key in markers["preposition"]:
        return names.get(word.lemma, "other")
    if word.proclitics and is_nominal(word):
        last = word.proclitics[-1]
        for name in ("b", "l"):
            if last in markers["preposition_" + name]:
                return name
    return ""


def _prepositional(scene: Scene, at: int, limit: int, prep: str) -> Chunk:
    token = scene.tokens[at]
    joined = token.word.proclitics[:1] in load_markers()["and"]
    if token.key in load_markers()["adverb_b"]:
        return Chunk("other", at, at + 1, token.start, joined=joined)
    if token.word.upos != "ADP" and is_nominal(token.word) and token.word.proclitics:
        manner = token.key in load_source_words()["utmost"]  # بأشد العبارات | القصف
        stop = max(at + 1, scene.phrase_stop(at, min(limit, at + 2) if manner else limit))
        stop, actor = _with_name(scene, stop, limit, scene.actor_of[at])
        return Chunk("pp", at, stop, token.start + stem_offset(token), prep, actor, joined)
    if token.word.enclitic:
        return Chunk("pp", at, at + 1, token.start, prep, joined=joined, bare=True)
    behind = at + 1
    if behind >= limit:
        return Chunk("pp", at, behind, token.end, prep, joined=joined, bare=True)
    following = scene.tokens[behind]
    if following.key in load_markers()["complementizer"]:
        return Chunk("anna", behind, behind + 1, following.start, prep, joined=joined)
    if following.key in load_markers()["question"]:
        return Chunk("wh", at, behind + 1, following.start, prep, joined=joined)
    quotation = scene.opens_quotation(behind)
    if quotation is not None and scene.actor_at(behind) is None:
        return Chunk("pp", at, quotation.stop, following.start, prep, joined=joined)
    stop = max(behind, scene.phrase_stop(behind, limit))
    stop, actor = _with_name(scene, stop, limit, scene.actor_of[behind])
    return Chunk("pp", at, stop, following.start, prep, actor, joined)


def _with_name(
    scene: Scene, stop: int, limit: int, actor: ActorMention | None
) -> tuple[int, ActorMention | None]:
    """Take in the name between quotation marks right behind a phrase: على لسان ["مصدر مسؤول"]."""
    quotation = scene.opens_quotation(stop) if stop < limit else None
    named = _quoted_name(scene, stop, quotation) if quotation is not None else None
    return (quotation.stop, actor or named) if quotation is not None and named is not None else (stop, actor)


def _content_word(scene: Scene, at: int, limit: int) -> Chunk:
    token = scene.tokens[at]
    word = token.word
    joined = word.proclitics[:1] in load_markers()["and"] if word.proclitics else False
    if (named := _named(scene, at, limit, joined=joined)) is not None:
        return named
    if token.key in load_markers()["filler"] or token.key in load_markers()["citing"]:
        return Chunk("other", at, at + 1, token.start, joined=joined)
    if strengthens(scene, at):
        return Chunk("other", at, _adverbial_stop(scene, at + 1, limit), token.start, joined=joined)
    if _reads_as_masdar(scene, at):
        return Chunk("np", at, at + 1, token.start, joined=joined)
    read = _determined(scene, at, limit, joined=joined) or _verbal(scene, at, joined=joined)
    if read is not None:
        return read
    stop = _noun_stop(scene, at, limit) if is_nominal(word) else at
    if stop > at:
        return Chunk("np", at, stop, token.start + stem_offset(token), joined=joined)
    return Chunk("other", at, at + 1, token.start, joined=joined)


def _adverbial_stop(scene: Scene, at: int, limit: int) -> int:
    """Give the token behind the adjective of a masdar that strengthens its verb: نفيا [قاطعا] قصف القرية."""
    if at >= limit or scene.tokens[at].key[-1:] not in load_markers()["accusative_end"]:
        return at
    return at + is_nominal(scene.tokens[at].word)


def _named(scene: Scene, at: int, limit: int, *, joined: bool) -> Chunk | None:
    """Read an actor, or where he sits: المرصد [ومقره لندن]."""
    token, actor = scene.tokens[at], scene.actor_at(at)
    if joined and token.word.enclitic and without_pronoun(token.word) in load_source_words()["seat"]:
        behind = at + 1 + (at + 1 < limit and scene.tokens[at + 1].word.upos == "ADP")
        stop = max(behind, scene.phrase_stop(behind, limit)) if behind < limit else limit
        return Chunk("aside", at, stop, token.start, joined=joined)
    if actor is None:
        return None
    if actor.stop == at + 1 and _states(scene, at, limit):
        return Chunk("cue", at, at + 1, token.start)
    stop = _described_stop(scene, at, scene.phrase_stop(at, limit), limit)
    return Chunk("np", at, stop, token.start + stem_offset(token), actor=actor, joined=joined)


def _states(scene: Scene, at: int, limit: int) -> bool:
    """Tell what men say from the men: انتقدوا الطلب [معتبرين] أن, not التقى معتبرين."""
    states = at + 1 < limit and scene.tokens[at + 1].key in load_markers()["complementizer"]
    states = states and not is_seat(scene, at)
    saying = saying_word(scene.tokens[at]) if states else None
    return saying is not None and saying.verb_form == "act-part" and is_adverbial(scene, at)


def _determined(scene: Scene, at: int, limit: int, *, joined: bool) -> Chunk | None:
    """Read a phrase behind هذا, كل and their like; of كل من the first name: [كل من مالي] والنيجر."""
    token, listing = scene.tokens[at], scene.tokens[at].key in load_markers()["determiner"]
    if not listing and (token.word.upos != "DET" or token.word.enclitic):
        return None
    first = at + 2
    if listing and first < limit and preposition(scene.tokens[at + 1]) == "min":
        actor = scene.actor_at(first)
        if actor is not None:
            return Chunk("np", at, scene.phrase_stop(first, limit), scene.tokens[first].start, actor=actor)
    more = at + 1 < limit and not scene.tokens[at + 1].word.proclitics and not _points_alone(scene, at)
    stop = _before_remark(scene, at, scene.phrase_stop(at + 1, limit)) if more else at + 1
    return Chunk("np", at, max(stop, at + 1), token.start + stem_offset(token), joined=joined)


def _points_alone(scene: Scene, at: int) -> bool:
    """Tell ذلك before who speaks from what points at a noun: نفى [ذلك] مسؤول, not وصف هذا الرئيس الحرب."""
    actor = scene.actor_at(at + 1)
    if actor is None or scene.tokens[at].key not in load_markers()["demonstrative"]:
        return False
    if scene.tokens[at + 1].word.det and scene.tokens[at].key not in load_markers()["points_back"]:
        return False
    behind = scene.tokens[at + 2].key if at + 2 < len(scene.tokens) else ""
    spokesman = behind in load_markers()["adjunct_b"] and actor.stop > at + 2
    return not scene.tokens[at + 1].word.det or spokesman or (actor.kind == "person" and is_named(actor))


def _before_remark(scene: Scene, at: int, stop: int) -> int:
    """Cut a phrase before what is said of it: حديثه | قائلا, أي شروط | قائلا."""
    for step in range(at + 1, stop):
        inner = saying_word(scene.tokens[step])
        if inner is not None and inner.verb_form == "act-part" and is_adverbial(scene, step):
            return step
    return stop


def _noun_stop(scene: Scene, at: int, limit: int) -> int:
    """Find where the phrase of a noun stops, before what is said of it and behind what it governs."""
    word, stop = scene.tokens[at].word, _before_remark(scene, at, scene.phrase_stop(at, limit))
    governs = word.verb_form == "masdar" and stop == at + 1 and not word.det and not word.enclitic
    if governs and stop + 1 < limit and scene.tokens[stop].key in load_markers()["determiner"]:
        stop = max(stop + 1, scene.phrase_stop(stop + 1, limit))  # سقوط أي مدنيين
    return stop


def _described_stop(scene: Scene, at: int, stop: int, limit: int) -> int:
    """Give the token behind the adjectives of an actor that no name covers: مصدر [مقرب] من الحكومة."""
    head = scene.tokens[at].word
    while stop < limit and scene.time_of[stop] is None:
        word = scene.tokens[stop].word
        if (
            word.upos != "ADJ"
            or word.proclitics
            or word.det
            or head.det
            or head.enclitic
            or head.upos != "NOUN"
        ):
            break
        if saying_word(scene.tokens[stop]) is not None:
            break
        stop += 1
    return stop


def _verbal(scene: Scene, at: int, *, joined: bool) -> Chunk | None:
    """Take a verb, or a participle that stands for one; who only hides his name is beside the clause."""
    token = scene.tokens[at]
    saying = saying_word(token) if not is_seat(scene, at) else None
    if saying is not None and (beside := talks_to(scene, at, saying) or hides_name(scene.tokens, at)):
        return Chunk("aside", at, beside, token.start, joined=joined)
    if called := names_itself(scene.tokens, at):
        quotation = scene.opens_quotation(called)
        if quotation is not None and scene.actor_at(called) is None:
            called = quotation.stop
        return Chunk("aside", at, called, token.start, joined=joined)  # شاهد يدعى فلان, جماعة تسمي نفسها كذا
    if token.word.verb_form == "fin" or _puts_out(scene, at):
        kind: ChunkKind = "cue" if saying is not None else "verb"
        return Chunk(kind, at, at + 1, token.start, joined=joined)
    if saying is not None and saying.verb_form == "act-part" and is_adverbial(scene, at):
        return Chunk("cue", at, at + 1, token.start, joined=joined)
    return None


def _puts_out(scene: Scene, at: int) -> bool:
    """Tell a verb that reads as a masdar behind a statement: في بيان [نشره] على موقعه."""
    token, before = scene.tokens[at], scene.tokens[at - 1].word if at else None
    if before is not None and before.upos == "ADJ" and at > 1:
        before = scene.tokens[at - 2].word  # في ندوة صحفية [عقدها]
    if before is None or not token.word.enclitic or token.word.proclitics or before.det:
        return False
    if load_markers()["statement"].isdisjoint((before.stem, before.lemma, before.noun)):
        return False
    held = load_markers()["put_out"] | load_markers()["held"]
    return any(w.verb_form == "fin" and w.enclitic and w.lemma in held for w in token.others)


def _reads_as_masdar(scene: Scene, at: int) -> bool:
    """Tell a masdar that reads as a verb: أعلنت، الثلاثاء، [وقف] الهجمات; متوقعا [عقد] جولة.

    Behind a definite noun a verb with a pronoun wants a relative before it: أعلن الحزب [رفضه] تسليم السلاح.
    """
    token = scene.tokens[at]
    if token.word.verb_form != "fin" or token.word.proclitics or token.word.aspect != "perf" or not at:
        return False
    before = scene.tokens[at - 1]
    if token.word.enclitic and (before.word.det or before.word.upos == "PROPN"):
        return any(word.verb_form == "masdar" and word.enclitic for word in token.others)
    saying = saying_word(before)
    told = saying is not None and saying.verb_form == "act-part" and is_adverbial(scene, at - 1)
    if not (told or scene.time_of[at - 1] is not None or (before.kind == "mark" and before.form in _COMMAS)):
        return False
    return any(word.verb_form == "masdar" and not word.proclitics for word in token.others)
