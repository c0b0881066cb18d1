"""Measure again and pin the figures: python3 dev.py python -m tests.eval.update_baseline [--lower].

Without --lower nothing is written where a figure falls on the same gold reports.
"""

import sys

import msgspec

from tests.eval.gate import (
    BASELINE,
    Baseline,
    Changes,
    Pinned,
    compare,
    find_other_gold,
    load_baseline,
    measure_other,
    measure_own,
)


def main(arguments: list[str]) -> int:
    """Write the baseline, say what has changed, and give the exit status."""
    old = load_baseline() if BASELINE.exists() else None
    own = measure_own()
    folder = find_other_gold()
    other = measure_other(folder) if folder is not None else None
    changes = [compare(pinned, now) for pinned, now in _pairs(old, own, other)]
    sys.stdout.writelines(f"{_describe(change)}\n" for change in changes)
    if any(change.fell for change in changes) and "--lower" not in arguments:
        sys.stdout.write("so nothing is written; --lower writes all the same, and the commit says why\n")
        return 1
    BASELINE.write_text(_encode(_merge(old, own, other)), encoding="utf-8", newline="\n")
    counts = f"{own.reports} of our own" + (f", {other.reports} others" if other is not None else "")
    sys.stdout.write(f"{BASELINE.name}: figures on gold reports: {counts}\n")
    return 0


def _pairs(old: Baseline | None, own: Pinned, other: Pinned | None) -> list[tuple[Pinned, Pinned]]:
    """Pair pinned with measured figures, where both are of the same gold reports."""
    before = {pinned.sha256: pinned for pinned in ((old.own, *old.others) if old else ())}
    return [(before[now.sha256], now) for now in (own, other) if now is not None and now.sha256 in before]


def _merge(old: Baseline | None, own: Pinned, other: Pinned | None) -> Baseline:
    """Keep the figures on gold reports that are not here now."""
    if other is None:
        return Baseline(own, old.others if old else ())
    kept = tuple(pinned for pinned in (old.others if old else ()) if pinned.sha256 != other.sha256)
    return Baseline(own, (*kept, other))


def _describe(changes: Changes) -> str:
    words = [f"fell  {row}" for row in changes.fell] + [f"rose  {row}" for row in changes.rose]
    return "\n".join(words) or "no figure has changed"


def _encode(baseline: Baseline) -> str:
    return msgspec.json.format(msgspec.json.encode(baseline), indent=2).decode() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
