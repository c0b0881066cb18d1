"""What the actors' tables hold, compiled once into tries and dictionaries of folded keys."""

import gc
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import TypeVar

import msgspec

from riwaya.chars import ALEF, ARTICLE, WAW, YA, fold
from riwaya.mentions.actors.rows import (
    PACKAGE,
    EndingRow,
    GivenRow,
    HeadRow,
    Kind,
    KnownTable,
    QualifierRow,
    Sort,
    WordRow,
    load_known,
    load_named,
)
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.countries import load_countries
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import ActorRole

__all__ = [
    "PACKAGE", "TITLES", "Head", "Lexicon", "Named", "Qualifier", "Sort", "load_lexicon", "load_named",
]  # fmt: skip

Value = TypeVar("Value")
# What may stand before a personal name as its title.
TITLES = frozenset({"office", "rank", "honorific"})
_CONSTRUCT = frozenset({YA, WAW})  # endings of duals and sound plurals before a genitive
_THIS_AGE = 9999  # the year that actors last until who still are
_PLURAL = 2  # letters of the endings of duals and sound plurals


class Named(msgspec.Struct, frozen=True, gc=False):
    """A known actor; ``ref`` is the same for all its names."""

    ref: str
    kind: Kind
    name_en: str | None
    country: str | None
    role: ActorRole
    short: bool = False  # this name counts only behind a full one
    capital: bool = False  # a city that stands for its government
    since: int | None = None  # the first year
    until: int | None = None  # the last
    others: tuple["Named", ...] = ()  # who else bore the name, in other years
    name_ar: str | None = None

    def in_year(self, year: int | None) -> "Named":
        """Give who bore the name in a year: حركة طالبان rebelled until 2021 and governs since."""
        if not self.others:
            return self
        return min((self, *self.others), key=lambda named: named.years_from(year))

    def years_from(self, year: int | None) -> int:
        """Tell how far a year lies outside the years of this actor; with no year, the latest is nearest."""
        if year is None:
            return _THIS_AGE - (self.until or _THIS_AGE)
        return max((self.since or 0) - year, year - (self.until or _THIS_AGE), 0)


class Head(msgspec.Struct, frozen=True, gc=False):
    """A form of a head noun: its sort, its singular, and whether more than one is meant."""

    sort: Sort
    role: ActorRole | None
    own: bool  # the role is its own, whatever it belongs to
    lemma: str
    plural: bool
    det: bool
    country: str | None = None  # where it is always of one country


class Qualifier(msgspec.Struct, frozen=True, gc=False):
    """A form of an adjective: the role, country or group it names, or the preposition it takes."""

    role: ActorRole | None = None
    strong: bool = False
    country: str | None = None
    abroad: bool = False  # no single country: أوروبي، دولي
    prepositions: tuple[str, ...] = ()
    opponent: bool = False  # what its preposition binds is no owner
    backed: bool = False  # a state that its preposition binds says not whose it is
    ref: str | None = None
    people: bool = False  # may stand for people: الروس، فلسطينيون
    feminine: bool = False
    single: bool = False  # an indefinite singular: فلسطيني, 52 فلسطينيا


class Lexicon(msgspec.Struct, frozen=True):
    """All tables of actors, compiled."""

    names: Trie[Named]
    heads: Trie[Head]
    nouns: Mapping[str, Head]  # heads of one word without the article, for those with a pronoun
    qualifiers: Mapping[str, Qualifier]
    given: frozenset[str]
    given_words: frozenset[str]  # given names that are common words as well
    foreign: frozenset[str]  # given names that stand for the whole name: آبي أحمد
    outland: frozenset[str]  # given names that are not Arabic: any word behind one may be the surname
    given_exact: frozenset[str]  # given names as they are spelled: علي is one, على is not
    words: Mapping[str, frozenset[str]]  # the small words, by use
    skeletons: Mapping[tuple[str, ...], Named]  # known persons by the consonants of their names
    refs: Mapping[str, Named]  # known actors by reference
    openings: frozenset[str]  # first words of names and heads
    states: Mapping[str, frozenset[str]]  # by what a state calls itself: المملكة is one of several


@cache
def load_lexicon() -> Lexicon:
    """Compile the tables, with the collector off, for all that is built stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _compile()
    finally:
        if collecting:
            gc.enable()


def _compile() -> Lexicon:
    endings = {row.pattern: row for row in load_table(PACKAGE, "endings.tsv", EndingRow)}
    given = load_table(PACKAGE, "given_names.tsv", GivenRow)
    rows = load_table(PACKAGE, "words.tsv", WordRow)
    glued = tuple(row.form for row in rows if row.use == "glued")
    words: dict[str, frozenset[str]] = {
        use: frozenset(fold(row.form) for row in rows if row.use == use) for use in {row.use for row in rows}
    }
    arabic = words["opens"].union(fold(row.name) for row in given if row.origin == "arabic")
    known = load_known()
    head_rows = load_table(PACKAGE, "heads.tsv", HeadRow)
    heads = _folded(_head_entries(head_rows, endings))
    spelled = ((form, who) for name, who in _name_entries(known) for form in _spellings(name, glued))
    names = list(_in_years(_folded(spelled)))
    return Lexicon(
        names=Trie(names),
        heads=Trie(heads),
        nouns=_compile_nouns(head_rows, endings),
        foreign=frozenset(fold(row.name) for row in given if row.origin == "african-asian"),
        qualifiers=_compile_qualifiers(endings, known),
        given=frozenset(fold(row.name) for row in given if not row.word),
        given_words=frozenset(fold(row.name) for row in given if row.word),
        outland=frozenset(fold(row.name) for row in given if row.origin != "arabic"),
        given_exact=frozenset(row.name for row in given),
        words=words,
        skeletons=_compile_skeletons(names, arabic),
        states=_compile_states(),
        openings=frozenset(form.split(" ", 1)[0] for form, _ in (*names, *heads)),
        refs={who.ref: who for _, named in names for who in (named, *named.others)},
    )


def _folded(entries: Iterable[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """Fold the forms of a table all at once: tens of thousands one by one take ten times as long."""
    forms, values = zip(*entries, strict=True)
    return list(zip(fold("\n".join(forms)).split("\n"), values, strict=True))


def _compile_nouns(rows: Iterable[HeadRow], endings: Mapping[str, EndingRow]) -> Mapping[str, Head]:
    """Give the heads of one word as they stand before a pronoun."""
    found: list[tuple[str, Head]] = []
    for row in rows:
        pattern, heads = endings[row.inflect], _heads(row)
        bound = (*pattern.bound[:1], *_CONSTRUCT) if pattern.cut else tuple(_CONSTRUCT)
        for form, plural, free in _inflect(row, pattern):
            if " " not in form and (free or form.endswith(bound)):
                found.append((form, heads[plural, False]))
    return dict(reversed(_folded(found)))  # the first of two heads stays


def _compile_states() -> Mapping[str, frozenset[str]]:
    """Give the countries whose full names begin with a noun: مملكة, سلطنة, جمهورية."""
    found: dict[str, set[str]] = {}
    for land in load_countries():
        for first, *rest in (fold(name).split() for name in land.names):
            if rest:
                found.setdefault(first.removeprefix(ARTICLE), set()).add(land.alpha3)
    return {noun: frozenset(codes) for noun, codes in found.items()}


def _compile_skeletons(
    names: Iterable[tuple[str, Named]], arabic: Container[str]
) -> Mapping[tuple[str, ...], Named]:
    """Give known persons by the consonants of foreign names; Arabic ones are told apart by their vowels."""
    found: dict[tuple[str, ...], Named] = {}
    for name, named in names:
        first, *rest = name.split()
        if named.kind == "person" and rest and first not in arabic:
            found.setdefault((skeleton(first), *map(skeleton, rest)), named)
    return found


def _name_entries(tables: Iterable[KnownTable]) -> Iterator[tuple[str, Named]]:
    for table, kind, rows in tables:
        for row in rows:
            ref = f"{table}:{row.name_en or fold(row.names[0])}"
            known = Named(
                ref, kind, row.name_en or None, row.country or None, row.role,
                since=row.since, until=row.until, name_ar=row.names[0] if row.names else None,
            )  # fmt: skip
            for name in row.names:
                yield name, known
            less = msgspec.structs.replace(known, short=True)
            for name in row.short:
                yield name, less
    for land in load_countries():
        ref = f"country:{land.alpha3}"
        state = Named(ref, "country", land.name_en, land.alpha3, "GOV", name_ar=land.names[0])
        for name in (*land.names, *land.seats):
            yield name, state
        for name in land.capitals:
            yield name, msgspec.structs.replace(state, capital=True)


def _in_years(entries: Iterable[tuple[str, Named]]) -> Iterator[tuple[str, Named]]:
    """Join those who bore one name in different years into one entry."""
    rivals: dict[str, list[Named]] = {}
    for form, named in entries:
        if named.since is None and named.until is None:
            yield form, named
        else:
            rivals.setdefault(form, []).append(named)
    for form, (first, *others) in rivals.items():
        yield form, msgspec.structs.replace(first, others=tuple(others)) if others else first


def _spellings(name: str, glued: tuple[str, ...]) -> Iterator[str]:
    """Give a name as its tokens are cut (أ . ف . ب) and with عبد الله written apart and together."""
    yield name
    if "." in name:
        yield name.replace(".", " . ")
    for part in glued:
        if f"{part} " in name:
            yield name.replace(f"{part} ", part)
        elif part in name:
            yield " ".join(f"{part} {w[len(part) :]}" if w.startswith(part) else w for w in name.split())


def _head_entries(rows: Iterable[HeadRow], endings: Mapping[str, EndingRow]) -> Iterator[tuple[str, Head]]:
    for row in rows:
        heads = _heads(row)
        for form, plural, free in _inflect(row, endings[row.inflect]):
            for written, det in _with_article(form) if free else ((form, False),):
                yield written, heads[plural, det]


def _heads(row: HeadRow) -> Mapping[tuple[bool, bool], Head]:
    """Give what the forms of a row are, by whether they are plural and whether they have the article."""
    own, lemma, country = row.policy == "own", fold(row.forms[0]), row.country or None
    return {
        (plural, det): Head(row.sort, row.role, own, lemma, plural, det, country)
        for plural in (False, True)
        for det in (False, True)
    }


def _inflect(row: HeadRow, pattern: EndingRow) -> Iterator[tuple[str, bool, bool]]:
    """Give all forms of a noun, each with whether it is a dual or plural and may take the article."""
    for form in row.forms:
        first, *rest = form.split()
        tail = "".join(f" {word}" for word in rest)
        if form in row.plurals:
            continue  # there is no singular: آخرون
        if not first.endswith(pattern.cut):
            yield form, True, True
            continue
        stem = first.removesuffix(pattern.cut)
        for ending in (*pattern.endings, *pattern.bound):
            written = "" if ending == "-" else ending
            yield (
                stem + written + tail,
                written != pattern.cut and (len(written) > 1 or written in _CONSTRUCT),
                ending not in pattern.bound,
            )
    for form in row.plurals:
        yield form, True, True
        if " " not in form:
            yield form + ALEF, True, False  # جنودا: a broken plural as an object


def _with_article(form: str) -> Iterator[tuple[str, bool]]:
    """Give a form without and with the article on its words: قوات أمن، قوات الأمن، القوات الأمنية."""
    words = [word.removeprefix(ARTICLE) if len(word) > 4 else word for word in form.split()]
    yield " ".join(words), False
    # With any article, the last word has it: it is the genitive or agrees.
    for articles in product(("", ARTICLE), repeat=len(words) - 1):
        yield " ".join(a + w for a, w in zip((*articles, ARTICLE), words, strict=True)), True
    if len(words) > 1:
        yield " ".join((ARTICLE + words[0], *words[1:])), True  # المشتبه بهم


def _compile_qualifiers(
    endings: Mapping[str, EndingRow], tables: Sequence[KnownTable]
) -> Mapping[str, Qualifier]:
    found: list[tuple[str, Qualifier]] = []
    nisba = [
        ("" if ending == "-" else ending) for ending in (*endings["nisba"].endings, *endings["nisba"].bound)
    ]
    plurals = {ending for ending in endings["m"].endings if len(ending) == _PLURAL}
    for word, qualifier in _adjectives(tables):
        single = _mark(qualifier, people=False, feminine=False, single=True)
        several = _mark(qualifier, people=True, feminine=False, single=False)
        other = _mark(qualifier, people=False, feminine=True, single=False)
        for ending in nisba:
            what = several if ending in plurals else other if ending else single
            found += ((word + ending, what), (ARTICLE + word + ending, what))
        if qualifier.country or qualifier.ref:
            found += ((word + ending, single) for ending in endings["accusative"].bound)
    for land in load_countries():
        people = Qualifier(country=land.alpha3, people=True)
        for plural in land.people:
            found += ((plural, people), (ARTICLE + plural, people))
    return dict(reversed(_folded(found)))


def _mark(qualifier: Qualifier, people: bool, feminine: bool, single: bool) -> Qualifier:
    return msgspec.structs.replace(qualifier, people=people, feminine=feminine, single=single)


def _adjectives(tables: Iterable[KnownTable]) -> Iterable[tuple[str, Qualifier]]:
    for table, _, rows in tables:
        for row in rows:
            ref = f"{table}:{row.name_en}"
            for word in row.nisba:
                yield word, Qualifier(row.role, True, row.country or None, ref=ref)
    for land in load_countries():
        for word in land.nisba:
            yield word, Qualifier(country=land.alpha3)
    for adjective in load_table(PACKAGE, "qualifiers.tsv", QualifierRow):
        yield (
            adjective.form,
            Qualifier(
                adjective.role, adjective.force == "strong", adjective.country or None,
                abroad=bool(adjective.abroad),
                prepositions=tuple(fold(word) for word in adjective.prepositions),
                opponent=adjective.force == "other", backed=adjective.force == "backer",
            ),
        )  # fmt: skip
