"""Which claim of the report a denial answers.

Every other claim near a denial is weighed by what ties the two together (``ties.tsv``); the heaviest is
taken if it is heavy enough. A denial of what no claim of the report says stays alone. What denies:

- an act of denial, or a rejection (رفض) of what somebody has said: who rejects hosting a meeting denies
  nothing;
- any claim that calls another's words false, or refuses them: قالت إن هذا الكلام عار من الصحة;
- the accused who speaks next and says no: اتهم ... وقالت طهران إنها لم ...;
- who says that a deed was not done, or is made up, of which another has told: قواتنا لم تقصف المدينة;
- who has just denied and goes on to say no: نفى ذلك، مؤكدا أن قواته لم ...
- who gives a lower toll as the whole: قال إن شخصين فقط قتلا.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

import msgspec

from riwaya.document import ActorMention, ClaimDraft, Document
from riwaya.links.known import Known, Negation, know_claims
from riwaya.resources import load_table
from riwaya.types import Act, Reason, Span

# Claims farther off than this many are not weighed.
_BACK, _AHEAD = 8, 3
# How many claims back one may have denied who goes on, and another have told a higher toll.
_GOES_ON, _BELITTLES = 2, 5
_REPLIES = 3
_CONTRADICTS, _CONTRADICTS_AHEAD = 6, 2
_FIGHTS = frozenset({"GOV", "MIL", "REB", "OPP"})
# In what ways one says no to an accusation, and goes on to say no.
_SAYS_NO: frozenset[Negation] = frozenset({"not", "innocent", "false", "refuse", "turn"})
_GOING_ON: frozenset[Negation] = frozenset({"not", "still", "turn"})
# Acts that put no fact forward: denied only where the denial names them (هذه الدعوة).
_NO_FACT = frozenset({"deny", "reject", "describe", "demand", "support", "predict", "condemn"})
# Events that one and the same deed may be told as: قصف السوق, استهداف السوق; دخلوا المدينة, وصولهم إليها.
_KIN = (
    frozenset({"shelling", "airstrike", "attack", "explosion", "abuse", "casualties"}),
    frozenset({"seizure", "deployment", "siege", "withdrawal"}),
)
_MAY_ANSWER = frozenset({"state", "affirm", "report", "describe", "announce", "condemn"})


class TieRow(msgspec.Struct, frozen=True):
    """What may tie a denial to a claim, its weight, and what it means."""

    tie: str
    weight: float
    meaning: str


class Denied(msgspec.Struct, frozen=True):
    """The claim that another denies, by its place in the document, and why."""

    claim: int
    why: Reason


def find_denied(document: Document) -> tuple[Denied | None, ...]:
    """Give, for each claim of the document, the claim it denies, if any."""
    if len(document.claims) < 2:
        return (None,) * len(document.claims)
    known = know_claims(document)
    found: list[Denied | None] = []
    for at in range(len(known)):
        found.append(_answered(known, at, found))
    return tuple(found)


@cache
def load_ties() -> dict[str, float]:
    """Compile ``ties.tsv``: tie to weight."""
    return {row.tie: row.weight for row in load_table("riwaya.links", "ties.tsv", TieRow)}


def _answered(known: Sequence[Known], at: int, before: Sequence[Denied | None]) -> Denied | None:
    here = known[at]
    bar = _bar(here)
    if (
        here.claim.act not in ("deny", "reject")
        and bar
        and at + 1 < len(known)
        and _tells_of(here, known[at + 1])
    ):
        return None
    if bar is None:
        return (
            _replied(known, at)
            or _gone_on(known, at, before)
            or _contradicted(known, at)
            or _stood_firm(known, at)
            or _belittled(known, at)
        )
    ahead = _AHEAD if here.claim.act in ("deny", "reject") else 0
    near = range(max(0, at - _BACK), min(len(known), at + ahead + 1))
    rivals = [i for i in near if i != at and _may_be_denied(known[i], here)]
    if not rivals:
        return None
    ties = {i: _ties(here, known[i], at - i) for i in rivals}
    if here.pronoun:
        for i in _last_said(known, [i for i in rivals if i < at]):
            ties[i]["pronoun"] = 1.0
    for other in near[: at - near.start]:
        done = before[other]
        if done is not None and done.claim in ties and _same_party(known[other], here):
            ties[done.claim]["denied-before"] = 1.0
    best = max(rivals, key=lambda i: (_weight(ties[i]), -abs(at - i)))
    return _denied(known, best, ties[best]) if _weight(ties[best]) >= load_ties()[bar] else None


def _tells_of(here: Known, nested: Known) -> bool:
    """Tell whether a claim hands on another's denial: قال إن بلاده ترفض هذه الفكرة."""
    content = here.claim.content
    return (
        nested.claim.act in ("deny", "reject") and content is not None and _holds(content, nested.claim.cue)
    )


def _last_said(known: Sequence[Known], before: Sequence[int]) -> list[int]:
    """Give the claims that the last speaker of some made in a row, those that ذلك may mean."""
    said = list(before[-1:])
    while said and said[0] - 1 in before and _same_party(known[said[0] - 1], known[said[0]]):
        said.insert(0, said[0] - 1)
    return said


def _denied(known: Sequence[Known], claim: int, ties: Mapping[str, float]) -> Denied:
    rule = "denies:" + "+".join(sorted(ties, key=lambda tie: -load_ties()[tie] * ties[tie]))
    return Denied(claim, Reason("denies", rule, (known[claim].claim.cue,)))


def _bar(here: Known) -> str | None:
    """Give the name of the bar that a claim's ties must pass, if it is a denial by itself."""
    if here.claim.act == "deny":
        return "bar-shown" if here.shown else "bar-pointing" if here.points else "bar"
    if here.claim.act == "reject":
        return "bar-shown" if here.shown else "bar-pointing" if here.points else None
    if here.points is None or here.points.kind == "blame" or here.claim.act not in _MAY_ANSWER:
        return None
    called = here.claim.act == "describe" and "not" in here.negations and here.points.kind != "pronoun"
    if called or here.negations & {"false", "refuse"}:
        return "bar-shown" if here.shown else "bar-words"
    return None


def _may_be_denied(other: Known, here: Known) -> bool:
    if _same_party(other, here) or other.claim.act in ("deny", "reject"):
        return False
    if other.claim.act in _NO_FACT and other.claim.act not in _means(here) and not here.pronoun:
        return False
    if other.claim.content is None or here.pronoun:
        return True
    return not _holds(other.claim.content, here.claim.cue)  # it would be who tells of the denial


def _replied(known: Sequence[Known], at: int) -> Denied | None:
    """Find the accusation that the accused answers soon by saying no."""
    here = known[at]
    source = here.claim.source
    if here.claim.act not in ("state", "affirm", "describe") or source is None or source.role == "CIV":
        return None
    for back in range(at - 1, max(-1, at - 1 - _REPLIES), -1):
        other = known[back]
        says_no = other.claim.act == "accuse" and _says_no_to(here, other)
        innocent = other.claim.act == "describe" and back == at - 1 and "innocent" in here.negations
        if _same_party(other, here):
            continue
        if innocent or (says_no and _speaks_of(other, here)):
            return _denied(known, back, {"accused-says-no": 1.0})
    return None


def _contradicted(known: Sequence[Known], at: int) -> Denied | None:
    """Find a claim, soon before, of a deed that this one says was not done, is made up, or was another's.

    قالت دلهي إن باكستان قصفت القاعدة ... قالت إسلام آباد إن قواتها لم تقصف أحدا; قال إن الهجوم مفبرك.
    It must be of the same kind, and tell of who speaks here, of the same place or in the same words.
    """
    here = known[at]
    made_up, turned = "false" in here.negations, "turn" in here.negations
    if here.claim.act not in _MAY_ANSWER or not (here.negated or made_up or turned):
        return None
    types = here.types if made_up or turned else here.negated
    before = range(at - 1, max(-1, at - 1 - _CONTRADICTS), -1)
    ahead = range(at + 1, min(len(known), at + 1 + _CONTRADICTS_AHEAD))
    told = [i for i in (*before, *ahead) if _tells_such(known[i], here, types)]
    of_denier = [i for i in told if _speaks_of(known[i], here)]
    alike = [i for i in told if i < at and not turned and _is_same_matter(known[i], here, made_up=made_up)]
    best = next(iter((*of_denier, *alike)), None)
    return _denied(known, best, {"contradicts": 1.0}) if best is not None else None


def _tells_such(other: Known, here: Known, types: Collection[str]) -> bool:
    """Tell whether another party says of a deed of some types that it was done."""
    if _same_party(other, here) or other.claim.act in _NO_FACT or other.negations & _SAYS_NO:
        return False
    if other.claim.content is not None and _holds(other.claim.content, here.claim.cue):
        return False
    return not other.done.isdisjoint(types) or not (
        _KIN[0].isdisjoint(types) or _KIN[0].isdisjoint(other.done)
    )


def _is_same_matter(other: Known, here: Known, *, made_up: bool) -> bool:
    shared = len(here.words & other.words)
    return shared > 1 or not here.places.isdisjoint(other.places) or (made_up and _speaks_of(here, other))


def _says_no_to(here: Known, accusation: Known) -> bool:
    """Tell whether a claim says no to an accusation: لم of something else does not (لم تتلق دعوة)."""
    says = here.negations & _SAYS_NO
    other_matter = bool(here.types) and here.types.isdisjoint(accusation.types)
    return bool(says) and not (
        says == {"not"} and other_matter and not here.blames and here.words.isdisjoint(accusation.words)
    )


def _counts_fewer(here: Mapping[str, int | None], other: Mapping[str, int | None]) -> bool:
    """Tell whether one toll is no higher than another of a kind: vague ones may be."""
    shared = [(here[kind], other[kind]) for kind in here if kind in other]
    return any(one is None or two is None or one < two for one, two in shared)


def _stood_firm(known: Sequence[Known], at: int) -> Denied | None:
    """Find the loss that another claim, soon before, tells: دخلوا المدينة ... لا تزال تحت سيطرتنا."""
    here = known[at]
    source = here.claim.source
    if source is None or source.role not in _FIGHTS or "still" not in here.negations:
        return None
    for back in range(at - 1, max(-1, at - 1 - _REPLIES), -1):
        other = known[back]
        there = not here.places.isdisjoint(other.places) or (not here.places and back == at - 1)  # البلدة
        lost = "seizure" in other.types and there
        if lost and other.claim.act not in _NO_FACT and not _same_party(other, here):
            return _denied(known, back, {"stands-firm": 1.0})
    return None


def _gone_on(known: Sequence[Known], at: int, before: Sequence[Denied | None]) -> Denied | None:
    """Find what somebody has just denied who goes on to say no, or what happened instead.

    Who goes on after a denial that tells what it denies only adds: نفت استهداف المدنيين، مؤكدة أن ...; after
    one that points at it, its other account: نفت هذه الرواية، مؤكدة أن ...
    """
    here = known[at]
    if here.claim.act not in ("state", "affirm") or not here.claim.source:
        return None
    for back in range(at - 1, max(-1, at - 1 - _GOES_ON), -1):
        done = before[back]
        if not _same_party(known[back], here):
            return None
        instead = back == at - 1 and here.goes_on and known[back].shown
        if not (instead or here.negations & _GOING_ON):
            return None
        if done is not None:
            return _denied(known, done.claim, {"goes-on": 1.0})
    return None


def _belittled(known: Sequence[Known], at: int) -> Denied | None:
    """Find the toll that another claim, soon before, gives higher: قتيلان فقط, لا يتجاوز 15."""
    here = known[at]
    if "less" not in here.negations or here.claim.act not in ("state", "affirm", "report", "announce"):
        return None
    for back in range(at - 1, max(-1, at - 1 - _BELITTLES), -1):
        other = known[back]
        if (
            _counts_fewer(here.figures, other.figures)
            and other.claim.act not in _NO_FACT
            and not _same_party(other, here)
        ):
            return _denied(known, back, {"belittles": 1.0})
    return None


def _ties(here: Known, other: Known, distance: int) -> dict[str, float]:
    """Give what ties a denial to a claim ``distance`` claims before it (below 0: behind), and how much."""
    content = here.claim.content
    nested = content is not None and _holds(content, other.claim.cue)
    shared = len(here.words & other.words)
    ties = {
        "nested": nested,
        f"before-{distance}": 0 < distance <= 3,
        "of-its-party": _speaks_of(here, other),
        "speaks-of-denier": _speaks_of(other, here),
        "accuses": other.claim.act == "accuse" and _may_mean(here, "accuse"),
        "accuses-denier": _accuses(other, here),
        "tells-deed": "accuse" in _means(here) and not _KIN[0].isdisjoint(other.types),
        "says-no-too": "not" in other.negations and "not" not in here.negations,
        "names-cue": other.cue in here.words,
        "names-act": other.claim.act in _means(here),
        "names-toll": here.points is not None and here.points.kind == "toll" and bool(other.figures),
        "behind": distance < 0 and not nested,
        "shared-words": shared / max(1, len(here.words)),
        "same-event": bool(here.events & other.events),
        "same-type": bool(here.types & other.types),
        "kin-type": here.types.isdisjoint(other.types) and _are_kin(here.types, other.types),
    }
    return {tie: float(value) for tie, value in ties.items() if value}


def _may_mean(here: Known, act: Act) -> bool:
    """Tell whether a denial may mean such an act: one that points with هذه الرواية means no accusation."""
    return not here.shown or here.pronoun or act in _means(here)


def _accuses(other: Known, here: Known) -> bool:
    """Tell whether a claim accuses who denies a deed by words that tell of none: أن تكون ردت بصواريخ."""
    own = here.points is None and not here.types
    return own and other.claim.act == "accuse" and _speaks_of(other, here)


def _are_kin(some: Collection[str], others: Collection[str]) -> bool:
    return any(not kin.isdisjoint(some) and not kin.isdisjoint(others) for kin in _KIN)


def _means(here: Known) -> Collection[Act]:
    return here.points.acts if here.points else ()


def _weight(ties: Mapping[str, float]) -> float:
    return sum(load_ties()[tie] * value for tie, value in ties.items())


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _speaks_of(speech: Known, party: Known) -> bool:
    """Tell whether a claim names the speaker of another; between parties of one country its name tells
    neither from the other."""
    actor = party.claim.source
    if actor is None:
        return False
    foreign = _country(speech.claim) != _country(party.claim)
    return (foreign and actor.country in speech.countries) or (
        actor.ref is not None and actor.ref in speech.refs
    )


def _country(claim: ClaimDraft) -> str | None:
    return claim.source.country if claim.source else None


def _same_party(one: Known, other: Known) -> bool:
    return _is_party(one.claim.source, other.claim.source)


def _is_party(one: ActorMention | None, other: ActorMention | None) -> bool:
    if one is None or other is None:
        return False
    if one.ref is not None and one.ref == other.ref:
        return True
    alike = one.country is not None and one.country == other.country and one.role == other.role
    return one.name == other.name or (alike and one.role in ("GOV", "MIL"))
