"""riwaya export, and what the commands that write readings have in common."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import fail, open_output
from riwaya.cli.stores import open_store

if TYPE_CHECKING:
    from riwaya.store import Store
    from riwaya.types import Reading

# The names of ``riwaya.export.FORMATS``, which need not be loaded to say what there is; a test compares.
FORMS = ("json", "jsonl", "html", "claims.csv", "events.csv", "xlsx", "geojson")


def write_readings(form: str, readings: Iterable["Reading"], output: Path | None) -> None:
    """Write readings in a format, to a file that appears only when it is complete, or to standard output."""
    from riwaya.export import FORMATS

    with open_output(output) as file:
        FORMATS[form].write(readings, file.buffer)


@click.command()
@click.argument("places", nargs=-1, metavar="[FILE... | FOLDER | -]")
@click.option(
    "--store", "where", metavar="PATH", help="Without files: the store to export. Also: RIWAYA_STORE."
)
@click.option("--format", "form", type=click.Choice(FORMS), default="jsonl", show_default=True,
              help="What to write.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
@click.option(
    "--report", "reports", multiple=True, metavar="ID", help="Of the store: this report; repeat it."
)
@click.option("--case", "case", metavar="ID", help="Of the store: what this case holds.")
@click.option("--machine", is_flag=True, help="Of the store: as the machine read, without the decisions.")
@click.pass_context
def export(
    context: click.Context, places: tuple[str, ...], where: str | None, form: str, output: Path | None,
    reports: tuple[str, ...], case: str | None, machine: bool,
) -> None:  # fmt: skip
    """Write readings for other programs: spreadsheets, maps, statistics.

    A FILE holds reports as `riwaya read` takes them, or readings as it writes them, one a line; without one,
    the readings of the store are written as the analysts left them. claims.csv and events.csv have one record
    a row, xlsx has both and the reports as sheets, geojson has the events for a map.

    \b
    Example: riwaya export readings.jsonl --format xlsx --output readings.xlsx
             riwaya export --store war.riwaya --format events.csv --output events.csv
    """
    where = where or context.find_root().params.get("where")
    chosen = reports or case or machine
    if places and not chosen:
        _export_files(places, form, output)
    if places or not where:
        raise click.UsageError("say what to export: files, or --store PATH with what to take of it")
    if form == "xlsx" and output is None and sys.stdout and sys.stdout.isatty():
        raise click.UsageError("a workbook is no text: say --output FILE")
    with open_store(where) as store:
        write_readings(form, _of_store(store, reports, case, machine), output)


def _export_files(places: tuple[str, ...], form: str, output: Path | None) -> None:
    """Read files, export what they say, and end with the status of the reading."""
    from riwaya.cli.cases import holds_readings
    from riwaya.cli.run import Run
    from riwaya.errors import InputError
    from riwaya.evaluation.loading import load_readings

    given = [Path(place) for place in places if holds_readings(Path(place))]
    run = Run(tuple(place for place in places if Path(place) not in given))
    try:
        loaded = [reading for path in given for reading in load_readings(path)]
    except InputError as fault:
        fail(fault)
    readings = chain(loaded, run.readings(progress=output is not None))
    first = next(readings, None)
    if first is not None:
        write_readings(form, chain((first,), readings), output)
    sys.exit(min(run.faults, 1) if loaded else run.status)


def _of_store(
    store: "Store", reports: tuple[str, ...], case: str | None, machine: bool
) -> Iterator["Reading"]:
    from riwaya.casework import readings_of

    if case is None:
        yield from store.readings(reports or None, machine=machine)
        return
    for reading in readings_of(store, case, machine=machine):
        if not reports or reading.report.id in reports:
            yield reading
