"""The corridor: the order of the rooms, and the reader that walks a report through them."""

from collections.abc import Callable
from datetime import date

import msgspec

from riwaya.claims import find_claims
from riwaya.document import Document
from riwaya.errors import Fault, InputError
from riwaya.events import find_events
from riwaya.links import link
from riwaya.mentions import find_actors, find_places, find_quantities, find_times, find_weapons
from riwaya.text import parse_day, prepare
from riwaya.tokens import read_tokens
from riwaya.types import Reading, Report


class Stage(msgspec.Struct, frozen=True):
    """One step: its name, the fields of the document it fills, and the function that fills them."""

    name: str
    fills: tuple[str, ...]
    run: Callable[[Document], Document]


STAGES: tuple[Stage, ...] = (
    Stage("text", ("report", "published", "home", "dateline", "dropped", "notes"), prepare),
    Stage("tokens", ("tokens", "sentences", "quotations"), read_tokens),
    Stage("times", ("times",), find_times),
    Stage("quantities", ("quantities",), find_quantities),
    Stage("weapons", ("weapons",), find_weapons),
    Stage("places", ("places",), find_places),
    Stage("actors", ("actors", "places"), find_actors),
    Stage("claims", ("claims",), find_claims),
    Stage("events", ("events",), find_events),
)


class Reader:
    """Reads reports; stateless, so one may serve a whole program."""

    def read(self, report: Report) -> Reading:
        """Read one report. Whatever its text, the reading's spans lie inside it."""
        return link(self.walk(report))

    def walk(self, report: Report) -> Document:
        """Walk a report through the stages and give the document they fill.

        Raises InputError where its text cannot be written as UTF-8 (a lone surrogate).
        """
        _check(report)
        document = Document(report)
        for stage in STAGES:
            document = stage.run(document)
        return document


def _check(report: Report) -> None:
    for field in ("text", "id", "title", "publisher", "url", "published", "language"):
        value = getattr(report, field)
        value = "" if value is None and field != "text" else value
        if not isinstance(value, str):
            raise InputError(
                str(report.id),
                Fault(
                    "its %(field)s is no text but of type %(found)s", field=field, found=type(value).__name__
                ),
            )
        try:
            value.encode()
        except UnicodeEncodeError as fault:
            name = report.id.encode("ascii", "backslashreplace").decode()
            code = f"{ord(value[fault.start]):04X}"
            raise InputError(
                name,
                Fault(
                    "its %(field)s holds a lone surrogate, U+%(code)s, at offset %(byte)s",
                    field=field,
                    code=code,
                    byte=fault.start,
                ),
            ) from None


def read(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    id: str = "report",  # the record's own name for it
) -> Reading:
    """Read one report from its text.

    ``published`` is a day, or an ISO 8601 date or date-time: relative days count from it. Without it the
    text is searched for one. Raises DateError where it is no date, InputError where the text is none.
    """
    if isinstance(published, date):
        published = published.isoformat()
    if published is not None:
        parse_day(published)
    return Reader().read(Report(id, text, title, publisher, published=published))
