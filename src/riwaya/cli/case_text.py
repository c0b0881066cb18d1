"""Cases and processes of talks as plain lines: what happened, how it stands, who says what, why it is one."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from riwaya.cli.output import printable
from riwaya.types import Account, Case, Estimate, EventKey, Party, Period, Process

_TEXT = 110  # characters of a statement that are shown
_STATEMENTS = 3  # of an account, the latest
_POSITIONS = 4  # of a round


def write_cases(cases: Iterable[Case], file: TextIO, *, every: bool = False) -> None:
    """Write cases by day, with ``every`` those of one report too."""
    told = [case for case in cases if every or len({member.report for member in case.events}) > 1]
    told.sort(key=lambda case: (case.when.start if case.when else "", case.id))
    for number, case in enumerate(told):
        file.write("\n" if number else "")
        file.writelines(f"{line}\n" for line in _case(case))
    if not told:
        file.write("no case is told by more than one report\n")


def write_processes(processes: Iterable[Process], file: TextIO) -> None:
    """Write processes of talks, round by round."""
    told = tuple(processes)
    for number, process in enumerate(told):
        file.write("\n" if number else "")
        file.writelines(f"{line}\n" for line in _process(process))
    if not told:
        file.write("no talks belong together\n")


def _case(case: Case) -> Iterator[str]:
    where = case.place.name_en or case.place.name if case.place else "no place"
    reports = len({member.report for member in case.events})
    yield printable(f"{case.type} · {where} · {_days(case.when)} · {case.status}")
    yield _row("case", f"{case.id}, {len(case.events)} events of {reports} reports")
    if case.process is not None:
        yield _row("talks", f"of the process {case.process}")
    for one in case.figures:
        yield _row("figures", _estimate(one))
    for reason in case.why:
        yield _row("status", reason)
    for account in case.accounts:
        yield from _account(account)
    for match in case.matches:
        ties = " ".join(match.ties) or "by a decision of an analyst"
        yield _row("joined", f"{_event(match.one)} to {_event(match.other)}: {ties}")


def _account(account: Account) -> Iterator[str]:
    figures = ", ".join(map(_estimate, account.figures))
    marks = " ".join(filter(None, ("denies" if account.denies else "", *account.evidence, figures)))
    yield _row("says", f"{_name(account.party)}{': ' + marks if marks else ''}")
    for statement in account.statements[-_STATEMENTS:]:
        yield _row("", f"{' ← '.join(statement.chain)}: {_short(statement.text)}")


def _process(process: Process) -> Iterator[str]:
    yield printable(f"talks {process.id}: {', '.join(map(_name, process.parties))}")
    for one in process.rounds:
        number = f"round {one.number}" if one.number is not None else "round"
        state = one.assessment or ("" if one.reality == "actual" else one.reality)
        facts = (_days(one.when), number, one.venue, state)
        yield f"  {printable(' · '.join(filter(None, facts)))}"
        if one.topics:
            yield _row("  about", "; ".join(one.topics))
        for position in one.positions[:_POSITIONS]:
            yield _row("  says", f"{_name(position.party)}, {position.act}: {_short(position.text)}")
    if process.next is not None:
        yield _row("next", _days(process.next))


def _row(label: str, text: str) -> str:
    return f"  {label:<8}{printable(text)}"


def _short(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _TEXT else f"{line[:_TEXT].rpartition(' ')[0]} …"


def _event(key: EventKey) -> str:
    return f"{key.report}/{key.event}"


def _estimate(one: Estimate) -> str:
    if one.low == one.high:
        return f"{one.best} {one.kind}"
    return f"{one.best} {one.kind} ({one.low}–{one.high})"


def _name(party: Party) -> str:
    codes = " ".join(filter(None, (party.country, party.role)))
    return f"{party.name} ({codes})" if codes else party.name


def _days(when: Period | None) -> str:
    if when is None:
        return "no day"
    return when.start if when.start == when.end else f"{when.start} to {when.end}"
