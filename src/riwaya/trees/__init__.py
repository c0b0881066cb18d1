"""Which word stands under which, and as what: dependency trees of sentences, by a small trained parser."""

from riwaya.trees.parsing import parse
from riwaya.trees.relations import Relation
from riwaya.trees.tree import Tree

__all__ = ["Relation", "Tree", "parse"]
