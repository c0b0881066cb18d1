"""riwaya explain, evaluate and schema."""

import json
from pathlib import Path

import pytest

import riwaya
from riwaya.readings import decode_reading, schema
from tests.cli.running import run
from tests.evaluation import sample

TEXT = "نفت موسكو قصف المدينة.\n\nتابعونا على تلغرام"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_explain_names_rule_and_words_of_every_field(report: Path) -> None:
    (claim,) = riwaya.read(TEXT).claims
    assert claim.why, "claims carry their reasons"
    result = run("explain", report, "--id", "c1")
    assert result.exit_code == 0
    assert "claim c1" in result.stdout
    for reason in claim.why:
        assert reason.rule in result.stdout
    assert "act       deny" in result.stdout
    assert "«نفت» [0, 3]" in result.stdout


def test_explain_tells_through_whom_a_claim_came(tmp_path: Path) -> None:
    path = tmp_path / "relayed.txt"
    path.write_text("نقلت وكالة رويترز عن شهود قولهم إن الجسر انهار.", encoding="utf-8")
    result = run("explain", path, "--id", "c1", "--publisher", "جريدة الميزان")
    assert "جريدة الميزان ← وكالة رويترز ← شهود" in result.stdout


def test_a_denial_of_what_nobody_says_tells_so(report: Path) -> None:
    assert "denies:nothing-told" in run("explain", report, "--id", "c1").stdout


def test_explain_by_offset(report: Path) -> None:
    result = run("explain", report, "--at", "1")
    assert "at 1: …ن[ف]ت موسكو" in result.stdout
    assert "claim c1" in result.stdout
    assert "word" in result.stdout


def test_explain_what_was_not_read(report: Path) -> None:
    result = run("explain", report, "--at", str(TEXT.index("تابعونا") + 2))
    assert "not read" in result.stdout
    assert "asks to follow the outlet" in result.stdout
    assert "by boilerplate:follow" in result.stdout


def test_explain_where_nothing_is(report: Path) -> None:
    result = run("explain", report, "--at", str(TEXT.index("\n")))
    assert result.exit_code == 0
    assert f"nothing was found at {TEXT.index(chr(10))}" in result.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "give either --at OFFSET or --id ID"),
        (["--at", "1", "--id", "c1"], "give either"),
        (["--at", "-1"], "Invalid value for '--at'"),
        (["--at", "9999"], f"--at 9999: the text ends at {len(TEXT)}"),
        (["--id", "c99"], "--id c99: there is none in this reading; it has 1 claims"),
        (["--at", "1", "--report", "x"], "holds no report 'x'"),
        (["--at", "1", "--published", "x"], "--published: 'x' is not a date"),
    ],
)
def test_explain_used_wrongly(report: Path, options: list[str], words: str) -> None:
    result = run("explain", report, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_explain_one_of_several(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("".join(json.dumps({"id": key, "text": TEXT}) + "\n" for key in "ab"), encoding="utf-8")
    result = run("explain", path, "--id", "c1")
    assert (result.exit_code, "holds 2 reports; name one with --report, such as a" in result.stderr) == (
        2,
        True,
    )
    assert "claim c1" in run("explain", path, "--id", "c1", "--report", "b").stdout
    missing = run("explain", tmp_path / "none.txt", "--at", "1")
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted.jsonl"
    gold.mkdir()
    (gold / "one.json").write_text(json.dumps(sample.GOLD), encoding="utf-8")
    (gold / "two.json").write_text(json.dumps(sample.other(sample.GOLD)), encoding="utf-8")
    predicted.write_text(json.dumps(sample.predicted()) + "\n", encoding="utf-8")
    return gold, predicted


def test_evaluate_prints_a_row_a_field(pair: tuple[Path, Path]) -> None:
    shown = run("evaluate", *pair, "--types").stdout.splitlines()
    assert shown[0] == "2 reports, 1 not read"
    assert shown[2] == "claim             0.750  0.500  0.600      6      4"
    assert any(row.split()[:4] == ["talks", "1.000", "0.500", "0.667"] for row in shown)


def test_evaluate_as_json(pair: tuple[Path, Path]) -> None:
    value = json.loads(run("evaluate", *pair, "--json").stdout)
    assert (value["reports"], value["missing"]) == (2, ["two"])
    assert value["rows"]["claim"] == {"precision": 0.75, "recall": 0.5, "f1": 0.6, "gold": 6, "predicted": 4}


def test_evaluate_lists_errors(pair: tuple[Path, Path]) -> None:
    assert "one claim c2 نفت act deny/reject" in run("evaluate", *pair, "--errors", "one").stdout
    assert "two claim missed" not in run("evaluate", *pair, "--errors", "one").stdout
    assert "two claim missed" in run("evaluate", *pair, "--errors", "all").stdout


def test_evaluate_what_is_none(pair: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{}\n", encoding="utf-8")
    for place in (tmp_path / "none", bad, tmp_path):
        result = run("evaluate", pair[0], place)
        assert result.exit_code == 2
        assert result.stderr.startswith("riwaya: ")


def test_schema() -> None:
    assert json.loads(run("schema").stdout) == schema()
    assert decode_reading(sample.GOLD, "f").schema == schema()["$id"]
