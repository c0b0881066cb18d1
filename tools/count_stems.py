"""Make src/riwaya/cases/stems.tsv: how much a word means that two reports share.

python -m tools.count_stems REPORTS.jsonl... FOLDER...: each a file with one report a line, or a folder of
readings as JSON or of gold reports as TOML. Only counts are kept, of stems that several reports hold.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from riwaya.cases.wording import RAREST, find_words, stem
from riwaya.sources import read_sources
from riwaya.types import Report
from tests.eval.gold_files import load_gold

TABLE = Path(__file__).parent.parent / "src/riwaya/cases/stems.tsv"
HEAD = """\
# What a shared stem is worth: the logarithm of how few reports hold it, 6 for a stem that stands not here.
# By tools/count_stems.py."""
LEAST = 0.02  # of the reports hold a stem of the table
TOO_COMMON = 0.4  # a stem that more hold is worth nothing


def main(places: Sequence[str]) -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    reports = 0
    for report in _load(places):
        reports += 1
        counts.update({stem(word) for word in find_words(f"{report.title or ''} {report.text}")})
    lines = [HEAD, "stem\tweight"]
    for word, count in sorted(counts.items()):
        if count / reports >= LEAST:
            lines.append(f"{word}\t{worth(count / reports):.1f}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} stems of {reports} reports")


def worth(share: float) -> float:
    """Give the weight of a stem that such a share of reports holds."""
    return 0.0 if share > TOO_COMMON else min(RAREST, -math.log(share))


def _load(places: Sequence[str]) -> Iterator[Report]:
    for place in places:
        if Path(place).is_dir() and any(Path(place).glob("*.toml")):
            yield from (reading.report for reading in load_gold(Path(place)))
        else:
            yield from (found for found in read_sources([place]) if isinstance(found, Report))


if __name__ == "__main__":
    main(sys.argv[1:])
