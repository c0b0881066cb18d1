"""How a case stands, derived from who says it and who denies it; no verdict on what is true."""

from collections.abc import Iterable, Sequence

from riwaya.types import Account, Estimate, Origin, Status

_FAR = 2  # times the least told is the most: figures differ
_NAMES = 6  # of origins that are listed


def find_status(
    accounts: Sequence[Account],
    origins: Sequence[Origin],
    figures: Iterable[Estimate] = (),
    contests: Sequence[str] = (),
) -> tuple[Status, tuple[str, ...]]:
    """Give the status of a case and what it rests on.

    Denied: one party at least denies what one origin tells; contested: what several tell, or sides contradict
    each other (``contests``). Else corroborated by two independent origins; or one source only, or unverified
    where it is said that the source showed nothing or that nobody could check it.
    """
    deniers = [account.party.name for account in accounts if account.denies]
    why = [_told(origins), *_shared(origins)]
    why += [f"denied by {name}" for name in deniers]
    why += contests
    unchecked = _evidence(accounts, "unverified", "no-evidence")
    shown = _evidence(accounts, "documented", "verified")
    why += [f"not verified: {name}" for name in unchecked]
    why += [f"with evidence: {name}" for name in shown]
    why += [
        f"figures differ: {one.low} to {one.high} {one.kind}"
        for one in figures
        if one.low is not None and one.high is not None and one.high >= _FAR * max(1, one.low)
    ]
    independent = len(origins)
    status: Status
    if contests or (deniers and independent > 1):
        status = "contested"
    elif deniers:
        status = "denied"
    elif independent > 1:
        status = "corroborated"
    else:
        status = "unverified" if unchecked and not shown else "one-source"
    return status, tuple(why)


def _told(origins: Sequence[Origin]) -> str:
    count = len(origins)
    names = ", ".join(origin.name for origin in origins[:_NAMES])
    if count > _NAMES:
        names += f" and {count - _NAMES} more"
    return (
        f"told by {count} independent origin{'' if count == 1 else 's'}: {names}"
        if count
        else "told by nobody"
    )


def _shared(origins: Iterable[Origin]) -> list[str]:
    found = []
    for origin in origins:
        outlets = ", ".join(origin.outlets)
        if origin.circular:
            found.append(f"circular: {outlets} cite each other")
        elif origin.copies:
            found.append(f"the same wording: {outlets}")
        elif len(origin.outlets) > 1:
            found.append(f"one origin, {origin.name}, through {outlets}")
    return found


def _evidence(accounts: Iterable[Account], *kinds: str) -> list[str]:
    return [account.party.name for account in accounts if any(kind in kinds for kind in account.evidence)]
