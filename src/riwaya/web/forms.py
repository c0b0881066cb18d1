"""Records as forms: which fields an analyst may set, and what a filled form makes of a record."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from riwaya import types
from riwaya.errors import Fault
from riwaya.store import Record
from riwaya.types import Actor, Claim, Event, Figure, Period, Place, Span, Talks

Shape = Literal[
    "choice", "text", "number", "span", "spans", "actor", "actors", "place", "claims", "events", "period",
    "figures", "talks",
]  # fmt: skip
Form = Mapping[str, Sequence[str]]
_DIGITS = 18  # of the longest number that a database holds
_SHOWN = 40  # letters of what does not fit that are said again
VAGUES: tuple[str, ...] = get_args(types.Vague)
SPARE = 2  # empty rows for figures that are not there yet


class FormError(Exception):
    """A form is filled in wrongly; names the field and the fault."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault


class Field(msgspec.Struct, frozen=True):
    """One field: how it is shown and read, the codes to choose from, and whether it may be empty.

    ``limit`` is the largest number it may hold, on either side of 0.
    """

    name: str
    shape: Shape
    prefix: str = ""  # of the codes' labels
    codes: tuple[str, ...] = ()
    optional: bool = True
    limit: float = 10**9


def _codes(literal: Any) -> tuple[str, ...]:
    return tuple(get_args(literal))


FIELDS: dict[type, tuple[Field, ...]] = {
    Claim: (
        Field("act", "choice", "act", _codes(types.Act), optional=False),
        Field("cue", "span", optional=False),
        Field("content", "span"),
        Field("source", "actor"),
        Field("source_span", "span"),
        Field("via", "actors"),
        Field("quoted", "choice", "quoted", _codes(types.Quoted)),
        Field("evidence", "choice", "evidence", _codes(types.Evidence)),
        Field("said", "period"),
        Field("denies", "claims"),
        Field("events", "events"),
    ),
    Event: (
        Field("type", "choice", "type", _codes(types.EventType), optional=False),
        Field("triggers", "spans", optional=False),
        Field("reality", "choice", "reality", _codes(types.Reality), optional=False),
        Field("actors", "actors"),
        Field("targets", "actors"),
        Field("place", "place"),
        Field("when", "period"),
        Field("figures", "figures", "kind", _codes(types.FigureKind)),
        Field("weapons", "spans"),
        Field("talks", "talks", "assessment", _codes(types.Assessment)),
    ),
    Actor: (
        Field("name", "text", optional=False),
        Field("name_en", "text"),
        Field("country", "text"),
        Field("role", "choice", "role", _codes(types.ActorRole)),
        Field("mentions", "spans", optional=False),
    ),
    Place: (
        Field("name", "text", optional=False),
        Field("name_en", "text"),
        Field("country", "text"),
        Field("lat", "number", limit=90),
        Field("lon", "number", limit=180),
        Field("precision", "choice", "precision", _codes(types.Precision)),
        Field("mentions", "spans", optional=False),
    ),
}


def blank(kind: str, span: Span) -> Record:
    """Give a record to fill in, which stands on a span."""
    if kind == "claim":
        return Claim("", "state", span, None, None, (), None, None, None, None, (), ())
    if kind == "event":
        return Event("", "attack", (span,), (), (), None, None, "actual", (), (), None)
    if kind == "actor":
        return Actor("", "", None, None, None, (span,))
    if kind == "place":
        return Place("", "", None, None, None, None, None, None, None, (span,))
    raise FormError("kind", Fault("%(value)s is not known", value=kind))


def fill(record: Record, form: Form) -> tuple[Record, tuple[FormError, ...]]:
    """Give a record with its fields as the form has them, and the faults of those that do not fit.

    What does not fit stays as it was; the machine's reasons for a field that changes go.
    """
    values: dict[str, Any] = {}
    faults: list[FormError] = []
    for field in FIELDS[type(record)]:
        try:
            values[field.name] = _read(field, form)
        except FormError as fault:
            faults.append(fault)
    if isinstance(record, Claim | Event):
        changed = {name for name, value in values.items() if value != getattr(record, name)}
        values["why"] = tuple(
            reason for reason in record.why if reason.field.partition(".")[0] not in changed
        )
    return msgspec.structs.replace(record, **values), tuple(faults)


def parse_span(text: str, field: str = "span") -> Span:
    """Read ``40-72``."""
    start, _, end = text.partition("-")
    first, last = parse_number(start), parse_number(end)
    if first is None or last is None or first >= last:
        raise FormError(field, Fault("%(value)s is no stretch of the text", value=text[:_SHOWN] or "–"))
    return Span(first, last)


def parse_number(text: str) -> int | None:
    """Read an offset or a number that a store gave out; None where it is none, or longer than any is."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def _read(field: Field, form: Form) -> Any:
    if field.shape in _GROUPS:
        return _GROUPS[field.shape](field, form)
    given = [one.strip() for one in form.get(field.name, ()) if one.strip()]
    if not given and not field.optional:
        raise FormError(field.name, Fault("is empty"))
    if field.shape in ("actors", "claims", "events"):
        return tuple(given)
    if field.shape == "spans":
        return _read_spans(field.name, " ".join(given))
    if not given:
        return None
    if field.codes and given[0] not in field.codes:
        raise FormError(field.name, Fault("%(value)s is not known", value=given[0]))
    return _read_one(field, given[0])


def _read_one(field: Field, text: str) -> Any:
    if field.shape == "span":
        return parse_span(text, field.name)
    return _read_number(field, text, float) if field.shape == "number" else text


def _read_spans(name: str, text: str) -> tuple[Span, ...]:
    return tuple(sorted({parse_span(one, name) for one in text.split()}))


def _read_period(field: Field, form: Form) -> Period | None:
    name = field.name
    start, end, span = (_one(form, f"{name}.{part}") for part in ("start", "end", "span"))
    if not start and not end:
        return None
    for day in (start, end):
        if day:
            _read_day(name, day)
    start, end = start or end, end or start
    if end < start:
        raise FormError(name, Fault("%(end)s is before %(start)s", start=start, end=end))
    return Period(start, end, parse_span(span, name) if span else None)


def _read_day(name: str, day: str) -> None:
    try:
        same = date.fromisoformat(day).isoformat() == day  # 20240501 and 2024-W18-3 sort as no day does
    except ValueError:
        same = False
    if not same:
        raise FormError(name, Fault("%(value)s is no day", value=day))


def _read_figures(field: Field, form: Form) -> tuple[Figure, ...]:
    name = field.name
    columns = [form.get(f"{name}.{part}", ()) for part in ("kind", "low", "high", "vague", "span")]
    if len({len(column) for column in columns}) != 1:
        raise FormError(name, Fault("a part is missing"))
    figures = []
    for kind, low, high, vague, span in zip(*columns, strict=True):
        if not kind:
            continue
        if vague and vague not in VAGUES:
            raise FormError(name, Fault("%(value)s is not known", value=vague))
        least, most = (_read_number(field, one.strip(), int) if one.strip() else None for one in (low, high))
        if least is not None and most is not None and most < least:
            raise FormError(name, Fault("%(value)s is less than %(least)s", value=most, least=least))
        if least is most is None and not vague:
            raise FormError(name, Fault("a number is missing"))
        row = {
            "kind": kind,
            "low": least,
            "high": most,
            "vague": vague or None,
            "span": parse_span(span, name),
        }
        figures.append(_convert(name, row))
    return tuple(figures)


def _convert(name: str, row: dict[str, Any]) -> Figure:
    try:
        return msgspec.convert({**row, "span": [row["span"].start, row["span"].end]}, Figure)
    except msgspec.ValidationError:
        raise FormError(name, Fault("%(value)s is not known", value=row["kind"])) from None


def _read_talks(field: Field, form: Form) -> Talks | None:
    number, assessment, topics = (_one(form, f"talks.{part}") for part in ("round", "assessment", "topics"))
    if assessment and assessment not in field.codes:
        raise FormError("talks", Fault("%(value)s is not known", value=assessment))
    if not (number or assessment or topics or _one(form, "talks.held")):
        return None
    spans = _read_spans("talks", topics)
    rounds = _read_number(field, number, int) if number else None
    return Talks(rounds, spans, msgspec.convert(assessment or None, types.Assessment | None))


def _read_number(field: Field, text: str, kind: type) -> Any:
    try:
        value = kind(text)
    except ValueError:
        raise FormError(field.name, Fault("%(value)s is no number", value=text)) from None
    if kind is int and value < 0:
        raise FormError(field.name, Fault("%(value)s is less than %(least)s", value=text, least=0))
    if not abs(value) <= field.limit:  # what is no number at all (nan) is not either
        raise FormError(field.name, Fault("%(value)s is more than %(most)s", value=text, most=field.limit))
    return value


def _one(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0].strip() if values else ""


_GROUPS: dict[str, Callable[[Field, Form], Any]] = {
    "period": _read_period,
    "figures": _read_figures,
    "talks": _read_talks,
}
