"""How many statements a store asks its database."""

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from riwaya.store import Store


@contextlib.contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    """Note the statements that are executed meanwhile."""
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
