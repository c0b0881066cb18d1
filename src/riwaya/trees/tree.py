"""The tree of a sentence: for every token the token it stands under, and its relation to that."""

from collections.abc import Sequence
from typing import Literal

from riwaya.trees.nodes import Node
from riwaya.trees.relations import Around, Relation, choose, load_model

OUTSIDE = -1


class Tree:
    """Heads and relations of the tokens of a sentence, by their positions in it.

    ``heads`` has the position of each token's head, -1 for the root and for marks, which stand outside the
    tree. Prepositions are ``case`` of their noun, which stands under a verb as ``obl`` and under a noun as
    ``nmod``; a genitive is ``nmod`` too. Every word reaches the root.
    """

    def __init__(self, nodes: Sequence[Node], places: Sequence[int], heads: Sequence[int], size: int) -> None:
        """Of ``nodes``, at ``places`` of a sentence of ``size`` tokens; the root's head is their number."""
        self._heads, self._at = heads, {place: number for number, place in enumerate(places)}
        self._around = Around(nodes, heads)
        self._names: dict[int, Relation] = {}
        over = [OUTSIDE] * size
        for place, head in zip(places, heads, strict=True):
            if head < len(places):
                over[place] = places[head]
        self.heads = tuple(over)

    def relation(self, place: int) -> Relation | Literal[""]:
        """Give the relation of a token to its head, named when it is first asked for; nothing for marks."""
        found = self._names.get(place)
        if found is None:
            at = self._at.get(place)
            if at is None:
                return ""
            root = self._heads[at] == len(self._heads)
            found = self._names[place] = "root" if root else choose(load_model(), self._around.features(at))
        return found
