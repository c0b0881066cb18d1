"""Readings as JSON: the published schema, and JSON back into records."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from riwaya.errors import Fault, InputError
from riwaya.types import Actor, Claim, Event, Figure, Place, Reading, Span, Talks

# What a Reading made elsewhere may leave out, and what it then is.
_LISTS: dict[str, type[msgspec.Struct]] = {"actors": Actor, "places": Place, "claims": Claim, "events": Event}
_NESTED: dict[str, type[msgspec.Struct]] = {"figures": Figure, "talks": Talks}


class Index:
    """A reading's records by id, and the claims that lead back to a claim or an event."""

    def __init__(self, reading: Reading) -> None:
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self.deniers: dict[str, list[str]] = {}  # of a claim
        self.tellers: dict[str, list[str]] = {}  # of an event
        for claim in reading.claims:
            for denied in claim.denies:
                self.deniers.setdefault(denied, []).append(claim.id)
            for event in claim.events:
                self.tellers.setdefault(event, []).append(claim.id)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a Reading."""
    text = resources.files("riwaya").joinpath("data/reading.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def decode_reading(value: object, place: str) -> Reading:
    """Make a Reading of parsed JSON that follows the schema. Raises InputError.

    What the schema does not require may be left out (an analyst's file has no reasons); spans must
    lie inside the text.
    """
    if not isinstance(value, dict):
        raise InputError(place, Fault("is not a Reading: a JSON object is expected"))
    filled = dict(value)
    for name, kind in _LISTS.items():
        items = value.get(name)
        if isinstance(items, list):
            filled[name] = [_fill(item, kind) for item in items]
    try:
        reading = msgspec.convert(filled, Reading)
    except msgspec.ValidationError as fault:
        raise InputError(place, Fault("is not a Reading: %(fault)s", fault=fault)) from None
    length = len(reading.report.text)
    for span in find_spans(reading):
        if not 0 <= span.start <= span.end <= length:
            raise InputError(
                place,
                Fault(
                    "is not a Reading: [%(start)s, %(end)s] lies outside its text",
                    start=span.start,
                    end=span.end,
                ),
            )
    return reading


def find_spans(record: object) -> Iterator[Span]:
    """Find every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from find_spans(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from find_spans(item)


def _fill(item: object, kind: type[msgspec.Struct]) -> object:
    if not isinstance(item, dict):
        return item
    filled = {**_optional(kind), **item}
    for name, nested in _NESTED.items():
        if isinstance(filled.get(name), list):
            filled[name] = [_fill(part, nested) for part in filled[name]]
        elif name in filled:
            filled[name] = _fill(filled[name], nested)
    return filled


@cache
def _optional(kind: type[msgspec.Struct]) -> dict[str, object]:
    """Give the fields that may be left out: those the schema does not require."""
    required = _required()[kind.__name__.lower()]
    fields = (field for field in msgspec.structs.fields(kind) if field.required)
    return {
        field.name: () if getattr(field.type, "__origin__", None) is tuple else None
        for field in fields
        if field.name not in required
    }


@cache
def _required() -> dict[str, frozenset[str]]:
    definitions = schema()["$defs"]
    required = {name: frozenset[str](kind.get("required", ())) for name, kind in definitions.items()}
    return {**required, "talks": frozenset()}
