"""Room 6: the same occurrence across reports becomes a case; what each party says of it, how it stands."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from riwaya.cases.clustering import Cluster, Clusters
from riwaya.cases.describing import describe
from riwaya.cases.encoding import Encoder, load_encoder
from riwaya.cases.packed import pack, unpack
from riwaya.cases.processes import Meeting, find_meeting, find_processes
from riwaya.cases.tellings import find_tellings
from riwaya.types import Case, Decision, Process, Reading

__all__ = ["Casebook", "Clusters", "find_cases", "find_processes", "find_tellings", "load_encoder"]
_HELD = 500  # readings that are kept unpacked


class Casebook:
    """Readings as they come in, and the cases they make; decisions of analysts hold against the machine.

    ``encode`` tells what wordings mean (``encoding.load_encoder``); without one words are compared.
    """

    def __init__(self, decisions: Iterable[Decision] = (), *, encode: Encoder | None = None) -> None:
        self._clusters = Clusters(decisions)
        self._encode = encode
        self._readings: dict[str, bytes] = {}
        self._reading = lru_cache(maxsize=_HELD)(lambda report: unpack(self._readings[report], Reading))
        self._written: dict[tuple[int, ...], _Written] = {}

    def add(self, reading: Reading) -> None:
        """Take in one more reading: its events join cases, open some, or join two.

        A report that is known is passed over.
        """
        if reading.report.id in self._readings:
            return
        self._readings[reading.report.id] = pack(reading)
        for telling in find_tellings(reading, self._encode):
            self._clusters.add(telling)

    def decide(self, decision: Decision) -> None:
        """Take one more decision; the cases that it may touch are written anew."""
        touched = self._clusters.decide(decision)
        self._written = {key: one for key, one in self._written.items() if touched.isdisjoint(key)}

    def cases(self) -> Iterator[Case]:
        """Give all cases by their ids, one at a time; only what has changed is written anew."""
        processes = self.processes()
        process_of = {one.case: process.id for process in processes for one in process.rounds}
        for written in sorted(self._written.values(), key=lambda one: one.id):
            case = unpack(written.case, Case)
            yield msgspec.structs.replace(case, process=process_of.get(case.id))

    def processes(self) -> tuple[Process, ...]:
        """Give the talks that belong together, strung into processes."""
        before, self._written = self._written, {}
        for cluster in self._clusters.clusters():
            self._written[cluster.numbers] = before.get(cluster.numbers) or self._write(cluster)
        return find_processes(one.meeting for one in self._written.values() if one.meeting is not None)

    def _write(self, cluster: Cluster) -> "_Written":
        case = describe(cluster, self._reading)
        assert case is not None  # readings do not change here
        return _Written(case.id, pack(case), find_meeting(case, self._reading))


class _Written(msgspec.Struct, frozen=True):
    """A case as it is kept, and what it tells of talks."""

    id: str
    case: bytes
    meeting: Meeting | None


def find_cases(readings: Iterable[Reading], decisions: Iterable[Decision] = ()) -> tuple[Case, ...]:
    """Put the events of readings together into cases."""
    book = Casebook(decisions)
    for reading in readings:
        book.add(reading)
    return tuple(book.cases())
