"""riwaya cases."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from tests.cases.stories import MARKET, ROUNDS, load, read
from tests.cli.running import run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": id, **told}, ensure_ascii=False) for id, told in load().items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def readings(tmp_path: Path) -> Path:
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(read(id).to_json() + "\n" for id in load()), encoding="utf-8")
    return path


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_case_a_line_over_reports_and_over_readings(reports: Path, readings: Path) -> None:
    cases = lines(run("cases", reports, "--format", "jsonl"))
    assert cases == lines(run("cases", readings, "--format", "jsonl"))
    told: list[set[object]] = []
    for case in cases:
        events = case["events"]
        assert isinstance(events, list)
        assert all({"report", "event", "triggers"} <= event.keys() for event in events)
        told.append({event["report"] for event in events})
        assert case["accounts"]
    assert set(MARKET) in told


def test_lines_follow_the_schema(reports: Path) -> None:
    for kind, options in (("case", ()), ("process", ("--talks",))):
        shape = json.loads(run("schema", kind).stdout)
        records = lines(run("cases", reports, "--format", "jsonl", *options))
        assert records
        for record in records:
            jsonschema.validate(record, shape)


def test_the_text_form_tells_what_how_and_why(reports: Path) -> None:
    text = run("cases", reports).stdout
    assert "airstrike" in text
    assert "· contested" in text
    assert "status  denied by" in text
    assert "joined  market-2/e1 to market-" in text
    assert "market-other" not in text, "one report alone is shown with --all"
    assert "market-other" in run("cases", reports, "--all").stdout


def test_talks(reports: Path) -> None:
    rows = [
        line for line in run("cases", reports, "--talks").stdout.splitlines() if line.startswith("  2022")
    ]
    assert [row.split()[0] for row in rows if "round" in row] == [
        "2022-02-28", "2022-03-03", "2022-03-07", "2022-03-10", "2022-03-14", "2022-03-29",
    ]  # fmt: skip
    assert len(ROUNDS) == 8


def test_decisions_hold(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    decision = {
        "kind": "part",
        "events": [{"report": "market-1", "event": "e1"}],
        "others": [{"report": id, "event": "e1"} for id in MARKET[1:]],
    }
    path.write_text(json.dumps(decision) + "\n", encoding="utf-8")
    cases = lines(run("cases", reports, "--format", "jsonl", "--decisions", path))
    alone = next(case for case in cases if case["id"] == "market-1/e1")
    assert isinstance(alone["events"], list)
    assert [event["report"] for event in alone["events"]] == ["market-1"]


def test_what_is_no_decision_is_told(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "perhaps"}\n', encoding="utf-8")
    result = run("cases", reports, "--decisions", path)
    assert result.exit_code == 2
    assert "decisions.jsonl:1: is no decision" in result.stderr


def test_nothing_to_read(tmp_path: Path) -> None:
    result = run("cases", tmp_path / "none.jsonl")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"report": {}, "events": [], "claims": []}\n', encoding="utf-8")
    assert run("cases", bad).exit_code == 2


@pytest.fixture
def store(reports: Path, tmp_path: Path) -> Path:
    path = tmp_path / "war.riwaya"
    assert run("import", reports, "--store", path).exit_code == 0
    return path


def test_over_a_store_they_are_those_of_its_reports(reports: Path, store: Path) -> None:
    found, kept = (
        lines(run("cases", *given, "--format", "jsonl")) for given in ([reports], ["--store", store])
    )
    assert sorted(kept, key=lambda case: str(case["id"])) == found
    assert run("cases", "--store", store, "--talks").stdout == run("cases", reports, "--talks").stdout
    assert run("--store", store, "cases").stdout == run("cases", reports).stdout
    assert run("store", "check", "--store", store).exit_code == 0


def test_over_a_store_rulings_hold_and_ids_last(store: Path) -> None:
    options = ("cases", "--store", store, "--format", "jsonl")
    before = {str(case["id"]): case for case in lines(run(*options))}
    assert run("review", "join", "market-1:e1", "market-other:e1", "--store", store).exit_code == 0
    (joined,) = (case for case in lines(run(*options)) if case["id"] == "market-1/e1")
    assert isinstance(joined["events"], list)
    assert {event["report"] for event in joined["events"]} == {*MARKET, "market-other"}
    assert run("review", "rulings", "--undo", "1", "--who", "me", "--store", store).exit_code == 0
    assert {str(case["id"]): case for case in lines(run(*options))} == before


def test_over_a_store_what_is_not_read_is_told(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "war.riwaya"
    assert run("import", reports, "--no-read", "--store", path).exit_code == 0
    result = run("cases", "--store", path)
    assert (result.exit_code, result.stdout) == (0, "no case is told by more than one report\n")
    assert f"{len(load())} reports are not read yet" in result.stderr


def test_either_files_or_a_store(reports: Path, store: Path, tmp_path: Path) -> None:
    for options, words in (
        ((), "say which reports"),
        ((reports, "--store", store), "either FILE... or --store"),
        (("--store", store, "--decisions", reports), "riwaya review join"),
        (("--store", store, "--encoder"), "--encoder is for FILE"),
        (("--store", tmp_path / "none"), "there is no store"),
    ):
        result = run("cases", *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in " ".join(result.stderr.split())
