"""What a toll has risen to or passed: ارتفع عدد القتلى إلى 276, ارتفعت إلى 14 حصيلة الهجوم."""

from collections.abc import Iterator

from riwaya.chars import LAM
from riwaya.document import Quantity
from riwaya.events.classes import bare_forms
from riwaya.events.figure_words import FITTING, Meaning, load_figures
from riwaya.events.scene import Scene

_RISE = 3  # words between a number and the word of rising before it
_BACK, _ON = 16, 4  # words before and behind a number that tell what it counts
_TOLD = ("killed", "injured", "missing", "displaced")


def read_toll(scene: Scene, quantity: Quantity) -> Meaning | None:
    """Give what a number without a noun counts, where a toll has risen to it; the dead, if nothing tells."""
    if quantity.vague is not None or not (counts_nothing(scene, quantity) and _is_risen_to(scene, quantity)):
        return None
    counted = False
    for at in _around(scene, quantity):
        meaning = _counted(scene, at)
        if meaning is not None:
            return meaning
        counted = counted or scene.is_a(at, "toll")
    return Meaning("killed", FITTING["killed"]) if counted else None


def counts_nothing(scene: Scene, quantity: Quantity) -> bool:
    """Tell a number that no noun follows, or only the word of a toll: إلى [14] حصيلة الهجوم."""
    return quantity.number_only or scene.is_a(quantity.stop - 1, "toll")


def exceeds(scene: Scene, quantity: Quantity) -> bool:
    """Tell a number that a toll has passed: تجاوز [عدد النازحين على جانبي الحدود] 200 ألف."""
    first = scene.sentences[scene.sentence_of[quantity.first]].first
    for at in range(quantity.first - 2, max(first, quantity.first - _BACK) - 1, -1):
        if scene.tokens[at].kind != "word":
            return False
        if scene.is_a(at, "exceeding"):
            return scene.is_a(at + 1, "toll")
    return False


def _is_risen_to(scene: Scene, quantity: Quantity) -> bool:
    at, first = quantity.first - 1, scene.sentences[scene.sentence_of[quantity.first]].first
    prefixed = scene.tokens[quantity.first].word.proclitics == LAM
    if at < first or not (prefixed or scene.is_a(at, "upto")):
        return False
    return any(scene.is_a(here, "rising") for here in range(max(first, at - _RISE), at))


def _around(scene: Scene, quantity: Quantity) -> Iterator[int]:
    """Give the words before a number, the nearest first, and the first ones behind it."""
    sentence = scene.sentences[scene.sentence_of[quantity.first]]
    yield from (at for at in range(quantity.first, quantity.stop) if scene.is_a(at, "toll"))
    yield from range(quantity.first - 1, max(sentence.first, quantity.first - _BACK) - 1, -1)
    for at in range(quantity.stop, min(sentence.stop, quantity.stop + _ON)):
        if scene.tokens[at].kind != "word" or scene.tokens[at].word.proclitics:
            return
        yield at


def _counted(scene: Scene, at: int) -> Meaning | None:
    units = load_figures().units
    meanings = (units[form] for form in bare_forms(scene.tokens[at].key) if form in units)
    return next((meaning for meaning in meanings if meaning.kind in _TOLD), None)
