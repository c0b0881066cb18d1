"""Claims of two readings compared."""

from riwaya.evaluation.matching import HALF, overlap, pair, same_actor, same_day, shared
from riwaya.evaluation.scores import Tally
from riwaya.evaluation.sides import Say, Side
from riwaya.types import Claim


def compare_claims(gold: Side, predicted: Side, tally: Tally, say: Say) -> None:
    """Pair claims whose cues overlap, the best content first, and count every field."""
    ours, theirs = gold.reading.claims, predicted.reading.claims
    pairs = pair(ours, theirs, lambda g, p: 1 + shared(g.content, p.content) if overlap(g.cue, p.cue) else 0)
    tally.add("claim", len(pairs), len(ours), len(theirs))
    full = sum(_compare(gold, predicted, ours[i], theirs[j], tally, say) for i, j in pairs)
    tally.add("claim-full", full, len(ours), len(theirs))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, claim in enumerate(ours):
        if i not in found:
            say("claim missed", claim.id, gold.cut(claim.cue), "|", gold.cut(claim.content))
    for j, claim in enumerate(theirs):
        if j not in used:
            say("claim extra", gold.cut(claim.cue), "|", gold.cut(claim.content))
    _compare_denials(ours, theirs, pairs, tally)


def _compare(gold: Side, predicted: Side, g: Claim, p: Claim, tally: Tally, say: Say) -> bool:
    one, other = gold.actor(g.source), predicted.actor(p.source)
    source = overlap(g.source_span, p.source_span) or same_actor(one, other)
    act, content = g.act == p.act, shared(g.content, p.content) >= HALF
    tally.slot("source", source)
    tally.slot("act", act)
    tally.slot("content", content)
    right = source and act and content
    if not right:
        say(
            "claim", g.id, gold.cut(g.cue),
            "" if source else "source",
            "" if act else f"act {g.act}/{p.act}",
            "" if content else f"content [{gold.cut(g.content)}] / [{gold.cut(p.content)}]",
        )  # fmt: skip
    if g.evidence or p.evidence:
        tally.slot("evidence", g.evidence == p.evidence, gold=bool(g.evidence), predicted=bool(p.evidence))
    if g.said or p.said:
        tally.slot("said", same_day(g.said, p.said), gold=bool(g.said), predicted=bool(p.said))
    relays, others = gold.actors(g.via), predicted.actors(p.via)
    tally.add("via", len(pair(relays, others, same_actor)), len(relays), len(others))
    return right


def _compare_denials(
    ours: tuple[Claim, ...], theirs: tuple[Claim, ...], pairs: list[tuple[int, int]], tally: Tally
) -> None:
    back = {theirs[j].id: ours[i].id for i, j in pairs}
    gold = {(claim.id, denied) for claim in ours for denied in claim.denies}
    predicted = {(back.get(claim.id), back.get(denied)) for claim in theirs for denied in claim.denies}
    tally.add("denies", len(gold & predicted), len(gold), sum(len(claim.denies) for claim in theirs))
