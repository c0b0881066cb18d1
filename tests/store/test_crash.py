"""A process killed in the midst of an import loses nothing that it told, and leaves nothing by halves."""

import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from riwaya.store import Store
from tests.store.conftest import make_database
from tests.store.texts import make_report

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = os.environ | {"PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}"}


def run_import(where: str, count: int, seconds: float | None = None) -> tuple[list[str], float, float]:
    """Import in a process of its own, killed so long after it began; without ``seconds`` it ends by itself.

    Gives the reports that it told of, and when it was ready and when it ended, in seconds.
    """
    command = [sys.executable, "-m", "tests.store.importing", where, str(count)]
    begin = time.monotonic()
    told, ready = b"", 0.0
    with subprocess.Popen(command, cwd=_ROOT, env=_ENVIRONMENT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while True:
            left = None if seconds is None else max(0.0, begin + seconds - time.monotonic())
            if not select.select([process.stdout], [], [], left)[0]:
                break
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                break
            ready = ready or time.monotonic() - begin
            told += piece
        if seconds is not None:
            process.kill()
        told += process.stdout.read()
    return told.decode().split("\n")[1:-1], ready, time.monotonic() - begin


def check_store(where: str, told: list[str], count: int) -> int:
    """Check what a dead process left, and give how many reports that is."""
    with Store.open(where) as store:
        assert store.check() == []
        stored = list(store.reports())
        assert stored == [make_report(number) for number in range(len(stored))], "whole, and in order"
        assert set(told) <= {report.id for report in stored}, "what was told to be stored is there"
        assert len(stored) % 100 == 0, "a batch is stored whole or not at all"
        assert all(run.finished is None or run.seen == count for run in store.runs())
        return len(stored)


def kill_imports(new_place: Callable[[int], str], count: int, times: int) -> list[int]:
    """Kill so many imports into new stores, at random points; then let the last one come to its end."""
    chance = random.Random(times)
    told, ready, whole = run_import(new_place(0), count)
    assert len(told) == check_store(new_place(0), told, count) == count
    left = []
    for number in range(1, times + 1):
        where = new_place(number)
        told, _, _ = run_import(where, count, chance.uniform(0.7 * ready, whole))
        left.append(check_store(where, told, count))
    told, _, _ = run_import(new_place(times), count)
    assert len(told) == check_store(new_place(times), told, count) == count
    return left


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], str]:
    """A place of its own for each number."""
    if request.param == "sqlite":
        return lambda number: str(tmp_path / f"{number}.riwaya")
    server = request.getfixturevalue("server")
    return cache(lambda number: make_database(server))


def test_an_import_that_is_killed_leaves_a_whole_store(new_place: Callable[[int], str]) -> None:
    assert len(kill_imports(new_place, count=500, times=3)) == 3


@pytest.mark.slow
def test_fifty_imports_of_2000_reports_are_killed(new_place: Callable[[int], str]) -> None:
    left = kill_imports(new_place, count=2000, times=50)
    sys.stdout.write(f"reports left by each: {left}\n")
    assert len(set(left)) > 5, "they were killed at different points"
    assert sum(0 < number < 2000 for number in left) > 25
