"""The queue: jobs are taken up by one worker at a time, and come back when that worker is lost."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Update, and_, func, insert, or_, select, update

from riwaya.errors import Fault
from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.database import Database
from riwaya.store.records import Job, State

_job = schema.job
_TRIES = 3  # workers that may be lost over a job before it counts as failed


class Queue:
    """The jobs of a store. Two workers never hold one job at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, kind: str, task: dict[str, Any], *, once: bool = False) -> int:
        """Put a job at the end of the queue and give its number; the task must be plain JSON.

        With ``once``, where a job of that kind and task waits already, give that one's number.
        """
        body = _encode(task)
        row = {"kind": kind, "task": body, "state": "waiting", "tries": 0, "queued": moment()}
        same = select(_job.c.id).where(_job.c.state == "waiting", _job.c.kind == kind, _job.c.task == body)
        with self._database.writing() as connection:
            if once and (number := connection.scalar(same.limit(1))) is not None:
                return int(number)
            return int(connection.execute(insert(_job).values(row).returning(_job.c.id)).scalar_one())

    def take(self, worker: str, kinds: Sequence[str] | None = None, *, seconds: float = 600) -> Job | None:
        """Take up the oldest job that waits, or whose worker's time ran out; None where there is none.

        The worker has ``seconds`` to end it or to renew its hold; a job that three lost counts as failed.
        """
        now = moment()
        with self._database.writing() as connection:
            connection.execute(_give_up(update(_job).where(_lost(now))))
            free = select(_job.c.id).where(or_(_job.c.state == "waiting", _lost(now)))
            if kinds is not None:
                free = free.where(_job.c.kind.in_(kinds))
            # PostgreSQL passes over what another worker is just taking; SQLite has one writer at a time.
            query = free.order_by(_job.c.id).limit(1).with_for_update(skip_locked=True)
            number = connection.scalar(query)
            if number is None:
                return None
            held = {"state": "running", "worker": worker, "until": moment(seconds_ahead=seconds)}
            taken = update(_job).where(_job.c.id == number).values(**held, tries=_job.c.tries + 1)
            connection.execute(taken)
            return _find(connection, number)

    def done(self, job: Job) -> bool:
        """Note that a job is done; False where its worker's time ran out and another one has it."""
        return self._end(job, state="done", ended=moment())

    def fail(self, job: Job, fault: str) -> bool:
        """Note that a job failed and why; False as for ``done``."""
        return self._end(job, state="failed", ended=moment(), fault=fault)

    def renew(self, job: Job, *, seconds: float = 600, task: dict[str, Any] | None = None) -> bool:
        """Give a job's worker more time, and note in its ``task`` how far it is; False as for ``done``."""
        noted = {} if task is None else {"task": _encode(task)}
        return self._end(job, until=moment(seconds_ahead=seconds), **noted)

    def leave(self, worker: str) -> None:
        """Let others have what a worker holds, which ends of its own accord: that is no try."""
        with self._database.writing() as connection:
            connection.execute(_held(worker).values(state="waiting", tries=_job.c.tries - 1))

    def lose(self, worker: str, why: str) -> int:
        """Let others have what a worker holds that is known to be lost, at once, and count these jobs.

        ``why`` says what became of the worker: the reason of a job that is given up.
        """
        with self._database.writing() as connection:
            given_up = connection.execute(_give_up(_held(worker), why)).rowcount
            return given_up + connection.execute(_held(worker).values(state="waiting")).rowcount

    def retry(self, kind: str) -> int:
        """Have all jobs of a kind that failed tried again, as if they were new, and count them."""
        failed = update(_job).where(_job.c.kind == kind, _job.c.state == "failed")
        with self._database.writing() as connection:
            fresh = failed.values(state="waiting", tries=0, ended=None, fault=None)
            return connection.execute(fresh).rowcount

    def find(self, number: int) -> Job | None:
        """Find a job by its number."""
        with self._database.reading() as connection:
            return _find(connection, number)

    def last(self, kind: str, limit: int = 1) -> list[Job]:
        """List the jobs of a kind that were put last, newest first, whatever became of them."""
        query = select(_job).where(_job.c.kind == kind).order_by(_job.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_make(row) for row in connection.execute(query)]

    def open(self, kinds: Sequence[str]) -> Job | None:
        """Give the job of some kinds that runs or is next; None where nothing is to be done."""
        is_open = (_job.c.kind.in_(kinds), _job.c.state.in_(("waiting", "running")))
        query = select(_job).where(*is_open).order_by(_job.c.state, _job.c.id).limit(1)  # "running" first
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            return _make(row) if row else None

    def standing(self, kind: str, *states: State) -> list[Job]:
        """List the jobs of a kind that are in one of some states, oldest first."""
        query = select(_job).where(_job.c.kind == kind, _job.c.state.in_(states)).order_by(_job.c.id)
        with self._database.reading() as connection:
            return [_make(row) for row in connection.execute(query)]

    def _end(self, job: Job, **values: str) -> bool:
        own = (_job.c.id == job.number, _job.c.state == "running", _job.c.worker == job.worker)
        query = update(_job).where(*own, _job.c.tries == job.tries).values(**values)
        with self._database.writing() as connection:
            return connection.execute(query).rowcount == 1


def count_jobs(connection: Connection) -> dict[str, int]:
    """Count the jobs in each state."""
    query = select(_job.c.state, func.count()).group_by(_job.c.state).order_by(_job.c.state)
    return dict(connection.execute(query).all())


def _lost(now: str) -> ColumnElement[bool]:
    return and_(_job.c.state == "running", _job.c.until < now)


def _held(worker: str) -> Update:
    return update(_job).where(_job.c.state == "running", _job.c.worker == worker)


def _give_up(lost: Update, why: str = "") -> Update:
    """Let those of the lost jobs fail that were tried often enough."""
    fault = Fault("given up: %(tries)s workers were lost over it", tries=_TRIES)
    if why:
        fault = Fault(
            "given up: %(tries)s workers were lost over it; the last one %(why)s", tries=_TRIES, why=why
        )
    return lost.where(_job.c.tries >= _TRIES).values(state="failed", ended=moment(), fault=str(fault))


def _encode(task: dict[str, Any]) -> str:
    return msgspec.json.encode(task).decode()


def _find(connection: Connection, number: int) -> Job | None:
    row = connection.execute(select(_job).where(_job.c.id == number)).one_or_none()
    return _make(row) if row else None


def _make(row: Row[*tuple[Any, ...]]) -> Job:
    task = msgspec.json.decode(row.task)
    return Job(row.id, row.kind, task, row.state, row.tries, row.worker, row.until, row.fault)
