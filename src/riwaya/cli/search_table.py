"""What a search found, in the terminal: one row a record, the words that were asked for in bold."""

from typing import TextIO

from rich.console import Console
from rich.text import Text

from riwaya.cli.table import Sheet, cell, gaps, make_table, share
from riwaya.store.search.results import (
    Count,
    Excerpt,
    Facets,
    Found,
    FoundClaim,
    FoundEvent,
    FoundReport,
    Page,
    Spot,
)
from riwaya.types import Party

_DAY, _HOW = 10, 13
_LINES = 3  # of an excerpt
_BEFORE = 30  # letters of it before the first hit
_DENIED = "bold red"


def write_page(page: Page, file: TextIO, *, full: bool) -> None:
    """Write a page of what was found, and how many there are in all."""
    console = Console(file=file, highlight=False)
    sheet = Sheet(console.width, full=full, isolate=file.isatty())
    console.width = sheet.width
    rows = [_Row(found, sheet) for found in page.found]
    where, who = share(sheet.width, 0.2), share(sheet.width, 0.24)
    what = sheet.width - _DAY - where - _HOW - who - gaps(5)
    if rows:
        table = make_table(("day", _DAY), ("where", where), ("what", _HOW), ("who", who), ("words", what))
        for row in rows:
            table.add_row(
                row.day(), cell(row.where(where)), cell(row.how()), cell(row.who(who)), cell(row.words(what))
            )
        with console.capture() as shown:
            console.print(table)
        lines = shown.get().split("\n")
        file.write("\n".join(line if file.isatty() else line.rstrip() for line in lines))
    file.write(f"{len(rows)} of {page.total} found\n")


def write_facets(facets: Facets, file: TextIO) -> None:
    """Write how often each value stands in what was found."""
    from riwaya.cli.output import printable

    for field in ("outlets", "types", "countries", "acts", "sources", "reviewed"):
        for each in getattr(facets, field):
            file.write(f"{field}\t{each.count}\t{printable(each.value)}\n")
    file.write(f"counted in {facets.counted} of {facets.total} found\n")


class _Row:
    """The cells of one record."""

    def __init__(self, found: Found, sheet: Sheet) -> None:
        self._found = found
        self._sheet = sheet

    def day(self) -> str:
        found = self._found
        if isinstance(found, FoundClaim):
            return found.until or "-"
        return (found.last if isinstance(found, FoundEvent) else None) or found.published or "-"

    def where(self, width: int) -> list[Text]:
        """Give the report and its outlet, by which `riwaya review show` finds it again."""
        found = self._found
        name = found.report if isinstance(found, FoundReport) else f"{found.report}:{found.id}"
        return [*self._lines(name, width), *self._lines(found.outlet, width, "dim")]

    def how(self) -> list[Text]:
        found = self._found
        if isinstance(found, FoundReport):
            facts = [(f"{found.claims} claims", ""), (f"{found.events} events", "")]
        elif isinstance(found, FoundClaim):
            facts = [(found.act, "bold"), (found.evidence or "", "yellow")]
            facts += [("denied", _DENIED)] if found.denied else []
        else:
            facts = [(found.type, "bold"), ("" if found.reality == "actual" else found.reality, "yellow")]
            facts += [(f"{_amount(count)} {count.kind}", "") for count in found.figures]
        facts.append(("" if found.reviewed == "open" else f"by {found.reviewed}", "green"))
        return [Text(words, style=style) for words, style in facts if words]

    def who(self, width: int) -> list[Text]:
        found = self._found
        if isinstance(found, FoundReport):
            return self._lines(found.title, width)
        if isinstance(found, FoundClaim):
            return self._party(found.source, width) if found.source else [Text("nobody named", style="dim")]
        parties = [line for party in found.actors for line in self._lines(party.name, width)]
        targets = [line for party in found.targets for line in self._lines(f"→ {party.name}", width)]
        return [*self._place(found.place, width), *parties, *targets]

    def words(self, width: int) -> list[Text]:
        excerpt: Excerpt = self._found.excerpt
        begin = max(0, excerpt.hits[0].start - excerpt.span.start - _BEFORE) if excerpt.hits else 0
        begin = excerpt.text.find(" ", begin) + 1 if begin else 0
        shown = f"… {excerpt.text[begin:]}" if begin else excerpt.text
        lines = self._sheet.lines(shown, width, _LINES)
        marked = {
            excerpt.text[hit.start - excerpt.span.start : hit.end - excerpt.span.start]
            for hit in excerpt.hits
        }
        for line in lines:
            line.highlight_words(sorted(marked), style="bold")
        return lines

    def _party(self, party: Party, width: int) -> list[Text]:
        codes = " ".join(filter(None, (party.country, party.role)))
        return [*self._lines(party.name, width), *self._lines(codes, width, "dim")]

    def _place(self, place: Spot | None, width: int) -> list[Text]:
        if place is None:
            return []
        named = ", ".join(filter(None, (place.name_en, place.country)))
        return [*self._lines(place.name, width), *self._lines(named, width, "dim")]

    def _lines(self, text: str | None, width: int, style: str = "") -> list[Text]:
        lines = self._sheet.lines(text or "", width, 2)
        for line in lines:
            line.stylize(style)
        return lines


def _amount(count: Count) -> str:
    from riwaya.export.labels import amount
    from riwaya.types import Figure, Span

    return amount(Figure(count.kind, count.low, count.high, count.vague, Span(0, 0)))
