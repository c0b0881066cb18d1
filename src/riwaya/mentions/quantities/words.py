"""The words of quantities: nouns that numbers count, in all their forms, and words that bound a number."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import ALEF, ARTICLE, HA, TA, YA, fold
from riwaya.document import Token
from riwaya.mentions.countries import load_countries
from riwaya.mentions.noun_endings import Endings, load_endings
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import FigureKind

Counts = Literal["people", "money", "measure", "time", "percent", "thing"]
Role = Literal[
    "min", "max", "about", "between", "to", "of", "oneof", "none", "toll", "every", "label", "part", "ofthem",
    "aside", "tally", "no", "some", "named", "aged", "disease",
    "plus", "change",
]  # fmt: skip
Number = Literal["s", "d", "p", "sound"]  # sound: ـين, which is a dual or a plural


class CountedRow(msgspec.Struct, frozen=True):
    """A noun that numbers count; ``plurals`` may say +ون or +ات."""

    counts: Counts
    kind: FigureKind | None = None
    alone: Literal["yes", "beside", "kin", "last", "no"] | None = None
    gloss: str = ""
    noun: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()


class CountWordRow(msgspec.Struct, frozen=True):
    """Words that say how a number is to be taken."""

    role: Role
    place: Literal["before", "after"]
    words: tuple[str, ...] = ()
    example: str = ""


HAMZA, HAMZA_ON_WAW, HAMZA_ON_YA = "\u0621", "\u0624", "\u0626"
_Form = tuple[str, Number]


class Counted(msgspec.Struct, frozen=True, gc=False):
    """A form of a counted noun."""

    unit: str
    counts: Counts
    kind: FigureKind | None
    alone: Literal["yes", "beside", "kin", "last", "no"]
    number: Number
    det: bool = False
    owned: bool = False
    nation: bool = False  # told by the country: سوري


class CountedNouns(msgspec.Struct, frozen=True):
    """Forms of one word by their key, and nouns of several words."""

    forms: dict[str, Counted]
    phrases: Trie[Counted]
    openings: frozenset[str]

    def at(
        self, tokens: Sequence[Token], at: int, stop: int, *, bare: bool = False
    ) -> tuple[Counted, int] | None:
        """Give the counted noun at a token and the token behind it; ``bare`` wants no clitic."""
        for key, skip in tokens[at].keys:
            if bare and skip:
                break
            if key in self.openings:
                match = self.phrases.longest(tokens, at, stop)
                if match is not None:
                    return match.value, match.stop
            found = self.forms.get(key)
            if found is not None:
                return found, at + 1
        word = tokens[at].word
        if word.proclitics and word.enclitic and not bare:
            found = self.forms.get(tokens[at].key[len(word.proclitics) :])  # وطفليها
            if found is not None and found.owned:
                return found, at + 1
        return None


@cache
def load_counted() -> CountedNouns:
    """Read ``counted.tsv`` and the peoples of ``countries.tsv`` into all forms of each noun."""
    forms: dict[str, Counted] = {}
    phrases: Trie[Counted] = Trie()
    openings: set[str] = set()
    found = [
        pair
        for row in load_table("riwaya.mentions.quantities", "counted.tsv", CountedRow)
        for pair in _forms(row)
    ]
    found += [pair for row in _peoples() for pair in _forms(row, nation=True)]
    owned = [pair for pair in found if pair[1].owned]
    # شرطية is a policewoman before it is his policeman.
    for key, counted in (*(pair for pair in found if not pair[1].owned), *owned):
        if " " in key:
            phrases.add(key, counted)
            openings.add(key.split()[0])
        else:
            forms.setdefault(key, counted)
    return CountedNouns(forms, phrases, frozenset(openings))


def _peoples() -> Iterator[CountedRow]:
    endings = load_endings()
    sound = f"+{endings.masculine[0]}", f"+{endings.feminine[0]}"
    for country in load_countries():
        for nisba in country.nisba:
            yield CountedRow("people", None, "beside", country.name_en, (nisba,), sound)
        if country.people:
            yield CountedRow(
                "people", None, "no", country.name_en, country.nisba[:1] or country.people[:1], country.people
            )


def _forms(row: CountedRow, *, nation: bool = False) -> Iterator[tuple[str, Counted]]:
    """Give all forms: plurals before duals, so that آخرين is a plural and not two others."""
    endings = load_endings()
    unit = fold(row.noun[0])
    adjective = f"+{endings.masculine[0]}" in row.plurals
    alone = row.alone or ("beside" if adjective else "yes")

    @cache
    def counted(number: Number, *, det: bool = False, owned: bool = False) -> Counted:
        return Counted(unit, row.counts, row.kind, alone, number, det, owned, nation)

    plain, owned = _inflected(row, endings)
    for form, number in plain:
        if nation and number == "s" and form.endswith(ALEF):
            yield form, msgspec.structs.replace(counted(number), alone="no")  # سوريا is also the country
        else:
            yield form, counted(number)
        yield ARTICLE + form, counted(number, det=True)
    for form, number in owned:
        if number == "p":
            yield form, counted(number)  # before a genitive: مسلحي الجماعة
        for pronoun in endings.pronouns:
            yield form + pronoun, counted(number, owned=True)


def _inflected(
    row: CountedRow, endings: Endings
) -> tuple[list[tuple[str, Number]], list[tuple[str, Number]]]:
    """Give the forms that stand free, and those before a pronoun or genitive."""
    plain: list[_Form] = []
    owned: list[_Form] = []
    for noun in map(fold, row.noun):
        base = noun[:-1] + TA if noun.endswith(HA) else noun
        for plural in map(fold, row.plurals):
            if plural == f"+{endings.masculine[0]}":
                plain += [(noun + endings.masculine[0], "p"), (noun + endings.masculine[1], "sound")]
                owned += [(noun + ending, "p") for ending in endings.masculine_owned]
            elif plural.startswith("+"):
                stem = noun[:-1] if noun.endswith(HA) else noun
                plain.append((stem + endings.feminine[0], "p"))
                owned.append((stem + endings.feminine[0], "p"))
            else:
                both = plural in [base + ending for ending in endings.dual]
                plain += [(form, "sound" if both else "p") for form in _cases(plural)]
                owned += [(form, "p") for form in _before_pronoun(plural)]
        plain += [(form, "s") for form in _cases(noun)]
        plain += [(base + ending, "d") for ending in endings.dual]
        owned += [(base, "s"), *((base + ending, "d") for ending in endings.dual_owned)]
    return plain, owned


def _before_pronoun(plural: str) -> tuple[str, ...]:
    """Give a broken plural as pronouns find it: قادة قادتـ, قتلى قتلاهم, أبناء أبناؤها أبنائها."""
    if plural.endswith(HA):
        return (plural[:-1] + TA,)
    if plural.endswith(YA):
        return plural, plural[:-1] + ALEF
    if plural.endswith(HAMZA):
        return plural, plural[:-1] + HAMZA_ON_WAW, plural[:-1] + HAMZA_ON_YA
    return (plural,)


def _cases(noun: str) -> tuple[str, ...]:
    """Give a form as it stands and with the ا of the accusative: جنديا, مشتبها به, طفلا رضيعا."""
    first, _, rest = noun.partition(" ")
    if first.endswith((HA, ALEF, ALEF + HAMZA)):
        return (noun,)
    if not rest:
        return noun, noun + ALEF
    return noun, noun + ALEF, f"{first}{ALEF} {rest}", f"{first}{ALEF} {rest}{ALEF}"


class CountWords(msgspec.Struct, frozen=True):
    """The words before and behind a number, by the role they give."""

    before: Trie[Role]
    after: Trie[Role]
    heads: frozenset[str]
    tolls: frozenset[str]


@cache
def load_count_words() -> CountWords:
    """Read ``count_words.tsv``."""
    before: Trie[Role] = Trie()
    after: Trie[Role] = Trie()
    heads: set[str] = set()
    tolls: set[str] = set()
    for row in load_table("riwaya.mentions.quantities", "count_words.tsv", CountWordRow):
        for words in row.words:
            (before if row.place == "before" else after).add(words, row.role)
            if row.place == "before":
                heads.add(fold(words).split()[0])
            if row.role == "toll":
                tolls.add(fold(words))
    return CountWords(before, after, frozenset(heads), frozenset(tolls))
