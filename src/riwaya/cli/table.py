"""The view in the terminal: who says what and who denies it, what happened, where the talks stand.

Shaping and turning Arabic is the terminal's affair. On a terminal every stretch of text is closed
between U+2068 and U+2069, else a terminal that turns Arabic would swap two columns that both hold it;
what is piped or written to a file carries no such marks.
"""

from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from riwaya.cli.output import printable
from riwaya.export.labels import amount, load_labels
from riwaya.readings import Index
from riwaya.types import Actor, Claim, Event, Period, Reading, Span

_NARROWEST, _WIDEST = 60, 160
_ISOLATE, _RELEASE = "\u2068", "\u2069"
_MORE = "…"
_FEWEST_LINES = 3  # of a content that is shortened
_ID = 4
_DENIAL = "bold red"


class Sheet:
    """Lines of so many cells; knows the width, whether to shorten, and whether to isolate."""

    def __init__(self, width: int, *, full: bool, isolate: bool) -> None:
        self.width = max(_NARROWEST, min(width, _WIDEST))
        self._full = full
        self._isolate = isolate

    def lines(self, text: str, width: int, limit: int) -> list[Text]:
        """Wrap a text of the report to ``width`` cells and, unless all is wanted, ``limit`` lines."""
        rows = _wrap(printable(text), width)
        if not self._full and len(rows) > limit:
            last = rows[limit - 1]
            while cell_len(last) > width - 2:
                last = last.rpartition(" ")[0] or last[:-1]
            rows = [*rows[: limit - 1], f"{last} {_MORE}"]
        return [Text(f"{_ISOLATE}{row}{_RELEASE}" if self._isolate else row) for row in rows]


def _wrap(text: str, width: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in text.split():
        joined = f"{row} {word}" if row else word
        if cell_len(joined) <= width:
            row = joined
            continue
        if row:
            rows.append(row)
        *whole, row = chop_cells(word, width)
        rows.extend(whole)
    return [*rows, row] if row else rows


def write(readings: Iterable[Reading], file: TextIO, *, full: bool = False) -> None:
    """Write one view after another, each as soon as its report is read."""
    terminal = file.isatty()
    console = Console(file=file, highlight=False)
    sheet = Sheet(console.width, full=full, isolate=terminal)
    console.width = sheet.width
    for number, reading in enumerate(readings):
        with console.capture() as view:
            View(reading, sheet).print(console)
        lines = view.get().split("\n")
        file.write("\n" if number else "")
        file.write("\n".join(line if terminal else line.rstrip() for line in lines))


class View:
    """The view of one reading."""

    def __init__(self, reading: Reading, sheet: Sheet) -> None:
        self._reading = reading
        self._sheet = sheet
        self._labels = load_labels()
        self._index = Index(reading)

    def print(self, console: Console) -> None:
        """Print head, claims, events and talks."""
        self._print_head(console)
        if self._reading.claims:
            console.print(self._claims())
        if self._reading.events:
            console.print(self._events())
        if any(event.talks for event in self._reading.events):
            console.print(self._talks())

    def _print_head(self, console: Console) -> None:
        report, width = self._reading.report, self._sheet.width
        title = report.title or report.text.strip().split("\n")[0]
        for line in self._sheet.lines(title, width, 1):
            line.stylize("bold")
            console.print(line)
        facts = [report.publisher, ", ".join(report.credits), report.published, report.id]
        for line in self._sheet.lines(" · ".join(fact for fact in facts if fact), width, 2):
            console.print(line)
        denied = f" ({len(self._index.deniers)} denied)" if self._index.deniers else ""
        counts = f"{len(self._reading.claims)} claims{denied}, {len(self._reading.events)} events"
        console.print(Text(counts, style="dim"))
        for note in self._reading.notes:
            console.print(Text(f"note: {printable(note)}", style="dim"))

    def _claims(self) -> Table:
        who, how = share(self._sheet.width, 0.26), 17
        what = self._sheet.width - _ID - who - how - gaps(4)
        table = make_table(("id", _ID), ("who", who), ("says", how), ("what", what))
        for claim in self._reading.claims:
            first, second = self._who(claim, who), self._how(claim, how)
            limit = max(_FEWEST_LINES, len(first), len(second))
            table.add_row(claim.id, cell(first), cell(second), cell(self._cut(claim.content, what, limit)))
        return table

    def _who(self, claim: Claim, width: int) -> list[Text]:
        source = self._index.actors.get(claim.source or "")
        lines = self._sheet.lines(source.name, width, 2) if source else [Text("nobody named", style="dim")]
        if source and (codes := _codes(source)):
            lines.append(Text(codes, style="dim"))
        for key in claim.via:
            if key in self._index.actors:
                lines += self._sheet.lines(f"via {self._index.actors[key].name}", width, 2)
        return lines

    def _how(self, claim: Claim, width: int) -> list[Text]:
        denial = claim.denies or claim.act in ("deny", "reject")
        lines = [Text(claim.act, style=_DENIAL if denial else "bold")]
        lines += [Text(f"{what} {key}", style=_DENIAL) for what, key in self._denials(claim)]
        if claim.evidence:
            lines.append(Text(claim.evidence, style="yellow"))
        if claim.said:
            lines += [Text(f"said {row}" if not at else row) for at, row in enumerate(_days(claim.said))]
        return [line for line in lines if cell_len(line.plain) <= width]

    def _denials(self, claim: Claim) -> list[tuple[str, str]]:
        deniers = self._index.deniers.get(claim.id, [])
        return [*(("denies", key) for key in claim.denies), *(("denied by", key) for key in deniers)]

    def _events(self) -> Table:
        width = self._sheet.width
        what, where, many = share(width, 0.19), share(width, 0.19), 16
        who = width - _ID - what - where - many - gaps(5)
        ends = (("by whom → to whom", who), ("how many, told", many))
        table = make_table(("id", _ID), ("what", what), ("where, when", where), *ends)
        for event in self._reading.events:
            begin = (self._what(event, what), self._where(event, where))
            rest = (self._whom(event, who), self._many(event, many))
            table.add_row(event.id, *map(cell, (*begin, *rest)))
        return table

    def _what(self, event: Event, width: int) -> list[Text]:
        lines = [Text(event.type, style="bold")]
        if event.reality != "actual":
            lines.append(Text(event.reality, style="yellow"))
        return lines + self._cut(event.triggers[0], width, 1)

    def _where(self, event: Event, width: int) -> list[Text]:
        place = self._index.places.get(event.place or "")
        lines = self._sheet.lines(place.name, width, 2) if place else []
        if place and (place.name_en or place.country):
            named = ", ".join(filter(None, (place.name_en, place.country)))
            lines += self._sheet.lines(named, width, 2)
        return lines + [Text(row) for row in _days(event.when)]

    def _whom(self, event: Event, width: int) -> list[Text]:
        lines: list[Text] = []
        for key in event.actors:
            if key in self._index.actors:
                lines += self._sheet.lines(self._index.actors[key].name, width, 2)
        for key in event.targets:
            if key in self._index.actors:
                lines += self._sheet.lines(f"→ {self._index.actors[key].name}", width, 2)
        return lines

    def _many(self, event: Event, width: int) -> list[Text]:
        lines = [Text(f"{amount(figure)} {figure.kind}", style="bold") for figure in event.figures]
        tellers = self._index.tellers.get(event.id)
        told = f"told: {' '.join(tellers)}" if tellers else "told: the report"
        return lines + [Text(row, style="dim") for row in _wrap(told, width)]

    def _talks(self) -> Table:
        parties = share(self._sheet.width, 0.3)
        topics = self._sheet.width - _ID - 6 - 11 - parties - gaps(5)
        table = make_table(
            ("id", _ID), ("round", 6), ("talks are", 11), ("parties", parties), ("topics", topics)
        )
        for event in self._reading.events:
            if event.talks is None:
                continue
            names = [self._index.actors[key].name for key in event.actors if key in self._index.actors]
            rows = [line for name in names for line in self._sheet.lines(name, parties, 2)]
            about = [line for span in event.talks.topics for line in self._cut(span, topics, 2)]
            state = Text(event.talks.assessment or "", style="bold")
            number = "" if event.talks.round is None else str(event.talks.round)
            table.add_row(event.id, number, state, cell(rows), cell(about))
        return table

    def _cut(self, span: Span | None, width: int, limit: int) -> list[Text]:
        if span is None:
            return []
        return self._sheet.lines(self._reading.report.text[span.start : span.end], width, limit)


def make_table(*columns: tuple[str, int]) -> Table:
    """Make a table of named columns of so many cells."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name, width in columns:
        table.add_column(name, width=width, no_wrap=True, overflow="ellipsis")
    return table


def gaps(columns: int) -> int:
    """Count the cells between so many columns."""
    return 2 * columns - 1  # one cell behind each column, and one between two


def share(width: int, part: float) -> int:
    """Give a column its part of a width."""
    return max(12, int(width * part))


def cell(lines: list[Text]) -> Text:
    """Make one cell of lines."""
    return Text("\n").join(lines)


def _codes(actor: Actor) -> str:
    return " ".join(filter(None, (actor.country, actor.role)))


def _days(period: Period | None) -> list[str]:
    if period is None:
        return []
    return [period.start] if period.start == period.end else [period.start, f"to {period.end}"]
