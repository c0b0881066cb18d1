"""Two sets of readings compared: a program against gold, or one analyst against another.

Readings are paired by the id of their report. Every row is precision, recall and F1 over all reports:

    claim            cue words overlap
    claim-full       and source and act are right, and contents overlap by half
    source act content evidence said via denies      on the claims that match
    event            same type and a trigger overlaps; a second one for the same event is an error
    event-any-type   a trigger overlaps, whatever the type
    event-full       event, and place, day and reality are right
    place day actors targets reality figures talks   on the events that match; figures over the report
"""

from collections.abc import Iterable

import msgspec

from riwaya.errors import InputError
from riwaya.evaluation.claims import compare_claims
from riwaya.evaluation.events import compare_events
from riwaya.evaluation.scores import ROWS, Score, Tally
from riwaya.evaluation.sides import Side
from riwaya.types import Reading

__all__ = ["ROWS", "Evaluation", "Score", "evaluate"]


class Evaluation(msgspec.Struct, frozen=True):
    """The figures of a comparison, and every error in words: (report id, error)."""

    reports: int
    missing: tuple[str, ...]  # ids of gold reports that were not read
    rows: dict[str, Score]
    types: dict[str, Score]
    errors: tuple[tuple[str, str], ...] = ()


def evaluate(gold: Iterable[Reading], predicted: Iterable[Reading]) -> Evaluation:
    """Compare readings with gold; a gold report that was not read counts as an empty reading.

    Raises InputError where the two texts of a report differ, for then offsets mean nothing, and where the two
    sides have no report in common.
    """
    wanted = {reading.report.id: reading for reading in gold}
    given = {reading.report.id: reading for reading in predicted}
    if wanted and given and wanted.keys().isdisjoint(given):
        raise InputError(
            min(wanted), f"the two sides have no report in common: there is {min(given)} instead"
        )
    tally = Tally()
    errors: list[tuple[str, str]] = []
    for key, reading in wanted.items():
        other = given.get(key) or Reading("riwaya.reading/1", reading.report, (), (), (), ())
        if other.report.text != reading.report.text:
            raise InputError(key, "the two texts differ, so offsets mean nothing")

        def say(*parts: object, key: str = key) -> None:
            errors.append((key, " ".join(str(part) for part in parts if part != "")))

        one, two = Side.of(reading), Side.of(other)
        compare_claims(one, two, tally, say)
        compare_events(one, two, tally, say)
    return Evaluation(
        reports=len(wanted),
        missing=tuple(sorted(wanted.keys() - given.keys())),
        rows={row: tally.rows[row].score() for row in ROWS if row in tally.rows},
        types={
            kind: counts.score()
            for kind, counts in sorted(tally.types.items(), key=lambda item: (-item[1].gold, item[0]))
        },
        errors=tuple(errors),
    )
