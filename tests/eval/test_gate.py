"""The quality gate: what the program reaches on gold reports may not fall."""

from typing import get_args

import pytest

from riwaya.evaluation import ROWS, evaluate
from riwaya.types import Act, EventType, Evidence, Reading, Reality
from tests.eval.gate import (
    HELD_OUT,
    OWN,
    VARIABLE,
    Changes,
    Pinned,
    compare,
    find_other_gold,
    load_baseline,
    measure_other,
    measure_own,
)
from tests.eval.gold_files import load_gold

_UPDATE = "python3 dev.py python -m tests.eval.update_baseline"


@pytest.fixture(scope="module")
def gold() -> tuple[Reading, ...]:
    return (*load_gold(OWN), *load_gold(HELD_OUT))


def test_no_figure_on_our_own_gold_reports_falls() -> None:
    pinned, measured = load_baseline().own, measure_own()
    assert measured.sha256 == pinned.sha256, f"the gold reports were changed since; {_UPDATE} measures anew"
    _check(pinned, measured)


def test_no_figure_on_further_gold_reports_falls() -> None:
    folder = find_other_gold()
    if folder is None:
        pytest.skip(f"no further gold reports: {VARIABLE} names no folder of them, nor do they lie beside")
    measured = measure_other(folder)
    known = {pinned.sha256: pinned for pinned in load_baseline().others}
    if measured.sha256 not in known:
        pytest.skip(f"nothing was pinned on the gold reports of {folder}; {_UPDATE} does it")
    _check(known[measured.sha256], measured)


def _check(pinned: Pinned, measured: Pinned) -> None:
    changes = compare(pinned, measured)
    assert changes.fell == (), "figures fell"
    assert changes.rose == (), f"figures rose: pin them with {_UPDATE}"


def test_a_change_is_seen_both_ways() -> None:
    pinned = Pinned("", 1, {"claim": 0.5, "event": 0.5, "via": 0.5, "talks": 0.5})
    measured = Pinned("", 1, {"claim": 0.499, "event": 0.501, "via": 0.5})
    assert compare(pinned, measured) == Changes(
        fell=("claim: 0.500 -> 0.499", "talks: 0.500 -> 0.000"), rose=("event: 0.500 -> 0.501",)
    )


def test_gold_is_all_right_against_itself(gold: tuple[Reading, ...]) -> None:
    rows = evaluate(gold, gold).rows
    assert set(rows) == set(ROWS)
    assert {row for row, one in rows.items() if one.f1 < 1} == set()


def test_gold_holds_every_kind_of_thing(gold: tuple[Reading, ...]) -> None:
    assert len(gold) == 156
    claims = [claim for reading in gold for claim in reading.claims]
    events = [event for reading in gold for event in reading.events]
    assert {claim.act for claim in claims} == set(get_args(Act))
    assert {claim.evidence for claim in claims} == {*get_args(Evidence), None}
    assert {event.type for event in events} == set(get_args(EventType))
    assert {event.reality for event in events} == set(get_args(Reality))
    assert sum(bool(claim.denies) for claim in claims) > 10
    assert sum(bool(claim.via) for claim in claims) > 10
    assert any(claim.content is None for claim in claims)
    assert any(claim.source is None for claim in claims)
    assert sum(claim.said is not None for claim in claims) > 5


def test_gold_says_direct_where_quotation_marks_stand() -> None:
    for reading in load_gold(OWN):  # in those held out, names between marks make no speech
        for claim in reading.claims:
            if claim.content is None:
                continue
            content = reading.report.text[claim.content.start : claim.content.end]
            marked = any(mark in content for mark in '"«')
            whole = (
                content[0] in '"«' and content[-1] in '"»' and content.count('"') + content.count("»") <= 2
            )
            wanted = "direct" if whole else "mixed" if marked else "indirect"
            assert claim.quoted == wanted, f"{reading.report.id} {claim.id}: {content}"
