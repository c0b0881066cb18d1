"""The history of a report's reading: every decision, by whom, when and why, and what it changed."""

from collections.abc import Iterator

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from riwaya.store import Decision, Record
from riwaya.web.bench import Given
from riwaya.web.pages import Visit
from riwaya.web.sheet import Sheet, kind_of

_QUIET = ("id", "why")  # fields that are no news


class Difference(msgspec.Struct, frozen=True):
    """One field of a record, before and after a decision; None where there was no such record."""

    field: str
    before: object
    after: object


class Entry(msgspec.Struct, frozen=True):
    """A decision, the record that it is about, and what it changed in it."""

    decision: Decision
    record: Record | None
    differences: tuple[Difference, ...]


@get("/history", sync_to_thread=True, include_in_schema=False)
def show_history(
    request: Visit, bench: Given, id: FromQuery[str], key: FromQuery[str | None] = None
) -> Response[str]:
    """Show all decisions on a report, the last first, or those on one record."""
    sheet = Sheet.load(bench.store, id)
    entries = [entry for one in reversed(sheet.history) for entry in _entries(one)]
    if key is not None:
        entries = [entry for entry in entries if entry.record is not None and entry.record.id == key]
    alone = "hx-request" in request.headers
    return bench.pages.show(
        request, "reader/entries.html" if alone else "history.html", sheet=sheet, report=sheet.report,
        entries=entries, key=key, kind_of=kind_of,
    )  # fmt: skip


def _entries(decision: Decision) -> Iterator[Entry]:
    before = {record.id: record for record in decision.change.before}
    after = {record.id: record for record in decision.change.after}
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        yield Entry(decision, new or old, tuple(_differences(old, new)))
    if not before and not after:
        yield Entry(decision, None, ())


def _differences(old: Record | None, new: Record | None) -> Iterator[Difference]:
    if old is None or new is None:
        return
    for field in new.__struct_fields__:
        before, after = getattr(old, field), getattr(new, field)
        if before != after and field not in _QUIET:
            yield Difference(field, before, after)


ROUTES = (show_history,)
