"""What analysts rule on cases: which events of different reports are one occurrence, and which are not."""

import sqlalchemy as sa
from alembic import op

from riwaya.store.migrations.guards import guard, release

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "who", "why", "at")),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("ruling.id", name="fk_ruling_undoes")),
        sa.Column("body", sa.Text, nullable=False),
    )
    guard("ruling")


def downgrade() -> None:
    """Take the table away; the rulings are lost, as an older program cannot hold them."""
    release("ruling")
    op.drop_table("ruling")
