"""Indexes that hold all that a map counts, so that no event is looked up; and one less, which nobody used."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = {"ix_event_day": ["day", "since"], "ix_event_place": ["place", "since", "day"]}
_NOW = {"ix_event_day": ["day", "since", "first"], "ix_event_place": ["place", "since", "day", "reality"]}


def upgrade() -> None:
    """Make the indexes anew."""
    _make(_NOW)
    op.drop_index("ix_report_published", "report")


def downgrade() -> None:
    """Make the indexes as they were."""
    _make(_BEFORE)
    op.create_index("ix_report_published", "report", ["published"])


def _make(indexes: dict[str, list[str]]) -> None:
    for name, columns in indexes.items():
        op.drop_index(name, "event")
        op.create_index(name, "event", columns)
