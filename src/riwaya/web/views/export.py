"""Exports: the readings of a report, or of all that the inbox shows, as files to take away."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec
from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Stream

from riwaya.export import FORMATS
from riwaya.store import Stage, Store
from riwaya.types import Reading
from riwaya.web.bench import Given

_PIECE = 64 * 1024
_PAGE = 200  # reports looked up at a time
_MEDIA = {"csv": "text/csv", "html": "text/html", "json": "application/json", "jsonl": "application/x-ndjson"}


class Choice(msgspec.Struct, frozen=True):
    """Which reports are wanted: one by its id, or those of an outlet and a stage."""

    id: str | None
    publisher: str | None
    stage: Stage | None


@get("/export", sync_to_thread=True)
def export(
    bench: Given,
    form: FromQuery[str],
    id: FromQuery[str | None] = None,
    publisher: FromQuery[str | None] = None,
    stage: FromQuery[Stage | None] = None,
) -> Stream:
    """Give the readings, as the analysts left them, in one of the forms: jsonl, claims.csv, events.csv, …"""
    if form not in FORMATS:
        raise NotFoundException(f"There is no form {form!r}; there are {', '.join(FORMATS)}.")
    file = _write(form, _readings(bench.store, Choice(id, publisher, stage)))
    ending = form.rpartition(".")[2]
    name = f"riwaya-{form}" if "." in form else f"riwaya.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Stream(_pieces(file), media_type=_MEDIA[ending], headers=headers)


def _write(form: str, readings: Iterator[Reading]) -> BinaryIO:
    """Write a whole export before any of it is sent: a fault is told, and cuts nothing off."""
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        text = TextIOWrapper(file, "utf-8", errors="replace", newline="")
        stack.callback(text.detach)
        FORMATS[form](readings, text)
        text.flush()
        text.detach()
        stack.pop_all()
        return file


def _readings(store: Store, choice: Choice) -> Iterator[Reading]:
    if choice.id is not None:
        yield from store.readings([choice.id])
        return
    before: int | None = None
    while page := store.headings(publisher=choice.publisher, stage=choice.stage, before=before, limit=_PAGE):
        yield from store.readings(one.report for one in page if one.stage != "unread")
        before = page[-1].number


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


ROUTES = (export,)
