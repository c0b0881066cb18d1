"""Reports in a workbench's store, read by the machine."""

from functools import cache
from pathlib import Path

import riwaya
from riwaya.store import Arrival
from riwaya.types import Reading, Report
from tests.web.visiting import Site

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def fill(site: Site, *reports: Report) -> None:
    """Store reports with the machine's readings; without any, the example with a denial, as ``market``."""
    given = reports or (example("market"),)
    list(site.bench.store.add([Arrival(report, report.id) for report in given]))
    site.bench.store.save([read(report) for report in given], maker=site.bench.program)


def example(name: str) -> Report:
    return Report(name, (_EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"), publisher="الميزان")


@cache
def read(report: Report) -> Reading:
    """Read a report, once for all tests."""
    return riwaya.Reader().read(report)
