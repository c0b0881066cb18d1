"""The tables of a store as they are now; ``migrations`` says how they came to be.

Days and moments are ISO 8601 text, moments in UTC to the microsecond, so that they sort as they stand on
every database. Records are JSON text. What may never change is guarded by triggers (see ``migrations``):
a report's text, arrivals, what was left out, every decision and ruling, and what was done to saved searches.
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
    Index("ix_report_run", "run"),
    Index("ix_report_revision", "revision"),
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
    Index("ix_reading_revision", "revision"),
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

# What searches look in: made of the readings as they are shown, at once when these change, and never backed
# up. ``riwaya.store.search.index`` fills it. A record's number holds that of its report.
_BIG = BigInteger().with_variant(Integer, "sqlite")
_CACHE: dict[str, object] = {"cache": True}


def _by_day(kind: str, *columns: str) -> list[Index]:
    """Index columns that are asked for, each value's records by their day."""
    return [Index(f"ix_{kind}_{column}", column, "day") for column in columns]


def _words_of(kind: str) -> Table:
    """The words of a kind of record: the forms that find it, and the stems one after the other."""
    return Table(
        f"{kind}_words",
        metadata,
        Column("id", _BIG, primary_key=True, autoincrement=False),
        Column("forms", Text, nullable=False),
        Column("stems", Text, nullable=False),
        Column("length", Integer, nullable=False),  # in words
        info=_CACHE,
    )


outlet = Table(
    "outlet",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("forms", Text, nullable=False),
    info=_CACHE,
)
actor = Table(
    "actor",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    *(Column(name, Text) for name in ("name_ar", "name_en", "ref", "country", "role")),
    Column("forms", Text, nullable=False),
    info=_CACHE,
)
place = Table(
    "place",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    *(Column(name, Text) for name in ("name_en", "country", "admin1", "precision")),
    *(Column(name, Float) for name in ("lat", "lon")),
    Column("geonameid", Integer),
    Column("forms", Text, nullable=False),
    Index("ix_place_lat", "lat"),
    info=_CACHE,
)
# A report as it is searched for; ``day`` is empty where nothing tells when it was published.
entry = Table(
    "entry",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),  # the report's, as ``report``
    Column("report", ForeignKey("report.id"), nullable=False),
    Column("outlet", _BIG),
    *(Column(name, Text, nullable=False) for name in ("name", "since", "day", "reviewed")),
    Column("left_out", Integer, nullable=False),  # words beyond what an index takes
    Index("ix_entry_day", "day"),
    *_by_day("entry", "outlet", "reviewed"),
    Index("ix_entry_left_out", "left_out"),
    info=_CACHE,
)
claim = Table(
    "claim",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("record", "act", "since", "day", "reviewed")),
    Column("evidence", Text),
    Column("source", _BIG),
    *(Column(name, Integer, nullable=False) for name in ("denied", "denies")),
    *(Column(name, Integer, nullable=False) for name in ("start", "end", "told_start", "told_end")),
    Index("ix_claim_report", "report"),
    Index("ix_claim_day", "day", "since"),
    *_by_day("claim", "act", "evidence", "source", "denied", "denies", "reviewed"),
    info=_CACHE,
)
# ``start`` and ``end`` are the first trigger (of a claim, its cue), ``told_start`` and ``told_end`` the words
# that tell it (of a claim, its content). ``first`` and ``last`` are the days told; ``since`` and ``day`` are
# they, or the report's where none are.
event = Table(
    "event",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id"), nullable=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("record", "type", "reality", "since", "day", "reviewed")
    ),
    *(Column(name, Text) for name in ("first", "last")),
    Column("place", _BIG),
    *(Column(name, Integer, nullable=False) for name in ("start", "end", "told_start", "told_end")),
    Index("ix_event_report", "report"),
    Index("ix_event_day", "day", "since", "first"),  # with all that a timeline counts
    *_by_day("event", "type", "reality", "reviewed"),
    Index("ix_event_place", "place", "since", "day", "reality"),  # with all that a map counts
    info=_CACHE,
)
party = Table(
    "party",
    metadata,
    Column("event", _BIG, primary_key=True, autoincrement=False),
    Column("part", Text, primary_key=True),  # actor or target
    Column("at", Integer, primary_key=True, autoincrement=False),
    Column("actor", _BIG, nullable=False),
    Index("ix_party_actor", "actor"),
    sqlite_with_rowid=False,
    info=_CACHE,
)
figure = Table(
    "figure",
    metadata,
    Column("event", _BIG, primary_key=True, autoincrement=False),
    Column("at", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    *(Column(name, Integer) for name in ("low", "high")),
    Column("vague", Text),
    Index("ix_figure_kind", "kind", "low", "high"),
    sqlite_with_rowid=False,
    info=_CACHE,
)
# Which claims tell of which events.
telling = Table(
    "telling",
    metadata,
    Column("claim", _BIG, primary_key=True, autoincrement=False),
    Column("event", _BIG, primary_key=True, autoincrement=False),
    Index("ix_telling_event", "event"),
    sqlite_with_rowid=False,
    info=_CACHE,
)
entry_words, claim_words, event_words = map(_words_of, ("entry", "claim", "event"))

# What was done to saved searches, one after the other; what stands now follows from it.
saved_search = Table(
    "saved_search",
    metadata,
    _number(),
    *(Column(name, Text, nullable=False) for name in ("kind", "name", "who", "at", "body")),
)
