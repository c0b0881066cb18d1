"""Readings decode back, whole or as analysts write them."""

import json

import jsonschema
import pytest

from riwaya.errors import InputError
from riwaya.readings import decode_reading, schema

TEXT = "نفت موسكو القصف."
CLAIM = {"id": "c1", "act": "deny", "cue": [0, 3], "source": "a1", "content": [10, 15]}
SPARE: dict[str, object] = {
    "schema": "riwaya.reading/1",
    "report": {"id": "r", "text": TEXT},
    "actors": [{"id": "a1", "name": "موسكو", "mentions": [[4, 9]]}],
    "places": [{"id": "p1", "name": "موسكو", "mentions": []}],
    "claims": [CLAIM],
    "events": [
        {
            "id": "e1", "type": "talks", "triggers": [[10, 15]], "actors": [], "targets": [], "place": None,
            "when": None, "reality": "negated", "figures": [{"kind": "killed", "span": [0, 1]}], "talks": {},
        }
    ],
}  # fmt: skip


def test_the_schema_is_one_and_a_reading_follows_it_both_ways() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    validator.validate(SPARE)
    reading = decode_reading(SPARE, "f")
    validator.validate(json.loads(reading.to_json()))
    assert decode_reading(json.loads(reading.to_json()), "f") == reading


def test_what_is_left_out_is_nothing() -> None:
    reading = decode_reading(SPARE, "f")
    assert reading.claims[0].via == ()
    assert reading.claims[0].said is None
    assert reading.events[0].figures[0].low is None
    talks = reading.events[0].talks
    assert talks is not None
    assert (talks.round, talks.topics, talks.assessment) == (None, (), None)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {**SPARE, "schema": "other/1"},
        {**SPARE, "claims": [{**CLAIM, "act": "whisper"}]},
        {**SPARE, "claims": [{**CLAIM, "cue": [0, 99]}]},
        {**SPARE, "claims": [{**CLAIM, "cue": [-3, 2]}]},
        {**SPARE, "claims": [{"id": "c1"}]},
        {**SPARE, "claims": 3},
        {**SPARE, "events": ["e1"]},
    ],
)
def test_what_is_no_reading(value: object) -> None:
    with pytest.raises(InputError, match=r"^f: is not a Reading"):
        decode_reading(value, "f")
