"""Importing does nothing: it reads no data, reaches for no network and stays light."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Run in a fresh interpreter: import a module, tell what it opened and what came with it.
_PROBE = """
import importlib, json, sys, time
opened, reached = [], []
def note(event, details):
    if event == "open":
        opened.append(str(details[0]))
    elif event.startswith(("socket.", "subprocess.", "os.mkdir", "sqlite3.", "urllib.")):
        reached.append(event)
sys.addaudithook(note)
begin = time.perf_counter()
for name in sys.argv[1:]:
    importlib.import_module(name)
seconds = time.perf_counter() - begin
print(json.dumps({"opened": opened, "reached": reached, "modules": sorted(sys.modules), "seconds": seconds}))
"""
_CODE = {".py", ".pyc", ".so", ".pyd", ".dll", ".dylib", ".zip", ".cfg", ".pth"}


def _probe(root: Path, *modules: str) -> dict[str, list[str]]:
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-c", _PROBE, *modules]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def every_module(root: Path) -> dict[str, list[str]]:
    """What happens when every module of the package is imported."""
    paths = sorted((root / "src").rglob("*.py"))
    names = [".".join(path.relative_to(root / "src").with_suffix("").parts) for path in paths]
    return _probe(root, *(name.removesuffix(".__init__") for name in names if not name.endswith("__main__")))


def test_no_data_is_read(every_module: dict[str, list[str]], root: Path) -> None:
    inside = [name for name in every_module["opened"] if Path(name).is_relative_to(root / "src")]
    assert inside, "the probe saw the package's own code"
    assert [name for name in inside if Path(name).suffix not in _CODE and not Path(name).is_dir()] == []


def test_nothing_outside_is_reached(every_module: dict[str, list[str]]) -> None:
    assert every_module["reached"] == []


def test_the_library_brings_no_terminal(root: Path) -> None:
    modules = _probe(root, "riwaya")["modules"]
    assert "riwaya.reader" in modules
    assert {"click", "rich", "asyncio", "jsonschema", "sqlalchemy", "sqlite3"} & set(modules) == set()


def test_start_is_quick(root: Path) -> None:
    """Measured at 0.1 s; the limit leaves room for a busy machine."""
    assert min(float(str(_probe(root, "riwaya")["seconds"])) for _ in range(3)) < 1.0
