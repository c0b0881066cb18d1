"""What is shown of the records that were found: loaded in a few statements, however many they are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from riwaya.store import schema
from riwaya.store.search.filters import SearchKind
from riwaya.store.search.queries import Query, find_hits
from riwaya.store.search.results import Count, Excerpt, Found, FoundClaim, FoundEvent, FoundReport, Spot
from riwaya.store.search.statements import denied_events
from riwaya.types import Party, Span

_report, _entry, _outlet = schema.report, schema.entry, schema.outlet
_claim, _event, _actor, _place = schema.claim, schema.event, schema.actor, schema.place
_PARTY = (_actor.c.name, _actor.c.name_en, _actor.c.ref, _actor.c.country, _actor.c.role)
_SPOT = (_place.c.name, _place.c.name_en, _place.c.country, _place.c.admin1, _place.c.lat, _place.c.lon,
         _place.c.precision)  # fmt: skip
_EXCERPT = 240  # letters of a report
_BEFORE = 60  # of them before the first hit
Rows = Sequence[Row[*tuple[Any, ...]]]


def show(connection: Connection, kind: SearchKind, query: Query, numbers: Sequence[int]) -> tuple[Found, ...]:
    """Load what is shown of records, in the order of their numbers here."""
    shown = {"reports": _reports, "claims": _claims, "events": _events}[kind](connection, query, numbers)
    return tuple(shown[number] for number in numbers)


def _reports(connection: Connection, query: Query, numbers: Sequence[int]) -> dict[int, Found]:
    columns = (_report.c.name, _report.c.title, _report.c.text, _entry.c.day, _entry.c.reviewed, _entry.c.id)
    counts = [
        select(func.count()).where(table.c.report == _entry.c.id).scalar_subquery()
        for table in (_claim, _event)
    ]
    asked = select(*columns, _outlet.c.name.label("outlet"), *counts).select_from(_entry)
    asked = asked.join(_report, _report.c.id == _entry.c.id).outerjoin(
        _outlet, _outlet.c.id == _entry.c.outlet
    )
    found: dict[int, Found] = {}
    for *facts, claims, events in connection.execute(asked.where(_entry.c.id.in_(numbers))):
        name, title, text, day, reviewed, number, outlet = facts
        excerpt = _cut(text, find_hits(text, query))
        found[number] = FoundReport(name, title, outlet, day or None, reviewed, excerpt, claims, events)
    return found


def _claims(connection: Connection, query: Query, numbers: Sequence[int]) -> dict[int, Found]:
    party = [column.label(f"source_{column.name}") for column in _PARTY]
    asked = _with_report(select(_claim, *party, *_of_report(_claim)), _claim)
    asked = asked.outerjoin(_actor, _actor.c.id == _claim.c.source)
    return {
        row.id: FoundClaim(
            row.report_name, row.record, row.outlet_name, row.act,
            _party(row, "source_") if row.source is not None else None,
            row.evidence, bool(row.denied), bool(row.denies), row.since or None, row.day or None,
            row.reviewed, Span(row.start, row.end), _told(row, query),
        )
        for row in connection.execute(asked.where(_claim.c.id.in_(numbers)))
    }  # fmt: skip


def _events(connection: Connection, query: Query, numbers: Sequence[int]) -> dict[int, Found]:
    spot = [column.label(f"place_{column.name}") for column in _SPOT]
    asked = _with_report(select(_event, *spot, *_of_report(_event), _entry.c.day.label("published")), _event)
    asked = asked.outerjoin(_place, _place.c.id == _event.c.place)
    parties, counts = _load_parties(connection, numbers), _load_counts(connection, numbers)
    denied = set(connection.scalars(denied_events().where(schema.telling.c.event.in_(numbers))))
    return {
        row.id: FoundEvent(
            row.report_name, row.record, row.outlet_name, row.published or None, row.type, row.reality,
            Spot(*(getattr(row, column.name) for column in spot)) if row.place is not None else None,
            row.first, row.last, tuple(parties[row.id, "actor"]), tuple(parties[row.id, "target"]),
            tuple(counts[row.id]), row.reviewed, Span(row.start, row.end), _told(row, query),
            row.id in denied,
        )
        for row in connection.execute(asked.where(_event.c.id.in_(numbers)))
    }  # fmt: skip


def _of_report(records: Any) -> tuple[Any, ...]:
    length = records.c.told_end - records.c.told_start
    told = func.substr(_report.c.text, records.c.told_start + 1, length).label("told")
    return told, _report.c.name.label("report_name"), _outlet.c.name.label("outlet_name")


def _with_report(asked: Select[Any], records: Any) -> Select[Any]:
    return (
        asked.select_from(records)
        .join(_report, _report.c.id == records.c.report)
        .join(_entry, _entry.c.id == records.c.report)
        .outerjoin(_outlet, _outlet.c.id == _entry.c.outlet)
    )


def _load_parties(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], list[Party]]:
    party = schema.party
    asked = select(party.c.event, party.c.part, *_PARTY).join(_actor, _actor.c.id == party.c.actor)
    found: dict[tuple[int, str], list[Party]] = defaultdict(list)
    ordered = asked.where(party.c.event.in_(numbers)).order_by(party.c.event, party.c.part, party.c.at)
    for row in connection.execute(ordered):
        found[row.event, row.part].append(_party(row, ""))
    return found


def _load_counts(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Count]]:
    figure = schema.figure
    found: dict[int, list[Count]] = defaultdict(list)
    asked = select(figure).where(figure.c.event.in_(numbers)).order_by(figure.c.event, figure.c.at)
    for row in connection.execute(asked):
        found[row.event].append(Count(row.kind, row.low, row.high, row.vague))
    return found


def _party(row: Row[*tuple[Any, ...]], prefix: str) -> Party:
    return Party(*(getattr(row, prefix + column.name) for column in _PARTY))


def _told(row: Row[*tuple[Any, ...]], query: Query) -> Excerpt:
    hits = (Span(row.told_start + hit.start, row.told_start + hit.end) for hit in find_hits(row.told, query))
    return Excerpt(row.told, Span(row.told_start, row.told_end), tuple(hits))


def _cut(text: str, hits: list[Span]) -> Excerpt:
    """Cut the stretch about the first hit out of a text, at blanks."""
    begin = max(0, (hits[0].start if hits else 0) - _BEFORE)
    end = min(len(text), begin + _EXCERPT)
    if begin and (blank := text.find(" ", begin, hits[0].start)) >= 0:
        begin = blank + 1
    if end < len(text) and (blank := text.rfind(" ", begin, end)) > (hits[0].end if hits else begin):
        end = blank
    inside = tuple(hit for hit in hits if begin <= hit.start and hit.end <= end)
    return Excerpt(text[begin:end], Span(begin, end), inside)
