"""What is taken away: the chosen reports, in every form, with the analysts' decisions."""

import csv
import io
import json
import resource
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from riwaya.export import FORMATS
from riwaya.store import Act, Arrival
from riwaya.types import Report
from riwaya.web.views import export
from tests.cases.stories import MARKET
from tests.export.opening import open_csv, open_xlsx
from tests.web import casefiles
from tests.web.filling import example, fill
from tests.web.visiting import Site, Window


@pytest.fixture
def filled(site: Site) -> Site:
    fill(site, example("market"), example("talks"))
    list(site.bench.store.add([Arrival(Report("late", "قال الجيش إن القصف توقف."), "late")]))
    return site


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_disk_without_room_is_told_as_such(
    filled: Site, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(export, "_HELD", 100)
    inside, before = filled.enter("en"), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    try:
        answer = filled.ask(f"/export?form={form}", headers=inside)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert answer.status == 507
    assert "no room" in answer.body
    assert filled.ask(f"/export?form={form}", headers=inside).status == 200


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_holds_what_was_chosen(filled: Site, form: str) -> None:
    inside = filled.enter()
    everything, one = (
        filled.ask(f"/export?form={form}{more}", headers=inside) for more in ("", "&id=market")
    )
    assert (everything.status, one.status) == (200, 200)
    assert everything.headers["content-disposition"].startswith('attachment; filename="riwaya')
    if form == "xlsx":
        sheets = [open_xlsx(answer.content)["reports"].rows for answer in (everything, one)]
        assert [[row["report"] for row in rows] for rows in sheets] == [["talks", "market"], ["market"]]
        return
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


def test_of_a_case_comes_what_is_of_it(site: Site) -> None:
    casefiles.fill(site.bench.store, *MARKET, "market-other")
    case = casefiles.biggest(site.bench.store)
    answer = site.ask(f"/export?form=events.csv&case={quote(case.id)}", headers=site.enter())
    rows = open_csv(answer.content)
    assert {(row["report"], row["event"]) for row in rows} == {(one.report, one.event) for one in case.events}
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert site.ask("/export?case=none/e1", headers=site.enter()).status == 404


def test_the_button_keeps_the_choice_of_its_page(window: Window, page: Page, site: Site) -> None:
    casefiles.fill(site.bench.store, *MARKET)
    page.goto(f"{site.address}/?publisher={quote('إذاعة النيل')}")
    page.locator(".download select").select_option("jsonl")
    with page.expect_download() as started:
        page.locator(".download button").click()
    assert started.value.suggested_filename == "riwaya.jsonl"
    lines = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == ["market-2"]
