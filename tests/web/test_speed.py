"""The first page is there in a second, on a store of 10,000 reports."""

import time

import msgspec
import pytest

from riwaya.store import Act, Arrival
from riwaya.types import Report
from tests.web.filling import example, read
from tests.web.visiting import Site

_REPORTS = 10_000
_MOST = 1.0  # seconds


@pytest.mark.slow
def test_the_first_page_of_a_large_store(site: Site) -> None:
    text = example("market").text * 3
    reports = [Report(f"r{n}", f"{text} {n}", publisher=f"الجريدة {n % 40}") for n in range(_REPORTS)]
    store = site.bench.store
    list(store.add([Arrival(report, report.id) for report in reports]))
    reading = read(reports[0])
    store.save(
        (msgspec.structs.replace(reading, report=one) for one in reports[500:]), maker=site.bench.program
    )
    for one in reports[-100:]:
        store.desk.accept(one.id, [reading.claims[0].id], Act("ليلى"))
    inside = site.enter()
    for path in (
        "/",
        "/?stage=read",
        "/?publisher=",
        "/?stage=begun&before=9960",
        f"/report?id=r{_REPORTS - 1}",
    ):
        start = time.perf_counter()
        assert site.ask(path, headers=inside).status == 200
        assert time.perf_counter() - start < _MOST, path
