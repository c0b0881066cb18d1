"""The trainer learns from sentences, the same from the same, and refuses what is no tree."""

from pathlib import Path

import pytest

from riwaya.trees.parsing import find_heads, load_model
from riwaya.trees.state import LEFT, RIGHT, SHIFT, start
from tools.train_parser import find_right, read, train_relations, train_steps

SENTENCES = Path(__file__).parents[2] / "tools" / "tree_news.txt"


def test_it_learns_and_is_deterministic() -> None:
    sentences = list(read(SENTENCES))[:140]
    steps = train_steps(sentences[:100])
    assert steps == train_steps(sentences[:100])
    assert train_relations(sentences[:40]) == train_relations(sentences[:40])
    rest = sentences[100:]

    def count(weights: dict[str, tuple[float, ...]]) -> int:
        heads = ((find_heads(s.nodes, weights), s.heads) for s in rest)
        return sum(one == other for found, right in heads for one, other in zip(found, right, strict=True))

    assert count(steps) > 1.7 * count({})


def test_the_weights_that_ship_know_the_sentences_they_were_made_from() -> None:
    """A table left behind by a change of features or of the tagger shows here first."""
    sentences = list(read(SENTENCES))
    weights = load_model()
    right = sum(
        one == other
        for s in sentences
        for one, other in zip(find_heads(s.nodes, weights), s.heads, strict=True)
    )
    assert right / sum(len(s.heads) for s in sentences) > 0.93


def test_following_the_right_steps_builds_the_right_tree() -> None:
    for sentence in list(read(SENTENCES))[:200]:
        state = start(len(sentence.nodes))
        seen = [*sentence.nodes, sentence.nodes[0]]
        while not state.done:
            state.take(find_right(state, sentence.heads)[0], seen)
        assert state.heads == sentence.heads


def test_after_an_error_the_best_that_can_still_be_reached_is_right() -> None:
    """Words 0 to 2, all under 1: shifting 1 over 0 loses an arc, so 0 is to go left at once."""
    state = start(3)
    nodes = next(read(SENTENCES)).nodes[:3]
    heads = [1, 3, 1]
    assert find_right(state, heads) == [SHIFT]
    state.take(SHIFT, [*nodes, nodes[0]])
    assert find_right(state, heads) == [LEFT]
    state.take(SHIFT, [*nodes, nodes[0]])  # the error: 0 can only stand over 1 now, or be lost
    assert RIGHT in state.possible()
    assert find_right(state, heads) == [SHIFT]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("قصف|0|root الجيش|1|subject", "unknown relations"),
        ("قصف|0|root الجيش|0|root", "not one root"),
        ("قصف، |0|root", "cut otherwise"),
    ],
)
def test_a_line_that_is_no_tree_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "trees.txt"
    path.write_text(f"# a comment\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"trees\.txt:2: .*{fault}"):
        list(read(path))
