"""A command run as a user runs it, in this process."""

from pathlib import Path

from click.testing import CliRunner, Result

from riwaya.cli import main


def run(*arguments: Path | str, stdin: bytes = b"") -> Result:
    """Run ``riwaya`` with these arguments; whatever it raises but an exit fails the test."""
    result = CliRunner().invoke(main, list(map(str, arguments)), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
