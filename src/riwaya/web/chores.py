"""What the worker does, one kind of job after the other; it runs in a process of its own.

Jobs of one kind read all that is unread, noting before each report which it is. Where a report ends the
process, or the reader faults on it, it gets a job to itself behind the others: what is wrong with it then
holds nothing up, and the queue gives it up after some tries.
"""

import faulthandler
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import Fault, RiwayaError
from riwaya.sources import Fetch, read_address
from riwaya.store import Arrival, Job, Store
from riwaya.types import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riwaya.sources.pages import Page

READ = "read"  # task: what is unread, ``total`` reports when it began; it is ``at`` this one
READ_ONE = "read one"  # task: the report, and the program that is to read it
FETCH = "fetch"  # task: the address of a page, and facts that the analyst gave; then what came of it
CASES = "cases"  # task: bring them up to date; ``total`` reports when it began
_HOLD = 60.0  # seconds that a job is held beyond what its next step may take
_SLICE = 50  # reports whose cases are made in one transaction: an analyst's click waits for one at most
_LONGEST = 60.0  # seconds that a report may take, and more by its length:
_SLOWEST = 5_000  # characters that are read in a second on the slowest machine; mostly it is tenfold
_LONG = 900.0  # seconds for a slice of cases
_PAGE = 120.0  # seconds for a page: a fetch has its own bound, what is read of it too


def patience(report: Report) -> float:
    """Give the seconds after which the reading of a report counts as hung."""
    return _LONGEST + len(report.text) / _SLOWEST


def fetch_page(address: str) -> "Page":
    """Fetch the page at an address, which an analyst named."""
    from riwaya.sources.fetching import fetch

    return fetch(address)


class Hand(msgspec.Struct, frozen=True):
    """Who works: on which store, as which program, and for how many seconds at a report (``patience``).

    ``fetch`` gets pages from the network.
    """

    store: Store
    program: str
    patience: Callable[[Report], float]
    fetch: Fetch = fetch_page

    @contextmanager
    def watched(self, seconds: float) -> "Iterator[None]":
        """End this process where it hangs for so long, in C code too; the server starts another."""
        # Where there are signals, one ends it: faulthandler looks at frames that run, and may crash in that.
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, seconds)
        else:
            faulthandler.dump_traceback_later(seconds, file=_nowhere(), exit=True)
        try:
            yield
        finally:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
            else:
                faulthandler.cancel_dump_traceback_later()

    def put_aside(self, name: str) -> None:
        """Give a report that made trouble a job to itself, unless it was read meanwhile."""
        if self.store.unread_of([name], self.program):
            self.store.queue.put(READ_ONE, {"report": name, "maker": self.program}, once=True)


def own_fault(fault: Exception) -> Fault:
    """Say that something went wrong that should not."""
    words = f"{type(fault).__name__}: {fault}"
    return Fault("a fault of riwaya's own, please report it: %(words)s", words=words)


def do(hand: Hand, job: Job) -> None:
    """Do a job. Raises StoreError; any other fault is of this job alone."""
    try:
        CHORES[job.kind](hand, job)
    except RiwayaError:
        raise
    except Exception as fault:
        hand.store.queue.fail(job, own_fault(fault))


def read_all(hand: Hand, job: Job) -> None:
    """Read what is unread, but for what was put aside."""
    queue = hand.store.queue
    if job.tries > 1 and "at" in job.task:  # its worker was lost over that one
        hand.put_aside(job.task["at"])
        queue.put(READ, {}, once=True)  # the rest, with tries of its own
        queue.done(job)
        return
    aside = {one.task["report"] for one in find_aside(hand.store, hand.program)}
    total = hand.store.count_unread(hand.program) - len(aside)
    for report in hand.store.unread(hand.program):
        if report.id in aside:
            continue
        if (asked := queue.take(job.worker or "", (FETCH,), seconds=_PAGE + _HOLD)) is not None:
            do(hand, asked)  # an analyst waits for it; one between two reports delays no one long
        task = {"total": total, "at": report.id}
        if not queue.renew(job, seconds=hand.patience(report) + _HOLD, task=task):
            return  # another worker has taken over
        if _read(hand, report) is not None:
            hand.put_aside(report.id)
    queue.put(CASES, {}, once=True)
    queue.done(job)


def read_one(hand: Hand, job: Job) -> None:
    """Read a report that made trouble before; if it does so again, the job fails with the reason."""
    name, queue = job.task["report"], hand.store.queue
    if hand.store.unread_of([name], hand.program):
        report = hand.store.report(name)
        queue.renew(job, seconds=hand.patience(report) + _HOLD)
        if (fault := _read(hand, report)) is not None:
            queue.fail(job, fault)
            return
        queue.put(CASES, {}, once=True)
    queue.done(job)


def fetch_report(hand: Hand, job: Job) -> None:
    """Fetch a page and store its report, then have it read; note the report or why there is none."""
    queue, address, facts = hand.store.queue, job.task["address"], job.task["facts"]
    with hand.watched(_PAGE):
        found = read_address(address, hand.fetch)
    if isinstance(found, Report):
        arrival = Arrival(msgspec.structs.replace(found, **facts), address)
    (added,) = hand.store.add([arrival if isinstance(found, Report) else found], program=hand.program)
    if added.outcome == "dropped":
        queue.fail(job, added.reason or "")
        return
    task = {**job.task, "report": added.name, "outcome": added.outcome}
    queue.renew(job, seconds=_HOLD, task=task)
    queue.put(READ, {}, once=True)
    queue.done(job)


def bring_together(hand: Hand, job: Job) -> None:
    """Bring the cases up to date with what was read and decided, here or from the command line."""
    from riwaya.casework import Casework

    work, queue = Casework(hand.store), hand.store.queue
    if work.is_stale():
        total = hand.store.cases.pending()
        queue.renew(job, seconds=_LONG, task={"total": total})
        work.update(lambda _: queue.renew(job, seconds=_LONG), slice=_SLICE)
    queue.done(job)


def find_aside(store: Store, program: str) -> list[Job]:
    """List the jobs of reports that were put aside, and are to be tried again or given up."""
    jobs = store.queue.standing(READ_ONE, "waiting", "running", "failed")
    unread = store.unread_of([job.task["report"] for job in jobs], program)
    latest = {job.task["report"]: job for job in jobs if job.task["maker"] == program}
    return [job for name, job in latest.items() if name in unread]


CHORES: dict[str, Callable[[Hand, Job], None]] = {
    READ: read_all,
    READ_ONE: read_one,
    FETCH: fetch_report,
    CASES: bring_together,
}


def _read(hand: Hand, report: Report) -> str | None:
    """Read a report and keep its reading at once; give why it could not be read."""
    from riwaya.reader import Reader

    try:
        with hand.watched(hand.patience(report)):
            reading = Reader().read(report)
    except Exception as fault:  # whatever it is, the other reports must still be read
        return own_fault(fault)
    hand.store.save([reading], maker=hand.program)
    return None


@cache
def _nowhere() -> int:
    """Open what takes the traceback of a hang: nobody reads it."""
    return os.open(os.devnull, os.O_WRONLY)
