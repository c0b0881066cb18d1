"""The tree of a sentence: for every token the token it stands under, and its relation to that."""

from typing import Literal

import msgspec

# Relations of Universal Dependencies on written words, some taken together: ``ccomp`` is every clause that a
# verb or noun takes (ccomp, csubj, xcomp), ``flat`` further parts of a name or a fixed expression.
Relation = Literal[
    "root", "nsubj", "obj", "obl", "nmod", "amod", "nummod", "det", "case", "mark", "conj", "ccomp", "acl",
    "advcl", "appos", "flat", "advmod", "aux", "dep",
]  # fmt: skip
OUTSIDE = -1


class Tree(msgspec.Struct, frozen=True):
    """Heads and relations of the tokens of a sentence, in their order.

    ``heads`` are positions in the sentence, -1 for the root and for marks, which stand outside the tree;
    ``relations`` of marks are empty. Prepositions are ``case`` of their noun, which stands under a verb as
    ``obl`` and under a noun as ``nmod``; a genitive is ``nmod`` too. Every word reaches the root.
    """

    heads: tuple[int, ...]
    relations: tuple[Relation | Literal[""], ...]
