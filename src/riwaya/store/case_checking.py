"""Whether the kept cases are whole: each holds the tellings that say so, and ids that are gone lead on."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.store import schema
from riwaya.store.case_editing import count_pending
from riwaya.types import Case

_report, _made, _gone, _telling = schema.report, schema.case_made, schema.case_gone, schema.case_telling
_PAGE = 500  # rows in memory at a time


def find_case_faults(connection: Connection) -> Iterator[str]:
    """Find what is not whole in the kept cases, in words."""
    held, faults = _held(connection)
    # While readings wait to be told, a case may hold what its report no longer tells.
    waiting = count_pending(connection) > 0
    yield from () if waiting else faults
    names = set()
    for row in connection.execute(select(_made).order_by(_made.c.id).execution_options(yield_per=_PAGE)):
        names.add(row.name)
        yield from _case_faults(row, held.get(row.id, set()), waiting=waiting)
    yield from _gone_faults(connection, names)


def _held(connection: Connection) -> tuple[dict[int, set[tuple[str, str]]], list[str]]:
    """Give the events that each case holds, and the faults in what hangs together."""
    held: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    component: dict[int, int] = {}
    faults = []
    columns = (_telling.c.id, _telling.c.event, _telling.c.component, _telling.c.made, _report.c.name)
    query = select(*columns).join_from(_telling, _report).order_by(_telling.c.id)
    for row in connection.execute(query.execution_options(yield_per=_PAGE)):
        if row.made is None:
            faults.append(f"event {row.event} of {row.name}: is in no case")
            continue
        if (row.name, row.event) in held[row.made]:
            faults.append(f"event {row.event} of {row.name}: is told twice")
        held[row.made].add((row.name, row.event))
        if component.setdefault(row.made, row.component) != row.component:
            faults.append(f"event {row.event} of {row.name}: hangs together with nothing of its case")
    return held, faults


def _case_faults(row: Row[tuple[object, ...]], held: set[tuple[str, str]], *, waiting: bool) -> Iterator[str]:
    try:
        case = msgspec.json.decode(row.body, type=Case)
    except msgspec.MsgspecError as fault:
        yield f"case {row.name}: cannot be decoded: {fault}"
        return
    events = {(member.report, member.event) for member in case.events}
    if events != held and not waiting:
        yield f"case {row.name}: tells of {len(events)} events, but holds {len(held)} or others"
    if (row.name, row.type, row.status, row.events) != (case.id, case.type, case.status, len(case.events)):
        yield f"case {row.name}: is listed otherwise than it is"


def _gone_faults(connection: Connection, names: set[str]) -> Iterator[str]:
    heirs = {row.name: row.heir for row in connection.execute(select(_gone).order_by(_gone.c.name))}
    for name, heir in heirs.items():
        if name in names:
            yield f"case {name}: is there, and noted as gone"
        seen = {name}
        while heir in heirs and heir not in names and heir not in seen:
            seen.add(heir)
            heir = heirs[heir]  # noqa: PLW2901
        if heir is not None and heir not in names:
            yield f"case {name}: leads to {heir}, which is no case"
