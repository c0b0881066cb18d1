"""What analysts decide, appended and never changed; each keeps the records it found and those it leaves."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from riwaya.chars import holds_no_letter
from riwaya.errors import Fault, ReviewError
from riwaya.readings import find_spans
from riwaya.store import schema
from riwaya.store.anchors import all_records, anchors, find_same, group, names_in, records_of
from riwaya.store.clock import moment
from riwaya.store.records import Change, Decision, Kind, Record
from riwaya.store.review import find_undone, free_id
from riwaya.types import Reading

_report, _decision = schema.report, schema.decision
LONGEST_REASON = 10_000  # letters
_LONGEST = 1_000  # letters of a name


def list_decisions(connection: Connection, number: int | None = None) -> list[Decision]:
    """List the decisions on one report, or all, undone ones and undoings too, in the order they were made."""
    query = select(_decision, _report.c.name).join(_report).order_by(_decision.c.id)
    if number is not None:
        query = query.where(_decision.c.report == number)
    return [make_decision(row) for row in connection.execute(query)]


def list_decisions_on(connection: Connection, numbers: Sequence[int]) -> dict[str, list[Decision]]:
    """List the decisions on some reports by the reports' ids, as ``list_decisions`` does."""
    query = select(_decision, _report.c.name).join(_report).order_by(_decision.c.id)
    found: dict[str, list[Decision]] = {}
    for row in connection.execute(query.where(_decision.c.report.in_(numbers))):
        found.setdefault(row.name, []).append(make_decision(row))
    return found


def append_decision(connection: Connection, number: int, made: Decision) -> Decision:
    """Append a decision on the report of that number, and give it with its own number and moment."""
    made = msgspec.structs.replace(made, at=moment())
    body = msgspec.json.encode(made.change).decode()
    row = {name: getattr(made, name) for name in ("kind", "who", "why", "at", "undoes")}
    query = insert(_decision).values(**row, report=number, body=body).returning(_decision.c.id)
    return msgspec.structs.replace(made, number=int(connection.execute(query).scalar_one()))


def lock_report(connection: Connection, number: int) -> None:
    """Keep other analysts' decisions on a report waiting until this one's transaction ends."""
    connection.execute(select(_report.c.id).where(_report.c.id == number).with_for_update())


def count_decisions(connection: Connection) -> int:
    """Count all decisions."""
    return connection.scalar(select(func.count()).select_from(_decision)) or 0


def make_change(reading: Reading, kind: Kind, ids: Sequence[str], after: Sequence[Record] = ()) -> Change:
    """Make what a decision on a reading changes, or raise ReviewError where it does not fit.

    ``ids`` are those of the records found; new records of ``after`` have an id that the reading lacks.
    """
    name = reading.report.id
    records = {record.id: record for record in all_records(reading)}
    before = records_of(reading, ids)
    left = before if kind == "accept" else _name_new(after, ids, records)
    _check(reading, kind, before, left)
    own = {record.id for record in (*before, *left)}
    named = dict.fromkeys(key for record in (*before, *left) for key in names_in(record) if key not in own)
    if missing := [key for key in named if key not in records]:
        raise ReviewError(name, Fault("a record names %(key)s, which its reading has not", key=missing[0]))
    return Change(group(before), group(left), group(records[key] for key in named))


def check_undo(name: str, decisions: list[Decision], number: int) -> None:
    """Raise ReviewError where a report has no such decision, or it is undone already."""
    if number not in {decision.number for decision in decisions}:
        raise ReviewError(name, Fault("it has no decision %(number)s", number=number))
    if number in find_undone(decisions):
        raise ReviewError(name, Fault("decision %(number)s is undone already", number=number))


def check_texts(name: str, texts: Iterable[str], longest: int) -> None:
    """Raise ReviewError for a text that not every database keeps."""
    for text in texts:
        if holds_no_letter(text):
            raise ReviewError(name, Fault("%(text)r holds what is no letter", text=text[:30]))
        if len(text) > longest:
            raise ReviewError(
                name, Fault("%(text)r… is longer than %(longest)s letters", text=text[:30], longest=longest)
            )


def make_decision(row: Row[*tuple[Any, ...]]) -> Decision:
    """Make the record of a row joined with the report's name."""
    change = msgspec.json.decode(row.body, type=Change)
    return Decision(row.id, row.name, row.kind, row.who, row.why, row.at, change, row.undoes)


def _name_new(after: Sequence[Record], ids: Sequence[str], records: dict[str, Record]) -> list[Record]:
    """Give records that stand for none of those found an id that is free."""
    used = set(records)
    named = []
    for record in after:
        fits = record.id in ids or (record.id and record.id not in used)
        named.append(record if fits else msgspec.structs.replace(record, id=free_id(record, used)))
        used.add(named[-1].id)
    return named


def _check(reading: Reading, kind: Kind, before: list[Record], after: list[Record]) -> None:
    name, length = reading.report.id, len(reading.report.text)
    if fault := _misfit(kind, before, after):
        raise ReviewError(name, fault)
    for span in (span for record in after for span in find_spans(record)):
        if not 0 <= span.start <= span.end <= length:
            raise ReviewError(
                name, Fault("[%(start)s, %(end)s] lies outside its text", start=span.start, end=span.end)
            )
    known = set(before)
    check_texts(name, _texts(msgspec.to_builtins([one for one in after if one not in known])), _LONGEST)
    if not all(map(anchors, after)):
        raise ReviewError(name, Fault("a record must stand on words of the text"))
    if kind == "add":
        for record in after:
            if same := find_same(record, all_records(reading), exactly=True):
                raise ReviewError(
                    name, Fault("%(key)s stands on the same words already; correct it instead", key=same.id)
                )


def _texts(value: Any) -> Iterator[str]:
    """Give every text in what was made of records."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _misfit(kind: Kind, before: list[Record], after: list[Record]) -> Fault | None:
    found, left = len(before), len(after)
    one_kind = len({type(record) for record in (*before, *after)}) == 1
    if kind == "correct" and (before == after or [old.id for old in before] != [new.id for new in after]):
        return Fault("a correction changes a record, and keeps its id")
    fits = {
        "accept": found > 0,
        "reject": found > 0 and not left,
        "correct": found == left == 1 and one_kind,
        "add": left > 0 and not found,
        "merge": found > 1 and left == 1 and one_kind,
        "split": found == 1 and left > 1 and one_kind,
    }
    if fits.get(kind):
        return None
    return Fault(
        "%(kind)s does not go from %(found)s records to %(left)s, or not of these kinds",
        kind=kind, found=found, left=left,
    )  # fmt: skip
