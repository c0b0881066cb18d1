"""The worker: a process that reads, is told on, and comes back when it was lost."""

import os
import signal
import time

from riwaya.store import Arrival
from riwaya.types import Report
from tests.web.visiting import Site

_TEXT = "قال شهود إن القصف أصاب سوقا في نيالا اليوم وقتل خمسة أشخاص"


def _add(site: Site, *numbers: int) -> None:
    list(site.bench.store.add([Arrival(Report(f"r{n}", f"{_TEXT} {n}."), "here") for n in numbers]))
    site.bench.worker.ask()


def _wait(site: Site) -> None:
    deadline = time.monotonic() + 60
    while site.bench.worker.progress().running:
        assert time.monotonic() < deadline, site.bench.worker.progress()
        time.sleep(0.1)


def test_it_reads_what_is_asked_and_what_was_left(site: Site) -> None:
    _add(site, 1, 2)
    assert site.bench.worker.progress().left == 2
    site.bench.worker.start()
    _wait(site)
    _add(site, 3)
    _wait(site)
    assert site.bench.store.count_unread(site.bench.program) == 0
    assert [len(reading.claims) for reading in site.bench.store.readings()] == [1, 1, 1]


def test_it_comes_back_when_it_was_killed(site: Site) -> None:
    site.bench.worker.start()
    process = site.bench.worker._process
    assert process
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    _add(site, 1)
    _wait(site)
    assert site.bench.store.machine_reading("r1")


def test_nothing_to_read_is_no_work(site: Site) -> None:
    site.bench.worker.ask()
    assert site.bench.store.info().jobs == {}
    assert not site.bench.worker.progress().running
