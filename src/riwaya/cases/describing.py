"""A cluster of tellings written up as a Case."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

import msgspec

from riwaya.cases.accounts import Teller, estimate, find_accounts, find_tolls
from riwaya.cases.clustering import Cluster
from riwaya.cases.contests import find_contests
from riwaya.cases.matching import find_ties, load_weights
from riwaya.cases.origins import find_origins
from riwaya.cases.parties import count_parties
from riwaya.cases.status import find_status
from riwaya.cases.tellings import Telling
from riwaya.types import CASE_SCHEMA, Actor, Case, Event, EventKey, Match, Member, Period, Place, Reading

_PARTIES = 12  # of the most frequent
_TIES = 5  # the strongest, that a match shows
_WIDTH = {"exact": 0, "near": 1, "district": 2, "region": 3, "country": 4}
Value = TypeVar("Value")


def describe(cluster: Cluster, reading_of: Callable[[str], Reading]) -> Case | None:
    """Write up one case. ``reading_of`` gives the reading of each of its reports.

    A telling whose event is no longer in the reading is left out; None where all are.
    """
    readings = {telling.report: reading_of(telling.report) for telling in cluster}
    events = {(report, event.id): event for report, reading in readings.items() for event in reading.events}
    told = (telling for telling in cluster if telling.key in events)
    ordered = sorted(told, key=lambda telling: (telling.published or 0, telling.key))
    if not ordered:
        return None
    members = [(readings[telling.report], events[telling.key]) for telling in ordered]
    tellers = [
        Teller(reading, [event for _, event in told])
        for reading, told in ((group[0][0], group) for group in _by_report(members))
    ]
    accounts = find_accounts(tellers)
    origins = find_origins(tellers, ordered)
    tolls = find_tolls(tellers)
    figures = estimate(tolls)
    status, why = find_status(accounts, origins, figures, find_contests(tellers))
    return Case(
        schema=CASE_SCHEMA,  # type: ignore[arg-type]  # the one schema there is
        id="/".join(ordered[0].key),
        type=_commonest(telling.type for telling in [t for t in ordered if t.lead] or ordered),
        reality=_commonest(event.reality for _, event in members),
        when=_when(ordered),
        place=_place(members),
        events=tuple(_member(reading, event) for reading, event in members),
        parties=count_parties(_actors(members))[:_PARTIES],
        accounts=accounts,
        figures=figures,
        tolls=tolls,
        origins=origins,
        status=status,
        why=why,
        matches=tuple(_matches(ordered, cluster)),
    )


def _by_report(members: Iterable[tuple[Reading, Event]]) -> list[list[tuple[Reading, Event]]]:
    ordered = sorted(members, key=lambda member: member[0].report.id)
    groups = [list(group) for _, group in groupby(ordered, key=lambda member: member[0].report.id)]
    return sorted(groups, key=lambda group: (group[0][0].report.published or "", group[0][0].report.id))


def _actors(members: Iterable[tuple[Reading, Event]]) -> Iterable[Actor]:
    for reading, event in members:
        yield from (one for one in reading.actors if one.id in event.actors or one.id in event.targets)


def _member(reading: Reading, event: Event) -> Member:
    report = reading.report
    return Member(
        report.id, event.id, event.triggers, event.type, event.reality, report.publisher, report.published
    )


def _commonest(values: Iterable[Value]) -> Value:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)))


def _when(tellings: Sequence[Telling]) -> Period | None:
    """Give the days that most tell, else those that the reports suggest."""
    days = [(t.first, t.last) for t in tellings if t.dated and t.first is not None and t.last is not None]
    if not days:
        days = [(t.first, t.last) for t in tellings if t.first is not None and t.last is not None]
    if not days:
        return None
    first, last = _commonest(days)
    return Period(date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat())


def _place(members: Sequence[tuple[Reading, Event]]) -> Place | None:
    """Give the place that most tell, of equal ones the smallest; without what holds in one report only."""
    places = [place for reading, event in members for place in reading.places if place.id == event.place]
    if not places:
        return None
    counts = Counter((place.country, place.name_en or place.name) for place in places)
    best = min(
        places,
        key=lambda p: (
            -counts[p.country, p.name_en or p.name],
            _WIDTH.get(p.precision or "", 5),
            p.name_en or p.name,
            p.name,
        ),
    )
    return msgspec.structs.replace(best, id="", mentions=())


def _matches(tellings: Sequence[Telling], cluster: Cluster) -> Iterable[Match]:
    """Tell of each event but the first which other it is closest to, and why."""
    ties = cluster.ties() if len(tellings) > 1 else {}
    by_key = {telling.key: telling for telling in tellings}
    for telling in tellings[1:]:
        near = ((weight, key) for key, weight in ties[telling.key].items() if key in by_key)
        weight, closest = max(near, default=(0.0, ("", "")))
        if weight <= 0:
            other = tellings[0]
            ruled = cluster.is_ruled(telling.key, other.key)
            yield Match(_key(telling), _key(other), 0.0, (), "analyst" if ruled else "machine")
            continue
        other = by_key[closest]
        yield Match(_key(telling), _key(other), weight, _strongest(telling, other))


def _strongest(one: Telling, other: Telling) -> tuple[str, ...]:
    ties = find_ties(one, other) or {}
    worth = {tie: value * load_weights()[tie] for tie, value in ties.items() if tie != "bar"}
    return tuple(sorted(worth, key=lambda tie: (-abs(worth[tie]), tie))[:_TIES])


def _key(telling: Telling) -> EventKey:
    return EventKey(*telling.key)
