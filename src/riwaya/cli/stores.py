"""What the commands that use a store have in common: which store, which program, how reports are read."""

import getpass
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from riwaya.cli.output import complain, fail

if TYPE_CHECKING:
    from riwaya.store import Store
    from riwaya.types import Reading, Report


def _which(context: click.Context, _: click.Parameter, given: str | None) -> str:
    where = given or context.find_root().params.get("where")
    if not where:
        raise click.UsageError("say which store: --store PATH, or set RIWAYA_STORE")
    return str(where)


store_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--store", "where", metavar="PATH", callback=_which,
    help="The store: a file, or a postgresql:// address. Also: RIWAYA_STORE, or before the command.",
)  # fmt: skip


def name_analyst(given: str | None) -> str:
    """Name who decides: whom ``--who`` says, else the user of this machine."""
    if given and given.strip():
        return given
    try:
        user = getpass.getuser().strip()
    except (OSError, KeyError, ImportError):
        user = ""
    if not user:
        raise click.UsageError("say who decides: --who NAME, or set RIWAYA_ANALYST")
    return user


def _who(callback: Callable[..., str] | None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--who", metavar="NAME", callback=callback, envvar="RIWAYA_ANALYST", show_envvar=True,
        help="Who decides.  [default: the user of this machine]",
    )  # fmt: skip


who_option = _who(lambda _, __, given: name_analyst(given))
# For a command that may only read: it takes ``name_analyst(who)`` where it decides, and no name before.
maybe_who_option = _who(None)


def deciding(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that decides."""
    for option in (
        click.option("--why", metavar="TEXT", default="", help="The reason, kept with the decision."),
        who_option,
        store_option,
    ):
        command = option(command)
    return command


@contextmanager
def open_store(where: str, *, create: bool = False) -> Iterator["Store"]:
    """Open a store; any fault of its own ends the program with its words."""
    from riwaya.errors import StoreError
    from riwaya.store import Store

    try:
        with Store.open(where, create=create) as store:
            yield store
    except StoreError as fault:
        fail(fault)


def program() -> str:
    """Name this program and its version, as stores note it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"riwaya {version('riwaya')}"
    except PackageNotFoundError:
        return "riwaya"


def read_all(store: "Store", *, again: bool = False) -> tuple[int, int]:
    """Read the reports that this program has not read, or all; give how many were read, and were not.

    What was read is kept as it goes on: a run that is broken off goes on where it was.
    """
    reports = store.reports() if again else store.unread(program())
    total = store.info().reports if again else store.count_unread(program())
    faults: list[str] = []
    count = store.save(_read(_shown(reports, total), faults), maker=program())
    return count, len(faults)


def _read(reports: Iterable["Report"], faults: list[str]) -> Iterator["Reading"]:
    from riwaya.reader import Reader

    reader = Reader()
    for report in reports:
        try:
            yield reader.read(report)
        except Exception as fault:  # whatever it is, the other reports must still be read
            faults.append(report.id)
            complain(f"{report.id}: could not be read: {type(fault).__name__}: {fault}")


def _shown(reports: Iterable["Report"], total: int) -> Iterable["Report"]:
    """Show how far the reading has come, on a terminal."""
    if total < 2 or not sys.stderr or not sys.stderr.isatty():
        return reports
    from rich.console import Console
    from rich.progress import track

    options: dict[str, Any] = {"console": Console(stderr=True), "transient": True}
    return track(reports, "reading", total=total, **options)
