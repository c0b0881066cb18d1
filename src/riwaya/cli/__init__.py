"""The command line: each command parses, calls one function of the package, and prints."""

import click

from riwaya.cli.cases import cases
from riwaya.cli.evaluate import evaluate
from riwaya.cli.explain import explain
from riwaya.cli.importing import import_reports
from riwaya.cli.read import read
from riwaya.cli.review import review
from riwaya.cli.schema import schema
from riwaya.cli.search import search, searches
from riwaya.cli.serve import serve
from riwaya.cli.store import store


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"riwaya {version('riwaya')}")
    except PackageNotFoundError:
        click.echo("riwaya, not installed")  # run from a folder of sources
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
@click.option(
    "--store",
    "where",
    metavar="PATH",
    envvar="RIWAYA_STORE",
    help="The store, for the commands that use one.",
)
def main(where: str | None) -> None:
    """Read Arabic news reports: who says what, on what evidence, who denies it, and what happened.

    \b
    Example: riwaya read report.txt --published 2022-03-14
    """
    del where  # the commands that use a store ask for it


for _command in (
    read,
    cases,
    explain,
    import_reports,
    search,
    searches,
    review,
    store,
    serve,
    evaluate,
    schema,
):
    main.add_command(_command)
