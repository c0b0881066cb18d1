"""Talks: which belong together, round by round, and where each side stands on each matter."""

from collections.abc import Iterable, Iterator

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from riwaya.casework import Casework
from riwaya.errors import Fault
from riwaya.store import Store
from riwaya.types import Case, Process, Reading, Round
from riwaya.web.agenda import find_agenda
from riwaya.web.bench import Given
from riwaya.web.pages import Visit


@get("/talks", sync_to_thread=True, include_in_schema=False)
def show_talks(request: Visit, bench: Given, id: FromQuery[str | None] = None) -> Response[str]:
    """Show the talks that there are, or one string of them."""
    processes = Casework(bench.store).processes()
    if id is None:
        ordered = sorted(processes, key=_newest, reverse=True)
        return bench.pages.show(request, "talks.html", processes=ordered)
    process = _find(processes, id)
    cases = {one.case: bench.store.cases.case(one.case) for one in process.rounds}
    told = list(_told(bench.store, process, cases))
    return bench.pages.show(
        request, "process.html", process=process, cases=cases, matters=find_agenda(process.topics, told),
        claims=_claims(reading for _, reading in told),
    )  # fmt: skip


@get("/api/talks", sync_to_thread=True)
def list_talks(bench: Given) -> list[Process]:
    """Give the talks that belong together, with their rounds."""
    return list(Casework(bench.store).processes())


def _find(processes: tuple[Process, ...], id: str) -> Process:
    """Find talks by their id, or by the case of one of their rounds."""
    for process in processes:
        if id == process.id or any(one.case == id for one in process.rounds):
            return process
    raise NotFoundException(detail=Fault("There are no talks %(id)r.", id=id))


def _told(store: Store, process: Process, cases: dict[str, Case]) -> Iterator[tuple[Round, Reading]]:
    for one in process.rounds:
        names = dict.fromkeys(member.report for member in cases[one.case].events)
        for reading in store.readings(names):
            yield one, reading


def _claims(readings: Iterable[Reading]) -> dict[tuple[str, str], str]:
    """Give the claims that say something by their report and words, for positions know no more."""
    return {
        (reading.report.id, reading.report.text[claim.content.start : claim.content.end]): claim.id
        for reading in readings
        for claim in reading.claims
        if claim.content is not None
    }


def _newest(process: Process) -> str:
    return max((one.when.end for one in process.rounds if one.when), default="")


ROUTES = (show_talks, list_talks)
