"""Pages that an analyst named by their addresses: which are being fetched, and what came of the others."""

import msgspec

from riwaya.store import Job, Store
from riwaya.web.chores import FETCH

_LATEST = 20  # that a page looks back at


class Fetched(msgspec.Struct, frozen=True):
    """One address. Where its report could be stored, ``report`` and ``outcome`` tell as what.

    Where it could not, ``fault`` says why.
    """

    number: int
    address: str
    state: str
    report: str | None = None
    outcome: str | None = None
    fault: str | None = None

    @property
    def running(self) -> bool:
        """Tell whether it waits or is being fetched."""
        return self.state in ("waiting", "running")


def list_fetched(store: Store, since: int | None = None) -> list[Fetched]:
    """List the addresses of a job and those after it, oldest first.

    Without a number, those that run, and the last one if it failed: what someone who comes back must know.
    """
    found = [_make(job) for job in reversed(store.queue.last(FETCH, _LATEST))]
    if since is not None:
        return [one for one in found if one.number >= since]
    return [one for at, one in enumerate(found, 1) if one.running or (at == len(found) and one.fault)]


def _make(job: Job) -> Fetched:
    report, outcome = (job.task.get(name) for name in ("report", "outcome"))
    return Fetched(job.number, job.task["address"], job.state, report, outcome, job.fault)
