"""Reports into a store and out of it: each that comes is new, known, completed or dropped."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, select, update

from riwaya.chars import holds_no_letter
from riwaya.errors import Fault, InputError, MissingError
from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.copies import find_copies, link_copies
from riwaya.store.records import Added, Arrival, Copy, LeftOut, Outcome, Run, Source
from riwaya.types import Report

_run, _report, _arrival, _dropped = schema.run, schema.report, schema.arrival, schema.dropped
# Two reports of one text are one report unless both say one of these, and differently.
FACTS = ("publisher", "url", "published", "title")
_PAGE = 200  # reports at a time
_LONGEST = 500  # letters of what is indexed: PostgreSQL has a limit near there
Found = Arrival | InputError


class _Stored:
    """A report that is in the store, or will be with this batch (it has no number yet)."""

    def __init__(self, report: Report, number: int | None = None, revision: int = 1) -> None:
        self.report = report
        self.number = number
        self.revision = revision


class _Settled(msgspec.Struct):
    """One item of a batch, and what becomes of it."""

    found: Found
    outcome: Outcome
    stored: _Stored | None = None
    reason: str | None = None


def start_run(connection: Connection, program: str) -> int:
    """Begin an import and give its number; until it ends it counts as broken off."""
    counts = dict.fromkeys(("seen", "new", "known", "left_out"), 0)
    query = insert(_run).values(program=program, started=moment(), **counts).returning(_run.c.id)
    return int(connection.execute(query).scalar_one())


def finish_run(connection: Connection, run: int) -> None:
    """Note that an import came to its end."""
    connection.execute(update(_run).where(_run.c.id == run).values(finished=moment()))


def add_batch(connection: Connection, run: int, found: list[Found]) -> list[Added]:
    """Store what came in, and tell what became of each, in order.

    The caller's transaction must be the only one that imports: what is known is looked up once.
    """
    settled = _settle(connection, found)
    new = [item.stored for item in settled if item.outcome == "new" and item.stored]
    _insert_reports(connection, run, new)
    links = link_copies(connection, {stored.number or 0: stored.report.text for stored in new})
    completed = {
        id(item.stored): item.stored for item in settled if item.outcome == "completed" and item.stored
    }
    for stored in completed.values():
        facts = {name: getattr(stored.report, name) for name in FACTS}
        changed = update(_report).where(_report.c.id == stored.number)
        connection.execute(changed.values(**facts, revision=stored.revision + 1))
    _note_arrivals(connection, run, settled)
    _note_counts(connection, run, settled)
    copies: dict[str, list[Copy]] = defaultdict(list)
    for copy in find_copies(connection, [number for number, near in links.items() if near]):
        copies[copy.report].append(copy)
    return [_added(item, copies, run) for item in settled]


def find_report(connection: Connection, where: str, name: str) -> tuple[int, Report]:
    """Find a report by its id: its number and the report. Raises MissingError where there is none."""
    row = connection.execute(select(_report).where(_report.c.name == name)).one_or_none()
    if row is None:
        raise MissingError(where, Fault("there is no report %(name)r", name=name))
    return row.id, make_report(row)


def count_reports(connection: Connection) -> int:
    """Count the reports."""
    return connection.scalar(select(func.count()).select_from(_report)) or 0


def page_reports(connection: Connection, after: int = 0) -> list[tuple[int, Report]]:
    """Give the next page of reports in the order of import, each with its number."""
    query = select(_report).where(_report.c.id > after).order_by(_report.c.id).limit(_PAGE)
    return [(row.id, make_report(row)) for row in connection.execute(query)]


def list_sources(connection: Connection, number: int) -> list[Source]:
    """List where a report came from, first to last."""
    query = select(_arrival).where(_arrival.c.report == number).order_by(_arrival.c.id)
    return [
        Source(row.place, row.at, msgspec.json.decode(row.given, type=Report))
        for row in connection.execute(query)
    ]


def list_dropped(
    connection: Connection, run: int | None = None, skip: int = 0, limit: int | None = None
) -> list[LeftOut]:
    """List what imports, or one of them, could not take."""
    query = _of_run(select(_dropped), run).order_by(_dropped.c.id).offset(skip).limit(limit)
    return [LeftOut(row.run, row.place, row.reason, row.at) for row in connection.execute(query)]


def count_dropped(connection: Connection, run: int | None = None) -> int:
    """Count what imports, or one of them, could not take."""
    return connection.scalar(_of_run(select(func.count()).select_from(_dropped), run)) or 0


def count_reasons(connection: Connection, run: int | None, limit: int) -> list[tuple[str, int]]:
    """Count what could not be taken by its reason, the most frequent first."""
    number = func.count()
    query = _of_run(select(_dropped.c.reason, number), run).group_by(_dropped.c.reason)
    rows = connection.execute(query.order_by(number.desc(), _dropped.c.reason).limit(limit))
    return [(row[0], row[1]) for row in rows]


def list_runs(connection: Connection) -> tuple[Run, ...]:
    """List every import, first to last."""
    return tuple(Run(*row) for row in connection.execute(select(_run).order_by(_run.c.id)))


def text_hash(text: str) -> str:
    """Give the SHA-256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_report(row: Row[*tuple[Any, ...]]) -> Report:
    """Make the record of a row."""
    credits = tuple(msgspec.json.decode(row.credits, type=list[str]))
    return Report(row.name, row.text, row.title, row.publisher, credits, row.url, row.published, row.language)


def _of_run(query: Select[Any], run: int | None) -> Select[Any]:
    return query if run is None else query.where(_dropped.c.run == run)


def _settle(connection: Connection, found: list[Found]) -> list[_Settled]:
    """Decide about each item, by what is stored and what came before it in the batch."""
    faults = [str(item.fault) if isinstance(item, InputError) else _fault(item.report) for item in found]
    sound = [item.report for item, fault in zip(found, faults, strict=True) if fault is None]  # type: ignore[union-attr]
    by_hash = _load_stored(connection, {text_hash(report.text) for report in sound})
    taken = _load_names(connection, sound)
    return [
        _Settled(item, "dropped", reason=fault)
        if isinstance(item, InputError) or fault
        else _settle_one(item, by_hash[text_hash(item.report.text)], taken)
        for item, fault in zip(found, faults, strict=True)
    ]


def _settle_one(item: Arrival, stored: list[_Stored], taken: set[str]) -> _Settled:
    for known in stored:
        if _differ(known.report, item.report):
            continue
        facts = {name: getattr(known.report, name) or getattr(item.report, name) for name in FACTS}
        completed = msgspec.structs.replace(known.report, **facts)
        if completed == known.report:
            return _Settled(item, "known", known)
        known.report = completed
        return _Settled(item, "completed" if known.number else "known", known)
    new = _Stored(msgspec.structs.replace(item.report, id=_free_name(item.report, taken)))
    taken.add(new.report.id)
    stored.append(new)
    return _Settled(item, "new", new)


def _differ(one: Report, other: Report) -> bool:
    pairs = ((getattr(one, name), getattr(other, name)) for name in FACTS)
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def _names(report: Report) -> list[str]:
    """Give the names it may be stored under: its id, or that with more and more of its hash."""
    key = hashlib.sha256(msgspec.json.encode(report)).hexdigest()
    return [report.id, *(f"{report.id}-{key[:length]}" for length in (8, 16, 64))]


def _free_name(report: Report, taken: set[str]) -> str:
    return next(name for name in _names(report) if name not in taken)


def _fault(report: Report) -> str | None:
    """Tell why a report cannot be stored, alike on every database."""
    for name in ("id", "text", "title", "publisher", "url", "published", "language"):
        value = getattr(report, name) or ""
        if "\0" in value:
            at = value.index("\0")
            return Fault("its %(field)s holds a null character, at offset %(at)s", field=name, at=at)
        if holds_no_letter(value):
            return Fault("its %(field)s holds a lone surrogate", field=name)
    for name in ("id", "published"):
        if len(getattr(report, name) or "") > _LONGEST:
            return Fault("its %(field)s is longer than %(most)s letters", field=name, most=_LONGEST)
    if any(map(holds_no_letter, report.credits)):
        return Fault("its credits hold what is no letter")
    return None if report.text.strip() else Fault("is empty")


def _load_stored(connection: Connection, hashes: set[str]) -> dict[str, list[_Stored]]:
    stored: dict[str, list[_Stored]] = defaultdict(list)
    query = select(_report).where(_report.c.sha256.in_(sorted(hashes))).order_by(_report.c.id)
    for row in connection.execute(query):
        stored[row.sha256].append(_Stored(make_report(row), row.id, row.revision))
    return stored


def _load_names(connection: Connection, reports: Iterable[Report]) -> set[str]:
    wanted = {name for report in reports for name in _names(report)}
    return set(connection.scalars(select(_report.c.name).where(_report.c.name.in_(sorted(wanted)))))


def _insert_reports(connection: Connection, run: int, new: list[_Stored]) -> None:
    if not new:
        return
    now = moment()
    rows = [
        {
            **{name: getattr(stored.report, name) for name in ("text", *FACTS, "language")},
            "name": stored.report.id,
            "sha256": text_hash(stored.report.text),
            "credits": msgspec.json.encode(stored.report.credits).decode(),
            "revision": 1,
            "run": run,
            "imported": now,
        }
        for stored in new
    ]
    query = insert(_report).returning(_report.c.id, sort_by_parameter_order=True)
    for stored, number in zip(new, connection.scalars(query, rows), strict=True):
        stored.number = number


def _note_arrivals(connection: Connection, run: int, settled: list[_Settled]) -> None:
    """Note where things came from, once for each place and what was said there; and what was dropped."""
    now = moment()
    numbers = sorted({item.stored.number or 0 for item in settled if item.stored and item.outcome != "new"})
    query = select(_arrival.c.report, _arrival.c.place, _arrival.c.given)
    before = {tuple(row) for row in connection.execute(query.where(_arrival.c.report.in_(numbers)))}
    arrivals, dropped = [], []
    for item in settled:
        place = _as_text(item.found.place)
        if item.stored is None or isinstance(item.found, InputError):
            dropped.append({"run": run, "place": place, "reason": _as_text(item.reason or ""), "at": now})
            continue
        given = msgspec.json.encode(msgspec.structs.replace(item.found.report, text="")).decode()
        if (key := (item.stored.number, place, given)) not in before:
            before.add(key)
            row = {"report": item.stored.number, "run": run, "place": place, "given": given, "at": now}
            arrivals.append(row)
    for table, rows in ((_arrival, arrivals), (_dropped, dropped)):
        if rows:
            connection.execute(insert(table), rows)


def _as_text(name: str) -> str:
    """Give a name as every database keeps it: bytes of a file's name that are no UTF-8 are written out."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _note_counts(connection: Connection, run: int, settled: list[_Settled]) -> None:
    count = Counter(item.outcome for item in settled)
    more = {
        _run.c.seen: len(settled),
        _run.c.new: count["new"],
        _run.c.known: count["known"] + count["completed"],
        _run.c.left_out: count["dropped"],
    }
    sums = {column: column + number for column, number in more.items()}
    connection.execute(update(_run).where(_run.c.id == run).values(sums))


def _added(item: _Settled, copies: dict[str, list[Copy]], run: int) -> Added:
    name = item.stored.report.id if item.stored else None
    near = tuple(copies.get(name or "", ())) if item.outcome == "new" else ()
    return Added(item.outcome, item.found.place, name, item.reason, near, run)
