"""The table of dateline towns."""

from riwaya.chars import fold
from riwaya.resources import load_table
from riwaya.text.credits import _Town  # the row type


def test_each_name_stands_once() -> None:
    names = [fold(name) for row in load_table("riwaya.text", "towns.tsv", _Town) for name in row.names]
    repeated = {name for name in names if names.count(name) > 1}
    assert not repeated
    assert len(names) > 350
