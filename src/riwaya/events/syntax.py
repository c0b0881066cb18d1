"""How a mention stands to a trigger in the tree of its sentence: أعلن *الجيش* أنه بدأ *قصف* المدينة.

The way from one to the other leads up from the trigger to the word over both, and down to the mention. Its
links are relations, with their preposition: ``obl:في``. What و joins to a word, and what stands in apposition
to it, stands as that word does.
"""

from collections.abc import Iterator, Sequence

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


class Trees:
    """The trees of a document's sentences, each parsed when it is first asked for."""

    def __init__(self, document: Document, sentence_of: Sequence[int]) -> None:
        self._document, self._sentence_of = document, sentence_of
        self._parsed: set[int] = set()
        self._heads = [-1] * len(document.tokens)
        self._links = [""] * len(document.tokens)
        self._dependents: dict[int, list[int]] = {}
        self._lines: dict[int, tuple[int, ...]] = {}

    def link(self, at: int) -> str:
        """Give the relation of a token to its head, with its preposition."""
        self._need(at)
        return self._links[at]

    def dependents(self, at: int) -> Sequence[int]:
        """Give the tokens that stand under a token."""
        self._need(at)
        return self._dependents.get(at, ())

    def find_way(self, at: int, first: int, stop: int) -> Way:
        """Find the way from a token to tokens ``[first, stop)`` of its sentence."""
        word = self._highest(first, stop)
        above, line = self._line(at), self._line(word)
        shared = next((token for token in above if token in line), above[-1])
        up = [self._links[token] for token in above[: above.index(shared)]]
        down = [self._links[token] for token in line[: line.index(shared) if shared in line else -1]][::-1]
        trimmed = [link for link in down if link != "flat"]
        joined = False
        while trimmed and trimmed[-1] in _AS_THEIR_HEADS:
            joined |= trimmed.pop() == "conj"
        kept = [link for link in up if link != "flat"]
        first_own = next((n for n, link in enumerate(kept) if link != "conj"), len(kept))
        return Way(tuple(kept[first_own:]), tuple(trimmed), shared, word, joined, first_own > 0)

    def _need(self, at: int) -> None:
        number = self._sentence_of[at]
        if number in self._parsed:
            return
        self._parsed.add(number)
        sentence = self._document.sentences[number]
        tree = parse(self._document.tokens[sentence.first : sentence.stop])
        for place, head in enumerate(tree.heads, sentence.first):
            if head >= 0:
                self._heads[place] = sentence.first + head
                self._dependents.setdefault(sentence.first + head, []).append(place)
        for place, link in enumerate(self._name_links(tree, sentence.first), sentence.first):
            self._links[place] = link

    def _name_links(self, tree: Tree, start: int) -> Iterator[str]:
        """Add to each relation the preposition that stands in front, on its own or joined."""
        apart = {
            head: self._document.tokens[start + place].key
            for place, (head, relation) in reversed(
                list(enumerate(zip(tree.heads, tree.relations, strict=True)))
            )
            if relation == "case"
        }
        for place, relation in enumerate(tree.relations):
            if relation not in ("obl", "nmod"):
                yield relation
                continue
            word = self._document.tokens[start + place].word
            joined = word.proclitics[-1:] if word.proclitics[-1:] in _PREFIXED else ""
            yield f"{relation}:{word.lemma if word.upos == 'ADP' else apart.get(place, joined)}"

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
        return next((at for at in inside if self._links[at] and self._heads[at] not in inside), first)
