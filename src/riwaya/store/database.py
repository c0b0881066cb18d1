"""One database, SQLite or PostgreSQL: connections, transactions, and faults in the user's words."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from riwaya.errors import Fault, StoreError
from riwaya.store.clock import moment
from riwaya.store.migrations import HEAD, find_revision, known_revisions, migrate

_WAIT = 60  # seconds that a writer waits for another one
_MARK = 0x52697779  # "Riwy": SQLite's application_id, by which a store is told from any other file
_LOCK = 0x52697779  # PostgreSQL's advisory lock: one import, one migration at a time
_WORDS = (
    # what the database's message holds, or PostgreSQL's code; what the user reads
    ("53100", Fault("the disk is full; what was being stored was taken back, the rest is intact")),
    ("disk is full", Fault("the disk is full; what was being stored was taken back, the rest is intact")),
    ("not a database", Fault("is no store, but some other file")),
    ("malformed", Fault("is damaged; restore a backup")),
    ("no such module: fts5", Fault("cannot be used: this Python's SQLite lacks FTS5, which searches need")),
    ("readonly", Fault("cannot be written: it is read-only")),
    ("unable to open", Fault("cannot be opened: is its folder there, and may you write in it?")),
    (
        "database is locked",
        Fault("is being written by another program, and was for %(wait)s seconds", wait=_WAIT),
    ),
    ("connection refused", Fault("cannot be reached: no PostgreSQL answers there")),
    ("could not translate host", Fault("cannot be reached: there is no such host")),
    ("disk i/o error", Fault("the disk failed to read or write")),
)


class Database:
    """The connections to one store's database, and its transactions."""

    def __init__(self, where: str) -> None:
        """``where`` is a path (SQLite) or an address ``postgresql://...``. Raises StoreError."""
        self.where, self._url = _parse(where)
        self.engine = _make_engine(self._url, self.where)
        self._file: tuple[int, int] | None = None  # the file that was opened, by device and number

    @property
    def path(self) -> Path | None:
        """Give the file of an SQLite database, None for PostgreSQL."""
        return Path(self._url.database or "") if self._url.drivername == "sqlite" else None

    def open(self, *, create: bool) -> None:
        """Make sure that the schema is this program's: create it, or bring an older one up.

        Raises StoreError where there is no store, or a newer program made it.
        """
        if self.path is not None and not self.path.exists() and not create:
            raise StoreError(
                self.where, Fault("there is no store; `riwaya import FILES --store PATH` makes one")
            )
        with self.reading() as connection:
            revision = find_revision(connection)
            empty = revision is None and _is_empty(connection)
        if revision == HEAD:
            self._file = self._find_file()
            return
        if revision is None and not (empty and create):
            raise StoreError(
                self.where, Fault("holds no store") if empty else Fault("is some other program's database")
            )
        if revision is not None and revision not in known_revisions():
            raise StoreError(
                self.where,
                Fault("was made by a newer riwaya (schema %(schema)s); please update", schema=revision),
            )
        if revision is None and self.path is not None:
            self._mark()
        with self.writing(alone=True) as connection:
            migrate(connection)
        self._file = self._find_file()

    def fill(self, make: Callable[[Connection], object]) -> None:
        """Let ``make`` fill a database that is empty, in one transaction.

        Raises StoreError where it is not empty; after any fault it is as it was.
        """
        new = self.path is not None and not self.path.exists()
        try:
            with self.reading() as connection:
                if not _is_empty(connection):
                    raise StoreError(self.where, Fault("is not empty; a backup is restored to a new place"))
            if self.path is not None:
                self._mark()
            with self.writing(alone=True) as connection:
                make(connection)
        except StoreError:
            self.close()
            if new and self.path is not None:
                self.path.unlink(missing_ok=True)
            raise

    @contextlib.contextmanager
    def reading(self, *, frozen: bool = False) -> Iterator[Connection]:
        """Give a connection to read from; ``frozen`` sees one moment of the store throughout."""
        level = {"isolation_level": "REPEATABLE READ"} if frozen and self.path is None else {}
        with (
            self._translated(),
            self.engine.connect().execution_options(**level) as connection,
            connection.begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """Give a connection whose work is committed at the end, or taken back on any fault.

        ``alone`` keeps other such writers out meanwhile (on SQLite every writer is alone).
        """
        with (
            self._translated(),
            self.engine.connect().execution_options(riwaya_writes=True) as connection,
            connection.begin(),
        ):
            if alone and self.path is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _mark(self) -> None:
        """Set what SQLite keeps in the file's head, and cannot set within a transaction."""
        with self._translated():
            connection = self.engine.raw_connection()
            try:
                for pragma in ("journal_mode = WAL", f"application_id = {_MARK}"):
                    _set_pragma(connection.cursor(), pragma)
            finally:
                connection.close()

    def _find_file(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat() if self.path is not None else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found else None

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        # SQLite would go on with a file that has no name any more, or make an empty one in its place.
        if self._file is not None and self._file != self._find_file():
            fault = Fault("is gone: it was moved or deleted; put it back, or open another")
            raise StoreError(self.where, fault)
        try:
            yield
        except DBAPIError as fault:
            raise StoreError(self.where, _readable(fault.orig)) from fault
        except sqlite3.Error as fault:  # before SQLAlchemy has the connection
            raise StoreError(self.where, _readable(fault)) from fault


def _parse(where: str) -> tuple[str, URL]:
    """Give what errors call the store, without a password, and its address."""
    if "://" not in where:
        return where, URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except ArgumentError:
        raise StoreError(where.partition("@")[2] or where, Fault("is no address of a database")) from None
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database, URL.create("sqlite", database=url.database)
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(shown, Fault("is neither a path nor a postgresql:// address"))
    return shown, url.set(drivername="postgresql+psycopg")


def _make_engine(url: URL, where: str) -> Engine:
    sqlite = url.drivername == "sqlite"
    options: dict[str, Any] = {"connect_args": {"timeout": _WAIT}} if sqlite else {"pool_pre_ping": True}
    try:
        engine = create_engine(url, hide_parameters=True, **options)  # no report's text in a message
    except (ModuleNotFoundError, NoSuchModuleError):
        raise StoreError(
            where, Fault("PostgreSQL needs a driver: pip install 'riwaya[postgresql]'")
        ) from None
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # Python's own BEGIN comes too late; see _begin_sqlite
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536"):  # 64 MB, for searches
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("riwaya_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_pragma(cursor: DBAPICursor, pragma: str) -> None:
    """Set a pragma. SQLite itself waits for no other program where the journal's mode changes, but it does
    where a transaction wants the file for itself."""
    deadline = moment(seconds_ahead=_WAIT)
    while True:
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or moment() > deadline:
                raise
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("COMMIT")
        else:
            return


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _readable(fault: BaseException | None) -> Fault:
    words = str(fault).strip().partition("\n")[0]
    signs = f"{getattr(fault, 'sqlstate', None)} {words.lower()}"
    return next(
        (readable for sign, readable in _WORDS if sign in signs), Fault("failed: %(words)s", words=words)
    )
