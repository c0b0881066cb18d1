"""The workbench's strings in other languages; the English ones stand in the code and the templates."""

from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

_KEPT = ("chores.py", "worker.py")  # of this room, what makes faults that are kept in a store


@cache
def load_catalogue(language: str) -> Translations:
    """Load the strings of a language."""
    if language == "en":
        return Translations(None)
    compiled = BytesIO()
    write_mo(compiled, _read(language))
    compiled.seek(0)
    return Translations(compiled)


def list_templates() -> tuple[str, ...]:
    """List the faults and notes that a store may keep: what other rooms make, and the worker."""
    kept = (
        one for one in _read("ar") if any(place.startswith(("../", *_KEPT)) for place, _ in one.locations)
    )
    return tuple(one.id for one in kept if isinstance(one.id, str))


@cache
def _read(language: str) -> Catalog:
    source = resources.files("riwaya.web").joinpath("locale", f"{language}.po")
    with source.open("rb") as file:
        return read_po(file, locale=language)
