"""A store for each test, once on SQLite and once on a real PostgreSQL."""

import os
from collections.abc import Iterator
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


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made: nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "reports.riwaya")
    return make_database(request.getfixturevalue("server"))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


@pytest.fixture
def another(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Where a second store of the same kind may be made."""
    if "://" not in where:
        return str(tmp_path / "another.riwaya")
    return make_database(request.getfixturevalue("server"))


def make_database(server: str, options: str = "") -> str:
    """Make an empty database on a server and give its address."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {options}".encode())
    return f"{server.rpartition('/')[0]}/{name}"
