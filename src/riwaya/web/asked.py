"""What a page is asked for: a filter of the search as it stands in an address, and addresses beside it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery

from riwaya.chars import fold
from riwaya.errors import Fault, SearchError
from riwaya.export.labels import load_labels
from riwaya.store.search.filters import Bound, Box, Filter, Near, Reviewed, parse_bound, parse_numbers
from riwaya.store.search.results import Facet, Facets
from riwaya.types import Act, EventType, Evidence, FigureKind, Precision, Reality
from riwaya.web.pages import addressed

Values = list[str] | None
_FIGURE = re.compile(r"\s*([^<>=\d]*[^<>=\d\s])\s*(.*)")  # what is counted, and how many
CHOICES: dict[str, tuple[str, ...]] = {
    "types": get_args(EventType),
    "realities": get_args(Reality),
    "precisions": get_args(Precision),
    "acts": get_args(Act),
    "evidence": get_args(Evidence),
    "reviewed": get_args(Reviewed),
}


class Asked(msgspec.Struct, frozen=True):
    """A filter, the parameters of the address that ask for it, and what in them is wrong, by field."""

    filter: Filter
    parameters: tuple[tuple[str, str], ...] = ()
    faults: dict[str, str] = {}  # frozen

    def checked(self) -> Filter:
        """Give the filter, for answers in JSON. Raises SearchError for what is wrong in it."""
        for field, fault in self.faults.items():
            raise SearchError(field, fault)
        return self.filter

    def values(self, field: str) -> list[str]:
        """Give what is asked of a field, as it was written."""
        return [value for name, value in self.parameters if name == field]

    def chips(self) -> list[tuple[str, str]]:
        """Give all that narrows the search, but its words."""
        return [(name, value) for name, value in self.parameters if name != "words"]

    def facet(self, found: Facets | None, name: str, field: str) -> list[Facet]:
        """Give the values that were counted, then those that ``field`` asks for and nothing found has."""
        values: list[Facet] = list(getattr(found, name)) if found else []
        known = {facet.value for facet in values}
        return values + [Facet(value, 0) for value in self.values(field) if value not in known]

    def to(self, path: str, **more: object) -> str:
        """Give the address of a page that is asked the same; ``more`` of it stands beside, or in place."""
        kept = [(name, value) for name, value in self.parameters if name not in more]
        added = [(name, str(value)) for name, value in more.items() if value is not None and value != ""]
        return addressed(path, [*kept, *added])

    def toggle(self, path: str, field: str, value: str, **more: object) -> str:
        """Give the address where a value is asked for besides, or no more."""
        pair = (field, value)
        rest = [one for one in self.parameters if one != pair]
        if pair not in self.parameters:
            rest.append(pair)
        return msgspec.structs.replace(self, parameters=tuple(rest)).to(path, **more)


def read_asked(  # noqa: PLR0913  # one parameter of an address each
    *, words: FromQuery[str] = "", since: FromQuery[str] = "", until: FromQuery[str] = "",
    outlets: FromQuery[Values] = None, reviewed: FromQuery[Values] = None,
    sources: FromQuery[Values] = None, acts: FromQuery[Values] = None, evidence: FromQuery[Values] = None,
    denied: FromQuery[str] = "", denies: FromQuery[str] = "", disputed: FromQuery[str] = "",
    types: FromQuery[Values] = None, realities: FromQuery[Values] = None, actors: FromQuery[Values] = None,
    places: FromQuery[Values] = None, precisions: FromQuery[Values] = None,
    placed: FromQuery[str] = "", dated: FromQuery[str] = "",
    box: FromQuery[str] = "", near: FromQuery[str] = "", figures: FromQuery[Values] = None,
) -> Asked:  # fmt: skip
    """Read a filter out of the parameters of an address, field by field."""
    given = dict(locals())
    parameters = tuple(
        (field, value)
        for field, found in given.items()
        for value in dict.fromkeys(
            one.strip() for one in (found if isinstance(found, list) else [found or ""])
        )
        if value
    )
    return make_asked(parameters)


def make_asked(parameters: tuple[tuple[str, str], ...]) -> Asked:
    """Make a filter of names and values; what is wrong in one field leaves the others as they are."""
    fields: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field in dict.fromkeys(name for name, _ in parameters):
        values = [value for name, value in parameters if name == field]
        try:
            value = _PARSERS.get(field, _many)(field, values)
            Filter(**{field: value}).check()
            fields[field] = value
        except SearchError as fault:
            faults[field] = fault.fault
    made = Filter(**fields)
    try:
        made.check()
    except SearchError as fault:
        faults[fault.field] = fault.fault
    return Asked(made, parameters, faults)


def filter_parameters(filter: Filter) -> Iterator[tuple[str, str]]:
    """Give the parameters of the address that asks for a filter."""
    for field in filter.__struct_fields__:
        value = getattr(filter, field)
        if value is None or value in ("", ()):
            continue
        if isinstance(value, bool):
            yield field, "yes" if value else "no"
        elif isinstance(value, Box | Near):
            yield field, ",".join(f"{number:g}" for number in msgspec.structs.astuple(value))
        else:
            for one in value if isinstance(value, tuple) else (value,):
                yield field, f"{one.kind}{one.sign}{one.number}" if isinstance(one, Bound) else one


def _many(_: str, values: list[str]) -> tuple[str, ...]:
    return tuple(values)


def _one(_: str, values: list[str]) -> str:
    return values[-1]


def _flag(field: str, values: list[str]) -> bool:
    if values[-1] not in ("yes", "no"):
        raise SearchError(field, Fault("%(value)r is not one of yes, no", value=values[-1]))
    return values[-1] == "yes"


def _box(field: str, values: list[str]) -> Box:
    return Box(*parse_numbers(field, values[-1], "south,west,north,east"))


def _near(field: str, values: list[str]) -> Near:
    return Near(*parse_numbers(field, values[-1], "latitude,longitude,kilometres"))


def _figures(field: str, values: list[str]) -> tuple[Bound, ...]:
    bounds, kinds = [], _kinds()
    for value in values:
        match = _FIGURE.fullmatch(value)
        if not match:
            raise SearchError(
                field, Fault("%(value)r is no bound, such as %(example)s", value=value, example="killed>=10")
            )
        kind = kinds.get(fold(match[1]), match[1])
        bounds.append(parse_bound(kind, match[2]))  # type: ignore[arg-type]  # checked with the filter
    return tuple(bounds)


@cache
def _kinds() -> dict[str, str]:
    """Give the kinds of people counted by what pages call them, so that a field takes what a page shows."""
    named = [(kind, load_labels()[f"kind:{kind}"]) for kind in get_args(FigureKind)]
    return {fold(name): kind for kind, label in named for name in (label.english, label.arabic)}


_PARSERS: dict[str, Callable[[str, list[str]], Any]] = {
    "words": _one, "since": _one, "until": _one, "box": _box, "near": _near, "figures": _figures,
    "denied": _flag, "denies": _flag, "disputed": _flag, "placed": _flag, "dated": _flag,
}  # fmt: skip
ASKED = {"asked": Provide(read_asked, sync_to_thread=False)}
Ask = NamedDependency[Asked]  # a view with ``dependencies=ASKED`` takes ``asked: Ask``
