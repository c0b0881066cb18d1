"""riwaya search and searches, on a store in a file; tests/store has what is found, on either database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from riwaya.cli import main
from tests.cli.test_store import run
from tests.store.filling import change, fill


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "war.riwaya"
    fill(str(path))
    return path


def test_reports_by_words(where: Path) -> None:
    result = run("search", "للمستشفى", "«عدد الجرحى»", "-زلزال", where=where)
    assert "market" in result.stdout
    assert "الجريدة" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 of 2 found"


def test_what_is_left_out_comes_with_a_dash(where: Path) -> None:
    assert run("search", "-قصف", where=where).stdout.splitlines()[-1] == "1 of 1 found"


def test_claims_as_json_lines(where: Path) -> None:
    found = run("search", "--kind", "claims", "--act", "deny", "--denies", "--format", "jsonl", where=where)
    (claim,) = map(json.loads, found.stdout.splitlines())
    assert (claim["report"], claim["id"], claim["act"]) == ("market", "c3", "deny")
    assert set(claim["excerpt"]) == {"text", "span", "hits"}


def test_events_by_figures_and_who_tells(where: Path) -> None:
    options = ("--kind", "events", "--type", "shelling", "--killed", ">=7", "--source", "الصحة")
    assert "7 killed" in run("search", *options, where=where).stdout
    more = run("search", *options[:-4], "--figure", "killed", ">7", where=where)
    assert more.stdout == "0 of 0 found\n"


def test_pages_go_on(where: Path) -> None:
    first = run("search", "--limit", "2", "--format", "jsonl", where=where)
    place = first.stderr.partition("--after ")[2].partition(",")[0]
    rest = run("search", "--limit", "9", "--after", place, "--format", "jsonl", where=where)
    every = run("search", "--all", "--format", "jsonl", where=where)
    assert first.stdout + rest.stdout == every.stdout
    assert len(every.stdout.splitlines()) == 5
    assert rest.stderr == every.stderr == ""


def test_facets(where: Path) -> None:
    lines = run("search", "قصف", "--kind", "claims", "--facets", where=where).stdout.splitlines()
    assert "acts\t1\tdeny" in lines
    assert lines[-1] == "counted in 3 of 3 found"


def test_saved_searches(where: Path) -> None:
    run("search", "قصف", "--kind", "claims", "--save", "قصف", where=where)
    assert run("searches", where=where).stdout.split("\t")[2:] == [
        "ليلى",
        "claims",
        "newest",
        '{"words":"قصف"}\n',
    ]
    again = run("search", "--saved", "قصف", "--act", "deny", "--format", "jsonl", where=where)
    assert [json.loads(line)["id"] for line in again.stdout.splitlines()] == ["c3"]
    run("searches", "--rename", "قصف", "الشمال", where=where)
    taken = run("search", "--save", "الشمال", where=where, status=2)
    assert "taken, by ليلى" in taken.stderr
    assert run("searches", "--delete", "الشمال", where=where).stdout == ""
    assert len(run("searches", "--history", where=where).stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("«قصف",), "words: the phrase '«قصف' is not closed by »"),
        (("--type", "bombing"), "types: 'bombing' is not one of shelling"),
        (("--near", "1,2"), "near: '1,2' is not LAT,LON,KM"),
        (("--near", "1,2,nan"), "is not LAT,LON,KM"),
        (("--box", "1,2,x,4"), "box: '1,2,x,4' is not S,W,N,E"),
        (("--since", "2022-3-1"), "since: '2022-3-1' is no day, such as 2022-03-14"),
        (("--killed", "many"), "killed: 'many' is no bound"),
        (("--figure", "eaten", "3"), "figures: 'eaten' is not one of killed"),
        (("--saved", "nothing"), "there is no saved search 'nothing'"),
        (("--after", "newest:1"), "after: 'newest:1' is no place in this search"),
        (("--tpye", "talks"), "No such option: --tpye"),
    ],
)
def test_what_cannot_be_asked_is_told(where: Path, options: tuple[str, ...], words: str) -> None:
    result = run("search", *options, where=where, status=2)
    assert words in result.stderr
    assert result.stdout == ""


def test_what_is_out_of_step_is_rebuilt(where: Path) -> None:
    change(str(where), "DELETE FROM entry_words")
    assert "another entry_words than it has" in run("store", "check", where=where, status=1).stdout
    assert run("store", "rebuild", where=where).stdout == f"{where}: 5 reports can be found\n"
    assert run("store", "check", where=where).stdout == f"{where}: whole\n"


def test_a_file_appears_only_when_it_is_whole(where: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.jsonl"
    run("search", "--format", "jsonl", "--output", target, "--all", where=where)
    assert len(target.read_text(encoding="utf-8").splitlines()) == 5


def test_a_machine_without_a_user_may_read_but_not_decide(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no name for this user")

    monkeypatch.setattr("getpass.getuser", nobody)
    nameless = {"RIWAYA_ANALYST": "", "RIWAYA_STORE": str(where)}
    for words, status in (
        (("search", "قصف"), 0), (("searches",), 0), (("review", "rulings"), 0),
        (("search", "قصف", "--save", "x"), 2), (("searches", "--delete", "x"), 2),
        (("review", "rulings", "--undo", "1"), 2), (("search", "قصف", "--save", "x", "--who", "ليلى"), 0),
        (("search", "قصف", "--save", "y", "--who", " "), 2),
    ):  # fmt: skip
        result = CliRunner().invoke(main, words, env=nameless)
        assert result.exit_code == status, (words, result.output)
        assert ("say who decides" in result.output) == (status == 2)
