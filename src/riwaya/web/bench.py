"""What the views work with: the store, who may come in, the pages, and the worker that reads."""

from typing import Annotated

import msgspec
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from riwaya.sources import Fetch
from riwaya.store import Store
from riwaya.web.access import Access
from riwaya.web.chores import fetch_page
from riwaya.web.pages import Pages
from riwaya.web.words import Language
from riwaya.web.worker import Worker


class Bench(msgspec.Struct, frozen=True):
    """One workbench: its parts, made once."""

    store: Store
    access: Access
    pages: Pages
    worker: Worker
    program: str  # its name and version, as stores note it


Given = NamedDependency[Bench]  # a view takes ``bench: Given``
# A number that a store gave out; no database has a larger one.
Number = Annotated[int | None, QueryParameter(ge=0, le=2**31 - 1)]


def open_bench(
    where: str, store: Store, who: str, program: str, language: Language, *, fetch: Fetch = fetch_page
) -> Bench:
    """Make a workbench of a store that was opened at ``where``, for one analyst; ``fetch`` gets pages."""
    worker = Worker(where, store, program, fetch=fetch)
    return Bench(store, Access(who), Pages(language), worker, program)
