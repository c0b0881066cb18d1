"""Tables that open in a spreadsheet: whole, in Arabic, and without running anything."""

import csv
import io

import msgspec
import pytest

from riwaya.export import FORMATS
from riwaya.readings import decode_reading
from riwaya.types import Actor, Reading, Span
from tests.evaluation import sample

ONE = decode_reading(sample.GOLD, "one")


def _rows(form: str, *readings: Reading) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    FORMATS[form](iter(readings), file)
    written = file.getvalue()
    assert written.startswith("\ufeff")
    assert written.count("\r\n") == written.count("\n"), "no cell breaks a line"
    return list(csv.DictReader(io.StringIO(written[1:], newline="")))


@pytest.mark.parametrize(("form", "kind"), [("claims.csv", "claims"), ("events.csv", "events")])
def test_one_row_a_record_and_every_cell_under_its_heading(form: str, kind: str) -> None:
    rows = _rows(form, ONE, ONE)
    records = getattr(ONE, kind)
    assert records
    assert [row[kind[:-1]] for row in rows] == [record.id for record in records] * 2
    assert all(None not in row and None not in row.values() for row in rows)
    assert {row["report"] for row in rows} == {"one"} or {row["report"] for row in rows} == {ONE.report.id}


def test_a_claim_says_who_and_what() -> None:
    for claim, row in zip(ONE.claims, _rows("claims.csv", ONE), strict=True):
        actors = {actor.id: actor for actor in ONE.actors}
        assert row["act"] == claim.act
        assert row["source"] == (actors[claim.source].name if claim.source else "")
        content = claim.content
        assert row["content"] == (
            " ".join(ONE.report.text[content.start : content.end].split()) if content else ""
        )
        assert row["denies"].split() == list(claim.denies)


def test_an_event_keeps_the_bounds_of_its_figures() -> None:
    counted = [event for event in ONE.events if event.figures]
    assert counted
    for event in counted:
        row = next(row for row in _rows("events.csv", ONE) if row["event"] == event.id)
        for figure in event.figures:
            if figure.low is not None:
                assert int(row[f"{figure.kind}_low"]) <= figure.low
            if figure.high is not None:
                assert int(row[f"{figure.kind}_high"]) >= figure.high


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(evil: str) -> None:
    report = msgspec.structs.replace(ONE.report, publisher=evil, url=evil)
    actors = tuple(Actor(one.id, evil, evil, None, None, (Span(0, 1),)) for one in ONE.actors)
    rows = _rows("claims.csv", msgspec.structs.replace(ONE, report=report, actors=actors))
    cells = [cell for row in rows for cell in row.values()]
    assert any(evil in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
