"""What the actors' tables hold, compiled once into tries and dictionaries of folded keys."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Literal

import msgspec

from riwaya.chars import ALEF, ARTICLE, WAW, YA, fold
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.countries import load_countries
from riwaya.patterns import Trie
from riwaya.resources import load_table
from riwaya.types import ActorRole

PACKAGE = "riwaya.mentions.actors"
Kind = Literal["person", "group", "organisation", "country"]
Sort = Literal[
    "office", "rank", "honorific", "person", "body", "field", "media", "source", "document", "facility",
    "quantifier",
]  # fmt: skip
# What may stand before a personal name as its title.
TITLES = frozenset({"office", "rank", "honorific"})
_CONSTRUCT = frozenset({YA, WAW})  # endings of duals and sound plurals before a genitive
_PLURAL = 2  # letters of the endings of duals and sound plurals


class NamedRow(msgspec.Struct, frozen=True):
    """One row of the tables of known actors; ``short`` names count only behind a full one."""

    name_en: str = ""
    role: ActorRole = "OTH"
    country: str = ""
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    nisba: tuple[str, ...] = ()


class HeadRow(msgspec.Struct, frozen=True):
    """One row of ``heads.tsv``: a noun that an actor's phrase opens with."""

    sort: Sort
    role: ActorRole | None = None
    policy: Literal["own", "owner"] = "own"
    country: str = ""
    inflect: str = "x"
    forms: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()


class QualifierRow(msgspec.Struct, frozen=True):
    """One row of ``qualifiers.tsv``: an adjective that says whose an actor is."""

    role: ActorRole | None = None
    force: Literal["strong", "weak", "owner", "other"] = "weak"
    prepositions: tuple[str, ...] = ()
    abroad: str = ""
    form: str = ""


class EndingRow(msgspec.Struct, frozen=True):
    """One row of ``endings.tsv``; ``-`` is the bare stem."""

    pattern: str
    cut: str = ""
    endings: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()


class GivenRow(msgspec.Struct, frozen=True):
    """One row of ``given_names.tsv``."""

    origin: str
    word: str = ""
    name: str = ""


class WordRow(msgspec.Struct, frozen=True):
    """One row of ``words.tsv``."""

    use: Literal[
        "opens", "joins", "glued", "within", "towards", "behalf", "locative", "side", "belongs", "at",
        "nisba", "absolute", "accusative", "pronoun", "about", "sent", "several", "object", "article",
        "idiom", "second",
    ]  # fmt: skip
    form: str


class Named(msgspec.Struct, frozen=True, gc=False):
    """A known actor; ``ref`` is the same for all its names."""

    ref: str
    kind: Kind
    name_en: str | None
    country: str | None
    role: ActorRole
    short: bool = False  # this name counts only behind a full one
    capital: bool = False  # a city that stands for its government


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


@cache
def load_lexicon() -> Lexicon:
    """Compile the tables."""
    endings = {row.pattern: row for row in load_table(PACKAGE, "endings.tsv", EndingRow)}
    given = load_table(PACKAGE, "given_names.tsv", GivenRow)
    rows = load_table(PACKAGE, "words.tsv", WordRow)
    glued = tuple(row.form for row in rows if row.use == "glued")
    heads = list(_head_entries(endings))
    names = [(form, named) for name, named in _name_entries() for form in _spellings(name, glued)]
    return Lexicon(
        names=Trie(names),
        heads=Trie(heads),
        nouns=_compile_nouns(endings),
        foreign=frozenset(fold(row.name) for row in given if row.origin == "african-asian"),
        qualifiers=_compile_qualifiers(endings),
        given=frozenset(fold(row.name) for row in given if not row.word),
        given_words=frozenset(fold(row.name) for row in given if row.word),
        outland=frozenset(fold(row.name) for row in given if row.origin != "arabic"),
        given_exact=frozenset(row.name for row in given),
        words={row.use: frozenset(fold(r.form) for r in rows if r.use == row.use) for row in rows},
        skeletons=_compile_skeletons(names),
    )


def _compile_nouns(endings: Mapping[str, EndingRow]) -> Mapping[str, Head]:
    """Give the heads of one word as they stand before a pronoun."""
    found: dict[str, Head] = {}
    for row in load_table(PACKAGE, "heads.tsv", HeadRow):
        pattern = endings[row.inflect]
        for form, plural, free in _inflect(row, pattern):
            bound = form.endswith((*pattern.bound[:1], *_CONSTRUCT) if pattern.cut else tuple(_CONSTRUCT))
            if " " not in form and (free or bound):
                lemma = fold(row.forms[0])
                head = Head(
                    row.sort, row.role, row.policy == "own", lemma, plural, False, row.country or None
                )
                found.setdefault(fold(form), head)
    return found


def _compile_skeletons(names: Iterable[tuple[str, Named]]) -> Mapping[tuple[str, ...], Named]:
    found: dict[tuple[str, ...], Named] = {}
    for name, named in names:
        if named.kind == "person" and " " in name:
            found.setdefault(tuple(skeleton(fold(word)) for word in name.split()), named)
    return found


def load_named(table: str) -> tuple[NamedRow, ...]:
    """Read one of the tables of known actors."""
    return load_table(PACKAGE, table, NamedRow)


_TABLES: tuple[tuple[str, Kind], ...] = (
    ("persons.tsv", "person"),
    ("armed_groups.tsv", "group"),
    ("organisations.tsv", "organisation"),
    ("media.tsv", "organisation"),
)


def _name_entries() -> Iterator[tuple[str, Named]]:
    for table, kind in _TABLES:
        for row in load_named(table):
            ref = f"{table[:-4]}:{row.name_en or fold(row.names[0])}"
            known = Named(ref, kind, row.name_en or None, row.country or None, row.role)
            for name in row.names:
                yield name, known
            less = msgspec.structs.replace(known, short=True)
            for name in row.short:
                yield name, less
    for land in load_countries():
        ref = f"country:{land.alpha3}"
        state = Named(ref, "country", land.name_en, land.alpha3, "GOV")
        for name in (*land.names, *land.seats):
            yield name, state
        for name in land.capitals:
            yield name, msgspec.structs.replace(state, capital=True)


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


def _head_entries(endings: Mapping[str, EndingRow]) -> Iterator[tuple[str, Head]]:
    for row in load_table(PACKAGE, "heads.tsv", HeadRow):
        for form, plural, free in _inflect(row, endings[row.inflect]):
            for written, det in _with_article(form) if free else ((form, False),):
                yield written, _head(row, plural, det=det)


def _head(row: HeadRow, plural: bool, *, det: bool) -> Head:
    own = row.policy == "own"
    return Head(row.sort, row.role, own, fold(row.forms[0]), plural, det, row.country or None)


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
    for articles in product(("", ARTICLE), repeat=len(words)):
        yield " ".join(a + w for a, w in zip(articles, words, strict=True)), any(articles)


def _compile_qualifiers(endings: Mapping[str, EndingRow]) -> Mapping[str, Qualifier]:
    found: dict[str, Qualifier] = {}

    def enter(form: str, qualifier: Qualifier) -> None:
        for written in (form, ARTICLE + form):
            found.setdefault(fold(written), qualifier)

    for word, qualifier in _adjectives():
        for ending in (*endings["nisba"].endings, *endings["nisba"].bound):
            suffix = "" if ending == "-" else ending
            people = suffix in endings["m"].endings and len(suffix) == _PLURAL
            enter(word + suffix, _mark(qualifier, people, bool(suffix) and not people, not suffix))
        if qualifier.country or qualifier.ref:
            for suffix in endings["accusative"].bound:
                found.setdefault(
                    fold(word + suffix), _mark(qualifier, people=False, feminine=False, single=True)
                )
    for land in load_countries():
        for plural in land.people:
            enter(plural, Qualifier(country=land.alpha3, people=True))
    return found


def _mark(qualifier: Qualifier, people: bool, feminine: bool, single: bool) -> Qualifier:
    return msgspec.structs.replace(qualifier, people=people, feminine=feminine, single=single)


def _adjectives() -> Iterable[tuple[str, Qualifier]]:
    for table, _ in _TABLES[1:3]:
        for row in load_named(table):
            ref = f"{table[:-4]}:{row.name_en}"
            for word in row.nisba:
                yield word, Qualifier(row.role, True, row.country or None, ref=ref)
    for land in load_countries():
        for word in land.nisba:
            yield word, Qualifier(country=land.alpha3)
    for adjective in load_table(PACKAGE, "qualifiers.tsv", QualifierRow):
        yield (
            adjective.form,
            Qualifier(
                adjective.role, adjective.force == "strong", abroad=bool(adjective.abroad),
                prepositions=tuple(fold(word) for word in adjective.prepositions),
                opponent=adjective.force == "other",
            ),
        )  # fmt: skip
