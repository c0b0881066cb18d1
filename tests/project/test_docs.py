"""Documentation cannot lag: links resolve, commands exist, shown output is what comes out."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import riwaya
from tools.show_output import SHOWN

_LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def pages(files: list[Path]) -> list[Path]:
    found = [path for path in files if path.suffix == ".md"]
    assert len(found) > 10
    return found


def test_links_lead_somewhere(pages: list[Path], root: Path) -> None:
    faults = []
    for page in pages:
        for link in _LINK.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))):
            target = (page.parent / link["path"]).resolve() if link["path"] else page
            if not target.exists() or not target.is_relative_to(root):
                faults.append(f"{page}: no {link['path']}")
            elif link["anchor"] and link["anchor"] not in _anchors(target):
                faults.append(f"{page}: no #{link['anchor']} in {target}")
    assert faults == []


def _anchors(page: Path) -> set[str]:
    """Give the anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_linked(pages: list[Path], root: Path) -> None:
    linked = {
        (page.parent / link["path"]).resolve()
        for page in pages
        for link in _LINK.finditer(page.read_text(encoding="utf-8"))
        if link["path"]
    }
    docs = {page for page in pages if page.is_relative_to(root / "docs")}
    assert {str(page) for page in docs if page not in linked and page.parent not in linked} == set()


@pytest.mark.parametrize("tool", ["make_reference.py", "show_output.py"])
def test_what_is_made_is_current(root: Path, tool: str) -> None:
    command = [sys.executable, str(root / "tools" / tool), "--check"]
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"run `just docs`: {done.stdout}{done.stderr}"


def test_the_readme_shows_the_main_job(root: Path) -> None:
    shown = SHOWN.search((root / "README.md").read_text(encoding="utf-8"))
    assert shown
    assert shown["arguments"] == f"read {dev.EXAMPLE}"
    assert len(shown["output"].splitlines()) > 5


def test_python_shown_does_what_it_shows(pages: list[Path]) -> None:
    shown = [page for page in pages if ">>> " in page.read_text(encoding="utf-8")]
    assert any(page.name == "README.md" for page in shown)
    for page in shown:
        assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0, page
    assert doctest.testmod(riwaya).failed == 0


def test_commands_named_in_the_readme_exist(root: Path) -> None:
    from riwaya.cli import main

    readme = (root / "README.md").read_text(encoding="utf-8")
    script = (root / "dev.py").read_text(encoding="utf-8")
    recipes = re.findall(r"^(\w+).*:$", (root / "justfile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"(?:^|`)riwaya ([a-z]+)", readme, re.MULTILINE))
    assert named
    assert named - set(main.commands) == set()
    for command in re.findall(r"dev\.py (\w+)", readme):
        assert f'"{command}": [' in script, command
    assert set(re.findall(r"`just (\w+)", readme)) - set(recipes) == set()


def test_changelog_names_the_version(root: Path) -> None:
    version = re.search(
        r'^version = "(.+)"$', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version
    assert f"## {version[1]} " in (root / "CHANGELOG.md").read_text(encoding="utf-8")
