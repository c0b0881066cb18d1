"""The inbox: reports by outlet and stage of review, new ones dropped or pasted in, and how reading goes."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import msgspec
from anyio import to_thread
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException
from litestar.params import FromQuery
from litestar.response import Redirect

from riwaya.errors import Fault, InputError
from riwaya.sources import read_upload
from riwaya.sources.addresses import split_address
from riwaya.store import Added, Arrival, Heading, Stage, Store
from riwaya.text import parse_day
from riwaya.types import Claim, Event, Report
from riwaya.web.bench import Bench, Given, Number
from riwaya.web.fetches import Fetched, list_fetched
from riwaya.web.pages import Visit

_PAGE = 40  # reports shown at a time
_TOLD = 20  # of what came in, and of what could not be taken, so many are told one by one
_REASONS = 5  # why things could not be taken, the most frequent


class Row(msgspec.Struct, frozen=True):
    """A report in the list: ``decided`` of ``records`` claims and events have been decided on."""

    heading: Heading
    records: int = 0
    decided: int = 0
    denied: int = 0


class Taken(msgspec.Struct):
    """What became of what came in: all is counted, the first are told, and why the others were dropped."""

    counts: Counter[str] = msgspec.field(default_factory=Counter)
    stored: list[Added] = msgspec.field(default_factory=list)
    dropped: list[Added] = msgspec.field(default_factory=list)
    reasons: list[tuple[str, int]] = msgspec.field(default_factory=list)


@get("/", sync_to_thread=True, include_in_schema=False)
def show_inbox(
    request: Visit,
    bench: Given,
    publisher: FromQuery[str | None] = None,
    stage: FromQuery[Stage | None] = None,
    before: Number = None,
) -> Response[str]:
    """Show the inbox, or one outlet's or one stage's part of it."""
    found = bench.store.headings(publisher=publisher, stage=stage, before=before, limit=_PAGE + 1)
    return bench.pages.show(
        request,
        "inbox.html",
        rows=[_row(bench.store, heading) for heading in found[:_PAGE]],
        tallies=bench.store.tallies(),
        publisher=publisher,
        stage=stage,
        older=found[_PAGE - 1].number if len(found) > _PAGE else None,
        first=before is None,
        left_out=bench.store.count_dropped(),
        progress=bench.worker.progress(),
        fetched=list_fetched(bench.store),
    )


@post("/reports", include_in_schema=False, status_code=200)
async def take_reports(request: Visit, bench: Given) -> Response[Any]:
    """Store the files or the text that were given, have them read, and fetch the address that was given."""
    form = await request.form()
    files = [one for one in form.getall("files", []) if isinstance(one, UploadFile) and one.filename]
    contents = [(one.filename, await one.read()) for one in files]
    facts = {name: str(form.get(name) or "").strip() for name in ("publisher", "published", "title")}
    text = str(form.get("text") or "").replace("\r\n", "\n")  # browsers send line ends so
    if facts["published"]:
        facts["published"] = parse_day(facts["published"]).isoformat()
    url = str(form.get("url") or "").strip()
    if not contents and not text.strip() and not url:
        raise ClientException(detail=Fault("Neither a file nor a text nor an address was given."))
    fetched = await to_thread.run_sync(lambda: _ask_for(bench, url, facts)) if url else []
    taken = Taken()
    if contents or text.strip():
        taken = await to_thread.run_sync(lambda: _store(bench, _arrivals(contents, text, facts)))
    if "hx-request" not in request.headers:  # a browser without scripts
        return Redirect("/", status_code=303)
    progress = bench.worker.progress()
    return bench.pages.show(request, "taken.html", taken=taken, progress=progress, fetched=fetched)


@get("/fetched", sync_to_thread=True, include_in_schema=False)
def show_fetched(request: Visit, bench: Given, since: Number = None) -> Response[str]:
    """Show what became of addresses, alone."""
    return bench.pages.show(request, "fetched.html", fetched=list_fetched(bench.store, since or 0))


def _ask_for(bench: Bench, url: str, facts: dict[str, str]) -> list[Fetched]:
    """Have an address fetched; one that never is (a password in it, say) is told at once, and not kept."""
    address = url if "://" in url.partition("?")[0] else f"https://{url}"
    try:
        split_address(address)
    except InputError as fault:
        return [Fetched(0, fault.place, "failed", fault=fault.fault)]
    number = bench.worker.ask_for_page(address, {name: value for name, value in facts.items() if value})
    return list_fetched(bench.store, number)


def _row(store: Store, heading: Heading) -> Row:
    if heading.stage == "unread":
        return Row(heading)
    review = store.review(heading.report)
    records: tuple[Claim | Event, ...] = (*review.reading.claims, *review.reading.events)
    rejected = sum(isinstance(record, Claim | Event) for record in review.rejected)
    decided = sum(record.id in review.decided for record in records) + rejected
    denied = len({key for claim in review.reading.claims for key in claim.denies})
    return Row(heading, len(records) + rejected, decided, denied)


def _store(bench: Bench, arrivals: Iterable[Arrival | InputError]) -> Taken:
    """Store what came in as it is read: of a file of a million faults, no more is held than is told."""
    taken = Taken()
    for one in bench.store.add(arrivals, program="riwaya serve"):
        taken.counts[one.outcome] += 1
        told = taken.dropped if one.outcome == "dropped" else taken.stored
        if len(told) < _TOLD:
            told.append(one)
    if len(taken.dropped) < taken.counts["dropped"]:
        taken.reasons += bench.store.reasons(taken.dropped[0].run, limit=_REASONS)
    bench.worker.ask()
    return taken


def _arrivals(
    contents: list[tuple[str, bytes]], text: str, facts: dict[str, str]
) -> Iterator[Arrival | InputError]:
    given = {name: value for name, value in facts.items() if value}
    if text.strip():
        pasted = text.encode("utf-8", "replace")
        name = f"pasted-{hashlib.sha256(pasted).hexdigest()[:8]}"
        yield from _given(read_upload(BytesIO(pasted), f"{name}.txt"), given, name)
    given.pop("title", None)  # one title for many reports would be wrong
    for name, content in contents:
        yield from _given(read_upload(BytesIO(content), name), given, name)


def _given(
    found: Iterable[Report | InputError], facts: dict[str, str], place: str
) -> Iterator[Arrival | InputError]:
    for one in found:
        yield Arrival(msgspec.structs.replace(one, **facts), place) if isinstance(one, Report) else one


ROUTES = (show_inbox, show_fetched, take_reports)
