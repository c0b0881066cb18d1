"""Tables opened again as spreadsheets open them: whole, harmless, and in Arabic."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import RiwayaError
from riwaya.export import FORMATS, xlsx
from riwaya.export.cells import cell
from riwaya.export.choosing import only
from riwaya.export.rows import ClaimRow, EventRow, ReportRow, code
from riwaya.types import EventType, Reading
from tests.export.hostile import READINGS
from tests.export.opening import open_csv, open_xlsx
from tests.export.test_golden import write

_DANGER = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]")
_PARTED = re.compile(r"^[\s\"\u200b-\u200f]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def tables() -> dict[str, list[dict[str, str]]]:
    """Give every table that is written, by format and sheet."""
    sheets = open_xlsx(write("xlsx", *READINGS))
    return {
        **{form: open_csv(write(form, *READINGS)) for form in ("claims.csv", "events.csv")},
        **{f"xlsx {name}": sheet.rows for name, sheet in sheets.items()},
    }


def test_no_cell_is_a_formula_or_turns_the_text_beside_it() -> None:
    cells = [(name, value) for name, rows in tables().items() for row in rows for value in row.values()]
    assert len(cells) > 300
    assert [one for one in cells if _DANGER.match(one[1]) and not _NUMBER.match(one[1])] == []
    assert [one for one in cells if _TURNING.search(one[1]) or "\t" in one[1] or "\n" in one[1]] == []


def test_no_part_of_a_line_is_a_formula_where_cells_are_parted_at_semicolons() -> None:
    """As they are in a spreadsheet whose language writes 1,5 for one and a half."""
    opened = [
        line for form in ("claims.csv", "events.csv") for line in write(form, *READINGS).decode().split("\n")
    ]
    parts = [part for line in opened for part in line.split(";")]
    assert len(parts) > len(opened) + 5
    assert [part for part in parts if _PARTED.match(part)] == []
    hostile = msgspec.structs.replace(READINGS[1].report, title='سوق;=1+1; "=2+2";\t\u200f@3')
    row, *_ = open_csv(write("claims.csv", msgspec.structs.replace(READINGS[1], report=hostile)))
    assert row["title"] == "سوق;'=1+1;' \"=2+2\";' \u200f@3"


def test_hostile_cells_stay_readable() -> None:
    for rows in (tables()["claims.csv"], tables()["xlsx claims"]):
        mine = {row["claim"]: row for row in rows if row["report"] == "'-7"}
        assert mine["c0"]["content"] == "'=cmd|'/c calc'!A1"
        assert mine["c2"]["content"] == "'-2+3 سيارة"
        assert mine["c5"]["source"] == "الجسر"
        assert mine["c9"]["content"] == "_x0041_ تأخرت"
        assert mine["c0"]["title"] == '\'=HYPERLINK("http://elsewhere.example","اضغط")'


def test_the_workbook_holds_texts_and_numbers_only_and_runs_right_to_left() -> None:
    written = write("xlsx", *READINGS)
    sheets = open_xlsx(written)
    assert [(sheet.formulas, sheet.leftward) for sheet in sheets.values()] == [(0, True)] * 3
    (event,) = [row for row in sheets["events"].rows if row["report"] == "'-7"]
    assert (event["lat"], event["killed_low"], event["killed_high"]) == ("-1.5", "2", "3")


def test_a_record_is_a_row_with_all_its_fields() -> None:
    claims, events = tables()["claims.csv"], tables()["events.csv"]
    assert len(claims) == sum(len(reading.claims) for reading in READINGS)
    assert len(events) == sum(len(reading.events) for reading in READINGS)
    assert list(claims[0]) == list(ClaimRow.__struct_fields__)
    assert list(events[0]) == list(EventRow.__struct_fields__)
    first, text = claims[0], READINGS[0].report.text
    assert first["content"] == text[int(first["content_start"]) : int(first["content_end"])]
    assert (first["denied_by"], first["event_types"]) == ("c2", "shelling")
    shelling = events[0]
    assert (shelling["plover"], shelling["acled"]) == code("shelling")
    starts = [tuple(map(int, span.split(".."))) for span in shelling["trigger_spans"].split("; ")]
    assert {text[start:end] for start, end in starts} == {"قصف"}
    assert [row["denies"] for row in claims if row["report"] == "one"] == ["", "c1", ""]


def test_no_table_loses_a_claim_of_nobody() -> None:
    rows = tables()["claims.csv"]
    assert [row["claim"] for row in rows if row["source"] == ""] == ["c9"]


@pytest.mark.parametrize("form", ["claims.csv", "events.csv", "xlsx"])
def test_without_readings_there_is_a_heading(form: str) -> None:
    if form == "xlsx":
        assert [sheet.rows for sheet in open_xlsx(write(form)).values()] == [[], [], []]
    else:
        assert open_csv(write(form)) == []
        assert write(form).count(b"\r\n") == 1


def test_every_type_of_event_has_codes() -> None:
    for type in msgspec.json.schema(EventType)["enum"]:
        assert all(code(type)), type


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    report = msgspec.structs.replace(READINGS[1].report, title="س" * 40_000)
    reading = msgspec.structs.replace(READINGS[1], report=report)
    (row,) = open_xlsx(write("xlsx", reading))["reports"].rows
    assert len(row["title"]) == 32_767
    assert row["title"].endswith("40000 letters in all: see the report]")
    assert len(open_csv(write("events.csv", reading))[0]["title"]) == 40_000


def test_a_full_sheet_goes_on_on_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 4)
    sheets = open_xlsx(write("xlsx", *READINGS))
    claims = {name: len(sheet.rows) for name, sheet in sheets.items() if name.startswith("claims")}
    assert claims == {"claims": 3, "claims 2": 3, "claims 3": 3, "claims 4": 1}


def test_a_cut_reading_holds_what_belongs_to_an_event() -> None:
    reading = READINGS[0]
    cut = only(reading, {"e2"})
    assert ([e.id for e in cut.events], [c.id for c in cut.claims]) == (["e2"], ["c3"])
    assert [claim.id for claim in only(reading, {"e1"}).claims] == ["c1", "c2"]
    assert only(reading, set()).claims == ()
    assert ReportRow.__struct_fields__[0] == "report"


@given(st.text())
def test_any_text_becomes_a_cell_that_is_no_formula(text: str) -> None:
    shown = cell(text)
    assert isinstance(shown, str)
    assert not _DANGER.match(shown)
    assert not _TURNING.search(shown)
    io.StringIO(shown).read().encode("utf-8")  # nothing in it that no file can hold


def test_the_workbook_takes_readings_one_by_one() -> None:
    taken: list[str] = []

    def feed() -> object:
        for reading in READINGS:
            taken.append(reading.report.id)
            yield reading

    FORMATS["xlsx"].write(feed(), io.BytesIO())  # type: ignore[arg-type]
    assert taken == ["one", "-7"]


class _Full(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_is_told_as_such(form: str) -> None:
    with pytest.raises(OSError, match="No space left"):
        FORMATS[form].write(iter(READINGS), _Full())


def test_nothing_is_left_lying_about_when_a_reading_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Iterator[Reading]:
        yield READINGS[0]
        raise RiwayaError("no more")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RiwayaError, match="no more"):
        FORMATS["xlsx"].write(fail(), io.BytesIO())
    assert list(tmp_path.iterdir()) == []
