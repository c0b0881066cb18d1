"""What a number counts: the noun behind it, the definite noun before it, or the tally it ends."""

from math import isnan

from riwaya.chars import ARTICLE
from riwaya.mentions.numerals import Numeral, read_numeral
from riwaya.mentions.quantities.scan import Scan
from riwaya.mentions.quantities.words import Counted

_TALLY_REACH = 10  # tokens between عدد القتلى and its number


def noun_behind(scan: Scan, at: int, *, size: bool) -> tuple[Counted, int] | None:
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
        return _noun_of(scan, link.stop)
    noun = nouns.at(tokens, at, scan.stop, bare=True)
    return None if noun is None or (noun[0].det and not size) else noun


def _noun_of(scan: Scan, at: int) -> tuple[Counted, int] | None:
    """Read the many that some are of: 3 من أفراد القوة, 5 من أصل 20 راكبا."""
    many = read_numeral(scan.tokens, at, scan.stop)
    if many is not None and many.stop < scan.stop:
        at = many.stop
    noun = scan.nouns.at(scan.tokens, at, scan.stop, bare=True)
    return noun if noun is not None and (many or noun[0].number != "s" or noun[0].owned) else None


def other_noun(scan: Scan, at: int, numeral: Numeral) -> tuple[str | None, int]:
    """Read a noun that is in no table: 14 صاروخا; its number counts no people we know of."""
    if at >= scan.stop or at in scan.covered:
        return None, at
    token = scan.tokens[at]
    word = token.word
    if token.kind == "latin":
        return token.key, at + 1
    if token.kind != "word" or word.upos not in ("NOUN", "PROPN") or word.proclitics or word.enclitic:
        return None, at
    if (word.det and not numeral.is_size) or scan.role_at(at) == "aside":
        return None, at
    return word.lemma, at + 1


def one_of_many(scan: Scan, numeral: Numeral) -> int:
    """Read وأحد الجنود, which folds like واحد."""
    if numeral.value != 1 or numeral.stop >= scan.stop:
        return 0
    noun = scan.nouns.at(scan.tokens, numeral.stop, scan.stop)
    if noun is None or noun[0].number not in ("p", "sound") or not (noun[0].det or noun[0].owned):
        return 0
    scan.add_exact(noun[0], numeral.first, noun[1], 1, "oneof")
    return noun[1]


def noun_before(scan: Scan, numeral: Numeral) -> int:
    """Read a definite noun and the number behind it: الرهائن الأربعين, المتهمين الستة, القتلى الـ15."""
    at, det = numeral.first - 1, numeral.det
    if at > scan.first and scan.tokens[at].key == ARTICLE:
        at, det = at - 1, True
    for here in (at, at - 1):
        if not det or here < scan.first:
            return 0
        if scan.found and scan.found[-1].stop > here:
            return numeral.stop  # ثلاثة من المهاجمين الخمسة: the five are who they are of
        noun = scan.nouns.at(scan.tokens, here, numeral.first)
        if noun is not None and noun[0].det and noun[0].number == "s":
            return numeral.stop  # القتيل الـ39: which one he is
        if noun is not None and (noun[0].det or noun[0].owned) and noun[0].number != "s":
            if isnan(numeral.value):
                return 0  # الجرحى العشرات: a size
            scan.add_exact(noun[0], here, numeral.stop, int(numeral.value), "exact")
            return numeral.stop
        if not scan.tokens[here].word.det:
            return 0
    return 0


def described(scan: Scan, numeral: Numeral) -> str | None:
    """Give the noun that the number behind it describes: الهجمات الثلاثة, الذكرى الـ45, دول عدة."""
    at, det = numeral.first - 1, numeral.det
    if at > scan.first and scan.tokens[at].key == ARTICLE:
        at, det = at - 1, True
    before = scan.tokens[at].word if at >= scan.first else None
    if before is None or numeral.vague is not None:
        return None
    several = numeral.is_size and before.upos == "NOUN"  # دول عدة
    return before.lemma if several or (before.det and det) else None


def carried(scan: Scan, at: int) -> str | None:
    """Give the thing that a number goes on counting: دمرت 14 مسيرة فوق البلدة | و3 فوق البحر."""
    last = scan.found[-1] if scan.found else None
    if last is None or last.person or not scan.joined(at):
        return None
    between = scan.tokens[last.stop : at]
    return None if any(token.word.upos == "VERB" for token in between) else last.unit


def tallied(scan: Scan, at: int, *, named: bool = False) -> Counted | None:
    """Find what a number tells the count of: ارتفع عدد القتلى إلى 15, عدد قتلى الهجوم بلغ 30 شخصا.

    Only behind a word of counting where ``named``: where the number has a noun of its own.
    """
    for here in range(at - 1, max(scan.first - 1, at - _TALLY_REACH), -1):
        token = scan.tokens[here]
        if token.kind in ("mark", "number"):
            return None
        tally = here > scan.first and scan.role_at(here - 1) == "tally"
        if not tally and (named or not (token.word.det or token.word.enclitic)):
            continue
        noun = scan.nouns.at(scan.tokens, here, at)
        if noun is not None and noun[0].kind is not None and noun[0].number in ("p", "sound"):
            return noun[0]
    return None
