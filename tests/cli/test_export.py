"""riwaya export, as a user runs it."""

import json
from pathlib import Path

import pytest

from riwaya.casework import Casework
from riwaya.store import Arrival, Store
from riwaya.types import Report
from tests.cases.stories import MARKET, load, read
from tests.cli.running import run
from tests.export.opening import open_csv, open_xlsx


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A store of the reports of one strike and of another matter, read, with their cases."""
    path = str(tmp_path / "war.riwaya")
    names = (*MARKET, "market-other")
    with Store.open(path) as store:
        told = load()
        reports = [
            Report(name, told[name]["text"], told[name]["title"], told[name]["publisher"],
                   published=told[name]["published"])
            for name in names
        ]  # fmt: skip
        list(store.add(Arrival(report, report.id) for report in reports))
        store.save(map(read, names), maker="test")
        Casework(store).update()
    return path


def test_a_store_is_exported_whole(where: str, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    assert run("export", "--store", where, "--format", "xlsx", "--output", target).exit_code == 0
    sheets = open_xlsx(target.read_bytes())
    assert [row["report"] for row in sheets["reports"].rows] == [*MARKET, "market-other"]
    assert len(sheets["claims"].rows) == sum(len(read(n).claims) for n in (*MARKET, "market-other"))


def test_a_case_is_exported_alone(where: str) -> None:
    with Store.open(where) as store:
        case = next(case for case in store.cases if len({m.report for m in case.events}) == 3)
    done = run("export", "--store", where, "--case", case.id, "--format", "events.csv")
    rows = open_csv(done.stdout_bytes)
    assert {(row["report"], row["event"]) for row in rows} == {(m.report, m.event) for m in case.events}
    assert run("export", "--store", where, "--case", "none/e1").exit_code == 2


def test_some_reports_of_a_store(where: str) -> None:
    done = run("--store", where, "export", "--report", "market-2", "--report", "market-1")
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["market-2", "market-1"]


def test_files_of_reports_and_of_readings_are_exported(tmp_path: Path) -> None:
    readings, text = tmp_path / "readings.jsonl", tmp_path / "report.txt"
    readings.write_text(read("market-1").to_json() + "\n", encoding="utf-8")
    text.write_text(load()["market-other"]["text"], encoding="utf-8")
    done = run("export", readings, text, "--format", "geojson")
    features = json.loads(done.stdout)["features"]
    assert {one["properties"]["report"] for one in features} == {"market-1", "report"}
    assert all(one["geometry"] is None or len(one["geometry"]["coordinates"]) == 2 for one in features)


def test_what_cannot_be_meant_is_refused(where: str, tmp_path: Path) -> None:
    assert "files, or --store" in run("export").output
    assert run("export", tmp_path / "none.jsonl").exit_code == 2
    assert run("export", tmp_path / "x.txt", "--case", "a/e1", "--store", where).exit_code == 2
    assert run("export", "--store", where, "--format", "parquet").exit_code == 2
