"""riwaya import, store and review, on a store in a file; tests/store has a round on either database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli import main
from tests.store.texts import BRIDGE, MARKET


def run(*arguments: Path | str, status: int = 0, where: Path | str | None = None, given: str = "") -> Result:
    environment = {"RIWAYA_STORE": str(where) if where else "", "RIWAYA_ANALYST": "ليلى"}
    result = CliRunner().invoke(main, list(map(str, arguments)), env=environment, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "market.txt").write_text(MARKET, encoding="utf-8")
    (folder / "copy.txt").write_text(f"{MARKET} انتهى الخبر.", encoding="utf-8")
    (folder / "bridge.json").write_text(json.dumps({"id": "bridge", "text": BRIDGE}), encoding="utf-8")
    (folder / "photo.txt").write_bytes(b"\xff\xd8\x00\x01\x02\x03" * 50)
    return folder


@pytest.fixture
def where(news: Path, tmp_path: Path) -> Path:
    path = tmp_path / "war.riwaya"
    run("import", news, where=path, status=1)
    return path


def test_import_tells_what_became_of_everything(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "war.riwaya"
    result = run("import", news, "--store", path, "--publisher", "الميزان", status=1)
    assert result.stdout == "3 new, 1 dropped; 1 repeat another; 3 read\n"
    assert "photo.txt: is binary" in result.stderr
    again = run("--store", path, "import", news, status=1)
    assert again.stdout == "3 known, 1 dropped; 0 read\n"
    (exported,) = run("store", "export", "market", "--store", path).stdout.splitlines()
    assert json.loads(exported)["report"]["publisher"] == "الميزان"


def test_from_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "war.riwaya"
    assert run("import", "-", where=path, given=BRIDGE).stdout == "1 new; 1 read\n"
    assert run("import", tmp_path / "nothing.txt", where=path, status=2).stdout == "1 dropped; 0 read\n"


def test_reading_can_wait(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "war.riwaya"
    run("import", news, "--no-read", where=path, status=1)
    assert json.loads(run("store", "info", "--json", where=path).stdout)["unread"] == 3
    assert run("store", "read", where=path).stdout == "3 read\n"
    assert run("store", "read", where=path).stdout == "0 read\n"
    assert run("store", "read", "--again", where=path).stdout == "3 read\n"


def test_what_a_store_tells_of_itself(where: Path) -> None:
    info = run("store", "info", where=where).stdout
    assert "reports              3\n" in info
    assert "dropped              1\n" in info
    assert run("store", "check", where=where).stdout == f"{where}: whole\n"
    assert "photo.txt: is binary" in run("store", "dropped", where=where).stdout
    assert run("store", "dropped", "--import", "9", where=where).stdout == ""
    assert " market repeats copy" in run("store", "copies", "market", where=where).stdout
    assert [line.split("\t")[0] for line in run("store", "list", where=where).stdout.splitlines()] == [
        "bridge", "copy", "market"
    ]  # fmt: skip


def test_backup_and_restore(where: Path, tmp_path: Path) -> None:
    file = tmp_path / "war.backup"
    assert "rows" in run("store", "backup", file, where=where).stdout
    assert "is there already" in run("store", "backup", file, where=where, status=2).stderr
    target = tmp_path / "other.riwaya"
    assert run("store", "restore", file, where=target).stdout == f"{target}: 3 reports\n"
    exports = [run("store", "export", where=path).stdout for path in (where, target)]
    assert exports[0] == exports[1] != ""
    assert "is not empty" in run("store", "restore", file, where=target, status=2).stderr


def test_a_damaged_store_is_told(where: Path) -> None:
    raw = bytearray(where.read_bytes())
    at = raw.index(MARKET[:20].encode())
    raw[at : at + 2] = "غ".encode()
    where.write_bytes(raw)
    result = run("store", "check", where=where, status=1)
    assert "its text is not the one that came in" in result.stdout
    assert "1 faults" in result.stdout


def test_the_analysts_work(where: Path) -> None:
    def claims() -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(run("store", "export", "market", where=where).stdout)[
            "claims"
        ]
        return found

    count = len(claims())
    line = run("review", "reject", "market", "c1", "--why", "لا قول هنا", where=where).stdout
    assert line.startswith("1\t")
    assert line.endswith("market: reject c1, by ليلى: لا قول هنا\n")
    assert len(claims()) == count - 1
    shown = run("review", "show", "market", where=where).stdout
    assert "c1 of the machine: rejected\n" in shown
    assert "c2  " in shown
    run("review", "undo", "market", "1", "--who", "سامر", where=where)
    run("review", "correct", "market", "c1", "act=deny", "content=null", where=where)
    assert [claims()[0][field] for field in ("id", "act", "content")] == ["c1", "deny", None]
    run("review", "accept", "market", "c2", where=where)
    assert "c2: accept by ليلى, decision 4\n" in run("review", "show", "market", where=where).stdout
    run("review", "add", "market", "claim", "act=warn", "cue=[1, 3]", where=where)
    assert claims()[-1]["act"] == "warn"
    run("review", "merge", "market", "a1", "a2", where=where)
    machine = json.loads(run("store", "export", "market", "--machine", where=where).stdout)
    assert len(machine["claims"]) == count
    log = run("review", "log", "market", where=where).stdout
    assert [row.split(": ")[1].split()[0] for row in log.splitlines()] == [
        "reject", "undo", "correct", "accept", "add", "merge"
    ]  # fmt: skip


def test_rulings_on_cases(where: Path, tmp_path: Path) -> None:
    line = run("review", "join", "market:e1", "bridge:e1", "--why", "يوم واحد", where=where).stdout
    assert line.startswith("1\t")
    assert line.endswith("join market:e1 bridge:e1, by ليلى: يوم واحد\n")
    run("review", "part", "copy:e1", "market:e1", where=where)
    assert run("review", "rulings", where=where).stdout.count("\n") == 2
    run("review", "rulings", "--undo", "2", where=where)
    decisions, readings = tmp_path / "decisions.jsonl", tmp_path / "readings.jsonl"
    decisions.write_text(run("review", "rulings", "--json", where=where).stdout, encoding="utf-8")
    run("store", "export", "--output", readings, where=where)
    cases = run("cases", readings, "--decisions", decisions, "--format", "jsonl").stdout.splitlines()
    events = [{(event["report"], event["event"]) for event in json.loads(case)["events"]} for case in cases]
    assert any({("market", "e1"), ("bridge", "e1")} <= case for case in events)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["accept", "market", "c99"], "there is no c99 in its reading"),
        (["correct", "market", "c99", "act=deny"], "there is no c99 in its reading"),
        (["correct", "market", "c1", "act=shout"], "Invalid enum value 'shout'"),
        (["correct", "market", "c1", "act"], "FIELD=VALUE is expected"),
        (["add", "market", "claim", "cue=[0, 9999]", "act=deny"], "lies outside its text"),
        (["add", "market", "claim", "act=deny"], "missing required field `cue`"),
        (["split", "market", "e1", "--at", "0"], "no trigger or mention at 0"),
        (["undo", "market", "5"], "it has no decision 5"),
        (["join", "market:e1", "e2"], "e2: REPORT:EVENT is expected"),
        (["part", "market:e1", "market:e99"], "there is no event e99"),
        (["accept", "nobody", "c1"], "there is no report 'nobody'"),
    ],
)
def test_what_cannot_be_decided(where: Path, arguments: list[str], words: str) -> None:
    assert words in run("review", *arguments, where=where, status=2).stderr
    assert run("review", "log", where=where).stdout == ""


def test_where_there_is_no_store(tmp_path: Path) -> None:
    assert "say which store" in run("store", "info", status=2).stderr
    nothing = tmp_path / "nothing.riwaya"
    assert "there is no store" in run("store", "info", where=nothing, status=2).stderr
    assert not nothing.exists()
    other = tmp_path / "other.txt"
    other.write_text("notes\n" * 200)
    assert "is no store, but some other file" in run("import", other, where=other, status=2).stderr
    assert "neither a path nor a postgresql://" in run("store", "info", where="mysql://x/y", status=2).stderr
    far = run("store", "info", where="postgresql://u:secret@127.0.0.1:1/x", status=2).stderr
    assert "cannot be reached" in far
    assert "secret" not in far
