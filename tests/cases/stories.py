"""The reports of ``stories.toml``, read once."""

import tomllib
from functools import cache
from pathlib import Path

from riwaya import Reader, Reading, Report

MARKET = ("market-1", "market-2", "market-3")
ROUNDS = ("round-1a", "round-1b", "round-2", "round-3", "round-4", "round-5", "round-6a", "round-6b")


@cache
def load() -> dict[str, dict[str, str]]:
    """Load the reports by their ids."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = tomllib.loads(text)
    return loaded


@cache
def read(id: str) -> Reading:
    """Read one report."""
    told = load()[id]
    report = Report(id, told["text"], told["title"], told["publisher"], published=told["published"])
    return Reader().read(report)


def read_all(*ids: str) -> list[Reading]:
    """Read several, in this order; all without ids."""
    return [read(id) for id in ids or load()]
