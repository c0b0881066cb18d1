import shutil
from collections import Counter
from pathlib import Path

import pytest

from riwaya.events.weights import WeightRow, load_weights
from riwaya.resources import parse_table
from tests.eval.gate import OWN
from tools.fit_event_weights import MEANINGS, assign, explain, main
from tools.logistic import Example, fit


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for path in sorted(OWN.glob("*.toml"))[:5]:
        shutil.copy(path, folder)
    return folder


def test_the_table_has_every_model_and_comes_out_the_same_twice(gold: Path, tmp_path: Path) -> None:
    tables = []
    for name in ("one.tsv", "two.tsv"):
        main([str(gold), "--out", str(tmp_path / name)])
        tables.append((tmp_path / name).read_text(encoding="utf-8"))
    assert tables[0] == tables[1]
    rows = parse_table("weights.tsv", tables[0], WeightRow)
    assert {row.model for row in rows} == {"actor", "target", "place", "when", "reality", "same"}
    assert all(row.meaning for row in rows)


def test_folds_measure_and_write_nothing(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(gold), "--folds", "2", "--out", str(tmp_path / "table.tsv")])
    rows = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"place", "when", "event", "event-full"} <= set(rows)
    assert not (tmp_path / "table.tsv").exists()


def test_one_model_can_be_fitted_alone(gold: Path, tmp_path: Path) -> None:
    main([str(gold), "--only", "reality", "--out", str(tmp_path / "table.tsv")])
    rows = parse_table("weights.tsv", (tmp_path / "table.tsv").read_text(encoding="utf-8"), WeightRow)
    for model, known in load_weights().items():
        fitted = {row.feature: row.weight for row in rows if row.model == model}
        assert (fitted == known) == (model != "reality")


def test_no_outlet_is_in_two_folds_and_folds_are_even() -> None:
    fold_of = assign(Counter(a=4, b=3, c=2, d=1), 2)
    assert fold_of == {"a": 0, "b": 1, "c": 1, "d": 0}


def test_the_learner_prefers_what_is_right_and_none_where_nothing_is() -> None:
    right = Example(({"near": 1.0}, {"far": 1.0}), frozenset((0,)))
    nothing = Example(({"far": 1.0},))
    weights = fit([right, nothing] * 20, penalty=1.0, least=5)
    assert weights["near"] > 0 > weights["far"]
    assert fit([right, nothing] * 20, penalty=100.0, least=5)["near"] < weights["near"]
    assert fit([right], penalty=1.0, least=5) == {}


def test_a_feature_without_a_meaning_is_refused() -> None:
    assert explain("back-3", [(r"back-(\d)", r"\1 sentences before")]) == "3 sentences before"
    with pytest.raises(KeyError, match=MEANINGS.name):
        explain("unknown", [])
