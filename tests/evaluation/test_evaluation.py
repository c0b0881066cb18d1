"""The figures of a comparison, against figures worked out apart."""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from riwaya.errors import InputError
from riwaya.evaluation import ROWS, evaluate
from riwaya.evaluation.loading import load_readings
from riwaya.readings import decode_reading
from riwaya.types import Reading
from tests.evaluation import sample

GOLD = decode_reading(sample.GOLD, "gold")
OTHER = decode_reading(sample.other(sample.GOLD), "gold")
PREDICTED = decode_reading(sample.predicted(), "predicted")

EXPECTED = {
    "claim": (0.75, 0.5, 0.6, 6, 4),
    "claim-full": (0.0, 0.0, 0.0, 6, 4),
    "source": (0.667, 0.667, 0.667, 3, 3),
    "act": (0.667, 0.667, 0.667, 3, 3),
    "content": (0.667, 0.667, 0.667, 3, 3),
    "evidence": (0.0, 0.0, 0.0, 1, 1),
    "said": (0.0, 0.0, 0.0, 1, 0),
    "via": (0.0, 0.0, 0.0, 1, 1),
    "denies": (0.5, 0.5, 0.5, 2, 2),
    "event": (0.5, 0.5, 0.5, 4, 4),
    "event-any-type": (0.5, 0.5, 0.5, 4, 4),
    "event-full": (0.0, 0.0, 0.0, 4, 4),
    "place": (0.0, 0.0, 0.0, 1, 2),
    "day": (0.5, 1.0, 0.667, 1, 2),
    "actors": (1.0, 1.0, 1.0, 3, 3),
    "targets": (0.5, 1.0, 0.667, 1, 2),
    "reality": (0.5, 0.5, 0.5, 2, 2),
    "figures": (0.5, 0.5, 0.5, 2, 2),
    "talks": (0.667, 0.667, 0.667, 3, 3),
}


def test_every_row() -> None:
    result = evaluate([GOLD, OTHER], [PREDICTED])
    assert {row: msgspec.structs.astuple(score) for row, score in result.rows.items()} == EXPECTED
    assert tuple(result.rows) == ROWS
    assert (result.reports, result.missing) == (2, ("two",))


def test_types() -> None:
    types = evaluate([GOLD], [PREDICTED]).types
    assert {kind: (score.gold, score.predicted) for kind, score in types.items()} == {
        "shelling": (1, 2),
        "talks": (1, 1),
        "attack": (0, 1),
    }
    assert types["talks"].f1 == 1.0


def test_errors_are_told_in_words() -> None:
    errors = [error for _, error in evaluate([GOLD], [PREDICTED]).errors]
    assert "claim c2 نفت act deny/reject" in errors
    assert "claim extra تقدم | ∅" in errors
    assert "event extra attack ['قتلوا']" in errors


def test_a_reading_agrees_with_itself() -> None:
    result = evaluate([GOLD, OTHER], [OTHER, GOLD])
    assert all(score.f1 == 1.0 for score in result.rows.values())
    assert result.errors == ()


def test_texts_that_differ_are_refused() -> None:
    value = copy.deepcopy(sample.GOLD)
    value["report"]["text"] += " "
    with pytest.raises(InputError, match="one: the two texts differ"):
        evaluate([GOLD], [decode_reading(value, "f")])


def test_sides_with_no_report_in_common_are_refused() -> None:
    with pytest.raises(InputError, match="no report in common"):
        evaluate([GOLD], [OTHER])


def write(folder: Path, name: str, *readings: Reading) -> Path:
    path = folder / name
    path.write_text("".join(reading.to_json() + "\n" for reading in readings), encoding="utf-8")
    return path


def test_readings_from_a_folder_and_from_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    write(folder, "b.json", GOLD)
    write(folder, "a.json", OTHER)
    assert load_readings(folder) == (OTHER, GOLD)
    assert load_readings(write(tmp_path, "r.jsonl", GOLD, OTHER)) == (GOLD, OTHER)


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_readings(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="holds no reading"):
        load_readings(tmp_path)
    with pytest.raises(InputError, match="holds two readings of report 'one'"):
        load_readings(write(tmp_path, "r.jsonl", GOLD, GOLD))
    bad = tmp_path / "bad.jsonl"
    bad.write_text(GOLD.to_json() + "\n{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad.jsonl:2: is not a Reading"):
        load_readings(bad)


@pytest.mark.skipif("RIWAYA_SCORER" not in os.environ, reason="RIWAYA_SCORER names no other scorer")
def test_another_scorer_gives_the_same_figures(tmp_path: Path) -> None:
    gold, predicted = (
        write(tmp_path, "gold.jsonl", GOLD, OTHER),
        write(tmp_path, "predicted.jsonl", PREDICTED),
    )
    command = [sys.executable, os.environ["RIWAYA_SCORER"], str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ours = evaluate(load_readings(gold), load_readings(predicted))
    assert theirs["rows"] == {row: msgspec.to_builtins(score) for row, score in ours.rows.items()}
    assert theirs["missing"] == list(ours.missing)
