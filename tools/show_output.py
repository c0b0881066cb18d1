"""Write into README and docs what the commands shown there print: ``show_output.py [--check]``.

A shown run is a comment and the fenced block behind it, which is replaced:

    <!-- run: riwaya read examples/market.txt -->
    ```text
    ```

With ``--check`` nothing is written; the status is 1 where a page shows something else.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = re.compile(
    r"(?P<head><!-- run: riwaya (?P<arguments>[^\n]+?) -->\n+```\w*\n)(?P<output>.*?)(?P<foot>```)", re.DOTALL
)
_COMMAND = "import sys; sys.argv[0] = 'riwaya'; from riwaya.cli import main; main()"
_SETTINGS = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "100"}


def main(arguments: list[str]) -> int:
    """Refresh every page, or compare it, and give the exit status."""
    stale = []
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = page.read_text(encoding="utf-8")
        fresh = SHOWN.sub(lambda shown: shown["head"] + _run(shown["arguments"]) + shown["foot"], text)
        if fresh != text:
            stale.append(str(page.relative_to(ROOT)))
            if "--check" not in arguments:
                page.write_text(fresh, encoding="utf-8")
    print("\n".join(f"{name}: {'shows old output' if '--check' in arguments else 'made'}" for name in stale))
    return 1 if stale and "--check" in arguments else 0


def _run(arguments: str) -> str:
    """Run the command line as a reader would, in the root of the checkout; no spaces at ends of lines."""
    command = [sys.executable, "-c", _COMMAND, *arguments.split()]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | _SETTINGS, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").split("\n")) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
