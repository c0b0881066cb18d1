"""What a filter asks, as SQL: one set of statements for SQLite and PostgreSQL.

They differ in one thing, how words are looked up: SQLite has an index of its own beside the table
(``entry_text``), PostgreSQL one over it. Names, areas and radii are resolved to the few places, actors and
outlets that they fit before the many records are looked at, so that no distance is measured twice.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    Table,
    and_,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from riwaya.errors import Fault, SearchError
from riwaya.store import schema
from riwaya.store.search.filters import Bound, Box, Filter, SearchKind
from riwaya.store.search.queries import Term, name_query, parse_query

_entry, _claim, _event, _place = schema.entry, schema.claim, schema.event, schema.place
TABLES: dict[SearchKind, Table] = {"reports": _entry, "claims": _claim, "events": _event}
WORDS: dict[SearchKind, Table] = {
    "reports": schema.entry_words,
    "claims": schema.claim_words,
    "events": schema.event_words,
}
_ANY = {"since", "until", "reviewed"}
_PLAIN: dict[SearchKind, set[str]] = {
    "reports": _ANY,
    "claims": _ANY | {"acts", "evidence", "denied", "denies"},
    "events": _ANY | {"types", "realities"},
}
Condition = ColumnElement[bool]
_USUAL_LENGTH = 100  # words: what is much shorter gains no more by being short


class Asked:
    """What a filter asks of a kind of record. Raises SearchError for a kind that there is not."""

    def __init__(self, connection: Connection, kind: SearchKind, filter: Filter) -> None:
        if kind not in TABLES:
            raise SearchError(
                "kind", Fault("%(value)r is not one of %(known)s", value=kind, known=", ".join(TABLES))
            )
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self.kind = kind
        self.table = TABLES[kind]
        self.query = parse_query(filter.words)
        asked = {field for field in filter.__struct_fields__ if getattr(filter, field) not in ("", (), None)}
        self.plain = asked <= _PLAIN[kind]  # columns of the record alone: an index counts them, and sorts
        self.conditions = [*self._own(filter), *self._related(filter)]

    def all(self) -> Subquery:
        """Give ``key``, the day, and ``id`` of all that is found; no more is looked up than must be."""
        return self._found().subquery("found")

    def once(self) -> CTE:
        """Give the same, looked up once and for all."""
        return self._found().cte("found").prefix_with("MATERIALIZED")

    def newest(self, limit: int, found: CTE | None = None) -> CTE:
        """Give the newest of them, of those ``found`` or looked up now."""
        rows = found if found is not None else self.all()
        return select(rows).order_by(rows.c.key.desc(), rows.c.id.desc()).limit(limit).cte("newest")

    def ranked(self, newest: CTE) -> CTE:
        """Give records with how thick what is asked stands in them as their ``key``: an integer."""
        words = WORDS[self.kind]
        runs = [f" {' '.join(term.stems)} " for term in self.query if term.stems and not term.out]
        stems = words.c.stems
        counts = [(_length(stems) - _length(func.replace(stems, run, ""))) // len(run) for run in runs]
        hits = sum(counts[1:], counts[0]) if counts else literal(0)
        rank = hits * 1000 // (words.c.length + _USUAL_LENGTH)
        joined = newest.outerjoin(words, words.c.id == newest.c.id)
        return select(rank.label("key"), newest.c.id).select_from(joined).cte("ranked")

    def _found(self) -> Select[Any]:
        own = self.table.c
        return select(own.day.label("key"), own.id, own.report).where(*self.conditions)

    def _own(self, filter: Filter) -> Iterable[Condition]:
        """Give what is asked of the record itself."""
        own = self.table.c
        yield from self._words()
        if filter.outlets:
            yield self._report_is(
                self._among(_entry.c.outlet, self._named(schema.outlet, "outlets", filter.outlets))
            )
        if filter.since:
            yield own.day >= filter.since
        if filter.until:
            yield own.since <= filter.until
            yield own.since != ""
            if self.kind == "reports":  # their days are one, and known to the index by the last
                yield own.day.between("0", filter.until)
        if filter.reviewed:
            yield own.reviewed.in_(filter.reviewed)

    def _related(self, filter: Filter) -> Iterable[Condition]:
        """Give what is asked of a claim, an event, or one that tells of the other."""
        of_claim, of_event = list(self._of_claim(filter)), list(self._of_event(filter))
        if self.kind == "claims":
            yield from of_claim
            if of_event:
                yield self._told("event", "claim", of_event)
        elif self.kind == "events":
            yield from of_event
            if of_claim:
                yield self._told("claim", "event", of_claim)
        elif of_claim or of_event:
            if of_claim and of_event:
                of_claim.append(self._told("event", "claim", of_event))
            records, asked = (_claim, of_claim) if of_claim else (_event, of_event)
            yield _entry.c.id.in_(select(records.c.report).where(*asked))

    def _of_claim(self, filter: Filter) -> Iterable[Condition]:
        if filter.sources:
            yield self._among(_claim.c.source, self._named(schema.actor, "sources", filter.sources))
        if filter.acts:
            yield _claim.c.act.in_(filter.acts)
        if filter.evidence:
            yield _claim.c.evidence.in_(filter.evidence)
        if filter.denied is not None:
            yield _claim.c.denied == int(filter.denied)
        if filter.denies is not None:
            yield _claim.c.denies == int(filter.denies)
        if filter.disputed is not None:
            yield (
                _claim.c.denied + _claim.c.denies > 0
                if filter.disputed
                else _claim.c.denied + _claim.c.denies == 0
            )

    def _of_event(self, filter: Filter) -> Iterable[Condition]:
        if filter.types:
            yield _event.c.type.in_(filter.types)
        if filter.realities:
            yield _event.c.reality.in_(filter.realities)
        if filter.actors:
            found = self._among(schema.party.c.actor, self._named(schema.actor, "actors", filter.actors))
            yield _event.c.id.in_(select(schema.party.c.event).where(found))
        if (places := self._places(filter)) is not None:
            yield self._among(_event.c.place, places)
        if filter.placed is not None:
            points = select(_place.c.id).where(_place.c.lat.is_not(None), _place.c.lon.is_not(None))
            lies = func.coalesce(_event.c.place, -1).in_(points)
            yield lies if filter.placed else ~lies
        if filter.dated is not None:
            yield _event.c.first.is_not(None) if filter.dated else _event.c.first.is_(None)
        for bound in filter.figures:
            yield _event.c.id.in_(select(schema.figure.c.event).where(*_counted(bound)))

    def _told(self, of: str, by: str, asked: list[Condition]) -> Condition:
        """Ask that a claim tells of an event for which all of this holds, or the other way round."""
        records, telling = (_event if of == "event" else _claim), schema.telling
        mine = (_claim if by == "claim" else _event).c.id
        found = select(telling.c[by]).join(records, records.c.id == telling.c[of]).where(*asked)
        return mine.in_(found)

    def _report_is(self, asked: Condition) -> Condition:
        if self.kind == "reports":
            return asked
        return self.table.c.report.in_(select(_entry.c.id).where(asked))

    def _words(self) -> Iterable[Condition]:
        number = self.table.c.id
        wanted = [term for term in self.query if not term.out]
        if wanted:
            yield number.in_(self._holding(wanted))
        for term in self.query:
            if term.out:
                yield number.not_in(self._holding([term]))

    def _holding(self, terms: Sequence[Term]) -> Select[Any]:
        """Select the numbers of the records that hold every term."""
        words = WORDS[self.kind]
        if self._sqlite:
            name = words.name.replace("_words", "_text")
            match = literal_column(name).op("MATCH")(" AND ".join(map(_fts5, terms)))
            return select(column("rowid")).select_from(table(name)).where(match)
        vector = func.array_to_tsvector(func.string_to_array(func.trim(words.c.forms), text("' '")))
        asked = cast(" & ".join(map(_tsquery, terms)), TSQUERY)
        runs = [f"% {' '.join(term.stems)} %" for term in terms if term.kind == "phrase"]
        return select(words.c.id).where(vector.op("@@")(asked), *(words.c.stems.like(run) for run in runs))

    def _named(self, known: Table, field: str, names: Sequence[str]) -> list[int]:
        """Find the rows of what has one of some names: all its words are among what it is known by."""
        spelled = or_(
            *(
                and_(
                    *(
                        or_(*(known.c.forms.like(f"% {form} %") for form in forms))
                        for forms in name_query(name, field)
                    )
                )
                for name in names
            )
        )
        return list(self._connection.scalars(select(known.c.id).where(spelled)))

    def _places(self, filter: Filter) -> list[int] | None:
        """Find the places that are asked for by name, precision and area; None where none of it is asked."""
        areas = [area for area in (filter.box, filter.near) if area is not None]
        if not (areas or filter.places or filter.precisions):
            return None
        asked = [_in_box(area if isinstance(area, Box) else area.box()) for area in areas]
        if filter.precisions:
            asked.append(_place.c.precision.in_(filter.precisions))
        if filter.places:
            asked.append(_place.c.id.in_(self._numbers(self._named(_place, "places", filter.places))))
        rows = self._connection.execute(select(_place.c.id, _place.c.lat, _place.c.lon).where(*asked))
        return [number for number, lat, lon in rows if all(area.holds(lat, lon) for area in areas)]

    def _among(self, of: ColumnElement[Any], numbers: list[int]) -> Condition:
        return of.in_(self._numbers(numbers))

    def _numbers(self, numbers: list[int]) -> Any:
        """Give numbers as a table, however many."""
        if self._sqlite:
            return select(func.json_each(msgspec.json.encode(numbers).decode()).table_valued("value").c.value)
        return select(func.unnest(cast(numbers, ARRAY(BigInteger))))


def _length(words: ColumnElement[Any]) -> ColumnElement[int]:
    return func.length(words, type_=Integer)  # else it is divided as no integer is


def denied_events() -> Select[Any]:
    """Select the numbers of events that a claim tells of which is denied, or which denies another."""
    telling = schema.telling
    both = _claim.c.denied + _claim.c.denies
    return select(telling.c.event).join(_claim, _claim.c.id == telling.c.claim).where(both > 0)


def _fts5(term: Term) -> str:
    """Write a term as FTS5 has it; its forms are letters and digits, so nothing is to be escaped."""
    star = "*" if term.kind == "prefix" else ""
    asked = [" OR ".join(f'"{form}"{star}' for form in forms) for forms in term.words]
    words = " AND ".join(f"forms : ({each})" for each in asked)
    run = " ".join(term.stems)
    return f'{words} AND stems : "{run}"' if term.kind == "phrase" else words


def _tsquery(term: Term) -> str:
    star = ":*" if term.kind == "prefix" else ""
    asked = [" | ".join(f"'{form}'{star}" for form in forms) for forms in term.words]
    return " & ".join(f"({each})" for each in asked)


def _in_box(box: Box) -> Condition:
    lat, lon = _place.c.lat, _place.c.lon
    between: Condition
    if box.west <= box.east:
        between = lon.between(box.west, box.east)
    else:
        between = or_(lon >= box.west, lon <= box.east)
    return and_(lat.between(box.south, box.north), or_(between, func.abs(lon) == 180))


def _counted(bound: Bound) -> Iterable[Condition]:
    """Give what must hold of a figure, so that the bound holds whatever it may stand for."""
    low, high = schema.figure.c.low, schema.figure.c.high
    yield schema.figure.c.kind == bound.kind
    if bound.sign in (">=", "="):
        yield low >= bound.number
    if bound.sign in ("<=", "="):
        yield high <= bound.number
    if bound.sign == ">":
        yield low > bound.number
    if bound.sign == "<":
        yield high < bound.number
