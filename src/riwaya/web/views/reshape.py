"""Two records made one, or a word of one made a record of its own; what comes of it is shown before."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from riwaya.errors import Fault, ReviewError
from riwaya.store import Record, separate, unite
from riwaya.store.anchors import anchors
from riwaya.types import Span
from riwaya.web.bench import Bench, Given, Number
from riwaya.web.forms import FIELDS, FormError, parse_number
from riwaya.web.pages import Visit
from riwaya.web.sheet import Sheet, first
from riwaya.web.views.review import Filled, answer, make_act, read_lists, read_one

_OFFERED = 100  # records that one may be merged with, the nearest in the text


class Row(msgspec.Struct, frozen=True):
    """A field of the records that there are, and of those that come of them."""

    field: str
    before: tuple[object, ...]
    after: tuple[object, ...]


@get("/report/merging", sync_to_thread=True, include_in_schema=False)
def preview_merge(
    request: Visit, bench: Given, id: FromQuery[str], key: FromQuery[str],
    other: FromQuery[str] = "", why: FromQuery[str] = "",
) -> Response[str]:  # fmt: skip
    """Show what comes of a record and another one, the nearest of its type if none is named; ``why`` is the
    reason as far as it is written."""
    sheet = Sheet.load(bench.store, id)
    shown = _merging(sheet, _record(sheet, key), other) | {"why": why}
    return bench.pages.show(request, "reader/reshape.html", **shown)


@get("/report/splitting", sync_to_thread=True, include_in_schema=False)
def preview_split(
    request: Visit, bench: Given, id: FromQuery[str], key: FromQuery[str],
    offset: Number = None, why: FromQuery[str] = "",
) -> Response[str]:  # fmt: skip
    """Show what comes of a record and one of its words, the last if none is chosen."""
    sheet = Sheet.load(bench.store, id)
    shown = _splitting(sheet, _record(sheet, key), offset) | {"why": why}
    return bench.pages.show(request, "reader/reshape.html", **shown)


@post("/report/merge", sync_to_thread=True, include_in_schema=False, status_code=200)
def merge(request: Visit, bench: Given, data: Filled) -> Response[Any]:
    """Make one record of two; it needs a reason."""
    return _reshape(request, bench, data)


@post("/report/split", sync_to_thread=True, include_in_schema=False, status_code=200)
def split(request: Visit, bench: Given, data: Filled) -> Response[Any]:
    """Make two records of one; it needs a reason."""
    return _reshape(request, bench, data)


def _reshape(request: Visit, bench: Bench, data: dict[str, Any]) -> Response[Any]:
    given = read_lists(data)
    name, key, other = (read_one(given, field) for field in ("id", "key", "other"))
    offset = parse_number(read_one(given, "offset"))
    act, desk = make_act(request, given), bench.store.desk
    fault: FormError | str | None = None
    if not act.why:
        fault = FormError("why", Fault("is empty"))
    else:
        try:
            made = (
                desk.merge(name, [key, other], act)
                if other
                else desk.split_at(name, key, -1 if offset is None else offset, act)
            )
        except ReviewError as error:
            fault = error.fault
    if fault is None:
        return answer(request, bench, name, key, lambda: made, parse_number(read_one(given, "part")))
    sheet = Sheet.load(bench.store, name)
    record = _record(sheet, key)
    shown = _merging(sheet, record, other) if other else _splitting(sheet, record, offset)
    # What was shown stays what it was: a form that is out of date stays so, however often it is sent.
    shown |= {"faults": (fault,), "why": act.why, "shown": act.shown or sheet.shown}
    moved = {"HX-Retarget": "#form", "HX-Reswap": "outerHTML"}
    return bench.pages.show(request, "reader/reshape.html", status=422, headers=moved, **shown)


def _merging(sheet: Sheet, record: Record, other: str) -> dict[str, Any]:
    """Give what the form of a merge shows."""
    alike = [one for one in (*sheet.records, *sheet.names) if type(one) is type(record) and one != record]
    near = sorted(alike, key=lambda one: abs(first(one) - first(record)))
    chosen = next((one for one in near if one.id == other), None)
    if chosen is None and near:
        chosen = min(near, key=lambda one: getattr(one, "type", None) != getattr(record, "type", None))
    before = (record, chosen) if chosen else (record,)
    return {
        **_show(sheet, record, before, (unite(before),) if chosen else ()),
        "others": near[:_OFFERED], "left_out": len(near[_OFFERED:]), "other": chosen,
        "spans": (), "offset": None,
    }  # fmt: skip


def _splitting(sheet: Sheet, record: Record, offset: int | None) -> dict[str, Any]:
    """Give what the form of a split shows."""
    spans: tuple[Span, ...] = anchors(record)
    at = next((span.start for span in spans if span.start == offset), spans[-1].start)
    parts = separate(record, at)
    return {
        **_show(sheet, record, (record,), parts or ()),
        "others": (), "left_out": 0, "other": None, "spans": spans if parts else (), "offset": at,
    }  # fmt: skip


def _show(
    sheet: Sheet, record: Record, before: tuple[Record, ...], after: tuple[Record, ...]
) -> dict[str, Any]:
    names = [field.name for field in FIELDS[type(record)]]
    sides = [[tuple(getattr(one, name) for one in side) for name in names] for side in (before, after)]
    rows = [Row(*row) for row in zip(names, *sides, strict=True)]
    return {
        "sheet": sheet, "report": sheet.report, "record": record, "before": before, "after": after,
        "rows": [row for row in rows if any(value not in (None, ()) for value in row.before)],
        "faults": (), "why": "", "shown": sheet.shown,
    }  # fmt: skip


def _record(sheet: Sheet, key: str) -> Record:
    record = sheet.record(key)
    if record is None:
        raise NotFoundException(detail=Fault("There is no %(key)s in this reading.", key=key))
    return record


ROUTES = (preview_merge, preview_split, merge, split)
