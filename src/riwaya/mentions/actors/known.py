"""Known actors found by name, and where a name that a table holds means something else."""

from collections.abc import Container

import msgspec

from riwaya.document import Token
from riwaya.mentions.actors.hashtags import is_repost
from riwaya.mentions.actors.names import may_be_proper
from riwaya.mentions.actors.records import View
from riwaya.mentions.actors.tables import TITLES, Named
from riwaya.patterns import Match

CLOSED = frozenset({"VERB", "ADP", "PART", "SCONJ", "CCONJ", "PRON", "DET", "AUX"})
_STATE = frozenset({"GOV", "MIL", "POL"})
_OPENING = frozenset("#\"«“'")
_QUOTES = frozenset("\"«»“”'()")


def find_known(view: View, at: int, limit: int, seen: Container[str]) -> Match[Named] | None:
    """Find the known actor named at token ``at``; short names count where the full one was ``seen``."""
    match = view.known(at, limit)
    if match is None or is_repost(view.tokens, match.stop) or is_epithet(view, match, limit):
        return None
    named, token = match.value, view.tokens[at]
    quoted = _is_quoted(view, match)
    if named.kind != "country" and token.word.upos in CLOSED and not token.word.det:
        misspelt = token.form not in view.lexicon.given_exact  # على صالح
        if match.stop == at + 1 or (misspelt and named.kind == "person"):
            return match if quoted else None
    if named.short and named.ref not in seen and not quoted:
        return None
    if named.kind == "country":
        return None if is_place(view, match) else _find_state(view, match)
    return match


def _find_state(view: View, match: Match[Named]) -> Match[Named] | None:
    """Settle which state a name means where the places say so: عمان is Oman or Amman."""
    place = view.places.get(match.first)
    if place is None or place.country in (None, match.value.country):
        return match
    if place.precision != "country":
        return None
    named = view.lexicon.refs.get(f"country:{place.country}")
    return msgspec.structs.replace(match, value=named) if named is not None else match


def _is_quoted(view: View, match: Match[Named]) -> bool:
    before = match.first - 1
    return (
        before >= 0
        and match.stop < len(view.tokens)
        and view.tokens[before].form in _QUOTES
        and view.tokens[match.stop].form in _QUOTES
    )


def is_place(view: View, match: Match[Named]) -> bool:
    """Tell a country or capital where something is: في موسكو، شرق أوكرانيا."""
    at, words = match.first - 1, view.lexicon.words
    while at > 0 and view.tokens[at].form in _OPENING:
        at -= 1  # في #الخرطوم, في "موسكو"
    before = view.tokens[at] if at >= 0 else None
    clitic = view.tokens[match.first].form[: match.start - view.tokens[match.first].start]
    if before is None or clitic:
        return match.value.capital and clitic[-1:] in words["at"]
    word = before.word
    locative = word.upos == "ADP" and not word.enclitic and word.lemma in words["locative"]
    return locative or (before.kind == "word" and word.stem in words["side"])


def is_elsewhere(view: View, match: Match[Named]) -> bool:
    """Tell a name that is borne in other countries too: المجلس الانتقالي | في النيجر."""
    at, country = match.stop, match.value.country
    if match.value.kind in ("country", "person") or at + 1 >= len(view.tokens):
        return False
    qualifier = view.lexicon.qualifiers.get(view.tokens[at].key)
    other = qualifier is not None and not qualifier.people and qualifier.country not in (None, country)
    if other and match.value.kind != "group":
        return True  # مفوضية حقوق الإنسان | التشادية
    if country is None:
        return False
    if view.tokens[at].word.lemma not in view.lexicon.words["locative"]:
        return False
    place = view.places.get(at + 1)
    if place is None or not is_common(view, match):
        return False
    return place.precision == "country" and place.country not in (None, country)


def is_common(view: View, match: Match[Named]) -> bool:
    """Tell a name that any country may have: المجلس الانتقالي, حكومة الوحدة الوطنية."""
    words = view.tokens[match.first + 1 : match.stop]
    of_state = match.value.role in _STATE and match.value.kind == "organisation"
    return bool(words) and all(_names_nobody(view, token, nouns=of_state) for token in words)


def _names_nobody(view: View, token: Token, *, nouns: bool) -> bool:
    qualifier = view.lexicon.qualifiers.get(token.key)
    if qualifier is not None:
        return qualifier.country is None
    return nouns and token.word.upos == "NOUN" and not may_be_proper(token)


def is_epithet(view: View, match: Match[Named], limit: int) -> bool:
    """Tell a title by which a table knows a person, with the name behind it: الرئيس المخلوع | صالح."""
    head = view.lexicon.heads.longest(view.tokens, match.first, match.stop)
    if match.value.kind != "person" or head is None or head.value.sort not in TITLES:
        return False
    if match.stop >= limit or not is_common(view, match):
        return False
    behind = view.known(match.stop, limit)
    named = behind is not None and behind.value.kind == "person"
    return named or view.tokens[match.stop].form in view.lexicon.given_exact
