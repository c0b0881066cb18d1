"""riwaya read: what comes out, what is told, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import riwaya
from riwaya.cli import main
from riwaya.readings import decode_reading
from tests.cli import running

TEXT = "نفت موسكو يوم الاثنين قصف المدينة، وقال وزير الدفاع إن ثلاثة جنود قتلوا في كييف."


def run(*arguments: Path | str, stdin: bytes = b"") -> Result:
    return running.run("read", *arguments, stdin=stdin)


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return put(tmp_path / "report.txt", TEXT)


def line(key: str, **fields: str) -> str:
    return json.dumps({"id": key, "text": TEXT, **fields}) + "\n"


def test_a_table_by_default(report: Path) -> None:
    result = run(report)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "claims" in result.stdout
    assert "موسكو" in result.stdout


def test_json_is_what_the_library_gives(report: Path) -> None:
    result = run(report, "--published", "2022-03-14", "--publisher", "رويترز", "--format", "json")
    reading = decode_reading(json.loads(result.stdout), "stdout")
    assert reading == riwaya.read(TEXT, published="2022-03-14", publisher="رويترز", id="report")
    assert reading.report.published == "2022-03-14"
    assert reading.claims, "the sentence holds two"


def test_json_lines_keep_ids_and_order(tmp_path: Path) -> None:
    path = put(tmp_path / "r.jsonl", "".join(line(key) for key in ("z", "a", "م")))
    result = run(path, "--format", "jsonl")
    assert [json.loads(row)["report"]["id"] for row in result.stdout.splitlines()] == ["z", "a", "م"]


def test_what_the_user_says_goes_before_what_the_file_says(tmp_path: Path) -> None:
    path = put(tmp_path / "r.jsonl", line("a", published="2020-01-01", publisher="عكاظ"))
    given = run(path, "--format", "jsonl", "--published", "١٤/٣/٢٠٢٢", "--publisher", "سبق")
    report = json.loads(given.stdout)["report"]
    assert (report["published"], report["publisher"]) == ("2022-03-14", "سبق")
    own = json.loads(run(path, "--format", "jsonl").stdout)["report"]
    assert (own["published"], own["publisher"]) == ("2020-01-01", "عكاظ")


def test_standard_input() -> None:
    result = run("-", "--format", "jsonl", stdin=TEXT.encode("cp1256"))
    assert json.loads(result.stdout)["report"] == json.loads(result.stdout)["report"] | {
        "id": "stdin",
        "text": TEXT,
    }


def test_a_page_into_a_file(report: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run(report, "--format", "html", "--output", page)
    assert (result.exit_code, result.stdout) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_some_read_and_some_not(report: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    binary = put(tmp_path / "image.txt", b"\x89PNG\x00\x01\x02\x03\x04\x05")
    lines = put(tmp_path / "r.jsonl", line("a") + '{"id": "b"}\n' + line("a"))
    result = run(missing, report, binary, lines, "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(row)["report"]["id"] for row in result.stdout.splitlines()] == ["report", "a"]
    assert result.stderr.splitlines() == [
        f"riwaya: {missing}: cannot be read: No such file or directory",
        f"riwaya: {binary}: is binary, not text (or UTF-16 without a byte order mark)",
        f"riwaya: {lines}:2: object missing required field `text`",
        f"riwaya: {lines}:3: id 'a' was used before, at {lines}:1",
    ]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_nothing_read(tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    result = run(put(tmp_path / "e.txt", ""), "--format", form, "--output", output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"riwaya: {tmp_path / 'e.txt'}: is empty\n"
    assert not output.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing argument"),
        (["{report}", "--format", "xml"], "Invalid value for '--format'"),
        (["{report}", "--published", "2022-02-30"], "riwaya: --published: '2022-02-30' is not a date"),
        (["{report}", "--published", ""], "is not a date"),
        (["{report}", "--output", "{report}"], "is read, so it cannot be written"),
        (["{report}", "--output", "{report}/x"], "cannot be written"),
        (["{report}", "--output", "/none/x"], "cannot be written: No such file"),
        (["{report}", "--nonsense"], "No such option"),
    ],
)
def test_wrong_usage(report: Path, arguments: list[str], words: str) -> None:
    result = run(*(argument.format(report=report) for argument in arguments))
    assert result.exit_code == 2
    assert words in result.stderr
    assert report.read_text(encoding="utf-8") == TEXT


def test_a_fault_of_our_own_spoils_one_report_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from riwaya.reader import Reader

    read = Reader.read

    def fail_on_b(self: Reader, report: riwaya.Report) -> riwaya.Reading:
        if report.id == "b":
            raise ZeroDivisionError("division by zero")
        return read(self, report)

    monkeypatch.setattr(Reader, "read", fail_on_b)
    path = put(tmp_path / "r.jsonl", line("a") + line("b") + line("c"))
    result = run(path, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "b: a fault of riwaya's own, please report it: ZeroDivisionError" in result.stderr


def program(*arguments: str | Path, **options: object) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", "from riwaya.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def environment(**extra: str) -> dict[str, str]:
    return {"PYTHONPATH": str(Path(riwaya.__file__).parent.parent), **extra}


def test_as_a_program_in_a_plain_locale(report: Path) -> None:
    for form in ("table", "jsonl", "html"):
        done = program(
            "read", report, "--format", form, env=environment(LC_ALL="C", PYTHONIOENCODING="ascii")
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert "موسكو" in done.stdout.decode()


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    path = put(tmp_path / "r.jsonl", "".join(line(f"r{number}") for number in range(200)))
    command = [
        sys.executable,
        "-c",
        "from riwaya.cli import main; main()",
        "read",
        str(path),
        "--format",
        "json",
    ]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment()}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_a_report_on_one_long_line_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "long.txt", f"{TEXT} " * 300)
    result = run(path, "--format", "jsonl")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["claims"]) >= 300


def test_version_and_help() -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["--version"]).stdout.startswith("riwaya")
    for command in ("read", "explain", "evaluate", "schema"):
        shown = runner.invoke(main, [command, "--help"])
        assert shown.exit_code == 0
        assert f"Example: riwaya {command}" in shown.stdout
