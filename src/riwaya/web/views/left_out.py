"""What imports could not take, and why: page by page, and as a file."""

from collections.abc import Iterator

import msgspec
from litestar import Response, get
from litestar.response import Stream

from riwaya.store import Store
from riwaya.web.bench import Given, Number
from riwaya.web.pages import Visit

_PAGE = 200  # shown at a time
_REASONS = 10
_PIECE = 2_000  # in memory at a time, of a file


@get("/left-out", sync_to_thread=True, include_in_schema=False)
def show_left_out(request: Visit, bench: Given, run: Number = None, skip: Number = None) -> Response[str]:
    """Show what one import, or all, could not take."""
    start = skip or 0
    found = bench.store.dropped(run, skip=start, limit=_PAGE + 1)
    return bench.pages.show(
        request,
        "left-out.html",
        found=found[:_PAGE],
        reasons=bench.store.reasons(run, limit=_REASONS),
        count=bench.store.count_dropped(run),
        run=run,
        start=start,
        before=max(0, start - _PAGE) if start else None,
        after=start + _PAGE if len(found) > _PAGE else None,
    )


@get("/left-out/file", sync_to_thread=True, include_in_schema=False)
def export_left_out(bench: Given, run: Number = None) -> Stream:
    """Give all that one import, or all, could not take, as JSON Lines."""
    headers = {"content-disposition": 'attachment; filename="riwaya-left-out.jsonl"'}
    return Stream(_lines(bench.store, run), media_type="application/x-ndjson", headers=headers)


def _lines(store: Store, run: int | None) -> Iterator[bytes]:
    skip = 0
    while page := store.dropped(run, skip=skip, limit=_PIECE):
        yield b"".join(msgspec.json.encode(one) + b"\n" for one in page)
        skip += len(page)


ROUTES = (show_left_out, export_left_out)
