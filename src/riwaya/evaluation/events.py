"""Events of two readings compared."""

from riwaya.evaluation.matching import HALF, overlap, pair, same_actor, same_day, same_place, shared
from riwaya.evaluation.scores import Tally
from riwaya.evaluation.sides import Say, Side
from riwaya.types import Event, Figure, Period, Talks

_NO_TALKS = Talks(None, (), None)


def compare_events(gold: Side, predicted: Side, tally: Tally, say: Say) -> None:
    """Pair events of one type that share a trigger, and count every field."""
    ours, theirs = gold.reading.events, predicted.reading.events
    pairs = pair(ours, theirs, lambda g, p: _triggers(g, p) if g.type == p.type else 0)
    tally.add("event", len(pairs), len(ours), len(theirs))
    tally.add("event-any-type", len(pair(ours, theirs, _triggers)), len(ours), len(theirs))
    for event in ours:
        tally.add_type(event.type, 0, 1, 0)
    for event in theirs:
        tally.add_type(event.type, 0, 0, 1)
    full = 0
    for i, j in pairs:
        tally.add_type(ours[i].type, 1, 0, 0)
        full += _compare(gold, predicted, ours[i], theirs[j], tally, say)
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, event in enumerate(ours):
        if i not in found:
            say("event missed", event.id, event.type, [gold.cut(span) for span in event.triggers])
    for j, event in enumerate(theirs):
        if j not in used:
            say("event extra", event.type, [gold.cut(span) for span in event.triggers])
    tally.add("event-full", full, len(ours), len(theirs))
    _compare_figures(gold, ours, theirs, tally, say)


def _triggers(one: Event, other: Event) -> int:
    return sum(overlap(a, b) for a in one.triggers for b in other.triggers)


def _compare(gold: Side, predicted: Side, g: Event, p: Event, tally: Tally, say: Say) -> bool:
    here, there = gold.place(g.place), predicted.place(p.place)
    place, day, reality = same_place(here, there), same_day(g.when, p.when), g.reality == p.reality
    right = place and day and reality
    if not right:
        names = f"place {here and here.name}/{there and there.name}"
        say(
            "event", g.id, g.type, gold.cut(g.triggers[0]),
            "" if place else names,
            "" if day else f"day {_days(g.when)}/{_days(p.when)}",
            "" if reality else f"reality {g.reality}/{p.reality}",
        )  # fmt: skip
    if here or there:
        both = here is not None and there is not None
        tally.slot("place", place and both, gold=bool(here), predicted=bool(there))
    if g.when or p.when:
        tally.slot("day", day, gold=bool(g.when), predicted=bool(p.when))
    tally.slot("reality", reality)
    for row, ours, theirs in (("actors", g.actors, p.actors), ("targets", g.targets, p.targets)):
        one, other = gold.actors(ours), predicted.actors(theirs)
        hit = len(pair(one, other, same_actor))
        tally.add(row, hit, len(one), len(other))
        if hit < max(len(one), len(other)):
            say("event", g.id, g.type, row, [a.name for a in one], "/", [a.name for a in other])
    if g.type == "talks":
        _compare_talks(g.talks or _NO_TALKS, p.talks or _NO_TALKS, tally)
    return right


def _days(when: Period | None) -> str | None:
    return f"{when.start}..{when.end}" if when else None


def _compare_talks(gold: Talks, predicted: Talks, tally: Tally) -> None:
    for one, other in ((gold.round, predicted.round), (gold.assessment, predicted.assessment)):
        if one or other:
            tally.slot("talks", one == other, gold=bool(one), predicted=bool(other))
    topics = pair(gold.topics, predicted.topics, lambda a, b: s if (s := shared(a, b)) >= HALF else 0)
    tally.add("talks", len(topics), len(gold.topics), len(predicted.topics))


def _compare_figures(
    side: Side, ours: tuple[Event, ...], theirs: tuple[Event, ...], tally: Tally, say: Say
) -> None:
    # Over the whole report: which event a figure hangs on is not asked here.
    gold = [figure for event in ours for figure in event.figures]
    predicted = [figure for event in theirs for figure in event.figures]
    pairs = pair(gold, predicted, _same_figure)
    tally.add("figures", len(pairs), len(gold), len(predicted))
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for what, figures, paired in (("missed", gold, found), ("extra", predicted, used)):
        for number, f in enumerate(figures):
            if number not in paired:
                say(f"figure {what}", f.kind, f.low, f.high, f.vague, side.cut(f.span))


def _same_figure(one: Figure, other: Figure) -> bool:
    same = (one.kind, one.low, one.high, one.vague) == (other.kind, other.low, other.high, other.vague)
    return same and overlap(one.span, other.span)
