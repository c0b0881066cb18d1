"""The words that name events: each trigger with the row of ``triggers.tsv`` that it follows."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ALEF, HA, TEH_MARBUTA, YA, fold
from riwaya.document import Document, Sentence, Token, Word
from riwaya.events.classes import (
    Condition,
    Surroundings,
    bare,
    bare_forms,
    load_affixes,
    read_conditions,
    written_keys,
)
from riwaya.resources import load_table
from riwaya.types import EventType

Kind = Literal["verb", "noun", "part", "back"]

_SHORT = 2
_WEAK = (ALEF, YA)
# Types that stand alike to their places and people: fired, done on the ground or to a person, met, signed.
_GROUPS: dict[str, tuple[EventType, ...]] = {
    "fire": ("shelling", "airstrike", "explosion", "clash", "attack", "casualties"),
    "ground": ("seizure", "siege", "withdrawal", "deployment", "evacuation", "displacement", "protest"),
    "person": ("arrest", "release", "abuse", "legal"),
    "talks": ("talks",),
    "paper": ("agreement", "sanction", "aid", "ceasefire"),
}
GROUP_OF = {kind: name for name, kinds in _GROUPS.items() for kind in kinds}
_NAMED = ("ACTOR", "PLACE", "COUNTRY")
_NOMINAL = ("NOUN", "ADJ", "PROPN", "NUM", "X")


class TriggerRow(msgspec.Struct, frozen=True):
    """A word or phrase that names a type of event, and when it does."""

    type: EventType
    kind: Kind
    needs: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    phrase: str = ""
    example: str = ""


class Pattern(msgspec.Struct, frozen=True):
    """A row ready to match: ``rest`` are the bare keys behind the first word."""

    row: TriggerRow
    rest: tuple[str, ...]
    head: int
    needs: tuple[Condition, ...]
    avoids: tuple[Condition, ...]


class Trigger(msgspec.Struct, frozen=True):
    """A word that names an event: token ``at``, in the sentence ``sentence`` counts."""

    at: int
    start: int
    end: int
    type: EventType
    lemma: str
    row: TriggerRow
    sentence: int
    verb: bool
    stop: int  # behind the whole phrase

    @property
    def form(self) -> str:
        """Verb or noun."""
        return "verb" if self.verb else "noun"


class Lexicon(msgspec.Struct, frozen=True):
    """Patterns by the lemma of their verb, and by every form of their noun; longer phrases first."""

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]


@cache
def load_triggers() -> Lexicon:
    """Compile ``triggers.tsv``."""
    verbs: defaultdict[str, list[Pattern]] = defaultdict(list)
    nouns: defaultdict[str, list[Pattern]] = defaultdict(list)
    for row in load_table("riwaya.events", "triggers.tsv", TriggerRow):
        pattern = _compile(row)
        first = row.phrase.replace("*", "").split()[0]
        if row.kind == "verb":
            verbs[fold(first)].append(pattern)
        else:
            for key in written_keys(first):
                for form in find_forms(key, row.kind):
                    nouns[form].append(pattern)
    return Lexicon(
        {key: _longest_first(found) for key, found in verbs.items()},
        {key: _longest_first(found) for key, found in nouns.items()},
    )


def _compile(row: TriggerRow) -> Pattern:
    words = row.phrase.split()
    head = next((at for at, word in enumerate(words) if word.startswith("*")), 0)
    rest = tuple(bare(fold(word.strip("*"))) for word in words[1:])
    needs = read_conditions(row.needs, row.phrase)
    return Pattern(row, rest, head, needs, read_conditions(row.avoids, row.phrase))


def _longest_first(patterns: list[Pattern]) -> tuple[Pattern, ...]:
    return tuple(sorted(patterns, key=lambda pattern: -len(pattern.rest)))


def find_forms(key: str, kind: Kind) -> Iterator[str]:
    """Give the forms of a noun or participle, without clitics: غاره gives غارات, غارتين, غارت(ه)."""
    affixes = load_affixes()
    if key.endswith(HA):
        for ending in affixes["feminine"]:
            yield key[:-1] + ending
        return
    yield key
    for ending in affixes["participle" if kind == "part" else "noun"]:
        if len(key) > _SHORT or len(ending) == 1:  # ضم has no dual: ضمان is another word
            yield key + ending


def find_triggers(document: Document, around: Surroundings) -> list[Trigger]:
    """Find the triggers in text order, each token at most once."""
    found: dict[int, Trigger] = {}
    for number, sentence in enumerate(document.sentences):
        for at in range(sentence.first, sentence.stop):
            trigger = _match(document.tokens, at, number, sentence, around)
            if trigger is not None:
                found.setdefault(trigger.at, trigger)
    return [found[at] for at in sorted(found)]


def _match(
    tokens: tuple[Token, ...], at: int, number: int, sentence: Sentence, around: Surroundings
) -> Trigger | None:
    token = tokens[at]
    if token.kind != "word":
        return None
    opens = _opens(tokens, at, sentence.first)
    # No verb ends in teh marbuta, which a key no longer tells from heh.
    named = around.is_any(at, _NAMED) and not _is_told(token, opens=opens)
    nominal = token.form.endswith(TEH_MARBUTA) or named
    for pattern in _candidates(token, opens=opens):
        stop = at + 1 + len(pattern.rest)
        if pattern.rest and not _goes_on(tokens, at + 1, sentence.stop, pattern.rest):
            continue
        if pattern.row.kind == "verb" and nominal:
            continue
        if pattern.needs and not around.holds(pattern.needs, at, stop, sentence.first, sentence.stop):
            continue
        if pattern.avoids and around.holds(pattern.avoids, at, stop, sentence.first, sentence.stop):
            continue
        head = tokens[at + pattern.head]
        row = pattern.row
        skip = _skip(head, verb=row.kind == "verb")
        return Trigger(
            at + pattern.head, head.start + skip, head.end, row.type, _lemma(row), row, number,
            row.kind == "verb", stop,
        )  # fmt: skip
    return None


def _is_told(token: Token, *, opens: bool) -> bool:
    """Tell whether a word at which a mention opens is a verb for all that: طالب الادعاء (the prosecution
    demanded), where a clause opens; not أجهزة الأمن (the security services), read as I equip."""
    if token.word.upos == "VERB":
        return True
    verb = find_verb(token)
    return opens and verb is not None and verb.aspect == "perf" and token.word.upos != "PROPN"


def _opens(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Tell whether a clause may open at a token: the first, one with و or ف, or one behind a mark or ثم."""
    if at == first or tokens[at].word.proclitics[:1] in load_affixes()["conjunction"]:
        return True
    return tokens[at - 1].word.upos in ("PUNCT", "CCONJ", "SCONJ", "PART", "AUX")


def _candidates(token: Token, *, opens: bool) -> tuple[Pattern, ...]:
    word = token.word
    if word.upos == "VERB":
        verbs = _verb_patterns(token)
        if not token.unsure:
            return verbs
        nouns = _noun_patterns(token) if any(r.upos == "NOUN" for r in token.others) else ()
        return (*nouns, *verbs) if _is_accusative(token) else (*verbs, *nouns)
    if word.upos not in _NOMINAL:  # فتحت النار: they opened fire, or فـ and تحت
        return _as_verb(token, opens=opens) if token.unsure or word.proclitics else ()
    nouns = _noun_patterns(token)
    if token.unsure:
        return (*nouns, *_as_verb(token, opens=opens))
    if nouns or not (word.upos == "PROPN" or opens):
        return nouns
    return _as_verb(token, opens=opens)


def _noun_patterns(token: Token) -> tuple[Pattern, ...]:
    nouns, word = load_triggers().nouns, token.word
    if word.stem in nouns:
        return nouns[word.stem]
    if word.enclitic:
        return ()
    return next((nouns[form] for form in bare_forms(token.key) if form in nouns), ())


def _verb_patterns(token: Token) -> tuple[Pattern, ...]:
    """Give the patterns of the verbs that a form may be; of a rival with a weak lemma only those that ask
    for company, and none of its imperfect (يرد: ورد, not أردى; but أجلت المدنيين: أجلى)."""
    verbs, word = load_triggers().verbs, token.word
    found = {word.lemma: verbs.get(word.lemma, ())}
    for rival in token.others:
        if rival.upos != "VERB" or len(rival.proclitics) > len(word.proclitics):
            continue
        patterns = verbs.get(rival.lemma, ())
        if rival.lemma != rival.stem and _is_weak(rival.lemma):
            if rival.aspect != "perf":
                continue
            patterns = tuple(pattern for pattern in patterns if pattern.needs)
        found.setdefault(rival.lemma, patterns)
    return tuple(pattern for patterns in found.values() for pattern in patterns)


def _is_weak(lemma: str) -> bool:
    return lemma[-1:] in _WEAK or lemma[-2:-1] == ALEF


def _is_accusative(token: Token) -> bool:
    """Tell an indefinite accusative from the dual it is written like: تدخلا عسكريا, not أن تدخلا."""
    return token.word.number == "d" and token.key.endswith(ALEF)


def _as_verb(token: Token, *, opens: bool) -> tuple[Pattern, ...]:
    """Give the patterns of a verb that was read as a name or, where a clause opens, as a noun
    (تصالح الطرفان); of other nouns those that ask for company."""
    word = find_verb(token)
    if word is None:
        return ()
    patterns = _verb_patterns(msgspec.structs.replace(token, word=word))
    if token.word.upos == "PROPN" or (opens and token.unsure):
        return patterns
    if word.number != "s":  # لجان: committees, not they took refuge
        return ()
    return () if word.proclitics else tuple(pattern for pattern in patterns if pattern.needs)


def find_verb(token: Token) -> Word | None:
    """Give the first reading of a token as a verb: the chosen one, or a rival where a name was chosen."""
    return next((word for word in token.readings if word.upos == "VERB"), None)


def _goes_on(tokens: tuple[Token, ...], at: int, limit: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > limit:
        return False
    return all(key in bare_forms(tokens[at + n].key) for n, key in enumerate(rest))


def _skip(token: Token, *, verb: bool) -> int:
    """Count the letters of the clitics before a word; harakat do not stand among them."""
    word: Word = (find_verb(token) if verb else None) or token.word
    return len(word.proclitics) if word.proclitics and token.key.startswith(word.proclitics) else 0


def _lemma(row: TriggerRow) -> str:
    return fold(row.phrase.replace("*", ""))
