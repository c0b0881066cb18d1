"""Find time expressions and the days they mean, counted from the day of publication."""

from datetime import date

import msgspec

from riwaya.document import Document, TimeMention
from riwaya.mentions.times.calendar import DAY, Days, shift, weekday_after, weekday_before
from riwaya.mentions.times.patterns import apply_layer, load_layers
from riwaya.mentions.times.symbols import Stamp, Symbol
from riwaya.mentions.times.words import find_symbols
from riwaya.types import Period, Span

__all__ = ["find_times"]

_YEARS = range(1000, 9000)  # room on both sides for any arithmetic
_BETWEEN = ("COMMA", "OPEN", "SLASH", "DAY")


def find_times(document: Document) -> Document:
    """Fill ``times``: مساء أمس الأحد, 24 فبراير/شباط, الأسبوع الماضي, منذ 2014, لليوم الخامس.

    Where the report has no day of publication, relative expressions have no period.
    """
    symbols = find_symbols(document)
    written = msgspec.structs.replace(document, published=_day_of_writing(symbols, document.published))
    for layer in load_layers():
        symbols = apply_layer(layer, symbols, written)
    times = tuple(_mention(document, s, s.stamp) for s in symbols if s.stamp is not None)
    return msgspec.structs.replace(document, times=times)


def _day_of_writing(symbols: list[Symbol], published: date | None) -> date | None:
    """Find the day that the report was written on: «اليوم الاثنين» is right where it was sent on later."""
    if published is None or published.year not in _YEARS:
        return None
    for at, symbol in enumerate(symbols):
        if symbol.kind not in ("TODAY", "DAYWORD") or symbol.number > 0:
            continue
        beside = next((s for s in symbols[at + 1 : at + 4] if s.kind not in _BETWEEN), None)
        if beside is not None and beside.kind == "WEEKDAY":
            expected = shift(published, "day", symbol.number)
            if weekday_after(expected, beside.number) - expected == DAY:
                return published + DAY
            return shift(weekday_before(expected, beside.number), "day", -symbol.number)
    return published


def _mention(document: Document, symbol: Symbol, stamp: Stamp) -> TimeMention:
    span = Span(symbol.start, document.tokens[symbol.stop - 1].end)
    return TimeMention(
        symbol.first, symbol.stop, span.start, span.end,
        period=_period(stamp.days, span), grain=stamp.grain, anchor=stamp.anchor, rule=stamp.rule,
        bounds=_period(stamp.bounds, span), began=_period(stamp.began, span),
    )  # fmt: skip


def _period(days: Days | None, span: Span) -> Period | None:
    return None if days is None else Period(days[0].isoformat(), days[1].isoformat(), span)
