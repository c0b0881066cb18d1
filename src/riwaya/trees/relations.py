"""Naming the relation of each word to its head: the subject, the object, a genitive, a relative clause."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from riwaya.resources import load_weights
from riwaya.trees.nodes import Node
from riwaya.trees.tree import Relation

_LATER, _OWN = 8, 5  # dependents of the head, and of the word, that are seen
_NEAR = ((1, "1"), (3, "2"), (8, "3"))

Weights = Mapping[str, Mapping[Relation, float]]  # what is seen, then the relation it speaks for


@cache
def load_model() -> Weights:
    """Read the trained weights."""
    found: defaultdict[str, dict[Relation, float]] = defaultdict(dict)
    for feature, weight in load_weights("riwaya.trees", "relations.tsv").items():
        seen, _, relation = feature.rpartition("|")
        found[seen][relation] = weight  # type: ignore[index]  # a relation, as the trainer wrote it
    return dict(found)


def name_relations(nodes: Sequence[Node], heads: Sequence[int]) -> list[Relation]:
    """Name the relation of each word to its head; the root's head is their number."""
    model = load_model()
    around = Around(nodes, heads)
    return [
        "root" if head == len(nodes) else choose(model, around.features(at)) for at, head in enumerate(heads)
    ]


def choose(model: Weights, features: Sequence[str]) -> Relation:
    """Choose the relation that the features speak for most."""
    scores: defaultdict[Relation, float] = defaultdict(float)
    for feature in features:
        for relation, weight in model.get(feature, _NOTHING).items():
            scores[relation] += weight
    return max(scores, key=lambda relation: (scores[relation], relation), default="dep")


class Around:
    """The dependents and prepositions of the words of a tree."""

    def __init__(self, nodes: Sequence[Node], heads: Sequence[int]) -> None:
        self._nodes, self._heads = nodes, heads
        self._dependents: list[list[int]] = [[] for _ in range(len(nodes) + 1)]
        self._prepositions: dict[int, str] = {}
        for at, head in enumerate(heads):
            self._dependents[head].append(at)
            if nodes[at].tag == "ADP" and not nodes[at].pronoun and at < head:
                self._prepositions.setdefault(head, nodes[at].lemma)

    def features(self, at: int) -> tuple[str, ...]:
        """Give what speaks for the relation of a word that is not the root."""
        head = self._heads[at]
        word, over = self._nodes[at], self._nodes[head]
        side, apart = ("<", head - at) if at < head else (">", at - head)
        near = next((name for most, name in _NEAR if apart <= most), "4")
        preposition = self._prepositions.get(at, "")
        before = "".join(
            f"{self._nodes[other].code}{'<' if other < head else '>'}"
            for other in self._dependents[head]
            if other < at
        )[:_LATER]
        own = "".join(self._nodes[other].code for other in self._dependents[at])[:_OWN]
        tags, cased = f"{side}{word.tag}{over.tag}", f"{word.tag}{preposition}"
        return (
            f"0{side}{word.shape}", f"1{side}{word.shape} {over.shape}", f"2{tags}{near}",
            f"3{side}{cased} {over.tag}", f"4{side}{word.tag} {over.tag} {before}",
            f"5{word.lemma}{side}{over.tag}", f"6{over.lemma}{side}{cased}{word.preposition}",
            f"7{tags}{word.agreement} {over.agreement}", f"8{side}{word.tag}{own} {over.tag}",
            f"9{word.lemma} {over.lemma}", f"a{side}{over.shape} {cased}{word.preposition} {before}",
            f"b{word.marks}{tags}", f"c{preposition}{word.preposition}{side}{over.lemma}",
            f"d{word.lemma}{word.tag}", f"e{side}{word.shape}{own}{over.tag}{before}",
        )  # fmt: skip


_NOTHING: Mapping[Relation, float] = {}
