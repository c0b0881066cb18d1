"""The tables of this room, compiled once: cues, closed word lists, remarks on evidence."""

from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import SHADDA, fold
from riwaya.document import Token, Word
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import Act, Evidence

CueKind = Literal["verb", "masdar", "noun", "phrase"]
Frame = Literal[
    "anna", "quote", "colon", "wh", "clause", "obj", "deed", "b", "l", "an", "min", "ila", "ala", "fi",
    "obj+obj", "obj+b", "obj+l", "obj+ila", "obj+ala", "obj+an", "b+anna", "ila+anna", "ala+anna",
    "fi+anna", "fi+obj", "relay", "relay+ila", "relay+min", "verb",
]  # fmt: skip


class CueRow(msgspec.Struct, frozen=True):
    """A word of saying and the complements (frames) that make it a cue.

    ``verb`` rows serve finite verbs and active participles (قال, قائلا), ``masdar`` rows the verbal
    noun (إعلان), ``noun`` rows other nouns (تقارير) and ``phrase`` rows prepositions (وفقا ل).
    The frame ``deed`` is an object that is a masdar (زعم مشاركته), ``ala+anna`` أن behind على alone.
    ``by`` names a list of ``markers.tsv`` that the source's first word must be in; ``power``: he rules or
    fights, and is named; ``owner``: he stands behind the noun or is its pronoun. ``needs``: the
    complement must begin with or soon hold one of these words (رفض ... مقترح).
    """

    kind: CueKind
    act: Act
    frames: tuple[Frame, ...]
    by: str = ""
    lemma: str = ""
    needs: tuple[str, ...] = ()
    example: str = ""

    @property
    def rule(self) -> str:
        """The row's name in explanations: ``verb:قال``."""
        return f"{self.kind}:{self.lemma}"

    @property
    def needed(self) -> frozenset[str]:
        """The needed words, folded."""
        return _folded(self.needs)

    @property
    def open_object(self) -> bool:
        """Whether the act can stand without a content at all: كما أعلنت الحكومة."""
        return self.act in ("announce", "affirm", "report", "state", "describe")


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


class MarkerRow(msgspec.Struct, frozen=True):
    """A closed list of words that a rule asks for by name."""

    name: str
    words: tuple[str, ...]


class EvidenceRow(msgspec.Struct, frozen=True):
    """A remark on how well a claim is founded: one of ``words``, soon followed by one of ``then``,
    or of ``as_written``, with none of ``unless`` between them."""

    evidence: Evidence
    name: str
    words: tuple[str, ...]
    example: str
    then: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Cues(msgspec.Struct, frozen=True):
    """The rows by what they are looked up with."""

    verbs: dict[str, tuple[CueRow, ...]]
    masdars: dict[str, tuple[CueRow, ...]]
    nouns: dict[str, tuple[CueRow, ...]]
    phrases: Trie[CueRow]


@cache
def load_cues() -> Cues:
    """Compile ``cues.tsv``; rows keep their order, the first whose frame is met wins."""
    found: dict[str, dict[str, list[CueRow]]] = {"verb": {}, "masdar": {}, "noun": {}}
    phrases: list[tuple[str, CueRow]] = []
    for row in load_table("riwaya.claims", "cues.tsv", CueRow):
        if row.kind == "phrase":
            phrases.append((row.lemma, row))
        else:
            found[row.kind].setdefault(fold(row.lemma), []).append(row)
    verbs, masdars, nouns = (
        {k: tuple(v) for k, v in found[kind].items()} for kind in ("verb", "masdar", "noun")
    )
    return Cues(verbs, masdars, nouns, Trie(phrases))


@cache
def load_markers() -> dict[str, frozenset[str]]:
    """Compile ``markers.tsv`` into folded word sets by name."""
    rows = load_table("riwaya.claims", "markers.tsv", MarkerRow)
    return {row.name: frozenset(fold(word) for word in row.words) for row in rows}


_ADVERBIAL_ENDS = ("ا", "ة", "ن")


def saying_word(token: Token) -> Word | None:
    """Give the reading of a token that calls up rows: the chosen one, or a near rival.

    A rival counts where the chosen reading is a verb too (ودعا: not left but called) or where it
    can only be a participle or masdar spelt the same.
    """
    word = token.word
    if rows_for(word):
        if word.verb_form == "fin" and word.person != "3":
            for other in token.others:
                same = other.lemma == word.lemma and other.proclitics == word.proclitics
                if same and other.verb_form == "fin" and other.person == "3":
                    return other
        if word.verb_form == "act-part" and not word.det and word.stem[-1:] not in _ADVERBIAL_ENDS:
            for other in token.others:  # طالب: not a student but he demanded
                if other.verb_form == "fin" and other.person == "3" and rows_for(other):
                    return other
        return word
    if word.upos in ("ADP", "DET") and SHADDA in token.form:  # وبيّن: not between; وعدّته: not several
        alike = (o for o in token.others if o.verb_form == "fin" and o.proclitics == word.proclitics)
        return next((other for other in alike if rows_for(other)), None)
    if word.upos in ("ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET") or token.key in load_markers()["never"]:
        return None
    for other in token.others:
        if _is_rather(word, other):
            continue
        near = other.verb_form in ("act-part", "masdar") or (
            other.verb_form == "fin" and (word.verb_form == "fin" or _parts_and(token, other))
        )
        if near and other.det == word.det and rows_for(other):
            return other
    return None


def _is_rather(word: Word, other: Word) -> bool:
    """Tell a reading that is the chosen one rather than a word of saying spelt the same: مهاجمة القافلة,
    attacking; وبحث الجانبان, discussed, not: and by urging."""
    if word.verb_form == "masdar":
        return other.verb_form == "act-part" and all(row.needs for row in rows_for(other))
    urging = other.verb_form == "masdar" and other.proclitics != word.proclitics
    return urging and word.verb_form == "fin"


def _parts_and(token: Token, other: Word) -> bool:
    """Tell a doubtful noun from a verb behind و: ودعا is no ودع (shells), وتدين no وتد (pegs); and where the
    noun is much rarer in the news: وطالب, and he demanded, not: and a student."""
    joined = bool(other.proclitics) and other.proclitics in load_markers()["and"] and other.person == "3"
    if not joined or token.word.upos != "NOUN":
        return False
    rarer = other.lemma in load_markers()["rather_said"] and token.word.proclitics == other.proclitics
    return (token.unsure and not token.word.proclitics) or rarer


def rows_for(word: Word) -> tuple[CueRow, ...]:
    """Give the rows that one reading of a word calls up."""
    cues = load_cues()
    if word.verb_form == "act-part" and word.stem in cues.nouns:
        return cues.nouns[word.stem]  # مطالب: demands, not one who demands
    if word.verb_form in ("fin", "act-part"):
        held = word.verb_form == "fin" and word.proclitics[-1:] in load_markers()["preposition_b"]
        return () if held else cues.verbs.get(word.lemma, ())  # وبحث is no حث
    if word.upos != "NOUN":
        return ()
    names = (word.stem, word.lemma, without_pronoun(word), *_bare_forms(word.stem))
    masdars = next((cues.masdars[name] for name in names if name in cues.masdars), ())
    nouns = next((cues.nouns[name] for name in names if name in cues.nouns), ())
    return (*masdars, *nouns)


def _bare_forms(stem: str) -> tuple[str, ...]:
    """Give what a plural or accusative is of: تحذيرات of تحذير, دعوات of دعوة, تحذيرا of تحذير."""
    markers = load_markers()
    if stem[-2:] in markers["plural_end"]:
        return (stem[:-2], stem[:-2] + next(iter(markers["closed_ta"])))
    return (stem[:-1],) if is_accusative(stem) else ()


def is_accusative(stem: str) -> bool:
    """Tell a noun that ends as the indefinite accusative does: تحذيرا; but نبأ is a word of its own."""
    return stem[-1:] in load_markers()["accusative_end"] and stem not in load_cues().nouns


def without_pronoun(word: Word) -> str:
    """Give a noun's stem as it is written without its pronoun: دعوت(ها) is دعوة, خشيت(ه) is خشية."""
    if word.enclitic and word.stem[-1:] in load_markers()["open_ta"]:
        return word.stem[:-1] + next(iter(load_markers()["closed_ta"]))
    return word.stem
