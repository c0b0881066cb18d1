"""One slice of the work: what is new is tied, what it touches clustered anew, what has changed written."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from riwaya.cases.blocks import DAYS, SHARED, find_day, find_keys
from riwaya.cases.clustering import Cluster, Clusters, tie
from riwaya.cases.decisions import Key, Rulings
from riwaya.cases.describing import describe
from riwaya.cases.processes import Meeting, find_meeting
from riwaya.cases.tellings import Telling, find_tellings
from riwaya.casework.naming import find_heirs, propose_names
from riwaya.store.case_editing import CaseEditor
from riwaya.store.case_records import KeptTelling, NewCase, NewTelling, Pending
from riwaya.types import Case, Decision, EventKey, Reading

_HELD = 500  # readings that a batch of cases is written from
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Telling)


class _Readings:
    """The readings of reports, fetched many at a time; those fetched last are at hand."""

    def __init__(self, editor: CaseEditor) -> None:
        self._editor = editor
        self._held: dict[str, Reading] = {}

    def fetch(self, reports: Iterable[str]) -> None:
        """Have the readings of these reports at hand; those of others go when they are too many."""
        wanted = list(reports)
        missing = [report for report in wanted if report not in self._held]
        if len(self._held) + len(missing) > 2 * _HELD:
            self._held = {report: self._held[report] for report in wanted if report in self._held}
        self._held |= self._editor.readings(missing)

    def __call__(self, report: str) -> Reading:
        if report not in self._held:
            self.fetch([report])
        return self._held[report]


class _Draft(msgspec.Struct):
    """A cluster as it comes out, its tellings as they were kept, and the case that it goes on as."""

    cluster: Cluster
    rows: list[KeptTelling]
    component: int
    votes: Counter[int]  # how many of its tellings a case held, by the case's number
    old: int | None = None
    changed: bool = True


class Work:
    """What is worked in one transaction, under rulings that may be other than those noted before."""

    def __init__(self, editor: CaseEditor, rulings: Sequence[Decision]) -> None:
        self._editor = editor
        self._state = editor.state()
        self._decisions = tuple(rulings)
        self._rulings = Rulings(rulings)
        self._reading = _Readings(editor)
        self._named: set[str] = set()  # ids that new cases were given
        self._added: set[int] = set()
        self._removed: list[KeptTelling] = []
        self._words: dict[tuple[str, int], int] = {}  # of what was removed: by report and offset, its case
        self._touched: set[int] = set()  # components
        self._ruled = self._find_ruled()

    def _find_ruled(self) -> set[int]:
        """Find the tellings of which analysts now rule otherwise, and touch all they are ruled to be with."""
        if self._state.rulings == self._decisions:
            return set()
        before, now = Rulings(self._state.rulings), self._rulings
        named = {
            (event.report, event.event)
            for decision in (*self._state.rulings, *self._decisions)
            for event in (*decision.events, *decision.others)
        }
        other = [
            key
            for key in sorted(named)
            if set(before.together(key)) != set(now.together(key))
            or set(before.apart(key)) != set(now.apart(key))
        ]
        rows = self._touch(other)
        return {row.number for row in rows if (row.report, row.event) in other}

    def _touch(self, keys: Iterable[Key]) -> list[KeptTelling]:
        """Touch the components of tellings, and of all that are ruled to be with them."""
        wanted = {other for key in keys for other in (key, *self._rulings.together(key))}
        rows = self._editor.find(EventKey(*key) for key in sorted(wanted))
        self._touched.update(row.component for row in rows)
        return rows

    def take_in(self, pending: Sequence[Pending]) -> None:
        """Make the tellings of reports anew, and tie them to their neighbours."""
        self._removed = self._editor.tellings_of(report.number for report in pending)
        self._touched.update(row.component for row in self._removed)
        self._words = {
            (row.report, start): row.made
            for row in self._removed
            if row.made is not None
            for start in row.starts
        }
        self._editor.take_out(self._removed)
        self._reading.fetch(report.name for report in pending)
        told = [(report, find_tellings(self._reading(report.name))) for report in pending]
        numbers = self._editor.tell([(report, self._new(report.name, found)) for report, found in told])
        tellings = dict(zip(numbers, (telling for _, found in told for telling in found), strict=True))
        known = {number: (number, telling) for number, telling in tellings.items()}
        links = {number: self._tie(number, telling, known) for number, telling in tellings.items()}
        self._editor.tie({number: found for number, found in links.items() if found})
        self._added = set(numbers)
        self._touched.update(numbers)
        self._touch(telling.key for telling in tellings.values() if self._is_ruled(telling.key))

    def _new(self, report: str, tellings: Iterable[Telling]) -> list[NewTelling]:
        starts = {
            event.id: tuple(span.start for span in event.triggers) for event in self._reading(report).events
        }
        return [
            NewTelling(
                one.event, starts[one.event], find_day(one), find_keys(one), _ENCODER.encode(one).decode()
            )
            for one in tellings
        ]

    def _is_ruled(self, key: Key) -> bool:
        return len(set(self._rulings.together(key))) > 1

    def _tie(self, number: int, telling: Telling, known: dict[int, tuple[int, Telling]]) -> dict[int, int]:
        """Weigh a telling with its neighbours; ``known`` are those met so far, with their components."""
        day = find_day(telling)
        near = self._editor.near(number, find_keys(telling), (day - DAYS, day + DAYS), SHARED)
        for row in self._editor.tellings(other for other in near if other not in known):
            known[row.number] = row.component, _DECODER.decode(row.body)
        links = {other: weight for other in near if (weight := tie(telling, known[other][1])) is not None}
        self._touched.update(known[other][0] for other, weight in links.items() if weight > 0)
        return links

    # What comes out

    def write(self) -> int:
        """Write what comes out otherwise than before, and give how many cases that is."""
        drafts, names = self._draft()
        told = list(self._describe(drafts, names))
        strung = self._state.strung and not self._editor.tell_of_talks(names)
        strung = strung and all(meeting is None for _, _, meeting in told)
        new = [
            NewCase(draft.old, case, None if meeting is None else _ENCODER.encode(meeting).decode())
            for draft, case, meeting in told
        ]
        known = dict(names)
        for (draft, case, _), number in zip(told, self._editor.write(new), strict=True):
            draft.old = number
            known[number] = case.id
        self._editor.place(
            (row.number, draft.component, draft.old)
            for draft in drafts
            for row in draft.rows
            if draft.old is not None and (row.component, row.made) != (draft.component, draft.old)
        )
        for old in _gone(drafts, names):
            heir = max(drafts, key=lambda draft: draft.votes[old], default=None)
            held = heir is not None and heir.votes[old] > 0
            self._editor.retire(old, names[old], known.get(heir.old or 0) if heir and held else None)
        if strung != self._state.strung or self._decisions != self._state.rulings:
            self._editor.note(msgspec.structs.replace(self._state, rulings=self._decisions, strung=strung))
        return len(told)

    def preview(self) -> tuple[list[str], tuple[Case, ...]]:
        """Give the ids of the cases that would change, and what would be in their place; write nothing."""
        drafts, names = self._draft()
        changed = [names[draft.old] for draft in drafts if draft.changed and draft.old is not None]
        before = sorted({*changed, *(names[old] for old in _gone(drafts, names))})
        return before, tuple(case for _, case, _ in self._describe(drafts, names))

    def _draft(self) -> tuple[list[_Draft], dict[int, str]]:
        """Cluster what is touched; give the clusters, and the ids of all cases that held any of it."""
        rows = self._editor.tellings_in(self._touched)
        places = {row.number: place for place, row in enumerate(rows)}
        clusters = Clusters(self._decisions)
        for row in rows:
            links = {places[other]: weight for other, weight in row.links if other in places}
            clusters.put(_DECODER.decode(row.body), links)
        drafts = [
            _Draft(cluster, members, least, self._votes(members))
            for component in clusters.components()
            for least in (min(rows[place].number for cluster in component for place in cluster.numbers),)
            for cluster in component
            for members in ([rows[place] for place in cluster.numbers],)
        ]
        held = Counter(row.made for row in (*rows, *self._removed) if row.made is not None)
        names = self._editor.names(held)
        for place, old in find_heirs([draft.votes for draft in drafts], names).items():
            drafts[place].old = old
        for draft in drafts:
            draft.changed = self._has_changed(draft, held)
        return drafts, names

    def _votes(self, rows: Iterable[KeptTelling]) -> Counter[int]:
        """Count the tellings that a case held: the same, or what was told of the same words before."""
        made = (row.made if row.number not in self._added else self._made_before(row) for row in rows)
        return Counter(old for old in made if old is not None)

    def _made_before(self, row: KeptTelling) -> int | None:
        return next((made for start in row.starts if (made := self._words.get((row.report, start)))), None)

    def _has_changed(self, draft: _Draft, held: Counter[int]) -> bool:
        if draft.old is None or any(
            row.number in self._added or row.number in self._ruled for row in draft.rows
        ):
            return True
        same = sum(row.made == draft.old for row in draft.rows)
        return not same == len(draft.rows) == held[draft.old]

    def _describe(
        self, drafts: Iterable[_Draft], names: Mapping[int, str]
    ) -> Iterator[tuple[_Draft, Case, Meeting | None]]:
        """Write up what has changed, each under its id, and what it tells of talks."""
        for batch in _batches(draft for draft in drafts if draft.changed):
            self._reading.fetch(row.report for draft in batch for row in draft.rows)
            told = [(draft, describe(draft.cluster, self._reading)) for draft in batch]
            # None: its reports were read anew since; their turn comes.
            written = [(draft, case) for draft, case in told if case is not None]
            taken = self._editor.taken(case.id for _, case in written)
            for draft, case in written:
                name = names.get(draft.old or 0) or self._new_name(case, taken)
                named = msgspec.structs.replace(case, id=name)
                yield draft, named, find_meeting(named, self._reading)

    def _new_name(self, case: Case, taken: Container[str]) -> str:
        """Choose an id that no case has; ``taken`` are those of the cases' own that one has."""
        name = next(
            name
            for name in propose_names(case)
            if name not in self._named
            and name not in taken
            and (name == case.id or not self._editor.taken([name]))
        )
        self._named.add(name)
        return name


def _gone(drafts: Iterable[_Draft], names: Mapping[int, str]) -> list[int]:
    """Give the cases that no cluster goes on as."""
    return sorted(names.keys() - {draft.old for draft in drafts})


def _batches(drafts: Iterable[_Draft]) -> Iterator[list[_Draft]]:
    """Divide drafts so that the readings of each batch go into memory together."""
    batch: list[_Draft] = []
    size = 0
    for draft in drafts:
        if batch and size + len(draft.rows) > _HELD:
            yield batch
            batch, size = [], 0
        batch.append(draft)
        size += len(draft.rows)
    if batch:
        yield batch
