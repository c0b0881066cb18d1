"""riwaya explain."""

import sys
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import fail, open_output, printable

if TYPE_CHECKING:
    from riwaya.explanation import Explanation
    from riwaya.types import Report

_AROUND = 40  # characters shown on each side of the offset


@click.command()
@click.argument("file")
@click.option(
    "--at", type=click.IntRange(min=0), metavar="OFFSET", help="Explain what stands at this character."
)
@click.option("--id", "key", metavar="ID", help="Explain a claim, event, actor or place, e.g. c3.")
@click.option("--report", metavar="ID", help="Which report, where FILE holds several.")
@click.option("--published", metavar="DATE", help="Day of publication, such as 2022-03-14.")
@click.option("--publisher", metavar="NAME", help="Outlet that published the report.")
def explain(
    file: str,
    at: int | None,
    key: str | None,
    report: str | None,
    published: str | None,
    publisher: str | None,
) -> None:
    """Show which words and which rule made every field at a place of a report.

    Offsets count characters (code points) from 0, as in the spans of a Reading.

    \b
    Example: riwaya explain report.txt --id c3
             riwaya explain report.txt --at 120
    """
    from riwaya.cli.run import Run
    from riwaya.errors import DateError
    from riwaya.explanation import explain_at, explain_id
    from riwaya.reader import Reader

    if (at is None) == (key is None):
        raise click.UsageError("give either --at OFFSET or --id ID")
    try:
        run = Run((file,), published, publisher)
    except DateError as fault:
        fail(f"--published: {fault}")
    chosen = _choose(list(run.reports()), report, file, run.faults)
    reader = Reader()
    reading, document = reader.read(chosen), reader.walk(chosen)
    if at is not None:
        if at >= len(chosen.text):
            fail(f"--at {at}: the text ends at {len(chosen.text)}")
        _print(explain_at(reading, document, at), _excerpt(chosen.text, at), f"nothing was found at {at}")
    elif key is not None:
        found = explain_id(reading, document, key)
        if not found:
            counts = f"{len(reading.claims)} claims and {len(reading.events)} events"
            fail(f"--id {key}: there is none in this reading; it has {counts}")
        _print(found, "", "")


def _choose(reports: list["Report"], key: str | None, file: str, faults: int) -> "Report":
    if key is not None:
        reports = [report for report in reports if report.id == key]
    if len(reports) == 1:
        return reports[0]
    if not reports and faults and key is None:
        sys.exit(2)  # told already
    if not reports:
        fail(f"{file}: holds no report {key!r}")
    fail(f"{file}: holds {len(reports)} reports; name one with --report, such as {reports[0].id}")


def _excerpt(text: str, at: int) -> str:
    before, after = text[max(0, at - _AROUND) : at], text[at + 1 : at + 1 + _AROUND]
    return f"at {at}: …{before}[{text[at]}]{after}…"


def _print(found: tuple["Explanation", ...], excerpt: str, nothing: str) -> None:
    with open_output() as out:
        if excerpt:
            out.write(printable(excerpt) + "\n")
        if not any(one.heading != "word" for one in found):
            out.write(nothing + "\n" if nothing else "")
        for one in found:
            out.write(f"\n{one.heading}\n")
            for field in one.fields:
                out.write(f"  {field.name:9} {printable(field.value)}\n")
                if field.rule:
                    words = " | ".join(printable(word) for word in field.words)
                    out.write(f"  {'':9} by {printable(field.rule)}{' on ' + words if words else ''}\n")
