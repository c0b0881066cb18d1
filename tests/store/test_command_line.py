"""The command line is the same for either database."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from riwaya.cli import main
from tests.store.texts import MARKET


def run(*arguments: str, where: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--store", where])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_from_import_to_restore(where: str, another: str, tmp_path: Path) -> None:
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    assert run("import", str(tmp_path / "market.txt"), where=where) == "1 new; 1 read\n"
    assert run("import", str(tmp_path / "market.txt"), where=where) == "1 known; 0 read\n"
    assert "market: reject c1, by " in run("review", "reject", "market", "c1", where=where)
    assert "reports              1\n" in run("store", "info", where=where)
    assert run("store", "check", where=where).endswith(": whole\n")
    run("store", "backup", str(tmp_path / "backup"), where=where)
    run("store", "restore", str(tmp_path / "backup"), where=another)
    assert run("store", "export", where=another) == run("store", "export", where=where) != ""


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_name_that_is_not_utf8_stops_no_import(where: str, tmp_path: Path) -> None:
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text(
        "قالت البلدية إن الجسر مفتوح.", encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["import", str(tmp_path), "--store", where])
    assert "1 new" in result.stdout
    assert "a\\udcff" in run("store", "dropped", where=where)
