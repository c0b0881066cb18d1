"""The ways from one schema to the next, up and down, alike on SQLite and PostgreSQL.

Each revision in ``versions`` is run in one transaction on both: it is there whole, or not at all.
Alembic is loaded only where there is something to do.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

HEAD = "0007"
BASE = "base"


def find_revision(connection: Connection) -> str | None:
    """Find the revision of the schema, or None where no store was ever made."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def known_revisions() -> list[str]:
    """List every revision, oldest first."""
    return [step.revision for step in reversed(list(_scripts().walk_revisions()))]


def migrate(connection: Connection, target: str = HEAD) -> None:
    """Take the schema up or down to a revision (``BASE``: nothing at all), with what is in it.

    The caller's transaction is used, so a fault leaves everything as it was.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    revisions = [BASE, *known_revisions()]
    scripts = _scripts()
    begin, end = revisions.index(find_revision(connection) or BASE), revisions.index(target)
    context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
    with Operations.context(context):
        for revision in revisions[begin + 1 : end + 1]:
            scripts.get_revision(revision).module.upgrade()
            context.stamp(scripts, revision)
        for at in range(begin, end, -1):
            scripts.get_revision(revisions[at]).module.downgrade()
            context.stamp(scripts, revisions[at - 1])


def _scripts() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(Path(__file__).parent))
