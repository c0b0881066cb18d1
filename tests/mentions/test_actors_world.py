"""Actors of wars all over the world: spans, countries and roles, sentence by sentence."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from riwaya.document import Document
from riwaya.mentions.actors.finding import find_actors
from riwaya.mentions.places.finding import find_places
from riwaya.mentions.times.finding import find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report

LINES = Path(__file__).with_name("actors.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")][1:]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_actors_of_a_sentence(text: str, expected: str) -> None:
    document = read_tokens(Document(Report("r", text), published=date(2023, 5, 1)))
    found = find_actors(find_places(find_times(document))).actors
    facts = {f"{actor.name}/{actor.country or '-'}/{actor.role or '-'}" for actor in found}
    assert set(expected.split("|")) - facts == set(), facts


def test_the_table_is_broad_and_in_normal_form() -> None:
    assert len(ROWS) >= 120
    assert len({text for text, _ in ROWS}) == len(ROWS)
    assert all(unicodedata.is_normalized("NFC", "".join(row)) for row in ROWS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أمر الوزير بفتح تحقيق في الحادث.", "فتح"),
        ("ووجه الرئيس بفتح المعبر أمام الشاحنات.", "فتح"),
        ("أعربت الوزارة عن أسفها.", "عربت الوزارة"),
    ],
)
def test_words_that_only_look_like_an_actor(text: str, name: str) -> None:
    document = read_tokens(Document(Report("r", text), published=date(2023, 5, 1)))
    assert name not in {actor.name for actor in find_actors(document).actors}
