"""Numbers with their bounds and what they count: ما لا يقل عن 25 عنصرا, بين 10 و15 ألف متظاهر."""

import msgspec

from riwaya.chars import ALEF, ARTICLE, WAW
from riwaya.document import Quantity
from riwaya.mentions.numerals import Numeral, read_numeral
from riwaya.mentions.quantities.counting import (
    carried,
    described,
    noun_before,
    noun_behind,
    one_of_many,
    other_noun,
    tallied,
)
from riwaya.mentions.quantities.scan import BOUNDS, NOMINAL, Scan
from riwaya.mentions.quantities.shares import read_share
from riwaya.mentions.quantities.words import Counted, Role

_DASHES = frozenset({"-", "\u2013", "+"})
_YEARS = range(1900, 2051)
_CHANGE_REACH = 6  # words between a change and the number it starts from


def read_number(scan: Scan, at: int) -> int:
    """Read a number, its bounds and its noun; give the token behind, 0 where there is no number."""
    if behind := read_share(scan, at):
        return behind
    numeral = read_numeral(scan.tokens, at, scan.stop)
    if numeral is None:
        return 0
    if numeral.ordinal:
        return _read_ordinal(scan, numeral)
    if _is_no_count(scan, numeral):
        return numeral.stop
    low, high, stop = _read_range(scan, numeral)
    if at > scan.first and stop < scan.stop and scan.tokens[at - 1].key + scan.tokens[stop].key == "()":
        stop += 1  # نحو (20) مصابا
    noun = noun_behind(scan, stop, size=numeral.is_size)
    if noun is None:
        if (behind := one_of_many(scan, numeral)) or (behind := noun_before(scan, numeral)):
            return behind
        counted, (unit, end) = None, other_noun(scan, stop, numeral)
    else:
        counted, end = noun
        unit = counted.unit
        if _is_double(scan, numeral):
            low, high = 2 * low, 2 * high
    after, end = scan.bound_behind(end)
    _add_number(scan, numeral, (low, high), (counted, unit), end, after)
    return end


def _add_number(
    scan: Scan,
    numeral: Numeral,
    bounds: tuple[float, float],
    noun: tuple[Counted | None, str | None],
    end: int,
    after: Role | None,
) -> None:
    """Keep a number with what is known of it; people are counted in whole numbers."""
    counted, unit = _tell_noun(scan, numeral, *noun)
    whole = numeral.is_size or all(float(value).is_integer() for value in bounds)
    if not whole and (counted is None or counted.counts == "people"):
        return
    label = noun[0] is None and _is_label(scan, numeral)
    low, high, rule = _limits(scan, numeral, bounds, after)
    if counted is not None and counted.counts != "people":
        rule = counted.counts
    elif scan.role_behind(end)[0] == "disease":
        counted, rule = None, "disease"
    first, start = scan.opening(numeral.first, _start_of(scan, numeral))
    quantity = Quantity(
        first,
        end,
        start,
        scan.tokens[end - 1].end,
        None if numeral.is_size else _whole(low),
        None if numeral.is_size else _whole(high),
        numeral.vague,
        unit,
        person=counted is not None and counted.counts == "people",
        number_only=unit is None and not label,
        rule=f"quantity:{'label' if label else rule}",
        kind=counted.kind if counted is not None else None,
        part=scan.part,
        at_least=low,
        at_most=high,
    )
    scan.add(quantity)


def _tell_noun(
    scan: Scan, numeral: Numeral, counted: Counted | None, unit: str | None
) -> tuple[Counted | None, str | None]:
    """Complete what a number counts from the tally or the definite noun before it."""
    if counted is None and unit is None:
        counted = tallied(scan, numeral.first)
        if counted is not None:
            return counted, counted.unit
        return None, described(scan, numeral) or carried(scan, numeral.first)
    if counted is not None and counted.counts == "people" and counted.kind is None:
        tally = tallied(scan, numeral.first, named=True)
        counted = counted if tally is None else msgspec.structs.replace(counted, kind=tally.kind)
    return counted, unit


def _is_label(scan: Scan, numeral: Numeral) -> bool:
    """Tell whether a number names or dates something: القرار 1701, حرب 2014, باك-3."""
    if scan.has("label") or scan.role_behind(numeral.stop)[0] == "aged":
        return True
    return _is_year(scan, numeral) or _is_name(scan, numeral.first) or _is_score(scan, numeral.stop)


def _is_score(scan: Scan, at: int) -> bool:
    """Tell whether a dash and a number stand at a token: 3-1."""
    return at + 1 < scan.stop and scan.tokens[at].key in _DASHES and scan.tokens[at + 1].kind == "number"


def _whole(value: float | None) -> int | None:
    return None if value is None or not float(value).is_integer() else int(value)


def _limits(
    scan: Scan, numeral: Numeral, bounds: tuple[float, float], after: Role | None
) -> tuple[float | None, float | None, str]:
    """Give the least, the most and the rule; at least and at most win over about."""
    low: float | None
    high: float | None
    low, high = (numeral.low, numeral.high) if numeral.is_size else bounds
    if scan.has("min") or after == "min":
        return low, None, "min"
    if scan.has("max") or after == "max" or _is_below(scan):
        return None, high, "max"
    if numeral.is_size:
        return low, high, "vague"
    if low != high:
        return low, high, "range"
    return low, high, "about" if scan.has("about") or after == "about" else "exact"


def _is_below(scan: Scan) -> bool:
    """Tell whether دون alone stands before a number: دون العشرين."""
    return any(before.role == "none" and before.stop == before.first + 1 for before in scan.before)


def _is_double(scan: Scan, numeral: Numeral) -> bool:
    """Tell whether a scale right before its noun is two of it: ألفا جندي, مليونا شخص, but 20 ألفا."""
    token = scan.tokens[numeral.first]
    alone = numeral.stop == numeral.first + 1 and token.kind == "word" and numeral.value == numeral.scale
    return alone and numeral.scale > 1 and token.key.endswith(ALEF)


def _start_of(scan: Scan, numeral: Numeral) -> int:
    """Give the offset of a number, with the article that stands apart before digits."""
    if numeral.first > scan.first and scan.tokens[numeral.first - 1].key == ARTICLE:
        return scan.tokens[numeral.first - 1].start
    return numeral.start


def _is_no_count(scan: Scan, numeral: Numeral) -> bool:
    """Tell whether a number word stands for something else: ألّف كتابا, من جانب واحد, كل واحد."""
    word = scan.tokens[numeral.first].word
    if numeral.stop > numeral.first + 1 or scan.tokens[numeral.first].kind != "word":
        return False
    if numeral.scale > 1:
        return word.upos == "VERB" and noun_behind(scan, numeral.stop, size=False) is None
    if numeral.value != 1 or scan.has("toll"):
        return False
    return scan.has("every") or (
        numeral.first > scan.first and scan.tokens[numeral.first - 1].word.upos in NOMINAL
    )


def _is_year(scan: Scan, numeral: Numeral) -> bool:
    """Tell whether a bare number looks like a year: حرب 2014."""
    key = scan.tokens[numeral.first].key
    if numeral.stop != numeral.first + 1 or len(key) != 4 or not key.isdigit() or numeral.value not in _YEARS:
        return False
    return not scan.has("toll", *BOUNDS)


def _is_name(scan: Scan, at: int) -> bool:
    """Tell whether a number belongs to a name before it: باك-3, F 16."""
    if at - 1 < scan.first:
        return False
    before = scan.tokens[at - 1]
    return before.kind == "latin" or (
        before.kind == "mark" and before.key in _DASHES and at - 2 >= scan.first
    )


def _read_ordinal(scan: Scan, numeral: Numeral) -> int:
    """Read which one of people it is, الضحية الثالثة, خامس قتيل; give the token behind."""
    at, stop = numeral.first, numeral.stop
    if scan.found and scan.found[-1].stop == at:
        return stop  # جنديا خامسا has been read as one
    before = scan.nouns.at(scan.tokens, at - 1, at) if at > scan.first else None
    behind = scan.nouns.at(scan.tokens, stop, scan.stop, bare=True) if stop < scan.stop else None
    if before is not None and numeral.det and before[0].det and before[0].number == "s":
        noun, at, start = before[0], at - 1, scan.tokens[at - 1].start
    elif behind is not None and behind[0].number == "s" and not behind[0].det and not numeral.det:
        (noun, stop), start = behind, numeral.start
    else:
        return _read_another(scan, numeral)
    value, end = int(numeral.value), scan.tokens[stop - 1].end
    if noun.counts == "people":
        bounds = value, value, None, noun.unit
        quantity = Quantity(at, stop, start, end, *bounds, person=False, rule="quantity:ordinal")
        scan.add(msgspec.structs.replace(quantity, at_least=value, at_most=value))
    return stop


def _read_another(scan: Scan, numeral: Numeral) -> int:
    """Read one more of the people told of before: قتل جنديان وأصيب ثالث."""
    at, stop = numeral.first, numeral.stop
    if scan.has("toll") and not numeral.det and any(quantity.person for quantity in scan.found):
        end = scan.tokens[stop - 1].end
        one = Quantity(at, stop, numeral.start, end, 1, 1, None, None, person=True, rule="quantity:another")
        scan.add(msgspec.structs.replace(one, part=scan.part, at_least=1, at_most=1))
    return stop


def _read_range(scan: Scan, numeral: Numeral) -> tuple[float, float, int]:
    """Read the second number of بين 10 و15 ألف, من 5 إلى 7, 10-15; the first shares its scale."""
    alone = numeral.value, numeral.value, numeral.stop
    second = None if numeral.is_size else _second_number(scan, numeral.stop)
    last = None if second is None or second >= scan.stop else read_numeral(scan.tokens, second, scan.stop)
    if last is None or last.ordinal or last.is_size:
        return alone
    if scan.tokens[numeral.stop].key not in _DASHES and _is_changed(scan, numeral.first):
        return last.value, last.value, last.stop  # ارتفعت الحصيلة من 30 إلى 45: it is 45 now
    low = numeral.value
    if numeral.scale == 1 and low * last.scale < last.value:
        low *= last.scale
    return (low, last.value, last.stop) if low < last.value else alone


def _is_changed(scan: Scan, at: int) -> bool:
    """Tell whether a word of rising or falling stands before a number."""
    near = range(max(scan.first, at - _CHANGE_REACH), at)
    matches = (scan.words.before.longest(scan.tokens, here, here + 1) for here in near)
    return any(match is not None and match.value == "change" for match in matches)


def _second_number(scan: Scan, at: int) -> int | None:
    """Find where the second number of a range would stand."""
    if at >= scan.stop:
        return None
    key = scan.tokens[at].key
    if scan.has("between") and key.startswith(WAW):
        return at + 1 if key == WAW else at
    if key in _DASHES:
        return at + 1
    match = scan.words.before.longest(scan.tokens, at, at + 1)
    return at + 1 if match is not None and match.value == "to" else None
