"""The reader: a report's text with claims and events marked, the records beside it, and why they are so.

What htmx asks for is a part of the page: ``templates/reader``.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from riwaya.errors import Fault, UnreadError
from riwaya.explanation import Explanation, explain_id
from riwaya.reader import Reader
from riwaya.store import Decision, Record
from riwaya.web.bench import Bench, Given, Number
from riwaya.web.forms import FIELDS, SPARE, VAGUES, FormError, blank, parse_span
from riwaya.web.pages import Visit
from riwaya.web.sheet import Sheet, kind_of, read_lines


@get("/report", sync_to_thread=True, include_in_schema=False)
def show_report(
    request: Visit, bench: Given, id: FromQuery[str], at: FromQuery[str | None] = None, part: Number = None
) -> Response[str]:
    """Show a report with its reading; ``at`` is the record to begin with, ``part`` the part of a long one."""
    try:
        shown = desk(bench, id, at, part)
    except UnreadError:
        report = bench.store.report(id)
        lines, progress = list(read_lines(report, [])), bench.worker.progress()
        return bench.pages.show(request, "unread.html", report=report, lines=lines, progress=progress)
    waiting = bench.store.headings(stage="read", limit=2)
    following = next((one for one in waiting if one.report != id), None)
    return bench.pages.show(request, "reader.html", following=following, **shown)


def desk(
    bench: Bench, name: str, at: str | None = None, part: int | None = None,
    told: Decision | str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Give what the reader's desk shows; ``told`` is said aloud, once."""
    sheet = Sheet.load(bench.store, name)
    return {
        "sheet": sheet, "part": sheet.part(at, part or 1), "report": sheet.report, "at": at, "told": told,
        "kind_of": kind_of,
    }  # fmt: skip


@get("/report/fix", sync_to_thread=True, include_in_schema=False)
def show_fix(request: Visit, bench: Given, id: FromQuery[str], key: FromQuery[str]) -> Response[str]:
    """Show the form that corrects a record."""
    sheet = Sheet.load(bench.store, id)
    record = sheet.record(key)
    if record is None:
        raise NotFoundException(detail=Fault("There is no %(key)s in this reading.", key=key))
    return bench.pages.show(request, "reader/form.html", **form(sheet, record))


@get("/report/add", sync_to_thread=True, include_in_schema=False)
def show_add(
    request: Visit, bench: Given, id: FromQuery[str], kind: FromQuery[str], span: FromQuery[str] = "0-1"
) -> Response[str]:
    """Show the form that adds a record on a stretch of the text."""
    sheet = Sheet.load(bench.store, id)
    return bench.pages.show(request, "reader/form.html", **form(sheet, blank(kind, parse_span(span))))


def form(
    sheet: Sheet, record: Record, faults: Sequence[FormError | str] = (), why: str = "", shown: str = ""
) -> dict[str, Any]:
    """Give what the form of a record shows; ``faults`` are what was wrong with it last time."""
    return {
        "sheet": sheet, "report": sheet.report, "record": record, "kind": kind_of(record),
        "fields": FIELDS[type(record)], "spare": SPARE, "vagues": VAGUES, "faults": faults, "why": why,
        "shown": shown or sheet.shown,
    }  # fmt: skip


@get("/report/why", sync_to_thread=True, include_in_schema=False)
def show_why(request: Visit, bench: Given, id: FromQuery[str], key: FromQuery[str]) -> Response[str]:
    """Show which rules and words a record stands on, and what else was weighed."""
    sheet = Sheet.load(bench.store, id)
    return bench.pages.show(
        request, "reader/why.html", sheet=sheet, record=sheet.record(key), decision=sheet.decided.get(key),
        explanations=_explain(sheet, key),
    )  # fmt: skip


def _explain(sheet: Sheet, key: str) -> tuple[Explanation, ...]:
    return explain_id(sheet.reading, _reader().walk(sheet.report), key)


@cache
def _reader() -> Reader:
    return Reader()


ROUTES = (show_report, show_fix, show_add, show_why)
