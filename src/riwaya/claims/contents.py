"""What is said: from its first word to its true end, without what the report adds behind it."""

from riwaya.claims.attributions import opens_attribution
from riwaya.claims.scene import Scene, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_markers, rows_for, saying_word
from riwaya.claims.telling import starts_saying
from riwaya.types import Quoted, Span

# How far behind لكن or بينما a new word of saying may stand to end what was said before.
_NAMED_WITHIN = 3  # words behind وذلك that name the statement
_REACH = 5
# So near behind وهي or وهو the verb stands that denies what was said.
_ASIDE = 5
_STOPS = frozenset(".!?؟")
_COMMAS = frozenset("،,؛;-–—")


def find_content(scene: Scene, settled: Settled, limit: int) -> tuple[Span, int]:
    """Give the content's characters and the token behind it."""
    chunk = settled.content
    assert chunk is not None  # a bare cue has no content to find
    if chunk.kind == "quote" and settled.frame != "obj":
        return _quotation(scene, chunk.first, limit)
    if chunk.kind == "colon":
        return _behind_colon(scene, chunk.stop, limit)
    end = content_stop(
        scene,
        settled.through or chunk.first,
        limit,
        loose=chunk.kind in ("anna", "wh") or settled.frame == "clause",
    )
    if settled.object_stop is not None:
        end = min(end, settled.object_stop)
    return content_span(scene, chunk.start, chunk.first, end), end


def _quotation(scene: Scene, at: int, limit: int) -> tuple[Span, int]:
    """Take a quotation, and the words that go on behind it without a mark: "..." منذ بدء القتال."""
    quotation = scene.opens_quotation(at)
    if quotation is None:
        return _behind_colon(scene, at, scene.sentence(at).stop)
    stop = paragraph_stop(scene, at, quotation.stop)
    if (
        stop < limit
        and scene.tokens[stop].kind == "word"
        and quotation.closed
        and not _ends_before(scene, stop, limit, loose=False)
    ):
        stop = content_stop(scene, stop, limit, loose=False)
    return content_span(scene, quotation.start, at, stop), stop


def _behind_colon(scene: Scene, at: int, limit: int) -> tuple[Span, int]:
    """Take what stands behind a colon: a quotation, or the rest of the sentence, or the next one."""
    if at >= len(scene.tokens):
        at = len(scene.tokens) - 1
    if scene.opens_quotation(at) is not None:
        return _quotation(scene, at, limit)
    stop = content_stop(scene, at, max(limit, scene.sentence(at).stop), loose=True)
    return content_span(scene, scene.tokens[at].start, at, stop), stop


def content_stop(scene: Scene, first: int, limit: int, *, loose: bool) -> int:
    """Find the token behind a content that begins at ``first``.

    ``loose``: it is a clause, which may run on over commas and joined verbs; a noun phrase may not.
    """
    at = first
    around = scene.quotation_of[first]
    while at < limit:
        quotation = scene.quotation_of[at]
        if quotation is not None and quotation.first == at and quotation is not around:
            at = paragraph_stop(scene, at, quotation.stop)
            limit = max(limit, at)
            continue
        inside = around is not None and around.first < first
        if around is not None and inside and (at >= around.stop - 1 or scene.tokens[at].form in _STOPS):
            return at
        if at > first and _ends_before(scene, at, limit, loose=loose):
            return at
        at += 1
    return limit


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


def _ends_before(scene: Scene, at: int, limit: int, *, loose: bool) -> bool:
    token = scene.tokens[at]
    comma = token.kind == "mark" and token.form in _COMMAS
    if token.kind == "mark" and not comma:
        return False
    at += comma
    if at >= limit:
        return False
    joined = scene.tokens[at].word.proclitics[:1] in (load_markers()["and"])
    if _another_says(scene, at, limit, comma=comma, joined=joined):
        return True
    if _report_goes_on(scene, at, limit, comma=comma):
        return True
    return not loose and _leaves_phrase(scene, at, comma=comma, joined=joined)


def _another_says(scene: Scene, at: int, limit: int, *, comma: bool, joined: bool) -> bool:
    """Tell whether another saying begins: مشيرا إلى, وأضاف, وفقا لـ, لكن موسكو قالت."""
    token = scene.tokens[at]
    saying = saying_word(token)
    if saying is not None and (saying.verb_form == "act-part" or joined) and starts_saying(scene, at, limit):
        return True
    if (comma or not joined) and opens_attribution(scene, at):
        return True
    return token.key in load_markers()["contrast"] and _new_saying(scene, at, limit)


def _report_goes_on(scene: Scene, at: int, limit: int, *, comma: bool) -> bool:
    """Tell whether the report takes over: بينما, ولم يتسن, وهو ما, في إشارة إلى."""
    token, markers = scene.tokens[at], load_markers()
    if token.key in markers["turn"]:
        return comma or _goes_on_with_verb(scene, at, limit)
    if token.key in markers["report_voice"] or (comma and token.key in markers["trailing"]):
        return True
    if tells_of_statement(scene, at, limit):
        return True
    following = scene.tokens[at + 1].key if at + 1 < limit else ""
    if token.key in markers["aside_opener"] and (
        following in markers["what"] or _is_denied_aside(scene, at, limit)
    ):
        return True
    return _is_aside(scene, at, comma=comma)


def tells_of_statement(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether the circumstances of a saying open at a token: وذلك في [بيان] نشر أمس."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["trailing"]:
        return False
    words = [token.word for token in tokens[at + 1 : min(limit, at + 1 + _NAMED_WITHIN)]]
    return any(not markers["statement"].isdisjoint((word.stem, word.lemma, word.noun)) for word in words)


def _leaves_phrase(scene: Scene, at: int, *, comma: bool, joined: bool) -> bool:
    """Tell whether a noun phrase is left: a verb is joined, or an adverbial stands behind a comma."""
    token, markers = scene.tokens[at], load_markers()
    if joined and token.word.verb_form == "fin":
        return not any(other.verb_form == "masdar" for other in token.others)
    if token.key in markers["after"]:
        return True  # what the report adds: the circumstances of the saying
    if not comma:
        return False
    if ends_with_time(scene, at - 1):
        return True
    keys = (markers["contrast"], markers["conjunction"], markers["adverbial"])
    return any(token.key in words for words in keys) or (joined and token.word.upos == "ADP")


def ends_with_time(scene: Scene, comma: int) -> bool:
    """Tell a day set off by commas, which is the day of the saying: دعا إلى هدنة[، الأحد]."""
    time = scene.time_of[comma + 1] if comma + 1 < len(scene.tokens) else None
    if time is None or time.first != comma + 1 or scene.tokens[comma].form not in _COMMAS:
        return False
    following = scene.tokens[time.stop].form if time.stop < len(scene.tokens) else "."
    return time.stop >= scene.sentence(comma).stop or following in _STOPS or following in _COMMAS


def _goes_on_with_verb(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether لكنه goes on with a deed of the speaker (لكنه رفض), not with a quality (لكنها صعبة)."""
    following = scene.tokens[at + 1] if at + 1 < limit else None
    return following is not None and (
        following.word.verb_form == "fin" or following.key in load_markers()["negation"]
    )


def _is_aside(scene: Scene, at: int, *, comma: bool) -> bool:
    """Tell whether في إشارة إلى, في تلميح إلى opens here: the report explains."""
    tokens, markers = scene.tokens, load_markers()
    if at + 1 >= len(tokens) or tokens[at].key not in markers["preposition_fi"]:
        return False
    key = tokens[at + 1].key
    return key in markers["hint"] or (comma and key in markers["hint_behind_comma"])


def _new_saying(scene: Scene, at: int, limit: int) -> bool:
    if scene.tokens[at].key in load_markers()["aside_opener"]:
        return False
    step = at + 1
    for _ in range(_REACH):
        if step >= limit:
            return False
        if scene.tokens[step].word.verb_form == "fin" and starts_saying(scene, step, limit):
            return True
        actor = scene.actor_at(step)  # who speaks is passed over as one: لكن [وزارة الدفاع الروسية] نفت
        step = max(step + 1, whole_stop(actor)) if actor is not None else step + 1
    return False


def _is_denied_aside(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether another denies what was said: وهي تهمة [تنفيها] طهران."""
    for token in scene.tokens[at + 1 : min(limit, at + _ASIDE)]:
        if token.word.verb_form == "fin":
            denies = any(row.act in ("deny", "reject") for row in rows_for(token.word))
            return denies and bool(token.word.enclitic) and not token.word.proclitics
    return False


def content_span(scene: Scene, start: int, first: int, stop: int) -> Span:
    """Give the characters of tokens, without marks of punctuation at the end."""
    last = stop - 1
    while last > first:
        token = scene.tokens[last]
        quotation = scene.quotation_of[last]
        if (
            token.kind != "mark"
            or (quotation is not None and quotation.stop == last + 1)
            or token.form in (")", "]")
        ):
            break
        last -= 1
    return Span(start, max(start, scene.tokens[last].end))


def how_quoted(scene: Scene, content: Span, first: int, stop: int, frame: str) -> Quoted:
    """Tell direct speech from indirect, and from indirect with quoted words."""
    quotation = scene.quotation_of[first]
    if quotation is not None and quotation.start <= content.start and content.end <= quotation.end:
        whole = quotation.start == content.start or frame in ("quote", "colon")
        return "direct" if whole else "indirect"
    if frame == "colon":
        return "direct"
    quotes = any(scene.quotation_of[at] is not None for at in range(first, min(stop, len(scene.tokens))))
    return "mixed" if quotes else "indirect"
