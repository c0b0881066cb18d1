"""Whatever is decided, read anew and undone, in any order: a reading stays one, and undoing gives it back."""

import random
from collections.abc import Iterator, Sequence

import msgspec
import pytest

from riwaya.errors import ReviewError
from riwaya.store.anchors import all_records, names_in, separate, unite
from riwaya.store.decisions import make_change
from riwaya.store.records import Change, Decision, Kind, Record
from riwaya.store.review import review
from riwaya.types import Actor, Claim, Event, Place, Reading
from tests.store.test_review import actor, claim, event, place, reading


def make_reading(chance: random.Random) -> Reading:
    """Make what a machine might read: some of the same words, numbered as they come."""
    starts = range(0, 90, 5)
    actors = [actor(f"a{n}", *chance.sample(starts, 2)) for n in range(1, chance.randint(1, 5))]
    places = [place(f"p{n}", chance.choice(starts)) for n in range(1, chance.randint(1, 3))]
    events = [
        event(
            f"e{n}",
            *chance.sample(starts, chance.randint(1, 2)),
            actors=_some(chance, actors),
            place=_one(chance, places),
        )
        for n in range(1, chance.randint(1, 5))
    ]
    claims = [
        claim(
            f"c{n}",
            cue,
            source=_one(chance, actors),
            events=_some(chance, events),
            denies=("c1",) if n > 1 else (),
        )
        for n, cue in enumerate(chance.sample(starts, chance.randint(1, 5)), 1)
    ]
    return reading(*actors, *places, *claims, *events)


def decide(shown: Reading, chance: random.Random) -> tuple[Kind, Change] | None:
    """Make one decision at random on what is shown; None where it does not fit."""
    records = all_records(shown)
    kind: Kind = chance.choice(["accept", "reject", "correct", "add", "merge", "split"])
    one = chance.choice(records) if records else actor("a1", 1)
    same = [record.id for record in records if type(record) is type(one)]
    ids: Sequence[str] = [one.id]
    after: Sequence[Record] = ()
    if kind == "correct":
        after = [_changed(one, chance)]
    elif kind == "add":
        ids, after = (), [msgspec.structs.replace(one, id="", **_elsewhere(one))]
    elif kind in ("accept", "reject"):
        ids = [record.id for record in chance.sample(records, min(len(records), chance.randint(1, 4)))]
    elif kind == "merge":
        ids = same[:2]
        after = [unite([record for record in records if record.id in ids])] if same else ()
    elif kind == "split":
        after = separate(one, _start(one)) or ()
    try:
        return kind, make_change(shown, kind, ids, after)
    except ReviewError:
        return None


@pytest.mark.parametrize("seed", range(150))
def test_a_reading_stays_one(seed: int) -> None:
    chance = random.Random(seed)
    machine = make_reading(chance)
    decisions: list[Decision] = []
    for number in range(1, 13):
        if chance.random() < 0.3:
            machine = make_reading(chance)
        shown = review(machine, decisions)
        check(shown.reading, shown.decided)
        undone = chance.choice(decisions).number if decisions and chance.random() < 0.2 else None
        made = ("undo", Change()) if undone else decide(shown.reading, chance)
        if made is not None:
            kind, change = made
            change = msgspec.json.decode(msgspec.json.encode(change), type=Change)  # as it is stored
            decisions.append(Decision(number, "report", kind, "x", "", "", change, undone))  # type: ignore[arg-type]
    check(review(machine, decisions).reading, review(machine, decisions).decided)
    numbers = [decision.number for decision in decisions if decision.undoes is None]
    undoing = [Decision(100 + n, "report", "undo", "x", "", "", Change(), n) for n in numbers]
    kept = [decision for decision in decisions if decision.undoes is None]
    assert review(machine, [*kept, *undoing]).reading == machine


def check(shown: Reading, decided: dict[str, Decision]) -> None:
    records = all_records(shown)
    ids = [record.id for record in records]
    assert len(set(ids)) == len(ids)
    assert all(record.id[0] == letter for record, letter in _letters(records))
    assert set(decided) <= set(ids)
    assert [name for record in records for name in names_in(record) if name not in ids] == []


def _letters(records: Sequence[Record]) -> Iterator[tuple[Record, str]]:
    letters: dict[type, str] = {Actor: "a", Place: "p", Claim: "c", Event: "e"}
    return ((record, letters[type(record)]) for record in records)


def _changed(record: Record, chance: random.Random) -> Record:
    if isinstance(record, Claim):
        return msgspec.structs.replace(record, act=chance.choice(["deny", "warn"]))
    if isinstance(record, Event):
        return msgspec.structs.replace(record, type="talks")
    return msgspec.structs.replace(record, name_en="changed")


def _elsewhere(record: Record) -> dict[str, object]:
    """Give words that no machine stands on."""
    if isinstance(record, Claim):
        return {"cue": claim("", 96).cue}
    return (
        {"triggers": event("", 95).triggers}
        if isinstance(record, Event)
        else {"mentions": actor("", 94).mentions}
    )


def _start(record: Record) -> int:
    if isinstance(record, Claim):
        return record.cue.start
    return (record.triggers if isinstance(record, Event) else record.mentions)[0].start


def _one(chance: random.Random, records: Sequence[Record]) -> str | None:
    return chance.choice(records).id if records and chance.random() < 0.8 else None


def _some(chance: random.Random, records: Sequence[Record]) -> tuple[str, ...]:
    return tuple(record.id for record in records if chance.random() < 0.4)
