"""What searches look in, made of the readings that are there; and saved searches."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from riwaya.store.migrations.guards import guard, release
from riwaya.store.search.index import rebuild

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_KINDS = ("entry", "claim", "event")
_FORMS = "array_to_tsvector(string_to_array(trim(forms), ' '))"
_SPANS = ("start", "end", "told_start", "told_end")


def upgrade() -> None:
    """Make the tables and fill them."""
    _make_shared()
    _make_records()
    _make_parts()
    for kind in _KINDS:
        _make_words(kind)
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *_columns(sa.Text, ("kind", "name", "who", "at", "body"), needed=True),
    )
    guard("saved_search")
    rebuild(op.get_bind())


def downgrade() -> None:
    """Take the tables away; saved searches are lost, as an older program cannot hold them."""
    release("saved_search")
    if op.get_bind().dialect.name == "sqlite":
        for kind in _KINDS:
            op.execute(f"DROP TABLE {kind}_text")
    tables = ("saved_search", "telling", "figure", "party", *(f"{kind}_words" for kind in _KINDS), *_KINDS)
    for table in (*tables, "place", "actor", "outlet"):
        op.drop_table(table)


def _make_shared() -> None:
    forms = ("forms",)
    op.create_table("outlet", _key("id"), *_columns(sa.Text, ("name", *forms), needed=True))
    known = ("name_ar", "name_en", "ref", "country", "role")
    op.create_table(
        "actor", _key("id"), *_columns(sa.Text, ("name", *forms), needed=True), *_columns(sa.Text, known)
    )
    op.create_table(
        "place",
        _key("id"),
        *_columns(sa.Text, ("name", *forms), needed=True),
        *_columns(sa.Text, ("name_en", "country", "admin1", "precision")),
        *_columns(sa.Float, ("lat", "lon")),
        *_columns(sa.Integer, ("geonameid",)),
    )
    op.create_index("ix_place_lat", "place", ["lat"])


def _make_records() -> None:
    common = ("since", "day", "reviewed")
    op.create_table(
        "entry",
        *_record("entry", ("name", *common)),
        sa.Column("outlet", _BIG),
        sa.Column("left_out", sa.Integer, nullable=False),
    )
    op.create_table(
        "claim",
        *_record("claim", ("record", "act", *common)),
        sa.Column("evidence", sa.Text),
        sa.Column("source", _BIG),
        *_columns(sa.Integer, ("denied", "denies", *_SPANS), needed=True),
    )
    op.create_table(
        "event",
        *_record("event", ("record", "type", "reality", *common)),
        *_columns(sa.Text, ("first", "last")),
        sa.Column("place", _BIG),
        *_columns(sa.Integer, _SPANS, needed=True),
    )
    for table, name, columns in (
        ("entry", "left_out", ["left_out"]),
        ("claim", "report", ["report"]),
        ("event", "report", ["report"]),
        ("event", "place", ["place", "since", "day"]),
        ("entry", "day", ["day"]),
        ("claim", "day", ["day", "since"]),
        ("event", "day", ["day", "since"]),
        *(("entry", name, [name, "day"]) for name in ("outlet", "reviewed")),
        *(
            ("claim", name, [name, "day"])
            for name in ("act", "evidence", "source", "denied", "denies", "reviewed")
        ),
        *(("event", name, [name, "day"]) for name in ("type", "reality", "reviewed")),
    ):
        op.create_index(f"ix_{table}_{name}", table, columns)


def _make_parts() -> None:
    op.create_table(
        "party", _key("event"), sa.Column("part", sa.Text, primary_key=True), _at(),
        sa.Column("actor", _BIG, nullable=False), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "figure", _key("event"), _at(), sa.Column("kind", sa.Text, nullable=False),
        *_columns(sa.Integer, ("low", "high")), sa.Column("vague", sa.Text), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table("telling", _key("claim"), _key("event"), sqlite_with_rowid=False)
    op.create_index("ix_party_actor", "party", ["actor"])
    op.create_index("ix_figure_kind", "figure", ["kind", "low", "high"])
    op.create_index("ix_telling_event", "telling", ["event"])


def _make_words(kind: str) -> None:
    """Make the table of words, and the database's own index over it, which it keeps by itself."""
    table, own = f"{kind}_words", f"{kind}_text"
    op.create_table(
        table, _key("id"), *_columns(sa.Text, ("forms", "stems"), needed=True),
        sa.Column("length", sa.Integer, nullable=False),
    )  # fmt: skip
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"CREATE INDEX ix_{table}_forms ON {table} USING gin ({_FORMS})")
        return
    # The words are folded and parted by blanks already: "ascii" parts at nothing else that is in them.
    op.execute(
        f"CREATE VIRTUAL TABLE {own} USING fts5(forms, stems, content='{table}', content_rowid='id', "
        "tokenize='ascii')"
    )
    add = "INSERT INTO {own}(rowid, forms, stems) VALUES (new.id, new.forms, new.stems);"
    take = "INSERT INTO {own}({own}, rowid, forms, stems) VALUES ('delete', old.id, old.forms, old.stems);"
    for name, act, steps in (
        ("added", "INSERT", add),
        ("taken", "DELETE", take),
        ("changed", "UPDATE", take + " " + add),
    ):
        op.execute(f"CREATE TRIGGER {table}_{name} AFTER {act} ON {table} BEGIN {steps.format(own=own)} END")


def _record(table: str, texts: tuple[str, ...]) -> "list[sa.Column[Any]]":
    report = sa.ForeignKey("report.id", name=f"fk_{table}_report")
    return [
        _key("id"),
        sa.Column("report", sa.Integer, report, nullable=False),
        *_columns(sa.Text, texts, needed=True),
    ]


def _key(name: str) -> "sa.Column[int]":
    return sa.Column(name, _BIG, primary_key=True, autoincrement=False)


def _at() -> "sa.Column[int]":
    return sa.Column("at", sa.Integer, primary_key=True, autoincrement=False)


def _columns(kind: type, names: Iterable[str], *, needed: bool = False) -> "list[sa.Column[Any]]":
    return [sa.Column(name, kind, nullable=not needed) for name in names]
