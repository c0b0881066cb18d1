"""Shares of a whole: 20%, %20, ثلث السكان, ثلاثة أرباع الجرحى, نصفهم."""

import msgspec

from riwaya.document import Quantity
from riwaya.mentions.numerals import parse_digits, read_fraction
from riwaya.mentions.quantities.scan import Scan

_PERCENT = "%"


def read_share(scan: Scan, at: int) -> int:
    """Read a percentage or a fraction; give the token behind, 0 where there is none."""
    return _read_percent(scan, at) or _read_fraction(scan, at)


def _read_percent(scan: Scan, at: int) -> int:
    """Read 20%, 20 %, %20."""
    tokens, first = scan.tokens, at
    if tokens[at].kind != "number":
        return 0
    stop, key = at + 1, tokens[at].key
    if not key.endswith(_PERCENT):
        if stop < scan.stop and tokens[stop].key == _PERCENT:
            stop += 1
        elif at > scan.first and tokens[at - 1].key == _PERCENT and tokens[at - 1].end == tokens[at].start:
            first -= 1
        else:
            return 0
    value = parse_digits(key.rstrip(_PERCENT), scaled=True)
    whole = int(value) if value is not None and float(value).is_integer() else None
    start, end = tokens[first].start, tokens[stop - 1].end
    quantity = Quantity(
        first, stop, start, end, whole, whole, None, _PERCENT, person=False, rule="quantity:percent"
    )
    scan.add(msgspec.structs.replace(quantity, at_least=value, at_most=value))
    return stop


def _read_fraction(scan: Scan, at: int) -> int:
    """Read نصف السكان, ثلثا الجرحى; the whole is definite, or it is a time or a distance."""
    share = read_fraction(scan.tokens, at, scan.stop)
    if share is None or share[1] >= scan.stop or share[1] in scan.covered:
        return 0
    value, stop = share
    if scan.tokens[at].word.enclitic and stop == at + 1:
        return _add_share(scan, at, stop, value, (None, False))
    noun = scan.nouns.at(scan.tokens, stop, scan.stop, bare=True)
    word = scan.tokens[stop].word
    definite = word.det or word.enclitic or (noun is not None and noun[0].number in ("p", "sound"))
    if not definite or word.upos not in ("NOUN", "PROPN", "ADJ"):
        return 0
    unit, end = (noun[0].unit, noun[1]) if noun is not None else (word.lemma, stop + 1)
    return _add_share(scan, at, end, value, (unit, noun is not None and noun[0].counts == "people"))


def _add_share(scan: Scan, at: int, stop: int, value: float, whole: tuple[str | None, bool]) -> int:
    """Keep a fraction of a whole: its noun, and whether that is people."""
    first, start = scan.opening(at, scan.tokens[at].start)
    quantity = Quantity(
        first,
        stop,
        start,
        scan.tokens[stop - 1].end,
        None,
        None,
        None,
        whole[0],
        person=whole[1],
        rule="quantity:fraction",
        at_least=None if scan.has("max") else value,
        at_most=None if scan.has("min") else value,
    )
    scan.add(quantity)
    return stop
