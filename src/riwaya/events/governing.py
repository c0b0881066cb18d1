"""What governs a word, and what that makes of it: يعتزم سحب قواته, فشل في اقتحام المدينة, لم يتم الإفراج عنه.

A word stands under another by a link: a preposition (سمح بشن غارات), or none at all (``obj``: an object, a
genitive, a verb behind أن). ``governors.tsv`` says which words take which links, ``governor_kinds.tsv`` what
they make of what stands under them where they are told as fact themselves, denied, or no fact either. A chain
of governors is worked out from its top: وافق على السماح بشن غارات is planned, لم يسمح بشنها is negated.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from riwaya.chars import BA, KAF, LAM, SIN, WAW, fold
from riwaya.document import Token, Word
from riwaya.events.classes import bare, bare_forms
from riwaya.events.scene import Scene
from riwaya.events.triggers import find_verb
from riwaya.resources import load_table
from riwaya.types import Reality

OBJECT = "obj"
_AND = "and"
_PREFIXED = (BA, LAM, KAF)
_REACH = 14  # words between a governor and what it governs
_AHEAD = 10  # words behind a noun that its verb may stand among
_CONJUNCT = 12  # words between what و joins
_DEPTH = 5  # governors of one chain
_ENDS = ".؛:؟?!"
_QUOTES = '"«“”»'
_PARTICLES = ("PART", "ADP", "SCONJ", "CCONJ")
_BEFORE_VERBS = ("denying", "future", "subjunctive")

Effect = Literal["actual", "negated", "possible", "planned", "same"]
Governing = tuple[str, frozenset[str]]  # a kind, and the links by which a word governs so


class GovernorRow(msgspec.Struct, frozen=True):
    """Words that govern by the same links, of one kind."""

    kind: str
    links: tuple[str, ...]
    words: tuple[str, ...]
    example: str


class KindRow(msgspec.Struct, frozen=True):
    """What words of a kind make of what they govern: where they are told as fact, denied, or are no fact."""

    kind: str
    told: Effect
    denied: Effect
    unreal: Effect
    meaning: str


class Under(msgspec.Struct, frozen=True):
    """What a word's chain of governors makes of it, their kinds, the nearest first, and the aspect of the
    verb at the top, where one stands there in its own right."""

    reality: Reality = "actual"
    kinds: tuple[str, ...] = ()
    aspect: str = ""


@cache
def load_kinds() -> dict[str, KindRow]:
    """Read ``governor_kinds.tsv``."""
    return {row.kind: row for row in load_table("riwaya.events", "governor_kinds.tsv", KindRow)}


@cache
def load_governors() -> dict[str, tuple[Governing, ...]]:
    """Read ``governors.tsv``: word to the ways in which it governs."""
    found: dict[str, tuple[Governing, ...]] = {}
    for row in load_table("riwaya.events", "governors.tsv", GovernorRow):
        links = frozenset(fold(link) for link in row.links)
        for word in row.words:
            key = bare(fold(word))
            found[key] = (*found.get(key, ()), (row.kind, links))
    return found


def find_kind(token: Token, link: str) -> str | None:
    """Give the kind of governor that a token is for what stands under it by a link.

    A verb counts by any reading of its own form: ينجح is of نجح or of أنجح, but أكد is none of كاد.
    """
    own = token.word
    for word in token.readings:
        if word is own or _agree(word, own):
            key = word.stem if word.upos in _PARTICLES else token.key
            for kind, links in _find_ways(key, word.lemma, word.upos):
                if link in links:
                    return kind
    return None


def _agree(word: Word, other: Word) -> bool:
    verbs = word.upos == other.upos == "VERB"
    return verbs and (word.aspect, word.person) == (other.aspect, other.person)


@lru_cache(maxsize=50_000)
def _find_ways(key: str, lemma: str, upos: str) -> tuple[Governing, ...]:
    known = load_governors()
    if upos in _PARTICLES:
        return known.get(key, ())
    found = known.get(lemma, ())
    if upos != "VERB":
        for form in bare_forms(key):
            found = (*known.get(form, ()), *found)
    return found


def find_over(scene: Scene, at: int, depth: int = _DEPTH) -> Under:
    """Find what stands over a token and what that makes of it."""
    word = scene.tokens[at].word
    if word.upos != "VERB" and at and any(scene.is_a(at - 1, name) for name in _BEFORE_VERBS):
        word = find_verb(scene.tokens[at]) or word
    if word.upos == "VERB":
        return _over_verb(scene, at, word, depth)
    link, start = _find_link(scene, at)
    if link == _AND:
        first = _find_first(scene, at)
        if first is not None:
            return find_over(scene, first, depth)
        link, start = _find_preposition(scene, start)
    return _climb(scene, at, (link, start), depth)


def find_ahead(scene: Scene, stop: int) -> Under:
    """Find what a verb behind a noun makes of it that only says it takes place: الجولة المقبلة ستعقد غدا."""
    tokens, limit = scene.tokens, scene.sentences[scene.sentence_of[stop - 1]].stop
    for here in range(stop, min(limit, stop + _AHEAD)):
        token = tokens[here]
        if token.kind == "mark" or token.word.upos == "SCONJ":
            break
        if token.word.upos == "VERB":
            particle = _find_particle(scene, here, token.word)
            if particle and find_kind(token, OBJECT) == "carry":
                return Under(particle, ("ahead",))
            break
    return Under()


def _over_verb(scene: Scene, at: int, word: Word, depth: int) -> Under:
    if particle := _find_particle(scene, at, word):
        return Under(particle, (f"particle-{particle}",))
    if word.aspect != "imp":
        return Under(aspect="perf")
    tokens, first = scene.tokens, _first(scene, at)
    if LAM in word.proclitics:
        return _climb(scene, at, (LAM, at - 1), depth)
    if at > first and scene.is_a(at - 1, "subjunctive"):
        if at - 2 >= first and tokens[at - 2].word.upos == "ADP":
            over = _climb(scene, at, (bare(tokens[at - 2].key), at - 3), depth)
            provided = scene.is_a(at - 2, "provided") and not over.kinds  # على أن تبدأ المحادثات غدا
            return Under("planned", ("provided",)) if provided else over
        return _climb(scene, at, (OBJECT, at - 2), depth)
    if WAW in word.proclitics:  # يجب أن تنسحب وتسلم أسلحتها
        other = _find_verb_before(scene, at)
        if other is not None and tokens[other].word.aspect == "imp":
            return find_over(scene, other, depth)
    if at > first and (kind := find_kind(tokens[at - 1], OBJECT)) in ("cancel", "carry"):
        return _apply(scene, kind, at - 1, depth)  # كاد يقتل, بدأ يقصف
    return Under(aspect="imp")


def _find_particle(scene: Scene, at: int, word: Word) -> Reality | None:
    """Give what a particle right before a verb makes of it: لم تقصف, قد تقصف, سوف تقصف, ما لم تقصف."""
    if SIN in word.proclitics:
        return "planned"
    before = at - 1
    if before < 0:
        return None
    denied = scene.is_a(before, "denying")
    if scene.is_a(before, "condition") or (denied and before and scene.is_a(before - 1, "condition")):
        return "possible"
    if denied:
        return "negated" if word.aspect == "imp" else None
    if scene.is_a(before, "future"):
        return "planned"
    return "possible" if word.aspect == "imp" and scene.is_a(before, "perhaps") else None


def _find_link(scene: Scene, at: int) -> tuple[str, int]:
    """Say by what a noun hangs on what stands before it, and where that is to be sought."""
    tokens, word = scene.tokens, scene.tokens[at].word
    for prefix in _PREFIXED:
        if prefix in word.proclitics:
            return prefix, at - 1
    first, before = _first(scene, at), at - 1
    while before > first and tokens[before].form in _QUOTES:
        before -= 1
    if before >= first and _is_preposition(scene, before):
        return bare(tokens[before].key), before - 1
    return (_AND if WAW in word.proclitics else OBJECT), before


def _is_preposition(scene: Scene, at: int) -> bool:
    """Tell whether a token is a preposition, or stands like one (بشأن); دون governs by itself."""
    upos = scene.tokens[at].word.upos
    if upos == "ADP":
        return find_kind(scene.tokens[at], OBJECT) is None
    return upos == "NOUN" and scene.is_a(at, "topic")


def _find_first(scene: Scene, at: int) -> int | None:
    """Give the masdar that و joins a word to: [وقف] إطلاق النار والانسحاب."""
    tokens = scene.tokens
    for here in _walk_back(scene, at, at - 1, _CONJUNCT):
        if tokens[here].word.upos == "VERB" or _ends(tokens[here]):
            return None
        if _is_masdar(tokens[here]) and (tokens[here].word.proclitics or not _is_masdar(tokens[here - 1])):
            return here
    return None


def _find_preposition(scene: Scene, at: int) -> tuple[str, int]:
    """Give the preposition that a row of nouns stands behind: [بشأن] السلام والانسحاب."""
    for here in _walk_back(scene, at, at, _CONJUNCT):
        word = scene.tokens[here].word
        if word.upos == "VERB":
            break
        if _is_preposition(scene, here):
            return bare(scene.tokens[here].key), here - 1
    return _AND, at


def _find_verb_before(scene: Scene, at: int) -> int | None:
    near = _walk_back(scene, at, at - 1, _CONJUNCT)
    return next((here for here in near if scene.tokens[here].word.upos == "VERB"), None)


def _walk_back(scene: Scene, at: int, start: int, reach: int) -> Iterator[int]:
    """Walk back from a token to the start of its sentence, at most so many steps.

    Of who is named along the way only the first word counts, places do not count at all: no other word of
    a name governs or bars (طالب المحافظ عادل الدخيلي بوقف القتال).
    """
    here, first, own = start, _first(scene, at), scene.named.get(at)
    for _ in range(reach):
        while (name := scene.named.get(here, here)) not in (here, own):
            here = name
        if here < first:
            return
        yield here
        here -= 1


def _climb(scene: Scene, at: int, where: tuple[str, int], depth: int) -> Under:
    """Seek, back from where it is said, the nearest word that governs by a link.

    A verb bars the way, except one in a relative clause: وافقت الحكومة التي عينت أمس على الانسحاب.
    """
    tokens, first, (link, start) = scene.tokens, _first(scene, at), where
    if depth == 0:
        return Under()
    if link == LAM and start >= first and _takes_lam(tokens[start]) and not find_kind(tokens[start], LAM):
        link = OBJECT
    for here in _walk_back(scene, at, start, _REACH):
        token, word = tokens[here], tokens[here].word
        if _ends(token):
            break
        if token.kind == "mark":
            continue
        kind = find_kind(token, link)
        if kind is not None and (link != OBJECT or here == start or word.verb_form is not None):
            return _apply(scene, kind, here, depth)
        if word.upos == "SCONJ" and not (here > first and scene.is_a(here - 1, "from")):
            break  # but من حيث المبدأ
        if word.upos == "VERB" and not (here > first and _is_aside(scene, here)):
            over = _over_plain(scene, at, here, depth)
            if over.kinds:
                return over
            break
        if link == OBJECT and here == start and word.upos == "NOUN" and not (word.det or word.enclitic):
            return find_over(scene, here, depth - 1)  # a noun between: مرحلة الانسحاب
    if scene.is_a(start + 1, "from") and (part := _find_whole(scene, start)) is not None:
        return find_over(scene, part, depth - 1)
    word = tokens[at].word
    if link == LAM and word.verb_form == "masdar" and (not word.det or depth < _DEPTH):
        return Under("planned", ("purpose",))
    return Under()


def _over_plain(scene: Scene, at: int, verb: int, depth: int) -> Under:
    """Say what a verb that governs in no way of its own makes of what it newly tells: where it is no fact
    itself, that is none either (سيحضرون قمة, قد يعلن تحرير المدينة)."""
    word = scene.tokens[at].word
    if word.upos == "VERB" or word.det or word.enclitic:
        return Under()
    over = find_over(scene, verb, depth - 1)
    told = over.reality in ("actual", "negated")
    return Under() if told else Under(over.reality, ("plain", *over.kinds), over.aspect)


def _find_whole(scene: Scene, at: int) -> int | None:
    """Give the noun of which a part is told: [سلسلة] من الهجمات, [جولة] ثالثة من المحادثات."""
    while at >= 0 and scene.tokens[at].word.upos == "ADJ":
        at -= 1
    if at < 0:
        return None
    word = scene.tokens[at].word
    return at if word.upos == "NOUN" and not (word.det or word.enclitic) else None


def _is_aside(scene: Scene, at: int) -> bool:
    """Tell whether a verb only says more of a noun, or who says so: التي عينت, مؤامرة أحبطتها, كما أعلنت."""
    before, word = scene.tokens[at - 1].word, scene.tokens[at].word
    if scene.is_a(at - 1, "taking up") or scene.is_a(at - 1, "as said"):
        return True
    return bool(word.enclitic) and before.upos == "NOUN" and not before.det


def _takes_lam(token: Token) -> bool:
    """Tell whether لـ may only mark what a noun takes: خرقا لوقف النار, إدانته للهجوم, الخاضعة لسيطرته."""
    word = token.word
    if word.upos not in ("NOUN", "ADJ") or word.verb_form is None:
        return False
    return not word.det or word.verb_form != "masdar"


def _apply(scene: Scene, kind: str, at: int, depth: int) -> Under:
    over = find_over(scene, at, depth - 1)
    row = load_kinds()[kind]
    effect = {"actual": row.told, "negated": row.denied}.get(over.reality, row.unreal)
    return Under(over.reality if effect == "same" else effect, (kind, *over.kinds), over.aspect)


def _first(scene: Scene, at: int) -> int:
    return scene.sentences[scene.sentence_of[at]].first


def _is_masdar(token: Token) -> bool:
    return token.word.verb_form == "masdar"


def _ends(token: Token) -> bool:
    return token.kind == "mark" and token.form in _ENDS
