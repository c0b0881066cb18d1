"""The rows of the actors' tables, as they are written."""

from typing import Literal

import msgspec

from riwaya.resources import load_table
from riwaya.types import ActorRole

PACKAGE = "riwaya.mentions.actors"
Kind = Literal["person", "group", "organisation", "country"]
Sort = Literal[
    "office", "rank", "honorific", "person", "body", "field", "media", "source", "document", "facility",
    "quantifier",
]  # fmt: skip


class NamedRow(msgspec.Struct, frozen=True):
    """One row of the tables of known actors; ``short`` names count only behind a full one.

    ``since`` and ``until`` are the years in which the actor was this, or bore these names; empty is
    always and still. The first of ``names`` is the name it is known by.
    """

    name_en: str = ""
    role: ActorRole = "OTH"
    country: str = ""
    since: int | None = None
    until: int | None = None
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
    force: Literal["strong", "weak", "owner", "backer", "other"] = "weak"
    prepositions: tuple[str, ...] = ()
    abroad: str = ""
    country: str = ""
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
        "idiom", "second", "amount", "area", "opposed", "anyone", "local",
        "group", "outlet", "union", "copula", "adverb", "position", "one", "issued", "kin", "realm", "press",
        "nominative", "led", "suffered", "demanding",
    ]  # fmt: skip
    form: str


KnownTable = tuple[str, Kind, tuple[NamedRow, ...]]  # a table of known actors by its name
_TABLES: tuple[tuple[str, Kind], ...] = (
    ("persons.tsv", "person"),
    ("armed_groups.tsv", "group"),
    ("organisations.tsv", "organisation"),
    ("media.tsv", "organisation"),
)


def load_named(table: str) -> tuple[NamedRow, ...]:
    """Read one of the tables of known actors."""
    return load_table(PACKAGE, table, NamedRow)


def load_known() -> tuple[KnownTable, ...]:
    """Read all tables of known actors."""
    return tuple((table.removesuffix(".tsv"), kind, load_named(table)) for table, kind in _TABLES)
