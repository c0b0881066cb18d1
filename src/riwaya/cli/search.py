"""riwaya search and riwaya searches."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from riwaya.cli.output import complain, fail, open_output, printable
from riwaya.cli.stores import maybe_who_option, name_analyst, open_store, store_option

if TYPE_CHECKING:
    from riwaya.store import Store
    from riwaya.store.search.filters import Filter
    from riwaya.store.search.results import Page, SavedSearch

_FORMS = click.Choice(["table", "jsonl"])
_KINDS = click.Choice(["reports", "claims", "events"])
_ORDERS = click.Choice(["newest", "relevance"])
_PAGE = 500  # records in memory at a time, where all are asked for
# Options that may be given several times, any of whose values will do: name, field, what it means.
_LISTS = (
    ("outlet", "outlets", "Published by an outlet with these words in its name."),
    ("reviewed", "reviewed", "What was last decided on it: accept, correct, add, merge, split; or open."),
    ("source", "sources", "Who says it: words of a name, or codes (UKR, GOV)."),
    ("act", "acts", "How it is said: state, deny, accuse, warn, ..."),
    ("evidence", "evidence", "What backs it: unverified, no-evidence, documented, verified."),
    ("type", "types", "What happened: airstrike, talks, ..."),
    ("reality", "realities", "Whether it did: actual, negated, possible, planned."),
    ("actor", "actors", "Who does or suffers it: words of a name, or codes."),
    ("place", "places", "Where: words of a name, or a country's code (SYR)."),
    ("precision", "precisions", "How sure the point: exact, near, district, region, country."),
)


def _filtering(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of what is asked."""
    figures = (
        click.option("--killed", metavar="BOUND", help="How many were killed: '>=10', '<5', '7'."),
        click.option("--figure", "figures", multiple=True, metavar="KIND BOUND", type=(str, str),
                     help="How many others: injured '>=10', displaced '>1000'."),
    )  # fmt: skip
    areas = (
        click.option("--box", metavar="S,W,N,E", help="Within these degrees; W may lie east of E."),
        click.option("--near", metavar="LAT,LON,KM", help="Within so many km of a point, e.g. 33.5,36.3,50."),
    )
    days = (
        click.option("--since", metavar="DAY", help="On that day or later: of an event, when it happened."),
        click.option("--until", metavar="DAY", help="On that day or earlier."),
    )
    said = (
        click.option("--denied/--not-denied", default=None, help="Whether another claim denies it."),
        click.option("--denies/--denies-none", default=None, help="Whether it denies another claim."),
    )
    lists = (
        click.option(f"--{name}", field, multiple=True, metavar="VALUE", help=text)
        for name, field, text in _LISTS
    )
    for option in reversed((*days, *lists, *said, *areas, *figures)):
        command = option(command)
    return command


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, metavar="[WORD]...")
@store_option
@click.option("--kind", type=_KINDS, default=None, help="What to find.  [default: reports]")
@_filtering
@click.option("--order", type=_ORDERS, default=None, help="What comes first.  [default: newest]")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Show so many.")
@click.option("--after", metavar="PLACE", help="Go on from where another page ended; it tells where.")
@click.option("--all", "every", is_flag=True, help="Show all that is found.")
@click.option("--facets", is_flag=True, help="Count outlets, types, countries, acts, sources instead.")
@click.option("--format", "form", type=_FORMS, default="table", show_default=True, help="What to print.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, do not print.")
@click.option("--full", is_flag=True, help="Do not shorten long words in the table.")
@click.option("--save", "new", metavar="NAME", help="Keep what is asked under a name.")
@click.option("--saved", "name", metavar="NAME", help="Ask what was kept under a name.")
@maybe_who_option
def search(
    words: tuple[str, ...], where: str, kind: str | None, order: str | None, who: str | None, **given: Any
) -> None:
    """Find reports, claims or events in a store, as the analysts left them.

    All WORDs must be there, in any order: however their hamza, taa marbuta, alif maqsura, harakat and digits
    are written, and whatever و ف ب ك ل and ال stand before them. «two words» or "two words" is a phrase,
    word* a beginning, -word leaves out what has it.

    What is asked of claims and events goes together: --kind reports --source X --type airstrike finds the
    reports in which X says something about an airstrike.

    \b
    Example: riwaya search 'قصف «دير الزور» -مدرسة' --store war.riwaya
             riwaya search --kind events --type airstrike --near 36.2,37.1,50 --killed '>=10'
             riwaya search --kind claims --source RUS --denied --format jsonl --all --store war.riwaya
    """
    if wrong := [word for word in words if word.startswith("--")]:
        raise click.UsageError(f"No such option: {wrong[0]}")
    from riwaya.errors import SearchError

    with open_store(where) as store, open_output(given["output"]) as out:
        try:
            if given["name"] is not None:
                saved = store.search.saved.get(given["name"])
                kind, order = kind or saved.kind, order or saved.order
                filter = _add(saved.filter, _filter(words, given))
            else:
                filter = _filter(words, given)
            asked = _Asked(kind or "reports", order or "newest", filter, given)
            if given["new"] is not None:
                store.search.saved.save(given["new"], asked.kind, filter, name_analyst(who), asked.order)
            asked.write(store, out)
        except SearchError as fault:
            fail(fault)


@click.command()
@store_option
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Give a search another name.")
@click.option("--delete", metavar="NAME", help="Take a search away; the history keeps it.")
@click.option("--history", is_flag=True, help="List all that was done to them.")
@maybe_who_option
def searches(
    where: str, rename: tuple[str, str] | None, delete: str | None, history: bool, who: str | None
) -> None:
    """List the saved searches: name, who saved it and when, what it asks.

    \b
    Example: riwaya searches --store war.riwaya
             riwaya searches --rename north "the north" --store war.riwaya
    """
    from riwaya.errors import SearchError

    with open_store(where) as store, open_output() as out:
        try:
            if rename is not None:
                store.search.saved.rename(*rename, name_analyst(who))
            if delete is not None:
                store.search.saved.delete(delete, name_analyst(who))
        except SearchError as fault:
            fail(fault)
        if history:
            for act in store.search.saved.history():
                to = f" to {act.body['to']}" if act.kind == "rename" else ""
                out.write(
                    f"{act.number}\t{act.at[:19]}\t{printable(f'{act.kind} {act.name}{to}, by {act.who}')}\n"
                )
        else:
            out.writelines(map(_line, store.search.saved.all()))


class _Asked:
    """One search, and how its answer is to be written."""

    def __init__(self, kind: Any, order: Any, filter: "Filter", given: dict[str, Any]) -> None:
        self.kind = kind
        self.order = order
        self._filter = filter
        self._given = given

    def write(self, store: "Store", out: TextIO) -> None:
        """Write what is found, or how often which values stand in it."""
        from riwaya.cli.search_table import write_facets, write_page

        if self._given["facets"]:
            write_facets(store.search.facets(self.kind, self._filter), out)
            return
        for page in self._pages(store):
            if self._given["form"] == "jsonl":
                import msgspec

                out.writelines(msgspec.json.encode(found).decode() + "\n" for found in page.found)
            else:
                write_page(page, out, full=self._given["full"])
            if page.left_out:
                complain(f"{page.left_out} reports are too long to be searched to their end")
            if page.reached < page.total:
                complain(f"the newest {page.reached} of {page.total} are ranked; --order newest leads to all")
            if page.next and not self._given["every"]:
                complain(f"{page.total} found; to go on: --after {page.next}, or --all")

    def _pages(self, store: "Store") -> "Iterator[Page]":
        limit = _PAGE if self._given["every"] else self._given["limit"]
        after = self._given["after"]
        while True:
            page = store.search.find(self.kind, self._filter, order=self.order, limit=limit, after=after)
            yield page
            after = page.next
            if after is None or not self._given["every"]:
                return


def _filter(words: tuple[str, ...], given: dict[str, Any]) -> "Filter":
    from riwaya.store.search.filters import Box, Filter, Near, parse_bound, parse_numbers

    box, near = given["box"], given["near"]
    bounds = [parse_bound(kind, text) for kind, text in given["figures"]]
    if given["killed"] is not None:
        bounds.append(parse_bound("killed", given["killed"]))
    return Filter(
        words=" ".join(words),
        since=given["since"],
        until=given["until"],
        denied=given["denied"],
        denies=given["denies"],
        box=None if box is None else Box(*parse_numbers("box", box, "S,W,N,E")),
        near=None if near is None else Near(*parse_numbers("near", near, "LAT,LON,KM")),
        figures=tuple(bounds),
        **{field: given[field] for _, field, _ in _LISTS},
    )


def _add(saved: "Filter", more: "Filter") -> "Filter":
    """Ask what was saved, and more: a field that is given goes before the saved one."""
    import msgspec

    given = {
        field: value
        for field in more.__struct_fields__
        if (value := getattr(more, field)) not in ("", (), None)
    }
    return msgspec.structs.replace(saved, **given)


def _line(saved: "SavedSearch") -> str:
    facts = (saved.name, saved.at[:10], saved.who, saved.kind, saved.order, saved.filter.to_json())
    return "\t".join(map(printable, facts)) + "\n"
