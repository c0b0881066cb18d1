"""The script that sets a checkout up must run before anything is installed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev


def test_it_needs_the_standard_library_only(root: Path) -> None:
    tree = ast.parse((root / "dev.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "venv" in names
    assert names - set(sys.stdlib_module_names) == set()


def test_there_is_an_example_to_read(root: Path) -> None:
    assert (root / dev.EXAMPLE).is_file()


def test_an_unknown_command_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["frobnicate"]) == 2
    assert "dev.py test" in capsys.readouterr().out


def test_continuous_integration_runs_the_same(root: Path) -> None:
    assert "python3 dev.py test" in (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 dev.py test" in (root / "justfile").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a command takes no other's place there")
def test_a_command_takes_the_place_of_the_program_so_that_signals_reach_it(root: Path) -> None:
    told = "import os, signal; print(os.getpid(), signal.getsignal(signal.SIGINT).__name__, flush=True)"
    code = f"import dev; dev.install = lambda: None; dev.main(['python', '-c', {told!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        out, _ = process.communicate(timeout=30)
    assert out.split() == [str(process.pid), "default_int_handler"]
