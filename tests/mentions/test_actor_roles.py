"""Who can act or speak in news, over all countries: each phrase of the table has its country and role."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from riwaya.document import Document
from riwaya.mentions.actors.finding import find_actors
from riwaya.mentions.places.finding import find_places
from riwaya.mentions.times.finding import find_times
from riwaya.resources import parse_table
from riwaya.tokens import read_tokens
from riwaya.types import ActorRole, Report

TABLE = Path(__file__).with_name("actor_roles.tsv")


class RoleRow(msgspec.Struct, frozen=True):
    """One row of ``actor_roles.tsv``: a sentence with the actor in square brackets."""

    country: str = ""
    role: ActorRole = "OTH"
    text: str = ""


ROWS = parse_table(TABLE.name, TABLE.read_text(encoding="utf-8"), RoleRow)


def test_the_table_is_broad() -> None:
    assert len(ROWS) >= 150
    assert len({row.role for row in ROWS}) == 10
    assert len({row.country for row in ROWS}) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.country}-{row.role}-{row.text[:24]}")
def test_country_and_role(row: RoleRow) -> None:
    before, _, rest = row.text.partition("[")
    name, _, after = rest.partition("]")
    report = Report("r", before + name + after)
    document = Document(report, published=date(2024, 3, 14))
    found = find_actors(find_places(find_times(read_tokens(document)))).actors
    span = len(before), len(before) + len(name)
    facts = [(actor.country or "", actor.role) for actor in found if (actor.start, actor.end) == span]
    assert (row.country, row.role) in facts, [(a.name, a.country, a.role) for a in found]
