"""A backup holds everything, goes into either database, and a damaged one goes into none."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.errors import StoreError
from riwaya.store import Act, Arrival, Store
from riwaya.store.database import Database
from riwaya.store.migrations import HEAD
from tests.store.filling import change, fill
from tests.store.test_migrations import read_all
from tests.store.texts import make_report


@pytest.fixture
def backup(where: str, tmp_path: Path) -> Path:
    fill(where)
    path = tmp_path / "backup.gz"
    with Store.open(where) as store:
        assert store.backup(path) > 20
    return path


def content(where: str) -> object:
    with Database(where) as database, database.reading() as connection:
        return read_all(connection)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_comes_back_whole_on_either_database(
    where: str, backup: Path, kind: str, new_schema: Callable[[], str], tmp_path: Path
) -> None:
    target = str(tmp_path / "restored.riwaya") if kind == "sqlite" else new_schema()
    with Store.restore(target, backup) as store:
        assert content(target) == content(where)
        assert store.check() == []
        (added,) = store.add([Arrival(make_report(77), "77.txt")])  # numbers go on behind those restored
        assert added.outcome == "new"
        assert store.desk.accept("market", ["c1"], Act("سامر")).number == 4
        with pytest.raises(StoreError, match="append-only"):
            change(target, "DELETE FROM decision")


def test_two_backups_of_one_store_differ_in_their_date_only(where: str, backup: Path, tmp_path: Path) -> None:
    with Store.open(where) as store:
        store.backup(tmp_path / "second.gz")
    first, second = (gzip.decompress(path.read_bytes()) for path in (backup, tmp_path / "second.gz"))
    assert first.splitlines()[1:-1] == second.splitlines()[1:-1]


def test_it_never_goes_over_a_file(where: str, backup: Path) -> None:
    before = backup.read_bytes()
    with Store.open(where) as store, pytest.raises(StoreError, match="is there already"):
        store.backup(backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir() if path.suffix == ".part"] == []


def test_it_is_restored_to_an_empty_place_only(where: str, backup: Path) -> None:
    before = content(where)
    with pytest.raises(StoreError, match="is not empty"):
        Store.restore(where, backup)
    assert content(where) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:-1], "cut off"),
        (lambda lines: [*lines[:9], *lines[10:]], "not those that were written"),
        (lambda lines: [line.replace("ليلى".encode(), "سلمى".encode()) for line in lines], "not those"),
        (lambda lines: [b"hello\n"], "no backup"),
        (
            lambda lines: [lines[0].replace(f'"{HEAD}"'.encode(), b'"9999"'), *lines[1:]],
            "made by a newer riwaya",
        ),
        (lambda lines: [], "cut off"),
    ],
)
def test_a_damaged_backup_leaves_nothing(backup: Path, another: str, change: object, words: str) -> None:
    lines = gzip.decompress(backup.read_bytes()).splitlines(keepends=True)
    assert callable(change)
    backup.write_bytes(gzip.compress(b"".join(change(lines))))
    with pytest.raises(StoreError, match=words):
        Store.restore(another, backup)
    if "://" not in another:
        assert not Path(another).exists()
    with Store.open(another) as store:
        assert store.info().reports == 0


@pytest.mark.parametrize("cut", [3, 0.5])
def test_a_file_cut_off_or_no_backup_at_all(backup: Path, another: str, cut: float) -> None:
    raw = backup.read_bytes()
    backup.write_bytes(raw[: int(len(raw) * cut)] if cut < 1 else b"PK\x03\x04" + raw)
    with pytest.raises(StoreError, match="damaged"):
        Store.restore(another, backup)


def test_an_older_backup_is_brought_up(where: str, another: str, backup: Path) -> None:
    """What an older program wrote: no tables of later schemas, and their number in the head."""
    lines = gzip.decompress(backup.read_bytes()).splitlines(keepends=True)

    head = json.loads(lines[0]) | {"schema": "0001"}
    rows = [
        line
        for line in lines[1:-1]
        if json.loads(line)[0] not in ("job", "near_key", "report_copy", "ruling", "saved_search")
    ]
    begin = b"".join([json.dumps(head).encode() + b"\n", *rows])
    tail = json.dumps({"rows": len(rows), "sha256": hashlib.sha256(begin).hexdigest()}).encode()
    backup.write_bytes(gzip.compress(begin + tail + b"\n"))
    with Store.restore(another, backup) as store:
        assert store.check() == []
        assert len(store.copies()) == 1
        assert store.info().reports == 5
