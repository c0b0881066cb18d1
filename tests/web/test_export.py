"""What is taken away: the chosen reports, in every form, with the analysts' decisions."""

import csv
import io
import json

import pytest

from riwaya.export import FORMATS
from riwaya.store import Act, Arrival
from riwaya.types import Report
from tests.web.filling import example, fill
from tests.web.visiting import Site


@pytest.fixture
def filled(site: Site) -> Site:
    fill(site, example("market"), example("talks"))
    list(site.bench.store.add([Arrival(Report("late", "قال الجيش إن القصف توقف."), "late")]))
    return site


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_holds_what_was_chosen(filled: Site, form: str) -> None:
    inside = filled.enter()
    everything, one = (
        filled.ask(f"/export?form={form}{more}", headers=inside) for more in ("", "&id=market")
    )
    assert (everything.status, one.status) == (200, 200)
    assert everything.headers["content-disposition"].startswith('attachment; filename="riwaya')
    assert all(name in everything.body for name in ("market", "محادثات" if form == "html" else "talks"))
    assert "market" in one.body
    assert "انطلاق جولة" not in one.body


def test_the_inboxs_choice_and_the_decisions_hold(filled: Site) -> None:
    inside = filled.enter()
    filled.bench.store.desk.reject("market", ["c1"], Act("ليلى"))
    begun = filled.ask("/export?form=jsonl&stage=begun", headers=inside).body.splitlines()
    (reading,) = [json.loads(line) for line in begun]
    assert reading["report"]["id"] == "market"
    assert "c1" not in [claim["id"] for claim in reading["claims"]]
    assert filled.ask("/export?form=jsonl&publisher=x", headers=inside).body == ""


def test_a_table_is_for_spreadsheets(filled: Site) -> None:
    answer = filled.ask("/export?form=claims.csv&id=market", headers=filled.enter())
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.body[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(answer.body[1:])))
    assert [row["claim"] for row in rows] == [one.id for one in filled.bench.store.reading("market").claims]


def test_what_is_not_there_is_told(filled: Site) -> None:
    inside = filled.enter()
    assert filled.ask("/export?form=song", headers=inside).status == 404
    assert filled.ask("/export?form=jsonl&id=nothing", headers=inside).status == 404
    assert filled.ask("/export?form=jsonl&id=late", headers=inside).status == 409  # not read yet
