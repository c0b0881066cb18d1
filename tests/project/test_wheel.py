"""What is installed is what is in the checkout: tables and other data are in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_wheel_holds_every_file_of_the_package(root: Path, files: list[Path], tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("riwaya/")}
    source = {
        path.relative_to(root / "src").as_posix() for path in files if path.is_relative_to(root / "src")
    }
    built = {name for name in packed if name.startswith("riwaya/web/static/")}
    assert any(name.endswith(".tsv") for name in packed)
    assert {"riwaya/web/static/main.js", "riwaya/web/static/style.css"} < built
    assert packed - built == source
