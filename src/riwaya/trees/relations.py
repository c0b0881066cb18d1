"""Naming the relation of each word to its head: the subject, the object, a genitive, a relative clause."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import Literal

from riwaya.resources import load_grouped_weights
from riwaya.trees.nodes import Node

# Relations of Universal Dependencies on written words, some taken together: ``ccomp`` is every clause that a
# verb or noun takes (ccomp, csubj, xcomp), ``flat`` further parts of a name or a fixed expression.
Relation = Literal[
    "root", "nsubj", "obj", "obl", "nmod", "amod", "nummod", "det", "case", "mark", "conj", "ccomp", "acl",
    "advcl", "appos", "flat", "advmod", "aux", "dep",
]  # fmt: skip
_EARLIER, _OWN = 4, 5  # dependents of the head, and of the word, that are seen

Weights = Mapping[str, Mapping[Relation, float]]  # what is seen, then the relation it speaks for


@cache
def load_model() -> Weights:
    """Read the trained weights."""
    return load_grouped_weights("riwaya.trees", "relations.tsv")  # type: ignore[return-value]  # relations, as the trainer wrote them


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
        side = "<" if at < head else ">"
        preposition = self._prepositions.get(at, "")
        nearer = takewhile(lambda other: other < at, islice(self._dependents[head], _EARLIER))
        before = "".join(f"{self._nodes[other].code}{'<' if other < head else '>'}" for other in nearer)
        own = "".join(self._nodes[other].code for other in self._dependents[at][:_OWN])
        tags, cased = f"{side}{word.tag}{over.tag}", f"{word.tag}{preposition}"
        return (
            f"0{side}{word.shape}", f"1{side}{word.shape} {over.shape}", f"3{side}{cased} {over.tag}",
            f"4{side}{word.tag} {over.tag} {before}", f"5{word.lemma}{side}{over.tag}",
            f"6{over.lemma}{side}{cased}{word.preposition}", f"7{tags}{word.agreement} {over.agreement}",
            f"8{side}{word.tag}{own} {over.tag}", f"a{side}{over.shape} {cased}{word.preposition} {before}",
            f"c{preposition}{word.preposition}{side}{over.lemma}",
        )  # fmt: skip


_NOTHING: Mapping[Relation, float] = {}
