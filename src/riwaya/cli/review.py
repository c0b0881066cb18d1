"""riwaya review."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click

from riwaya.cli.output import fail, open_output, printable
from riwaya.cli.ruling import join, part, rulings
from riwaya.cli.stores import deciding, open_store, store_option

if TYPE_CHECKING:
    from riwaya.store import Act, Decision, Desk
    from riwaya.types import Reading

_KINDS = click.Choice(["claim", "event", "actor", "place"])


def _decide(where: str, who: str, why: str, decide: "Callable[[Desk, Act], Decision]") -> None:
    from riwaya.store import Act

    with open_store(where) as store, open_output() as out:
        out.write(_line(decide(store.desk, Act(who, why))))


@click.group()
def review() -> None:
    """Decide on what the machine read: accept, reject, correct, add, merge, split, and undo.

    Every decision is kept, with who made it, when and why; reading a report again leaves them in force.
    """


@review.command()
@click.argument("report")
@store_option
@click.option("--full", is_flag=True, help="Do not shorten long contents.")
def show(report: str, where: str, full: bool) -> None:
    """Show a REPORT's reading with the decisions in force, and the ids to decide by.

    \b
    Example: riwaya review show report-7 --store war.riwaya
    """
    from riwaya.cli.table import write

    with open_store(where) as store, open_output() as out:
        found = store.review(report)
        write([found.reading], out, full=full)
        for key, made in sorted(found.decided.items()):
            out.write(printable(f"{key}: {made.kind} by {made.who}, decision {made.number}") + "\n")
        for record in found.rejected:
            out.write(printable(f"{record.id} of the machine: rejected") + "\n")


@review.command()
@deciding
@click.argument("report")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def accept(report: str, ids: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Accept records of a REPORT's reading, by their ids.

    \b
    Example: riwaya review accept report-7 c1 c2 e1 --store war.riwaya
    """
    _decide(where, who, why, lambda desk, act: desk.accept(report, ids, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def reject(report: str, ids: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Reject records of a REPORT's reading.

    \b
    Example: riwaya review reject report-7 e2 --why "a figure of speech" --store war.riwaya
    """
    _decide(where, who, why, lambda desk, act: desk.reject(report, ids, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("key", metavar="ID")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
def correct(report: str, key: str, values: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Change fields of one record; a VALUE is JSON, or else a string.

    \b
    Example: riwaya review correct report-7 c1 act=deny 'content=[40, 72]' --store war.riwaya
    """
    with open_store(where) as store:
        record = _changed(store.reading(report), key, dict(map(_pair, values)))
    _decide(where, who, why, lambda desk, act: desk.correct(report, record, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("kind", type=_KINDS)
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
def add(report: str, kind: str, values: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Add a record that the machine has not found.

    \b
    Example: riwaya review add report-7 claim act=deny 'cue=[0, 3]' source=a2 --store war.riwaya
    """
    with open_store(where) as store:
        records = _decoded(store.reading(report), kind, dict(map(_pair, values)))
    _decide(where, who, why, lambda desk, act: desk.add(report, records, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def merge(report: str, ids: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Make one record of several of one kind.

    \b
    Example: riwaya review merge report-7 a1 a3 --store war.riwaya
    """
    _decide(where, who, why, lambda desk, act: desk.merge(report, ids, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("key", metavar="ID")
@click.option("--at", "offset", type=click.IntRange(min=0), required=True, help="Where the word stands.")
def split(report: str, key: str, offset: int, where: str, who: str, why: str) -> None:
    """Make two of an event, actor or place: the trigger or mention at an offset, and the others.

    \b
    Example: riwaya review split report-7 e1 --at 120 --store war.riwaya
    """
    _decide(where, who, why, lambda desk, act: desk.split_at(report, key, offset, act))


@review.command()
@deciding
@click.argument("report")
@click.argument("number", type=int)
def undo(report: str, number: int, where: str, who: str, why: str) -> None:
    """Undo the decision of that NUMBER; undo the undoing, and it is in force again.

    \b
    Example: riwaya review undo report-7 12 --store war.riwaya
    """
    _decide(where, who, why, lambda desk, act: desk.undo(report, number, act))


@review.command()
@click.argument("report", required=False)
@store_option
def log(report: str | None, where: str) -> None:
    """List the decisions on a REPORT, or all of them.

    \b
    Example: riwaya review log report-7 --store war.riwaya
    """
    with open_store(where) as store, open_output() as out:
        out.writelines(map(_line, store.desk.history(report)))


for _command in (join, part, rulings):
    review.add_command(_command)


def _line(decision: "Decision") -> str:
    change = decision.change
    ids = dict.fromkeys(record.id for record in (*change.before, *change.after))
    what = f"decision {decision.undoes}" if decision.undoes is not None else " ".join(ids)
    why = f": {decision.why}" if decision.why else ""
    words = f"{decision.report}: {decision.kind} {what}, by {decision.who}{why}"
    return f"{decision.number}\t{decision.at[:19]}\t{printable(words)}\n"


def _pair(given: str) -> tuple[str, Any]:
    import msgspec

    field, equals, value = given.partition("=")
    if not equals:
        fail(f"{given}: FIELD=VALUE is expected")
    try:
        return field, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return field, value


def _changed(reading: "Reading", key: str, values: dict[str, Any]) -> Any:
    kinds = ("actor", "place", "claim", "event")
    for kind in kinds:
        for record in reading.to_dict()[f"{kind}s"]:
            if record["id"] == key:
                return _decoded(reading, kind, {**record, **values, "id": key})[0]
    fail(f"{reading.report.id}: there is no {key} in its reading")


def _decoded(reading: "Reading", kind: str, values: dict[str, Any]) -> Any:
    """Make records of fields; one that may be empty may be left out."""
    import msgspec

    from riwaya.types import Actor, Claim, Event, Place

    types: dict[str, type[msgspec.Struct]] = {"actor": Actor, "place": Place, "claim": Claim, "event": Event}
    blank: dict[str, Any] = {"id": ""}
    for field in msgspec.structs.fields(types[kind]):
        if type(None) in get_args(field.type):
            blank[field.name] = None
        elif get_origin(field.type) is tuple:
            blank[field.name] = ()
    try:
        return [msgspec.convert({**blank, **values}, types[kind])]
    except msgspec.ValidationError as fault:
        fail(f"{reading.report.id}: {fault}")
