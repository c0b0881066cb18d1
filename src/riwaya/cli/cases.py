"""riwaya cases."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from riwaya.cli.output import SOME_READ, complain, fail, open_output
from riwaya.cli.stores import open_store

if TYPE_CHECKING:
    from riwaya.cases import Casebook
    from riwaya.types import Case, Decision, Process

_FORMS = click.Choice(["text", "jsonl"])


@click.command()
@click.argument("places", nargs=-1, metavar="[FILE... | FOLDER | -]")
@click.option("--store", "where", metavar="PATH", help="Of a store, whose cases are kept there.")
@click.option("--format", "form", type=_FORMS, default="text", show_default=True, help="What to print.")
@click.option("--talks", is_flag=True, help="Print the processes of talks instead of the cases.")
@click.option("--all", "every", is_flag=True, help="In the text form, show cases of one report too.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="What analysts decided: JSON Lines of {kind: join or part, events, others}.",
)
@click.option("--encoder", is_flag=True, help="Compare meanings too, with the model of riwaya[encoder].")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
def cases(
    places: tuple[str, ...], where: str | None, decisions: Path | None, encoder: bool, **printing: Any
) -> None:
    """Bring together what several reports tell of one occurrence.

    A FILE holds reports as `riwaya read` takes them, or readings as it writes them, one a line; a reading
    is taken as it is. A case tells which events of which reports it joins and why, what each party says, its
    figures over time, who is behind whom, and how it stands: one source only, corroborated, contested, denied
    or unverified.

    With --store the reports are those of a store, as the analysts left them and with the rulings of `riwaya
    review join` and `part`. The cases are kept there under lasting ids; only what has changed is worked.

    \b
    Example: riwaya cases reports.jsonl
             riwaya cases readings.jsonl --format jsonl --output cases.jsonl
             riwaya cases --store war.riwaya --format jsonl
    """
    print_ = _Printer(**printing)
    if places and where is not None:
        raise click.UsageError("either FILE... or --store PATH; `riwaya import` takes files into a store")
    if places:
        _print_files(places, _open_book(decisions, encoder), print_)
    where = where or click.get_current_context().find_root().params.get("where")
    if not where:
        raise click.UsageError("say which reports: FILE..., or --store PATH")
    if decisions is not None:
        raise click.UsageError("the rulings of a store are in it: `riwaya review join`, `riwaya review part`")
    if encoder:
        raise click.UsageError("--encoder is for FILE...: the cases of a store are made without one")
    _print_kept(where, print_)


class _Printer:
    """How cases are printed, and where."""

    def __init__(self, form: str, talks: bool, every: bool, output: Path | None) -> None:
        self._form = form
        self._talks = talks
        self._every = every
        self._output = output

    def __call__(
        self, cases: "Callable[[], Iterable[Case]]", processes: "Callable[[], Iterable[Process]]"
    ) -> None:
        from riwaya.cli.case_text import write_cases, write_processes

        with open_output(self._output) as file:
            if self._form == "jsonl":
                for record in processes() if self._talks else cases():
                    file.write(record.to_json() + "\n")
            elif self._talks:
                write_processes(processes(), file)
            else:
                write_cases(cases(), file, every=self._every)


def _print_files(places: tuple[str, ...], book: "Casebook", print_: _Printer) -> NoReturn:
    from riwaya.cli.run import Run

    given = [place for place in places if holds_readings(Path(place))]
    for place in given:
        _take(book, Path(place))
    run = Run(tuple(place for place in places if place not in given))
    for reading in run.readings(progress=True):
        book.add(reading)
    if given or run.read:
        print_(book.cases, book.processes)
    sys.exit(min(run.faults, SOME_READ) if given else run.status)


def _print_kept(where: str, print_: _Printer) -> None:
    from riwaya.casework import Casework

    with open_store(where) as store:
        work = Casework(store)
        with _progress(store.cases.pending()) as told:
            work.update(told)
        if unread := store.count_unread():
            complain(f"{unread} reports are not read yet: `riwaya store read`")
        print_(lambda: store.cases, work.processes)


@contextmanager
def _progress(total: int) -> "Iterator[Callable[[int], object] | None]":
    """Show how far the work has come, on a terminal: give what is to be told how many reports are done."""
    if total < 2 or not sys.stderr or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cases", total=total)
        yield lambda done: bar.update(task, completed=done)


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


def _open_book(decisions: Path | None, encoder: bool) -> "Casebook":
    from riwaya.cases import Casebook, load_encoder
    from riwaya.errors import RiwayaError

    taken = [] if decisions is None else _read_decisions(decisions)
    try:
        return Casebook(taken, encode=load_encoder() if encoder else None)
    except RiwayaError as fault:
        fail(fault)


def _read_decisions(path: Path) -> "list[Decision]":
    import msgspec

    from riwaya.types import Decision

    taken = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                taken.append(msgspec.json.decode(line, type=Decision))
            except (msgspec.MsgspecError, UnicodeError) as fault:
                fail(f"{path}:{number}: is no decision: {fault}")
    return taken
