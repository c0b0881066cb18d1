"""How talks go: فشلت المحادثات, مفاوضات متعثرة, تقدم في المحادثات, وصلت إلى طريق مسدود."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Literal

import msgspec

from riwaya.chars import ALEF, LAM, SIN, TA, fold
from riwaya.document import Token, Word
from riwaya.events.classes import load_affixes
from riwaya.events.scene import Scene
from riwaya.events.talks.around import HARD, find_names, find_times, is_hard, is_occasion, opens_for_both
from riwaya.events.triggers import Trigger, find_verb
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import Assessment

Kind = Literal[
    "state", "sign", "result", "outcome", "agreeing", "deed", "mediating", "idle", "still", "unreal", "phrase"
]  # fmt: skip
_BEHIND, _BEFORE = 18, 7  # words around talks that may say how they go
_DEAL = 24  # words before talks that may tell of the deal they brought
_SUBJECT = 4  # words between a verb and the talks that are its subject
_DENIED = 4  # words before a word that may deny it: دون التوصل إلى اتفاق
_FEARED = 3  # words before a word that may put it in doubt: حذر من انهيار
_COMMAS = frozenset("،,")


class StandingRow(msgspec.Struct, frozen=True):
    """Words that say how talks go, and what they mean when denied."""

    kind: Kind
    assessment: Assessment | None = None
    denied: Assessment | None = None
    words: tuple[str, ...] = ()
    example: str = ""


class Standings(msgspec.Struct, frozen=True):
    """Rows by kind and lemma, and of phrases by their words."""

    lemmas: dict[tuple[str, str], StandingRow]
    phrases: Trie[StandingRow]


@cache
def load_standings() -> Standings:
    """Compile ``standing.tsv``."""
    rows = load_table("riwaya.events.talks", "standing.tsv", StandingRow)
    lemmas: dict[tuple[str, str], StandingRow] = {
        (row.kind, fold(word)): row for row in rows if row.kind != "phrase" for word in row.words
    }
    phrases = Trie((word, row) for row in rows if row.kind == "phrase" for word in row.words)
    return Standings(lemmas, phrases)


def _row(word: Word, kind: Kind) -> StandingRow | None:
    lemmas = load_standings().lemmas
    return lemmas.get((kind, word.lemma)) or lemmas.get((kind, word.noun))


def find_assessment(scene: Scene, triggers: list[Trigger]) -> Assessment | None:
    """Say how talks go, by the first of their triggers of which it is told; that they go on says least."""
    told = [found for trigger in triggers for found in _find(scene, trigger)]
    best = next((found for found in told if found != "ongoing"), told[0] if told else None)
    return "failed" if best == "progress" and "failed" in told else best  # فشلت في إحراز تقدم


def _find(scene: Scene, trigger: Trigger) -> Iterator[Assessment]:
    """Give what the words around a trigger say, the nearest behind it first."""
    if (brought := _find_brought(scene, trigger)) is not None:
        yield brought
    tokens, clause = scene.tokens, _find_clause(scene, trigger)
    behind, before = range(trigger.at + 1, clause.stop), range(trigger.at - 1, clause.start - 1, -1)
    for at in (*behind, *before):
        row = _find_row(scene, trigger, at, clause)
        settled = tokens[at].word.upos == "ADJ" and tokens[at].word.det
        if row is None or (not settled and _is_unreal(scene, at)):
            continue  # لاستئناف الحوار المتوقف: it has come to a halt
        meant = row.denied if _is_denied(scene, at, clause) else row.assessment
        if meant is not None:
            yield meant


def _find_clause(scene: Scene, trigger: Trigger) -> range:
    """Give the tokens around a trigger in which it may be told of: up to a mark or an أن on either side."""
    tokens, sentence = scene.tokens, scene.sentences[trigger.sentence]
    first, stop = trigger.at, trigger.at + 1
    limit = min(sentence.stop, trigger.stop + _BEHIND)
    while stop < limit and not is_hard(scene, stop) and not _opens_other(tokens, stop):
        stop += 1
    while first > max(sentence.first, trigger.at - _BEFORE):
        if tokens[first - 1].form in HARD | _COMMAS or tokens[first - 1].word.upos == "SCONJ":
            break
        first -= 1
    return range(first, stop)


def _opens_other(tokens: tuple[Token, ...], at: int) -> bool:
    # المحادثات انتهت، وقال: another clause; وصف المحادثات بأنها صعبة: the same.
    word = tokens[at].word
    if word.upos == "SCONJ":
        without = tokens[at - 1].word.upos == "ADP"  # دون أن يتوصلوا
        return not (word.enclitic or without or opens_for_both(tokens, at))
    conjoined = word.proclitics[:1] in load_affixes()["conjunction"]
    return word.upos == "VERB" and conjoined and tokens[at - 1].kind == "mark"


def _find_row(scene: Scene, trigger: Trigger, at: int, clause: range) -> StandingRow | None:
    """Give the row of the word at a token, if it is told of the trigger."""
    match = load_standings().phrases.longest(scene.tokens, at, clause.stop)
    if match is not None:
        return match.value
    word = scene.tokens[at].word
    if (deed := _row(word, "deed")) is not None and _is_done_to(scene, trigger, at):
        return deed
    if (state := _row(word, "state")) is not None and _is_state(scene, trigger, at, state):
        return state
    if word.upos not in ("NOUN", "PROPN") or scene.is_a(trigger.at, "visiting"):
        return None
    if (sign := _row(word, "sign")) is not None:
        return sign
    led = _find_outcome(scene, at, clause) is not None or _is_denied(scene, at, clause)
    return _row(word, "result") if at > trigger.at and led else None


def _is_done_to(scene: Scene, trigger: Trigger, at: int) -> bool:
    """Tell whether talks are the object of a verb or the genitive of its noun: علقت الحكومة [المفاوضات]."""
    if scene.tokens[at].word.upos == "VERB":
        return 0 < trigger.at - at <= _SUBJECT
    return at == trigger.at - 1


def _is_state(scene: Scene, trigger: Trigger, at: int, row: StandingRow) -> bool:
    """Tell whether a verb or adjective has the talks as its subject: by nearness before, by gender behind."""
    word, own = scene.tokens[at].word, scene.tokens[trigger.at].word
    if trigger.verb or scene.is_a(trigger.at, "visiting") or word.number == "p":
        return False
    if word.upos == "VERB":
        if word.enclitic or (row.assessment == "ongoing" and not _lasts(scene, at)):
            return False
        if at < trigger.at:
            return trigger.at - at <= _SUBJECT and not _is_named(scene, at + 1, trigger.at)
    elif at < trigger.at or word.upos != "ADJ" or (trigger.stop < at and _is_of(scene, at)):
        return False
    plural = scene.tokens[trigger.at].key.removesuffix(own.enclitic).endswith(ALEF + TA)
    return word.gender in ("f" if plural else own.gender, None)


def _is_of(scene: Scene, at: int) -> bool:
    """Tell whether an adjective belongs to the noun before it: أفكار [مفيدة], not بين الطرفين [متعثرة]."""
    noun, adjective = scene.tokens[at - 1].word, scene.tokens[at].word
    agrees = ("f" if noun.number == "p" else noun.gender) == adjective.gender
    return noun.upos == "NOUN" and noun.det == adjective.det and agrees and _row(noun, "state") is None


def _lasts(scene: Scene, at: int) -> bool:
    """Tell تتواصل المحادثات from استمرت and from تستمر يومين, أن تجري محادثات, القاهرة تجري اتصالات."""
    following = min(at + 1, len(scene.tokens) - 1)
    measured = (
        following in find_times(scene, at)
        or scene.tokens[following].kind == "number"
        or scene.is_a(following, "timespan")
    )
    led = at > 0 and (scene.tokens[at - 1].word.upos == "SCONJ" or _is_named(scene, at - 1, at))
    return scene.tokens[at].word.aspect == "imp" and not measured and not led


def _is_named(scene: Scene, low: int, high: int) -> bool:
    """Tell whether somebody is named among tokens ``[low, high)``, but for where it is: في جنيف."""
    return any(
        first < high and low < stop and scene.tokens[first - 1].word.upos != "ADP"
        for first, stop in find_names(scene, low).items()
    )


def _find_outcome(scene: Scene, at: int, clause: range) -> int | None:
    """Give the verb before a token that says what came of it: أسفرت المحادثات عن [اتفاق]."""
    verbs = (n for n in range(at - 1, clause.start - 1, -1) if scene.tokens[n].word.upos == "VERB")
    return next((n for n in verbs if _row(scene.tokens[n].word, "outcome") is not None), None)


def _is_denied(scene: Scene, at: int, clause: range) -> bool:
    """Tell whether a word is denied: دون التوصل إلى اتفاق, لم تحرز المحادثات تقدما; not لا تزال مستمرة."""
    first = scene.sentences[scene.sentence_of[at]].first
    verb = _find_outcome(scene, at, clause)
    near = [*range(max(first, at - _DENIED), at), *(() if verb in (None, first) else (verb - 1,))]
    return any(scene.is_a(n, "negator") and _reaches(scene, n, at) for n in near)


def _reaches(scene: Scene, negator: int, at: int) -> bool:
    # لا تزال مستمرة and ما اتفقا عليه deny nothing, غير المباشرة no more than its adjective.
    denied = scene.tokens[negator + 1].word
    if _row(denied, "still") is not None or _row(scene.tokens[negator].word, "idle") is not None:
        return False
    return denied.upos != "ADJ" or negator + 1 == at


def _is_unreal(scene: Scene, at: int) -> bool:
    """Tell whether a word tells what may be or is to be: إذا فشلت, خشية انهيار, لتحقيق تقدم, ستستمر."""
    first = max(scene.sentences[scene.sentence_of[at]].first, at - _FEARED)
    before = [scene.tokens[n].word for n in range(first, at)]
    aimed = any(LAM in word.proclitics and word.verb_form == "masdar" for word in before)
    feared = any(_row(word, "unreal") is not None for word in before)
    word, led = scene.tokens[at].word, range(max(first, at - 1), at)
    maybe = any(scene.is_a(n, name) for n in led for name in ("perhaps", "subjunctive"))
    return aimed or feared or (maybe and word.aspect == "imp") or SIN in word.proclitics


def _find_brought(scene: Scene, trigger: Trigger) -> Assessment | None:
    """Say what talks brought: اتفاق توسطت فيه قطر, اتفقا خلال محادثات, بعد محادثات وافقوا."""
    tokens, sentence = scene.tokens, scene.sentences[trigger.sentence]
    mediated = ("mediating", trigger.lemma) in load_standings().lemmas
    occasion = is_occasion(scene, trigger)
    before = range(trigger.at - 1, max(sentence.first, trigger.at - _DEAL) - 1, -1)
    for at in takewhile(lambda at: not is_hard(scene, at), before):
        if mediated and scene.is_a(at, "deal") and tokens[at].word.upos == "NOUN":
            return "agreed"
    behind = range(trigger.stop, min(sentence.stop, trigger.stop + _BEHIND))
    for reach in (before, behind) if occasion else ():
        for at in takewhile(lambda at: not is_hard(scene, at), reach):
            row, verb = _row(tokens[at].word, "agreeing"), find_verb(tokens[at])
            told = verb is not None and (at < trigger.at or verb == tokens[at].word)
            if row is not None and told and not _is_unreal(scene, at):
                denied = at > sentence.first and scene.is_a(at - 1, "negator")
                return row.denied if denied else row.assessment
    return None
