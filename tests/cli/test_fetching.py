"""Addresses on the command line: one page is fetched, and only where that is harmless."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from riwaya.sources.fetching import fetch
from riwaya.store import Store
from tests.cli.running import run
from tests.sources.serving import HERE, PAGES, Server, say, serve


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that the commands may reach, as they may not when shipped."""
    for module in ("run", "importing"):
        monkeypatch.setattr(f"riwaya.cli.{module}.fetch_page", partial(fetch, reach=HERE))
    pages = {"/amp": say((PAGES / "amp.html").read_bytes()), "/gone": say("", status="410 Gone")}
    with serve(lambda head: pages[head.split()[1]]) as server:
        yield server


def test_a_page_is_read(server: Server) -> None:
    address = f"http://news.example:{server.port}/amp"
    done = run("read", address, PAGES / "short.html", "--format", "jsonl")
    assert done.exit_code == 0, done.stderr
    fetched, saved = [msgspec.json.decode(line)["report"] for line in done.stdout.splitlines()]
    assert (fetched["url"], fetched["publisher"], fetched["published"]) == (
        address,
        "قناة الأفق",
        "2023-11-19",
    )
    assert (saved["id"], saved["url"]) == ("short", None)


def test_a_page_is_imported_once_and_keeps_where_it_came_from(server: Server, tmp_path: Path) -> None:
    address, gone = (f"http://news.example:{server.port}/{name}" for name in ("amp", "gone"))
    store = tmp_path / "a.riwaya"
    first = run("import", address, gone, "--store", store)
    assert (first.exit_code, first.stdout) == (1, "1 new, 1 dropped; 1 read\n")
    assert f"{gone}: answered 410 instead of a page" in first.stderr
    assert run("import", address, "--store", store, "--publisher", "قناة الأفق").stdout == "1 known; 0 read\n"
    with Store.open(str(store)) as opened:
        (report,) = opened.reports()
        assert report.url == address
        assert {source.place for source in opened.sources(report.id)} == {address}
        assert [one.place for one in opened.dropped()] == [gone]


def test_of_a_page_without_text_only_that_is_told(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<html></html>", encoding="utf-8")
    command = [sys.executable, "-c", "from riwaya.cli import main; main()", "read", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f"riwaya: {page}: holds no text of a report\n")


@pytest.mark.parametrize("command", ["read", "explain", "import"])
def test_this_machine_is_not_fetched_from_as_shipped(command: str, tmp_path: Path) -> None:
    with serve(say((PAGES / "amp.html").read_bytes())) as server:
        places = [f"http://127.0.0.1:{server.port}/", "http://localhost/", "https://[::1]/"]
        options = {"import": ["--store", str(tmp_path / "s")], "explain": ["--id", "c1"]}.get(command, [])
        for place in places:
            done = run(command, place, *options)
            assert done.exit_code == 2
            assert f"{place}: " in done.stderr
            assert "not on the public network" in done.stderr or f"port {server.port}" in done.stderr
    assert server.heads == []
