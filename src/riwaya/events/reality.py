"""Whether it happened: actual, negated, possible or planned, as its own clause puts it.

Features of the trigger, of the chain of words that govern it (دعا إلى, لم, قد, خطة; see ``governing``) and of
the words around it speak for each of the three that are no plain fact; where none does loudly enough it is
actual.
"""

from collections.abc import Iterable, Iterator

import msgspec

from riwaya.chars import LAM
from riwaya.events.governing import find_ahead, find_over
from riwaya.events.scene import Scene
from riwaya.events.triggers import GROUP_OF, Trigger, find_verb
from riwaya.events.weights import weigh
from riwaya.types import Reality

UNREAL: tuple[Reality, ...] = ("planned", "possible", "negated")
_REACH = 10  # words before a trigger that may govern it
_BEHIND = 25  # words behind a trigger that a condition may stand among
_ADJECTIVE = 5  # words behind a trigger, all of its phrase, that an adjective may stand among
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
    if LAM in word.proclitics and not word.det:
        yield "li-masdar" if word.verb_form == "masdar" else "li"
    if trigger.verb and word.aspect == "imp":
        after = "-after-an" if _after_an(scene, trigger.at) else ""
        if after and trigger.at - 2 >= sentence.first and scene.is_a(trigger.at - 2, "since"):
            after = "-before"  # قبل أن ينسحب: he did
        yield f"imperfect{after}"
    if _is_expected(scene, trigger, sentence.stop):
        yield "expected"
    behind = range(trigger.stop, min(sentence.stop, trigger.stop + _BEHIND))
    if any(scene.is_a(at, "condition") for at in behind):
        yield "if-behind"  # سننسحب إذا انسحبوا
    act, heads = scene.act_over(trigger.at)
    yield f"in-{act}"
    if heads:
        yield f"heads-{act}"
    yield from _chain(scene, trigger)
    yield from _cues(scene, trigger.at, sentence.first)


def _is_expected(scene: Scene, trigger: Trigger, limit: int) -> bool:
    """Tell whether an adjective behind says that it is to come: الجولة الثانية من المحادثات المقبلة."""
    for at in range(trigger.stop, min(limit, trigger.stop + _ADJECTIVE)):
        if scene.is_a(at, "expected"):
            return True
        if scene.tokens[at].word.upos not in ("NOUN", "ADJ", "PROPN"):
            break
    return False


def _chain(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Name what stands over a trigger, and what that makes of it."""
    over = find_over(scene, trigger.at)
    if not over.kinds and not trigger.verb:
        over = find_ahead(scene, trigger.stop)
    if over.aspect:
        yield f"top-{over.aspect}"
    if over.kinds:
        yield f"told-{over.reality}"
        kind = f"by-{over.kinds[0]}"
        yield from (kind, f"{kind}-{over.reality}", f"{kind}-{GROUP_OF[trigger.type]}")
    else:
        yield "over-none"
    times = scene.times.get(trigger.sentence, ())
    if any(_is_future(scene, time.period.end) for time in times if time.period):
        yield "future-day"
        yield f"future-day-{over.aspect or 'none'}"


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


def _after_an(scene: Scene, at: int) -> bool:
    return at > 0 and scene.is_a(at - 1, "subjunctive")


def _is_future(scene: Scene, day: str) -> bool:
    published = scene.document.published
    return published is not None and day > published.isoformat()
