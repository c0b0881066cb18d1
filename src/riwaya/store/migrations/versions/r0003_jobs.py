"""The queue of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "job",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "task", "state", "queued")),
        sa.Column("tries", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("worker", "until", "ended", "fault")),
    )
    op.create_index("ix_job_state", "job", ["state", "kind"])


def downgrade() -> None:
    """Take the queue away; its jobs are lost, as an older program cannot hold them."""
    op.drop_table("job")
