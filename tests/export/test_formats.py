"""What the formats have in common: every reading comes out, and comes back."""

import io
import json
import re
from typing import get_args

import pytest

from riwaya.cases.matching import load_weights
from riwaya.evaluation import ROWS
from riwaya.export import FORMATS
from riwaya.export.labels import amount, load_labels
from riwaya.reader import Reader
from riwaya.readings import decode_reading, schema
from riwaya.store.records import Kind
from riwaya.store.search.rows import OPEN
from riwaya.text.boilerplate import load_phrases
from riwaya.text.prepare import _REASONS
from riwaya.types import Figure, Reading, Report, Span, Status
from tests.evaluation import sample

_ELSEWHERE = (
    "addresses and tags only", "says when the page was published", "says when the page was changed",
)  # fmt: skip
ONE = decode_reading(sample.GOLD, "one")
TWO = decode_reading(sample.other(sample.GOLD), "two")


def written(form: str, *readings: Reading) -> str:
    file = io.BytesIO()
    FORMATS[form].write(iter(readings), file)
    return file.getvalue().decode()


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


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "xlsx"])
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
    wanted |= {f"format:{name}" for name in FORMATS} | {f"status:{name}" for name in get_args(Status)}
    wanted |= {f"tie:{name}" for name in load_weights()} | {f"row:{name}" for name in ROWS}
    wanted |= {f"decision:{name}" for name in (*get_args(Kind), OPEN)} | {"count:claims", "count:events"}
    reasons = {row.reason for row in load_phrases()} | set(_REASONS.values()) | set(_ELSEWHERE)
    wanted |= {f"dropped:{reason}" for reason in reasons}
    labels = load_labels()
    assert wanted == {key for key in labels if ":" in key}
    letters = re.compile("[\u0621-\u064a]")
    assert [key for key, one in labels.items() if not one.english or not letters.search(one.arabic)] == []


def test_why_a_line_was_dropped_is_said_in_known_words() -> None:
    report = Report(
        "r",
        "نشر في 3 مايو 2024\n\nقال الوزير إن القصف توقف.\n\nwww.example.org #خبر\n\nآخر تحديث: 4 مايو 2024",
    )
    reasons = {one.reason for one in Reader().read(report).dropped}
    assert reasons >= set(_ELSEWHERE)
