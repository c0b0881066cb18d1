"""How a mention stands to a trigger in the tree of its sentence: أعلن *الجيش* أنه بدأ *قصف* المدينة.

The way from one to the other leads up from the trigger to the word over both, and down to the mention. Its
links are relations, with their preposition: ``obl:في``. What و joins to a word, and what stands in apposition
to it, stands as that word does.
"""

from collections.abc import Sequence

import msgspec

from riwaya.chars import BA, KAF, LAM
from riwaya.document import Document
from riwaya.trees import Tree, parse

_AS_THEIR_HEADS = ("conj", "appos", "flat", "dep")
_PREFIXED = (BA, LAM, KAF)
_LONGEST = 60  # words from a word up to the root


class Way(msgspec.Struct, frozen=True):
    """The way from a trigger up to ``top``, the word over both, and down to the mention's highest word."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    top: int
    word: int
    joined: bool  # the mention is a further conjunct: الحكومة و[المتمردون]
    shared: bool  # the trigger is one: دخلت القوات البلدة و[سيطرت] عليها

    def __str__(self) -> str:
        """Write the links, those up first: obj/nsubj, the subject of what has the trigger as object."""
        return f"{'^'.join(self.up)}/{'/'.join(self.down)}"


class Trees:
    """The trees of a document's sentences, each parsed when it is first asked for."""

    def __init__(self, document: Document, sentence_of: Sequence[int]) -> None:
        self._document, self._sentence_of = document, sentence_of
        self._trees: dict[int, Tree] = {}
        self._heads = [-1] * len(document.tokens)
        self._links: dict[int, str] = {}
        self._dependents: dict[int, list[int]] = {}
        self._lines: dict[int, tuple[int, ...]] = {}

    def link(self, at: int) -> str:
        """Give the relation of a token to its head, with its preposition."""
        found = self._links.get(at)
        if found is None:
            found = self._links[at] = self._name_link(at)
        return found

    def dependents(self, at: int) -> Sequence[int]:
        """Give the tokens that stand under a token."""
        self._need(at)
        return self._dependents.get(at, ())

    def find_way(self, at: int, first: int, stop: int) -> Way:
        """Find the way from a token to tokens ``[first, stop)`` of its sentence."""
        word = self._highest(first, stop)
        above, line = self._line(at), self._line(word)
        shared = next((token for token in above if token in line), above[-1])
        up = [self.link(token) for token in above[: above.index(shared)]]
        down = [self.link(token) for token in line[: line.index(shared) if shared in line else -1]][::-1]
        trimmed = [link for link in down if link != "flat"]
        joined = False
        while trimmed and trimmed[-1] in _AS_THEIR_HEADS:
            joined |= trimmed.pop() == "conj"
        kept = [link for link in up if link != "flat"]
        first_own = next((n for n, link in enumerate(kept) if link != "conj"), len(kept))
        return Way(tuple(kept[first_own:]), tuple(trimmed), shared, word, joined, first_own > 0)

    def _need(self, at: int) -> None:
        """Parse the sentence of a token, if it is not yet."""
        number = self._sentence_of[at]
        if number in self._trees:
            return
        sentence = self._document.sentences[number]
        tree = self._trees[number] = parse(self._document.tokens[sentence.first : sentence.stop])
        for place, head in enumerate(tree.heads, sentence.first):
            if head >= 0:
                self._heads[place] = sentence.first + head
                self._dependents.setdefault(sentence.first + head, []).append(place)

    def _name_link(self, at: int) -> str:
        """Add to the relation the preposition that stands in front, on its own or joined."""
        self._need(at)
        number = self._sentence_of[at]
        start = self._document.sentences[number].first
        tree = self._trees[number]
        relation = tree.relation(at - start)
        if relation not in ("obl", "nmod"):
            return relation
        tokens, word = self._document.tokens, self._document.tokens[at].word
        if word.upos == "ADP":
            return f"{relation}:{word.lemma}"
        apart = (place for place in self._dependents.get(at, ()) if tree.relation(place - start) == "case")
        joined = word.proclitics[-1:] if word.proclitics[-1:] in _PREFIXED else ""
        return f"{relation}:{next((tokens[place].key for place in apart), joined)}"

    def _line(self, at: int) -> tuple[int, ...]:
        """Give a token and all over it, up to the root."""
        found = self._lines.get(at)
        if found is None:
            self._need(at)
            line = [at]
            while self._heads[line[-1]] >= 0 and len(line) < _LONGEST:
                line.append(self._heads[line[-1]])
            found = self._lines[at] = tuple(line)
        return found

    def _highest(self, first: int, stop: int) -> int:
        """Give the token of a mention whose head stands outside of it."""
        self._need(first)
        inside = range(first, stop)
        words = (at for at in inside if self._document.tokens[at].kind != "mark")
        return next((at for at in words if self._heads[at] not in inside), first)
