"""The workbench as it is started and ended: by its command, in processes of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
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
    source = Path(__file__).resolve().parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = (*_COMMAND, "--store", str(tmp_path / "new.riwaya"), "--port", str(_free_port()))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _enter(process: subprocess.Popen[str]) -> tuple[http.client.HTTPConnection, dict[str, str]]:
    """Open the address that the program printed."""
    assert process.stdout
    address = urlsplit(process.stdout.readline().strip())
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
    assert served.wait(20) == 0


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
