"""The trainer learns from sentences, the same from the same, and measures on others."""

from pathlib import Path

from tools.train_tagger import measure, report, train
from tools.treebank import read_sentences

ROOT = Path(__file__).parents[2]


def test_it_learns_and_is_deterministic() -> None:
    sentences = list(read_sentences(ROOT / "tools" / "tagged_news.txt"))[:120]
    weights = train(sentences[:100])
    assert weights == train(sentences[:100])
    ignorant = measure({}, sentences[100:], [])
    errors: list[str] = []
    learned = measure(weights, sentences[100:], errors)
    assert learned["class"] > ignorant["class"] and learned["cut"] > ignorant["cut"]
    assert len(errors) == learned["wrong"]
    assert f"{learned['words']} words" in report(learned)


def test_the_weights_that_ship_know_the_sentences_they_were_made_from() -> None:
    """A table left behind by a change of features or lexicon shows here first."""
    from riwaya.tokens.tagging import load_model

    weights = {f"{seen}|{aspect}": w for seen, by in load_model().items() for aspect, w in by.items()}
    n = measure(weights, list(read_sentences(ROOT / "tools" / "tagged_news.txt")), [])
    assert n["class"] / n["words"] > 0.98 and n["cut"] / n["words"] > 0.99
