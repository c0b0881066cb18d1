"""The reports of the stories put into a workbench's store, read, and brought together."""

from riwaya.casework import Casework
from riwaya.store import Arrival, Store
from riwaya.types import Case, Report
from tests.cases.stories import load, read


def fill(store: Store, *names: str) -> None:
    """Store reports, their readings and their cases."""
    told = load()
    reports = (
        Report(name, told[name]["text"], told[name]["title"], told[name]["publisher"],
               published=told[name]["published"])
        for name in names
    )  # fmt: skip
    list(store.add([Arrival(report, report.id) for report in reports]))
    store.save(map(read, names), maker="riwaya 0.1.0")
    Casework(store).update()


def biggest(store: Store) -> Case:
    """Give the case of most reports."""
    return max(store.cases, key=lambda case: len({member.report for member in case.events}))
