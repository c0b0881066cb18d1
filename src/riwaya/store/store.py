"""The store: reports, what the machine reads in them, what analysts decide, and the work still to do."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Self

from riwaya.errors import StoreError
from riwaya.store import copies, decisions, jobs, listing, readings, reports
from riwaya.store.backup import read_backup, write_backup
from riwaya.store.cases import Cases, count_cases
from riwaya.store.checking import find_faults
from riwaya.store.database import Database
from riwaya.store.desk import Desk, load_review
from riwaya.store.jobs import Queue
from riwaya.store.migrations import HEAD
from riwaya.store.records import Added, Copy, Heading, Info, LeftOut, Review, Run, Source, Stage, Tally
from riwaya.store.reports import Found, find_report
from riwaya.store.rulings import Rulings, count_rulings
from riwaya.store.search.index import rebuild, refresh_named
from riwaya.store.search.search import Search
from riwaya.types import Reading, Report

_BATCH = 100  # reports that are stored in one transaction: what a crash takes back at most
_READINGS = 50  # as many readings: half a minute's work


class Store:
    """Reports and all that is known of them, in one SQLite file or one PostgreSQL database.

    ``desk`` takes the analysts' decisions on readings, ``rulings`` those on cases, which ``cases`` keeps;
    ``queue`` holds the jobs; ``search`` finds reports, claims and events.

    What a method does happens whole or not at all (in ``add`` and ``save``: each batch); StoreError says why
    not. A store may be used by many threads and processes at a time.
    """

    def __init__(self, database: Database) -> None:
        """Use ``Store.open``."""
        self._database = database
        self.desk = Desk(database)
        self.queue = Queue(database)
        self.rulings = Rulings(database)
        self.cases = Cases(database)
        self.search = Search(database)

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> Self:
        """Open the store at a path (SQLite) or ``postgresql://`` address, and make it where there is none.

        One that an older riwaya made is brought up to this one's schema. Raises StoreError for one of a newer
        riwaya, for another program's database, and without ``create`` where there is none.
        """
        database = Database(where)
        try:
            database.open(create=create)
        except StoreError:
            database.close()
            raise
        return cls(database)

    @property
    def where(self) -> str:
        """Tell where the store is, without a password."""
        return self._database.where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    # Reports

    def add(self, found: Iterable[Found], *, program: str = "riwaya") -> Iterator[Added]:
        """Store reports as they come, 100 at a time, and tell what became of each, in order.

        Nothing is stored before it is asked for; what is told is stored, whatever happens next. An InputError
        in the place of a report is listed as dropped. A report whose text is known, and which says nothing
        else of itself, is not stored again, but fills in what the known one lacks.
        """
        items = iter(found)
        with self._database.writing() as connection:
            run = reports.start_run(connection, program)
        while batch := list(islice(items, _BATCH)):
            with self._database.writing(alone=True) as connection:
                added = reports.add_batch(connection, run, batch)
                changed = [one.name for one in added if one.name and one.outcome in ("new", "completed")]
                refresh_named(connection, changed)
            yield from added
        with self._database.writing() as connection:
            reports.finish_run(connection, run)

    def report(self, name: str) -> Report:
        """Give the report of that id. Raises StoreError where there is none."""
        with self._database.reading() as connection:
            return find_report(connection, self.where, name)[1]

    def reports(self) -> Iterator[Report]:
        """Give every report in the order of import."""
        last = 0
        while page := self._page(last):
            yield from (report for _, report in page)
            last = page[-1][0]

    def headings(
        self,
        *,
        publisher: str | None = None,
        stage: Stage | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Heading]:
        """List the last reports imported (``before`` a heading's number), without their texts, newest first.

        ``publisher`` is one outlet, "" those that name none; ``stage`` is how far their review has come.
        """
        with self._database.reading() as connection:
            return listing.list_headings(connection, publisher, stage, before, limit)

    def tallies(self) -> list[Tally]:
        """Count the reports of each outlet by stage of review, the outlet with the most first."""
        with self._database.reading() as connection:
            return listing.count_by_publisher(connection)

    def sources(self, name: str) -> list[Source]:
        """List the places that a report came from, and when, first to last."""
        with self._database.reading() as connection:
            return reports.list_sources(connection, find_report(connection, self.where, name)[0])

    def dropped(self, run: int | None = None, *, skip: int = 0, limit: int | None = None) -> list[LeftOut]:
        """List what imports (or the import of that number) could not take, and why, in order."""
        with self._database.reading() as connection:
            return reports.list_dropped(connection, run, skip, limit)

    def count_dropped(self, run: int | None = None) -> int:
        """Count what ``dropped`` lists."""
        with self._database.reading() as connection:
            return reports.count_dropped(connection, run)

    def reasons(self, run: int | None = None, *, limit: int = 10) -> list[tuple[str, int]]:
        """Count what ``dropped`` lists by its reason: the most frequent, so many."""
        with self._database.reading() as connection:
            return reports.count_reasons(connection, run, limit)

    def runs(self) -> tuple[Run, ...]:
        """List the imports, first to last."""
        with self._database.reading() as connection:
            return reports.list_runs(connection)

    def copies(self, name: str | None = None) -> list[Copy]:
        """List the reports that repeat each other: all, or those that one repeats or that repeat it."""
        with self._database.reading() as connection:
            numbers = None if name is None else [find_report(connection, self.where, name)[0]]
            return copies.find_copies(connection, numbers)

    # Readings

    def unread(self, maker: str | None = None) -> Iterator[Report]:
        """Give the reports that have no reading, or were completed since.

        With a ``maker`` (``riwaya 0.1.0``), those that another one has read are given too.
        """
        last = 0
        while True:
            with self._database.reading() as connection:
                page = readings.page_unread(connection, maker, last)
            if not page:
                return
            yield from (report for _, report in page)
            last = page[-1][0]

    def count_unread(self, maker: str | None = None) -> int:
        """Count the reports that ``unread`` gives."""
        with self._database.reading() as connection:
            return readings.count_unread(connection, maker)

    def unread_of(self, names: Collection[str], maker: str) -> set[str]:
        """Give those of some reports that ``unread`` gives."""
        with self._database.reading() as connection:
            return readings.list_unread(connection, maker, names)

    def readings(self, names: Iterable[str] | None = None, *, machine: bool = False) -> Iterator[Reading]:
        """Give the readings as the analysts left them, of all reports that were read or of those named.

        With ``machine``, as the machine left them. Raises StoreError for one named that is not there or not
        read.
        """
        wanted = (report.id for report in self.reports()) if names is None else names
        for name in wanted:
            found = self.machine_reading(name) if names is None or machine else None
            if machine and found is not None:
                yield found
            elif found is not None or names is not None:
                yield self.reading(name)

    def save(self, found: Iterable[Reading], *, maker: str) -> int:
        """Keep the machine's readings in place of its earlier ones, and give how many.

        They are kept 50 at a time, as they come; the analysts' decisions stay. Raises StoreError for a report
        that is not stored, or has another text; what came 50 or more before it is kept.
        """
        items, count = iter(found), 0
        while batch := list(islice(items, _READINGS)):
            with self._database.writing(alone=True) as connection:
                count += readings.save_readings(connection, self.where, batch, maker)
                refresh_named(connection, (reading.report.id for reading in batch))
        return count

    def machine_reading(self, name: str) -> Reading | None:
        """Give what the machine read in a report, or None where it has not been read."""
        with self._database.reading() as connection:
            return readings.load_reading(connection, find_report(connection, self.where, name)[0])

    def review(self, name: str) -> Review:
        """Give a report's reading with the analysts' decisions. Raises StoreError where it was never read."""
        with self._database.reading() as connection:
            return load_review(connection, self.where, name)

    def reading(self, name: str) -> Reading:
        """Give a report's reading as the analysts left it. Raises StoreError where it was never read."""
        return self.review(name).reading

    # The whole

    def info(self) -> Info:
        """Give the figures of the store."""
        with self._database.reading(frozen=True) as connection:
            return Info(
                where=self.where,
                schema=HEAD,
                reports=reports.count_reports(connection),
                readings=readings.count_readings(connection),
                unread=readings.count_unread(connection),
                decisions=decisions.count_decisions(connection),
                rulings=count_rulings(connection),
                cases=count_cases(connection),
                copies=copies.count_copies(connection),
                jobs=jobs.count_jobs(connection),
                runs=reports.list_runs(connection),
            )

    def check(self) -> list[str]:
        """List every fault of the store, in words; none where it is whole."""
        with self._database.reading(frozen=True) as connection:
            return list(find_faults(connection))

    def rebuild(self) -> None:
        """Make anew what searches look in; it is kept up by itself, so only a fault that ``check`` found asks
        for this."""
        with self._database.writing(alone=True) as connection:
            rebuild(connection)

    def backup(self, path: Path) -> int:
        """Write the whole store, as it is at this moment, to a new file; give the number of rows.

        Others may go on writing meanwhile. Raises StoreError where the file is there or cannot be written.
        """
        with self._database.reading(frozen=True) as connection:
            return write_backup(connection, path)

    @classmethod
    def restore(cls, where: str, path: Path) -> Self:
        """Make a store of a backup, on SQLite or PostgreSQL, whichever it came from, and open it.

        Raises StoreError where something is at ``where`` already, or the backup is damaged; then nothing is
        left there.
        """
        database = Database(where)
        try:
            database.fill(lambda connection: read_backup(connection, path))
        except StoreError:
            database.close()
            raise
        return cls(database)

    def _page(self, after: int) -> list[tuple[int, Report]]:
        with self._database.reading() as connection:
            return reports.page_reports(connection, after)
