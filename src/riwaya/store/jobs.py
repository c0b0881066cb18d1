"""The queue: jobs are taken up by one worker at a time, and come back when that worker is lost."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.database import Database
from riwaya.store.records import Job

_job = schema.job
_TRIES = 3  # workers that may be lost over a job before it counts as failed


class Queue:
    """The jobs of a store. Two workers never hold one job at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, kind: str, task: dict[str, Any]) -> int:
        """Put a job at the end of the queue and give its number; the task must be plain JSON."""
        body = msgspec.json.encode(task).decode()
        row = {"kind": kind, "task": body, "state": "waiting", "tries": 0, "queued": moment()}
        with self._database.writing() as connection:
            return int(connection.execute(insert(_job).values(row).returning(_job.c.id)).scalar_one())

    def take(self, worker: str, kinds: Sequence[str] | None = None, *, seconds: float = 600) -> Job | None:
        """Take up the oldest job that waits, or whose worker's time ran out; None where there is none.

        The worker has ``seconds`` to end it or to renew its hold; a job that three lost counts as failed.
        """
        now = moment()
        with self._database.writing() as connection:
            _give_up(connection, now)
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

    def renew(self, job: Job, *, seconds: float = 600) -> bool:
        """Give a job's worker more time; False as for ``done``."""
        return self._end(job, until=moment(seconds_ahead=seconds))

    def find(self, number: int) -> Job | None:
        """Find a job by its number."""
        with self._database.reading() as connection:
            return _find(connection, number)

    def last(self, kind: str, limit: int = 1) -> list[Job]:
        """List the jobs of a kind that were put last, newest first, whatever became of them."""
        query = select(_job).where(_job.c.kind == kind).order_by(_job.c.id.desc()).limit(limit)
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


def _give_up(connection: Connection, now: str) -> None:
    fault = f"given up: {_TRIES} workers were lost over it"
    query = update(_job).where(_lost(now), _job.c.tries >= _TRIES)
    connection.execute(query.values(state="failed", ended=now, fault=fault))


def _find(connection: Connection, number: int) -> Job | None:
    row = connection.execute(select(_job).where(_job.c.id == number)).one_or_none()
    return _make(row) if row else None


def _make(row: Row[*tuple[Any, ...]]) -> Job:
    task = msgspec.json.decode(row.task)
    return Job(row.id, row.kind, task, row.state, row.tries, row.worker, row.until, row.fault)
