"""Which claim of the report a denial answers.

A denial points at what it denies in one of three ways (``ClaimDraft.answers``): a bare relative
(وهو ما نفته كييف) at the claim right before it; a word for reports or accusations (نفى التقارير
الروسية) at an earlier claim of the party it names; its own content (نفت استهداف المدنيين) at an
earlier claim that shares its words.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from riwaya.chars import fold
from riwaya.document import ActorMention, ClaimDraft, Document, Token
from riwaya.types import Span

_CONTENT_UPOS = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
# A denial with words of its own answers a claim that shares at least this part of them.
_SHARED = 0.34
# Farther back than this many claims a denial is not taken to answer one it does not name.
_REACH = 6
# روسيا, الروسي, الروس: this many letters of a word tell which country's it is within one report.
_ROOT = 3


class _Known(msgspec.Struct, frozen=True):
    claim: ClaimDraft
    words: frozenset[str]
    countries: frozenset[str]  # whose adjective stands in the content: التقارير الروسية


def find_denied(document: Document) -> tuple[tuple[int, ...], ...]:
    """Give, for each claim of the document, the indices of the claims it denies."""
    starts = [token.start for token in document.tokens]
    countries = _countries_by_root(document.actors)
    known = []
    for claim in document.claims:
        first, stop = _range(starts, claim.content)
        content = document.tokens[first:stop]
        words = frozenset(t.word.lemma for t in content if t.word.upos in _CONTENT_UPOS)
        named = (countries.get(t.key.removeprefix("ال")[:_ROOT]) for t in content)
        known.append(_Known(claim, words, frozenset(country for country in named if country)))
    return tuple(_answered(known, at) for at in range(len(known)))


def _range(starts: Sequence[int], span: Span | None) -> tuple[int, int]:
    return (0, 0) if span is None else (bisect_left(starts, span.start), bisect_left(starts, span.end))


def _countries_by_root(actors: Sequence[ActorMention]) -> Mapping[str, str]:
    """Learn from the report's own actors whose word روسي is: of those named with it, most are RUS."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        if actor.country is not None and actor.kind in ("country", "organisation", "group"):
            for word in fold(actor.name).split():
                votes[word.removeprefix("ال")[:_ROOT]][actor.country] += 1
    return {root: count.most_common(1)[0][0] for root, count in votes.items()}


def _answered(known: Sequence[_Known], at: int) -> tuple[int, ...]:
    denial = known[at].claim
    if denial.act not in ("deny", "reject"):
        return ()
    earlier = [i for i in range(max(0, at - _REACH), at) if not _same_party(known[i].claim.source, denial.source)]
    earlier = [i for i in reversed(earlier) if known[i].claim.act not in ("deny", "reject")]
    if not earlier:
        return ()
    if denial.answers == "bare":
        return (earlier[0],)
    if denial.answers == "report":
        named = [i for i in earlier if _country(known[i]) in known[at].countries]
        return (named[0],) if named else (earlier[0],)
    best = max(earlier, key=lambda i: _shared(known[at], known[i]))
    return (best,) if _shared(known[at], known[best]) >= _SHARED else ()


def _shared(denial: _Known, other: _Known) -> float:
    if not denial.words:
        return 0.0
    return len(denial.words & other.words) / len(denial.words)


def _same_party(one: ActorMention | None, other: ActorMention | None) -> bool:
    if one is None or other is None:
        return False
    if one.ref is not None and one.ref == other.ref:
        return True
    return one.name == other.name or (
        one.country is not None and one.country == other.country and one.role == other.role == "GOV"
    )


def _country(known: _Known) -> str | None:
    return known.claim.source.country if known.claim.source else None
