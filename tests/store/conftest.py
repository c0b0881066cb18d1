"""A store for each test, once on SQLite and once on a real PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from riwaya.store import Store
from tests.store.postgresql import find_programs, running_server

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that these tests have to themselves."""
    programs = find_programs()
    if programs is None:
        assert not os.environ.get("CI"), "no PostgreSQL on this machine; .ci/run installs it"
        pytest.skip("no PostgreSQL on this machine")
    with running_server(programs) as address:
        yield address


@pytest.fixture
def new_schema(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Makes places for stores on the server, each a schema of its own, and takes them away again."""
    made: list[str] = []

    def make() -> str:
        server = request.getfixturevalue("server")
        made.append(f"test_{next(_NUMBERS)}")
        execute(server, f"CREATE SCHEMA {made[-1]}")
        return f"{server}?options=-csearch_path%3D{made[-1]}"

    yield make
    for name in made:
        execute(request.getfixturevalue("server"), "SET lock_timeout = '20s'", f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path, new_schema: Callable[[], str]) -> str:
    """Where a store may be made: nothing is there yet."""
    return str(tmp_path / "reports.riwaya") if request.param == "sqlite" else new_schema()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


@pytest.fixture
def another(where: str, tmp_path: Path, new_schema: Callable[[], str]) -> str:
    """Where a second store of the same kind may be made."""
    return new_schema() if "://" in where else str(tmp_path / "another.riwaya")


def execute(server: str, *statements: str) -> None:
    """Have a server do something."""
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
