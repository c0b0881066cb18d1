"""Personal names: where one begins and how far it runs, known or never seen before.

A known name is looked up. An unknown one shows by what opens it (a given name, أبو, عبد, a word no
lexicon holds) or by the title before it (العميد X، وزير الدفاع X Y), and ends before a verb, a
preposition, a mark, or a noun that heads a phrase of its own.
"""

from collections.abc import Container, Sequence

import msgspec

from riwaya.chars import BA, KAF, LAM, TEH_MARBUTA, YA
from riwaya.document import Token
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import TITLES, Lexicon, Named
from riwaya.patterns import Match

MAX_WORDS = 7
_LEAST = 2  # words: a lone given name is nobody
_MOST_APART = 5
_COMMAS = frozenset("،,")
_CUT = frozenset({"", BA, LAM, KAF})  # what a name may begin with as if it were a clitic
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_NO_NAMES = frozenset({"VERB", "ADP", "PART", "SCONJ", "CCONJ", "PRON", "DET", "AUX", "ADV"})
_FUNCTION = frozenset({"ADP", "PART", "SCONJ", "CCONJ", "PRON", "DET", "AUX", "ADV"})


class PersonName(msgspec.Struct, frozen=True, gc=False):
    """A personal name at tokens ``[first, stop)``; ``start`` lies behind its clitics."""

    first: int
    stop: int
    start: int
    named: Named | None
    words: int


def read_name(
    tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon, *, titled: bool, free: bool = False
) -> PersonName | None:
    """Read the personal name that begins at token ``at``.

    ``titled``: a title or office stands before it, so that a common word may be a name as well.
    ``free``: it may open behind clitics (وسيرغي لافروف); inside a phrase it may not.
    """
    match = lexicon.names.longest(tokens, at, limit)
    if match is not None and match.value.kind == "person" and (free or match.start == tokens[at].start):
        stop, first = _run_on(tokens, match.stop, limit, lexicon), _untitled(tokens, match, lexicon)
        start = match.start if first == at else tokens[first].start
        return PersonName(first, stop, start, match.value, stop - first)
    if match is not None and match.value.kind != "country":
        return None
    return _read_unknown(tokens, at, limit, lexicon, titled=titled, free=free, match=match)


def cut_name(name: PersonName, barred: Container[int]) -> PersonName | None:
    """Cut a name where a time begins: بافلو ميلنيك | اليوم الأربعاء."""
    stop = next((at for at in range(name.first, name.stop) if at in barred), name.stop)
    if stop == name.stop:
        return name
    return msgspec.structs.replace(name, stop=stop, words=stop - name.first) if stop > name.first else None


def _untitled(tokens: Sequence[Token], match: Match[Named], lexicon: Lexicon) -> int:
    """Skip a title that a table keeps with the name: الشيخ | تميم بن حمد."""
    head = lexicon.heads.longest(tokens, match.first, match.stop)
    if head is None or head.value.sort not in TITLES or not head.value.det:
        return match.first
    return head.stop if match.stop - head.stop >= _LEAST else match.first


def _run_on(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """Run a known name on over what ties more names to it: محمد بن سلمان | بن عبد العزيز آل سعود."""
    while at + 1 < limit and tokens[at].key in lexicon.words["opens"] and tokens[at + 1].kind == "word":
        at += 2
    return at


def _read_unknown(
    tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon, *, titled: bool, free: bool,
    match: Match[Named] | None,
) -> PersonName | None:  # fmt: skip
    if tokens[at].end - tokens[at].start == 1:
        return None
    start, sure, stop = tokens[at].start, 0, at
    limit = min(limit, at + MAX_WORDS)
    common = titled or (_is_common(tokens[at], lexicon) and has_surname(tokens, at, limit, lexicon))
    while stop < limit:
        token = tokens[stop]
        if token.kind == "mark" and stop - at > 0 and _hyphen(tokens, stop, limit):
            stop += 1
            continue
        if token.kind != "word":
            break
        if stop > at and (sure or titled) and _is_left_alone(tokens, stop, limit):
            stop += 1  # وانغ ون | بين، إن
            break
        skip = _given_at(token, lexicon, titled=common or stop > at, cut=free and stop == at)
        if stop == at and token.word.det and token.key in lexicon.qualifiers:
            break  # الرمز | العربي
        if stop > at and is_ranked(tokens, stop, limit, lexicon):
            break  # غرفة عمليات طارق | العقيد محمد
        if skip is not None and not (stop == at and match is not None and not titled):
            start += skip if stop == at else 0
            sure += 1
        elif token.key in lexicon.words["opens"] and _is_word(tokens, stop + 1, limit, lexicon):
            sure += 1
            stop += 1
        elif not _may_be_name(tokens, stop, lexicon, place=stop - at, titled=titled, sure=sure):
            break
        else:
            sure += token.word.upos == "PROPN"
        stop += 1
    if stop == at or (not titled and (sure == 0 or stop - at < _LEAST)):
        return None
    named = lexicon.skeletons.get(tuple(skeleton(token.key) for token in tokens[at:stop]))
    return PersonName(at, stop, start, named, stop - at)


def _is_left_alone(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Tell a preposition with nothing behind it, which is part of a foreign name."""
    word, before = tokens[at].word, tokens[at - 1].word
    if word.upos != "ADP" or word.enclitic or before.upos != "PROPN" or at + 1 >= limit:
        return False
    return tokens[at + 1].form in _COMMAS  # على أن, إلى أن are none


def is_ranked(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> bool:
    """Tell a military rank before another name, which ends the name before it."""
    if at >= limit or not tokens[at].word.det:
        return False
    head = lexicon.heads.longest(tokens, at, limit)
    if head is None or head.value.sort != "rank" or not head.value.det:
        return False
    return head.stop < limit and tokens[head.stop].key in lexicon.given


def _is_word(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> bool:
    if at >= limit or tokens[at].kind != "word":
        return False
    return len(tokens[at].key) > _LEAST or tokens[at].key in lexicon.words["joins"]  # not إيه دي | إف


def _is_common(token: Token, lexicon: Lexicon) -> bool:
    return any(key in lexicon.given_words for key, _ in token.keys)


def has_surname(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> bool:
    """Tell a common word that is a name by the surname behind it: بدر الشمري."""
    if at + 1 >= limit:
        return False
    after, word = tokens[at + 1], tokens[at + 1].word
    nisba = word.stem.endswith(tuple(lexicon.words["nisba"])) and after.key not in lexicon.qualifiers
    return word.det and nisba and not word.proclitics and may_be_proper(after)


def is_full_name(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> bool:
    """Tell a given name that is a common word as well by the name behind it: مختار الرحبي, مختار بابو."""
    token = tokens[at]
    if token.form not in lexicon.given_exact or token.word.det or at + 1 >= limit:
        return False
    after = tokens[at + 1]
    named = after.form in lexicon.given_exact or (may_be_proper(after) and after.word.upos == "PROPN")
    return has_surname(tokens, at, limit, lexicon) or (
        named and lexicon.names.longest(tokens, at + 1) is None
    )


def read_apart(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> PersonName | None:
    """Read a name that marks set apart behind an office: وزيرة الخزانة، X Y، / X Y إن."""
    stop = at
    while stop < limit and stop - at < _MOST_APART:
        token = tokens[stop]
        word = token.word
        if token.kind != "word" or word.upos in _FUNCTION or (word.det and stop == at):
            break
        if stop == at and _is_verb(token, lexicon):
            return None
        if word.enclitic or lexicon.heads.longest(tokens, stop) is not None:
            return None
        if word.proclitics and word.proclitics[0] not in lexicon.words["belongs"] | lexicon.words["at"]:
            return None
        stop += 1
    closed = stop < limit and (tokens[stop].form in _COMMAS or tokens[stop].word.upos == "SCONJ")
    if not closed or stop - at < _LEAST:
        return None
    return PersonName(at, stop, tokens[at].start, None, stop - at)


def _is_verb(token: Token, lexicon: Lexicon) -> bool:
    """Tell a verb from a name: على الصعيد الدبلوماسي، [أعلن] الاتحاد أن, عن الرئيس، [أجاب] فلان بأنه."""
    return token.word.upos == "VERB" and not token.unsure and token.form not in lexicon.given_exact


def _hyphen(tokens: Sequence[Token], at: int, limit: int) -> bool:
    """Tell a hyphen inside a name: بان كي-مون."""
    mark = tokens[at]
    return (
        mark.form == "-"
        and at + 1 < limit
        and tokens[at - 1].end == mark.start
        and tokens[at + 1].start == mark.end
        and tokens[at + 1].kind == "word"
    )


def _given_at(token: Token, lexicon: Lexicon, *, titled: bool, cut: bool) -> int | None:
    """Give the clitics' length where the token is a given name, else None."""
    known = token.form in lexicon.given_exact and token.word.upos != "ADP"  # علي, where it stands for على
    if token.word.upos in _NO_NAMES and not known:
        return None
    for key, skip in token.keys:
        if skip and not cut:
            return None
        if key in lexicon.given or (titled and key in lexicon.given_words):
            return skip
    return None


def _may_be_name(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, *, place: int, titled: bool, sure: int
) -> bool:
    """Tell whether a word that no table of names holds can be part of one, behind ``place`` words."""
    token, first = tokens[at], place == 0
    word = token.word
    if token.key in lexicon.words["joins"] and not first:
        return not (word.det and tokens[at - 1].word.det)  # خالد المصلح | الله
    if word.upos not in _NAMES or (word.det and first):
        may = word.upos in _NAMES and titled and not word.proclitics
        return may and _is_surname(tokens, at, lexicon)
    if word.enclitic or word.proclitics:
        if word.enclitic == YA and not word.proclitics and place > 0:
            return sure > 0  # إبراهيم | عزيزي
        may = titled or (sure == 1 and not word.enclitic)
        return place < _LEAST and may and _is_whole(tokens, at, lexicon)
    if word.upos == "PROPN" or (first and titled and has_surname(tokens, at, len(tokens), lexicon)):
        return first or sure > 0 or titled
    listed = _may_be_listed(tokens, at, lexicon, second=sure == 1 and not first, titled=titled)
    if listed is not None:
        return listed
    masdar = word.verb_form == "masdar" and not word.det  # علي | ارتكاب, misspelt for على
    if sure == 0 or masdar:
        return titled and not masdar and (may_be_proper(token) or _is_led_in(tokens, at, lexicon))
    return not _has_genitive(tokens, at, lexicon) and (
        may_be_proper(token) or _may_follow(tokens, at, lexicon)
    )


def _is_led_in(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell a name that reads as a common word, between a definite word and a name: الحكومة | إيتان كوهين."""
    word = tokens[at].word
    if at + 1 >= len(tokens) or tokens[at + 1].word.upos != "PROPN" or not tokens[at - 1].word.det:
        return False
    accusative = tokens[at].key.endswith(tuple(lexicon.words["accusative"]))
    return word.upos == "NOUN" and not accusative and not tokens[at + 1].word.proclitics


def _may_be_listed(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, *, second: bool, titled: bool
) -> bool | None:
    """Tell whether a head noun or adjective of the tables is a surname here; None for other words."""
    word = tokens[at].word
    second = second and word.det and not tokens[at - 1].word.det
    if lexicon.heads.longest(tokens, at) is not None:
        return second and _is_trade(tokens, at, lexicon)
    qualifier = lexicon.qualifiers.get(tokens[at].key)
    if qualifier is None or (second and titled):  # العميد سالم الحربي
        return None
    return False if not word.det or qualifier.country is None else None


def _is_trade(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell a trade that is a surname, right behind a given name and alone: حمد القاضي."""
    head, after = lexicon.heads.longest(tokens, at), at + 1
    if head is None or head.stop > after or head.value.plural or not head.value.det:
        return False
    return after >= len(tokens) or not (
        tokens[after].word.det or lexicon.names.longest(tokens, after) is not None
    )


def _has_genitive(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell a noun that stands in a phrase of its own: علي فدوي | جاهزية القوات."""
    word, after = tokens[at].word, tokens[at + 1].word if at + 1 < len(tokens) else None
    if after is None or word.det or word.upos != "NOUN" or _is_title(tokens, at + 1, lexicon):
        return False
    return after.det and not after.proclitics and after.upos == "NOUN"


def _is_title(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    head = lexicon.heads.longest(tokens, at)
    return head is not None and (head.value.sort in TITLES or head.value.sort == "person")


def _may_follow(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a common word may go on with a sure name, which takes no genitive."""
    token = tokens[at]
    if token.word.det:
        thing = token.word.upos == "NOUN" and token.form.endswith(TEH_MARBUTA)
        if thing and tokens[at - 1].key not in lexicon.given:
            return False  # ناتاليا غروموفا | الحزمة, not محمد الراية
        servant = at > 1 and tokens[at - 2].key in lexicon.words["opens"]  # عبد الرحيم | السامعي
        return servant or not tokens[at - 1].word.det  # خالد الحربي | المعارك
    if token.word.upos == "ADJ":
        return token.word.gender != "f" and token.word.stem.endswith(tuple(lexicon.words["nisba"]))
    if tokens[at - 1].key in lexicon.outland:
        return True
    accusative = token.key.endswith(tuple(lexicon.words["accusative"]))
    return not accusative and all(word.upos != "VERB" for word in token.readings)


def _is_whole(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell a name that was cut as a word with clitics: مليحة | لودهي, عوفر | كسيف, not سالم | لرويترز."""
    token, word = tokens[at], tokens[at].word
    whole = any(other.upos == "PROPN" and not (other.proclitics or other.enclitic) for other in token.others)
    given = any(skip and key in lexicon.given for key, skip in token.keys)  # المرشد الروحي | لشريف
    if word.det or word.verb_form or not whole or given or word.proclitics not in _CUT:
        return False
    if word.gender is not None and (word.enclitic or not token.unsure):
        return False
    return lexicon.names.longest(tokens, at) is None and lexicon.heads.longest(tokens, at) is None


def _is_surname(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell a surname alone behind a title: العميد | الأصبحي, not العميد | المساعد."""
    token, word = tokens[at], tokens[at].word
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and (after.word.det or after.key in lexicon.given):
        return False  # الرئيس الكوري | الجنوبي, آمر غرفة سرت الجفرة | إبراهيم
    if _is_title(tokens, at, lexicon):
        return False
    if word.upos == "PROPN":
        return True
    unknown = any(other.upos == "PROPN" and other.gender is None for other in token.others)
    nisba = word.stem.endswith(tuple(lexicon.words["nisba"])) and word.gender != "f"
    return nisba and (unknown or (token.unsure and may_be_proper(token)))


def may_be_proper(token: Token) -> bool:
    """Tell a word that the tables of words know as a name, or not at all; الإقليمي is neither."""
    word = token.word
    return any(other.upos == "PROPN" and other.proclitics == word.proclitics for other in token.readings)


def is_noun_only(token: Token) -> bool:
    """Tell a definite word that is no name: الفراغ."""
    return token.word.det and not may_be_proper(token)
