"""Whatever is read, read anew, decided and ruled, in any order and any slices: the cases that are kept are
those that putting everything together from nothing gives."""

import random
from collections.abc import Callable, Iterable

import msgspec
import pytest

from bench.cases import make_readings
from riwaya.cases import find_cases
from riwaya.casework import Casework
from riwaya.store import Act, Arrival, Store
from riwaya.types import Case, EventKey, Reading

ME = Act("ليلى")
Shape = dict[frozenset[tuple[str, str]], Case]


def shape(cases: Iterable[Case]) -> Shape:
    """Give cases by what they hold, without the ids, which a store keeps."""
    return {
        frozenset((member.report, member.event) for member in case.events): msgspec.structs.replace(
            case, id="", process=None
        )
        for case in cases
    }


def from_nothing(store: Store) -> Shape:
    return shape(find_cases(store.readings(), store.rulings.in_force()))


def import_some(store: Store, waiting: list[Reading], number: int) -> None:
    chosen, waiting[:] = waiting[:number], waiting[number:]
    list(store.add(Arrival(reading.report, "here") for reading in chosen))
    store.save(chosen, maker="riwaya 1")


def read_anew(store: Store, chance: random.Random) -> None:
    """Read some reports anew: fewer events, in another order, and so under other ids."""
    changed = []
    for reading in chance.sample(list(store.readings(machine=True)), 4):
        events = list(reading.events)
        chance.shuffle(events)
        kept = events[: chance.randint(0, len(events))]
        named = tuple(msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(kept, 1))
        changed.append(msgspec.structs.replace(reading, events=named))
    store.save(changed, maker="riwaya 2")


def decide(store: Store, chance: random.Random) -> None:
    reading = chance.choice([reading for reading in store.readings() if len(reading.events) > 1])
    one, other = (event.id for event in chance.sample(reading.events, 2))
    name = reading.report.id
    kind = chance.choice(["reject", "merge", "accept"])
    if kind == "merge":
        store.desk.merge(name, [one, other], ME)
    elif kind == "reject":
        store.desk.reject(name, [one], ME)
    else:
        store.desk.accept(name, [other], ME)


def rule(store: Store, chance: random.Random) -> None:
    keys = [EventKey(r.report.id, event.id) for r in store.readings() for event in r.events]
    one, other, third = chance.sample(keys, 3)
    kind = chance.choice(["join", "part", "part from its own"])
    if kind == "join":
        store.rulings.join([one, other, third], ME)
    elif kind == "part":
        store.rulings.part([one], [other, third], ME)
    else:
        store.rulings.part([one], _with(store, one) or [other], ME)


def _with(store: Store, key: EventKey) -> list[EventKey]:
    """Give the other events of the case that one is in."""
    id = store.cases.holding(key)
    members = store.cases.case(id).events if id else ()
    keys = (EventKey(member.report, member.event) for member in members)
    known = {EventKey(r.report.id, event.id) for r in store.readings() for event in r.events}
    return [other for other in keys if other != key and other in known][:2]


def undo(store: Store, chance: random.Random) -> None:
    undone = {ruling.undoes for ruling in store.rulings.history()}
    open_ = [ruling.number for ruling in store.rulings.history() if ruling.number not in undone]
    if open_:
        store.rulings.undo(chance.choice(open_), ME)


@pytest.mark.parametrize("seed", range(4))
def test_kept_cases_are_those_made_from_nothing(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    waiting = list(make_readings(40, rate=10, seed=seed))
    chance.shuffle(waiting)
    import_some(store, waiting, 20)
    work = Casework(store)
    acts: list[Callable[[], None]] = [
        lambda: import_some(store, waiting, 4),
        lambda: read_anew(store, chance),
        lambda: decide(store, chance),
        lambda: rule(store, chance),
        lambda: undo(store, chance),
    ]
    several = 0
    for _ in range(7):
        for act in chance.choices(acts, k=2):
            act()
        work.update(slice=chance.choice([1, 3, 100]))
        kept = {case.id: case for case in store.cases}
        assert shape(kept.values()) == from_nothing(store)
        assert store.check() == []
        several += sum(len(case.events) > 1 for case in kept.values())
    assert several > 10  # or nothing was tried
    assert not work.is_stale()
    work.rebuild()
    assert {case.id: case for case in store.cases} == kept
