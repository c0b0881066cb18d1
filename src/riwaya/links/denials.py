"""Which claim of the report a denial answers.

Every other claim near a denial or a rejection is weighed by what ties the two together; the heaviest is
taken if it is heavy enough. A denial of what no claim of the report says stays alone.

- It stands inside the denial: رفضت طهران [تقريرا يقول إن ...].
- The denial is a bare relative right behind it (وهو ما نفته كييف), or speaks of accusations or reports
  (``ClaimDraft.answers``) of its party: نفى مسؤولون التقارير الروسية.
- It speaks of the one who denies, most of all as the accused: اتهمت الرياض طهران ... ونفت طهران.
- They share words, or it names what the other does: اتهمت ... ونفى هذا الاتهام.

A rejection (رفض) answers a claim only where it speaks of accusations or reports: who rejects a demand
denies nothing. An accused who speaks next and says no (اتهم ... وقالت طهران إنها لم ...) denies too.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from riwaya.chars import fold
from riwaya.document import ActorMention, ClaimDraft, Document, Token
from riwaya.resources import load_table
from riwaya.types import Span

_CONTENT_UPOS = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
# Claims farther off than this many are not weighed.
_BACK, _AHEAD = 8, 3
# Weights and bar were chosen on the gold reports; each tie alone but the first two is too weak.
_DONE = 0.6  # what the same party has denied before
_NESTED, _BARE, _OF_ITS_PARTY, _SPEAKS_OF_DENIER, _ACCUSES, _SHARED = 3.0, 2.0, 1.2, 0.8, 0.5, 2.0
_NAMES_ACT = 1.0  # اتهمت ... ونفى هذا الاتهام
_NEAR = (0.6, 0.4, 0.2)
# Denials, and acts that put no fact forward.
_NEVER_DENIED = frozenset({"deny", "reject", "describe", "demand", "support", "predict"})
_FEWEST = 2  # words that two claims must share for it to mean anything
_BAR = 1.5
_BAR_REPORT = 1.0  # a denial that says accusations or reports must mean some
# روسيا, الروسي, روسيين: this many letters of a word tell which country's it is within one report.
_ROOT = 4


class NegationRow(msgspec.Struct, frozen=True):
    """A lemma that says no, with an example."""

    lemma: str
    example: str


class _Known(msgspec.Struct, frozen=True):
    claim: ClaimDraft
    cue: str  # lemma of the word that hands it over
    words: frozenset[str]
    countries: frozenset[str]  # named in the content, adjectives too: التقارير الروسية
    refs: frozenset[str]  # the actors named in the content


def find_denied(document: Document) -> tuple[tuple[int, ...], ...]:
    """Give, for each claim of the document, the indices of the claims it denies."""
    if len(document.claims) < 2:
        return ((),) * len(document.claims)
    starts = [token.start for token in document.tokens]
    roots = _countries_by_root(document.actors)
    actors = sorted(document.actors, key=lambda mention: mention.start)
    begins = [mention.start for mention in actors]
    known = []
    for claim in document.claims:
        span = claim.content or Span(0, 0)
        content = document.tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = actors[bisect_left(begins, span.start) : bisect_left(begins, span.end)]
        cue = document.tokens[max(0, bisect_right(starts, claim.cue.start) - 1)]
        known.append(_know(claim, cue, content, [m for m in inside if m.end <= span.end], roots))
    denied: list[tuple[int, ...]] = []
    for at in range(len(known)):
        denied.append(_answered(known, at, denied))
    return tuple(denied)


def _know(
    claim: ClaimDraft,
    cue: Token,
    content: Sequence[Token],
    inside: Sequence[ActorMention],
    roots: Mapping[str, str],
) -> _Known:
    by_root = (roots.get(t.key.removeprefix("ال")[:_ROOT]) for t in content)
    return _Known(
        claim,
        cue.word.lemma,
        frozenset(lemma for t in content if (lemma := _lemma(t)) is not None),
        frozenset(
            country
            for country in (*by_root, *(m.country for m in inside if m.kind in ("country", "organisation")))
            if country
        ),
        frozenset(m.ref for m in inside if m.ref),
    )


def _lemma(token: Token) -> str | None:
    """Give the lemma of a word that has content; of a masdar its verb's: انسحابه shares انسحب."""
    word = token.word
    if word.upos == "NOUN" and word.verb_form is None:
        word = next((other for other in token.others if other.verb_form == "masdar"), word)
    return word.lemma if word.upos in _CONTENT_UPOS or word.lemma in _negations() else None


def _countries_by_root(actors: Sequence[ActorMention]) -> Mapping[str, str]:
    """Learn from the report's own actors whose word روسي is: of those named with it, most are RUS."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        if actor.country is not None and actor.kind in ("country", "organisation"):
            for word in fold(actor.name).split():
                votes[word.removeprefix("ال")[:_ROOT]][actor.country] += 1
    return {root: count.most_common(1)[0][0] for root, count in votes.items()}


def _answered(known: Sequence[_Known], at: int, before: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    denial = known[at]
    claim = denial.claim
    if claim.act not in ("deny", "reject"):
        return (at - 1,) if at and _says_no(denial, known[at - 1]) else ()
    if claim.act == "reject" and claim.answers == "none":
        return ()
    ahead = _AHEAD if claim.answers == "report" or claim.act == "deny" else 0
    near = range(max(0, at - _BACK), min(len(known), at + ahead + 1))
    rivals = [i for i in near if i != at and _may_be_denied(known[i].claim, claim)]
    if not rivals:
        return ()
    weights = {i: _weigh(denial, known[i], at - i) for i in rivals}
    last = max((i for i in rivals if i < at), default=None)
    if last is not None and claim.answers == "bare":
        weights[last] += _BARE
    for other in near:
        if other < at and _same_party(known[other].claim.source, claim.source):
            for i in before[other]:
                weights[i] = weights.get(i, 0.0) - _DONE
    best = max(rivals, key=lambda i: (weights[i], -abs(at - i)))
    bar = _BAR if claim.answers == "none" else _BAR_REPORT
    return (best,) if weights[best] >= bar else ()


def _may_be_denied(claim: ClaimDraft, denial: ClaimDraft) -> bool:
    if claim.act in _NEVER_DENIED or _same_party(claim.source, denial.source):
        return False
    if claim.content is None or denial.answers == "bare":
        return True
    return not _holds(claim.content, denial.cue)  # it would be who tells of the denial


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _says_no(reply: _Known, accusation: _Known) -> bool:
    claim = reply.claim
    if (
        claim.act not in ("state", "affirm")
        or accusation.claim.act != "accuse"
        or not reply.words & _negations()
    ):
        return False
    if claim.source is None or claim.source.role == "CIV":
        return False
    foreign = _country(reply) != _country(accusation)
    return not _same_party(claim.source, accusation.claim.source) and _is_among(
        claim.source, accusation, foreign
    )


@cache
def _negations() -> frozenset[str]:
    return frozenset(fold(row.lemma) for row in load_table("riwaya.links", "negations.tsv", NegationRow))


def _weigh(denial: _Known, other: _Known, distance: int) -> float:
    """Weigh a claim that stands ``distance`` claims before the denial (below 0: behind it)."""
    content, cue = denial.claim.content, other.claim.cue
    weight = _NESTED if content is not None and _holds(content, cue) else 0.0
    if 0 < distance <= len(_NEAR):
        weight += _NEAR[distance - 1]
    # Between parties of one country its name tells neither from the other.
    foreign = _country(other) != _country(denial)
    if _is_among(other.claim.source, denial, foreign):
        weight += _OF_ITS_PARTY
    if _is_among(denial.claim.source, other, foreign):
        weight += _SPEAKS_OF_DENIER
    if other.claim.act == "accuse":
        weight += _ACCUSES
    if other.cue in denial.words:
        weight += _NAMES_ACT
    shared = len(denial.words & other.words)
    if shared >= _FEWEST:
        weight += _SHARED * shared / len(denial.words)
    return weight


def _country(known: _Known) -> str | None:
    return known.claim.source.country if known.claim.source else None


def _is_among(actor: ActorMention | None, known: _Known, foreign: bool) -> bool:
    if actor is None:
        return False
    return (foreign and actor.country in known.countries) or (
        actor.ref is not None and actor.ref in known.refs
    )


def _same_party(one: ActorMention | None, other: ActorMention | None) -> bool:
    if one is None or other is None:
        return False
    if one.ref is not None and one.ref == other.ref:
        return True
    alike = one.country is not None and one.country == other.country and one.role == other.role
    return one.name == other.name or (alike and one.role in ("GOV", "MIL"))
