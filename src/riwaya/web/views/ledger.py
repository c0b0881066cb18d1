"""The ledger: who said what, by whose word it came, on what evidence, and who denies it."""

from functools import cache

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from riwaya.store import Store
from riwaya.store.search.filters import Filter
from riwaya.store.search.results import Excerpt, FoundClaim
from riwaya.types import Act, Actor, Claim, Evidence, Party, Period, Reading, Span
from riwaya.web.asked import ASKED, CHOICES, Ask
from riwaya.web.bench import Given
from riwaya.web.pages import Visit

_PAGE = 30  # claims shown at a time
_FIRST = 6  # disputed claims shown before them
_FACETS = {"sources": "sources", "acts": "acts", "outlets": "outlets", "reviewed": "reviewed"}


class Said(msgspec.Struct, frozen=True):
    """One claim: what was said, the source first in ``chain`` and then whoever relayed it, to the outlet."""

    report: str
    id: str
    act: Act
    chain: tuple[Party, ...]
    outlet: str | None
    published: str | None
    words: Excerpt
    evidence: Evidence | None
    said: Period | None
    reviewed: str | None = None  # of the claims that were found


class Line(msgspec.Struct, frozen=True):
    """A claim of the ledger, those that it denies, and those that deny it."""

    claim: Said
    denies: tuple[Said, ...]
    denied_by: tuple[Said, ...]


class Ledger(msgspec.Struct, frozen=True):
    """Claims in order, the latest first; ``next`` asks for what follows."""

    lines: tuple[Line, ...]
    total: int
    next: str | None


class Dispute(msgspec.Struct, frozen=True):
    """A denial and what it denies."""

    claim: Said
    denial: Said


@get("/ledger", sync_to_thread=True, include_in_schema=False, dependencies=ASKED)
def show_ledger(
    request: Visit, bench: Given, asked: Ask, after: FromQuery[str | None] = None
) -> Response[str]:
    """Show the claims that a filter finds, those that contradict each other first."""
    ledger = disputed = facets = None
    search = bench.store.search
    if not asked.faults:
        ledger = load_ledger(bench.store, asked.filter, _PAGE, after)
        facets = search.facets("claims", asked.filter)
        if after is None and asked.filter.disputed is not False:
            among = msgspec.structs.replace(asked.filter, disputed=True)
            disputed = ledger if asked.filter.disputed else load_ledger(bench.store, among, _FIRST, None)
    return bench.pages.show(
        request,
        "ledger.html",
        status=422 if asked.faults else 200,
        asked=asked,
        ledger=ledger,
        disputes=find_disputes(disputed or ledger) if disputed or asked.filter.disputed else [],
        disputed=disputed.total if disputed else 0,
        first=_FIRST,
        after=after,
        facets=[(name, field, asked.facet(facets, name, field)) for name, field in _FACETS.items()],
        counted=facets,
        choices=CHOICES,
    )


@get("/api/ledger", sync_to_thread=True, dependencies=ASKED)
def list_claims(
    bench: Given, asked: Ask, limit: FromQuery[int] = 50, after: FromQuery[str | None] = None
) -> Ledger:
    """List claims with the chain that they came by, and the denials beside them."""
    return load_ledger(bench.store, asked.checked(), limit, after)


def load_ledger(store: Store, filter: Filter, limit: int, after: str | None) -> Ledger:
    """Load a page of the ledger."""
    page = store.search.find("claims", filter, limit=limit, after=after)
    load = cache(lambda name: Account(store.reading(name)))
    found = [one for one in page.found if isinstance(one, FoundClaim)]
    return Ledger(tuple(load(one.report).line(one) for one in found), page.total, page.next)


def find_disputes(ledger: Ledger | None) -> list[Dispute]:
    """Find the pairs of denial and denied in a page of the ledger, each once."""
    pairs: dict[tuple[str, str, str], Dispute] = {}
    for line in ledger.lines if ledger else ():
        own = line.claim
        found = [*((denied, own) for denied in line.denies), *((own, denial) for denial in line.denied_by)]
        for denied, denial in found:
            pairs.setdefault((own.report, denied.id, denial.id), Dispute(denied, denial))
    return list(pairs.values())


class Account:
    """The claims of one reading as the ledger shows them."""

    def __init__(self, reading: Reading) -> None:
        self._report = reading.report
        self._actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self._claims = {claim.id: claim for claim in reading.claims}

    def line(self, found: FoundClaim) -> Line:
        """Give the line of a claim that was found."""
        line = self.tell(self._claims[found.id])
        own = msgspec.structs.replace(line.claim, words=found.excerpt, reviewed=found.reviewed)
        return msgspec.structs.replace(line, claim=own)

    def tell(self, claim: Claim) -> Line:
        """Give a claim with what it denies and what denies it."""
        deniers = (one for one in self._claims.values() if claim.id in one.denies)
        denied = (self._claims[name] for name in claim.denies if name in self._claims)
        return Line(self._said(claim), tuple(map(self._said, denied)), tuple(map(self._said, deniers)))

    def _said(self, claim: Claim) -> Said:
        span = claim.content or claim.cue
        words = Excerpt(self._report.text[span.start : span.end], Span(span.start, span.end), ())
        known = (self._actors.get(name or "") for name in (claim.source, *claim.via))
        chain = tuple(Party(one.name, one.name_en, one.ref, one.country, one.role) for one in known if one)
        return Said(
            self._report.id, claim.id, claim.act, chain, self._report.publisher, self._report.published,
            words, claim.evidence, claim.said,
        )  # fmt: skip


ROUTES = (show_ledger, list_claims)
