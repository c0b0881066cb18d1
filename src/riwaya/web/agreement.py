"""Two readers of the same reports compared: the machine, what stands after review, or one analyst alone."""

from collections.abc import Iterable

import msgspec

from riwaya.evaluation import Evaluation, evaluate
from riwaya.store import Decision, Store
from riwaya.store.review import review
from riwaya.types import Reading

MACHINE, REVIEWED = "machine", "reviewed"


class Compared(msgspec.Struct, frozen=True):
    """One report, and how two readers agree on it."""

    report: str
    title: str
    found: Evaluation


class Agreement(msgspec.Struct, frozen=True):
    """How two readers agree over all reports that both have decided on, and report by report."""

    overall: Evaluation
    reports: tuple[Compared, ...]


def list_readers(store: Store) -> tuple[str, ...]:
    """Give who can be compared: the machine, the review as a whole, and each analyst."""
    return MACHINE, REVIEWED, *sorted({decision.who for decision in store.desk.history()})


def compare(store: Store, one: str, other: str) -> Agreement | None:
    """Compare two readers over the reports that analysts decided on; None where there are none for both.

    An analyst's reading is the machine's with that analyst's decisions alone. A report counts if every
    analyst among the two has decided on it.
    """
    decided: dict[str, list[Decision]] = {}
    for decision in store.desk.history():
        decided.setdefault(decision.report, []).append(decision)
    analysts = {one, other} - {MACHINE, REVIEWED}
    pairs = []
    for name, decisions in decided.items():
        machine = store.machine_reading(name)
        if machine is not None and analysts <= {decision.who for decision in decisions}:
            sides = (_read(side, machine, decisions) for side in (one, other))
            pairs.append(tuple(sides))
    if not pairs:
        return None
    overall = evaluate((first for first, _ in pairs), (second for _, second in pairs))
    return Agreement(overall, tuple(_one(first, second) for first, second in pairs))


def _read(who: str, machine: Reading, decisions: Iterable[Decision]) -> Reading:
    if who == MACHINE:
        return machine
    return review(machine, [decision for decision in decisions if who in (REVIEWED, decision.who)]).reading


def _one(first: Reading, second: Reading) -> Compared:
    report = first.report
    name = report.title or report.text.strip().partition("\n")[0]
    return Compared(report.id, name, evaluate([first], [second]))
