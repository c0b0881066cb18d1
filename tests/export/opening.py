"""Files opened as a spreadsheet opens them."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree as Xml

import msgspec

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-F]{4})_")


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: its rows, whether it runs right to left, and how many of its cells are formulas or links."""

    rows: list[dict[str, str]]
    leftward: bool
    formulas: int


def open_csv(written: bytes) -> list[dict[str, str]]:
    """Open a table; it must begin with the mark of UTF-8."""
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def open_xlsx(written: bytes) -> dict[str, Sheet]:
    """Open a workbook; its names of sheets, and what each holds."""
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        book = Xml.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{_MAIN}sheet")]
        shared = [name for name in archive.namelist() if name == "xl/sharedStrings.xml"]
        assert not any("externalLink" in name or "hyperlink" in name for name in archive.namelist())
        strings = [_words(item) for item in Xml.fromstring(archive.read(shared[0]))] if shared else []
        return {
            name: _sheet(Xml.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")), strings)
            for number, name in enumerate(names, 1)
        }


def _sheet(root: Xml.Element, strings: list[str]) -> Sheet:
    rows = [
        {re.sub(r"\d+", "", one.attrib["r"]): _value(one, strings) for one in row}
        for row in root.iter(f"{_MAIN}row")
    ]
    heading = rows[0]
    view = next(root.iter(f"{_MAIN}sheetView"))
    formulas = sum(1 for tag in ("f", "hyperlink") for _ in root.iter(f"{_MAIN}{tag}"))
    named = [{name: row[column] for column, name in heading.items() if column in row} for row in rows[1:]]
    return Sheet(named, view.attrib.get("rightToLeft") == "1", formulas)


def _value(one: Xml.Element, strings: list[str]) -> str:
    kind, text = one.attrib.get("t"), one.findtext(f"{_MAIN}v")
    if kind == "s":
        return strings[int(text or "")]
    return _words(one) if kind == "inlineStr" else text or ""


def _words(element: Xml.Element) -> str:
    written = "".join(text.text or "" for text in element.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
