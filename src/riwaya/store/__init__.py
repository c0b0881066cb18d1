"""Where reports, readings and decisions are kept: one SQLite file, or one PostgreSQL database."""

from riwaya.store.anchors import separate, unite
from riwaya.store.case_records import CaseLine, CaseQuery
from riwaya.store.cases import Cases
from riwaya.store.desk import Act, Desk
from riwaya.store.jobs import Queue
from riwaya.store.records import (
    Added,
    Arrival,
    Copy,
    Decision,
    Heading,
    Info,
    Job,
    LeftOut,
    Record,
    Review,
    Ruling,
    Run,
    Source,
    Stage,
    Tally,
)
from riwaya.store.review import find_undone, stamp
from riwaya.store.rulings import Rulings
from riwaya.store.search.filters import Bound, Box, Filter, Near
from riwaya.store.search.search import Search
from riwaya.store.store import Store

__all__ = [
    "Act",
    "Added",
    "Arrival",
    "Bound",
    "Box",
    "CaseLine",
    "CaseQuery",
    "Cases",
    "Copy",
    "Decision",
    "Desk",
    "Filter",
    "Heading",
    "Info",
    "Job",
    "LeftOut",
    "Near",
    "Queue",
    "Record",
    "Review",
    "Ruling",
    "Rulings",
    "Run",
    "Search",
    "Source",
    "Stage",
    "Store",
    "Tally",
    "find_undone",
    "separate",
    "stamp",
    "unite",
]
