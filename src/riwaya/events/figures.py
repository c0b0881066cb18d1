"""People counted: how many were killed, hurt, arrested, displaced, and at which event.

A count takes its kind from its own noun (ثلاثة قتلى), from the word before it (مقتل ثلاثة) or what is
told behind it (ثلاثة قتلوا, ثلاثة في عداد المفقودين), or goes on with the count before it (وثلاثة أطفال).
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

import msgspec

from riwaya.chars import WAW
from riwaya.document import Quantity, Token, Word
from riwaya.events.arguments import load_types
from riwaya.events.classes import bare, bare_forms, load_affixes
from riwaya.events.coreference import Told
from riwaya.events.figure_words import FITTING, HURTING, FigureWords, Meaning, load_figures
from riwaya.events.scene import Scene
from riwaya.events.tolls import counts_nothing, exceeds, read_toll
from riwaya.events.triggers import Trigger, find_verb
from riwaya.types import Figure, FigureKind, Span

_FROM = "من"
_BACK = 6  # words between a count and the word before that gives its kind
_BACK_BARE = 4  # and of a number without a noun
_ON = 7
_CARRY = 14  # words between a count and the one it carries on
_FORCED = 4  # words between a count and what they were forced into
_NEAR = 1
_SELDOM = ("siege", "protest", "seizure")  # where people seldom come to harm by the deed itself
_FARTHEST = 4  # sentences between a figure and its event
_QUOTES = frozenset('"«“”»()')
_CLOSERS = frozenset("،,.؛:")
_COMMAS = frozenset("،,")
_INSERTED = 12  # words between two commas
# Types whose triggers themselves say what the count beside them means.
_COUNTING = ("arrest", "release", "evacuation", "displacement", "deployment", "protest", "legal", "sanction")


class Counted(msgspec.Struct, frozen=True):
    """A figure, where it stands, and what it is of."""

    figure: Figure
    at: int
    meaning: Meaning


def find_figures(scene: Scene, triggers: list[Trigger]) -> list[Counted]:
    """Find the counts of people and what happened to them, in text order."""
    by_token = {trigger.at: trigger for trigger in triggers}
    found: list[Counted] = []
    last: Counted | None = None
    for number in sorted(scene.quantities):
        for at, quantity in enumerate(scene.quantities[number]):
            if at == 0 and not (quantity.part and last and scene.sentence_of[last.at] == number - 1):
                last = None  # but قتل عشرون. وأضاف أن بينهم خمسة أطفال
            counted = _read(scene, quantity, by_token, last)
            if counted is not None:
                last = counted
                if _has_size(counted.figure):
                    found += (counted, *_joined(scene, quantity, counted))
    return found


def _has_size(figure: Figure) -> bool:
    """Tell whether a figure says how many; عدد من الجنود does not."""
    return (figure.low, figure.high, figure.vague) != (None, None, None)


def _read(
    scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger], last: Counted | None
) -> Counted | None:
    if not (quantity.person or counts_nothing(scene, quantity)) or _counts_no_noun(scene, quantity):
        return None
    meaning = _find_meaning(scene, quantity, by_token, last)
    if meaning is None or (meaning.kind == "other" and _is_one_by_noun(quantity)):
        return None
    if meaning.both is not None and quantity.vague is None:
        meaning = msgspec.structs.replace(meaning, kind="other", both=None)  # مقتل وإصابة 30 شخصا
    span = Span(quantity.start, quantity.end)
    high = None if quantity.high is not None and exceeds(scene, quantity) else quantity.high
    figure = Figure(meaning.kind, quantity.low, high, quantity.vague, span)
    return Counted(figure, quantity.first, meaning)


def _counts_no_noun(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a definite number stands for people itself, and the noun behind is another's: شيع الآلاف
    جثامين الضحايا."""
    first, within = scene.tokens[quantity.first], scene.tokens[quantity.first + 1 : quantity.stop]
    if quantity.vague is None or quantity.kind is None or not first.word.det:
        return False
    return bool(within) and not any(token.key == _FROM or token.word.det for token in within)


def _is_one_by_noun(quantity: Quantity) -> bool:
    """Tell whether one person is told by a noun alone, who is no number to a trial: محاكمة ضابط."""
    return quantity.low == 1 and quantity.rule.endswith(("single", "oneof")) and _is_word(quantity)


def _is_word(quantity: Quantity) -> bool:
    return quantity.stop == quantity.first + 1 or quantity.rule.endswith("oneof")


def _find_meaning(
    scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger], last: Counted | None
) -> Meaning | None:
    own = load_figures().units.get(bare(quantity.unit or ""))
    if own is not None and not _is_of_many(scene, quantity):
        return own
    meaning = _stating(scene, quantity)
    if meaning is None and last is not None and _goes_on(scene, quantity, last):
        meaning = msgspec.structs.replace(last.meaning, both=None)
    meaning = meaning or _before(scene, quantity, by_token) or _behind(scene, quantity, by_token)
    meaning = meaning or read_toll(scene, quantity)
    if meaning is not None and meaning.kind == "arrested" and quantity.kind == "abducted":
        meaning = msgspec.structs.replace(meaning, kind="abducted")  # احتجز 20 رهينة
    if meaning is None and last is not None and quantity.part and _is_near(scene, quantity, last):
        meaning = msgspec.structs.replace(last.meaning, both=None)
    if meaning is None and not quantity.rule.endswith("oneof"):
        return own or _by_noun(quantity)
    return meaning


def _is_near(scene: Scene, quantity: Quantity, last: Counted) -> bool:
    """Tell whether a part stands near its total, or behind بينهم in the next sentence."""
    if scene.sentence_of[quantity.first] != scene.sentence_of[last.at]:
        return scene.is_a(quantity.first - 1, "among")
    return quantity.first - last.at <= _CARRY


def _by_noun(quantity: Quantity) -> Meaning | None:
    """Let the noun tell where no word near it tells more: ألف نازح."""
    kind = quantity.kind
    return None if kind is None or kind == "abducted" else Meaning(kind, FITTING[kind])


def _is_of_many(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a noun tells of more people than are counted: ثلاثة من الجرحى توفوا, أحد المعتقلين."""
    within = scene.tokens[quantity.first : quantity.stop]
    return quantity.rule.endswith("oneof") or any(
        token.key == _FROM and behind.word.det for token, behind in pairwise(within)
    )


def _joined(scene: Scene, quantity: Quantity, counted: Counted) -> tuple[Counted, ...]:
    """Count a second kind by the same vague number: عشرات القتلى والجرحى, مقتل وإصابة العشرات."""
    kind = counted.meaning.both
    if quantity.vague is not None and quantity.stop < len(scene.tokens):
        word = scene.tokens[quantity.stop].word
        if word.proclitics == WAW and word.stem in load_figures().units:
            kind = load_figures().units[word.stem].kind
    if kind is None or kind == counted.figure.kind:
        return ()
    figure = msgspec.structs.replace(counted.figure, kind=kind)
    return (msgspec.structs.replace(counted, figure=figure, meaning=Meaning(kind, FITTING[kind])),)


def _goes_on(scene: Scene, quantity: Quantity, last: Counted) -> bool:
    """Tell whether a count carries on the one before: وست نساء, بينهم 12 طفلا, منهم ثلاثة."""
    tokens, at = scene.tokens, quantity.first
    if quantity.first - last.at > _CARRY:
        return False
    if scene.is_a(at - 1, "among"):
        return True
    if scene.is_a(max(0, at - 2), "among") and _governing(scene, at - 1) is None:
        return True
    joined = tokens[at].word.proclitics == WAW or tokens[at].key.startswith(WAW) or tokens[at - 1].key == WAW
    return joined and not any(_tells_else(scene, here, last) for here in range(last.at + 1, at))


def _tells_else(scene: Scene, at: int, last: Counted) -> bool:
    """Tell whether a word between two counts tells of something else: not ثلاثة قتلوا هنا واثنان هناك."""
    word, meaning = scene.tokens[at].word, _governing(scene, at)
    if word.upos != "VERB":
        return meaning is not None
    return meaning is None or meaning.kind != last.figure.kind or word.number not in ("d", "p")


def _before(scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger]) -> Meaning | None:
    """Read the word before a count: مقتل ثلاثة, أصيب في الهجوم ثلاثة, الضحايا هم ثلاث نساء."""
    first = scene.sentences[scene.sentence_of[quantity.first]].first
    nearest = quantity.first - 1
    reach = _BACK_BARE if quantity.number_only and quantity.vague is None else _BACK
    for at in range(nearest, max(first, quantity.first - reach) - 1, -1):
        token = scene.tokens[at]
        if _parts(token) or (at == nearest and _is_agent(token)):
            return None
        meaning = _governing(scene, at) or _carried(scene, at, quantity)
        trigger = by_token.get(at)
        counting = trigger is not None and trigger.type in _COUNTING
        if meaning is not None:
            own = trigger if trigger is not None and counting and trigger.type in meaning.events else None
            return msgspec.structs.replace(meaning, trigger=own, both=_other_kind(scene, at, first, meaning))
        if trigger is not None and counting:
            return _counted_by(trigger)
        if trigger is not None and (trigger.verb or trigger.type not in HURTING):
            return None  # but قتل تفجيران ثلاثة: the noun of the deed may stand between
        if token.word.upos == "VERB":
            return _forced(scene, quantity, by_token) if scene.is_a(at, "forcing") else None
        if token.word.upos == "PRON" and at == nearest and at > first:
            named = load_figures().units.get(scene.tokens[at - 1].word.stem)
            if named is not None:
                return named
    return None


def _parts(token: Token) -> bool:
    """Tell whether a word parts a count from what stands before: a mark, another number, أن."""
    if token.kind != "word":
        return token.kind == "number" or token.form not in _QUOTES
    return token.word.upos == "SCONJ" or (token.word.upos == "NUM" and not token.word.det)


def _is_agent(token: Token) -> bool:
    """Tell whether a word makes the count behind it one of doers: برصاص ثلاثة, على أيدي ثلاثة."""
    word = token.word
    return word.stem in load_figures().agents and not (word.det or word.enclitic)


def _other_kind(scene: Scene, at: int, first: int, meaning: Meaning) -> FigureKind | None:
    """Give the kind of a word that a governing word is joined to: قتل وأصيب العشرات, مقتل أو إصابة."""
    joined = scene.tokens[at].word.proclitics == WAW
    before = at - 1 if joined else at - 2
    if before < first or not (joined or scene.tokens[at - 1].key in load_figures().either):
        return None
    if scene.tokens[before].word.number != "s" or scene.tokens[before].word.enclitic:
        return None  # أربعة قتلوا وأصيب عشرة, لقوا مصرعهم وأصيب عشرة
    other = _governing(scene, before)
    return other.kind if other is not None and {other.kind, meaning.kind} == {"killed", "injured"} else None


def _counted_by(trigger: Trigger) -> Meaning:
    """Give what a trigger itself says of the count beside it: اعتقال ثلاثة."""
    return Meaning(load_types()[trigger.type].figure, (trigger.type,), trigger)


def _forced(scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger]) -> Meaning | None:
    """Read what people were forced into: أجبر ألف شخص على النزوح."""
    for at in range(quantity.stop, min(len(scene.tokens), quantity.stop + _FORCED)):
        trigger = by_token.get(at)
        if trigger is not None and trigger.type in _COUNTING:
            return _counted_by(trigger)
    return None


def _carried(scene: Scene, at: int, quantity: Quantity, limit: int | None = None) -> Meaning | None:
    """Read those taken to hospital as injured: ونقل ثلاثة إلى مستشفى."""
    if not scene.is_a(at, "carrying"):
        return None
    stop = min(scene.sentences[scene.sentence_of[at]].stop, limit or quantity.stop + _FORCED + 1)
    if any(scene.is_a(here, "hospital") for here in range(quantity.stop, stop)):
        return Meaning("injured", FITTING["injured"])
    return None


def _stating(scene: Scene, quantity: Quantity) -> Meaning | None:
    """Read words right behind a count that tell it: 14 منهم قيد الاحتجاز, المئات بين قتيل وجريح."""
    stop = scene.sentences[scene.sentence_of[quantity.first]].stop
    for at in range(quantity.stop, min(stop, quantity.stop + 2)):
        state = load_figures().states.longest(scene.tokens, at, stop)
        if state is not None:
            return state.value
        if not scene.is_a(at, "among"):
            return None
    return None


def _behind(scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger]) -> Meaning | None:
    """Read the verb or the state behind a count: ثلاثة قتلوا, ثلاثة لا يزالون مفقودين."""
    words = load_figures()
    stop = scene.sentences[scene.sentence_of[quantity.first]].stop
    bare_number = quantity.number_only and quantity.vague is None
    for at in range(quantity.stop, min(stop, quantity.stop + (1 if bare_number else _ON))):
        token = scene.tokens[at]
        if token.kind == "mark" and token.form in _CLOSERS:
            return _beyond(scene, quantity, by_token, at)
        if token.word.upos == "SCONJ" and scene.tokens[at - 1].word.lemma not in words.links:
            return None  # but جنديان يعتقد أنهما قتلا
        state = words.states.longest(scene.tokens, at, stop)
        if state is not None:
            return state.value
        verb = find_verb(token)
        if verb is not None and (token.word.upos == "VERB" or _may_be_verb(scene, at, verb)):
            if verb.lemma in words.links:
                continue
            if verb.proclitics[:1] in load_affixes()["conjunction"]:
                return None
            return _told(scene, at, by_token, verb.lemma, quantity)
        if scene.is_a(at, "outof") and at + 1 < stop:
            meaning = _governing(scene, at + 1)  # طفلان من بين القتلى
            if meaning is not None:
                return meaning
    return None


def _may_be_verb(scene: Scene, at: int, verb: Word) -> bool:
    """Tell whether a word that is read as a noun may be a verb of harm: not behind a preposition."""
    return verb.lemma in load_figures().verbs and scene.tokens[at - 1].word.upos != "ADP"


def _beyond(scene: Scene, quantity: Quantity, by_token: Mapping[int, Trigger], comma: int) -> Meaning | None:
    """Read the verb behind what is put in between commas: إن عشرة جنود، بينهم ضابط، قتلوا."""
    if quantity.number_only or quantity.part:
        return None
    for at in range(comma, min(scene.sentences[scene.sentence_of[comma]].stop, comma + _INSERTED) - 1):
        token, behind = scene.tokens[at], scene.tokens[at + 1].word
        if token.kind != "mark" or token.form not in _CLOSERS:
            continue
        if token.form not in _COMMAS:
            return None
        if behind.upos == "VERB" and behind.number in ("p", "d") and not behind.proclitics:
            return _told(scene, at + 1, by_token, behind.lemma, quantity)
    return None


def _told(
    scene: Scene, at: int, by_token: Mapping[int, Trigger], lemma: str, quantity: Quantity
) -> Meaning | None:
    """Read the verb behind a count: ثلاثة قتلوا, 17 شخصا نقلوا إلى المستشفى."""
    words = load_figures()
    behind = scene.tokens[at + 1].key if at + 1 < len(scene.tokens) else ""
    if behind in words.some:
        return None
    meaning = words.verbs.get(lemma) or _carried(scene, at, quantity, at + _FORCED + 1)
    if meaning is not None:
        # ثلاثة قتلوا أو جرحوا
        return Meaning("other", meaning.events) if behind in words.either else meaning
    trigger = by_token.get(at)
    if trigger is not None and trigger.type in _COUNTING:
        return _counted_by(trigger)
    return None


def _governing(scene: Scene, at: int) -> Meaning | None:
    """Give what a word says of the count behind it: مقتل, وأصيب, القضاء على; not القتل, الإعدام."""
    token = scene.tokens[at]
    if token.kind != "word":
        return None
    words = load_figures()
    phrase = words.phrases.longest(scene.tokens, at)
    if phrase is not None:
        return phrase.value
    return _said_by(token, words)


def _said_by(token: Token, words: FigureWords) -> Meaning | None:
    verb = find_verb(token) if token.word.upos in ("VERB", "PROPN") else None
    if verb is not None:
        if verb.enclitic:
            return None  # قتلهم ثلاثة مسلحين: the count is of those who did it
        if token.word.upos == "VERB" and verb.lemma in words.verbs:
            return words.verbs[verb.lemma]
        # Other readings, توفي, يصب: for harm alone, لندن may be read as a verb too.
        lemmas = [reading.lemma for reading in token.readings if reading.upos == "VERB"]
        harms = (words.verbs[lemma] for lemma in lemmas if lemma in words.verbs)
        return next((harm for harm in harms if harm.kind in ("killed", "injured")), None)
    if token.word.det and token.word.verb_form == "masdar":
        return None
    for form in (token.word.stem, *bare_forms(token.key)):
        if form in words.nouns:
            return words.nouns[form]
    return None


def attach(scene: Scene, groups: list[list[Told]], counted: list[Counted]) -> list[list[Counted]]:
    """Give each event its figures: those its own trigger counts, then the nearest fitting event's."""
    found: list[list[Counted]] = [[] for _ in groups]
    told: defaultdict[int, list[tuple[int, Told]]] = defaultdict(list)  # by sentence, with its group
    for at, members in enumerate(groups):
        for member in members:
            told[member.trigger.sentence].append((at, member))
    owner = {member.trigger.at: at for at, members in enumerate(groups) for member in members}
    for one in counted:
        choice = owner.get(one.meaning.trigger.at) if one.meaning.trigger is not None else None
        if choice is None:
            choice = _nearest(scene, groups, told, one)
        if choice is not None:
            found[choice].append(one)
    return found


def _nearest(
    scene: Scene, groups: list[list[Told]], told: Mapping[int, list[tuple[int, Told]]], one: Counted
) -> int | None:
    sentence = scene.sentence_of[one.at]
    types = one.meaning.events
    ranks: list[tuple[int, int, int]] = []
    farthest = _NEAR if one.figure.kind == "other" else _FARTHEST
    for number in range(sentence - farthest, sentence + farthest + 1):
        apart = sentence - number
        # Figures follow their event; one told later is farther than one told before.
        far = apart if apart >= 0 else 2 - 2 * apart
        if far <= farthest:
            ranks += (
                (far + (groups[at][0].type in _SELDOM), abs(member.trigger.at - one.at), at)
                for at, member in told.get(number, ())
                if groups[at][0].type in types
            )
    return min(ranks)[2] if ranks else None
