"""The cases: what several reports tell of one occurrence, newest first, chosen by the address."""

from typing import Any, get_args

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from riwaya.casework import Casework
from riwaya.errors import Fault
from riwaya.store import Store
from riwaya.store.case_records import CaseLine, CaseQuery
from riwaya.types import Case, EventType, Status
from riwaya.web.bench import Given
from riwaya.web.forms import FormError, parse_number
from riwaya.web.pages import Visit

_PAGE = 30  # cases shown at a time
_MOST = 500  # in one answer of the API
_HEADING = 110  # characters of a text that stand for a title
TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
_ASKED = ("type", "status", "country", "place", "since", "until", "reports", "order", "skip", "process")


class Brief(msgspec.Struct, frozen=True):
    """A case in a list: what one report calls it, some words of it, and by how many outlets it is told."""

    case: Case
    title: str
    words: str
    outlets: int
    reports: int


@get("/cases", sync_to_thread=True, include_in_schema=False)
def show_cases(request: Visit, bench: Given) -> Response[str]:
    """Show the cases that the address asks for."""
    query = read_query(request, _PAGE + 1)
    lines = bench.store.cases.list(query)
    return bench.pages.show(
        request,
        "cases.html",
        briefs=[brief(bench.store, bench.store.cases.case(line.id)) for line in lines[:_PAGE]],
        query=query,
        asked={name: value for name, value in request.query_params.items() if value and name in _ASKED},
        count=bench.store.cases.count(query),
        all=bench.store.cases.count(),
        pending=bench.store.cases.pending(),
        newer=max(0, query.skip - _PAGE) if query.skip else None,
        older=query.skip + _PAGE if len(lines) > _PAGE else None,
        types=TYPES,
        statuses=STATUSES,
    )


@post("/cases/update", sync_to_thread=True, include_in_schema=False, status_code=303)
def update_cases(bench: Given) -> Response[object]:
    """Bring the cases up to date, and show them."""
    Casework(bench.store).update()
    return Redirect("/cases", status_code=303)


@get("/api/cases", sync_to_thread=True)
def list_cases(request: Visit, bench: Given) -> list[CaseLine]:
    """List cases: type, status, country, place, since, until, reports, process, order, skip, limit."""
    limit = parse_number(request.query_params.get("limit") or "50")
    if limit is None:
        raise FormError("limit", Fault("%(value)s is no number", value=request.query_params["limit"]))
    return bench.store.cases.list(read_query(request, max(1, min(limit, _MOST))))


def read_query(request: Visit, limit: int) -> CaseQuery:
    """Read what an address asks for; an empty field asks for nothing."""
    given = {name: request.query_params.get(name, "").replace("\0", "").strip() for name in _ASKED}
    asked: dict[str, Any] = {name: value for name, value in given.items() if value}
    try:
        query = msgspec.convert({**asked, "limit": limit}, CaseQuery, strict=False)
    except msgspec.ValidationError as fault:
        name = str(fault).rpartition("$.")[2].rstrip("`")
        raise FormError(name, Fault("%(value)r cannot be", value=given.get(name, ""))) from None
    for name in ("skip", "reports"):
        if not 0 <= getattr(query, name) < 2**31:  # no database counts farther
            raise FormError(name, Fault("there are no cases of %(value)s", value=getattr(query, name)))
    return query


def brief(store: Store, case: Case) -> Brief:
    """Make a case's entry of a list; it goes by the title of the first report that has one."""
    reports = list(dict.fromkeys(member.report for member in case.events))
    outlets = {member.publisher or member.report for member in case.events}
    said = next((one.text for account in case.accounts for one in account.statements), "")
    return Brief(case, title(store, reports[0]), said, len(outlets), len(reports))


def title(store: Store, name: str) -> str:
    """Give the title of a report, or the first line of its text, cut where that is no heading."""
    report = store.report(name)
    line = report.text.strip().partition("\n")[0]
    return report.title or (line if len(line) <= _HEADING else line[: _HEADING - 1].rstrip() + "…") or name


ROUTES = (show_cases, update_cases, list_cases)
