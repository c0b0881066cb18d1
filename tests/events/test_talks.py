"""Talks: which round, what they are about, how they go; every row of the tables by its own example."""

import pytest

from riwaya.document import EventDraft
from riwaya.events.talks.standing import StandingRow
from riwaya.events.talks.words import TopicRow
from riwaya.reader import Reader
from riwaya.resources import load_table
from riwaya.types import Report, Talks

TOPICS = load_table("riwaya.events.talks", "topics.tsv", TopicRow)
STANDINGS = load_table("riwaya.events.talks", "standing.tsv", StandingRow)
SLOT = "_"


def events(text: str) -> list[EventDraft]:
    found = Reader().walk(Report(id="r", text=text, published="2024-03-01")).events
    return [event for event in found if event.talks is not None]


def read(text: str) -> Talks:
    """Give what the talks of a text say of themselves; of several, those that say most."""
    said = [event.talks for event in events(text) if event.talks is not None]
    assert said, f"no talks in {text}"
    return max(said, key=lambda talks: (len(talks.topics), bool(talks.round), bool(talks.assessment)))


def topics(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read(text).topics]


def examples() -> list[tuple[str, list[str]]]:
    spelled = []
    for row in TOPICS:
        for word in row.words if SLOT in row.example else ("",):
            wanted = [topic.replace(SLOT, word) for topic in row.topics]
            spelled.append((row.example.replace(SLOT, word), wanted))
    return spelled


@pytest.mark.parametrize(("text", "wanted"), examples())
def test_rows_lead_to_their_topics(text: str, wanted: list[str]) -> None:
    assert topics(text) == wanted


@pytest.mark.parametrize("row", [row for row in STANDINGS if row.kind != "unreal"], ids=lambda row: row.kind)
def test_rows_say_how_talks_go(row: StandingRow) -> None:
    expected = {"outcome": "agreed", "mediating": "agreed", "still": "difficult"}
    if row.kind == "result":
        expected["result"] = "failed"  # its example denies it
    for word in row.words if SLOT in row.example else ("",):
        text = row.example.replace(SLOT, word)
        assert read(text).assessment == expected.get(row.kind, row.assessment), text
