"""Indexes that hold all that a map and a list of outlets count; and one less, which nobody used."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = {"ix_event_day": ["day", "since"], "ix_event_place": ["place", "since", "day"]}
_NOW = {"ix_event_day": ["day", "since", "first"], "ix_event_place": ["place", "since", "day", "reality"]}
_NEW = {
    "ix_report_revision": ("report", ["revision"]),
    "ix_reading_revision": ("reading", ["revision"]),
}


def upgrade() -> None:
    """Make the indexes."""
    _replace(_NOW)
    op.drop_index("ix_report_published", "report")
    for name, (table, columns) in _NEW.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Make the indexes as they were."""
    for name, (table, _) in _NEW.items():
        op.drop_index(name, table)
    op.create_index("ix_report_published", "report", ["published"])
    _replace(_BEFORE)


def _replace(indexes: dict[str, list[str]]) -> None:
    for name, columns in indexes.items():
        op.drop_index(name, "event")
        op.create_index(name, "event", columns)
