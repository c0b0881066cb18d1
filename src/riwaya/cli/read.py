"""riwaya read."""

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.export import FORMS, write_readings
from riwaya.cli.output import fail, open_output

if TYPE_CHECKING:
    from riwaya.types import Reading

_FORMS = click.Choice(["table", *FORMS])


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FILE... | FOLDER | URL | -")
@click.option("--published", metavar="DATE", help="Day of publication; goes before any other.")
@click.option("--publisher", metavar="NAME", help="Outlet of publication; goes before any other.")
@click.option("--format", "form", type=_FORMS, default="table", show_default=True, help="What to print.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
@click.option("--full", is_flag=True, help="Do not shorten long contents in the table.")
def read(
    places: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    form: str,
    output: Path | None,
    full: bool,
) -> None:
    """Read reports and print what they say.

    A FILE is plain text (UTF-8, windows-1256, or UTF-16 with its mark), a JSON object with id, text,
    title, publisher, published and url, JSON Lines of such objects, or a web page. A FOLDER gives its .txt,
    .json, .jsonl, .ndjson and .html files; - is standard input. A URL of http or https is fetched, that page
    alone: without one, nothing is asked of the network.

    Exit status: 0 where all were read, 1 where some were not, 2 where none was.

    \b
    Example: riwaya read report.txt --published 2022-03-14
             riwaya read reports.jsonl --format jsonl --output readings.jsonl
    """
    from riwaya.cli.run import Run
    from riwaya.errors import DateError

    if "" in places:
        fail("'': no file has an empty name")
    try:
        run = Run(places, published, publisher)
    except DateError as fault:
        fail(f"--published: {fault}")
    if output is not None and any(_same_file(output, place) for place in run.files()):
        fail(f"{output}: is read, so it cannot be written")
    readings = run.readings(progress=output is not None or not (sys.stdout and sys.stdout.isatty()))
    first = next(readings, None)
    if first is not None:
        _write(form, chain((first,), readings), output, full)
    sys.exit(run.status)


def _same_file(output: Path, place: str) -> bool:
    try:
        return output.samefile(place)
    except (OSError, ValueError):
        return False


def _write(form: str, readings: "Iterable[Reading]", output: Path | None, full: bool) -> None:
    if form != "table":
        write_readings(form, readings, output)
        return
    from riwaya.cli.table import write

    with open_output(output) as file:
        write(readings, file, full=full)
