"""How long pages take: ``python -m bench.pages [--json] [--rounds N] [--store PATH] [REPORTS]``.

A real workbench runs on a store of made-up reports (``bench.search``: three events a report, all read), the
last hundred decided on, with their cases. Each page is asked for several times over HTTP. Milliseconds are
of the processor, server and client together, so that other work on the machine counts little; of an export
they run until its first 64 KB are here. KB are what comes over the wire.
"""

import argparse
import http.client
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path

import msgspec

from bench.search import fill, make_world
from riwaya.casework import Casework
from riwaya.store import Act, Store
from riwaya.store.search.filters import Filter
from riwaya.web import open_bench
from riwaya.web.pages import address
from riwaya.web.server import make_server

_REPORTS = 33_400  # 100,200 events
_FIRST = 1 << 16  # bytes of an export that count as its first
_PATHS = (
    "/", "/?stage=begun", "/search", "/search?kind=events", "/search?kind=claims", "/ledger", "/map",
    "/map?types=shelling", "/map?since=2018-01-01&until=2018-12-31", "/api/map", "/cases", "/talks",
    "/agreement", "/codebook", "/api/store", "/export?form=events.csv", "/export?form=json",
    "/export?form=xlsx&publisher=",
)  # fmt: skip


class Timing(msgspec.Struct, frozen=True):
    """One page: milliseconds, the half and the worst, and what came."""

    path: str
    median: float
    worst: float
    kilobytes: float


class Measured(msgspec.Struct, frozen=True):
    """A store and its pages; ``first`` are the seconds from the start to the first page, by the clock."""

    reports: int
    events: int
    first: float
    timings: tuple[Timing, ...]


class _Visitor:
    """Asks a workbench for pages, as a browser that was let in."""

    def __init__(self, port: int, invitation: str) -> None:
        self._port = port
        answer, _ = self._ask(f"/enter?token={invitation}", {})
        self._headers = {"Cookie": (answer.getheader("set-cookie") or "").partition(";")[0]}
        self._headers["Sec-Fetch-Site"] = "same-origin"

    def get(self, path: str) -> int:
        """Ask for a page, and give how many bytes came; of an export the first ones."""
        answer, body = self._ask(path, self._headers)
        if answer.status != 200:
            raise RuntimeError(f"{path}: status {answer.status}")
        return len(body)

    def _ask(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=600)
        try:
            connection.request("GET", path, None, headers)
            answer = connection.getresponse()
            return answer, answer.read(_FIRST) if path.startswith("/export") else answer.read()
        finally:
            connection.close()


def measure(where: str, reports: int, rounds: int) -> Measured:
    """Fill a store of that size, where none is there, and time its pages."""
    if not Path(where).exists():
        with Store.open(where) as store:
            fill(store, make_world(), reports)
            for heading in store.headings(stage="read", limit=100):
                claims = store.reading(heading.report).claims
                store.desk.accept(heading.report, [claims[0].id], Act("bench"))
            Casework(store).update()
    began = time.perf_counter()
    with Store.open(where) as store, socket.create_server(("127.0.0.1", 0)) as listening:
        bench = open_bench(where, store, "bench", "bench", "ar")
        port = listening.getsockname()[1]
        server = make_server(bench, port)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.001)
        visitor = _Visitor(port, bench.access.invite())
        visitor.get("/")
        first = time.perf_counter() - began
        timings = tuple(_time(visitor, path, rounds) for path in (*_PATHS, *_of_one(store)))
        sizes = [store.search.count(kind, Filter()) for kind in ("reports", "events")]
        server.should_exit = True
        thread.join(10)
    return Measured(sizes[0], sizes[1], first, timings)


def _of_one(store: Store) -> list[str]:
    """Give the pages of one report and one case."""
    name = store.headings(limit=1)[0].report
    case = next((one.id for one in store.cases), None)
    pages = [address("/report", id=name), address("/history", id=name)]
    return pages if case is None else [*pages, address("/case", id=case)]


def _time(visitor: _Visitor, path: str, rounds: int) -> Timing:
    size = visitor.get(path)  # once before: the file's pages come into memory
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        visitor.get(path)
        spent.append((time.process_time() - began) * 1000)
    return Timing(path, statistics.median(spent), max(spent), size / 1000)


def table(measured: Measured) -> str:
    """Lay the figures out for a person."""
    return "\n".join(
        [
            f"{measured.reports:,} reports, {measured.events:,} events; "
            f"first page {measured.first:.2f} s after the start",
            f"  {'page':<48}{'ms':>8}{'worst':>8}{'KB':>8}",
            *(
                f"  {t.path[:46]:<48}{t.median:>8.1f}{t.worst:>8.1f}{t.kilobytes:>8.0f}"
                for t in measured.timings
            ),
        ]
    )


def main() -> None:
    """Measure one store."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=5, help="ask for each page so often (default: 5)")
    parser.add_argument("--store", type=Path, help="the store: used where it is there, else filled and kept")
    parser.add_argument("reports", nargs="?", type=int, default=_REPORTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or Path(folder) / "pages.riwaya"
        measured = measure(str(where), options.reports, options.rounds)
    print(msgspec.json.encode(measured).decode() if options.json else table(measured))


if __name__ == "__main__":
    main()
