"""Personal names: where one begins and how far it runs, known or never seen before.

A known name is looked up. An unknown one shows by what opens it (a given name, أبو, عبد, a word no
lexicon holds) or by the title before it (العميد X، وزير الدفاع X Y), and ends before a verb, a
preposition, a mark, or a noun that heads a phrase of its own.
"""

from collections.abc import Sequence

import msgspec

from riwaya.document import Token, Word
from riwaya.mentions.actor_spellings import skeleton
from riwaya.mentions.actor_tables import Lexicon, Named
from riwaya.patterns import Match

MAX_WORDS = 7
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


def _run_on(tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon) -> int:
    """Run a known name on over what ties more names to it: محمد بن سلمان | بن عبد العزيز آل سعود."""
    while at + 1 < limit and tokens[at].key in lexicon.words["opens"] and tokens[at + 1].kind == "word":
        at += 2
    return at


def _read_unknown(
    tokens: Sequence[Token], at: int, limit: int, lexicon: Lexicon, *, titled: bool, free: bool,
    match: Match[Named] | None,
) -> PersonName | None:  # fmt: skip
    start = tokens[at].start
    sure = 0
    stop = at
    limit = min(limit, at + MAX_WORDS)
    while stop < limit:
        token = tokens[stop]
        if token.kind == "mark" and 0 < stop - at and _hyphen(tokens, stop, limit):
            stop += 1
            continue
        if token.kind != "word":
            break
        skip = _given_at(token, lexicon, titled=titled or stop > at, cut=free and stop == at)
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
    if stop == at or (not titled and (sure == 0 or stop - at < 2)):  # noqa: PLR2004 - a lone given name is nobody
        return None
    named = lexicon.skeletons.get(tuple(skeleton(token.key) for token in tokens[at:stop]))
    return PersonName(at, stop, start, named, stop - at)


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
    if token.word.upos in _FUNCTION and token.form not in lexicon.given_exact:
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
    if word.upos not in ("NOUN", "PROPN", "ADJ") or word.enclitic or word.proclitics:
        return word.upos == "PROPN" and not word.proclitics
    if word.upos == "PROPN":
        return first or sure > 0 or titled
    if lexicon.heads.longest(tokens, at) is not None:
        return False
    qualifier = lexicon.qualifiers.get(token.key)
    if qualifier is not None and (first or not word.det or qualifier.country is None):
        return False
    if word.det:
        return sure > 0 or (titled and is_rare(word))
    return is_rare(word) and (sure > 0 or titled)


def is_rare(word: Word) -> bool:
    """Tell a word that the lexicon of nouns does not know: a name, or a rare noun."""
    return word.gender is None and word.upos in ("NOUN", "PROPN", "ADJ")
