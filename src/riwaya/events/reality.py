"""Whether it happened: actual, negated, possible or planned, as its own clause puts it.

Features of the trigger and of the words that govern it (دعا إلى, لم, قد, خطة) speak for each of the
three that are not plain fact; nothing speaking loudly enough leaves it actual.
"""

from collections.abc import Iterator

import msgspec

from riwaya.chars import LAM, SIN
from riwaya.document import Word
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.events.weights import weigh
from riwaya.types import Reality

UNREAL: tuple[Reality, ...] = ("planned", "possible", "negated")
_REACH = 9  # words before a trigger that may govern it
_BANDS = ((2, "near"), (5, "mid"), (_REACH, "far"))
# Classes of words that govern: of the future, of doubt, of denial, of fact.
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
    scores = tuple(_weigh(kind, features) for kind in UNREAL)
    reality = choose(scores)
    loudest = max(features, key=lambda name: weigh("reality", [(f"{reality}:{name}", 1.0)]))
    return Judged(reality, scores, f"reality:{loudest}" if reality != "actual" else "reality:told")


def choose(scores: tuple[float, ...]) -> Reality:
    """Choose the kind that is spoken for loudest, or actual."""
    best = max(scores)
    return UNREAL[scores.index(best)] if best > 0 else "actual"


def _weigh(kind: Reality, features: tuple[str, ...]) -> float:
    return weigh("reality", [(f"{kind}:{name}", 1.0) for name in features])


def reality_features(scene: Scene, trigger: Trigger) -> Iterator[str]:
    """Name what the trigger and the words before it show."""
    tokens, sentence = scene.tokens, scene.sentences[trigger.sentence]
    word = tokens[trigger.at].word
    yield "bias"
    yield "verb" if trigger.verb else "definite" if word.det or word.enclitic else "indefinite"
    if SIN in word.proclitics:
        yield "sa"
    if LAM in word.proclitics and not word.det:
        yield "li-masdar" if word.verb_form == "masdar" else "li"
    if trigger.verb and trigger.at > sentence.first:
        yield from _particle(scene, trigger.at, word)
    if trigger.verb and word.aspect == "imp":
        yield "imperfect-after-an" if _after_an(scene, trigger.at) else "imperfect"
    if trigger.stop < sentence.stop and scene.is_a(trigger.stop, "expected"):
        yield "expected"
    yield from _governors(scene, trigger.at, sentence.first)
    if any(
        _is_future(scene, time.period.end) for time in scene.times.get(trigger.sentence, ()) if time.period
    ):
        yield "future-day"


def _particle(scene: Scene, at: int, word: Word) -> Iterator[str]:
    """Name a particle right before a verb that settles its reality: لم تقصف, قد تقصف, سوف تقصف."""
    for name in ("denying", "perhaps", "future"):
        if scene.is_a(at - 1, name) and word.aspect == "imp":
            yield f"verb-{name}"


def _governors(scene: Scene, at: int, first: int) -> Iterator[str]:
    """Name the governing words before a token by class and distance, the nearest of each class."""
    tokens, seen = scene.tokens, set()
    for here in range(at - 1, max(first, at - _REACH) - 1, -1):
        token = tokens[here]
        if token.kind == "mark" and token.form in ".؛:؟?!":
            break
        side = "" if scene.clause_of[here] == scene.clause_of[at] else "-out"
        band = next(name for limit, name in _BANDS if at - here <= limit)
        for cue in _CUES:
            if cue not in seen and scene.is_a(here, cue):
                seen.add(cue)
                yield f"{cue}-{band}{side}"
        if "verb" not in seen and token.word.upos == "VERB":
            seen.add("verb")
            if SIN in token.word.proclitics:
                yield f"verb-sa{side}"
            else:
                yield f"verb-{token.word.aspect}{'-an' if _after_an(scene, here) else ''}{side}"
        if "li" not in seen and LAM in token.word.proclitics and token.word.verb_form == "masdar":
            seen.add("li")
            yield f"purpose-{band}"


def _after_an(scene: Scene, at: int) -> bool:
    return at > 0 and scene.is_a(at - 1, "subjunctive")


def _is_future(scene: Scene, day: str) -> bool:
    published = scene.document.published
    return published is not None and day > published.isoformat()
