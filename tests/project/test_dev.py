"""The script that sets a checkout up must run before anything is installed."""

import ast
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
