"""A whole store as one file, from any database into any: lines of JSON, compressed, with their hash.

The first line says of which schema it is; then each row of each table is a line; the last line holds the
number of rows and the SHA-256 of all lines before it, so that a file cut off or changed is not restored.
"""

import gzip
import hashlib
import os
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, MetaData, func, insert, select, text

from riwaya.errors import Fault, StoreError
from riwaya.store.clock import moment
from riwaya.store.migrations import HEAD, known_revisions, migrate
from riwaya.store.schema import metadata
from riwaya.store.search.index import rebuild

_FORMAT = "riwaya.backup/1"
_BATCH = 500  # rows in memory at a time


class _Head(msgspec.Struct, frozen=True):
    format: str
    schema: str
    made: str
    columns: dict[str, list[str]]


class _Tail(msgspec.Struct, frozen=True):
    rows: int
    sha256: str


def write_backup(connection: Connection, path: Path) -> int:
    """Write all that a connection sees to a new file, and give the number of rows.

    The file appears when it is whole, and on the disk. Raises StoreError where one is there already, or it
    cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise StoreError(str(path), Fault("is there already; a backup never goes over another file"))
        with part.open("wb") as file:
            with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, filename="", mtime=0) as packed:
                rows = _write_lines(connection, packed)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as fault:
        raise StoreError(str(path), Fault("cannot be written: %(words)s", words=fault.strerror)) from None
    finally:
        part.unlink(missing_ok=True)
    return rows


def read_backup(connection: Connection, path: Path) -> int:
    """Fill an empty database with a backup, bring it up to this program's schema; give the number of rows.

    Raises StoreError where the file is damaged, of a newer program, or none; the caller takes back what was
    done until then.
    """
    whole = _Lines(path)
    head = whole.head
    if head.schema not in known_revisions():
        raise StoreError(
            str(path),
            Fault("was made by a newer riwaya (schema %(schema)s); please update", schema=head.schema),
        )
    for _ in whole.rows():  # to its end, before anything is stored
        pass
    lines = _Lines(path)
    migrate(connection, head.schema)
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: name in head.columns)
    for name, rows in groupby(lines.rows(), key=lambda row: str(row[0])):
        columns = head.columns[name]
        while batch := [dict(zip(columns, row[1:], strict=True)) for row in islice(rows, _BATCH)]:
            connection.execute(insert(tables.tables[name]), batch)
    if connection.dialect.name == "postgresql":
        _go_on_counting(connection, tables)
    migrate(connection)
    rebuild(connection)
    return lines.count


def _write_lines(connection: Connection, file: gzip.GzipFile) -> int:
    tables = [table for table in metadata.sorted_tables if not table.info.get("cache")]
    columns = {str(table.name): [str(column.name) for column in table.columns] for table in tables}
    digest, count = hashlib.sha256(), 0

    def write(value: object) -> None:
        line = msgspec.json.encode(value) + b"\n"
        digest.update(line)
        file.write(line)

    write(_Head(_FORMAT, HEAD, moment(), columns))
    for table in tables:
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
        for row in connection.execute(query):
            write((str(table.name), *row))
            count += 1
    write(_Tail(count, digest.hexdigest()))
    return count


class _Lines:
    """The lines of a backup, checked as they are read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        self.count = 0
        self._lines = self._read()
        try:
            self.head = msgspec.json.decode(self._next(), type=_Head)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise StoreError(str(path), Fault("is no backup of a store")) from None
        if self.head.format != _FORMAT:
            raise StoreError(
                str(path), Fault("is a backup of another kind, %(format)s", format=self.head.format)
            )

    def rows(self) -> Iterator[list[Any]]:
        """Give every row, its table's name first. Raises StoreError at the end where they were changed."""
        while True:
            sofar = self._digest.hexdigest()
            line = self._next()
            if not line.startswith(b"["):
                break
            self.count += 1
            yield msgspec.json.decode(line, type=list[Any])
        if msgspec.json.decode(line, type=_Tail) != _Tail(self.count, sofar):
            raise StoreError(str(self._path), Fault("is damaged: its rows are not those that were written"))

    def _next(self) -> bytes:
        try:
            line = next(self._lines)
        except StopIteration:
            raise StoreError(str(self._path), Fault("is damaged: it is cut off")) from None
        self._digest.update(line)
        return line

    def _read(self) -> Iterator[bytes]:
        try:
            with gzip.open(self._path) as file:
                yield from file
        except gzip.BadGzipFile:
            raise StoreError(str(self._path), Fault("is no backup of a store, or damaged")) from None
        except EOFError:
            raise StoreError(str(self._path), Fault("is damaged: it is cut off")) from None
        except OSError as fault:
            raise StoreError(
                str(self._path), Fault("cannot be read: %(words)s", words=fault.strerror)
            ) from None


def _go_on_counting(connection: Connection, tables: MetaData) -> None:
    """Let PostgreSQL number new rows behind those that came with their numbers."""
    for table in tables.sorted_tables:
        if "id" in table.c and (last := connection.scalar(select(func.max(table.c.id)))):
            query = "SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"
            connection.execute(text(query), {"table": table.name, "last": last})
