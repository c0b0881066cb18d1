"""The cases that a store keeps: listed, looked up, and open to the work on them (``riwaya.casework``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from riwaya.chars import fold
from riwaya.errors import Fault, MissingError
from riwaya.store import schema
from riwaya.store.case_editing import CaseEditor, count_pending
from riwaya.store.case_records import CaseLine, CaseQuery
from riwaya.store.database import Database
from riwaya.types import Case, EventKey

_made, _gone, _telling, _report = schema.case_made, schema.case_gone, schema.case_telling, schema.report
_PAGE = 100  # cases in memory at a time
_ORDERS = {
    "newest": (_made.c.newest.desc().nulls_last(), _made.c.name),
    "day": (_made.c.first.desc().nulls_last(), _made.c.name),
    "changed": (_made.c.changed.desc(), _made.c.name),
    "id": (_made.c.name,),
}
_ALL = CaseQuery()


class Cases:
    """The cases as they were last put together; ``riwaya.casework`` brings them up to date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, query: CaseQuery = _ALL) -> list[CaseLine]:
        """List the cases that a query asks for."""
        wanted = _where(select(_made), query).order_by(*_ORDERS[query.order])
        with self._database.reading() as connection:
            rows = connection.execute(wanted.limit(query.limit).offset(query.skip)).all()
        return [
            CaseLine(row.name, *(getattr(row, f) for f in CaseLine.__struct_fields__[1:])) for row in rows
        ]

    def count(self, query: CaseQuery = _ALL) -> int:
        """Count the cases that a query asks for, of which it may skip some."""
        with self._database.reading() as connection:
            return connection.scalar(_where(select(func.count()).select_from(_made), query)) or 0

    def __iter__(self) -> Iterator[Case]:
        """Give every case, in the order in which they were opened."""
        last = 0
        query = select(_made).order_by(_made.c.id).limit(_PAGE)
        while True:
            with self._database.reading() as connection:
                page = connection.execute(query.where(_made.c.id > last)).all()
            if not page:
                return
            yield from map(_case, page)
            last = page[-1].id

    def case(self, id: str) -> Case:
        """Give the case of an id, or the one that has what that case held. Raises MissingError."""
        with self._database.reading(frozen=True) as connection:
            name: str | None = id
            while name is not None:
                row = connection.execute(select(_made).where(_made.c.name == name)).one_or_none()
                if row is not None:
                    return _case(row)
                name = connection.scalar(select(_gone.c.heir).where(_gone.c.name == name))
        raise MissingError(self._database.where, Fault("there is no case %(id)r", id=id))

    def holding(self, event: EventKey) -> str | None:
        """Give the id of the case that an event is in."""
        query = select(_made.c.name).select_from(_made).join(_telling).join(_report)
        with self._database.reading() as connection:
            found: str | None = connection.scalar(
                query.where(_report.c.name == event.report, _telling.c.event == event.event)
            )
            return found

    def pending(self) -> int:
        """Count the reports whose reading, as it is shown now, the cases do not know yet."""
        with self._database.reading() as connection:
            return count_pending(connection)

    @contextmanager
    def reading(self) -> Iterator[CaseEditor]:
        """Give what they are made of, to look at: one moment of the store."""
        with self._database.reading(frozen=True) as connection:
            yield CaseEditor(connection, self._database.where)

    @contextmanager
    def editing(self) -> Iterator[CaseEditor]:
        """Give what they are made of, to work on; what is done is kept whole or not at all."""
        with self._database.writing(alone=True) as connection:
            yield CaseEditor(connection, self._database.where)


def count_cases(connection: Connection) -> int:
    """Count all cases."""
    return connection.scalar(select(func.count()).select_from(_made)) or 0


def _where(statement: Select[Any], query: CaseQuery) -> Select[Any]:
    equal = (
        (_made.c.type, query.type),
        (_made.c.status, query.status),
        (_made.c.country, query.country),
        (_made.c.process, query.process),
    )
    for column, value in equal:
        if value is not None:
            statement = statement.where(column == value)
    if query.place is not None:
        statement = statement.where(_made.c.place.contains(f"|{fold(query.place)}|", autoescape=True))
    if query.since is not None:
        statement = statement.where(_made.c.last >= query.since)
    if query.until is not None:
        statement = statement.where(_made.c.first <= query.until)
    return statement.where(_made.c.reports >= query.reports)


def _case(row: Row[*tuple[Any, ...]]) -> Case:
    case = msgspec.json.decode(row.body, type=Case)
    return msgspec.structs.replace(case, process=row.process)
