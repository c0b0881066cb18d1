"""Decisions on a report's records; each answers with the desk as it is then."""

from collections.abc import Callable
from typing import Any

from litestar import Response, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from riwaya.errors import Fault, ReviewError
from riwaya.store import Act, Decision
from riwaya.web.bench import Bench, Given
from riwaya.web.forms import Form, FormError, blank, fill, parse_number, parse_span
from riwaya.web.pages import Visit, address
from riwaya.web.sheet import Sheet
from riwaya.web.views.reader import desk, form

_SHOWN = 40  # letters of what cannot be that are said again
Filled = URLEncodedBody[dict[str, Any]]


@post("/review", sync_to_thread=True, include_in_schema=False, status_code=200)
def decide(request: Visit, bench: Given, data: Filled) -> Response[Any]:
    """Accept or reject records, or undo a decision: ``accept``, ``reject`` hold ids, ``undo`` a number."""
    given = read_lists(data)
    name, act, decide = read_one(given, "id"), make_act(request, given), bench.store.desk
    part = parse_number(read_one(given, "part"))
    accepted, rejected = given.get("accept", ()), given.get("reject", ())
    number = parse_number(read_one(given, "undo"))
    if bool(accepted) + bool(rejected) + (number is not None) != 1:
        raise ClientException(detail=Fault("One of accept, reject and undo is needed."))
    if number is not None:
        return answer(request, bench, name, "", lambda: decide.undo(name, number, act), part)
    keys = accepted or rejected
    settle = decide.accept if accepted else decide.reject
    key = keys[0] if len(keys) == 1 else ""
    return answer(request, bench, name, key, lambda: settle(name, keys, act), part)


@post("/report/save", sync_to_thread=True, include_in_schema=False, status_code=200)
def correct(request: Visit, bench: Given, data: Filled) -> Response[Any]:
    """Put a corrected record in the place of one, or add a new one; it needs a reason."""
    given = read_lists(data)
    name, key, kind = (read_one(given, field) for field in ("id", "key", "kind"))
    sheet = Sheet.load(bench.store, name)
    old = sheet.record(key) if key else blank(kind, parse_span("0-1"))
    if old is None:
        raise NotFoundException(detail=Fault("There is no %(key)s in this reading.", key=key))
    new, found = fill(old, given)
    faults: tuple[FormError | str, ...] = found
    if not read_one(given, "why"):
        faults = (*found, FormError("why", Fault("is empty")))
    if not faults:
        desk_of, act = bench.store.desk, make_act(request, given)
        try:
            made = desk_of.correct(name, new, act) if key else desk_of.add(name, [new], act)
        except ReviewError as fault:
            faults = (fault.fault,)
    if faults:
        moved = {"HX-Retarget": "#form", "HX-Reswap": "outerHTML"}
        # What was shown stays what it was: a form that is out of date stays so, however often it is sent.
        filled = form(sheet, new, faults, read_one(given, "why"), read_one(given, "shown"))
        return bench.pages.show(request, "reader/form.html", status=422, headers=moved, **filled)
    part = parse_number(read_one(given, "part"))
    return answer(request, bench, name, next(iter(made.change.after)).id, lambda: made, part)


def answer(
    request: Visit, bench: Bench, name: str, key: str, decide: Callable[[], Decision],
    part: int | None = None,
) -> Response[Any]:  # fmt: skip
    """Make a decision, and answer with the desk as it is then: with the record of that key, or that part."""
    told: Decision | str
    try:
        told = decide()
    except ReviewError as fault:
        if "hx-request" not in request.headers:
            raise
        told = fault.fault
    if "hx-request" not in request.headers:
        return Redirect(address("/report", id=name, at=key or None, part=part), status_code=303)
    return bench.pages.show(request, "reader/desk.html", **desk(bench, name, key or None, part, told))


def make_act(request: Visit, given: Form) -> Act:
    """Say by whom a form decides, why, and what was shown of what was decided before."""
    seen, shown = read_one(given, "seen"), read_one(given, "shown")
    number = parse_number(seen)
    if seen and number is None:
        raise ClientException(detail=Fault("%(value)r is no number of a decision", value=seen[:_SHOWN]))
    return request.user.act(read_one(given, "why"), number, shown or None)


def read_lists(data: dict[str, Any]) -> Form:
    """Give every field as a list: one that was sent once comes as a string."""
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for name, value in data.items()
    }


def read_one(given: Form, name: str) -> str:
    """Give a field that is sent once, trimmed; empty where it was not."""
    return (given.get(name) or ("",))[0].strip()


ROUTES = (decide, correct)
