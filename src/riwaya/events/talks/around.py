"""What stands around talks: names, times, and whether they are only the occasion of what is told."""

from riwaya.document import Token
from riwaya.events.scene import Scene, nearest
from riwaya.events.triggers import Trigger

HARD = frozenset(".؛:!؟?;")  # marks that end what is said of talks
_HEAD = 5  # words before talks in which their round may stand: الجولة الثالثة من المحادثات


def find_names(scene: Scene, at: int) -> dict[int, int]:
    """Give where the people and places named near a token begin and stop."""
    sentence = scene.sentence_of[at]
    places = {place.first: place.stop for place in nearest(scene.places.get(sentence, ()), at)}
    actors = nearest(scene.actors.get(sentence, ()), at)
    return places | {a.whole_first or a.first: max(a.stop, a.whole_stop) for a in actors}


def find_times(scene: Scene, at: int) -> dict[int, int]:
    """Give where the times told near a token begin and stop."""
    return {time.first: time.stop for time in nearest(scene.times.get(scene.sentence_of[at], ()), at)}


def is_hard(scene: Scene, at: int) -> bool:
    """Tell whether a token is a mark that ends what is said of talks."""
    return scene.tokens[at].kind == "mark" and scene.tokens[at].form in HARD


def is_occasion(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether talks are only when or where it happened: بعد [مفاوضات], خلال جولة من [المحادثات]."""
    at, first = trigger.at, scene.sentences[trigger.sentence].first
    if trigger.verb:
        return False
    if at - 1 > first and scene.is_a(at - 1, "from"):
        at = next((n for n in range(at - 2, max(first, at - _HEAD), -1) if scene.is_a(n, "round")), at)
    return any(scene.is_a(n, "after") for n in range(max(first, at - 2), at))


def opens_for_both(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a clause opens of which both parties are the subject: [إن] البلدين اتفقا."""
    return at + 2 < len(tokens) and tokens[at + 2].word.upos == "VERB" and tokens[at + 2].word.number == "d"
