"""Where results and messages go: standard output as UTF-8, a file written whole, standard error."""

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NoReturn, TextIO

import click

NOTHING_READ = 2  # also for wrong usage, as click has it
SOME_READ = 1
# Control characters, and marks that turn the direction of all that follows: a text must not
# command the terminal it is shown in.
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def printable(text: str) -> str:
    """Give a text on one line, with nothing in it that commands a terminal."""
    return " ".join(_COMMANDS.sub(" ", text).split())


def complain(fault: object) -> None:
    """Print one message on standard error."""
    click.echo(f"riwaya: {printable(str(fault))}", err=True)


def fail(fault: object) -> NoReturn:
    """Print one message and end with status 2."""
    complain(fault)
    sys.exit(NOTHING_READ)


def open_output(path: Path | None = None) -> AbstractContextManager[TextIO]:
    """Open standard output, or a file that appears only when it is complete; a fault ends the program."""
    return _open_standard() if path is None else _open_file(path)


@contextlib.contextmanager
def _open_standard() -> Iterator[TextIO]:
    if sys.stdout is None:
        fail("standard output: is closed")
    stream = io.TextIOWrapper(sys.stdout.buffer, "utf-8", errors="replace", newline="\n")
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough; click ends quietly
    except OSError as fault:
        fail(f"standard output: cannot be written: {fault.strerror}")
    finally:
        with contextlib.suppress(OSError, ValueError):
            stream.detach()


@contextlib.contextmanager
def _open_file(path: Path) -> Iterator[TextIO]:
    # A device or pipe is written to; nothing else is ever put in its place.
    whole = not path.exists() or path.is_file()
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part") if whole else target
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
        if whole:
            part.replace(target)
    except OSError as fault:
        fail(f"{path}: cannot be written: {fault.strerror}")
    finally:
        if whole:
            with contextlib.suppress(OSError):
                part.unlink()
