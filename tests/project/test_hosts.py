"""No file names a package registry's host: a checkout installs from wherever its user's tools point."""

from pathlib import Path

# Written in two parts, or this file would name them.
_HOSTS = [".".join(parts) for parts in (
    ("pypi", "org"), ("files.pythonhosted", "org"), ("registry.npmjs", "org"), ("deb.debian", "org"),
)]  # fmt: skip


def test_no_file_names_a_registry(files: list[Path]) -> None:
    faults = [
        f"{path} names {host}" for path in files for host in _HOSTS if host.encode() in path.read_bytes()
    ]
    assert faults == []


def test_the_lock_has_a_hash_for_every_package_and_no_address(root: Path) -> None:
    entries = (root / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert len(entries) > 20
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert [
        entry for entry in entries if "://" in entry or "--index" in entry or "--find-links" in entry
    ] == []
