"""Overlapping marks cut into pieces."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.marks import Mark, cut
from riwaya.types import Span


def mark(start: int, end: int, owner: str = "c1") -> Mark:
    return Mark(Span(start, end), "content", owner, owner)


def test_overlaps_are_cut_at_every_bound() -> None:
    pieces = list(cut("abcdef", [mark(0, 4, "c1"), mark(2, 6, "c2")]))
    assert [(piece.text, [one.owner for one in piece.marks]) for piece in pieces] == [
        ("ab", ["c1"]),
        ("cd", ["c1", "c2"]),
        ("ef", ["c2"]),
    ]
    assert [[one.owner for one in piece.opening] for piece in pieces] == [["c1"], ["c2"], []]


def test_lam_and_alef_are_never_parted() -> None:
    text = "سببا لإرسال قوات"
    pieces = [piece.text for piece in cut(text, [mark(6, 11), mark(0, 6)])]
    assert pieces == ["سببا ", "لإرسال", " قوات"]


def test_a_mark_on_the_lam_alone_is_let_go() -> None:
    (piece,) = cut("لا", [mark(0, 1)])
    assert (piece.text, piece.marks) == ("لا", ())


@given(
    st.text(alphabet="ا لإأبقَّ<&\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))
)
def test_the_pieces_are_the_text(text: str, bounds: list[tuple[int, int]]) -> None:
    marks = [mark(min(a, len(text)), min(b, len(text)), f"c{n}") for n, (a, b) in enumerate(bounds) if a < b]
    marks = [one for one in marks if one.span.start < one.span.end]
    pieces = list(cut(text, marks))
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
