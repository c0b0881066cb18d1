"""Under which id a case goes on: the one that most of its events had; a new case is called after an event.

When cases become one, it keeps the id under which most of its events were known, of equal ones the first by
the alphabet; the other ids lead to it from then on. When a case falls apart, the part with most of its events
keeps the id.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from riwaya.types import Case


def find_heirs(votes: Sequence[Counter[int]], names: Mapping[int, str]) -> dict[int, int]:
    """Give which old case (by number) each new cluster (by place) goes on as.

    ``votes``: for each cluster how many of its events an old case held. No case goes on twice, no cluster
    goes on as two.
    """
    claims = sorted(
        (-held, names[old], place, old)
        for place, cluster in enumerate(votes)
        for old, held in cluster.items()
    )
    heirs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, place, old in claims:
        if place not in heirs and old not in used:
            heirs[place] = old
            used.add(old)
    return heirs


def propose_names(case: Case) -> Iterator[str]:
    """Propose ids for a new case: by its events, the earliest first, then by the earliest with a number."""
    yield from (f"{member.report}/{member.event}" for member in case.events)
    yield from (f"{case.id}~{number}" for number in count(2))
