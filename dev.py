#!/usr/bin/env python3
"""Set up and drive a checkout with nothing but Python 3.11 or newer.

python3 dev.py run          install what the lock names, then read an example report
python3 dev.py test [ARGS]  install, then every check and every test (ARGS go to pytest)
python3 dev.py bench [ARGS] measure speed and memory
python3 dev.py riwaya ARGS  the command line, e.g. dev.py riwaya read examples/talks.txt
python3 dev.py python ARGS  the environment's own Python
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
NODE = ROOT / "frontend" / "node.lock"  # for a machine without it
EXAMPLE = "examples/market.txt"
STAMP = VENV / "installed.sha256"


def main(arguments: list[str]) -> int:
    """Run one command of the list above and give its exit status."""
    command, *rest = arguments or ["help"]
    plans = {
        "run": [["riwaya", "read", EXAMPLE, *rest]],
        "riwaya": [["riwaya", *rest]],
        "python": [["python", *rest]],
        "bench": [["python", "-m", "bench", *rest]],
        "test": [
            ["ruff", "format", "--check", "."],
            ["ruff", "check", "."],
            ["mypy"],
            ["lint-imports", "--no-logo"],
            ["python", "-m", "pytest", *rest],
        ],
    }
    if command not in plans:
        print(__doc__)
        return 0 if command in {"help", "--help", "-h"} else 2
    install()
    # Ctrl-C is for the command: it ends in its own way (the workbench in order), and then this program.
    signal.signal(signal.SIGINT, lambda *_: None)
    *first, last = plans[command]
    for program, *options in first:
        status = subprocess.call([str(BIN / program), *options], cwd=ROOT)
        if status:
            return status
    return _become(last)


def _become(command: list[str]) -> int:
    """Run a command in this program's place, so that signals reach it; where that is not to be had, wait."""
    program, *options = command
    if os.name == "nt":
        return subprocess.call([str(BIN / program), *options], cwd=ROOT)
    os.chdir(ROOT)
    os.execv(BIN / program, [str(BIN / program), *options])


def install() -> None:
    """Make .venv hold exactly what the lock names, by hash, and this checkout; quick when it does."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in _installed())).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print(f"dev.py: installing into {VENV}, which takes a minute or two, once", file=sys.stderr)
    if not PYTHON.exists():
        venv.create(VENV, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.check_call([*pip, "--require-hashes", "-r", str(LOCK)])
    if not _has_node():
        subprocess.check_call([*pip, "--require-hashes", "-r", str(NODE)])
    # The lock holds the build backend too, so nothing is fetched here that no hash vouches for. The build
    # makes the workbench's scripts and styles, if what they are made of has changed.
    subprocess.check_call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(wanted)


def _installed() -> list[Path]:
    """List the files that an installation rests on."""
    return [LOCK, ROOT / "pyproject.toml", ROOT / "hatch_build.py", *_frontend()]


def _frontend() -> list[Path]:
    found = (path for path in (ROOT / "frontend").rglob("*") if "node_modules" not in path.parts)
    return sorted(path for path in found if path.is_file())


def _has_node() -> bool:
    """Tell whether this machine has a Node that the workbench can be built with."""
    node = shutil.which("node") if shutil.which("npm") else None
    ask = [node or "", "--version"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False).stdout if node else ""
    version = tuple(int(part) for part in answer.strip().lstrip("v").split(".")[:2] if part.isdigit())
    return version >= (20, 19)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 (this file may meet an older one)
        sys.exit("Riwaya needs Python 3.11 or newer.")
    sys.exit(main(sys.argv[1:]))
