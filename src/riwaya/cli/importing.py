"""riwaya import."""

import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.fetching import fetch_page
from riwaya.cli.output import NOTHING_READ, SOME_READ, complain, fail, open_output
from riwaya.cli.stores import open_store, program, read_all, store_option

if TYPE_CHECKING:
    from riwaya.errors import InputError
    from riwaya.store import Arrival


@click.command("import")
@click.argument("places", nargs=-1, required=True, metavar="FILE... | FOLDER | URL | -")
@store_option
@click.option("--published", metavar="DATE", help="Day of publication; goes before any other.")
@click.option("--publisher", metavar="NAME", help="Outlet of publication; goes before any other.")
@click.option("--no-read", is_flag=True, help="Only store them; `riwaya store read` reads them later.")
def import_reports(
    places: tuple[str, ...], where: str, published: str | None, publisher: str | None, no_read: bool
) -> None:
    """Store reports, and read those that are new.

    Takes what `riwaya read` takes, a URL of a page too. The store is made where there is none. A report that
    is stored already is recognised; what cannot be taken is told, and listed by `riwaya store dropped`. An
    import that is broken off is gone on with by the same command.

    Exit status: 0 where all were taken and read, 1 where some were not, 2 where none was.

    \b
    Example: riwaya import news/ --store war.riwaya --publisher "الميزان"
    """
    if "" in places:
        fail("'': no file has an empty name")
    from riwaya.errors import DateError
    from riwaya.text import parse_day

    try:
        day = None if published is None else parse_day(published).isoformat()
    except DateError as fault:
        fail(f"--published: {fault}")
    given = {"published": day, "publisher": publisher}
    counts: Counter[str] = Counter()
    with open_store(where, create=True) as store:
        for added in store.add(_arrivals(places, given), program=program()):
            counts[added.outcome] += 1
            counts["copies"] += bool(added.copies)
            if added.reason is not None:
                complain(f"{added.place}: {added.reason}")
        read, unread = (0, 0) if no_read else read_all(store)
    with open_output() as out:
        out.write(_summary(counts, read))
    taken = sum(counts[outcome] for outcome in ("new", "known", "completed"))
    sys.exit(NOTHING_READ if not taken else SOME_READ if counts["dropped"] or unread else 0)


def _arrivals(places: tuple[str, ...], given: dict[str, str | None]) -> Iterator["Arrival | InputError"]:
    import msgspec

    from riwaya.sources import list_files, read_sources
    from riwaya.store import Arrival
    from riwaya.types import Report

    facts = {name: value for name, value in given.items() if value is not None}
    standard = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    for file in (file for place in places for file in list_files([place]) or [place]):
        place = _name_place(file)
        for found in read_sources([file], standard, fetch=fetch_page):
            if isinstance(found, Report):
                yield Arrival(msgspec.structs.replace(found, **facts), place)
            else:
                yield found


def _name_place(file: str) -> str:
    from riwaya.sources.addresses import is_address

    if file == "-":
        return "standard input"
    return file if is_address(file) else str(Path(file).absolute())


def _summary(counts: Counter[str], read: int) -> str:
    words = {"new": "new", "known": "known", "completed": "known and completed", "dropped": "dropped"}
    told = [f"{counts[outcome]} {word}" for outcome, word in words.items() if counts[outcome]]
    copies = f"; {counts['copies']} repeat another" if counts["copies"] else ""
    return f"{', '.join(told) or 'nothing came in'}{copies}; {read} read\n"
