"""Whether it happened: actual, negated, possible or planned, as its own clause puts it.

Features of the trigger and of the words that govern it (دعا إلى, لم, قد, خطة) speak for each of the
three that are not plain fact; nothing speaking loudly enough leaves it actual.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from riwaya.chars import LAM, SIN, fold
from riwaya.document import Token, Word
from riwaya.events.classes import bare, bare_forms
from riwaya.events.scene import Scene
from riwaya.events.triggers import GROUP_OF, Trigger, find_verb
from riwaya.events.weights import weigh
from riwaya.resources import load_table
from riwaya.types import Reality

UNREAL: tuple[Reality, ...] = ("planned", "possible", "negated")
_REACH = 10  # words before a trigger that may govern it
_NEXT = 2  # words before a trigger that stand right at it
_BANDS = ((2, "near"), (5, "mid"), (_REACH, "far"))
# Classes of words that speak for or against a fact by standing near, whatever they govern.
_CUES = (
    "planned",
    "calling",
    "future",
    "maybe",
    "negator",
    "condition",
    "doing",
    "after",
    "threat",
    "prevented",
)


class GovernorRow(msgspec.Struct, frozen=True):
    """Words whose complement is no plain fact, of one kind."""

    kind: str
    meaning: str
    words: tuple[str, ...]


@cache
def load_governors() -> dict[str, str]:
    """Read ``governors.tsv``: word to kind."""
    rows = load_table("riwaya.events", "governors.tsv", GovernorRow)
    return {bare(fold(word)): row.kind for row in reversed(rows) for word in row.words}


class Judged(msgspec.Struct, frozen=True):
    """The reality of a trigger, what speaks for each kind, and the loudest reason."""

    reality: Reality
    scores: tuple[float, ...]
    rule: str


def find_reality(scene: Scene, trigger: Trigger) -> Judged:
    """Judge a trigger by its form and the words that govern it."""
    features = tuple(reality_features(scene, trigger))
    scores = tuple(_weigh(scene, kind, features) for kind in UNREAL)
    reality = choose(scores)
    if reality == "actual":
        return Judged(reality, scores, "reality:told")
    loudest = max(features, key=lambda name: _weigh(scene, reality, (name,)))
    return Judged(reality, scores, f"reality:{loudest}")


def choose(scores: tuple[float, ...]) -> Reality:
    """Choose the kind that is spoken for loudest, or actual."""
    best = max(scores)
    return UNREAL[scores.index(best)] if best > 0 else "actual"


def _weigh(scene: Scene, kind: Reality, features: Iterable[str]) -> float:
    return weigh(scene.weights, "reality", ((name, 1.0) for name in mark_features(kind, features)))


def mark_features(kind: Reality, features: Iterable[str]) -> Iterator[str]:
    """Give each feature twice: as it speaks for this kind, and for any that is no plain fact."""
    for name in features:
        yield f"{kind}:{name}"
        yield f"unreal:{name}"


def reality_features(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Name what the trigger and the words before it show."""
    tokens, sentence = scene.tokens, scene.sentences[trigger.sentence]
    word = tokens[trigger.at].word
    if trigger.verb:
        word = find_verb(tokens[trigger.at]) or word
    yield "bias"
    yield f"of-{trigger.type}"
    yield f"group-{GROUP_OF[trigger.type]}"
    yield "verb" if trigger.verb else "definite" if word.det or word.enclitic else "indefinite"
    if SIN in word.proclitics:
        yield "sa"
    if LAM in word.proclitics and not word.det:
        yield "li-masdar" if word.verb_form == "masdar" else "li"
    if trigger.verb and trigger.at > sentence.first:
        yield from _particle(scene, trigger.at, word)
    if trigger.verb and word.aspect == "imp":
        after = "-after-an" if _after_an(scene, trigger.at) else ""
        if after and trigger.at - 2 >= sentence.first and scene.is_a(trigger.at - 2, "since"):
            after = "-before"  # قبل أن ينسحب: he did
        yield f"imperfect{after}"
    if trigger.stop < sentence.stop and scene.is_a(trigger.stop, "expected"):
        yield "expected"
    yield from _governors(scene, trigger.at, sentence.first)
    yield from _cues(scene, trigger.at, sentence.first)
    if any(
        _is_future(scene, time.period.end) for time in scene.times.get(trigger.sentence, ()) if time.period
    ):
        yield "future-day"


def _particle(scene: Scene, at: int, word: Word) -> Iterator[str]:
    """Name a particle right before a verb that settles its reality: لم تقصف, قد تقصف, سوف تقصف, إذا قصفت."""
    for name in ("denying", "perhaps", "future"):
        if scene.is_a(at - 1, name) and word.aspect == "imp":
            yield f"verb-{name}"
    if scene.is_a(at - 1, "condition"):
        yield "verb-if"


def _governors(scene: Scene, at: int, first: int) -> Iterator[str]:
    """Name the governing words before a token, the nearest of each kind, and whether its phrase reaches it.

    A mark closes the phrase, and so does a verb, except one behind أن: يعتزم الوزير أن يزور.
    """
    tokens, seen = scene.tokens, set()
    closed = tokens[at].word.upos == "VERB" and not _after_an(scene, at)
    carried = 0
    for here in range(at - 1, max(first, at - _REACH) - 1, -1):
        token = tokens[here]
        if token.kind == "mark":
            if token.form in ".؛:؟?!":
                break
            closed = closed or token.form in "،,"
        side = "-closed" if closed else "-next" if at - here - carried <= _NEXT else ""
        carried += scene.is_a(here, "light")
        kind = find_governor(token)
        if kind == "fail" and not _fails_in(scene, here, at):
            kind = None
        if kind is not None and kind not in seen:
            seen.add(kind)
            yield f"{kind}{side}"
        if token.word.upos == "VERB":
            if "verb" not in seen:
                seen.add("verb")
                form = "sa" if SIN in token.word.proclitics else token.word.aspect
                yield f"verb-{form}{'-an' if _after_an(scene, here) else ''}{'-closed' if closed else ''}"
            closed = closed or not _after_an(scene, here)
        if "li" not in seen and LAM in token.word.proclitics and token.word.verb_form == "masdar":
            seen.add("li")
            yield f"purpose{side}"


def _fails_in(scene: Scene, here: int, at: int) -> bool:
    """Tell whether a word of failing takes a token as what was not done: فشل [في اقتحام] المدينة.

    Talks that failed were held (فشلت المحادثات), and لم تفشل fails in nothing.
    """
    denied = here > 0 and scene.is_a(here - 1, "denying")
    return not denied and any(scene.tokens[step].word.upos == "ADP" for step in range(here + 1, at))


def _cues(scene: Scene, at: int, first: int) -> Iterator[str]:
    """Name the telling words before a token by class and distance, the nearest of each class."""
    seen: set[str] = set()
    for here in range(at - 1, max(first, at - _REACH) - 1, -1):
        if scene.tokens[here].kind == "mark" and scene.tokens[here].form in ".؛:؟?!":
            break
        if not scene.around.is_any(here, _CUES):
            continue
        side = "" if scene.clause_of[here] == scene.clause_of[at] else "-out"
        band = next(name for limit, name in _BANDS if at - here <= limit)
        for cue in _CUES:
            if cue not in seen and scene.is_a(here, cue):
                seen.add(cue)
                yield f"cue-{cue}-{band}{side}"


def find_governor(token: Token) -> str | None:
    """Give the kind of a governing word."""
    return _find_kind(token.key, token.word.lemma, token.word.upos == "VERB")


@lru_cache(maxsize=50_000)
def _find_kind(key: str, lemma: str, verb: bool) -> str | None:
    known = load_governors()
    if lemma in known:
        return known[lemma]
    return None if verb else next((known[form] for form in bare_forms(key) if form in known), None)


def _after_an(scene: Scene, at: int) -> bool:
    return at > 0 and scene.is_a(at - 1, "subjunctive")


def _is_future(scene: Scene, day: str) -> bool:
    published = scene.document.published
    return published is not None and day > published.isoformat()
