"""Every format writes what it wrote before.

To renew what is expected: RENEW=1 pytest tests/export/test_golden.py, and then look at it.
"""

import io
import os
from pathlib import Path

import msgspec
import pytest

from riwaya.cli.export import FORMS
from riwaya.export import FORMATS
from riwaya.types import Reading
from tests.export.hostile import READINGS
from tests.export.opening import open_xlsx

_GOLDEN = Path(__file__).parent / "golden"


def write(form: str, *readings: Reading) -> bytes:
    """Write readings in a format."""
    file = io.BytesIO()
    FORMATS[form].write(iter(readings), file)
    return file.getvalue()


def test_the_command_line_names_every_format() -> None:
    assert tuple(FORMATS) == FORMS


@pytest.mark.parametrize("form", FORMATS)
def test_formats_write_what_they_wrote(form: str) -> None:
    written = write(form, *READINGS)
    if form == "xlsx":  # the file itself holds when it was made
        written = msgspec.json.format(msgspec.json.encode(open_xlsx(written)), indent=1) + b"\n"
    golden = _GOLDEN / f"{form}.golden"
    if os.environ.get("RENEW"):
        golden.write_bytes(written)
    assert written == golden.read_bytes()


def test_every_golden_file_is_of_a_format() -> None:
    assert {path.stem for path in _GOLDEN.iterdir()} == set(FORMATS)


def test_every_format_is_told_of() -> None:
    page = Path(__file__).parents[2] / "docs" / "howto" / "export-format.md"
    text = page.read_text(encoding="utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in text] == []
