"""riwaya store."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import SOME_READ, fail, open_output, printable
from riwaya.cli.stores import open_store, read_all, store_option

if TYPE_CHECKING:
    from riwaya.store import Info

_FORMS = click.Choice(["json", "jsonl", "html", "claims.csv", "events.csv"])


@click.group()
def store() -> None:
    """Look after a store of reports: what is in it, whether it is whole, backup and restore."""


@store.command()
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def info(where: str, as_json: bool) -> None:
    """Tell what a store holds.

    \b
    Example: riwaya store info --store war.riwaya
    """
    import msgspec

    with open_store(where) as opened, open_output() as out:
        figures = opened.info()
        out.write(msgspec.json.encode(figures).decode() + "\n" if as_json else _figures(figures))


@store.command()
@store_option
def check(where: str) -> None:
    """Verify that a store is whole: the file, every text, what refers to what, and the counts.

    Exit status: 0 where it is, 1 where it is not.

    \b
    Example: riwaya store check --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        faults = opened.check()
        for fault in faults:
            out.write(printable(fault) + "\n")
        out.write(f"{opened.where}: {len(faults)} faults\n" if faults else f"{opened.where}: whole\n")
    sys.exit(SOME_READ if faults else 0)


@store.command()
@store_option
def rebuild(where: str) -> None:
    """Make anew what searches look in, should `riwaya store check` find it out of step with the readings.

    \b
    Example: riwaya store rebuild --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        opened.rebuild()
        out.write(f"{opened.where}: {opened.info().reports} reports can be found\n")


@store.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def backup(file: Path, where: str) -> None:
    """Write a whole store to a new FILE, while others may go on using it.

    \b
    Example: riwaya store backup war-2022-03-14.backup --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        out.write(f"{file}: {opened.backup(file)} rows\n")


@store.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def restore(file: Path, where: str) -> None:
    """Make a new store of the backup in FILE; it may be PostgreSQL where the old one was SQLite, or back.

    \b
    Example: riwaya store restore war.backup --store postgresql://team@host/war
    """
    from riwaya.errors import StoreError
    from riwaya.store import Store

    try:
        with Store.restore(where, file) as opened, open_output() as out:
            out.write(f"{opened.where}: {opened.info().reports} reports\n")
    except StoreError as fault:
        fail(fault)


@store.command()
@store_option
@click.option("--import", "run", type=int, metavar="N", help="Of one import only.")
def dropped(where: str, run: int | None) -> None:
    """List what imports could not take, and why.

    \b
    Example: riwaya store dropped --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        for left in opened.dropped(run):
            out.write(f"{left.at[:19]} import {left.run}: {printable(f'{left.place}: {left.reason}')}\n")


@store.command()
@click.argument("report", required=False)
@store_option
def copies(report: str | None, where: str) -> None:
    """List the reports that repeat another one, all or those of one REPORT, nearest first.

    The figures are the shares of their three-word runs that both have, and that the longer one has of the
    shorter; then the agency that both credit, if any.

    \b
    Example: riwaya store copies --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        for copy in opened.copies(report):
            agency = f" by {copy.agency}" if copy.agency else ""
            names = f"{copy.report} repeats {copy.other}{agency}"
            out.write(f"{copy.resemblance:.2f} {copy.contained:.2f} {printable(names)}\n")


@store.command("list")
@store_option
def list_reports(where: str) -> None:
    """List the reports: id, day of publication, publisher, title or first words.

    \b
    Example: riwaya store list --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        for report in opened.reports():
            title = report.title or report.text.strip()[:60]
            facts = (report.id, report.published or "-", report.publisher or "-", title)
            out.write("\t".join(map(printable, facts)) + "\n")


@store.command()
@store_option
@click.option("--again", is_flag=True, help="Read all of them, not only those this version has not read.")
def read(where: str, again: bool) -> None:
    """Read the reports of a store; the analysts' decisions stay.

    \b
    Example: riwaya store read --store war.riwaya
    """
    with open_store(where) as opened, open_output() as out:
        count, faults = read_all(opened, again=again)
        out.write(f"{count} read\n")
    sys.exit(SOME_READ if faults else 0)


@store.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@store_option
@click.option("--format", "form", type=_FORMS, default="jsonl", show_default=True, help="What to write.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
@click.option("--machine", is_flag=True, help="What the machine read, without the analysts' decisions.")
def export(reports: tuple[str, ...], where: str, form: str, output: Path | None, machine: bool) -> None:
    """Write the readings of all reports, or of some, with the analysts' decisions applied.

    \b
    Example: riwaya store export --store war.riwaya --format html --output war.html
    """
    from riwaya.export import FORMATS

    with open_store(where) as opened, open_output(output) as out:
        FORMATS[form](opened.readings(reports or None, machine=machine), out)


def _figures(info: "Info") -> str:
    broken = [str(run.number) for run in info.runs if run.finished is None]
    rows = {
        "schema": info.schema,
        "reports": info.reports,
        "repeating another": info.copies,
        **{f"read by {maker}": number for maker, number in info.readings.items()},
        "not read": info.unread,
        "decisions": info.decisions,
        "rulings on cases": info.rulings,
        "imports": len(info.runs),
        "imports broken off": ", ".join(broken) or 0,
        "dropped": sum(run.left_out for run in info.runs),
        **{f"jobs {state}": number for state, number in info.jobs.items()},
    }
    return f"{info.where}\n" + "".join(f"  {name:20} {value}\n" for name, value in rows.items())
