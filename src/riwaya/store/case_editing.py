"""One piece of work on the kept cases, in one transaction; ``riwaya.casework`` says what is to be done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, or_, select, tuple_, update

from riwaya.chars import fold
from riwaya.store import schema
from riwaya.store.case_records import CaseState, KeptTelling, NewCase, NewTelling, Pending
from riwaya.store.clock import moment
from riwaya.store.readings import Kept, find_kept
from riwaya.store.rulings import find_in_force
from riwaya.types import Decision, EventKey, Reading

_report, _reading, _decision = schema.report, schema.reading, schema.decision
_state, _told, _made, _gone = schema.case_state, schema.case_told, schema.case_made, schema.case_gone
_telling, _key = schema.case_telling, schema.case_key
_PAGE = 400  # values in a statement at a time
_STARTS, _LINKS = tuple[int, ...], tuple[tuple[int, int], ...]


class CaseEditor:
    """The tables of the kept cases, and the readings they are made of, as one transaction sees them."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where

    # What is to be done

    def state(self) -> CaseState:
        """Give the state that was noted last; one of no maker where there is none."""
        row = self._connection.execute(select(_state)).one_or_none()
        if row is None:
            return CaseState("")
        rulings = msgspec.json.decode(row.rulings, type=tuple[Decision, ...])
        return CaseState(row.maker, rulings, row.ruled, bool(row.strung))

    def note(self, state: CaseState) -> None:
        """Note the state."""
        self._connection.execute(delete(_state))
        rulings = msgspec.json.encode(state.rulings).decode()
        row = msgspec.structs.asdict(state) | {"id": 1, "rulings": rulings, "strung": int(state.strung)}
        self._connection.execute(insert(_state).values(row))

    def forget(self) -> None:
        """Take it that no reading has been told: all are to be done again."""
        self._connection.execute(delete(_told))

    def pending(self, after: int = 0, limit: int | None = None) -> list[Pending]:
        """List the reports whose shown reading is not the one that was told, from behind a number."""
        query = _pending().where(_report.c.id > after).order_by(_report.c.id).limit(limit)
        return [Pending(*row) for row in self._connection.execute(query)]

    def readings(self, names: Iterable[str]) -> dict[str, Reading]:
        """Give the readings of reports as the analysts left them, by the reports' ids."""
        found = {}
        for page in _pages(names):
            for one in find_kept(self._connection, self._where, page):
                if isinstance(one, Kept) and one.body is not None:
                    found[one.name] = one.shown(self._where)
        return found

    def rulings(self) -> tuple[int, tuple[Decision, ...]]:
        """Give the number of the last ruling, and those in force."""
        last = self.last_ruling()  # first: one that is made meanwhile is then known to be newer
        return last, find_in_force(self._connection, self._where)

    def last_ruling(self) -> int:
        """Give the number of the last ruling, 0 where there is none."""
        return self._connection.scalar(select(func.max(schema.ruling.c.id))) or 0

    # Tellings

    def tell(self, told: Sequence[tuple[Pending, Sequence[NewTelling]]]) -> list[int]:
        """Keep the tellings of reports, each hanging together with itself only; give their numbers."""
        rows = [_telling_row(report.number, telling) for report, tellings in told for telling in tellings]
        numbers: list[int] = []
        if rows:
            query = insert(_telling).returning(_telling.c.id, sort_by_parameter_order=True)
            numbers = list(self._connection.scalars(query, rows))
            new = _telling.c.id.between(numbers[0], numbers[-1])
            self._connection.execute(update(_telling).where(new).values(component=_telling.c.id))
        found = (telling for _, tellings in told for telling in tellings)
        keys = [
            {"key": key, "day": telling.day, "telling": number}
            for number, telling in zip(numbers, found, strict=True)
            for key in telling.keys
        ]
        if keys:
            keys.sort(key=lambda row: row["key"])  # they go to their places in one pass
            self._connection.execute(insert(_key), keys)
        for page in _pages(report.number for report, _ in told):
            self._connection.execute(delete(_told).where(_told.c.report.in_(page)))
        if told:
            states = [{"report": one.number, "at": one.at, "decision": one.decision} for one, _ in told]
            self._connection.execute(insert(_told), states)
        return numbers

    def take_out(self, tellings: Iterable[KeptTelling]) -> None:
        """Take tellings away."""
        for page in _pages(telling.number for telling in tellings):
            self._connection.execute(delete(_key).where(_key.c.telling.in_(page)))
            self._connection.execute(delete(_telling).where(_telling.c.id.in_(page)))

    def tellings_of(self, reports: Iterable[int]) -> list[KeptTelling]:
        """List the tellings of reports."""
        return self._tellings(_telling.c.report, reports)

    def tellings_in(self, components: Iterable[int]) -> list[KeptTelling]:
        """List the tellings of components, by their numbers."""
        return self._tellings(_telling.c.component, components)

    def tellings(self, numbers: Iterable[int]) -> list[KeptTelling]:
        """List tellings by their numbers."""
        return self._tellings(_telling.c.id, numbers)

    def find(self, keys: Iterable[EventKey]) -> list[KeptTelling]:
        """List the tellings of events, of those that are kept."""
        found = []
        for page in _pages((key.report, key.event) for key in keys):
            query = _tellings().where(tuple_(_report.c.name, _telling.c.event).in_(page))
            found += [_kept(row) for row in self._connection.execute(query)]
        return found

    def near(self, number: int, keys: Sequence[int], days: tuple[int, int], shared: int) -> list[int]:
        """List the tellings before one that share so many keys with it on days from first to last."""
        if not keys:
            return []
        listed = ", ".join(map(str, keys))  # numbers; as parameters they would cost more than the search
        query = (
            f"SELECT telling FROM case_key WHERE key IN ({listed}) AND day BETWEEN {days[0]} AND {days[1]} "
            f"AND telling < {number} GROUP BY telling HAVING count(*) >= {shared} ORDER BY telling"
        )
        return [row[0] for row in self._connection.exec_driver_sql(query)]

    def tie(self, links: Mapping[int, Mapping[int, int]]) -> None:
        """Keep to which tellings before them tellings are tied, and by which weights."""
        rows = [
            {"number": number, "found": msgspec.json.encode(list(found.items())).decode()}
            for number, found in links.items()
        ]
        if rows:
            query = update(_telling).where(_telling.c.id == bindparam("number"))
            self._connection.execute(query.values(links=bindparam("found")), rows)

    def place(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Keep in which component and which case tellings are: numbers of telling, component, case."""
        values = [{"number": number, "into": into, "case": case} for number, into, case in rows]
        if values:
            query = update(_telling).where(_telling.c.id == bindparam("number"))
            self._connection.execute(
                query.values(component=bindparam("into"), made=bindparam("case")), values
            )

    # Cases

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """Give the ids of cases by their numbers."""
        query = select(_made.c.id, _made.c.name)
        return {
            row.id: row.name
            for page in _pages(numbers)
            for row in self._connection.execute(query.where(_made.c.id.in_(page)))
        }

    def taken(self, names: Iterable[str]) -> set[str]:
        """Give those of some ids that a case has."""
        query = select(_made.c.name)
        return {
            name
            for page in _pages(names)
            for name in self._connection.scalars(query.where(_made.c.name.in_(page)))
        }

    def tell_of_talks(self, numbers: Iterable[int]) -> bool:
        """Tell whether any of some cases tells of talks."""
        query = select(_made.c.id).where(_made.c.meeting.is_not(None)).limit(1)
        return any(
            self._connection.execute(query.where(_made.c.id.in_(page))).all() for page in _pages(numbers)
        )

    def write(self, cases: Sequence[NewCase]) -> list[int]:
        """Keep cases, and give their numbers."""
        new = [one for one in cases if one.number is None]
        old = [{"number": one.number, **_case_row(one)} for one in cases if one.number is not None]
        if old:
            columns: dict[str, Any] = {name: bindparam(name) for name in old[0] if name != "number"}
            query = update(_made).where(_made.c.id == bindparam("number"))
            self._connection.execute(query.values(columns), old)
        if not new:
            return [one.number or 0 for one in cases]
        for page in _pages(one.case.id for one in new):
            self._connection.execute(delete(_gone).where(_gone.c.name.in_(page)))
        adding = insert(_made).returning(_made.c.id, sort_by_parameter_order=True)
        numbers = iter(self._connection.scalars(adding, list(map(_case_row, new))).all())
        return [next(numbers) if one.number is None else one.number for one in cases]

    def retire(self, number: int, name: str, heir: str | None) -> None:
        """Take a case away that holds nothing any more, and keep which has what it held."""
        self._connection.execute(delete(_made).where(_made.c.id == number))
        self._connection.execute(insert(_gone).values(name=name, heir=heir))

    def meetings(self) -> Iterator[tuple[str, str | None, str]]:
        """Give the id, process and meeting of each case of talks."""
        query = select(_made.c.name, _made.c.process, _made.c.meeting).where(_made.c.meeting.is_not(None))
        for row in self._connection.execute(query.order_by(_made.c.name)):
            yield row.name, row.process, row.meeting

    def string(self, processes: dict[str, str | None]) -> None:
        """Keep to which process cases belong."""
        values = [{"case": case, "string": process} for case, process in processes.items()]
        if values:
            query = update(_made).where(_made.c.name == bindparam("case"))
            self._connection.execute(query.values(process=bindparam("string")), values)

    def _tellings(self, column: Any, values: Iterable[int]) -> list[KeptTelling]:
        found = [
            _kept(row)
            for page in _pages(values)
            for row in self._connection.execute(_tellings().where(column.in_(page)))
        ]
        return sorted(found, key=lambda telling: telling.number)


def count_pending(connection: Connection) -> int:
    """Count the reports whose shown reading the kept cases do not know."""
    return connection.scalar(select(func.count()).select_from(_pending().subquery())) or 0


def _pending() -> Select[Any]:
    last = select(_decision.c.report, func.max(_decision.c.id).label("last")).group_by(_decision.c.report)
    decided = last.subquery()
    number = func.coalesce(decided.c.last, 0)
    query = select(_report.c.id, _report.c.name, _reading.c.at, number)
    query = query.select_from(_report.join(_reading).outerjoin(decided, decided.c.report == _report.c.id))
    query = query.outerjoin(_told, _told.c.report == _report.c.id)
    return query.where(or_(_told.c.report.is_(None), _told.c.at != _reading.c.at, _told.c.decision != number))


def _tellings() -> Select[Any]:
    return select(_telling, _report.c.name).join(_report)


def _kept(row: Row[*tuple[Any, ...]]) -> KeptTelling:
    starts = msgspec.json.decode(row.starts, type=_STARTS)
    links = msgspec.json.decode(row.links, type=_LINKS)
    return KeptTelling(row.id, row.name, row.event, row.component, row.made, starts, links, row.body)


def _telling_row(report: int, telling: NewTelling) -> dict[str, object]:
    starts = msgspec.json.encode(telling.starts).decode()
    return {
        "report": report, "event": telling.event, "component": 0, "starts": starts, "links": "[]",
        "body": telling.body,
    }  # fmt: skip


def _case_row(new: NewCase) -> dict[str, object]:
    case = msgspec.structs.replace(new.case, process=None)
    names = (
        sorted({fold(name) for name in (case.place.name, case.place.name_en or "") if name})
        if case.place
        else []
    )
    return {
        "name": case.id,
        "type": case.type,
        "status": case.status,
        "country": case.place.country if case.place else None,
        "place": f"|{'|'.join(names)}|" if names else None,
        "first": case.when.start if case.when else None,
        "last": case.when.end if case.when else None,
        "newest": max(((member.published or "")[:10] for member in case.events), default="") or None,
        "reports": len({member.report for member in case.events}),
        "events": len(case.events),
        "meeting": new.meeting,
        "changed": moment(),
        "body": case.to_json(),
    }


def _pages(values: Iterable[Any]) -> Iterator[list[Any]]:
    wanted = list(dict.fromkeys(values))
    return (wanted[at : at + _PAGE] for at in range(0, len(wanted), _PAGE))
