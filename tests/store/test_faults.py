"""What goes wrong is said in plain words, and leaves the store whole."""

import contextlib
import os
import pwd
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from riwaya.errors import StoreError
from riwaya.store import Act, Arrival, Store
from riwaya.store.database import Database
from riwaya.types import Report
from tests.store.conftest import execute
from tests.store.filling import change, fill
from tests.store.texts import BRIDGE, arrivals, make_report


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where the machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted_disk(folder, size="1m"):
        yield folder


@contextlib.contextmanager
def mounted_disk(folder: Path, size: str) -> Iterator[Path]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_keeps_what_was_stored(small_disk: Path) -> None:
    where = str(small_disk / "full.riwaya")
    with Store.open(where) as store:
        told: list[str | None] = []
        with pytest.raises(StoreError, match="the disk is full; what was being stored was taken back"):
            told.extend(added.name for added in store.add(arrivals(3000)))
        assert [report.id for report in store.reports()] == [
            f"report-{number}" for number in range(len(told))
        ]
        assert store.check() == []
    (small_disk / "other").unlink(missing_ok=True)
    with Store.open(where) as store:
        assert store.check() == []


def test_a_full_disk_of_a_server_is_told_too(server: str) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="riwaya-disk-") as place,
        mounted_disk(Path(place), "14m") as folder,
    ):
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        create = f"CREATE TABLESPACE small LOCATION '{folder}'", "CREATE DATABASE small TABLESPACE small"
        execute(server, *create)
        try:
            with Store.open(server.replace("/postgres", "/small")) as store:
                told: list[str | None] = []
                with pytest.raises(
                    StoreError, match="the disk is full; what was being stored was taken back"
                ):
                    told.extend(added.name for added in store.add(arrivals(6000)))
                assert len(list(store.reports())) == len(told) > 0
                assert store.check() == []
        finally:
            execute(server, "DROP DATABASE small", "DROP TABLESPACE small")


def test_a_store_that_may_grow_no_more(tmp_path: Path) -> None:
    """The same without a disk of one's own: SQLite says the same of its own limit."""
    where = str(tmp_path / "full.riwaya")
    with Store.open(where) as store:
        list(store.add(arrivals(100)))
        with store._database.reading() as connection:  # one connection, so the limit holds for the next too
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(StoreError, match="the disk is full"):
            list(store.add(arrivals(1000)))
        assert len(list(store.reports())) == 100
        assert store.check() == []


def test_a_backup_on_a_full_disk_leaves_no_file(small_disk: Path, where: str) -> None:
    fill(where)
    (small_disk / "filler").write_bytes(b"0" * (1 << 20))
    with Store.open(where) as store, pytest.raises(StoreError, match="cannot be written: No space left"):
        store.backup(small_disk / "store.backup")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_many_write_at_a_time(where: str) -> None:
    """Threads import the same reports, others decide: each report is there once, each decision stands."""
    name = fill(where)

    def add(first: int) -> int:
        with Store.open(where) as store:
            return sum(added.outcome == "new" for added in store.add(arrivals(60, 100 + first)))

    def decide(number: int) -> int:
        with Store.open(where) as store:
            return store.desk.accept(name, ["e1"], Act(f"analyst {number}")).number

    with ThreadPoolExecutor(6) as pool:
        new, made = pool.map(add, (0, 20, 40)), pool.map(decide, range(6))
        assert sum(new) == 100
        assert len(set(made)) == 6
    with Store.open(where) as store:
        assert store.check() == []
        assert len(store.desk.history(name)) == 9
        assert len(list(store.reports())) == 105


def test_two_open_a_new_store_at_a_time(where: str) -> None:
    def begin(number: int) -> str:
        with Store.open(where) as store:
            (added,) = store.add([Arrival(make_report(number), "here")])
            return added.outcome

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(begin, range(4))) == ["new"] * 4
    with Store.open(where, create=False) as store:
        assert len(list(store.reports())) == 4


def test_another_programs_database_is_left_alone(where: str) -> None:
    change(where, "CREATE TABLE letters (id INTEGER)")
    with pytest.raises(StoreError, match="is some other program's database"):
        Store.open(where)
    with Database(where) as database, database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM letters").scalar_one() == 0


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(BRIDGE * 20, encoding="utf-8")
    with pytest.raises(StoreError, match="is no store, but some other file"):
        Store.open(str(path))
    assert path.read_text(encoding="utf-8") == BRIDGE * 20


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "damaged.riwaya"
    with Store.open(str(path)) as store:
        list(store.add(arrivals(300)))
    raw = bytearray(path.read_bytes())
    for page in range(20, len(raw) // 4096, 3):
        raw[page * 4096 + 100 : page * 4096 + 600] = b"\xff" * 500
    path.write_bytes(raw)
    try:
        with Store.open(str(path)) as store:
            assert any("the file is damaged" in fault for fault in store.check())
    except StoreError as fault:
        assert "is damaged; restore a backup" in str(fault)


def test_there_is_nothing_to_open(where: str) -> None:
    with pytest.raises(StoreError, match=r"there is no store|holds no store"):
        Store.open(where, create=False)
    with pytest.raises(StoreError, match="cannot be opened: is its folder there"):
        Store.open("/no/such/folder/war.riwaya")


def test_no_text_and_no_password_in_a_message(where: str) -> None:
    fill(where)
    change(where, "DROP TABLE near_key")
    with Store.open(where) as store, pytest.raises(StoreError) as caught:
        list(store.add([Arrival(Report("secret", "نص لا يعرفه أحد"), "here")]))
    assert "نص" not in str(caught.value)
    with pytest.raises(StoreError) as refused:
        Store.open("postgresql://u:secret@127.0.0.1:1/x")
    assert "secret" not in str(refused.value)


def test_who_makes_a_store_waits_for_another_that_makes_it(tmp_path: Path) -> None:
    """SQLite itself gives up at once where a file's journal is to change while another program writes."""
    where = tmp_path / "new.riwaya"
    other = sqlite3.connect(where, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.5, other.execute, ["COMMIT"])
    release.start()
    try:
        with Store.open(str(where)) as store:
            assert store.check() == []
    finally:
        release.join()
        other.close()
