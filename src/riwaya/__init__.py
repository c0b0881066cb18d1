"""Riwaya reads Arabic news reports: who says what, what happened, who denies it.

>>> import riwaya
>>> reading = riwaya.read("قالت بلدية المدينة أمس إن القصف أدى إلى مقتل شخصين.", published="2022-03-14")
>>> reading.claims[0].act
'state'
"""

from typing import TYPE_CHECKING, Any

from riwaya.errors import RiwayaError
from riwaya.reader import Reader, read
from riwaya.readings import schema
from riwaya.types import (
    Actor,
    Case,
    Claim,
    Dropped,
    Event,
    Figure,
    Period,
    Place,
    Reading,
    Reason,
    Report,
    Span,
    Talks,
)

if TYPE_CHECKING:
    from riwaya.cases import find_cases
    from riwaya.store import Store

__all__ = [
    "Actor",
    "Case",
    "Claim",
    "Dropped",
    "Event",
    "Figure",
    "Period",
    "Place",
    "Reader",
    "Reading",
    "Reason",
    "Report",
    "RiwayaError",
    "Span",
    "Store",
    "Talks",
    "find_cases",
    "read",
    "schema",
]


def __getattr__(name: str) -> Any:
    """Load the room of cases and the store, which needs a database, only where they are asked for."""
    if name == "find_cases":
        from riwaya.cases import find_cases

        return find_cases
    if name == "Store":
        from riwaya.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
