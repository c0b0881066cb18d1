"""Tables are read into typed rows, or refused by file, line and value."""

from typing import Literal

import msgspec
import pytest

from riwaya.errors import ResourceError
from riwaya.resources import parse_table, parse_vectors, parse_weights


class Row(msgspec.Struct, frozen=True):
    kind: Literal["a", "b"]
    weight: int
    names: tuple[str, ...] = ()
    note: str = ""


HEADER = "kind\tweight\tnames\tnote\n"


def test_rows_are_typed() -> None:
    rows = parse_table("t", HEADER + "# comment\na\t3\tكييف|كيف\t\nb\t0\t\tx\n", Row)
    assert rows == (Row("a", 3, ("كييف", "كيف")), Row("b", 0, (), "x"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("c\t1\t\t", "t:2"),
        ("a\tmany\t\t", "t:2"),
        ("a\t1\t", "3 cells, not 4"),
        ("a\t1\tكيـيف\t", "U+0640"),
        ("a\t1\t\u200fكييف\t", "U+200F"),
        ("a\t1\tا\u0653\t", "normal form"),
        ("\t1\t\t", "kind"),
    ],
)
def test_faults_name_the_place(line: str, told: str) -> None:
    with pytest.raises(ResourceError, match=told.replace("+", r"\+")):
        parse_table("t", HEADER + line + "\n", Row)


def test_wrong_header_and_double_rows() -> None:
    with pytest.raises(ResourceError, match="columns"):
        parse_table("t", "kind\tweight\n", Row)
    with pytest.raises(ResourceError, match="the same row as line 2"):
        parse_table("t", HEADER + "a\t1\t\t\na\t1\t\t\n", Row)


def test_rows_of_several_weights_are_read_or_refused() -> None:
    head = "# made by a program\nfeature\tshift\tleft\n"
    assert parse_vectors("t", head + "4NOUN VERB\t0.5\t-0.5\n", 2) == {"4NOUN VERB": (0.5, -0.5)}
    for wrong in ("a\t1", "a\t1\t2\t3", "a\t1\tmuch", "a"):
        with pytest.raises(ResourceError, match=r"^t:4: not a feature and 2 numbers: "):
            parse_vectors("t", head + f"b\t1\t1\n{wrong}\n", 2)


def test_weights_are_read_or_refused() -> None:
    head = "# learned\nfeature\tweight\n"
    assert parse_weights("t", head + "last=ADP|NOUN\t0.5\nopens=True|VERB\t-1.25\n") == {
        "last=ADP|NOUN": 0.5,
        "opens=True|VERB": -1.25,
    }
    with pytest.raises(ResourceError, match=r"t:4: .*'last=ADP much'"):
        parse_weights("t", head + "a\t1\nlast=ADP much\n")
