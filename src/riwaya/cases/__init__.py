"""Room 6: the same occurrence across reports becomes a case; what each party says of it, how it stands."""

from collections.abc import Iterable

import msgspec

from riwaya.cases.clustering import Clusters
from riwaya.cases.describing import describe
from riwaya.cases.processes import find_processes
from riwaya.cases.tellings import find_tellings
from riwaya.types import Case, Decision, Process, Reading

__all__ = ["Casebook", "Clusters", "find_cases", "find_processes", "find_tellings"]


class Casebook:
    """Readings as they come in, and the cases they make; decisions of analysts hold against the machine."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._clusters = Clusters(decisions)
        self._readings: dict[str, Reading] = {}
        self._written: dict[tuple[tuple[str, str], ...], Case] = {}

    def add(self, reading: Reading) -> None:
        """Take in one more reading: its events join cases, open some, or join two.

        A report that is known is passed over.
        """
        if reading.report.id in self._readings:
            return
        self._readings[reading.report.id] = reading
        for telling in find_tellings(reading):
            self._clusters.add(telling)

    def decide(self, decision: Decision) -> None:
        """Take one more decision."""
        self._clusters.decide(decision)
        self._written.clear()

    def cases(self) -> tuple[Case, ...]:
        """Give all cases by their ids; only those are written anew that something has changed."""
        written = {}
        for cluster in self._clusters.clusters():
            key = tuple(telling.key for telling in cluster)
            written[key] = self._written.get(key) or describe(cluster, self._readings, self._clusters)
        self._written = written
        process_of = {
            one.case: process.id
            for process in find_processes(written.values(), self._readings)
            for one in process.rounds
        }
        cases = (msgspec.structs.replace(case, process=process_of.get(case.id)) for case in written.values())
        return tuple(sorted(cases, key=lambda case: case.id))

    def processes(self) -> tuple[Process, ...]:
        """Give the talks that belong together, strung into processes."""
        return find_processes(self.cases(), self._readings)


def find_cases(readings: Iterable[Reading], decisions: Iterable[Decision] = ()) -> tuple[Case, ...]:
    """Put the events of readings together into cases."""
    book = Casebook(decisions)
    for reading in readings:
        book.add(reading)
    return book.cases()
