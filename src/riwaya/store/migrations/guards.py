"""Triggers that keep what may never change: the database itself refuses, whoever asks.

A later revision that rebuilds a table on SQLite loses its triggers and has to guard it anew.
"""

from alembic import op

_MESSAGE = "{table} is append-only"


def guard(table: str, columns: tuple[str, ...] = ()) -> None:
    """Refuse to delete rows of a table, and to change ``columns`` of them (all, where none is given)."""
    of = f" OF {', '.join(columns)}" if columns else ""
    message = _MESSAGE.format(table=table)
    if op.get_bind().dialect.name == "sqlite":
        for name, act in (("kept", "DELETE"), ("fixed", f"UPDATE{of}")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    for name, act in (("kept", "DELETE"), ("fixed", f"UPDATE{of}")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
        )


def release(table: str) -> None:
    """Take the guard of a table away, before the table goes."""
    for name in ("kept", "fixed"):
        where = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
        op.execute(f"DROP TRIGGER {table}_{name}{where}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {table}_guard()")
