"""The worker: a process beside the server's that does the chores, so that pages stay fast meanwhile.

Its work lies in the store's queue. A process that is lost (killed, out of memory, hung) is followed by
another one at once; what it was about is tried again, and given up after some tries.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Literal

import msgspec

from riwaya.errors import Fault, RiwayaError, StoreError
from riwaya.sources import Fetch
from riwaya.store import Job, Store
from riwaya.types import Report
from riwaya.web.chores import (
    CASES,
    CHORES,
    FETCH,
    READ,
    READ_ONE,
    Hand,
    do,
    fetch_page,
    find_aside,
    own_fault,
    patience,
)  # fmt: skip

_IDLE = 0.5  # seconds between two looks at the queue
_HOLD = 60.0  # seconds that a job is held before others may think its worker is gone
_PAUSES = (0.5, 5.0)  # seconds before a process is started again, or a store is looked at again
_HUNG = 1  # faulthandler's exit status, where there is no SIGALRM
_BROKEN = 70  # ours, for a fault of riwaya's own outside of any report
_SHOWN = 20  # reports put aside that are named one by one
Patience = Callable[[Report], float]


class Aside(msgspec.Struct, frozen=True):
    """A report that was put aside, and why it could not be read."""

    report: str
    fault: str


class Progress(msgspec.Struct, frozen=True):
    """How the work stands: ``left`` of ``total`` reports are to be read, or to go into the cases.

    ``fault`` is what keeps the worker from its work now; ``aside`` are some of the ``set_aside`` reports.
    """

    stage: Literal["reading", "cases"] | None = None
    left: int = 0
    total: int = 0
    fault: str | None = None
    aside: tuple[Aside, ...] = ()
    set_aside: int = 0

    @property
    def running(self) -> bool:
        """Tell whether there is work under way."""
        return self.stage is not None


class Worker:
    """Keeps a process at work on a store, from ``start`` to ``stop``."""

    def __init__(
        self, where: str, store: Store, program: str, patience: Patience = patience,
        fetch: Fetch = fetch_page,
    ) -> None:  # fmt: skip
        """``where`` is the address that ``store`` was opened at, a password included."""
        self._where = where
        self._store = store
        self._program = program
        self._patience = patience
        self._fetch = fetch
        self._ending = Event()
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._keeper: Thread | None = None
        self._trouble: str | None = None

    def start(self) -> None:
        """Start the process, and have it do what there is to do; returns at once."""
        self._ending.clear()
        self._keeper = Thread(target=self._keep, name="riwaya-keeper", daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """End the process; what it was reading is read again next time."""
        self._ending.set()
        with self._lock:
            process = self._process
            if process is not None:
                process.terminate()
        if process is not None:
            connection.wait([process.sentinel], 5)  # the keeper joins it: of two who do, one gets no status
            leave = partial(self._attempt, partial(self._store.queue.leave, _name(process.pid)))
            leaving = Thread(target=leave, daemon=True)  # the store may be locked for a minute
            leaving.start()
            leaving.join(5)
        if self._keeper is not None:
            self._keeper.join(5)

    def ask(self) -> None:
        """Have it read what is unread."""
        if self._store.count_unread(self._program):
            self._store.queue.put(READ, {}, once=True)

    def ask_for_page(self, address: str, facts: dict[str, str]) -> int:
        """Have it fetch the report at an address; ``facts`` go before what the page says. Gives the job."""
        return self._store.queue.put(FETCH, {"address": address, "facts": facts})

    def try_again(self) -> None:
        """Have it read what was given up, and bring cases together where that failed."""
        self._store.queue.retry(READ_ONE)
        self._store.queue.put(CASES, {}, once=True)
        self.ask()

    def progress(self) -> Progress:
        """Tell how the work stands."""
        aside = find_aside(self._store, self._program)
        given_up = [Aside(job.task["report"], job.fault or "") for job in aside if job.state == "failed"]
        found = Progress(aside=tuple(given_up[:_SHOWN]), set_aside=len(given_up), fault=self._trouble)
        job = self._store.queue.open(tuple(CHORES))
        if job is None:
            last = [*self._store.queue.last(READ), *self._store.queue.last(CASES)]
            fault = self._trouble or next((one.fault for one in last if one.fault), None)
            total = max((int(one.task.get("total", 0)) for one in last), default=0)
            return msgspec.structs.replace(found, total=total, fault=fault)
        if job.kind == CASES:
            stage, left = "cases", self._store.cases.pending()
        else:
            stage, left = "reading", self._store.count_unread(self._program) - len(given_up)
        total = max(left, int(job.task.get("total", 0)))
        return msgspec.structs.replace(found, stage=stage, left=left, total=total)

    def _keep(self) -> None:
        """Keep a process at work, one after the other."""
        while not self._ending.is_set():
            self._attempt(partial(self._store.queue.put, READ, {}, once=True))
            process = self._start()
            if process is None:
                return
            process.join()
            if self._ending.is_set():
                return
            lose = partial(self._store.queue.lose, _name(process.pid), _why(process.exitcode))
            if not self._attempt(lose):  # it was lost over nothing that would be given up: no haste
                self._ending.wait(_PAUSES[1] if process.exitcode == _BROKEN else _PAUSES[0])

    def _start(self) -> BaseProcess | None:
        """Start a process and listen to its troubles till it ends; None where all is to end."""
        spawn = multiprocessing.get_context("spawn")
        hearing, telling = spawn.Pipe(duplex=False)
        arguments = (self._where, self._program, os.getpid(), self._patience, self._fetch, telling)
        process = spawn.Process(target=_work, args=arguments, daemon=True, name="riwaya-worker")
        with self._lock:
            if self._ending.is_set():
                return None
            process.start()
            self._process = process
        telling.close()
        with hearing, contextlib.suppress(EOFError, OSError):
            while True:
                self._trouble = hearing.recv()
        return process

    def _attempt(self, act: Callable[[], int | None]) -> int:
        """Do something with the store; where it fails, that is the worker's trouble."""
        try:
            return act() or 0
        except RiwayaError as fault:
            self._trouble = _trouble(fault)
            return 0


def _why(status: int | None) -> Fault:
    """Say what became of a process, by its exit status."""
    name = ""
    if status is not None and status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
    if status == _HUNG or name == "SIGALRM":
        return Fault("took too long")
    if not name:
        return Fault("ended with status %(status)s", status=status)
    if name == "SIGKILL":
        return Fault("was ended by the signal SIGKILL, perhaps for want of memory")
    return Fault("was ended by the signal %(signal)s", signal=name)


def _trouble(fault: RiwayaError) -> str:
    """Say what there is trouble with."""
    if isinstance(fault, StoreError):
        return Fault("the store %(where)s: %(fault)s", where=fault.where, fault=fault.fault)
    return str(fault)


def _name(number: int | None) -> str:
    return f"workbench-{number}"


def _work(
    where: str, program: str, server: int, patience: Patience, fetch: Fetch, telling: Connection
) -> None:
    """Do chores for as long as the server lives; tell what keeps them from being done."""
    for name in ("SIGINT", "SIGHUP"):  # Ctrl-C and a closed terminal are for the server, which ends this
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    _offer_for_memory()
    worker, trouble = _name(os.getpid()), None
    while os.getppid() == server:
        try:
            with Store.open(where, create=False) as store:
                if trouble is not None:
                    store.queue.lose(worker, Fault("met with this: %(trouble)s", trouble=trouble))
                    store.queue.put(READ, {}, once=True)
                trouble = None
                _tell(telling, trouble)
                while os.getppid() == server:
                    _do_next(Hand(store, program, patience, fetch), worker)
        except RiwayaError as fault:  # no room, no store, no database: it may pass
            trouble = _trouble(fault)
            _tell(telling, trouble)
            time.sleep(_PAUSES[1])
        except Exception as fault:
            _tell(telling, own_fault(fault))
            raise SystemExit(_BROKEN) from None


def _tell(telling: Connection, trouble: str | None) -> None:
    with contextlib.suppress(OSError):  # the server is gone: so will this process be
        telling.send(None if trouble is None else str(trouble))  # a fault's values may be anything


def _do_next(hand: Hand, worker: str) -> None:
    job: Job | None = hand.store.queue.take(worker, tuple(CHORES), seconds=_HOLD)
    if job is None:
        time.sleep(_IDLE)
        return
    do(hand, job)


def _offer_for_memory() -> None:
    """Let Linux end this process first when memory runs out, not the server or the user's browser."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
