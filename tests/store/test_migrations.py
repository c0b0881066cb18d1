"""Every revision goes up and down with data in it, and leaves what the program thinks is there."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import MetaData, Table

from riwaya.errors import StoreError
from riwaya.store import Act, Store
from riwaya.store.database import Database
from riwaya.store.migrations import BASE, HEAD, find_revision, known_revisions, migrate
from riwaya.store.schema import metadata
from tests.store.filling import fill

REVISIONS = known_revisions()
KINDS = ("entry", "claim", "event")


def read_all(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Read all that is kept; what searches look in is made of it, and ``check`` compares the two."""
    found = MetaData()
    found.reflect(connection)
    kept = (table for table in metadata.tables.values() if not table.info.get("cache"))
    return {table.name: _rows(connection, table) for table in kept if table.name in found.tables}


def is_ours(_: object, name: str | None, *__: object) -> bool:
    """Leave out what each database has of its own: its index of words, which none of the other's is like."""
    return not any(f"{kind}_{own}" in (name or "") for kind in KINDS for own in ("text", "words_forms"))


def _rows(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    return sorted(map(tuple, connection.execute(table.select())))


def test_the_head_is_the_last() -> None:
    assert REVISIONS[-1] == HEAD
    assert len(REVISIONS) > 2


def test_migrations_make_the_schema(store: Store) -> None:
    with Database(store.where) as database, database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_down_and_up_with_data(where: str, revision: str) -> None:
    """What the older schema can hold is the same after going down to it, and up again."""
    fill(where)
    database = Database(where)
    with database.writing() as connection:
        before = read_all(connection)
        migrate(connection, revision)
        assert find_revision(connection) == revision
        below = read_all(connection)
        assert below == {name: rows for name, rows in before.items() if name in below}
    with database.writing() as connection:
        migrate(connection)
        after = read_all(connection)
    # What an older program cannot hold, and says so.
    lost = {table for since, table in (("0003", "job"), ("0004", "ruling"), ("0005", "saved_search"))
            if revision < since}  # fmt: skip
    assert {n: r for n, r in after.items() if n not in lost} == {
        n: r for n, r in before.items() if n not in lost
    }
    database.close()
    with Store.open(where) as store:
        assert store.check() == []


def test_down_to_nothing(where: str) -> None:
    fill(where)
    database = Database(where)
    with database.writing() as connection:
        migrate(connection, BASE)
        assert inspect(connection).get_table_names() == ["alembic_version"]
        functions = (
            "SELECT count(*) FROM pg_proc WHERE pg_function_is_visible(oid) AND proname LIKE '%_guard'"
        )
        assert connection.dialect.name == "sqlite" or connection.scalar(text(functions)) == 0
        migrate(connection)
    database.close()
    with Store.open(where) as store:
        assert store.info().reports == 0


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_store_opens_in_this_program(where: str, revision: str) -> None:
    name = fill(where)
    database = Database(where)
    with database.writing() as connection:
        migrate(connection, revision)
    database.close()
    with Store.open(where, create=False) as store:
        assert store.info().reports == 5
        assert store.desk.history(name)[0].who == "ليلى"
        assert len(store.copies()) == 1
        assert store.queue.put("read", {}) > 0
        store.desk.accept(name, ["c1"], Act("سامر"))


def test_a_newer_store_is_not_touched(where: str) -> None:
    fill(where)
    database = Database(where)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="made by a newer riwaya"):
        Store.open(where)
    with database.reading() as connection:
        assert find_revision(connection) == "9999"
    database.close()


def test_a_migration_that_fails_changes_nothing(where: str) -> None:
    fill(where)
    database = Database(where)
    with database.writing() as connection:
        migrate(connection, REVISIONS[0])
        connection.execute(text("CREATE TABLE job (id INTEGER)"))  # in the way of the last revision
    with pytest.raises(StoreError):
        Store.open(where)
    with database.reading() as connection:
        assert find_revision(connection) == REVISIONS[0]
        assert not inspect(connection).has_table("near_key")
    database.close()
