"""Near-duplicates and agency copies, found among the reports that are already there too."""

import sqlalchemy as sa
from alembic import op

from riwaya.store.copies import link_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and fill them."""
    op.create_table(
        "near_key",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        _report("near_key", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_key_report", "near_key", ["report"])
    op.create_table(
        "report_copy",
        _report("report_copy", "report"),
        _report("report_copy", "other"),
        sa.Column("resemblance", sa.Float, nullable=False),
        sa.Column("contained", sa.Float, nullable=False),
    )
    op.create_index("ix_report_copy_other", "report_copy", ["other"])
    link_all(op.get_bind())


def downgrade() -> None:
    """Take the tables away; a later upgrade finds the same links again."""
    op.drop_table("report_copy")
    op.drop_table("near_key")


def _report(table: str, column: str) -> "sa.Column[int]":
    key = sa.ForeignKey("report.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer, key, primary_key=True, autoincrement=False)
