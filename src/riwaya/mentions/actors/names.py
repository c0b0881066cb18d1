"""Personal names: where one begins and how far it runs, known or never seen before.

A known name is looked up. An unknown one shows by what opens it (a given name, أبو, عبد, a word no
lexicon holds) or by the title before it (العميد X، وزير الدفاع X Y), and ends before a verb, a
preposition, a mark, or a noun that heads a phrase of its own.
"""

from collections.abc import Container, Sequence

import msgspec

from riwaya.document import Token, Word
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import Lexicon, Named
from riwaya.patterns import Match

MAX_WORDS = 7
_LEAST = 2  # words: a lone given name is nobody
_MOST_APART = 5
_COMMAS = frozenset("،,")
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
        stop = _run_on(tokens, match.stop, limit, lexicon)
        return PersonName(at, stop, match.start, match.value, stop - at)
    if match is not None and match.value.kind != "country":
        return None
    return _read_unknown(tokens, at, limit, lexicon, titled=titled, free=free, match=match)


def cut_name(name: PersonName, barred: Container[int]) -> PersonName | None:
    """Cut a name where a time begins: بافلو ميلنيك | اليوم الأربعاء."""
    stop = next((at for at in range(name.first, name.stop) if at in barred), name.stop)
    if stop == name.stop:
        return name
    return msgspec.structs.replace(name, stop=stop, words=stop - name.first) if stop > name.first else None


def _run_on(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """Run a known name on over what ties more names to it: محمد بن سلمان | بن عبد العزيز آل سعود."""
    while at + 1 < limit and tokens[at].key in lexicon.words["opens"] and tokens[at + 1].kind == "word":
        at += 2
    return at


def _read_unknown(
    tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon, *, titled: bool, free: bool,
    match: Match[Named] | None,
) -> PersonName | None:  # fmt: skip
    start, sure, stop = tokens[at].start, 0, at
    limit = min(limit, at + MAX_WORDS)
    common = titled or has_surname(tokens, at, limit, lexicon)
    while stop < limit:
        token = tokens[stop]
        if token.kind == "mark" and stop - at > 0 and _hyphen(tokens, stop, limit):
            stop += 1
            continue
        if token.kind != "word":
            break
        skip = _given_at(token, lexicon, titled=common or stop > at, cut=free and stop == at)
        if stop == at and token.word.det and token.key in lexicon.qualifiers:
            break  # الرمز | العربي
        if skip is not None and not (stop == at and match is not None and not titled):
            start += skip if stop == at else 0
            sure += 1
        elif token.key in lexicon.words["opens"] and stop + 1 < limit and tokens[stop + 1].kind == "word":
            sure += 1
            stop += 1
        elif not _may_be_name(tokens, stop, lexicon, first=stop == at, titled=titled, sure=sure):
            break
        else:
            sure += token.word.upos == "PROPN"
        stop += 1
    if stop == at or (not titled and (sure == 0 or stop - at < _LEAST)):
        return None
    named = lexicon.skeletons.get(tuple(skeleton(token.key) for token in tokens[at:stop]))
    return PersonName(at, stop, start, named, stop - at)


def has_surname(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> bool:
    """Tell a common word that is a name by the surname behind it: بدر الشمري."""
    if at + 1 >= limit:
        return False
    after = tokens[at + 1].word
    nisba = (
        after.stem.endswith(tuple(lexicon.words["nisba"])) and tokens[at + 1].key not in lexicon.qualifiers
    )
    return after.det and nisba and not after.proclitics and after.gender is None


def read_apart(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> PersonName | None:
    """Read a name that marks set apart behind an office: وزيرة الخزانة، X Y، / X Y إن."""
    stop = at
    while stop < limit and stop - at < _MOST_APART:
        token = tokens[stop]
        word = token.word
        if token.kind != "word" or word.upos in _FUNCTION or (word.det and stop == at):
            break
        if word.enclitic or lexicon.heads.longest(tokens, stop) is not None:
            return None
        if word.proclitics and word.proclitics[0] not in lexicon.words["belongs"] | lexicon.words["at"]:
            return None
        stop += 1
    closed = stop < limit and (tokens[stop].form in _COMMAS or tokens[stop].word.upos == "SCONJ")
    if not closed or stop - at < _LEAST:
        return None
    return PersonName(at, stop, tokens[at].start, None, stop - at)


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
    if token.word.upos in _NO_NAMES and token.form not in lexicon.given_exact:
        return None
    for key, skip in token.keys:
        if skip and not cut:
            return None
        if key in lexicon.given or (titled and key in lexicon.given_words):
            return skip
    return None


def _may_be_name(
    tokens: Sequence[Token], at: int, lexicon: Lexicon, *, first: bool, titled: bool, sure: int
) -> bool:
    """Tell whether a word that no table of names holds can be part of one."""
    token = tokens[at]
    word = token.word
    if token.key in lexicon.words["joins"] and not first:
        return True
    if word.upos not in ("NOUN", "PROPN", "ADJ") or word.enclitic:
        return False
    if word.proclitics and (word.det or not is_rare(word) or not (sure or titled) or _joined(word, lexicon)):
        return False  # else بيرس is read as a preposition and an unknown word
    if word.upos == "PROPN":
        return first or sure > 0 or titled
    if word.verb_form == "masdar" and not word.det:
        return False  # علي | ارتكاب, misspelt for على
    listed = _may_be_listed(tokens, at, lexicon, second=sure == 1 and not first, titled=titled)
    if listed is not None:
        return listed
    if sure == 0 or is_rare(word):
        return is_rare(word) and titled if sure == 0 else True
    return _may_follow(tokens, at, lexicon)


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


def _may_follow(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a common word may go on with a sure name, which takes no genitive."""
    token = tokens[at]
    if token.word.det:
        return not tokens[at - 1].word.det  # خالد الحربي | المعارك
    if token.word.upos == "ADJ":
        return token.word.stem.endswith(tuple(lexicon.words["nisba"]))
    if tokens[at - 1].key in lexicon.outland:
        return True
    accusative = token.key.endswith(tuple(lexicon.words["accusative"]))
    return not accusative and all(word.upos != "VERB" for word in token.readings)


def _joined(word: Word, lexicon: Lexicon) -> bool:
    return word.proclitics[0] not in lexicon.words["belongs"] | lexicon.words["at"]


def is_rare(word: Word) -> bool:
    """Tell a word that the lexicon of nouns does not know: a name, or a rare noun."""
    return word.gender is None and word.upos in ("NOUN", "PROPN", "ADJ")
