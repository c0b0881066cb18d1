"""A process killed in the midst of an import loses nothing that it told, and leaves nothing by halves."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from riwaya.store import Store
from tests.store.texts import make_report

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = os.environ | {"PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}"}


class Import:
    """An import in a process of its own."""

    def __init__(self, where: str, count: int) -> None:
        command = [sys.executable, "-m", "tests.store.importing", where, str(count)]
        self._process = subprocess.Popen(command, cwd=_ROOT, env=_ENVIRONMENT, stdout=subprocess.PIPE)
        self.told: list[str] = []

    def wait_for(self, lines: int) -> None:
        """Wait until it has told of so many reports; the first line says that the store is open."""
        assert self._process.stdout is not None
        while len(self.told) < lines and (line := self._process.stdout.readline()):
            self.told.append(line.decode().strip())

    def end(self, *, killed: bool) -> list[str]:
        """Kill it, or wait for its end; give the reports that it told of."""
        if killed:
            self._process.kill()
        out, _ = self._process.communicate()
        assert self._process.returncode in ((-signal.SIGKILL, 0) if killed else (0,))
        self.told += out.decode().split("\n")[:-1]
        return self.told[1:]


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
    """Kill so many imports into new stores, each somewhere in its course; then let the last one end."""
    chance = random.Random(times)
    begin = time.monotonic()
    assert check_store(new_place(0), Import(new_place(0), count).end(killed=False), count) == count
    batch = 100 * (time.monotonic() - begin) / count
    left = []
    for number in range(1, times + 1):
        running = Import(new_place(number), count)
        running.wait_for(chance.randrange(count - 100))  # 0: it may be making the store
        time.sleep(chance.uniform(0, batch))
        left.append(check_store(new_place(number), running.end(killed=True), count))
    told = Import(new_place(times), count).end(killed=False)
    assert len(told) == check_store(new_place(times), told, count) == count
    return left


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(
    request: pytest.FixtureRequest, tmp_path: Path, new_schema: Callable[[], str]
) -> Callable[[int], str]:
    """A place of its own for each number."""
    if request.param == "sqlite":
        return lambda number: str(tmp_path / f"{number}.riwaya")
    return cache(lambda number: new_schema())


def test_an_import_that_is_killed_leaves_a_whole_store(new_place: Callable[[int], str]) -> None:
    assert len(kill_imports(new_place, count=500, times=3)) == 3


@pytest.mark.slow
def test_fifty_imports_of_2000_reports_are_killed(new_place: Callable[[int], str]) -> None:
    left = kill_imports(new_place, count=2000, times=50)
    sys.stdout.write(f"reports left by each: {left}\n")
    assert len(set(left)) > 10, "they were killed at different points"
