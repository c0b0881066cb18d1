"""Near-duplicates and agency copies are linked, and only they."""

import random

import pytest

import riwaya
from riwaya.store import Arrival, Copy, Store
from riwaya.store.minhash import containment, near_keys, resemblance, word_runs
from riwaya.types import Report
from tests.store.texts import BRIDGE, MARKET, arrivals, make_report

OTHERS = " ".join(make_report(number).text for number in (3, 8, 13))


def add(store: Store, *reports: Report) -> list[tuple[Copy, ...]]:
    return [added.copies for added in store.add(Arrival(report, report.id) for report in reports)]


def test_a_retouched_text_is_linked_to_the_one_before(store: Store) -> None:
    changed = MARKET.replace("صباح الثلاثاء", "مساء أمس").replace("سبعة", "تسعة")
    none, (copy,) = add(store, Report("one", MARKET), Report("two", changed))
    assert none == ()
    assert (copy.report, copy.other) == ("two", "one")
    assert 0.5 < copy.resemblance < 1
    assert store.copies() == store.copies("one") == store.copies("two") == [copy]


def test_spelling_and_harakat_do_not_hide_a_copy(store: Store) -> None:
    vowelled = MARKET.replace("أعلنت", "أَعلَنَت").replace("إن", "ان").replace("الصحة", "الصحه")
    _, (copy,) = add(store, Report("one", MARKET), Report("two", vowelled))
    assert copy.resemblance == 1


def test_a_text_inside_a_longer_one_is_linked(store: Store) -> None:
    _, (copy,) = add(store, Report("agency", MARKET), Report("outlet", f"{BRIDGE}\n{MARKET}"))
    assert copy.contained == 1
    assert copy.resemblance < 0.7


def test_reports_of_their_own_words_are_not_linked(store: Store) -> None:
    list(store.add(arrivals(150)))
    assert add(store, Report("one", MARKET), Report("two", BRIDGE)) == [(), ()]
    assert store.copies() == []


def test_two_of_one_agency_say_which(store: Store) -> None:
    wire = Report("wire", MARKET, publisher="رويترز")
    taker = Report("taker", MARKET, publisher="الميزان", credits=("رويترز",))
    another = Report("another", MARKET + " انتهى", publisher="الجريدة", credits=("رُويترز", "محرر"))
    alone = Report("alone", MARKET + " تم", publisher="المساء")
    add(store, wire, taker, another, alone)
    agencies = {(copy.report, copy.other): copy.agency for copy in store.copies()}
    assert agencies[("taker", "wire")] == "رويترز"
    assert agencies[("another", "wire")] is not None
    assert agencies[("alone", "wire")] is None


def test_an_agency_that_only_the_reader_finds_counts(store: Store) -> None:
    signed = f"{MARKET}\n\nالمصدر: رويترز"
    reading = riwaya.Reader().read(Report("signed", signed))
    assert reading.report.credits, "the reader takes the credit from the text"
    add(store, Report("wire", MARKET, publisher="رويترز"), Report("signed", signed))
    assert [copy.agency for copy in store.copies()] == [None]
    store.save([reading], maker="riwaya 1")
    assert [copy.agency for copy in store.copies()] == list(reading.report.credits)


def test_a_text_copied_often_stays_cheap(store: Store) -> None:
    copies = add(store, *(Report(str(n), f"{MARKET} {n}", publisher=str(n)) for n in range(120)))
    assert all(found[0].other == "0" for found in copies[1:])
    assert max(map(len, copies)) <= 20


def test_few_words_or_none() -> None:
    assert near_keys(word_runs("")) == near_keys(word_runs("، !")) == frozenset()
    assert len(word_runs("قال")) == len(word_runs("قال القائد")) == 1
    assert 0 < len(near_keys(word_runs("قال"))) <= 40
    assert resemblance(word_runs(""), word_runs("")) == containment(word_runs("قال"), word_runs("")) == 0


@pytest.mark.parametrize(("changed", "least"), [(0, 1.0), (6, 0.99), (20, 0.97)])
def test_copies_meet(changed: int, least: float) -> None:
    """Of 200 texts of 150 words, with so many words changed, so many share a key with the first."""
    chance = random.Random(changed)
    met = 0
    for _ in range(200):
        words = [str(chance.randrange(5000)) for _ in range(150)]
        other = list(words)
        for at in chance.sample(range(150), changed):
            other[at] = "جديد"
        keys, others = (near_keys(word_runs(" ".join(text))) for text in (words, other))
        met += not keys.isdisjoint(others)
    assert met / 200 >= least


def test_keys_never_change() -> None:
    """They are kept in stores: what changes them needs a migration."""
    assert sum(near_keys(word_runs(BRIDGE))) == 175426005945156153517
