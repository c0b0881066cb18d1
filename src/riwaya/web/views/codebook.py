"""The codebook: every field and value with what it means, made from the tables that the machine works by."""

from itertools import groupby

import msgspec
from litestar import Response, get

from riwaya.export.labels import Label, load_definitions, load_labels
from riwaya.export.rows import code
from riwaya.web.bench import Given
from riwaya.web.pages import Visit
from riwaya.web.words import load_fields


class Value(msgspec.Struct, frozen=True):
    """A value and what it means; types of events have codes elsewhere."""

    key: str
    english: str
    arabic: str
    meaning: str
    meaning_ar: str
    plover: str | None = None
    acled: str | None = None


@get("/codebook", sync_to_thread=True, include_in_schema=False)
def show_codebook(request: Visit, bench: Given) -> Response[str]:
    """Show the codebook."""
    return bench.pages.show(request, "codebook.html", groups=_groups())


@get("/api/codebook", sync_to_thread=True)
def give_codebook() -> dict[str, list[Value]]:
    """Give every value by the field that it is of, with what it means in both languages."""
    return _groups()


def _groups() -> dict[str, list[Value]]:
    values = map(_value, load_definitions().values())
    return {name: list(found) for name, found in groupby(values, key=lambda one: one.key.partition(":")[0])}


def _value(row: Label) -> Value:
    group, _, name = row.key.partition(":")
    label = load_fields().get(name) if group == "field" else load_labels().get(row.key)
    codes = code(name) if group == "type" else (None, None)
    names = (label.english, label.arabic) if label else (name, name)
    return Value(row.key, *names, row.english, row.arabic, *codes)


ROUTES = (show_codebook, give_codebook)
