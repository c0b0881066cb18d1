"""The files of the checkout, for the checks of the project as a whole."""

import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return _ROOT


@pytest.fixture(scope="session")
def files(root: Path) -> list[Path]:
    """Every file that git tracks or would track; outside a clone, every file of the known folders."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        found = [root / name for name in listing.stdout.split("\0") if name]
    else:
        folders = ("src", "tests", "bench", "tools", "docs", "examples")
        inside = (path for folder in folders for path in (root / folder).rglob("*"))
        found = [path for path in (*root.iterdir(), *inside) if "__pycache__" not in path.parts]
    return sorted(path for path in found if path.is_file())


@pytest.fixture(scope="session")
def sources(files: list[Path]) -> list[Path]:
    """Every Python file."""
    found = [path for path in files if path.suffix == ".py"]
    assert len(found) > 10
    return found


@pytest.fixture(scope="session")
def tables(files: list[Path], root: Path) -> list[Path]:
    """Every table of the package."""
    found = [path for path in files if path.suffix == ".tsv" and path.is_relative_to(root / "src")]
    assert found
    return found
