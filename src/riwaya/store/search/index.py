"""Keeps what searches look in true to the readings: it is made anew for a report whenever that changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from riwaya.store import schema
from riwaya.store.decisions import make_decision
from riwaya.store.readings import decode_body
from riwaya.store.records import Decision, Review
from riwaya.store.reports import make_report
from riwaya.store.review import review
from riwaya.store.search.rows import MOST_RECORDS, Rows, make_rows
from riwaya.types import Report

_report, _reading, _decision = schema.report, schema.reading, schema.decision
_PAGE = 200  # reports in memory at a time
_SHARED = (schema.outlet, schema.actor, schema.place)  # rows that many records name, known by what they say
# Tables whose rows belong to one report, those first that are found by way of others; how they are found.
_OWN: dict[Table, tuple[str, Table | None]] = {
    schema.telling: ("claim", schema.claim),
    schema.figure: ("event", schema.event),
    schema.party: ("event", schema.event),
    schema.event_words: ("id", schema.event),
    schema.claim_words: ("id", schema.claim),
    schema.entry_words: ("id", schema.entry),
    schema.event: ("report", None),
    schema.claim: ("report", None),
    schema.entry: ("report", None),
}


def refresh(connection: Connection, numbers: Iterable[int]) -> None:
    """Write down anew how reports can be found, as they and their readings are now.

    The caller's transaction must have changed or locked the reports already.
    """
    wanted = sorted(set(numbers))
    for at in range(0, len(wanted), _PAGE):
        page = wanted[at : at + _PAGE]
        _replace(connection, page, _make(connection, page))


def refresh_reviewed(connection: Connection, number: int, report: Report, reviewed: Review) -> None:
    """Do so for a report whose reading, as it is now, the caller has."""
    _replace(connection, [number], [make_rows(number, report, reviewed, reviewed.decisions)])


def refresh_named(connection: Connection, names: Iterable[str]) -> None:
    """Do so for reports by their ids."""
    wanted = sorted(set(names))
    for at in range(0, len(wanted), _PAGE):
        query = select(_report.c.id).where(_report.c.name.in_(wanted[at : at + _PAGE]))
        refresh(connection, connection.scalars(query).all())


def rebuild(connection: Connection) -> None:
    """Make all of it anew; others may read meanwhile, and write afterwards."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE report IN EXCLUSIVE MODE"))
    for table in (*_OWN, *_SHARED):
        connection.execute(delete(table))
    for page in _pages(connection):
        refresh(connection, page)


def find_index_faults(connection: Connection) -> Iterator[str]:
    """Find the reports of which something else is written down than their readings say, in words."""
    seen: Counter[str] = Counter()
    for page in _pages(connection):
        stored = _load(connection, page)
        names = dict(
            connection.execute(select(_report.c.id, _report.c.name).where(_report.c.id.in_(page))).all()
        )
        known = {table.name: _load_shared(connection, table, page) for table in _SHARED}
        for made in _make(connection, page):
            number = made["entry"][0]["id"]
            for table in _OWN:
                found = stored[number][table.name]
                seen[table.name] += len(found)
                if _ordered(made.get(table.name, ())) != _ordered(found):
                    yield f"report {names[number]}: searches find it by another {table.name} than it has"
            for table in _SHARED:
                if any(known[table.name].get(row["id"]) != row for row in made.get(table.name, ())):
                    yield f"report {names[number]}: searches find it by another {table.name} than it names"
    for table in _OWN:
        if stray := (connection.scalar(select(func.count()).select_from(table)) or 0) - seen[table.name]:
            yield f"searches find {stray} rows of {table.name} that belong to no report"
    if connection.dialect.name == "sqlite":
        yield from _find_text_faults(connection)


def _pages(connection: Connection) -> Iterator[Sequence[int]]:
    last = 0
    query = select(_report.c.id).order_by(_report.c.id).limit(_PAGE)
    while page := connection.scalars(query.where(_report.c.id > last)).all():
        yield page
        last = page[-1]


def _replace(connection: Connection, numbers: Sequence[int], made: Iterable[Rows]) -> None:
    """Write the rows of some reports in place of those that are there."""
    for table in _OWN:
        connection.execute(delete(table).where(_belongs(table, numbers)))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in made:
        for name, more in one.items():
            rows[name] += more
    _insert(connection, rows)


def _belongs(table: Table, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Tell the rows of a table that belong to some reports."""
    column, parent = _OWN[table]
    if parent is None:
        return table.c[column].in_(numbers)
    return table.c[column].in_(select(parent.c.id).where(parent.c.report.in_(numbers)))


def _make(connection: Connection, numbers: Sequence[int]) -> Iterator[Rows]:
    decisions = defaultdict(list)
    asked = select(_decision, _report.c.name).join(_report).where(_decision.c.report.in_(numbers))
    for row in connection.execute(asked.order_by(_decision.c.id)):
        decisions[row.report].append(make_decision(row))
    query = select(_report, _reading.c.body).select_from(_report.outerjoin(_reading))
    for row in connection.execute(query.where(_report.c.id.in_(numbers)).order_by(_report.c.id)):
        report, decided = make_report(row), decisions[row.id]
        yield make_rows(row.id, report, _review(report, row.body, decided), decided)


def _review(report: Report, body: str | None, decided: list[Decision]) -> Review | None:
    return review(decode_body(body, report.text), decided) if body is not None else None


def _insert(connection: Connection, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    for table in _SHARED:
        # In one order, lest two writers wait for each other.
        if found := sorted(rows.get(table.name, ()), key=lambda row: int(row["id"])):
            connection.execute(insert(table).on_conflict_do_nothing(), found)
    for table in reversed(_OWN):
        if found := rows.get(table.name, []):
            connection.execute(table.insert(), found)


def _load(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Load what is written down of each report, by table."""
    stored: dict[int, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for table, (column, parent) in _OWN.items():
        for row in connection.execute(select(table).where(_belongs(table, numbers))).mappings():
            whole = parent is None or parent is schema.entry
            number = row[column] if whole else row[column] // MOST_RECORDS
            stored[number][table.name].append(dict(row))
    return stored


def _load_shared(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    event, party, claim = schema.event, schema.party, schema.claim
    events = select(event.c.id).where(event.c.report.in_(numbers))
    named = {
        "outlet": [select(schema.entry.c.outlet).where(schema.entry.c.report.in_(numbers))],
        "place": [select(event.c.place).where(event.c.report.in_(numbers))],
        "actor": [
            select(party.c.actor).where(party.c.event.in_(events)),
            select(claim.c.source).where(claim.c.report.in_(numbers)),
        ],
    }
    return {
        row["id"]: dict(row)
        for query in named[table.name]
        for row in connection.execute(select(table).where(table.c.id.in_(query))).mappings()
    }


def _ordered(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(msgspec.json.encode(row, order="sorted").decode() for row in rows)


def _find_text_faults(connection: Connection) -> Iterator[str]:
    """Find out whether SQLite's own index holds as many words as the tables that it is made of."""
    for kind in ("entry", "claim", "event"):
        seen = f"CREATE VIRTUAL TABLE temp.words_seen USING fts5vocab(main, {kind}_text, 'col')"
        connection.execute(text(seen))
        counts = connection.execute(text("SELECT col, sum(cnt) FROM temp.words_seen GROUP BY col"))
        held: dict[str, int] = dict(counts.all())
        connection.execute(text("DROP TABLE temp.words_seen"))
        for column in ("forms", "stems"):
            words = f"trim({column})"
            count = f"length({words}) - length(replace({words}, ' ', '')) + (length({words}) > 0)"
            there = connection.scalar(text(f"SELECT coalesce(sum({count}), 0) FROM {kind}_words"))
            if held.get(column, 0) != there:
                yield f"searches find {held.get(column, 0)} {column} of {kind}_words, and {there} are there"
