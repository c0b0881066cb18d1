"""Searches over reports, claims and events as the analysts left them, on SQLite and PostgreSQL alike."""

import re
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from riwaya.errors import Fault, SearchError
from riwaya.store import schema
from riwaya.store.database import Database
from riwaya.store.search.facets import count_values
from riwaya.store.search.filters import Box, Filter, Order, SearchKind
from riwaya.store.search.overview import Overview, load_overview
from riwaya.store.search.results import Facets, Page
from riwaya.store.search.saved import Saved
from riwaya.store.search.showing import show
from riwaya.store.search.statements import Asked

MOST_RANKED = 1_000  # records that are sorted by relevance
_MOST = 1000  # records on a page
Cursor = tuple[str | int, int]
# Where a page begins: what the last record before it was sorted by, and its number.
_CURSORS: dict[Order, re.Pattern[str]] = {
    "newest": re.compile(r"newest:((?:[0-9]{4}-[0-9]{2}-[0-9]{2})?):([0-9]{1,18})"),
    "relevance": re.compile(r"relevance:([0-9]{1,9}):([0-9]{1,18})"),
}
_entry = schema.entry


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
        that are asked for stand in a record, of the newest 1,000. Records alike in this come in the reverse
        order of import.
        """
        if not 1 <= limit <= _MOST:
            raise SearchError("limit", Fault("%(limit)s is not from 1 to %(most)s", limit=limit, most=_MOST))
        filter.check()
        cursor = _parse_cursor(order, after)
        with self._database.reading(frozen=True) as connection:
            asked = Asked(connection, kind, filter)
            total, keys = _page(connection, asked, order, limit + 1, cursor)
            numbers = [number for _, number in keys[:limit]]
            more = f"{order}:{keys[limit - 1][0]}:{numbers[-1]}" if len(keys) > limit else None
            reached = total if order == "newest" else min(total, MOST_RANKED)
            left_out = _count_left_out(connection)
            return Page(show(connection, kind, asked.query, numbers), total, more, reached, left_out)

    def count(self, kind: SearchKind, filter: Filter) -> int:
        """Count what a filter finds."""
        filter.check()
        with self._database.reading() as connection:
            return _count(connection, Asked(connection, kind, filter))

    def facets(self, kind: SearchKind, filter: Filter = Filter()) -> Facets:  # noqa: B008  # frozen
        """Count the values of what a filter finds, the 100 most frequent of each; on the newest 5,000."""
        filter.check()
        with self._database.reading(frozen=True) as connection:
            return count_values(connection, Asked(connection, kind, filter))

    def overview(self, filter: Filter = Filter(), view: Box | None = None) -> Overview:  # noqa: B008  # frozen
        """Count the events that a filter finds by place, day and type: a map and a timeline in little."""
        return load_overview(self._database, filter, view)


def _count(connection: Connection, asked: Asked) -> int:
    query = select(func.count()).select_from(asked.table).where(*asked.conditions)
    return connection.scalar(query) or 0


def _count_left_out(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(_entry).where(_entry.c.left_out > 0)) or 0


def _page(
    connection: Connection, asked: Asked, order: Order, limit: int, cursor: Cursor | None
) -> tuple[int, list[tuple[str | int, int]]]:
    """Give how many are found, and the keys of the next: what they are sorted by, and their numbers."""
    if order == "newest" and asked.plain:  # an index gives the next ones, whatever else there is
        hits = asked.all()
        rows = connection.execute(_next(select(hits.c.key, hits.c.id), hits.c, cursor, limit)).all()
        return _count(connection, asked), [(key, number) for key, number in rows]
    found = asked.once()
    sorted_by = found if order == "newest" else asked.ranked(asked.newest(MOST_RANKED, found))
    count = select(func.count()).select_from(found).scalar_subquery()
    query = _next(select(count, sorted_by.c.key, sorted_by.c.id), sorted_by.c, cursor, limit)
    counted = connection.execute(query).all()
    total = counted[0][0] if counted else _count(connection, asked)
    return total, [(key, number) for _, key, number in counted]


def _next(query: Select[Any], found: Any, cursor: Cursor | None, limit: int) -> Select[Any]:
    if cursor is not None:
        key, number = cursor
        query = query.where(found.key <= key, or_(found.key < key, found.id < number))
    return query.order_by(found.key.desc(), found.id.desc()).limit(limit)


def _parse_cursor(order: Order, after: str | None) -> Cursor | None:
    """Parse where a page begins: ``newest:2022-03-14:7340033``."""
    if order not in _CURSORS:
        raise SearchError(
            "order", Fault("%(value)r is not one of %(known)s", value=order, known=", ".join(_CURSORS))
        )
    if after is None:
        return None
    match = _CURSORS[order].fullmatch(after)
    if match is None:
        raise SearchError("after", Fault("%(after)r is no place in this search", after=after))
    key, number = match.groups()
    return (int(key) if order == "relevance" else key), int(number)
