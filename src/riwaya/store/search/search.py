"""Searches over reports, claims and events as the analysts left them, on SQLite and PostgreSQL alike."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from riwaya.errors import SearchError
from riwaya.store import schema
from riwaya.store.database import Database
from riwaya.store.search.facets import MOST_COUNTED, count_values
from riwaya.store.search.filters import Box, Filter, Order, SearchKind
from riwaya.store.search.overview import Overview, load_overview
from riwaya.store.search.results import Facets, Page, Point
from riwaya.store.search.saved import Saved
from riwaya.store.search.showing import show
from riwaya.store.search.statements import TABLES, WORDS, Asked

_MOST = 1000  # records on a page
# Where a page begins: what the last record before it was sorted by, and its number.
_CURSORS: dict[Order, re.Pattern[str]] = {
    "newest": re.compile(r"newest:((?:[0-9]{4}-[0-9]{2}-[0-9]{2})?):([0-9]{1,18})"),
    "relevance": re.compile(r"relevance:([0-9]{1,9}):([0-9]{1,18})"),
}
_entry, _event = schema.entry, schema.event


class Search:
    """Finds reports, claims and events of a store; ``saved`` keeps searches.

    Every method raises SearchError for a filter that cannot be understood.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.saved = Saved(database)

    def find(
        self,
        kind: SearchKind,
        filter: Filter = Filter(),  # noqa: B008  # frozen
        *,
        order: Order = "newest",
        limit: int = 50,
        after: str | None = None,
    ) -> Page:
        """Find records: a page of them, how many there are in all, and how to go on (``after``).

        ``newest`` is by day, the latest first and what has none last; ``relevance`` by how thick the words
        that are asked for stand in a record. Records alike in this come in the reverse order of import.
        """
        if kind not in TABLES:
            raise SearchError("kind", f"{kind!r} is not one of {', '.join(TABLES)}")
        if not 1 <= limit <= _MOST:
            raise SearchError("limit", f"{limit} is not from 1 to {_MOST}")
        filter.check()
        cursor = _parse_cursor(order, after)
        with self._database.reading(frozen=True) as connection:
            asked = Asked(connection, kind, filter)
            total = _count(connection, asked)
            keys = _page(connection, asked, kind, order, limit + 1, cursor)
            numbers = [number for _, number in keys[:limit]]
            more = f"{order}:{keys[limit - 1][0]}:{numbers[-1]}" if len(keys) > limit else None
            return Page(
                show(connection, kind, asked.query, numbers), total, more, _count_left_out(connection)
            )

    def count(self, kind: SearchKind, filter: Filter) -> int:
        """Count what a filter finds."""
        filter.check()
        with self._database.reading() as connection:
            return _count(connection, Asked(connection, kind, filter))

    def facets(self, kind: SearchKind, filter: Filter = Filter()) -> Facets:  # noqa: B008  # frozen
        """Count the values of what a filter finds, the 100 most frequent of each; on the newest 20,000."""
        filter.check()
        with self._database.reading(frozen=True) as connection:
            asked = Asked(connection, kind, filter)
            total = _count(connection, asked)
            return Facets(
                **count_values(connection, asked, kind), counted=min(total, MOST_COUNTED), total=total
            )

    def points(self, filter: Filter = Filter()) -> list[Point]:  # noqa: B008  # frozen
        """List all events that a filter finds and that have a point, in little, for a map or a timeline."""
        filter.check()
        columns = (_event.c.record, _event.c.type, schema.place.c.lat, schema.place.c.lon)
        with self._database.reading() as connection:
            asked = Asked(connection, "events", filter)
            query = (
                select(_entry.c.name, *columns, _event.c.since, _event.c.day)
                .join_from(_event, schema.place, schema.place.c.id == _event.c.place)
                .join(_entry, _entry.c.id == _event.c.report)
                .where(*asked.conditions, schema.place.c.lat.is_not(None), schema.place.c.lon.is_not(None))
            )
            return [Point(*row) for row in connection.execute(query)]

    def overview(self, filter: Filter = Filter(), view: Box | None = None) -> Overview:  # noqa: B008  # frozen
        """Count the events that a filter finds by place, day and type: a map and a timeline in little."""
        return load_overview(self._database, filter, view)


def _count(connection: Connection, asked: Asked) -> int:
    query = select(func.count()).select_from(asked.table).where(*asked.conditions)
    return connection.scalar(query) or 0


def _count_left_out(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(_entry).where(_entry.c.left_out > 0)) or 0


def _page(
    connection: Connection,
    asked: Asked,
    kind: SearchKind,
    order: Order,
    limit: int,
    cursor: tuple[str | int, int] | None,
) -> list[tuple[str | int, int]]:
    """Give the keys of the next records: what they are sorted by, and their numbers."""
    number: ColumnElement[int] = asked.table.c.id
    if order == "newest":
        key: ColumnElement[Any] = asked.table.c.day
        query = select(key, number).where(*asked.conditions)
    else:
        words = WORDS[kind]
        ranked = select(asked.rank().label("rank"), number.label("id"))
        ranked = ranked.join_from(asked.table, words, words.c.id == number).where(*asked.conditions)
        rows = ranked.subquery()
        key, number = rows.c.rank, rows.c.id
        query = select(key, number)
    if cursor is not None:
        query = query.where(or_(key < cursor[0], and_(key == cursor[0], number < cursor[1])))
    rows_found = connection.execute(query.order_by(key.desc(), number.desc()).limit(limit))
    return [(row[0], row[1]) for row in rows_found]


def _parse_cursor(order: Order, after: str | None) -> tuple[str | int, int] | None:
    """Parse where a page begins: ``newest:2022-03-14:7340033``."""
    if order not in _CURSORS:
        raise SearchError("order", f"{order!r} is not one of {', '.join(_CURSORS)}")
    if after is None:
        return None
    match = _CURSORS[order].fullmatch(after)
    if match is None:
        raise SearchError("after", f"{after!r} is no place in this search")
    key, number = match.groups()
    return (int(key) if order == "relevance" else key), int(number)
