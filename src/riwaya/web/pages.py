"""HTML of templates, in the analyst's language. All that comes from outside is escaped, and made harmless."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import product
from typing import Any, get_args
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import State
from markupsafe import Markup, escape

from riwaya.chars import HARMLESS
from riwaya.export import FORMATS
from riwaya.export.labels import load_definitions
from riwaya.sources.addresses import is_address
from riwaya.store import Record
from riwaya.store.search.results import Excerpt
from riwaya.types import FigureKind
from riwaya.web.access import Analyst
from riwaya.web.catalogues import load_catalogue
from riwaya.web.words import (
    CALENDARS,
    DIGITS,
    LANGUAGES,
    Calendar,
    Digits,
    Language,
    Words,
)

Visit = Request[Analyst, None, State]
THEMES = ("auto", "light", "dark")
_FORMATS = ("xlsx", *(name for name in FORMATS if name != "xlsx"))  # what analysts take first
_ALTERED = {*HARMLESS, ord("\r")}
_HARMFUL = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_ALTERED)))) + "]")
_STAMP = resources.files("riwaya.web").joinpath("static", "build.sha256")
_OFFSETS = re.compile(r" \[\d+, \d+\]")
_RETURN = re.compile("\r(\n?)")  # a browser would make one letter of two


class Preferences(msgspec.Struct, frozen=True):
    """How one browser likes its pages; kept in cookies."""

    language: Language
    digits: Digits = "latn"
    calendar: Calendar = "gregorian"
    theme: str = "auto"


class Pages:
    """Writes the pages; ``language`` is for a browser that has not chosen one."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._environments = {
            key: _make_environment(Words(*key)) for key in product(LANGUAGES, DIGITS, CALENDARS)
        }

    def preferences(self, request: Visit) -> Preferences:
        """Read how the browser likes its pages."""
        language, digits, calendar, theme = map(request.cookies.get, Preferences.__struct_fields__)
        return Preferences(
            next((name for name in LANGUAGES if name == language), self._language),
            next((name for name in DIGITS if name == digits), "latn"),
            next((name for name in CALENDARS if name == calendar), "gregorian"),
            theme if theme in THEMES else "auto",
        )

    def words(self, request: Visit) -> Words:
        """Give the words of the browser's language."""
        found = self.preferences(request)
        return Words(found.language, found.digits, found.calendar)

    def show(
        self, request: Visit, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> Response[str]:  # fmt: skip
        """Answer with a template."""
        preferences = self.preferences(request)
        environment = self._environments[preferences.language, preferences.digits, preferences.calendar]
        body = environment.get_template(template).render(
            preferences=preferences, analyst=request.scope.get("user"), here=_here(request), **context
        )
        return Response(body, status_code=status, media_type="text/html", headers=dict(headers or {}))


def harmless(value: object) -> object:
    """Take from a text what HTML forbids and what turns the direction; its length stays the same."""
    if not isinstance(value, str) or not _HARMFUL.search(value):
        return value
    kept = _RETURN.sub(lambda found: "\u2060\n" if found[1] else "\n", value.translate(HARMLESS))
    return Markup(kept) if isinstance(value, Markup) else kept


def cut_excerpt(excerpt: Excerpt) -> list[tuple[str, bool]]:
    """Cut the words of a report into stretches, and tell which of them are hits."""
    stretches, at, text = [], excerpt.span.start, excerpt.text
    for hit in excerpt.hits:
        stretches += [(at, hit.start, False), (hit.start, hit.end, True)]
        at = hit.end
    stretches.append((at, excerpt.span.end, False))
    begin = excerpt.span.start
    return [(text[one - begin : two - begin], hit) for one, two, hit in stretches if one < two]


def is_built() -> bool:
    """Tell whether the scripts and styles that pages need are there."""
    return _STAMP.is_file()


def exact(text: str) -> Markup:
    """Write a text for an attribute that comes back as it is, such as an id: escaped, and nothing else."""
    return Markup("".join(f"&#{ord(one)};" if ord(one) in _ALTERED else str(escape(one)) for one in text))


def address(path: str, **parameters: object) -> str:
    """Give the address of a page; ids come from outside, so they are always parameters, never a path."""
    return addressed(path, [(name, str(value)) for name, value in parameters.items() if value is not None])


def addressed(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Give the address of a page of parameters that may stand in it more than once."""
    query = urlencode(list(parameters))
    return f"{path}?{query}" if query else path


def _make_environment(words: Words) -> Environment:
    environment = Environment(
        loader=PackageLoader("riwaya.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = load_catalogue(words.language)
    environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    filters = {"number": words.number, "day": words.day, "moment": words.moment, "label": words.label}
    environment.filters.update(
        filters,
        gregorian=words.gregorian,
        country=words.country,
        digits=words.write,
        tell=words.tell,
        field_name=words.field,
        amount=words.amount,
        bound=words.bound,
        people=words.people,
    )
    environment.filters.update(exact=exact, chosen_first=_chosen_first, without_offsets=_without_offsets)
    environment.tests["fetchable"] = is_address  # what else stands as a report's URL must not become a link
    environment.globals.update(words=words, address=address, asset=_asset, cut=cut_excerpt)
    kinds = [words.label(f"kind:{kind}") for kind in get_args(FigureKind)[1:]]
    environment.globals.update(kinds=kinds, formats=_FORMATS, explained=_explained())
    return environment


def _chosen_first(records: Iterable[Record], chosen: Collection[str]) -> list[Record]:
    return sorted(records, key=lambda record: record.id not in chosen)


def _without_offsets(text: str) -> str:
    """Take the offsets from an explanation: the page shows the words themselves."""
    return _OFFSETS.sub("", text)


@cache
def _explained() -> frozenset[str]:
    """Give the fields that the codebook tells of."""
    return frozenset(key.removeprefix("field:") for key in load_definitions() if key.startswith("field:"))


def _asset(name: str) -> str:
    """Give the address of a built file; it changes with the build, so browsers may keep the file."""
    return f"/static/{name}?v={_build()}"


@cache
def _build() -> str:
    return _STAMP.read_text(encoding="ascii")[:12]


def _here(request: Visit) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else request.scope["path"]
