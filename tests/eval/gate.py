"""What the program reaches on gold reports, and the figures it has been pinned to.

``baseline.json`` holds the F1 of each row for the gold reports of the folders here, and for others by their
hash. A figure may not fall; one that rises is pinned by
``python3 dev.py python -m tests.eval.update_baseline``.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from riwaya.evaluation import Evaluation, evaluate
from riwaya.evaluation.loading import load_readings
from riwaya.reader import Reader
from riwaya.types import Reading
from tests.eval.gold_files import load_gold

HERE = Path(__file__).resolve().parent
OWN = HERE / "gold"
HELD_OUT = HERE / "held_out"  # no weight of the program is fitted on these
BASELINE = HERE / "baseline.json"
VARIABLE = "RIWAYA_GOLD"  # names a folder of gold readings as JSON
BESIDE = HERE.parents[2] / "shared" / "gold" / "dev"  # where such a folder may lie beside the checkout


class Pinned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures on one set of gold reports, and the hash of the files they were measured on."""

    sha256: str
    reports: int
    f1: dict[str, float]


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is in ``baseline.json``."""

    own: Pinned
    others: tuple[Pinned, ...] = ()


class Changes(msgspec.Struct, frozen=True):
    """Rows whose figure is another than the pinned one, in words."""

    fell: tuple[str, ...]
    rose: tuple[str, ...]


def load_baseline() -> Baseline:
    """Load the pinned figures."""
    return msgspec.json.decode(BASELINE.read_bytes(), type=Baseline)


def find_other_gold() -> Path | None:
    """Find the folder of further gold readings, if there is one."""
    folder = Path(os.environ.get(VARIABLE) or BESIDE)
    return folder if folder.is_dir() and any(folder.glob("*.json")) else None


def hash_files(folder: Path, pattern: str) -> str:
    """Hash names and contents of files, whatever their line ends."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def measure_own() -> Pinned:
    """Read the gold reports of this repository, those held out too, and score the readings."""
    hashes = hash_files(OWN, "*.toml") + hash_files(HELD_OUT, "*.toml")
    sha256 = hashlib.sha256(hashes.encode()).hexdigest()
    return _pin(sha256, score((*load_gold(OWN), *load_gold(HELD_OUT))))


def measure_other(folder: Path) -> Pinned:
    """Read the gold reports of another folder and score the readings."""
    return _pin(hash_files(folder, "*.json"), score(load_readings(folder)))


def score(gold: Iterable[Reading]) -> Evaluation:
    """Read the reports of gold readings, of which only what came with them is shown, and compare."""
    readings = tuple(gold)
    reader = Reader()
    bare = [msgspec.structs.replace(reading.report, credits=()) for reading in readings]
    return evaluate(readings, [reader.read(report) for report in bare])


def compare(pinned: Pinned, measured: Pinned) -> Changes:
    """Compare figures with the pinned ones; a row that is gone has fallen to 0."""
    fell: list[str] = []
    rose: list[str] = []
    for row in sorted(pinned.f1.keys() | measured.f1.keys()):
        before, now = pinned.f1.get(row, 0.0), measured.f1.get(row, 0.0)
        if now != before:
            (fell if now < before else rose).append(f"{row}: {before:.3f} -> {now:.3f}")
    return Changes(tuple(fell), tuple(rose))


def _pin(sha256: str, evaluation: Evaluation) -> Pinned:
    return Pinned(sha256, evaluation.reports, {row: one.f1 for row, one in evaluation.rows.items()})
