"""What every party says of a case: its statements by time, its figures, its evidence, its denials."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.cases.parties import name_party, party_key
from riwaya.readings import Index
from riwaya.types import (
    Account,
    Actor,
    Claim,
    Estimate,
    Event,
    Evidence,
    Figure,
    FigureKind,
    Party,
    Reading,
    Span,
    Statement,
    Toll,
)

_UNNAMED = "nobody named"


class Teller:
    """One event of one report, with the claims that tell it or deny it."""

    def __init__(self, reading: Reading, events: Sequence[Event]) -> None:
        self.reading = reading
        self.events = events
        self.report = reading.report
        self.index = Index(reading)
        ids = {event.id for event in events}
        told = {claim.id for claim in reading.claims if ids.intersection(claim.events)}
        self.claims = [
            claim for claim in reading.claims if claim.id in told or told.intersection(claim.denies)
        ]
        self._told = told

    @property
    def outlet(self) -> str:
        """Give the name of the publisher, or of the report where none is known."""
        return self.report.publisher or self.report.id

    def denies(self, claim: Claim) -> bool:
        """Tell whether a claim denies what is told of the case."""
        return claim.act == "deny" or bool(self._told.intersection(claim.denies))

    def own_voice(self) -> Event | None:
        """Give the first event that the report tells in its own voice, if any: a trigger in no content."""
        contents = [claim.content for claim in self.claims if claim.content is not None]
        for event in self.events:
            if any(not any(_holds(content, trigger) for content in contents) for trigger in event.triggers):
                return event
        return None

    def source(self, claim: Claim) -> Actor | None:
        """Give who a claim is of."""
        return self.index.actors.get(claim.source or "")

    def chain(self, claim: Claim) -> tuple[str, ...]:
        """Give through whom a claim came: outlet, who relayed it, who said it."""
        via = [self.index.actors[key].name for key in reversed(claim.via) if key in self.index.actors]
        source = self.source(claim)
        return (self.outlet, *via, source.name if source else _UNNAMED)

    def tells(self) -> Iterator[tuple[Claim, Actor]]:
        """Give the claims that tell the case, and do not deny it, with who says so."""
        for claim in self.claims:
            actor = self.source(claim)
            if actor is not None and not self.denies(claim):
                yield claim, actor

    def counts(self) -> Iterator[tuple[Toll, Actor | None]]:
        """Give the numbers told and who counts, None for the outlet; of total and parts the total."""
        most: dict[tuple[FigureKind, str], tuple[int, Figure, Actor | None]] = {}
        for event in self.events:
            for figure in event.figures:
                claim = self._around(figure.span)
                actor = self.source(claim) if claim else None
                key = party_key(actor) if actor else self.outlet
                size = max(figure.low or 0, figure.high or 0)
                old = most.get((figure.kind, key))
                if old is None or size > old[0]:
                    most[figure.kind, key] = (size, figure, actor)
        for (kind, _), (_, figure, actor) in most.items():
            told = Toll(
                kind, figure.low, figure.high, figure.vague,
                self.report.id, self.report.published, actor.name if actor else self.outlet, figure.span,
            )  # fmt: skip
            yield told, actor

    def event_of(self, claim: Claim) -> str:
        """Give the event of the case that a claim is about."""
        ids = [event.id for event in self.events]
        return next((key for key in claim.events if key in ids), ids[0])

    def _around(self, span: Span) -> Claim | None:
        around = [claim for claim in self.claims if claim.content and _holds(claim.content, span)]
        return min(around, key=lambda claim: _length(claim.content), default=None)


def find_accounts(tellers: Sequence[Teller]) -> tuple[Account, ...]:
    """Find what each party says, those first who say most."""
    parties: dict[str, Party] = {}
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    counted: defaultdict[str, list[Toll]] = defaultdict(list)
    for teller in tellers:
        for claim in teller.claims:
            actor = teller.source(claim)
            key = party_key(actor) if actor else _UNNAMED
            parties.setdefault(key, name_party(actor) if actor else Party(_UNNAMED))
            said[key].append(_statement(teller, claim))
        own = teller.own_voice()
        if own is not None:
            parties.setdefault(teller.outlet, Party(teller.outlet, role="MED"))
            said[teller.outlet].append(_own_statement(teller, own))
        for toll, actor in teller.counts():
            counted[party_key(actor) if actor else teller.outlet].append(toll)
    accounts = [
        _account(parties[key], statements, estimate(counted.get(key, ())))
        for key, statements in sorted(said.items())
    ]
    return tuple(sorted(accounts, key=lambda account: (-len(account.statements), account.party.name)))


def find_tolls(tellers: Iterable[Teller]) -> tuple[Toll, ...]:
    """Give all numbers by the time they were told."""
    tolls = (toll for teller in tellers for toll, _ in teller.counts())
    return tuple(sorted(tolls, key=lambda t: (t.published or "", t.report, t.span.start, t.kind)))


def estimate(tolls: Iterable[Toll]) -> tuple[Estimate, ...]:
    """Sum numbers up by kind: the least, the latest and the most told."""
    by_kind: defaultdict[FigureKind, list[Toll]] = defaultdict(list)
    for toll in sorted(tolls, key=lambda t: (t.published or "", t.report, t.span.start)):
        if toll.low is not None or toll.high is not None:
            by_kind[toll.kind].append(toll)
    return tuple(
        Estimate(
            kind,
            min((n for n in map(_least, told) if n is not None), default=None),
            _least(told[-1]) if _least(told[-1]) is not None else _most(told[-1]),
            max((n for n in map(_most, told) if n is not None), default=None),
        )
        for kind, told in sorted(by_kind.items())
    )


def _statement(teller: Teller, claim: Claim) -> Statement:
    span = claim.content or claim.cue
    return Statement(
        report=teller.report.id,
        event=teller.event_of(claim),
        claim=claim.id,
        act=claim.act,
        text=teller.report.text[span.start : span.end],
        chain=teller.chain(claim),
        published=teller.report.published,
        said=claim.said.start if claim.said else None,
        evidence=claim.evidence,
        denies=teller.denies(claim),
    )


def _own_statement(teller: Teller, event: Event) -> Statement:
    """Give the line of the report that tells the event in its own voice."""
    text, trigger = teller.report.text, event.triggers[0]
    start = text.rfind("\n", 0, trigger.start) + 1
    end = text.find("\n", trigger.end)
    return Statement(
        report=teller.report.id,
        event=event.id,
        claim=None,
        act=None,
        text=text[start : len(text) if end < 0 else end].strip(),
        chain=(teller.outlet, *teller.report.credits),
        published=teller.report.published,
    )


def _account(party: Party, statements: list[Statement], figures: tuple[Estimate, ...]) -> Account:
    by_time = sorted(statements, key=lambda s: (s.published or "", s.report, s.claim or ""))
    seen: Mapping[Evidence, None] = dict.fromkeys(s.evidence for s in by_time if s.evidence is not None)
    return Account(party, tuple(by_time), figures, tuple(sorted(seen)), any(s.denies for s in by_time))


def _least(toll: Toll) -> int | None:
    return toll.low if toll.low is not None else toll.high


def _most(toll: Toll) -> int | None:
    return toll.high if toll.high is not None else toll.low


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0
