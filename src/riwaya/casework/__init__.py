"""Cases over a store: put together from its readings and rulings, kept in it, and brought up to date.

What has changed is worked, a slice of reports at a time, each in one transaction: the tellings of its reports
are made anew and tied to their neighbours; all that hangs together with them, or with tellings that a ruling
names, is clustered anew; and the cases that come out otherwise than before are written. The result is what
putting everything together from nothing gives, but for the ids: a case keeps the id that most of its events
had (``naming``).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec

from riwaya.cases.processes import Meeting, find_processes
from riwaya.casework.work import Work
from riwaya.errors import Fault, ReviewError
from riwaya.export.choosing import only
from riwaya.store import Store
from riwaya.store.case_editing import CaseEditor
from riwaya.store.case_records import CaseState
from riwaya.types import Case, Decision, EventKey, Process, Reading

__all__ = ["Casework", "Preview", "Updated", "readings_of"]
_SLICE = 500  # reports that are worked in one transaction


class Updated(msgspec.Struct, frozen=True):
    """What bringing the cases up to date came to."""

    reports: int  # whose readings were new or other than before
    written: int  # cases


class Preview(msgspec.Struct, frozen=True):
    """What a ruling would do: the cases that it changes as they are, and what would be in their place."""

    before: tuple[Case, ...]
    after: tuple[Case, ...]


class Casework:
    """The work on the cases of a store."""

    def __init__(self, store: Store) -> None:
        self._cases = store.cases

    def update(self, told: Callable[[int], object] | None = None, *, slice: int = _SLICE) -> Updated:
        """Bring the cases up to date with the readings and rulings of now; only what has changed is worked.

        ``told`` is given the number of reports done after each slice. What was done stays done when the work
        is broken off; the next call goes on.
        """
        if not self.is_stale():
            return Updated(0, 0)
        ruled, rulings = self._begin()
        reports = written = after = 0
        while True:
            with self._cases.editing() as editor:
                work = Work(editor, rulings)
                pending = editor.pending(after, slice)
                work.take_in(pending)
                written += work.write()
            if not pending:
                break
            after = pending[-1].number
            reports += len(pending)
            if told is not None:
                told(reports)
        with self._cases.editing() as editor:
            _string(editor, ruled)
        return Updated(reports, written)

    def is_stale(self) -> bool:
        """Tell whether readings, rulings or rules are others than those the cases were put together from."""
        with self._cases.reading() as editor:
            state = editor.state()
            if state.maker != _maker() or not state.strung or state.ruled != editor.last_ruling():
                return True
            return bool(editor.pending(limit=1))

    def rebuild(self, told: Callable[[int], object] | None = None) -> Updated:
        """Put all cases together anew; they keep their ids."""
        with self._cases.editing() as editor:
            editor.forget()
        return self.update(told)

    def processes(self) -> tuple[Process, ...]:
        """Give the talks that belong together, of the cases as they are kept."""
        with self._cases.reading() as editor:
            return find_processes(meeting for _, _, meeting in _meetings(editor))

    def preview_join(self, events: Sequence[EventKey]) -> Preview:
        """Show what the ruling that events are one occurrence would make of the cases."""
        return self._preview(Decision("join", tuple(events)))

    def preview_part(self, events: Sequence[EventKey], others: Sequence[EventKey]) -> Preview:
        """Show what the ruling that each of ``events`` is another occurrence than each of ``others`` would
        make of the cases."""
        return self._preview(Decision("part", tuple(events), tuple(others)))

    def _preview(self, decision: Decision) -> Preview:
        with self._cases.reading() as editor:
            named = [*decision.events, *decision.others]
            known = {(row.report, row.event) for row in editor.find(named)}
            for one in named:
                if (one.report, one.event) not in known:
                    raise ReviewError(
                        one.report, Fault("there is no event %(event)s in the cases", event=one.event)
                    )
            before, after = Work(editor, (*editor.state().rulings, decision)).preview()
        return Preview(tuple(map(self._cases.case, before)), after)

    def _begin(self) -> tuple[int, tuple[Decision, ...]]:
        """Give the last ruling and those in force; where other rules put the cases together, or none have,
        take all readings for new."""
        with self._cases.editing() as editor:
            state = editor.state()
            if state.maker != _maker():
                editor.forget()
                editor.note(CaseState(_maker(), state.rulings))
            return editor.rulings()


def _string(editor: CaseEditor, ruled: int) -> None:
    """String the talks into processes, where any have changed, and note that all is done up to a ruling."""
    state = editor.state()
    if not state.strung:
        found = _meetings(editor)
        processes = find_processes(meeting for _, _, meeting in found)
        process_of = {one.case: process.id for process in processes for one in process.rounds}
        editor.string({id: process_of.get(id) for id, old, _ in found if process_of.get(id) != old})
    editor.note(msgspec.structs.replace(state, ruled=ruled, strung=True))


def _meetings(editor: CaseEditor) -> list[tuple[str, str | None, Meeting]]:
    """Give the cases of talks: id, process, and the meeting under the id that the case has now."""
    found = []
    for id, process, encoded in editor.meetings():
        meeting = msgspec.json.decode(encoded, type=Meeting)
        named = msgspec.structs.replace(meeting.round, case=id)
        found.append((id, process, msgspec.structs.replace(meeting, round=named)))
    return found


@cache
def _maker() -> str:
    """Name the rules and tables by which cases are put together: a hash of all of them."""
    digest = hashlib.sha256()
    for package in ("riwaya.cases", "riwaya.casework"):
        for file in sorted(resources.files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".tsv")):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def readings_of(store: Store, case: str, *, machine: bool = False) -> Iterator[Reading]:
    """Give the readings of a case's reports, cut down to what is of the case, or the machine's if asked.

    Raises MissingError where there is no such case.
    """
    events: defaultdict[str, set[str]] = defaultdict(set)
    for member in store.cases.case(case).events:
        events[member.report].add(member.event)
    for reading in store.readings(list(events), machine=machine):
        yield only(reading, events[reading.report.id])
