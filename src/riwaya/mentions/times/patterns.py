"""The rule engine of times: the patterns of ``rules.tsv`` over symbols, applied layer by layer.

Every symbol is two characters of a code string, its clitic and its kind, so a pattern is a regular
expression and a document is searched at the speed of one. What a layer finds becomes a symbol of the next:
«الخميس» and «24 فبراير» are days in the first layer and one day in the second.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.document import Document
from riwaya.errors import ResourceError
from riwaya.mentions.times.meanings import MEANINGS
from riwaya.mentions.times.slots import Clock, Sense, Slots
from riwaya.mentions.times.symbols import Anchor, Grain, Stamp, Symbol
from riwaya.resources import load_table

_CLITICS = {"": " ", "and": "&", "to": ">", "other": "~"}
_WANTED = {"+": "&", ">": ">", "~": "~", "!": " "}
_ANY_CLITIC = "[ &>~]"
_UNITS = ("minute", "hour", "day", "week", "month", "year", "decade")
_UNIT_KINDS = (
    "UNIT", "UNITS", "TWO", "THEUNIT", "THEUNITS", "THETWO", "ITSUNIT", "SAMEUNIT", "UNITAFTER", "UNITBEFORE",
)  # fmt: skip
KINDS = (
    "ANY", "STOP", "SLASH", "OPEN", "CLOSE", "COMMA",
    "NUM", "NUM.the", "BIG", "BIG.the", "ORD", "ORD.the", "YEARNUM.recent", "YEARNUM.named", "YEARNUM.old",
    "HIJRIYEAR", "DATE.full", "DATE.short", "HOUR",
    "WEEKDAY", "MONTH", "HMONTH", "HMONTH.alone", "HOLIDAY", "HOLIDAY.alone", "FEAST", "SEASON", "DECADE",
    "CENTURY", "WEEKEND", "HALF", "EDGE.start", "EDGE.middle", "EDGE.end", "ERA.hijri", "ERA.common",
    "TODAY", "DAYWORD", "DAY", "TWODAYS", "SOMEDAY", "SOMETIME", "OFIT",
    "PART", "THEPART", "EARLY", "EVE", "MORROW", "TONIGHT", "THENIGHT", "NIGHTBETWEEN", "AFTERMIDNIGHT",
    "PAST", "RECENT", "NEXT", "NOW", "THIS", "EVERY", "LAST", "ABOUT", "FEW", "SOME", "ONLY", "RUNNING",
    "SINCE", "STARTING", "OVER", "ON", "UNTIL", "AGO", "AFTER", "BEFORETHAT", "AFTERTHAT", "IN", "IN.during",
    "BETWEEN", "FROM", "TO", "WITHIN", "MATCHING", "OTHER",
    *(f"{kind}.{unit}" for kind in _UNIT_KINDS for unit in _UNITS),
    "T.near", "T.date", "T.week", "T.month", "T.year", "T.range", "T.vague",
)  # fmt: skip
_LETTERS = {kind: chr(0x100 + number) for number, kind in enumerate(KINDS)}
# The letters of a kind and of a family of kinds: UNIT is UNIT.day, UNIT.week ...
_FAMILIES = {
    name: [letter for kind, letter in _LETTERS.items() if name in (kind, kind.split(".")[0])]
    for name in {*KINDS, *(kind.split(".")[0] for kind in KINDS)}
}
_ELEMENT = re.compile(r"(?P<clitic>[+>~!])?(?:(?P<group>[a-z]\w*)=)?(?P<kinds>[A-Z][\w.|]*)(?P<many>\?)?")
_YEARLESS = ("date", "dates", "month")  # meanings that find a year where none is told
_YEAR_PLACES = ("y", "y2", "y3", "r", "d", "same")
_INCLUDED = re.compile(r"<([\w-]+)>")


class RuleRow(msgspec.Struct, frozen=True):
    """A pattern, what it means, and an example with its days. ``after`` and ``not_before`` are kinds that
    must, or must not, surround it; a ``lead`` takes only its first word: منذ in «منذ بدء القصف في 3 مارس»."""

    rule: str
    layer: Literal["part", "words", "joined", "spans"]
    grain: Grain
    anchor: Anchor
    meaning: str
    pattern: str
    after: str = ""
    not_before: str = ""
    lead: Literal["yes", ""] = ""
    days: str = "-"
    example: str = ""


class Rule(msgspec.Struct, frozen=True):
    """A row with its compiled pattern, and sets of letters: what lacks all of one cannot match."""

    row: RuleRow
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...] = ()


def load_rules() -> tuple[RuleRow, ...]:
    """Read ``rules.tsv``."""
    return load_table("riwaya.mentions.times", "rules.tsv", RuleRow)


@cache
def load_layers() -> tuple[tuple[Rule, ...], ...]:
    """Compile the rules, layer by layer."""
    rows = load_rules()
    parts = {row.rule: row.pattern for row in rows if row.layer == "part"}
    for row in rows:
        if row.meaning not in MEANINGS:
            raise ResourceError(f"rules.tsv: {row.rule}: {row.meaning!r} is not one of {sorted(MEANINGS)}")
    return tuple(
        tuple(compile_rule(row, parts) for row in rows if row.layer == name)
        for name in ("words", "joined", "spans")
    )


def compile_rule(row: RuleRow, parts: Mapping[str, str]) -> Rule:
    """Turn ``DAY? a=NUM|ORD ( FROM? m=MONTH )?`` into a regular expression over the code string.

    The first element may carry any clitic, ``+NAME`` must carry و, ``>NAME`` ل, ``~NAME`` another, ``!NAME``
    and the rest none.
    """
    code: list[str] = []
    needs: list[frozenset[str]] = []
    opening, depth = True, 0
    if row.after:
        code.append(f"(?<={_one_of(row.rule, _include(row.after, parts))})")
    for word in _include(row.pattern, parts).split():
        if word in ("(", "|", ")", ")?"):
            code.append("(?:" if word == "(" else word)
            depth += (word == "(") - (word[0] == ")")
            continue
        found = _ELEMENT.fullmatch(word)
        if found is None:
            raise ResourceError(f"rules.tsv: {row.rule}: {word!r} is no element of a pattern")
        clitic = _WANTED.get(found["clitic"] or "", _ANY_CLITIC if opening else " ")
        name = f"?P<{found['group']}>" if found["group"] else "?:"
        many = found["many"] or ""
        letters = _one_of(row.rule, found["kinds"])
        code.append(f"({name}{clitic}{letters}){many}")
        if depth == 0 and not many:
            needs.append(frozenset(letters[1:-1]))
        opening = opening and many == "?"
    if row.not_before:
        code.append(f"(?!.{_one_of(row.rule, _include(row.not_before, parts))})")
    return Rule(row, re.compile("".join(code)), tuple(needs))


def _include(pattern: str, parts: Mapping[str, str]) -> str:
    while included := _INCLUDED.search(pattern):
        if included[1] not in parts:
            raise ResourceError(f"rules.tsv: there is no part called {included[1]!r}")
        pattern = pattern.replace(included[0], parts[included[1]])
    return pattern


def _one_of(rule: str, kinds: str) -> str:
    letters = [letter for name in kinds.split("|") for letter in _FAMILIES.get(name, ())]
    if not letters:
        raise ResourceError(f"rules.tsv: {rule}: no kind of symbol is called {kinds!r}")
    return f"[{''.join(letters)}]"


def apply_layer(rules: Sequence[Rule], symbols: list[Symbol], document: Document) -> list[Symbol]:
    """Replace what the rules of a layer match, leftmost and longest, an earlier rule before a later."""
    code = "".join([_CLITICS[s.clitic] + _LETTERS.get(s.kind, _LETTERS["ANY"]) for s in symbols])
    lacking = frozenset(_LETTERS.values()).difference(code)
    found = sorted(
        (match.start(), -match.end(), number)
        for number, rule in enumerate(rules)
        if not any(letters <= lacking for letters in rule.needs)
        for match in rule.pattern.finditer(code)
    )
    grown: list[Symbol] = []
    at = 0
    for start, end, number in found:
        if start < 2 * at:
            continue
        row = rules[number].row
        match = rules[number].pattern.match(code, start)
        if match is None:
            continue
        grown += symbols[at : start // 2]
        at = start // 2 + 1 if row.lead else -end // 2
        grown.append(_read(row, match, symbols[start // 2 : at], symbols, grown, document))
    return grown + symbols[at:]


def _read(
    row: RuleRow,
    match: re.Match[str],
    taken: Sequence[Symbol],
    symbols: list[Symbol],
    grown: list[Symbol],
    document: Document,
) -> Symbol:
    head, position = taken[0], match.start() // 2
    named = {name: symbols[match.start(name) // 2] for name, text in match.groupdict().items() if text}
    slots = Slots(named, rough=any(symbol.kind == "ABOUT" for symbol in taken))
    stops = (symbols[at].first for at in range(position, -1, -1) if symbols[at].kind == "STOP")
    before = symbols[position - 1].kind.partition(".")[0] if position else "STOP"
    clock = Clock(document, head.first, taken[-1].stop, next(stops, head.first), before, grown)
    found = MEANINGS[row.meaning](slots, clock)
    stamp = _stamp(row, slots, found if isinstance(found, Sense) else Sense(found))
    return Symbol(_kind_of(stamp), head.first, taken[-1].stop, head.start, head.clitic, stamp=stamp)


def _stamp(row: RuleRow, slots: Slots, sense: Sense) -> Stamp:
    days = sense.days
    if days is not None and days[0] > days[1]:
        days = None
    bounds = days if sense.bounds is None or sense.bounds[0] > sense.bounds[1] else sense.bounds
    open_year = row.meaning in _YEARLESS and not any(slots.has(name) for name in _YEAR_PLACES)
    grain: Grain = "vague" if days is None else row.grain
    return Stamp(days, grain, row.anchor, f"time:{row.rule}", bounds, sense.began, open_year)


def _kind_of(stamp: Stamp) -> str:
    if stamp.grain == "day":
        dated = stamp.anchor == "absolute" or stamp.rule == "time:date-of-month"
        return "T.date" if dated else "T.near"
    return f"T.{stamp.grain}"
