"""Numbers with their bounds and what they count: ما لا يقل عن 25 عنصرا, بين 10 و15 ألف متظاهر."""

from riwaya.chars import ALEF, ARTICLE, WAW
from riwaya.document import Quantity
from riwaya.mentions.numerals import Numeral, parse_digits, read_numeral
from riwaya.mentions.quantities.scan import BOUNDS, NOMINAL, Scan
from riwaya.mentions.quantities.words import Counted, Role

_TALLY_REACH = 10  # tokens between عدد القتلى and its number
_DASHES = frozenset({"-", "\u2013", "+"})
_YEARS = range(1900, 2051)


def read_number(scan: Scan, at: int) -> int:
    """Read a number, its bounds and its noun; give the token behind, 0 where there is no number."""
    if scan.tokens[at].key.endswith("%"):
        return _add_percent(scan, at, at + 1)
    numeral = read_numeral(scan.tokens, at, scan.stop)
    if numeral is None:
        return 0
    if numeral.ordinal or _is_no_count(scan, numeral):
        return numeral.stop
    if numeral.stop < scan.stop and scan.tokens[numeral.stop].key == "%":
        return _add_percent(scan, at, numeral.stop + 1)
    low, high, stop = _read_range(scan, numeral)
    if at > scan.first and stop < scan.stop and scan.tokens[at - 1].key + scan.tokens[stop].key == "()":
        stop += 1  # نحو (20) مصابا
    noun = _noun_behind(scan, stop, vague=numeral.vague is not None)
    if noun is None:
        if (behind := _one_of_many(scan, numeral)) or (behind := _noun_before(scan, numeral)):
            return behind
        counted, (unit, end) = None, _other_noun(scan, stop, numeral)
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
    """Keep a number with what is known of it; one that is no whole count is left out."""
    if not all(float(value).is_integer() for value in bounds):
        return
    counted, unit = noun
    label = counted is None and (
        scan.has("label") or _is_year(scan, numeral) or _is_name(scan, numeral.first)
    )
    if counted is None and unit is None:
        counted = _tallied(scan, numeral.first)
        unit = counted.unit if counted is not None else _described(scan, numeral)
    low, high, rule = _limits(scan, numeral, bounds, after)
    if counted is not None and counted.counts != "people":
        rule = counted.counts
    first, start = scan.opening(numeral.first, _start_of(scan, numeral))
    quantity = Quantity(
        first,
        end,
        start,
        scan.tokens[end - 1].end,
        low,
        high,
        numeral.vague,
        unit,
        person=counted is not None and counted.counts == "people",
        number_only=unit is None and not label,
        rule=f"quantity:{'label' if label else rule}",
        kind=counted.kind if counted is not None else None,
        part=scan.part,
    )
    scan.add(quantity)


def _limits(
    scan: Scan, numeral: Numeral, bounds: tuple[float, float], after: Role | None
) -> tuple[int | None, int | None, str]:
    """Give low, high and the rule; at least and at most win over about."""
    low, high = int(bounds[0]), int(bounds[1])
    if numeral.vague is not None:
        return None, None, "vague"
    if scan.has("min") or after == "min":
        return low, None, "min"
    if scan.has("max") or after == "max":
        return None, high, "max"
    if low != high:
        return low, high, "range"
    return low, high, "about" if scan.has("about") or after == "about" else "exact"


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
        return word.upos == "VERB" and _noun_behind(scan, numeral.stop, vague=False) is None
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


def _add_percent(scan: Scan, at: int, stop: int) -> int:
    """Keep 20%, 20 %."""
    token = scan.tokens[at]
    value = parse_digits(token.key.rstrip("%"), scaled=True)
    whole = int(value) if value is not None and float(value).is_integer() else None
    end = scan.tokens[stop - 1].end
    scan.add(
        Quantity(at, stop, token.start, end, whole, whole, None, "%", person=False, rule="quantity:percent")
    )
    return stop


def _read_range(scan: Scan, numeral: Numeral) -> tuple[float, float, int]:
    """Read the second number of بين 10 و15 ألف, من 5 إلى 7, 10-15; the first shares its scale."""
    alone = numeral.value, numeral.value, numeral.stop
    second = None if numeral.vague else _second_number(scan, numeral.stop)
    last = None if second is None or second >= scan.stop else read_numeral(scan.tokens, second, scan.stop)
    if last is None or last.ordinal or last.vague:
        return alone
    low = numeral.value
    if numeral.scale == 1 and low * last.scale < last.value:
        low *= last.scale
    return (low, last.value, last.stop) if low < last.value else alone


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


def _noun_behind(scan: Scan, at: int, *, vague: bool) -> tuple[Counted, int] | None:
    """Read the noun behind a number: 5 جنود, 19 (شخصا), 3 من أفراد القوة, عشرات القتلى."""
    tokens, nouns = scan.tokens, scan.nouns
    if at < scan.stop and tokens[at].key == "(":
        noun = nouns.at(tokens, at + 1, scan.stop) if at + 1 < scan.stop else None
        return (noun[0], noun[1] + 1) if noun and noun[1] < scan.stop and tokens[noun[1]].key == ")" else None
    if at >= scan.stop or tokens[at].kind != "word" or at in scan.covered:
        return None
    link = scan.words.before.longest(tokens, at, scan.stop)
    if link is not None and link.value == "ofthem" and link.start == tokens[at].start:
        behind = link.stop < scan.stop and read_numeral(tokens, link.stop, scan.stop)
        scan.part = scan.part or not behind  # ثلاثة منهم is a part, but not in ثلاثة منهم طفلان
        return None
    if link is not None and link.value == "of" and link.stop < scan.stop:
        noun = nouns.at(tokens, link.stop, scan.stop, bare=True)
        return noun if noun is not None and (noun[0].number != "s" or noun[0].owned) else None
    noun = nouns.at(tokens, at, scan.stop, bare=True)
    return None if noun is None or (noun[0].det and not vague) else noun


def _other_noun(scan: Scan, at: int, numeral: Numeral) -> tuple[str | None, int]:
    """Read a noun that is in no table: 14 صاروخا; its number counts no people we know of."""
    if at >= scan.stop or at in scan.covered:
        return None, at
    token = scan.tokens[at]
    word = token.word
    if token.kind == "latin":
        return token.key, at + 1
    if token.kind != "word" or word.upos not in ("NOUN", "PROPN") or word.proclitics or word.enclitic:
        return None, at
    if (word.det and not numeral.vague) or scan.role_at(at) == "aside":
        return None, at
    return word.lemma, at + 1


def _one_of_many(scan: Scan, numeral: Numeral) -> int:
    """Read وأحد الجنود, which folds like واحد."""
    if numeral.value != 1 or numeral.stop >= scan.stop:
        return 0
    noun = scan.nouns.at(scan.tokens, numeral.stop, scan.stop)
    if noun is None or noun[0].number not in ("p", "sound") or not (noun[0].det or noun[0].owned):
        return 0
    scan.add_exact(noun[0], numeral.first, noun[1], 1, "oneof")
    return noun[1]


def _noun_before(scan: Scan, numeral: Numeral) -> int:
    """Read a definite noun and the number behind it: الرهائن الأربعين, المتهمين الستة, القتلى الـ15."""
    at, det = numeral.first - 1, numeral.det
    if at > scan.first and scan.tokens[at].key == ARTICLE:
        at, det = at - 1, True
    for here in (at, at - 1):
        if not det or here < scan.first:
            return 0
        noun = scan.nouns.at(scan.tokens, here, numeral.first)
        if noun is not None and (noun[0].det or noun[0].owned) and noun[0].number != "s":
            scan.add_exact(noun[0], here, numeral.stop, int(numeral.value), "exact")
            return numeral.stop
        if not scan.tokens[here].word.det:
            return 0
    return 0


def _described(scan: Scan, numeral: Numeral) -> str | None:
    """Give the noun that a definite number word describes: الهجمات الثلاثة."""
    before = scan.tokens[numeral.first - 1].word if numeral.first > scan.first else None
    return before.lemma if before is not None and before.det and numeral.det and not numeral.vague else None


def _tallied(scan: Scan, at: int) -> Counted | None:
    """Find what a number without a noun counts: ارتفع عدد القتلى إلى 15, بلغت حصيلة الجرحى 28."""
    for here in range(at - 1, max(scan.first - 1, at - _TALLY_REACH), -1):
        token = scan.tokens[here]
        if token.kind in ("mark", "number"):
            return None
        noun = scan.nouns.at(scan.tokens, here, at) if token.word.det or token.word.enclitic else None
        if noun is not None and noun[0].kind is not None and noun[0].number in ("p", "sound"):
            return noun[0]
    return None
