"""Downloads: the readings that a page's filter chooses, in any format that there is."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Stream

from riwaya.casework import readings_of
from riwaya.errors import Fault
from riwaya.export import FORMATS
from riwaya.store import Stage, Store
from riwaya.web.bench import Given

_PAGE = 200  # headings listed at a time
_PIECE = 64 * 1024
_HELD = 8 * 1024 * 1024  # bytes that a file takes of the memory; what is larger lies on the disk


@get("/export", sync_to_thread=True)
def export(
    bench: Given,
    form: FromQuery[str] = "xlsx",
    id: FromQuery[list[str] | None] = None,
    publisher: FromQuery[str | None] = None,
    stage: FromQuery[Stage | None] = None,
    case: FromQuery[str | None] = None,
) -> Stream:
    """Give a file of readings: of one case, of some reports, or of an outlet or a stage of review."""
    if form not in FORMATS:
        raise NotFoundException(
            detail=Fault(
                "There is no form %(form)r; there are %(known)s.", form=form, known=", ".join(FORMATS)
            )
        )
    if case is not None:
        readings = readings_of(bench.store, case)
    elif id is not None:
        readings = bench.store.readings(id)
    else:
        readings = bench.store.readings(_names(bench.store, publisher, stage))
    # Written whole before the first byte goes out: a fault on the way is told, not sent as half a file.
    file = SpooledTemporaryFile(_HELD)  # noqa: SIM115 (closed when it is sent)
    try:
        FORMATS[form].write(readings, file)  # type: ignore[arg-type]  # as good as a BinaryIO
    except BaseException:
        file.close()
        raise
    name = f"riwaya-{form}" if "." in form else f"riwaya.{FORMATS[form].suffix}"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": str(file.tell()),
    }
    pieces = _pieces(file, file.tell())
    next(pieces)  # from here on the file is closed with them, even if nobody stays to take the first
    return Stream(pieces, media_type=FORMATS[form].media, headers=headers)


def _names(store: Store, publisher: str | None, stage: Stage | None) -> Iterator[str]:
    """Give the reports that were read, of an outlet or a stage, newest first."""
    before = None
    while page := store.headings(publisher=publisher, stage=stage, before=before, limit=_PAGE):
        yield from (heading.report for heading in page if heading.stage != "unread")
        before = page[-1].number


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    """Give a file piece by piece; it is closed before the last goes out, for then nobody may ask again."""
    with file:
        file.seek(0)
        yield b""
        while left > _PIECE:
            yield file.read(_PIECE)
            left -= _PIECE
        last = file.read()
    yield last


ROUTES = (export,)
