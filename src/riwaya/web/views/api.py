"""The API: what the pages show, as JSON. Its description is made of the records, at /api/openapi.json."""

from typing import Any

from litestar import get
from litestar.params import FromQuery

from riwaya.store import Decision, Heading, Info, Stage, Tally
from riwaya.types import Reading, Report
from riwaya.web.bench import Given, Number
from riwaya.web.pages import Visit

_MOST = 500  # headings in one answer


@get("/api/store", sync_to_thread=True)
def give_store(bench: Given) -> Info:
    """Give the figures of the store."""
    return bench.store.info()


@get("/api/outlets", sync_to_thread=True)
def give_outlets(bench: Given) -> list[Tally]:
    """Count the reports of each outlet by stage of review."""
    return bench.store.tallies()


@get("/api/reports", sync_to_thread=True)
def list_reports(
    bench: Given,
    publisher: FromQuery[str | None] = None,
    stage: FromQuery[Stage | None] = None,
    before: Number = None,
    limit: FromQuery[int] = 50,
) -> list[Heading]:
    """List reports, the last imported first; go on with ``before`` the last one's number."""
    return bench.store.headings(
        publisher=publisher, stage=stage, before=before, limit=max(1, min(limit, _MOST))
    )


@get("/api/report", sync_to_thread=True)
def give_report(bench: Given, id: FromQuery[str]) -> Report:
    """Give a report."""
    return bench.store.report(id)


@get("/api/reading", sync_to_thread=True)
def give_reading(bench: Given, id: FromQuery[str]) -> Reading:
    """Give a report's reading as the analysts left it."""
    return bench.store.reading(id)


@get("/api/decisions", sync_to_thread=True)
def list_decisions(bench: Given, id: FromQuery[str]) -> list[Decision]:
    """List the decisions on a report, first to last."""
    return bench.store.desk.history(id)


@get("/api/openapi.json", sync_to_thread=False, include_in_schema=False)
def give_description(request: Visit) -> dict[str, Any]:
    """Give the description of the API."""
    return request.app.openapi_schema.to_schema()


ROUTES = (give_description, give_store, give_outlets, list_reports, give_report, give_reading, list_decisions)
