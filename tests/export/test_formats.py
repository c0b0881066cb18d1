"""What the formats have in common: every reading comes out, and comes back."""

import io
import json

import pytest

from riwaya.export import FORMATS
from riwaya.export.labels import amount, load_labels
from riwaya.readings import decode_reading, schema
from riwaya.types import Figure, Reading, Span
from tests.evaluation import sample

ONE = decode_reading(sample.GOLD, "one")
TWO = decode_reading(sample.other(sample.GOLD), "two")


def written(form: str, *readings: Reading) -> str:
    file = io.StringIO()
    FORMATS[form](iter(readings), file)
    return file.getvalue()


def test_json_lines_are_one_reading_a_line_in_order() -> None:
    lines = written("jsonl", TWO, ONE).split("\n")
    assert lines.pop() == ""
    assert [decode_reading(json.loads(line), "f") for line in lines] == [TWO, ONE]
    assert written("jsonl") == ""


def test_json_is_an_object_for_one_and_a_list_for_several() -> None:
    assert decode_reading(json.loads(written("json", ONE)), "f") == ONE
    assert [item["report"]["id"] for item in json.loads(written("json", ONE, TWO, ONE))] == [
        "one",
        "two",
        "one",
    ]
    assert json.loads(written("json")) == []
    assert sample.TEXT in written("json", ONE), "Arabic is not escaped"


@pytest.mark.parametrize("form", FORMATS)
def test_readings_are_taken_one_by_one(form: str) -> None:
    assert written(form, ONE)
    assert "two" in written(form, ONE, TWO)


@pytest.mark.parametrize("count", range(4))
def test_amounts(count: int) -> None:
    bounds = [(20, 20, None), (20, None, None), (None, 20, None), (10, 20, None)][count]
    assert amount(Figure("killed", *bounds, Span(0, 1))) == ["20", "≥20", "≤20", "10–20"][count]


def test_a_vague_amount() -> None:
    assert amount(Figure("killed", None, None, "tens", Span(0, 1))) == "tens"


def test_every_word_of_a_reading_has_a_label() -> None:
    definitions = schema()["$defs"]
    values = {
        "act": definitions["claim"]["properties"]["act"],
        "evidence": definitions["claim"]["properties"]["evidence"],
        "quoted": definitions["claim"]["properties"]["quoted"],
        "type": definitions["event"]["properties"]["type"],
        "reality": definitions["event"]["properties"]["reality"],
        "assessment": definitions["event"]["properties"]["talks"]["properties"]["assessment"],
        "kind": definitions["figure"]["properties"]["kind"],
        "role": definitions["actor"]["properties"]["role"],
        "precision": definitions["place"]["properties"]["precision"],
        "vague": definitions["figure"]["properties"]["vague"],
    }
    wanted = {f"{name}:{value}" for name, one in values.items() for value in one["enum"] if value is not None}
    assert wanted == {key for key in load_labels() if ":" in key}
