"""riwaya review join, part and rulings: what analysts decide on cases."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import fail, open_output, printable
from riwaya.cli.stores import deciding, maybe_who_option, name_analyst, open_store, store_option

if TYPE_CHECKING:
    from riwaya.store import Act, Ruling, Rulings
    from riwaya.types import EventKey

_EVENTS = "REPORT:EVENT..."


@click.command()
@deciding
@click.argument("events", nargs=-1, required=True, metavar=_EVENTS)
def join(events: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Rule that events of several reports are one occurrence.

    \b
    Example: riwaya review join report-7:e1 report-9:e2 --store war.riwaya
    """
    _rule(where, who, why, lambda rulings, act: rulings.join(_keys(events), act))


@click.command()
@deciding
@click.argument("event", metavar="REPORT:EVENT")
@click.argument("others", nargs=-1, required=True, metavar=_EVENTS)
def part(event: str, others: tuple[str, ...], where: str, who: str, why: str) -> None:
    """Rule that an event is another occurrence than the events behind it.

    \b
    Example: riwaya review part report-7:e1 report-9:e2 --store war.riwaya
    """
    _rule(where, who, why, lambda rulings, act: rulings.part(_keys((event,)), _keys(others), act))


@click.command()
@store_option
@click.option("--undo", "undone", type=int, metavar="N", help="Undo the ruling of that number first.")
@maybe_who_option
@click.option(
    "--json", "as_json", is_flag=True, help="Those in force, as `riwaya cases --decisions` takes them."
)
def rulings(where: str, undone: int | None, who: str | None, as_json: bool) -> None:
    """List the rulings on cases.

    \b
    Example: riwaya review rulings --json --store war.riwaya > decisions.jsonl
             riwaya store export --store war.riwaya > readings.jsonl
             riwaya cases readings.jsonl --decisions decisions.jsonl
    """
    import msgspec

    from riwaya.store import Act

    with open_store(where) as store, open_output() as out:
        if undone is not None:
            store.rulings.undo(undone, Act(name_analyst(who)))
        if as_json:
            lines = (msgspec.json.encode(made).decode() + "\n" for made in store.rulings.in_force())
            out.writelines(lines)
        else:
            out.writelines(map(_line, store.rulings.history()))


def _rule(where: str, who: str, why: str, rule: "Callable[[Rulings, Act], Ruling]") -> None:
    from riwaya.store import Act

    with open_store(where) as store, open_output() as out:
        out.write(_line(rule(store.rulings, Act(who, why))))


def _keys(given: tuple[str, ...]) -> "list[EventKey]":
    from riwaya.types import EventKey

    parts = [one.rpartition(":") for one in given]
    for one, (report, _, event) in zip(given, parts, strict=True):
        if not report or not event:
            fail(f"{one}: REPORT:EVENT is expected")
    return [EventKey(report, event) for report, _, event in parts]


def _line(ruling: "Ruling") -> str:
    sides = (ruling.events, ruling.others)
    told = [" ".join(f"{one.report}:{one.event.id}" for one in side) for side in sides if side]
    what = " from ".join(told) if ruling.undoes is None else f"ruling {ruling.undoes}"
    why = f": {ruling.why}" if ruling.why else ""
    return f"{ruling.number}\t{ruling.at[:19]}\t{printable(f'{ruling.kind} {what}, by {ruling.who}{why}')}\n"
