from pathlib import Path

import pytest

from tests.eval import gate, update_baseline
from tests.eval.gate import Baseline, Pinned

_OLD = Baseline(Pinned("own", 1, {"claim": 0.5}), (Pinned("elsewhere", 3, {"claim": 0.7}),))


@pytest.fixture
def baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pinned baseline in a folder of its own, and no further gold reports."""
    path = tmp_path / "baseline.json"
    path.write_text(update_baseline._encode(_OLD), encoding="utf-8")
    for module in (gate, update_baseline):
        monkeypatch.setattr(module, "BASELINE", path)
    monkeypatch.setattr(update_baseline, "find_other_gold", lambda: None)
    return path


def _update(measured: Pinned, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(update_baseline, "measure_own", lambda: measured)
    return update_baseline.main([*arguments])


def test_a_rise_is_pinned_and_what_is_not_here_is_kept(
    baseline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _update(Pinned("own", 1, {"claim": 0.6}), monkeypatch) == 0
    assert gate.load_baseline() == Baseline(Pinned("own", 1, {"claim": 0.6}), _OLD.others)
    assert baseline.read_text(encoding="utf-8").endswith("}\n")


def test_a_fall_is_pinned_only_when_asked_for(baseline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fallen = Pinned("own", 1, {"claim": 0.4})
    assert _update(fallen, monkeypatch) == 1
    assert gate.load_baseline() == _OLD
    assert _update(fallen, monkeypatch, "--lower") == 0
    assert gate.load_baseline().own == fallen


def test_other_gold_reports_are_measured_anew(baseline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = Pinned("changed", 2, {"claim": 0.1})
    assert _update(changed, monkeypatch) == 0
    assert gate.load_baseline().own == changed
