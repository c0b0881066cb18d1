"""Bring the workbench's catalogue up to date: new strings are added, those no longer used go.

Its strings stand in the templates and views of the workbench; faults (``riwaya.errors.Fault``) and the
notes of readings, which pages show too, stand where they arise.

python tools/make_catalogue.py               then fill in what is empty in src/riwaya/web/locale/ar.po
python tools/make_catalogue.py OTHER.po ...  takes what is empty from other catalogues (another branch's)
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from riwaya.text.notes import NOTES

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "riwaya"
WEB = PACKAGE / "web"
CATALOGUE = WEB / "locale" / "ar.po"
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"trimmed": "true"}}
_FAULT: dict[str, None] = {"Fault": None}


def find_strings() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Find every string of the workbench (one with its plural as two), and the file that it stands in."""
    for name, _, message, _, _ in extract_from_dir(WEB, _METHODS, _OPTIONS, {**DEFAULT_KEYWORDS, **_FAULT}):
        yield message if isinstance(message, str) else tuple(message), name
    for path in sorted(PACKAGE.rglob("*.py")):
        if WEB not in path.parents and "Fault(" in path.read_text(encoding="utf-8"):
            for _, message, _, _ in extract_from_file("python", path, _FAULT):
                yield str(message), f"../{path.relative_to(PACKAGE).as_posix()}"
    for note in NOTES:
        yield note, "../text/notes.py"


def update(*others: Path) -> bytes:
    """Give the catalogue as it should be, with the translations that it has, or else another one."""
    olds = [_load(path) for path in (CATALOGUE, *others)]
    new = Catalog(locale="ar", fuzzy=False, header_comment="# The strings of the workbench in Arabic.")
    for message, name in find_strings():
        key = message if isinstance(message, str) else message[0]
        known = (found.string for old in olds if (found := old.get(key)) and any(found.string or ()))
        new.add(message, next(known, None), locations=[(name, 0)])
    written = BytesIO()
    write_po(written, new, width=100, sort_output=True, omit_header=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By",
             "Project-Id", "Report-Msgid")  # fmt: skip
    return "".join(
        line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated))
    ).encode()


def _load(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ar")


if __name__ == "__main__":
    CATALOGUE.write_bytes(update(*map(Path, sys.argv[1:])))
