"""riwaya cases."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import SOME_READ, fail, open_output

if TYPE_CHECKING:
    from riwaya.cases import Casebook

_FORMS = click.Choice(["text", "jsonl"])


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FILE... | FOLDER | -")
@click.option("--format", "form", type=_FORMS, default="text", show_default=True, help="What to print.")
@click.option("--talks", is_flag=True, help="Print the processes of talks instead of the cases.")
@click.option("--all", "every", is_flag=True, help="In the text form, show cases of one report too.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="What analysts decided: JSON Lines of {kind: join or part, events, others}.",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
def cases(
    places: tuple[str, ...], form: str, talks: bool, every: bool, decisions: Path | None, output: Path | None
) -> None:
    """Bring together what several reports tell of one occurrence.

    A FILE holds reports as `riwaya read` takes them, or readings as it writes them, one a line; a reading
    is taken as it is. A case tells which events of which reports it joins and why, what each party says, its
    figures over time, who is behind whom, and how it stands: one source only, corroborated, contested, denied
    or unverified.

    \b
    Example: riwaya cases reports.jsonl
             riwaya cases readings.jsonl --format jsonl --output cases.jsonl
    """
    from riwaya.cli.case_text import write_cases, write_processes
    from riwaya.cli.run import Run

    book = _open_book(decisions)
    given = [place for place in places if holds_readings(Path(place))]
    for place in given:
        _take(book, Path(place))
    run = Run(tuple(place for place in places if place not in given))
    for reading in run.readings(progress=True):
        book.add(reading)
    if given or run.read:
        with open_output(output) as file:
            if form == "jsonl":
                for record in book.processes() if talks else book.cases():
                    file.write(record.to_json() + "\n")
            elif talks:
                write_processes(book.processes(), file)
            else:
                write_cases(book.cases(), file, every=every)
    sys.exit(min(run.faults, SOME_READ) if given else run.status)


def holds_readings(path: Path) -> bool:
    """Tell whether a file or folder holds readings, by its first: reports are read, readings are taken."""
    import msgspec

    try:
        first = min(path.glob("*.json"), default=path) if path.is_dir() else path
        if first.is_dir():
            return False
        with first.open("rb") as file:
            start = file.read() if first.suffix == ".json" else file.readline()
        value = msgspec.json.decode(start)
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return isinstance(value, dict) and {"report", "events", "claims"} <= value.keys()


def _take(book: "Casebook", path: Path) -> None:
    from riwaya.errors import InputError
    from riwaya.evaluation.loading import load_readings

    try:
        for reading in load_readings(path):
            book.add(reading)
    except InputError as fault:
        fail(fault)


def _open_book(decisions: Path | None) -> "Casebook":
    import msgspec

    from riwaya.cases import Casebook
    from riwaya.types import Decision

    if decisions is None:
        return Casebook()
    taken = []
    for number, line in enumerate(decisions.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                taken.append(msgspec.json.decode(line, type=Decision))
            except (msgspec.MsgspecError, UnicodeError) as fault:
                fail(f"{decisions}:{number}: is no decision: {fault}")
    return Casebook(taken)
