"""People told without a number: قتيلان, مقتل جندي, أحد الجنود, دون إصابات."""

import msgspec

from riwaya.chars import ALEF, DUAL, HA, KAF, YA
from riwaya.mentions.quantities.scan import NOMINAL, PLUS_REACH, REACH, Scan
from riwaya.mentions.quantities.words import Counted

_TOLL_KINDS = frozenset({"killed", "injured"})


def read_noun(scan: Scan, at: int) -> int:
    """Read a counted noun; give the token behind, 0 where there is none."""
    noun = scan.nouns.at(scan.tokens, at, scan.stop)
    if noun is None:
        return 0
    counted, stop = noun
    if counted.counts != "people":
        return stop
    if counted.number == "s" and not counted.det and scan.tokens[at].word.enclitic:
        counted = msgspec.structs.replace(counted, owned=True)  # شقيقه, which folds like شقيقة
    if at < scan.none_until and not (counted.det or counted.owned) and counted.kind in _TOLL_KINDS:
        scan.add_exact(counted, at, stop, 0, "none")
        scan.none_until = stop + 2  # دون قتلى أو جرحى
    elif scan.has("some") and counted.number in ("p", "sound"):
        scan.add_some(counted, at, stop)
    elif scan.has("every"):
        return stop  # كل جندي, وهو أحد القادة
    elif scan.has("oneof") and (counted.number in ("p", "sound") or counted.owned):
        scan.add_exact(counted, scan.before[-1].first, stop, 1, "oneof")
    elif counted.number in ("d", "sound"):
        return _read_pair(scan, counted, at, stop)
    elif counted.number == "s":
        return _read_single(scan, counted, at, stop)
    return stop


def _read_pair(scan: Scan, counted: Counted, at: int, stop: int) -> int:
    """Read a dual; where the form may be a plural too, something must speak for two."""
    if two := _number_word(scan, stop, 2):
        scan.add_exact(counted, at, two, 2, "dual")
        return two
    if counted.owned and _is_kin(scan, counted, at):
        scan.add_exact(counted, at, stop, 2, "kin")
        return stop
    if counted.owned or (counted.det and counted.kind is None) or scan.has("tally"):
        return stop
    if counted.number == "d" and counted.alone != "no" and _is_free(scan, counted, at):
        scan.add_exact(counted, at, stop, 2, "dual")
    elif (
        counted.number == "sound"
        and not counted.det
        and counted.alone != "last"
        and _are_two(scan, counted, at, stop)
    ):
        scan.add_exact(counted, at, stop, 2, "dual-or-plural")
    return stop


def _are_two(scan: Scan, counted: Counted, at: int, stop: int) -> bool:
    """Tell a dual from a plural of the same form: مقتل فلسطينيين, إصابة مدنيين تم نقلهما."""
    if not (scan.has("toll") or (scan.joined(at) and _is_beside(scan, counted, at))):
        return False
    if counted.nation:
        return True
    behind = scan.tokens[stop : min(stop + REACH, scan.stop)]
    return any(token.word.number == "d" or token.word.enclitic.endswith(DUAL) for token in behind)


def _read_single(scan: Scan, counted: Counted, at: int, stop: int) -> int:
    """Read one person told by a common noun."""
    one = _number_word(scan, stop, 1)
    if one and scan.has("of"):
        return one  # أربعة من أسرة واحدة
    if one and not counted.det:
        scan.add_exact(counted, at, one, 1, "single")
        return one
    if counted.owned and _is_kin(scan, counted, at):
        scan.add_exact(counted, at, stop, 1, "kin")
    elif _stands_for_one(scan, counted, at, stop):
        scan.add_exact(counted, at, stop, 1, "single")
    return stop


def _stands_for_one(scan: Scan, counted: Counted, at: int, stop: int) -> bool:
    """Tell whether a bare singular is a count of one: مقتل جندي, but not كل جندي, زعيم التنظيم, دعم عسكري."""
    if counted.det or counted.owned or counted.alone == "no" or scan.has("tally", "between"):
        return False
    if scan.tokens[at].word.upos in ("PROPN", "VERB") and not counted.nation:
        return False
    if scan.tokens[at].word.proclitics.endswith(KAF) or not _is_free(scan, counted, at):
        return False
    if _is_told_of_another(scan, counted, at, stop):
        return False
    # آخر معاقل: the last of the strongholds; زعيم التنظيم: somebody known; but مقتل سائق الشاحنة
    known = counted.alone in ("last", "beside") or (counted.alone == "kin" and not scan.has("toll"))
    return counted.nation or not known or not _is_construct(scan, stop)


def _is_kin(scan: Scan, counted: Counted, at: int) -> bool:
    """Tell whether somebody's own come to harm, with them or alone: مقتل امرأة وطفليها, أصيب والده."""
    if scan.summand(at) is not None:
        return counted.alone in ("kin", "yes")
    return counted.alone == "kin" and _is_harmed(scan, at)


def _is_told_of_another(scan: Scan, counted: Counted, at: int, stop: int) -> bool:
    """Tell whether a noun says what somebody known is: أردته قتيلا, (جريح), فلسطيني يدعى, 25 صحفيا وكاتبا."""
    before = scan.tokens[at - 1] if at > scan.first else None
    behind = scan.tokens[stop].key if stop < scan.stop else ""
    if before is not None and before.key == "(" and behind == ")":
        return True
    if before is not None and counted.kind in _TOLL_KINDS and before.word.upos == "VERB":
        return before.word.enclitic != ""
    if scan.found and scan.found[-1].stop == at and scan.found[-1].person and scan.joined(at):
        return scan.tokens[at].key.endswith(ALEF) and scan.tokens[at - 1].key.endswith(ALEF)
    return scan.role_behind(stop)[0] == "named"


def _is_construct(scan: Scan, at: int) -> bool:
    """Tell whether a genitive or a name stands at a token."""
    if at >= scan.stop or scan.tokens[at].kind != "word":
        return False
    word = scan.tokens[at].word
    if word.upos not in ("NOUN", "PROPN") or word.proclitics or word.verb_form == "masdar":
        return False
    noun = scan.nouns.at(scan.tokens, at, scan.stop)
    if noun is None or noun[0].counts == "thing":
        return True
    # نائب وزير, but جندي سوري and جندي يوم السبت
    return noun[0].counts == "people" and not noun[0].nation and not noun[0].unit.endswith(YA)


def _is_free(scan: Scan, counted: Counted, at: int) -> bool:
    """Tell whether a form stands as a noun of its own: not behind a count, nor as somebody's adjective."""
    if scan.found and scan.found[-1].stop == at and not scan.joined(at):
        return False
    return counted.alone == "yes" or _is_beside(scan, counted, at)


def _is_harmed(scan: Scan, at: int) -> bool:
    """Tell whether a verb of harm stands before, with those who did it or not: خطف مسلحون مجهولون | صحفيا."""
    for here in range(at - 1, max(scan.first - 1, at - REACH - 1), -1):
        word = scan.tokens[here].word
        if word.upos == "VERB":
            return word.stem in scan.words.tolls
        if word.upos not in NOMINAL or word.proclitics:
            return False
    return False


def _is_beside(scan: Scan, counted: Counted, at: int) -> bool:
    """Tell whether a verb, a masdar or another count stands right before."""
    if scan.has("toll", "part", "ofthem"):
        return True
    if at == scan.first:
        return counted.alone == "yes"
    if scan.joined(at) or scan.has("plus"):
        last = scan.found[-1] if scan.found else None
        reach = PLUS_REACH if scan.has("plus") else REACH
        return last is not None and last.person and at - last.stop <= reach
    before = scan.tokens[at - 1].word
    if before.upos == "VERB":
        return True
    if counted.alone == "last":
        return False  # تصويت آخر: another vote
    adjective = counted.unit.endswith((YA, YA + HA))  # دعم عسكري, حل سياسي, قصف تركي
    if adjective and scan.tokens[at].key.endswith(ALEF) and _is_harmed(scan, at):
        return True
    harm = before.enclitic != "" and before.stem in scan.words.tolls  # قتلهم صحفيا
    return before.verb_form == "masdar" and (harm or not adjective)


def _number_word(scan: Scan, at: int, value: int) -> int:
    """Read واحد or اثنان behind its noun, over an adjective: شخصين اثنين, مسؤولين عسكريين اثنين."""
    for here in (at, at + 1):
        if here >= scan.stop or here in scan.covered or scan.tokens[here].kind != "word":
            return 0
        word = scan.numerals.get(scan.tokens[here].key)
        if word is not None and word.kind == "unit":
            return here + 1 if word.value == value else 0
        if scan.tokens[here].word.upos not in NOMINAL:
            return 0
    return 0
