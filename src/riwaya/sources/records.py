"""JSON into reports: one report, the report of a Reading, or a list of either."""

import re

import msgspec

from riwaya.errors import DateError, Fault, InputError
from riwaya.text import parse_day
from riwaya.types import Report


class _Record(msgspec.Struct, frozen=True):
    """What a report may say about itself; anything else in it is passed over."""

    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    credits: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    language: str | None = None


_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]"
)
_MISSING = re.compile("Object missing required field `(.*)`")
_OTHER = re.compile("Expected (`.*`), got (`.*`)")


def parse_json(text: str, place: str) -> object:
    """Parse one JSON value, or raise InputError."""
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise InputError(place, Fault("is nested too deeply")) from None
    except (msgspec.DecodeError, ValueError) as fault:
        if isinstance(fault, UnicodeError) or _LONE_SURROGATE.search(text):
            raise InputError(place, Fault("is not valid JSON: a lone surrogate stands in it")) from None
        words = str(fault).removeprefix("JSON is malformed: ")
        raise InputError(place, Fault("is not valid JSON: %(words)s", words=words)) from None


def parse_report(value: object, place: str, *, default_id: str) -> Report:
    """Make a report of one JSON object; a Reading gives its report. Raises InputError."""
    if isinstance(value, dict) and isinstance(value.get("report"), dict) and "text" not in value:
        value = value["report"]
    if not isinstance(value, dict):
        raise InputError(place, Fault("is not a JSON object but %(found)s", found=_name(value)))
    try:
        record = msgspec.convert(value, _Record)
    except msgspec.ValidationError as fault:
        raise InputError(place, _readable(str(fault))) from None
    if record.published is not None:
        try:
            parse_day(record.published)
        except DateError as fault:
            raise InputError(place, Fault("published: %(fault)s", fault=fault.fault)) from None
    return Report(
        id=record.id or default_id,
        text=record.text,
        title=record.title,
        publisher=record.publisher,
        credits=record.credits,
        url=record.url,
        published=record.published,
        language=record.language or "ar",
    )


def _readable(fault: str) -> Fault:
    # Expected `str`, got `int` - at `$.text`  ->  text: expected `str`, got `int`
    words, _, path = fault.partition(" - at `$")
    where = path.rstrip("`").lstrip(".")
    if missing := _MISSING.fullmatch(words):
        return Fault("object missing required field `%(field)s`", field=missing[1])
    if other := _OTHER.fullmatch(words):
        return Fault(
            "%(field)s: expected %(wanted)s, got %(found)s", field=where, wanted=other[1], found=other[2]
        )
    return Fault("cannot be: %(words)s", words=fault)


def _name(value: object) -> Fault:
    names = {
        list: Fault("a list"),
        str: Fault("a string"),
        bool: Fault("a truth value"),
        type(None): Fault("null"),
    }
    return names.get(type(value), Fault("a number"))
