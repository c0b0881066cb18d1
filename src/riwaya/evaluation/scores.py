"""Counts of what was right, what was there and what was found, and the figures they give."""

import msgspec

ROWS = (
    "claim", "claim-full", "source", "act", "content", "evidence", "said", "via", "denies",
    "event", "event-any-type", "event-full", "place", "day", "actors", "targets", "reality",
    "figures", "talks",
)  # fmt: skip


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1, rounded, over so many gold and predicted values."""

    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int


class Counts(msgspec.Struct):
    """Running counts of one row."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def score(self) -> Score:
        """Work out the figures."""
        precision = self.hit / self.predicted if self.predicted else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Score(round(precision, 3), round(recall, 3), round(f1, 3), self.gold, self.predicted)


class Tally(msgspec.Struct):
    """Counts by row, and by event type."""

    rows: dict[str, Counts] = msgspec.field(default_factory=dict)
    types: dict[str, Counts] = msgspec.field(default_factory=dict)

    def add(self, row: str, hit: int, gold: int, predicted: int) -> None:
        """Count so many right values among so many."""
        _add(self.rows, row, hit, gold, predicted)

    def slot(self, row: str, right: bool, *, gold: bool = True, predicted: bool = True) -> None:
        """Count one field: whether it is right, and who filled it."""
        self.add(row, int(right), int(gold), int(predicted))

    def add_type(self, kind: str, hit: int, gold: int, predicted: int) -> None:
        """Count events of one type."""
        _add(self.types, kind, hit, gold, predicted)


def _add(counts: dict[str, Counts], key: str, hit: int, gold: int, predicted: int) -> None:
    one = counts.setdefault(key, Counts())
    one.hit += hit
    one.gold += gold
    one.predicted += predicted
