"""Reports that repeat each other: found by MinHash keys, then measured on the texts themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, Row, bindparam, func, insert, or_, select, text

from riwaya.chars import fold
from riwaya.store import schema
from riwaya.store.minhash import containment, near_keys, resemblance, word_runs
from riwaya.store.records import Copy

_RESEMBLING = 0.5  # half of all that either says is said by both, or
_CONTAINED = 0.8  # nearly all of the shorter one stands in the longer: an agency's text, cut or added to
SAME = 0.9  # so near that the earlier one speaks for both in the index, which so stays small
_MOST = 20  # earlier reports that one is compared with: those that share most keys
_FEWEST = 8  # three-word runs, for containment to say anything
_PAGE = 200  # reports at a time

_report, _reading, _key, _copy = schema.report, schema.reading, schema.near_key, schema.report_copy
Link = tuple[int, float, float]  # number of the earlier report, resemblance, containment


def link_copies(connection: Connection, texts: Mapping[int, str]) -> dict[int, list[Link]]:
    """Link new reports with the earlier ones that they repeat, nearest first, and index them.

    ``texts`` holds their texts by number, in order; they must be in the store already.
    """
    runs = {number: word_runs(text) for number, text in texts.items()}
    keys = {number: near_keys(found) for number, found in runs.items()}
    index = _load_index(connection, frozenset[int]().union(*keys.values()))
    links: dict[int, list[Link]] = {}
    kept: list[tuple[int, int]] = []
    for number in texts:
        shared = Counter(other for key in keys[number] for other in index.get(key, ()))
        near = [other for other, _ in shared.most_common(_MOST)]
        _load_runs(connection, [other for other in near if other not in runs], runs)
        links[number] = sorted(_measure(runs[number], ((other, runs[other]) for other in near)), key=_nearest)
        if not any(resembling >= SAME for _, resembling, _ in links[number]):
            for key in sorted(keys[number]):
                index[key].append(number)
                kept.append((key, number))
    _save_keys(connection, kept)
    if any(links.values()):
        connection.execute(insert(_copy), [_row(number, link) for number in links for link in links[number]])
    return links


def link_all(connection: Connection) -> None:
    """Find the copies among all reports of a store that has none linked yet.

    A migration calls this: it may only use columns that were there in its time.
    """
    for texts in _pages(connection):
        link_copies(connection, texts)


def find_copies(connection: Connection, numbers: Iterable[int] | None = None) -> list[Copy]:
    """Find the links of some reports to others, earlier or later, or all links; in the order of import."""
    query = select(_copy).order_by(_copy.c.report, _copy.c.resemblance.desc(), _copy.c.other)
    if numbers is not None:
        wanted = list(numbers)
        query = query.where(or_(_copy.c.report.in_(wanted), _copy.c.other.in_(wanted)))
    rows = connection.execute(query).all()
    known = _load_origins(connection, {number for row in rows for number in (row.report, row.other)})
    return [
        Copy(
            known[row.report].name,
            known[row.other].name,
            row.resemblance,
            row.contained,
            _shared_agency(known[row.report], known[row.other]),
        )
        for row in rows
    ]


def count_copies(connection: Connection) -> int:
    """Count the links."""
    return connection.scalar(select(func.count()).select_from(_copy)) or 0


def _pages(connection: Connection) -> Iterator[dict[int, str]]:
    last = 0
    query = select(_report.c.id, _report.c.text).order_by(_report.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(_report.c.id > last)).all():
        yield {row.id: row.text for row in rows}
        last = rows[-1].id


def _load_index(connection: Connection, keys: frozenset[int]) -> dict[int, list[int]]:
    index: dict[int, list[int]] = defaultdict(list)
    # Thousands of numbers: written into the statement, for as parameters they cost more than the search.
    wanted: BindParameter[list[int]] = bindparam("keys", sorted(keys), expanding=True, literal_execute=True)
    query = select(_key).where(_key.c.key.in_(wanted)).order_by(_key.c.report)
    for row in connection.execute(query):
        index[row.key].append(row.report)
    return index


def _save_keys(connection: Connection, kept: list[tuple[int, int]]) -> None:
    if not kept:
        return
    keys, numbers = zip(*kept, strict=True)
    if connection.dialect.name == "postgresql":  # a statement a row would take three times as long
        query = text("INSERT INTO near_key (key, report) SELECT * FROM unnest(:keys, :numbers)")
        connection.execute(query, {"keys": list(keys), "numbers": list(numbers)})
    else:
        connection.exec_driver_sql("INSERT INTO near_key (key, report) VALUES (?, ?)", kept)


def _load_runs(connection: Connection, numbers: list[int], runs: dict[int, frozenset[int]]) -> None:
    if numbers:
        for row in connection.execute(select(_report.c.id, _report.c.text).where(_report.c.id.in_(numbers))):
            runs[row.id] = word_runs(row.text)


def _measure(runs: frozenset[int], others: Iterable[tuple[int, frozenset[int]]]) -> Iterator[Link]:
    for number, other in others:
        alike, contained = resemblance(runs, other), containment(runs, other)
        telling = min(len(runs), len(other)) >= _FEWEST
        if alike >= _RESEMBLING or (contained >= _CONTAINED and telling):
            yield number, round(alike, 4), round(contained, 4)


def _nearest(link: Link) -> tuple[float, int]:
    return -link[1], link[0]


def _row(number: int, link: Link) -> dict[str, float]:
    other, alike, contained = link
    return {"report": number, "other": other, "resemblance": alike, "contained": contained}


class _Origin(msgspec.Struct, frozen=True):
    """Who published a report, and whom it credits, as keys and as written."""

    name: str
    publisher: dict[str, str]
    credits: dict[str, str]


def _load_origins(connection: Connection, numbers: set[int]) -> dict[int, _Origin]:
    columns = (_report.c.id, _report.c.name, _report.c.publisher, _report.c.credits)
    read = (_reading.c.publisher.label("read_publisher"), _reading.c.credits.label("read_credits"))
    query = select(*columns, *read).select_from(_report.outerjoin(_reading))
    origins: dict[int, _Origin] = {}
    wanted = sorted(numbers)
    for at in range(0, len(wanted), _PAGE):
        page = query.where(_report.c.id.in_(wanted[at : at + _PAGE]))
        origins.update((row.id, _origin(row)) for row in connection.execute(page))
    return origins


def _origin(row: Row[*tuple[Any, ...]]) -> _Origin:
    publisher = row.publisher or row.read_publisher
    credits = msgspec.json.decode(row.read_credits or row.credits, type=list[str])
    return _Origin(
        row.name, {fold(publisher): publisher} if publisher else {}, {fold(name): name for name in credits}
    )


def _shared_agency(one: _Origin, other: _Origin) -> str | None:
    """Give whom both credit, or who published one and is credited by the other."""
    for name, written in one.credits.items():
        if name in other.credits or name in other.publisher:
            return written
    return next((written for name, written in other.credits.items() if name in one.publisher), None)
