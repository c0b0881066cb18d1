"""Whether a store is whole: the file, the texts, the counts, and what refers to what."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, exists, func, inspect, or_, select

from riwaya.errors import SearchError
from riwaya.readings import find_spans
from riwaya.store import schema
from riwaya.store.copies import SAME
from riwaya.store.minhash import word_runs
from riwaya.store.readings import decode_body
from riwaya.store.records import Change
from riwaya.store.reports import text_hash
from riwaya.store.rulings import list_rulings
from riwaya.store.search.index import find_index_faults
from riwaya.store.search.saved import find_standing, load_acts

_report, _reading, _decision, _copy = schema.report, schema.reading, schema.decision, schema.report_copy
_arrival, _dropped, _run, _key = schema.arrival, schema.dropped, schema.run, schema.near_key
_PAGE = 500  # rows in memory at a time
_GUARDED = 2  # triggers of each of the tables that are append-only


def find_faults(connection: Connection) -> Iterator[str]:
    """Find everything in a store that is not as the program left it, in words; nothing where it is whole."""
    if connection.dialect.name == "sqlite":
        yield from _file_faults(connection)
    missing = set(schema.metadata.tables) - set(inspect(connection).get_table_names())
    if missing:
        yield f"tables are missing: {', '.join(sorted(missing))}"
        return
    yield from _guard_faults(connection)
    yield from _run_faults(connection)
    unsound = [*_report_faults(connection), *_reading_faults(connection), *_decision_faults(connection)]
    yield from unsound
    if not unsound:  # else what searches find is compared with what is no longer true
        yield from find_index_faults(connection)
    yield from _ruling_faults(connection)
    yield from _saved_faults(connection)
    yield from _copy_faults(connection)


def _file_faults(connection: Connection) -> Iterator[str]:
    for (words,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if words != "ok":
            yield f"the file is damaged: {words}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} {row} refers to a {parent} that is not there"


def _guard_faults(connection: Connection) -> Iterator[str]:
    listing = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    found = [table for (table,) in connection.exec_driver_sql(listing[connection.dialect.name])]
    for table in ("report", "arrival", "dropped", "decision", "ruling", "saved_search"):
        if found.count(table) < _GUARDED:
            yield f"{table} is no longer guarded against changes"


def _report_faults(connection: Connection) -> Iterator[str]:
    columns = (_report.c.id, _report.c.name, _report.c.text, _report.c.sha256)
    arrived = exists().where(_arrival.c.report == _report.c.id)
    indexed = exists().where(_key.c.report == _report.c.id)
    alike = exists().where(_copy.c.report == _report.c.id, _copy.c.resemblance >= SAME)
    query = select(*columns, arrived.label("arrived"), or_(indexed, alike).label("indexed"))
    for row in connection.execute(query.order_by(_report.c.id).execution_options(yield_per=_PAGE)):
        if text_hash(row.text) != row.sha256:
            yield f"report {row.name}: its text is not the one that came in"
        if not row.arrived:
            yield f"report {row.name}: nothing says where it came from"
        if not row.indexed and word_runs(row.text):
            yield f"report {row.name}: its copies were not looked for"


def _run_faults(connection: Connection) -> Iterator[str]:
    new = select(func.count()).where(_report.c.run == _run.c.id).scalar_subquery().label("reports")
    left = select(func.count()).where(_dropped.c.run == _run.c.id).scalar_subquery().label("listed")
    for row in connection.execute(select(_run, new, left).order_by(_run.c.id)):
        told = row.new + row.known + row.left_out
        if row.seen != told:
            yield f"import {row.id}: {row.seen} came in, but {told} are accounted for"
        if (row.new, row.left_out) != (row.reports, row.listed):
            noted, there = f"{row.new} new and {row.left_out} dropped", f"{row.reports} and {row.listed}"
            yield f"import {row.id}: {noted}, but {there} are there"


def _reading_faults(connection: Connection) -> Iterator[str]:
    columns = (_report.c.name, _report.c.text, _report.c.revision.label("now"), _reading)
    query = select(*columns).join_from(_reading, _report).order_by(_report.c.id)
    for row in connection.execute(query.execution_options(yield_per=_PAGE)):
        try:
            reading = decode_body(row.body, row.text)
        except msgspec.MsgspecError as fault:
            yield f"reading of {row.name}: cannot be decoded: {fault}"
            continue
        outside = [span for span in find_spans(reading) if not 0 <= span.start <= span.end <= len(row.text)]
        if outside:
            yield f"reading of {row.name}: [{outside[0].start}, {outside[0].end}] lies outside its text"
        if row.revision > row.now:
            yield f"reading of {row.name}: of a later state of the report than there is"


def _decision_faults(connection: Connection) -> Iterator[str]:
    seen: dict[int, int] = {}
    query = select(_decision).order_by(_decision.c.id).execution_options(yield_per=_PAGE)
    for row in connection.execute(query):
        try:
            msgspec.json.decode(row.body, type=Change)
        except msgspec.MsgspecError as fault:
            yield f"decision {row.id}: cannot be decoded: {fault}"
        if row.undoes is not None and seen.get(row.undoes) != row.report:
            yield f"decision {row.id}: undoes {row.undoes}, which is no earlier one on its report"
        if (row.kind == "undo") != (row.undoes is not None):
            yield f"decision {row.id}: is of kind {row.kind}, but undoes {row.undoes}"
        seen[row.id] = row.report


def _ruling_faults(connection: Connection) -> Iterator[str]:
    try:
        rulings = list_rulings(connection)
    except msgspec.MsgspecError as fault:
        yield f"a ruling cannot be decoded: {fault}"
        return
    known = set(connection.scalars(select(_report.c.name))) if rulings else set()
    for ruling in rulings:
        missing = {telling.report for telling in (*ruling.events, *ruling.others)} - known
        if missing:
            yield f"ruling {ruling.number}: is about {min(missing)}, which is no report"
        if (ruling.kind == "undo") != (ruling.undoes is not None):
            yield f"ruling {ruling.number}: is of kind {ruling.kind}, but undoes {ruling.undoes}"


def _saved_faults(connection: Connection) -> Iterator[str]:
    try:
        find_standing(load_acts(connection))
    except (msgspec.MsgspecError, SearchError, KeyError) as fault:
        yield f"the saved searches cannot be told from their history: {fault}"


def _copy_faults(connection: Connection) -> Iterator[str]:
    fits = (
        _copy.c.other < _copy.c.report,
        _copy.c.resemblance.between(0, 1),
        _copy.c.contained.between(0, 1),
    )
    for row in connection.execute(select(_copy).where(or_(*(~fit for fit in fits)))):
        figures = f"{row.resemblance}, {row.contained}"
        yield f"the link of report number {row.report} to {row.other} cannot be: {figures}"
