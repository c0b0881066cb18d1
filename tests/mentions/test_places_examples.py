"""The sentences of ``places.tsv``, each with the places that must be found in it."""

from math import cos, hypot, radians
from pathlib import Path

import pytest

from riwaya.document import Document, PlaceMention
from riwaya.mentions.places import find_places
from riwaya.tokens import read_tokens
from riwaya.types import Report

_TABLE = Path(__file__).with_name("places.tsv")
_KM_A_DEGREE, _NEAR_KM = 111.2, 30.0


def read_examples() -> list[tuple[str, list[str]]]:
    lines = [line for line in _TABLE.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    assert lines[0] == "text\tplaces"
    pairs = [line.split("\t") for line in lines[1:]]
    return [(text, places.split("|") if places else []) for text, places in pairs]


EXAMPLES = read_examples()


def places(text: str) -> tuple[PlaceMention, ...]:
    return find_places(read_tokens(Document(Report("test", text)))).places


def is_near(place: PlaceMention, lat: str, lon: str) -> bool:
    if place.lat is None or place.lon is None:
        return not lat
    north, east = place.lat - float(lat), (place.lon - float(lon)) * cos(radians(place.lat))
    return hypot(north, east) * _KM_A_DEGREE < _NEAR_KM


def test_there_are_many_examples_of_many_countries() -> None:
    assert len(EXAMPLES) > 150
    countries = {place.split(":")[1] for _, expected in EXAMPLES for place in expected}
    assert len(countries) > 45
    assert sum(not expected for _, expected in EXAMPLES) > 20


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_the_places_of_a_sentence_are_found_and_resolved(text: str, expected: list[str]) -> None:
    found = {place.name: place for place in places(text)}
    if not expected:
        assert not found
    for wanted in expected:
        name, country, lat, lon = wanted.split(":")
        assert name in found, (name, list(found))
        place = found[name]
        assert (place.country or "") == country, (name, place)
        assert is_near(place, lat, lon), (name, place)
