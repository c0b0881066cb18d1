"""One case: its accounts side by side, its figures, who told whom, how it stands, and why it is one."""

from collections.abc import Iterable

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from riwaya.store import Ruling, Store, find_undone
from riwaya.store.case_records import CaseQuery
from riwaya.types import Case, EventKey, Match, Member, Origin
from riwaya.web import chart, graph
from riwaya.web.bench import Bench, Given
from riwaya.web.pages import Visit
from riwaya.web.views.cases import Brief, brief, title

_NEAR = 12  # cases that one may be merged with are offered


class Entry(msgspec.Struct, frozen=True):
    """A report of a case: its events in it, what the first was matched by, and whom it goes back to."""

    report: str
    title: str
    members: tuple[Member, ...]
    words: dict[str, str]  # that each event stands on, by its id
    match: Match | None
    origins: tuple[Origin, ...]


class Undoable(msgspec.Struct, frozen=True):
    """A ruling on events of a case, and whether it is in force."""

    ruling: Ruling
    holds: bool


@get("/case", sync_to_thread=True, include_in_schema=False)
def show_case(request: Visit, bench: Given, id: FromQuery[str]) -> Response[str]:
    """Show a case."""
    case = bench.store.cases.case(id)
    leftward = bench.pages.words(request).direction == "rtl"
    ways = graph.trace(case)
    return bench.pages.show(
        request,
        "case.html",
        case=case,
        brief=brief(bench.store, case),
        charts=chart.draw(case.tolls, leftward=leftward),
        size=(chart.WIDTH, chart.HEIGHT),
        ways=ways,
        graph=graph.draw(ways, leftward=leftward),
        node=(graph.WIDTH, graph.HEIGHT),
        entries=list(_entries(bench.store, case)),
        near=near(bench.store, case),
        rulings=_rulings(bench, case),
    )


@get("/api/case", sync_to_thread=True)
def give_case(bench: Given, id: FromQuery[str]) -> Case:
    """Give a case."""
    return bench.store.cases.case(id)


@get("/api/rulings", sync_to_thread=True)
def list_rulings(bench: Given) -> list[Ruling]:
    """List what analysts ruled on cases, first to last."""
    return bench.store.rulings.history()


def key(member: Member) -> str:
    """Name an event in a form."""
    return f"{member.report}/{member.event}"


def parse_key(given: str) -> EventKey:
    """Read what ``key`` wrote."""
    report, _, event = given.rpartition("/")
    return EventKey(report, event)


def near(store: Store, case: Case) -> list[Brief]:
    """Find cases that a case may be merged with: of its days and country, else the newest."""
    country = case.place.country if case.place else None
    days = (case.when.start, case.when.end) if case.when else (None, None)
    asked = CaseQuery(country=country, since=days[0], until=days[1], limit=_NEAR + 1)
    found = store.cases.list(asked)
    if len(found) < 2:
        found = store.cases.list(CaseQuery(limit=_NEAR + 1))
    return [brief(store, store.cases.case(line.id)) for line in found if line.id != case.id][:_NEAR]


def _entries(store: Store, case: Case) -> Iterable[Entry]:
    matches = {match.one: match for match in case.matches}
    for name in dict.fromkeys(member.report for member in case.events):
        members = tuple(member for member in case.events if member.report == name)
        text = store.report(name).text
        words = {
            member.event: " · ".join(dict.fromkeys(text[span.start : span.end] for span in member.triggers))
            for member in members
        }
        match = next((m for one in members if (m := matches.get(EventKey(name, one.event)))), None)
        origins = tuple(origin for origin in case.origins if name in origin.reports)
        yield Entry(name, title(store, name), members, words, match, origins)


def _rulings(bench: Bench, case: Case) -> list[Undoable]:
    """Give the rulings that name an event of the case, the last first."""
    mine = {(member.report, member.event) for member in case.events}
    history = bench.store.rulings.history()
    undone = find_undone(history)
    return [
        Undoable(ruling, ruling.number not in undone)
        for ruling in reversed(history)
        if ruling.undoes is None
        and any((one.report, one.event.id) in mine for one in (*ruling.events, *ruling.others))
    ]


ROUTES = (show_case, give_case, list_rulings)
