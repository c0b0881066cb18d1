"""Outlets and agencies, looked up by the names they go by and by the address of a page."""

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from riwaya.chars import fold
from riwaya.resources import load_table

_WORD = re.compile(r"[\w&]+")
_LONGEST = 60  # no name is longer


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``publishers.tsv``; ``name`` is what readings call it."""

    kind: Literal["agency", "outlet", "generic", "filler", "label"]
    country: str | None = None
    plain: Literal["yes"] | None = None
    domains: tuple[str, ...] = ()
    name_en: str
    name: str
    aliases: tuple[str, ...] = ()


@cache
def load_publishers() -> tuple[Publisher, ...]:
    """Load the table."""
    return load_table("riwaya.text", "publishers.tsv", Publisher)


@cache
def _by_name() -> dict[str, Publisher]:
    found: dict[str, Publisher] = {}
    for row in load_publishers():
        for name in (row.name, row.name_en, *row.aliases):
            found.setdefault(publisher_key(name), row)
    return found


@cache
def _by_domain() -> dict[str, Publisher]:
    return {domain: row for row in load_publishers() for domain in row.domains}


def publisher_key(name: str) -> str:
    """Make the key of a name: أ.ف.ب and أ ف ب are one."""
    words = _WORD.findall(fold(name[:_LONGEST]))
    initials = len(words) > 1 and all(len(word) == 1 for word in words)
    return ("" if initials else " ").join(words)


def find_publisher(name: str) -> Publisher | None:
    """Find the outlet or agency that goes by exactly this name."""
    return _by_name().get(publisher_key(name))


def find_publisher_of(url: str) -> Publisher | None:
    """Find the outlet whose domain an address belongs to: www.bbc.com/arabic/... is BBC Arabic."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host, path = (parts.hostname or "").removeprefix("www."), parts.path
    except ValueError:
        return None
    section = path.strip("/").split("/")[0]
    labels = host.split(".")
    for at in range(len(labels) - 1):
        domain = ".".join(labels[at:])
        row = _by_domain().get(f"{domain}/{section}") or _by_domain().get(domain)
        if row is not None:
            return row
    return None
