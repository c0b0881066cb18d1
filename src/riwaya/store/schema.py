"""The tables of a store as they are now; ``migrations`` says how they came to be.

Days and moments are ISO 8601 text, moments in UTC to the microsecond, so that they sort as they stand on
every database. Records are JSON text. What may never change is guarded by triggers (see ``migrations``):
a report's text, arrivals, what was left out, every decision and every ruling.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


# One import: what came in is what was new, known or left out, so nothing is lost unseen.
run = Table(
    "run",
    metadata,
    _number(),
    Column("program", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),  # none: it was broken off
    Column("seen", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
)

report = Table(
    "report",
    metadata,
    _number(),
    Column("name", Text, nullable=False, unique=True),  # Report.id, made unique
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the text as UTF-8
    Column("title", Text),
    Column("publisher", Text),
    Column("credits", Text, nullable=False),  # a JSON list
    Column("url", Text),
    Column("published", Text),
    Column("language", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # goes up when a missing fact is filled in
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("imported", Text, nullable=False),
    Index("ix_report_sha256", "sha256"),
    Index("ix_report_published", "published"),
    Index("ix_report_run", "run"),
)

# Where a report came from, once for each place and what it said there.
arrival = Table(
    "arrival",
    metadata,
    _number(),
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("given", Text, nullable=False),  # the report as it came, without its text
    Column("at", Text, nullable=False),
    Index("ix_arrival_report", "report"),
)

dropped = Table(
    "dropped",
    metadata,
    _number(),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("ix_dropped_run", "run"),
)

# The machine's last reading of a report; its text is left empty, the report has it.
reading = Table(
    "reading",
    metadata,
    Column("report", ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("maker", Text, nullable=False),  # the program and its version
    Column("revision", Integer, nullable=False),  # of the report that was read
    Column("at", Text, nullable=False),
    *(Column(name, Text) for name in ("publisher", "published", "credits")),  # as the reader found them
    Column("body", Text, nullable=False),
    Index("ix_reading_maker", "maker"),
    Index("ix_reading_at", "report", "at"),
)

decision = Table(
    "decision",
    metadata,
    _number(),
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", ForeignKey("decision.id")),
    Column("body", Text, nullable=False),  # the records before and after
    Index("ix_decision_report", "report"),
)

ruling = Table(
    "ruling",
    metadata,
    _number(),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", ForeignKey("ruling.id")),
    Column("body", Text, nullable=False),  # the events on either side
)

# Keys of a text's MinHash; texts that share one may be near-duplicates. Copies of a text have none.
near_key = Table(
    "near_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Index("ix_near_key_report", "report"),
    sqlite_with_rowid=False,
)

report_copy = Table(
    "report_copy",
    metadata,
    Column("report", ForeignKey("report.id"), primary_key=True, autoincrement=False),  # the later one
    Column("other", ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("resemblance", Float, nullable=False),
    Column("contained", Float, nullable=False),
    Index("ix_report_copy_other", "other"),
)

job = Table(
    "job",
    metadata,
    _number(),
    Column("kind", Text, nullable=False),
    Column("task", Text, nullable=False),  # JSON
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("worker", Text),
    Column("queued", Text, nullable=False),
    Column("until", Text),  # while running: when the worker counts as lost
    Column("ended", Text),
    Column("fault", Text),
    Index("ix_job_state", "state", "kind"),
)

# The cases as they were last put together, and what they were put together from: see riwaya.casework. All of
# it can be made again from readings and rulings, but for the names that cases keep.
case_state = Table(
    "case_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1: there is one row
    Column("maker", Text, nullable=False),  # the rules and tables that put them together, hashed
    Column("rulings", Text, nullable=False),  # a JSON list: those in force
    Column("ruled", Integer, nullable=False),  # the last of all rulings; 0: none
    Column("strung", Integer, nullable=False),  # 0: the processes of talks are out of date
)

# Which state of a report's reading its tellings were made of.
case_told = Table(
    "case_told",
    metadata,
    Column("report", ForeignKey("report.id"), primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),  # of the reading
    Column("decision", Integer, nullable=False),  # the last one on the report; 0: none
)

case_made = Table(
    "case_made",
    metadata,
    _number(),
    Column("name", Text, nullable=False, unique=True),  # Case.id
    *(Column(name, Text, nullable=False) for name in ("type", "status")),
    Column("country", Text),
    Column("place", Text),  # its names, folded, between bars
    *(Column(name, Text) for name in ("first", "last", "newest")),  # days: of the occurrence, of its reports
    *(Column(name, Integer, nullable=False) for name in ("reports", "events")),
    Column("process", Text),
    Column("meeting", Text),  # JSON: what it tells of talks, for the stringing
    Column("changed", Text, nullable=False),
    Column("body", Text, nullable=False),  # the Case, without its process
    *(Index(f"ix_case_made_{name}", name) for name in ("newest", "first", "changed")),
)

# Names of cases that are no more, and the case that has what they had.
case_gone = Table(
    "case_gone",
    metadata,
    Column("name", Text, primary_key=True),
    Column("heir", Text),
)

# One event of one report, boiled down; ``component``: the least number among all that hang together somehow.
case_telling = Table(
    "case_telling",
    metadata,
    _number(),
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("event", Text, nullable=False),
    Column("component", Integer, nullable=False),
    Column("made", ForeignKey("case_made.id")),
    Column("starts", Text, nullable=False),  # JSON: offsets of its triggers
    Column("links", Text, nullable=False),  # JSON: [number, weight] of tellings before it
    Column("body", Text, nullable=False),
    *(Index(f"ix_case_telling_{name}", name) for name in ("report", "component", "made")),
)

case_key = Table(
    "case_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("telling", ForeignKey("case_telling.id"), primary_key=True, autoincrement=False),
    Index("ix_case_key_telling", "telling"),
    sqlite_with_rowid=False,
)
