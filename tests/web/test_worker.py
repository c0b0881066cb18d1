"""The worker: a process that reads, is told on, and comes back when it was lost."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from riwaya.casework import Casework
from riwaya.errors import Fault
from riwaya.store import Arrival, Store
from riwaya.types import Report
from riwaya.web.chores import READ, READ_ONE
from riwaya.web.retelling import find_fault
from riwaya.web.worker import Worker, _why
from tests.store.conftest import new_schema, server, where  # noqa: F401 (fixtures)
from tests.web.filling import fill
from tests.web.visiting import Site, Window, in_arabic

_TEXT = "قال شهود إن القصف أصاب سوقا في نيالا اليوم وقتل خمسة أشخاص"
_LONG = f"{_TEXT}. " * 40_000  # takes long enough for the process to be killed over it
_PROGRAM = "riwaya 0.1.0"


@pytest.fixture
def store(where: str) -> Iterator[Store]:  # noqa: F811
    with Store.open(where) as opened:
        yield opened


@pytest.fixture
def worker(where: str, store: Store) -> Iterator[Worker]:  # noqa: F811
    """A worker on a store of its own, SQLite or PostgreSQL."""
    worker = Worker(where, store, _PROGRAM)
    yield worker
    worker.stop()


def _add(store: Store, *reports: Report) -> None:
    list(store.add([Arrival(report, "here") for report in reports]))


def _report(number: int) -> Report:
    return Report(f"r{number}", f"{_TEXT} {number}.")


def _give_two_seconds(report: Report) -> float:
    """Give long reports too little time."""
    return 2 if len(report.text) > 1000 else 60


def _wait(until: Callable[[], object], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _kill_over(store: Store, worker: Worker, name: str) -> str | None:
    """Kill the process as soon as it reads that report, and give the kind of its job."""
    job, process = store.queue.open([READ, READ_ONE]), worker._process
    if job is None or job.state != "running" or name not in job.task.values() or process is None:
        return None
    if job.kind == READ and job.tries > 1:
        return None  # it is just put aside
    assert process.pid
    assert job.worker == f"workbench-{process.pid}"
    os.kill(process.pid, signal.SIGKILL)
    _wait(lambda: worker._process is not process)  # the keeper waits for it, and no one else may
    return job.kind


def test_it_reads_what_is_asked_and_what_was_left(store: Store, worker: Worker) -> None:
    _add(store, _report(1), _report(2))
    worker.ask()
    assert worker.progress().left == 2
    worker.start()
    _wait(lambda: not worker.progress().running)
    _add(store, _report(3))
    worker.ask()
    _wait(lambda: not worker.progress().running)
    assert store.count_unread(_PROGRAM) == 0
    assert [len(reading.claims) for reading in store.readings()] == [1, 1, 1]
    assert not Casework(store).is_stale()


def test_a_report_that_kills_the_process_is_put_aside_and_the_rest_is_read(
    store: Store, worker: Worker
) -> None:
    _add(store, _report(1), Report("deadly", _LONG), _report(2), _report(3))
    worker.start()
    killed: list[str] = []

    def is_given_up() -> bool:
        if kind := _kill_over(store, worker, "deadly"):
            killed.append(kind)
        return worker.progress().set_aside == 1

    _wait(is_given_up)
    assert killed == [READ, READ_ONE, READ_ONE, READ_ONE], "first with the others, then by itself"
    _wait(lambda: not worker.progress().running)
    assert store.unread_of([report.id for report in store.reports()], _PROGRAM) == {"deadly"}
    (aside,) = worker.progress().aside
    assert aside.report == "deadly"
    assert "3 workers were lost over it" in aside.fault
    assert "SIGKILL" in aside.fault
    _add(store, _report(4))
    worker.ask()
    _wait(lambda: store.machine_reading("r4") is not None)
    _wait(lambda: not worker.progress().running)
    assert worker.progress().set_aside == 1, "it is not tried again unasked"
    worker.try_again()
    _wait(lambda: _kill_over(store, worker, "deadly"))  # it is tried


def test_what_the_process_was_killed_over_once_is_read_all_the_same(store: Store, worker: Worker) -> None:
    _add(store, _report(1), Report("long", _LONG[:150_000]), _report(2))
    worker.start()
    _wait(lambda: _kill_over(store, worker, "long"))
    _wait(lambda: not worker.progress().running and not store.count_unread(_PROGRAM))
    assert worker.progress().set_aside == 0
    assert store.info().jobs.keys() == {"done"}


def test_a_report_that_hangs_is_put_aside(where: str, store: Store) -> None:  # noqa: F811
    _add(store, Report("endless", _LONG[:400_000]), _report(1))
    worker = Worker(where, store, _PROGRAM, _give_two_seconds)
    worker.start()
    try:
        _wait(lambda: worker.progress().set_aside)
    finally:
        worker.stop()
    assert "took too long" in worker.progress().aside[0].fault
    assert store.machine_reading("r1"), "the other was read"


def test_its_end_is_no_try(store: Store, worker: Worker) -> None:
    _add(store, Report("long", _LONG))
    for _ in range(4):
        worker.start()
        _wait(lambda: (job := store.queue.open([READ])) and job.state == "running" and "at" in job.task)
        worker.stop()
        job = store.queue.open([READ])
        assert job is not None
        assert (job.state, job.tries) == ("waiting", 0)


def test_it_comes_back_when_it_was_killed_at_rest(store: Store, worker: Worker) -> None:
    worker.start()
    _wait(lambda: worker._process)
    process = worker._process
    assert process
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    _wait(lambda: worker._process is not process)
    _add(store, _report(1))
    worker.ask()
    _wait(lambda: store.machine_reading("r1"))


def test_cases_are_brought_up_to_date_with_what_came_by_the_command_line(site: Site) -> None:
    fill(site)
    assert Casework(site.bench.store).is_stale()
    site.bench.worker.start()
    _wait(site.bench.store.cases.count)
    _wait(lambda: not site.bench.worker.progress().running)
    assert not Casework(site.bench.store).is_stale()


def test_nothing_to_read_is_no_work(site: Site) -> None:
    site.bench.worker.ask()
    assert site.bench.store.info().jobs == {}
    assert not site.bench.worker.progress().running


def test_a_store_that_goes_away_is_told(site: Site, tmp_path: Path) -> None:
    site.bench.worker.start()
    _wait(lambda: site.bench.store.queue.standing(READ, "done"))
    for file in tmp_path.glob("reports.riwaya*"):
        file.unlink()
    _wait(lambda: site.bench.worker._trouble)
    trouble = find_fault(site.bench.worker._trouble or "")
    assert trouble is not None
    assert "reports.riwaya" in str(trouble.values["where"])
    assert isinstance(trouble.values["fault"], Fault)
    answer = site.ask("/", headers=site.enter())
    assert answer.status == 409
    assert "نُقل أو حُذف" in answer.body
    assert not list(tmp_path.glob("reports.riwaya*")), "no other store is made in its place"


@in_arabic
def test_what_was_given_up_is_told_on_the_inbox_and_tried_again(
    window: Window, page: Page, site: Site
) -> None:
    store = site.bench.store
    _add(store, Report("<b>deadly</b>", _LONG[:5000]))
    store.queue.put(READ_ONE, {"report": "<b>deadly</b>", "maker": site.bench.program})
    for number in range(3):
        assert store.queue.take(f"w{number}")
        assert store.queue.lose(f"w{number}", _why(-signal.SIGSEGV)) == 1
    page.reload()
    page.locator("#progress summary").click()
    expect(page.locator("#progress li")).to_have_text(
        "<b>deadly</b>: تُرك: توقفت عنده 3 عمليات، وآخرها أنهتها الإشارة SIGSEGV"
    )
    window.assert_accessible()
    window.shoot("inbox-aside")
    site.bench.worker.start()
    page.locator("#progress button").click()
    expect(page.locator("#progress li")).to_have_count(0, timeout=30_000)
    expect(page.locator("#progress a")).to_be_visible(timeout=30_000)
    assert store.machine_reading("<b>deadly</b>")
