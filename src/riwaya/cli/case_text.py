"""Cases and processes of talks as plain lines: what happened, how it stands, who says what, why it is one."""

from collections.abc import Iterable
from typing import TextIO

from riwaya.cli.output import printable
from riwaya.types import Account, Case, Estimate, EventKey, Party, Period, Process, Round

_TEXT = 110  # characters of a statement that are shown
_STATEMENTS = 3  # of an account, the latest
_POSITIONS = 4  # of a round


def write_cases(cases: Iterable[Case], file: TextIO, *, every: bool = False) -> None:
    """Write cases by day, with ``every`` those of one report too."""
    told = [case for case in cases if every or len({member.report for member in case.events}) > 1]
    told.sort(key=lambda case: (case.when.start if case.when else "", case.id))
    for number, case in enumerate(told):
        file.write("\n" if number else "")
        for line in _lines(case):
            file.write(printable_line(line))
    if not told:
        file.write("no case is told by more than one report\n")


def write_processes(processes: Iterable[Process], file: TextIO) -> None:
    """Write processes of talks, round by round."""
    empty = True
    for number, process in enumerate(processes):
        empty = False
        file.write("\n" if number else "")
        file.write(printable_line(f"talks {process.id}: {', '.join(map(_name, process.parties))}"))
        for one in process.rounds:
            for line in _round(one):
                file.write(printable_line(line))
        if process.next is not None:
            file.write(printable_line(f"  next    {_days(process.next)}"))
    if empty:
        file.write("no talks belong together\n")


def printable_line(line: str) -> str:
    """Give a line with its indent kept and nothing in it that commands a terminal."""
    body = line.lstrip(" ")
    return " " * (len(line) - len(body)) + printable(body) + "\n"


def _lines(case: Case) -> list[str]:
    where = case.place.name_en or case.place.name if case.place else "no place"
    reports = len({member.report for member in case.events})
    lines = [
        f"{case.type} · {where} · {_days(case.when)} · {case.status}",
        f"  case    {case.id}, {len(case.events)} events of {reports} reports",
    ]
    lines += [f"  figures {_estimate(one)}" for one in case.figures]
    lines += [f"  status  {reason}" for reason in case.why]
    for account in case.accounts:
        lines += _account(account)
    for match in case.matches:
        ties = " ".join(match.ties) or "by a decision of an analyst"
        lines.append(f"  joined  {_event(match.one)} to {_event(match.other)}: {ties}")
    return lines


def _event(key: EventKey) -> str:
    return f"{key.report}/{key.event}"


def _account(account: Account) -> list[str]:
    figures = ", ".join(map(_estimate, account.figures))
    marks = " ".join(filter(None, ("denies" if account.denies else "", *account.evidence, figures)))
    lines = [f"  says    {_name(account.party)}{': ' + marks if marks else ''}"]
    for statement in account.statements[-_STATEMENTS:]:
        text = printable(statement.text)
        shown = text if len(text) <= _TEXT else text[:_TEXT].rpartition(" ")[0] + " …"
        lines.append(f"          {' ← '.join(statement.chain)}: {shown}")
    return lines


def _round(one: Round) -> list[str]:
    number = f"round {one.number}" if one.number is not None else "round"
    state = one.assessment or ("" if one.reality == "actual" else one.reality)
    head = " · ".join(filter(None, (_days(one.when), number, one.venue or "", state)))
    lines = [f"  {head}"]
    if one.topics:
        lines.append(f"    about   {'; '.join(one.topics)}")
    for position in one.positions[:_POSITIONS]:
        lines.append(f"    {position.act:8}{_name(position.party)}: {printable(position.text)[:_TEXT]}")
    return lines


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
