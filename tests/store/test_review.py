"""What analysts decide stands, whatever the machine reads afterwards, and can be undone."""

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from riwaya.errors import ReviewError, StoreError
from riwaya.store import Act, Arrival, Record, Store, stamp
from riwaya.store.anchors import Standing, all_records, find_same
from riwaya.types import SCHEMA, Actor, Claim, Event, Place, Reading, Report, Span
from tests.store.filling import change

TEXT = "0123456789" * 10
ME, YOU = Act("ليلى", "هكذا في النص"), Act("سامر")
replace = msgspec.structs.replace


def actor(key: str, *starts: int, name: str = "") -> Actor:
    return Actor(key, name or key, None, None, None, tuple(Span(at, at + 2) for at in starts))


def claim(key: str, cue: int, **more: Any) -> Claim:
    fields = dict.fromkeys(("source", "source_span", "content", "quoted", "said", "evidence"))
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(("via", "denies", "events"), ())
    return Claim(**{"id": key, "act": "state", "cue": Span(cue, cue + 3), **fields, **lists, **more})


def event(key: str, *triggers: int, **more: Any) -> Event:
    fields = dict.fromkeys(("place", "when", "talks"))
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(("actors", "targets", "figures", "weapons"), ())
    spans = tuple(Span(at, at + 4) for at in triggers)
    start = {"id": key, "type": "clash", "triggers": spans, "reality": "actual"}
    return Event(**{**start, **fields, **lists, **more})


def place(key: str, *starts: int) -> Place:
    spans = tuple(Span(at, at + 2) for at in starts)
    return Place(key, key, None, None, None, None, None, None, None, spans)


def reading(*records: Record) -> Reading:
    def of(kind: type) -> tuple[Any, ...]:
        return tuple(record for record in records if isinstance(record, kind))

    report = Report("report", TEXT)
    return Reading(SCHEMA, report, of(Actor), of(Place), of(Claim), of(Event))  # type: ignore[arg-type]


FIRST = reading(
    actor("a1", 10, 60), actor("a2", 20), place("p1", 30),
    claim("c1", 0, source="a1", events=("e1",)), claim("c2", 40, source="a2", denies=("c1",)),
    event("e1", 50, actors=("a2",), place="p1"), event("e2", 70, 80, targets=("a1",)),
)  # fmt: skip
# The machine's next version finds the same in another order, and no a2, c1, p1 any more.
LATER = reading(actor("a1", 60), claim("c1", 40), event("e1", 70, 80), event("e2", 50, place=None))


@pytest.fixture
def read(store: Store) -> Callable[[Reading], Store]:
    list(store.add([Arrival(Report("report", TEXT), "here")]))

    def save(machine: Reading) -> Store:
        store.save([machine], maker="riwaya 1")
        return store

    save(FIRST)
    return save


def ids(store: Store) -> list[str]:
    found = store.reading("report")
    return [record.id for record in all_records(found)]


def test_without_decisions_the_machine_speaks(store: Store, read: Callable[[Reading], Store]) -> None:
    assert store.reading("report") == store.machine_reading("report") == FIRST
    assert store.review("report").decided == {}


def test_a_decision_says_who_when_and_why(store: Store, read: Callable[[Reading], Store]) -> None:
    made = store.desk.accept("report", ["c1", "e1"], ME)
    assert (made.kind, made.who, made.why, made.number) == ("accept", "ليلى", "هكذا في النص", 1)
    assert made.at > "2020"
    assert store.desk.history("report") == store.desk.history() == [made]
    assert store.review("report").decided == {"c1": made, "e1": made}
    assert store.reading("report") == FIRST


def test_what_is_accepted_outlives_the_machine(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.accept("report", ["c1"], ME)
    read(LATER)
    shown = store.reading("report")
    back = next(found for found in shown.claims if found.cue == Span(0, 3))
    names = {found.id: found for found in shown.actors}
    assert names[str(back.source)].mentions == (Span(60, 62),)  # a1, as the machine has it now
    assert [found.triggers for found in shown.events if found.id in back.events] == [(Span(50, 54),)]
    assert len(shown.claims) == 2
    assert store.machine_reading("report") == LATER


def test_several_accepted_at_once_keep_their_own_ids(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.accept("report", ["c1", "c2", "e2"], ME)
    read(LATER)  # it has no c1, and calls c2 c1
    shown = store.reading("report")
    assert {found.cue.start: found.id for found in shown.claims} == {40: "c1", 0: "c2"}
    assert {found.triggers[0].start: found.id for found in shown.events} == {70: "e1", 50: "e2"}


def test_only_whom_a_decided_record_names_comes_back(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.correct("report", claim("c2", 40, source="a1"), ME)  # it was a2
    read(LATER)
    assert [found.mentions for found in store.reading("report").actors] == [(Span(60, 62),)]


def test_what_is_rejected_stays_away(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.reject("report", ["c1", "e2"], ME)
    assert ids(store) == ["a1", "a2", "p1", "c2", "e1"]
    assert store.reading("report").claims[0].denies == ()
    assert [record.id for record in store.review("report").rejected] == ["c1", "e2"]
    read(LATER)
    assert [found.triggers[0].start for found in store.reading("report").events] == [50]


def test_a_correction_replaces_and_is_kept(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.correct("report", event("e1", 50, type="shelling", actors=("a2",), place="p1"), ME)
    assert store.reading("report").events[0].type == "shelling"
    read(LATER)
    shown = store.reading("report")
    (corrected,) = (found for found in shown.events if found.triggers[0].start == 50)
    assert corrected.type == "shelling"
    actors, places = ({r.id: r for r in kind} for kind in (shown.actors, shown.places))
    assert actors[corrected.actors[0]].mentions == (Span(20, 22),)  # the machine has it no more; it is back
    assert places[str(corrected.place)].mentions == (Span(30, 32),)
    assert len(set(ids(store))) == len(ids(store))


def test_what_is_added_stays_and_is_not_doubled(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.add("report", [claim("", 90, source="a2"), actor("a1", 5)], ME)
    assert ids(store) == ["a1", "a2", "a3", "p1", "c1", "c2", "c3", "e1", "e2"]
    read(reading(actor("a1", 20), claim("c1", 90), claim("c2", 95)))
    shown = store.reading("report")
    assert sorted(found.cue.start for found in shown.claims) == [90, 95]
    assert next(found for found in shown.claims if found.cue.start == 90).source == "a1"


def test_merged_records_are_one_for_all_who_name_them(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.merge("report", ["a1", "a2"], ME)
    shown = store.reading("report")
    assert [(found.id, len(found.mentions)) for found in shown.actors] == [("a1", 3)]
    assert [found.source for found in shown.claims] == ["a1", "a1"]
    assert shown.events[0].actors == ("a1",)
    store.desk.merge("report", ["e1", "e2"], YOU)
    merged = store.reading("report").events
    assert [(found.id, len(found.triggers), found.place) for found in merged] == [("e1", 3, "p1")]
    read(LATER)
    assert [len(found.triggers) for found in store.reading("report").events] == [3]


def test_a_split_event_is_two(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.split_at("report", "e2", 81, ME)
    events = store.reading("report").events
    assert [(found.id, found.triggers[0].start) for found in events] == [("e1", 50), ("e2", 70), ("e3", 80)]
    assert events[2].targets == ("a1",)
    read(reading(event("e1", 70), event("e2", 80)))  # the machine has come to see it too
    assert [found.triggers[0].start for found in store.reading("report").events] == [70, 80]
    with pytest.raises(ReviewError, match="no trigger or mention at 3"):
        store.desk.split_at("report", "e1", 3, ME)


def test_undo_and_redo(store: Store, read: Callable[[Reading], Store]) -> None:
    rejected = store.desk.reject("report", ["c1"], ME)
    undone = store.desk.undo("report", rejected.number, YOU)
    assert store.reading("report") == FIRST
    assert (undone.kind, undone.undoes) == ("undo", rejected.number)
    with pytest.raises(ReviewError, match="undone already"):
        store.desk.undo("report", rejected.number, ME)
    store.desk.undo("report", undone.number, ME)
    assert "c1" not in ids(store)
    assert [made.kind for made in store.desk.history("report")] == ["reject", "undo", "undo"]


def test_later_decisions_build_on_earlier_ones(store: Store, read: Callable[[Reading], Store]) -> None:
    corrected = store.desk.correct("report", claim("c2", 40, act="deny", source="a2", denies=("c1",)), ME)
    store.desk.correct("report", claim("c2", 40, act="reject", source="a2", denies=("c1",)), YOU)
    assert store.reading("report").claims[1].act == "reject"
    store.desk.undo("report", corrected.number, ME)
    assert store.reading("report").claims[1].act == "reject"


def test_a_claim_denies_no_part_of_itself(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.merge("report", ["c1", "c2"], ME)
    assert [found.denies for found in store.reading("report").claims] == [()]


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (lambda desk: desk.accept("report", ["c9"], ME), "no c9 in its reading; it has 2 actors, 1 places"),
        (lambda desk: desk.accept("report", [], ME), "accept does not go from 0 records"),
        (lambda desk: desk.correct("report", FIRST.claims[0], ME), "a correction changes a record"),
        (lambda desk: desk.correct("report", claim("c1", 0, source="a9"), ME), "a9, which its reading"),
        (lambda desk: desk.correct("report", claim("c1", 99), ME), "lies outside its text"),
        (lambda desk: desk.merge("report", ["e1", "c1"], ME), "only records of one kind"),
        (lambda desk: desk.merge("report", [], ME), "only records of one kind"),
        (lambda desk: desk.merge("report", ["e1"], ME), "merge does not go from 1"),
        (lambda desk: desk.split("report", "e1", [event("e1", 50)], ME), "from 1 records to 1"),
        (lambda desk: desk.add("report", [event("", 50)], ME), "e1 stands on the same words already"),
        (lambda desk: desk.add("report", [event("")], ME), "must stand on words"),
        (lambda desk: desk.undo("report", 7, ME), "it has no decision 7"),
        (lambda desk: desk.accept("report", ["c1"], Act(" ")), "needs to say whose it is"),
        (lambda desk: desk.accept("report", ["c1"], Act("ليلى\0")), "holds what is no letter"),
        (lambda desk: desk.accept("report", ["c1"], Act("ليلى", "\ud800")), "holds what is no letter"),
        (lambda desk: desk.accept("report", ["c1"], Act("ليلى", "x" * 10_001)), "longer than 10000"),
        (lambda desk: desk.add("report", [actor("", 70, name="a\0b")], ME), "holds what is no letter"),
        (lambda desk: desk.add("report", [actor("", 70, name="a" * 1001)], ME), "longer than 1000"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    store: Store, read: Callable[[Reading], Store], decide: Callable[[Any], object], words: str
) -> None:
    with pytest.raises(ReviewError, match=words):
        decide(store.desk)
    assert store.desk.history() == []


def test_an_analyst_is_told_that_another_was_quicker(store: Store, read: Callable[[Reading], Store]) -> None:
    store.desk.accept("report", ["c1"], YOU)
    with pytest.raises(ReviewError, match="سامر has decided on it since: accept, number 1"):
        store.desk.reject("report", ["c1"], Act("ليلى", seen=0))
    store.desk.reject("report", ["c1"], Act("ليلى", seen=1))


def test_an_analyst_is_told_that_a_report_was_read_anew(
    store: Store, read: Callable[[Reading], Store]
) -> None:
    """Ids are of one reading: c1 may be another claim in the next."""
    seen = stamp(store.reading("report"))
    anew = (claim("c1", 60), *(replace(one, id=f"{one.id}0") for one in FIRST.claims))
    read(replace(FIRST, claims=anew))
    with pytest.raises(ReviewError, match="was read anew"):
        store.desk.reject("report", ["c1"], Act("ليلى", shown=seen))
    assert store.desk.history() == []
    store.desk.reject("report", ["c1"], Act("ليلى", shown=stamp(store.reading("report"))))


def test_what_was_not_read_cannot_be_decided_on(store: Store) -> None:
    list(store.add([Arrival(Report("report", TEXT), "here")]))
    with pytest.raises(StoreError, match="has not been read yet"):
        store.desk.accept("report", ["c1"], ME)
    with pytest.raises(StoreError, match="has not been read yet"):
        store.reading("report")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET who = 'x'", "DELETE FROM decision", "UPDATE report SET text = 'x'",
        "DELETE FROM report", "UPDATE arrival SET place = 'x'", "DELETE FROM arrival",
        "UPDATE dropped SET reason = 'x'", "DELETE FROM dropped",
    ],
)  # fmt: skip
def test_the_database_itself_keeps_what_may_not_change(
    store: Store, read: Callable[[Reading], Store], statement: str
) -> None:
    store.desk.accept("report", ["c1"], ME)
    list(store.add([Arrival(Report("empty", ""), "there")]))
    with pytest.raises(StoreError, match="is append-only"):
        change(store.where, statement)
    assert store.report("report").text == TEXT


def test_a_record_is_found_as_fast_among_many_and_the_same() -> None:
    """``Standing`` finds what ``find_same`` finds, whatever was added, replaced and taken away before."""
    chance = random.Random(7)

    def make(number: int) -> Event:
        starts = [chance.randrange(600) for _ in range(chance.randint(1, 3))]
        spans = tuple(Span(start, start + chance.randint(0, 90)) for start in starts)
        return event(f"e{number}", triggers=spans)

    records: dict[str, Record] = {one.id: one for one in map(make, range(60))}
    standing = Standing(records.values())
    found = 0
    for _ in range(600):
        name = chance.choice(sorted(records))
        if chance.random() < 0.2:
            standing.remove(records.pop(name))
            new = make(chance.randrange(1000, 2000))
            if new.id not in records:
                standing.add(new)
                records[new.id] = new
        else:
            new = replace(make(0), id=name)
            standing.replace(records[name], new)
            records[name] = new
        asked, exactly = make(0), chance.random() < 0.5
        same = find_same(asked, records.values(), exactly=exactly)
        assert standing.find(asked, records, exactly=exactly) == same
        found += same is not None
    assert found > 100
