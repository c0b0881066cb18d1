"""A store with something of everything in it."""

from functools import cache

from sqlalchemy import text

import riwaya
from riwaya.casework import Casework
from riwaya.errors import InputError
from riwaya.store import Act, Arrival, Store
from riwaya.store.database import Database
from riwaya.types import EventKey, Reading, Report
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
        store.save((_read(report) for report in store.reports() if report.id != "copy"), maker="riwaya 1")
        accepted = store.desk.accept("market", ["c1"], Act("ليلى", "كما في البيان"))
        store.desk.reject("market", ["c2"], Act("سامر"))
        store.desk.undo("market", accepted.number, Act("ليلى"))
        store.rulings.join([EventKey("market", "e1"), EventKey("bridge", "e1")], Act("ليلى"))
        Casework(store).update()
        store.queue.put("read", {"report": "copy"})
        store.queue.take("worker-1")
        store.queue.put("match", {})
    return "market"


def change(where: str, *statements: str) -> None:
    """Change a store's database behind the store's back."""
    with Database(where) as database, database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


@cache
def _read(report: Report) -> Reading:
    return riwaya.Reader().read(report)
