"""The workbench as it is started and ended: by its command, in processes of its own."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from riwaya.store import Store
from tests.cli.running import run

_TEXT = "الخرطوم 3 مايو 2024\nقال متحدث باسم الجيش إن قوات الدعم السريع قصفت سوقا في نيالا وقتلت خمسة أشخاص."
_COMMAND = (
    sys.executable,
    "-c",
    "from riwaya.cli import main; main()",
    "serve",
    "--no-browser",
    "--who",
    "ليلى",
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    with _serve(tmp_path / "new.riwaya") as process:
        yield process
        process.kill()


def _serve(store: Path, **options: Any) -> subprocess.Popen[str]:
    source = Path(__file__).resolve().parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = (*_COMMAND, "--store", str(store), "--port", str(_free_port()))
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": environment}
    return subprocess.Popen(command, **{**piped, **options})


def _wait(until: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _enter(
    process: subprocess.Popen[str], line: str = ""
) -> tuple[http.client.HTTPConnection, dict[str, str]]:
    """Open the address that the program printed."""
    address = urlsplit((line or (process.stdout.readline() if process.stdout else "")).strip())
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=20)
    for _ in range(200):
        try:
            connection.request("GET", f"{address.path}?{address.query}")
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    answer = connection.getresponse()
    answer.read()
    assert (answer.status, answer.headers["location"]) == (302, "/")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    return connection, {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}


def _ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str], form: str = "") -> int:
    more = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    connection.request("POST" if form else "GET", path, form or None, {**headers, **more})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def test_a_report_that_is_brought_in_is_read_and_ctrl_c_ends_all(
    served: subprocess.Popen[str], tmp_path: Path
) -> None:
    connection, inside = _enter(served)
    assert _ask(connection, "/", inside) == 200
    another, _ = _enter(served)  # by the address that is printed when the first was used
    another.close()
    assert _ask(connection, "/reports", inside, urlencode({"text": _TEXT})) == 303
    with Store.open(str(tmp_path / "new.riwaya")) as store:
        deadline = time.monotonic() + 60
        while store.count_unread("riwaya 0.1.0") and time.monotonic() < deadline:
            time.sleep(0.1)
        (reading,) = store.readings()
        assert reading.claims
    connection.close()
    served.send_signal(signal.SIGINT)
    _, told = served.communicate(timeout=20)
    assert served.returncode == 0
    assert told.splitlines()[-1] == "riwaya: ended"
    assert "Traceback" not in told


def test_the_worker_does_not_outlive_its_server(served: subprocess.Popen[str]) -> None:
    connection, inside = _enter(served)
    assert _ask(connection, "/progress", inside) == 200
    connection.close()
    served.kill()
    assert served.stdout
    served.stdout.read()  # ends when the last process that could write there has ended


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--store", tmp_path / "new.riwaya", "--port", str(port), "--no-browser")
    assert result.exit_code == 2
    assert f"--port {port}: cannot be listened on" in result.output


def test_another_programs_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    result = run("serve", "--store", tmp_path / "notes.txt", "--no-browser")
    assert result.exit_code == 2
    assert "is no store" in result.output


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_in_the_midst_of_work_ends_all_in_order(
    served: subprocess.Popen[str], tmp_path: Path, name: str
) -> None:
    """SIGHUP is what a terminal sends that is closed."""
    connection, inside = _enter(served)
    assert _ask(connection, "/reports", inside, urlencode({"text": f"{_TEXT} " * 3000})) == 303
    connection.close()
    with Store.open(str(tmp_path / "new.riwaya")) as store:
        _wait(lambda: (job := store.queue.open(["read"])) and "at" in job.task)
        served.send_signal(getattr(signal, name))
        _, told = served.communicate(timeout=20)
        assert (served.returncode, told.splitlines()[-1]) == (0, "riwaya: ended")
        assert "Traceback" not in told
        job = store.queue.open(["read"])
        assert job is not None
        assert job.state == "waiting", "whoever comes next goes on at once"
        assert store.check() == []


def test_it_goes_on_where_nobody_reads_what_it_prints(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with _serve(tmp_path / "new.riwaya", stdout=writing, stderr=writing) as process:
        os.close(writing)
        with open(reading, encoding="utf-8") as file:  # noqa: PTH123 (a pipe)
            while not (line := file.readline()).startswith("http"):
                assert line
        connection, inside = _enter(process, line)
        assert _ask(connection, "/", inside) == 200
        connection.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_two_of_them_share_a_store(served: subprocess.Popen[str], tmp_path: Path) -> None:
    with _serve(tmp_path / "new.riwaya") as other:
        for number, process in enumerate((served, other)):
            connection, inside = _enter(process)
            text = f"{_TEXT} وقال شاهد {number} إن السوق احترق."
            assert _ask(connection, "/reports", inside, urlencode({"text": text})) == 303
            connection.close()
        with Store.open(str(tmp_path / "new.riwaya")) as store:
            _wait(lambda: store.info().reports == 2 and not store.count_unread("riwaya 0.1.0"))
            _wait(lambda: store.cases.count() and not store.queue.open(["read", "cases"]))
            assert store.check() == []
            assert store.info().jobs.keys() == {"done"}
        for process in (served, other):
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


def test_ctrl_c_does_not_wait_for_a_locked_store(served: subprocess.Popen[str], tmp_path: Path) -> None:
    connection, inside = _enter(served)
    other = sqlite3.connect(tmp_path / "new.riwaya", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert _ask(connection, "/", inside) == 200, "reading goes on"
        form = urlencode({"text": _TEXT})
        headers = {**inside, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/reports", form, headers)
        time.sleep(1)
        served.send_signal(signal.SIGINT)
        _, told = served.communicate(timeout=25)
        assert served.returncode == 0
        assert "Traceback" not in told
    finally:
        other.close()
        connection.close()


def test_a_store_of_a_newer_riwaya_is_told(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "s.riwaya")):
        pass
    with sqlite3.connect(tmp_path / "s.riwaya") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    result = run("serve", "--store", tmp_path / "s.riwaya", "--no-browser")
    assert result.exit_code == 2
    assert "was made by a newer riwaya (schema 9999)" in result.output
