"""A store with something of everything in it."""

import riwaya
from riwaya.errors import InputError
from riwaya.store import Act, Arrival, Store
from riwaya.types import Report
from tests.store.texts import BRIDGE, MARKET, arrivals


def fill(where: str) -> str:
    """Fill a new store with five reports and all that can be known of them; give the id of one decided on."""
    with Store.open(where) as store:
        reports = [
            Report("market", MARKET, publisher="الجريدة"),
            Report("bridge", BRIDGE),
            Report("copy", MARKET, publisher="الميزان"),
        ]
        copies = [Arrival(report, f"{report.id}.txt") for report in reports]
        list(store.add([*arrivals(2), *copies, InputError("photo.jpg", "is binary, not text")]))
        reader = riwaya.Reader()
        store.save(
            (reader.read(report) for report in store.reports() if report.id != "copy"), maker="riwaya 1"
        )
        accepted = store.desk.accept("market", ["c1"], Act("ليلى", "كما في البيان"))
        store.desk.reject("market", ["c2"], Act("سامر"))
        store.desk.undo("market", accepted.number, Act("ليلى"))
        store.queue.put("read", {"report": "copy"})
        store.queue.take("worker-1")
        store.queue.put("match", {})
    return "market"
