"""Files, folders and standard input into reports; what cannot be read comes back as an error."""

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec

from riwaya.errors import Fault, InputError
from riwaya.sources.addresses import is_address
from riwaya.sources.checks import check_language
from riwaya.sources.encodings import decode_text
from riwaya.sources.pages import Page, is_page, read_page
from riwaya.sources.records import parse_json, parse_report
from riwaya.types import Report

STANDARD_INPUT = "-"
_JSON_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_FOLDER = (".txt", ".json", *_JSON_LINES, *_PAGES)  # what is taken from a folder
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
_JSON_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}].*\}\s*$', re.DOTALL)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Found = Report | InputError
Fetch = Callable[[str], Page]  # gets the page at an address, or raises InputError


class _Ids:
    """The ids given out so far; one that a record gives twice is a fault, one made here is made to differ."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def settle(self, report: Report, place: str, made: str) -> Report:
        if report.id in self._places and report.id != made:
            raise InputError(
                place,
                Fault("id %(id)r was used before, at %(place)s", id=report.id, place=self._places[report.id]),
            )
        if report.id in self._places:
            others = (f"{made}-{number}" for number in itertools.count(2))
            report = msgspec.structs.replace(report, id=next(o for o in others if o not in self._places))
        self._places[report.id] = place
        return report


def read_sources(
    places: Iterable[str], standard_input: BinaryIO | None = None, *, fetch: Fetch | None = None
) -> Iterator[Found]:
    """Read reports from files and folders, in order; ``-`` is standard input, ``fetch`` gets addresses.

    A fault does not stop the rest: it is given in the place of the report that it spoils.
    """
    ids = _Ids()
    for place in places:
        if place == STANDARD_INPUT and standard_input is not None:
            yield from _read_stream(standard_input, "standard input", "stdin", "", ids)
        elif is_address(place) and fetch is not None:
            yield _read_address(place, fetch, ids)
        elif Path(place).is_dir():
            yield from _read_folder(Path(place), ids)
        else:
            yield from _read_file(Path(place), ids)


def read_address(address: str, fetch: Fetch) -> Found:
    """Read the report at an address."""
    return _read_address(address, fetch, _Ids())


def read_upload(file: BinaryIO, name: str) -> Iterator[Found]:
    """Read reports from a file that came from elsewhere; its name tells form and ids, and is never opened."""
    given = PurePath(name.replace("\\", "/").replace("\0", ""))
    yield from _read_stream(file, given.name or "?", given.stem or "?", given.suffix.lower(), _Ids())


def list_files(places: Iterable[str]) -> list[str]:
    """List the files that places stand for; a folder stands for those that are read from it."""
    files: list[str] = []
    for place in places:
        try:
            files.extend(map(str, _in_folder(Path(place))) if Path(place).is_dir() else (place,))
        except OSError:
            files.append(place)
    return files


def _in_folder(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.suffix.lower() in _FOLDER and f.name[0] != ".")


def _read_folder(folder: Path, ids: _Ids) -> Iterator[Found]:
    try:
        files = _in_folder(folder)
    except OSError as fault:
        yield InputError(str(folder), Fault("cannot be read: %(words)s", words=fault.strerror))
        return
    if not files:
        yield InputError(str(folder), Fault("holds no file of %(known)s", known=", ".join(_FOLDER)))
    for file in files:
        yield from _read_file(file, ids)


def _read_file(path: Path, ids: _Ids) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            yield from _read_stream(file, str(path), path.stem, path.suffix.lower(), ids)
    except (OSError, ValueError) as fault:  # ValueError: a name with a null character
        words = fault.strerror if isinstance(fault, OSError) else None
        yield InputError(str(path), Fault("cannot be read: %(words)s", words=words or fault))


def _read_address(address: str, fetch: Fetch, ids: _Ids) -> Found:
    try:
        page = fetch(address)
        url = page.url or address
        name = f"{urlsplit(url).hostname}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
        return _settle(read_page(page, address, name), address, name, ids)
    except InputError as fault:
        return fault


def _read_stream(file: BinaryIO, place: str, stem: str, suffix: str, ids: _Ids) -> Iterator[Found]:
    first = file.readline()
    wide = first.startswith(_UTF16)
    if suffix in _JSON_LINES and not wide:
        yield from _read_lines(itertools.chain((first,), file), place, stem, ids)
        return
    second = file.readline()
    if second.strip() and not wide and _JSON_LINE.match(first):
        yield from _read_lines(itertools.chain((first, second), file), place, stem, ids)
        return
    content = first + second + file.read()
    try:
        if suffix in _PAGES or is_page(content):
            yield _settle(read_page(Page(content), place, stem), place, stem, ids)
            return
        text = decode_text(content, place)
    except InputError as fault:
        yield fault
        return
    if suffix in _JSON_LINES:
        yield from _read_lines((line.encode() for line in text.split("\n")), place, stem, ids)
    elif suffix == ".json" or _JSON.match(text):
        yield from _read_json(text, place, stem, ids)
    else:
        yield _settle(Report(stem, text), place, stem, ids)


def _read_lines(lines: Iterable[bytes], place: str, stem: str, ids: _Ids) -> Iterator[Found]:
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        empty = False
        here, made = f"{place}:{number}", f"{stem}-{number}"
        try:
            report = parse_report(parse_json(decode_text(line, here), here), here, default_id=made)
        except InputError as fault:
            yield fault
        else:
            yield _settle(report, here, made, ids)
    if empty:
        yield InputError(place, Fault("is empty"))


def _read_json(text: str, place: str, stem: str, ids: _Ids) -> Iterator[Found]:
    try:
        value = parse_json(text, place)
    except InputError as fault:
        yield fault
        return
    items = value if isinstance(value, list) else [value]
    if not items:
        yield InputError(place, Fault("is empty"))
    for number, item in enumerate(items, 1):
        here = f"{place} (item {number})" if isinstance(value, list) else place
        made = f"{stem}-{number}" if isinstance(value, list) else stem
        try:
            report = parse_report(item, here, default_id=made)
        except InputError as fault:
            yield fault
        else:
            yield _settle(report, here, made, ids)


def _settle(report: Report, place: str, made: str, ids: _Ids) -> Found:
    try:
        check_language(report.text, place)
        return ids.settle(report, place, made)
    except InputError as fault:
        return fault
