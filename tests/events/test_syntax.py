"""The way from a trigger to a mention through the tree, and what it says."""

import re

import pytest

from riwaya.events.scene import Scene
from riwaya.events.ways import SlotRow, find_slot
from riwaya.resources import load_table
from tests.events.reading import read_up_to

_MARKED = re.compile(r"[*\[\]]")


def way(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the way from the word behind * to the words in brackets."""
    plain = _MARKED.sub("", text)
    scene = Scene(read_up_to(plain, "events"))
    trigger = plain.index(re.sub(r"[\[\]]", "", text).partition("*")[2].split()[0])
    start = text.replace("*", "").index("[")
    stop = text.replace("*", "").index("]") - 1
    at = next(n for n, token in enumerate(scene.tokens) if token.start == trigger)
    inside = [n for n, token in enumerate(scene.tokens) if start <= token.start and token.end <= stop]
    found = scene.trees.find_way(at, inside[0], inside[-1] + 1)
    return found.up, found.down


@pytest.mark.parametrize(
    "row", load_table("riwaya.events", "slots.tsv", SlotRow), ids=lambda row: row.preposition
)
def test_slots(row: SlotRow) -> None:
    up, down = way(row.example)
    assert up == ()
    assert [find_slot(link) for link in down] == [row.slot]


WAYS = [
    ("*قصفت [الطائرات] مواقع المتمردين أمس.", (), ("nsubj",)),
    ("*قصفت الطائرات [مواقع المتمردين] أمس.", (), ("obj",)),
    # the subject of the verb over a noun
    ("بدأت [القوات] *اقتحام البلدة أمس.", ("obj",), ("nsubj",)),
    # what takes the trigger for its relative clause
    ("غادر السكان [القرية] التي *قصفها الجيش.", ("acl",), ()),
    # a further conjunct stands as the first does
    ("*أدانت فرنسا [وألمانيا] الهجوم.", (), ("nsubj",)),
    # and so does a verb that و joins to another
    ("دخلت [القوات] المدينة *وأغلقت الطرق.", (), ("nsubj",)),
]


@pytest.mark.parametrize(("text", "up", "down"), WAYS)
def test_ways(text: str, up: tuple[str, ...], down: tuple[str, ...]) -> None:
    assert way(text) == (up, down)


def test_a_sentence_is_parsed_only_when_it_is_asked_for() -> None:
    scene = Scene(read_up_to("قصف الجيش المدينة. وغادر السكان القرية.", "events"))
    scene.trees.find_way(0, 1, 2)
    assert set(scene.trees._trees) == {0}
