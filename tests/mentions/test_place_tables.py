"""Every name of the tables of places, in a report that names its country, and the place it is taken for."""

from collections.abc import Iterator

from riwaya.distances import kilometres
from riwaya.document import Document, PlaceMention
from riwaya.mentions.actors import find_actors
from riwaya.mentions.countries import country_by_code
from riwaya.mentions.places import find_places
from riwaya.mentions.places.names import NamedPlace
from riwaya.mentions.times import find_times
from riwaya.resources import load_table
from riwaya.tokens import read_tokens
from riwaya.types import Report

# Cities and regions of one name lie apart: سرت is the city, and a region whose middle is in the desert.
_NEAR_KM = 60.0
# Names that hold a digit or a function word, and regions whose city is taken instead.
_MOST_MISSED = 40


def find(country: str, name: str) -> tuple[PlaceMention, ...]:
    text = f"هاجم مسلحون في {country} موقعا في {name} وأوقعوا قتيلين."
    document = find_actors(find_places(find_times(read_tokens(Document(Report("r", text))))))
    start = text.index(name)
    return tuple(p for p in document.places if p.start < start + len(name) and start < p.end)


def rows() -> Iterator[tuple[NamedPlace, str]]:
    for table in ("places.tsv", "regions.tsv"):
        for row in load_table("riwaya.mentions.places", table, NamedPlace):
            if row.country and row.evidence != "class":
                yield from ((row, name) for name in row.names)


def test_a_name_of_the_tables_is_found_where_it_lies() -> None:
    missed = []
    for row, name in rows():
        found = find(country_by_code()[row.country].names[0], name)
        points = [(p.lat, p.lon) for p in found if p.lat is not None and p.lon is not None]
        if not any(kilometres(lat, lon, row.lat, row.lon) < _NEAR_KM for lat, lon in points):
            missed.append((row.country, name))
    assert len(missed) < _MOST_MISSED, missed
