"""The worker: a process beside the server's that reads reports, so that pages stay fast meanwhile.

Its work lies in the store's queue: what a worker that is gone was about is taken up again.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from threading import Lock
from time import sleep

import msgspec

from riwaya.store import Job, Store
from riwaya.types import Reading

_KIND = "read"
_IDLE = 0.5  # seconds between two looks at the queue
_HOLD = 60.0  # seconds that a job is held before others may think its worker is gone


class Progress(msgspec.Struct, frozen=True):
    """How the reading stands: ``left`` of ``total`` reports, or what went wrong at last."""

    running: bool
    left: int
    total: int
    fault: str | None = None


class Worker:
    """Reads what is unread in a store, whenever it is asked to."""

    def __init__(self, where: str, store: Store, program: str) -> None:
        """``where`` is the address that ``store`` was opened at, a password included."""
        self._where = where
        self._store = store
        self._program = program
        self._lock = Lock()
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Start the process, and have it read what was left unread."""
        self._start()
        self.ask()

    def stop(self) -> None:
        """End the process; what it was reading is read again next time."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(5)
            self._process = None

    def ask(self) -> None:
        """Have it read what is unread."""
        self._revive()
        if left := self._store.count_unread(self._program):
            self._store.queue.put(_KIND, {"total": left})

    def progress(self) -> Progress:
        """Tell how the reading stands."""
        self._revive()
        found = self._store.queue.last(_KIND)
        if not found:
            return Progress(running=False, left=0, total=0)
        job = found[0]
        running = job.state in ("waiting", "running")
        left = self._store.count_unread(self._program) if running else 0
        return Progress(running, left, max(left, int(job.task.get("total", 0))), job.fault)

    def _start(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        arguments = (self._where, self._program, os.getpid())
        self._process = spawn.Process(target=_work, args=arguments, daemon=True, name="riwaya-reader")
        self._process.start()

    def _revive(self) -> None:
        """Start the process again where it was lost (killed, out of memory)."""
        with self._lock:
            if self._process is not None and not self._process.is_alive():
                self._start()


def _work(where: str, program: str, server: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    name = f"workbench-{os.getpid()}"
    with Store.open(where, create=False) as store:
        while os.getppid() == server:
            job = store.queue.take(name, [_KIND], seconds=_HOLD)
            if job is None:
                sleep(_IDLE)
                continue
            faults: list[str] = []
            for reading in _read(store, job, program, faults):
                store.save([reading], maker=program)  # one by one: each is there as soon as it is read
            if faults:
                store.queue.fail(job, "; ".join(faults))
            else:
                store.queue.done(job)


def _read(store: Store, job: Job, program: str, faults: list[str]) -> Iterator[Reading]:
    from riwaya.reader import Reader

    reader = Reader()
    for report in store.unread(program):
        store.queue.renew(job, seconds=_HOLD)
        try:
            yield reader.read(report)
        except Exception as fault:  # whatever it is, the other reports must still be read
            faults.append(f"{report.id}: {type(fault).__name__}: {fault}")
