"""The cases as they were last put together: a cache, but for the ids that cases keep."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; they are filled when cases are next asked for."""
    op.create_table(
        "case_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("maker", "rulings")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("ruled", "strung")),
    )
    op.create_table(
        "case_told",
        sa.Column("report", sa.Integer, _to("report", "case_told", "report"), primary_key=True,
                  autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("decision", sa.Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "case_made",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "type", "status")),
        *(sa.Column(name, sa.Text) for name in ("country", "place", "first", "last", "newest")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("reports", "events")),
        *(sa.Column(name, sa.Text) for name in ("process", "meeting")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("changed", "body")),
        sa.UniqueConstraint("name", name="uq_case_made_name"),
    )
    for column in ("newest", "first", "changed"):
        op.create_index(f"ix_case_made_{column}", "case_made", [column])
    op.create_table(
        "case_gone",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("heir", sa.Text),
    )
    _make_tellings()
    op.create_index("ix_reading_at", "reading", ["report", "at"])


def downgrade() -> None:
    """Take the tables away; a later upgrade makes the same cases again, but under ids of its own."""
    op.drop_index("ix_reading_at", "reading")
    for table in ("case_key", "case_telling", "case_gone", "case_made", "case_told", "case_state"):
        op.drop_table(table)


def _make_tellings() -> None:
    op.create_table(
        "case_telling",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("report", sa.Integer, _to("report", "case_telling", "report"), nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("component", sa.Integer, nullable=False),
        sa.Column("made", sa.Integer, _to("case_made", "case_telling", "made")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("starts", "links", "body")),
    )
    for column in ("report", "component", "made"):
        op.create_index(f"ix_case_telling_{column}", "case_telling", [column])
    op.create_table(
        "case_key",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("telling", sa.Integer, _to("case_telling", "case_key", "telling"), primary_key=True,
                  autoincrement=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_case_key_telling", "case_key", ["telling"])


def _to(parent: str, table: str, column: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{parent}.id", name=f"fk_{table}_{column}")
