"""JSON into reports: one report, the report of a Reading, or a list of either."""

import re

import msgspec

from riwaya.errors import DateError, InputError
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


def parse_json(text: str, place: str) -> object:
    """Parse one JSON value, or raise InputError."""
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise InputError(place, "is nested too deeply") from None
    except (msgspec.DecodeError, ValueError) as fault:
        surrogate = isinstance(fault, UnicodeError) or _LONE_SURROGATE.search(text)
        words = "a lone surrogate stands in it" if surrogate else str(fault)
        raise InputError(place, f"is not valid JSON: {words.removeprefix('JSON is malformed: ')}") from None


def parse_report(value: object, place: str, *, default_id: str) -> Report:
    """Make a report of one JSON object; a Reading gives its report. Raises InputError."""
    if isinstance(value, dict) and isinstance(value.get("report"), dict) and "text" not in value:
        value = value["report"]
    if not isinstance(value, dict):
        raise InputError(place, f"is not a JSON object but {_name(value)}")
    try:
        record = msgspec.convert(value, _Record)
    except msgspec.ValidationError as fault:
        raise InputError(place, _readable(str(fault))) from None
    if record.published is not None:
        try:
            parse_day(record.published)
        except DateError as fault:
            raise InputError(place, f"published: {fault}") from None
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


def _readable(fault: str) -> str:
    # Expected `str`, got `int` - at `$.text`  ->  text: expected `str`, got `int`
    words, _, path = fault.partition(" - at `$")
    where = path.rstrip("`").lstrip(".")
    return f"{where}: {words[:1].lower()}{words[1:]}" if where else f"{words[:1].lower()}{words[1:]}"


def _name(value: object) -> str:
    names = {list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
