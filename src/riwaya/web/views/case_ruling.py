"""What analysts rule on cases: merge, split, undo; each is shown before it is done, and has a reason."""

import hashlib
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.exceptions import ClientException
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect

from riwaya.casework import Casework, Preview
from riwaya.errors import Fault, ReviewError
from riwaya.types import Case, EventKey
from riwaya.web.bench import Bench, Given
from riwaya.web.forms import parse_number
from riwaya.web.pages import Visit, address
from riwaya.web.views.case import key, parse_key
from riwaya.web.views.cases import brief

_SHOWN = 40  # letters of what cannot be that are said again
# What is shown and what is done have paths of their own: Litestar wraps a handler twice that shares its path.


@get("/case/merging", sync_to_thread=True, include_in_schema=False)
def preview_merge(request: Visit, bench: Given, id: FromQuery[str], other: FromQuery[str]) -> Response[str]:
    """Show what would come of merging two cases."""
    case, second = _two(bench, id, other)
    preview = Casework(bench.store).preview_join((*_events(case), *_events(second)))
    return _show(
        request,
        bench,
        case,
        preview,
        action="/case/merge",
        other=second.id,
        events=(),
        shown=_stamp(case, second),
    )


@post("/case/merge", sync_to_thread=True, include_in_schema=False, status_code=303)
def merge(request: Visit, bench: Given, data: URLEncodedBody[dict[str, Any]]) -> Response[object]:
    """Merge two cases."""
    Casework(bench.store).update()
    case, second = _two(bench, str(data.get("id", "")), str(data.get("other", "")))
    _check_shown(data, case, second)
    act = request.user.act(_reason(data))
    bench.store.rulings.join((*_events(case), *_events(second)), act)
    return _ruled(bench, case.id)


@get("/case/splitting", sync_to_thread=True, include_in_schema=False)
def preview_split(
    request: Visit, bench: Given, id: FromQuery[str], event: FromQuery[list[str] | None] = None
) -> Response[str]:
    """Show what would come of taking events out of a case."""
    case = bench.store.cases.case(id)
    chosen, rest = _sides(case, event or [])
    preview = Casework(bench.store).preview_part(chosen, rest)
    form = {"other": None, "events": tuple(event or ()), "shown": _stamp(case)}
    return _show(request, bench, case, preview, action="/case/split", **form)


@post("/case/split", sync_to_thread=True, include_in_schema=False, status_code=303)
def split(request: Visit, bench: Given, data: URLEncodedBody[dict[str, Any]]) -> Response[object]:
    """Take events out of a case."""
    given = data.get("event", [])
    Casework(bench.store).update()
    case = bench.store.cases.case(str(data.get("id", "")))
    _check_shown(data, case)
    chosen, rest = _sides(case, [given] if isinstance(given, str) else [str(one) for one in given])
    bench.store.rulings.part(chosen, rest, request.user.act(_reason(data)))
    return _ruled(bench, case.id)


@post("/case/undo", sync_to_thread=True, include_in_schema=False, status_code=303)
def undo(request: Visit, bench: Given, data: URLEncodedBody[dict[str, Any]]) -> Response[object]:
    """Undo a ruling."""
    given = str(data.get("number", ""))
    number = parse_number(given)
    if number is None:
        raise ClientException(detail=Fault("%(value)r is no number of a ruling", value=given[:_SHOWN]))
    bench.store.rulings.undo(number, request.user.act(str(data.get("why", ""))))
    return _ruled(bench, str(data.get("id", "")))


def _two(bench: Bench, id: str, other: str) -> tuple[Case, Case]:
    case, second = bench.store.cases.case(id), bench.store.cases.case(other.strip())
    if case.id == second.id:
        raise ClientException(detail=Fault("A case cannot be merged with itself."))
    return case, second


def _events(case: Case) -> tuple[EventKey, ...]:
    return tuple(EventKey(member.report, member.event) for member in case.events)


def _sides(case: Case, chosen: list[str]) -> tuple[list[EventKey], list[EventKey]]:
    """Give the events that are chosen, and the others of the case."""
    known = {key(member) for member in case.events}
    if strange := [one for one in chosen if one not in known]:
        raise ClientException(detail=Fault("%(event)s is no event of this case.", event=strange[0]))
    rest = [parse_key(one) for one in sorted(known - set(chosen))]
    if not chosen or not rest:
        raise ClientException(detail=Fault("Choose some of the events, and leave some."))
    return [parse_key(one) for one in chosen], rest


def _stamp(*cases: Case) -> str:
    """Give what tells the events of cases from those of any others, in short."""
    events = [(member.report, member.event, member.triggers) for case in cases for member in case.events]
    return hashlib.sha256(msgspec.json.encode(events)).hexdigest()[:16]


def _check_shown(data: dict[str, Any], *cases: Case) -> None:
    """Refuse what was ruled on events that came to be others since they were shown."""
    if (shown := data.get("shown")) is not None and shown != _stamp(*cases):
        raise ReviewError(cases[0].id, Fault("it has changed since it was shown; look at it again"))


def _reason(data: dict[str, Any]) -> str:
    why = str(data.get("why", "")).strip()
    if not why:
        raise ClientException(detail=Fault("A ruling needs a reason."))
    return why


def _show(request: Visit, bench: Bench, case: Case, preview: Preview, **form: Any) -> Response[str]:
    sides = [[brief(bench.store, one) for one in side] for side in (preview.before, preview.after)]
    return bench.pages.show(request, "case-ruling.html", case=case, before=sides[0], after=sides[1], **form)


def _ruled(bench: Bench, id: str) -> Response[object]:
    Casework(bench.store).update()
    return Redirect(address("/case", id=id), status_code=303)


ROUTES = (preview_merge, merge, preview_split, split, undo)
