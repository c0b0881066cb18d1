"""Sentences in the manner of many outlets, each with the trigger that must be found and its type; or none."""

from pathlib import Path

import pytest

from riwaya.events.arguments import load_types
from riwaya.reader import Reader
from riwaya.types import Report

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("tellings.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
KINDS = sorted({kind for kind, _ in LINES})


def triggers(text: str) -> set[tuple[str, int]]:
    events = Reader().walk(Report(id="r", text=text, published="2024-01-10")).events
    return {
        (event.type, at) for event in events for span in event.triggers for at in range(span.start, span.end)
    }


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "-"])
def test_each_telling_is_found_at_its_word(kind: str) -> None:
    missed = []
    for told, text in LINES:
        if told == kind:
            before, _, rest = text.partition("[")
            word, _, after = rest.partition("]")
            at = range(len(before), len(before) + len(word))
            if not triggers(before + word + after) & {(kind, here) for here in at}:
                missed.append(text)
    assert missed == []


def test_words_in_other_meanings_tell_no_event() -> None:
    assert [text for told, text in LINES if told == "-" and triggers(text)] == []


def test_the_table_names_types() -> None:
    assert set(KINDS) <= {*load_types(), "-"}
    assert len(LINES) > 400
