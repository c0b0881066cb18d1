"""The tables of the room: every row's own example is read as the row says."""

import pytest

from riwaya.claims.evidence import load_remarks
from riwaya.claims.tables import CueRow, EvidenceRow, MarkerRow, load_cues, load_markers
from riwaya.resources import load_table

from .reading import claims

CUES = load_table("riwaya.claims", "cues.tsv", CueRow)
REMARKS = load_table("riwaya.claims", "evidence.tsv", EvidenceRow)


@pytest.mark.parametrize("row", CUES, ids=lambda row: f"{row.kind}:{row.act}:{row.lemma}")
def test_every_cue_reads_its_example(row: CueRow) -> None:
    found = [(claim.act, claim.why[0].rule) for claim in claims(row.example)]
    assert any(act == row.act and rule.startswith(f"cue:{row.rule}") for act, rule in found), found


@pytest.mark.parametrize("row", REMARKS, ids=lambda row: row.name)
def test_every_remark_reads_its_example(row: EvidenceRow) -> None:
    assert [claim.evidence for claim in claims(row.example) if claim.evidence] == [row.evidence]


def test_the_tables_are_broad() -> None:
    cues = load_cues()
    assert len(CUES) > 620
    assert len(cues.verbs) > 370
    assert len(load_remarks()) > 10


def test_what_rows_ask_for_by_name_is_a_list() -> None:
    names = {row.by for row in CUES} - {"", "owner", "power"}
    assert names <= set(load_markers())


def test_no_list_of_words_stands_twice() -> None:
    names = [row.name for row in load_table("riwaya.claims", "markers.tsv", MarkerRow)]
    assert len(names) == len(set(names)) == len(load_markers())
