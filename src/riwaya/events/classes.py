"""Words that stand for one kind of thing, and whether one of them stands near a word.

A condition in ``triggers.tsv`` names a window and a class: ``soon:air`` holds of هجوم in
«هجوم بطائرة مسيرة», where طائرة is one of the three words behind it.
"""

from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import or_

import msgspec

from riwaya.chars import ALEF, ARTICLE, BA, HA, LAM, TA, fold
from riwaya.document import Document, Token
from riwaya.errors import ResourceError
from riwaya.resources import load_table

# Words before and behind the trigger that each window takes in; «clause» and «lead» end where a mark or
# another verb stands, «object» is measured in the text.
WINDOWS = {
    "next": (0, 1), "soon": (0, 3), "after": (0, 12), "clause": (0, 12),
    "prev": (1, 0), "just": (3, 0), "before": (8, 0), "lead": (12, 0),
    "near": (7, 9), "self": (0, 0), "object": (0, 0),
}  # fmt: skip
_BOUNDED = ("clause", "lead")
# Classes that no list of words gives: mentions of some kind, a number; the trigger's own clitics and form.
MENTIONS = ("PLACE", "COUNTRY", "ACTOR", "FORCE", "PERSON", "QPERSON", "WEAPON", "NUMBER")
OWN = ("enclitic", "bi", "det", "first", "passive", "plural", "imperfect")

_PARTICLES = ("PART", "SCONJ", "CCONJ", "ADP", "ADV")
_OBJECT = 4  # steps to the end of a verb's object: its subject, the object, and words between them
_FAR = 16  # words that these steps may take in all
_ASIDE = 10  # words that may stand between two marks, aside from the clause
_ASIDES = {"(": ")", "\u060c": "\u060c", ",": ",", "-": "-", "\u2013": "\u2013", "\u2014": "\u2014"}

_STOPS = "،؛:,;.!؟?"
_MIN = 3  # letters a word must keep when something is cut off it


class AffixRow(msgspec.Struct, frozen=True):
    """Affixes of one kind."""

    part: str
    affixes: tuple[str, ...]


@cache
def load_affixes() -> dict[str, tuple[str, ...]]:
    """Read ``affixes.tsv``: part to affixes."""
    return {row.part: row.affixes for row in load_table("riwaya.events", "affixes.tsv", AffixRow)}


class ClassRow(msgspec.Struct, frozen=True):
    """A class of words; a word stands for itself with any clitics, with and without the article."""

    name: str
    meaning: str
    unless: str = ""  # a class that cancels this one where it stands right before: مصنع طائرات
    words: tuple[str, ...] = ()


class Classes(msgspec.Struct, frozen=True):
    """Each class is one bit; words and pairs of words give the bits of their classes."""

    bits: dict[str, int]
    words: dict[str, int]
    pairs: dict[tuple[str, str], int]
    unless: tuple[tuple[int, int], ...]  # bits that cancel, and the bits they cancel


@cache
def load_classes() -> Classes:
    """Compile ``classes.tsv``."""
    rows = load_table("riwaya.events", "classes.tsv", ClassRow)
    bits: dict[str, int] = {}
    for name in (*MENTIONS, *OWN, *(row.name for row in rows)):
        if name in bits:
            raise ResourceError(f"riwaya.events/classes.tsv: the class {name!r} stands twice")
        bits[name] = 1 << len(bits)
    words: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for row in rows:
        for written in row.words:
            first, *rest = written.split()
            for key in written_keys(first):
                if not rest:
                    words[key] = words.get(key, 0) | bits[row.name]
                else:
                    pair = key, bare(fold(rest[0]))
                    pairs[pair] = pairs.get(pair, 0) | bits[row.name]
    unless = tuple((bits[row.unless], bits[row.name]) for row in rows if row.unless)
    return Classes(bits, words, pairs, unless)


def bare(key: str) -> str:
    """Take the article off a key."""
    return key[2:] if key.startswith(ARTICLE) and len(key) > _MIN + 1 else key


def written_keys(written: str) -> tuple[str, ...]:
    """Give the keys of a word of a table: with and without what may be its article, for ألغام has none and
    in التحام it belongs to the word."""
    return tuple(dict.fromkeys((fold(written), fold(bare(written)))))


@lru_cache(maxsize=100_000)
def bare_forms(key: str) -> tuple[str, ...]:
    """Give what is left of a key without any clitics it may carry: وبالقوات gives قوات among others."""
    found: dict[str, None] = {}
    for start in _starts(key):
        found[start] = None
        for enclitic in load_affixes()["enclitic"]:
            stem = start[: -len(enclitic)]
            if start.endswith(enclitic) and len(stem) >= _MIN:
                found[stem] = None
                if stem[-1] == TA:
                    found[stem[:-1] + HA] = None
    return tuple(found)


def _starts(key: str) -> Iterator[str]:
    affixes = load_affixes()
    for conjunction in ("", *affixes["conjunction"]):
        for preposition in ("", *affixes["preposition"]):
            cut = conjunction + preposition
            rest = key[len(cut) :]
            if not key.startswith(cut) or (cut and len(rest) < _MIN):
                continue
            yield rest
            tanwin = rest.endswith(ALEF) and len(rest) > _MIN and not rest.endswith(affixes["enclitic"])
            for stem in (rest, rest[:-1]) if tanwin else (rest,):  # قانونا
                if stem is not rest:
                    yield stem
                if stem.startswith(ARTICLE) and len(stem) > _MIN + 1:
                    yield stem[2:]
            if preposition == LAM and rest.startswith(LAM) and len(rest) > _MIN:
                yield rest[1:]


class Condition(msgspec.Struct, frozen=True):
    """Joint demands: in each window, one of the classes in the bits."""

    demands: tuple[tuple[str, int], ...]


def read_conditions(written: tuple[str, ...], where: str) -> tuple[Condition, ...]:
    """Read alternatives such as ``after:missile&near:airdefence``."""
    bits = load_classes().bits
    conditions = []
    for alternative in written:
        demands = []
        for demand in alternative.split("&"):
            window, _, name = demand.partition(":")
            if window not in WINDOWS or name not in bits:
                raise ResourceError(
                    f"riwaya.events/triggers.tsv: {demand!r} of {where!r} names no window or class"
                )
            demands.append((window, bits[name]))
        conditions.append(Condition(tuple(demands)))
    return tuple(conditions)


class Surroundings:
    """The classes of every token of a document, asked for by window."""

    def __init__(self, document: Document) -> None:
        self._tokens = document.tokens
        self._masks = find_masks(document)
        self._steps = _find_steps(document)
        self._objects: dict[int, int] = {}
        self._bits = load_classes().bits

    def holds(self, conditions: tuple[Condition, ...], at: int, stop: int, first: int, limit: int) -> bool:
        """Tell whether one condition holds of the trigger at tokens ``[at, stop)`` in ``[first, limit)``."""
        return any(
            all(self._window(window, at, stop, first, limit) & bits for window, bits in condition.demands)
            for condition in conditions
        )

    def _window(self, window: str, at: int, stop: int, first: int, limit: int) -> int:
        if window == "self":
            return self._own(at)
        if window == "object":
            if stop not in self._objects:
                self._objects[stop] = self._join_object(stop, limit)
            return self._objects[stop]
        before, after = WINDOWS[window]
        bounded = window in _BOUNDED
        mask = 0
        for here in range(at - 1, max(first, at - before) - 1, -1):
            if bounded and self._ends(here):
                break
            mask |= self._masks[here]
        for here in range(stop, min(limit, stop + after)):
            if bounded and self._ends(here):
                break
            mask |= self._masks[here]
        return mask

    def _join_object(self, at: int, limit: int) -> int:
        """Join the classes of what stands behind a verb as far as its object: a mention is one step, dates,
        prepositions and asides are none, and another verb or a that-clause ends it."""
        mask, left, limit = 0, _OBJECT, min(limit, at + _FAR)
        while at < limit and left:
            upos = self._tokens[at].word.upos
            if upos in ("VERB", "SCONJ"):
                break
            if upos == "PUNCT":
                at = self._skip_aside(at, limit)
                continue
            stop, cost = self._steps.get(at, (at + 1, int(upos != "ADP")))
            mask |= reduce(or_, self._masks[at : min(stop, limit)])
            at, left = stop, left - cost
        return mask

    def _skip_aside(self, at: int, limit: int) -> int:
        """Give where the text goes on behind a mark: behind its fellow, if one closes what it opens."""
        closing = _ASIDES.get(self._tokens[at].form)
        for here in range(at + 2, min(limit, at + _ASIDE)):
            if self._tokens[here].form == closing:
                return here + 1
        return at + 1

    def _ends(self, at: int) -> bool:
        """Tell whether a clause ends at a token: a verb, or a mark that is no quotation mark or bracket."""
        token = self._tokens[at]
        return token.word.upos == "VERB" or (token.kind == "mark" and token.form in _STOPS)

    def _own(self, at: int) -> int:
        bits, word = self._bits, self._tokens[at].word
        held = {
            "enclitic": bool(word.enclitic), "bi": BA in word.proclitics, "det": word.det,
            "first": word.person == "1", "passive": word.voice == "pass", "plural": word.number == "p",
            "imperfect": word.aspect == "imp",
        }  # fmt: skip
        return sum((bits[name] for name, holds in held.items() if holds), self._masks[at])

    def is_any(self, at: int, names: tuple[str, ...]) -> bool:
        """Tell whether one token is of one of the classes."""
        return self._masks[at] & _join_bits(names) != 0

    def is_a(self, at: int, name: str) -> bool:
        """Tell whether one token is of a class."""
        return self._masks[at] & self._bits[name] != 0


@cache
def _join_bits(names: tuple[str, ...]) -> int:
    bits = load_classes().bits
    return reduce(or_, (bits[name] for name in names), 0)


def find_masks(document: Document) -> list[int]:
    """Give the class bits of each token, of words and of mentions."""
    classes = load_classes()
    masks = [_word_mask(token) for token in document.tokens]
    for at, pair in _find_pairs(document.tokens, classes):
        masks[at] |= pair
    for cancelling, cancelled in classes.unless:
        for at in range(len(masks) - 1, 0, -1):
            if masks[at] & cancelled and masks[at - 1] & cancelling:
                masks[at] &= ~cancelled
    bits = classes.bits
    for place in document.places:
        masks[place.first] |= bits["COUNTRY"] if place.precision == "country" else bits["PLACE"]
    for actor in document.actors:
        if actor.kind == "anaphor":
            continue
        masks[actor.first] |= bits["ACTOR"]
        if actor.role in ("MIL", "REB", "POL"):
            masks[actor.first] |= bits["FORCE"]
        if actor.kind == "person":
            masks[actor.first] |= bits["PERSON"]
    for quantity in document.quantities:
        if quantity.person:
            masks[quantity.first] |= bits["QPERSON"]
    for weapon in document.weapons:
        masks[weapon.first] |= bits["WEAPON"]
    return masks


def _find_steps(document: Document) -> dict[int, tuple[int, int]]:
    """Give where each mention stops by the token it opens at, and how many steps it counts for."""
    spans = [(place.first, place.stop) for place in document.places]
    spans.extend((quantity.first, quantity.stop) for quantity in document.quantities)
    for actor in document.actors:
        stop = max(actor.stop, actor.whole_stop)
        spans.append((actor.first, stop))
        if actor.whole:
            spans.append((actor.whole_first, stop))
    steps = {first: (stop, 1) for first, stop in sorted(spans)}  # the longest last
    steps.update((time.first, (time.stop, 0)) for time in document.times)
    return steps


def _word_mask(token: Token) -> int:
    if token.kind == "number":
        return load_classes().bits["NUMBER"]
    if token.kind != "word":
        return 0
    if token.word.proclitics and token.word.upos in _PARTICLES:  # too short to be found by cutting: ولم, فلا
        return _key_mask(token.key) | load_classes().words.get(token.word.stem, 0)
    return _key_mask(token.key)


@lru_cache(maxsize=100_000)
def _key_mask(key: str) -> int:
    words = load_classes().words
    mask = 0
    for form in bare_forms(key):
        mask |= words.get(form, 0)
    return mask


def _find_pairs(tokens: tuple[Token, ...], classes: Classes) -> Iterator[tuple[int, int]]:
    for at in range(len(tokens) - 1):
        for form in _find_openers(tokens[at].key) if tokens[at].kind == "word" else ():
            mask = classes.pairs.get((form, bare(tokens[at + 1].key)))
            if mask:
                yield at, mask


@lru_cache(maxsize=100_000)
def _find_openers(key: str) -> tuple[str, ...]:
    return tuple(form for form in bare_forms(key) if form in _openers())


@cache
def _openers() -> frozenset[str]:
    return frozenset(first for first, _ in load_classes().pairs)
