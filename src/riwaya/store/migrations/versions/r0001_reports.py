"""Reports, where they came from, what was left out, machine readings and decisions."""

import sqlalchemy as sa
from alembic import op

from riwaya.store.migrations.guards import guard, release

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    _make_reports()
    _make_work()
    guard("report", ("name", "text", "sha256"))
    guard("arrival")
    guard("dropped")
    guard("decision")


def downgrade() -> None:
    """Take everything away."""
    for table in ("decision", "dropped", "arrival", "report"):
        release(table)
    for table in ("decision", "reading", "dropped", "arrival", "report", "run"):
        op.drop_table(table)


def _make_reports() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("program", "started")),
        sa.Column("finished", sa.Text),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("seen", "new", "known", "left_out")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("credits", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("run.id", name="fk_report_run"), nullable=False),
        sa.Column("imported", sa.Text, nullable=False),
        sa.UniqueConstraint("name", name="uq_report_name"),
    )
    for column in ("sha256", "published", "run"):
        op.create_index(f"ix_report_{column}", "report", [column])


def _make_work() -> None:
    for table, columns, index in (
        ("arrival", ("place", "given", "at"), "report"),
        ("dropped", ("place", "reason", "at"), "run"),
    ):
        keys = ("report", "run") if table == "arrival" else ("run",)
        op.create_table(
            table,
            sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
            *(
                sa.Column(k, sa.Integer, sa.ForeignKey(f"{k}.id", name=f"fk_{table}_{k}"), nullable=False)
                for k in keys
            ),
            *(sa.Column(name, sa.Text, nullable=False) for name in columns),
        )
        op.create_index(f"ix_{table}_{index}", table, [index])
    report = sa.ForeignKey("report.id", name="fk_reading_report")
    op.create_table(
        "reading",
        sa.Column("report", sa.Integer, report, primary_key=True, autoincrement=False),
        sa.Column("maker", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("publisher", "published", "credits")),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_reading_maker", "reading", ["maker"])
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "report", sa.Integer, sa.ForeignKey("report.id", name="fk_decision_report"), nullable=False
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "who", "why", "at")),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decision.id", name="fk_decision_undoes")),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_decision_report", "decision", ["report"])
