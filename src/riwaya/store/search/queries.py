"""What a user types to look for words: ``word``, ``"phrase"``, ``prefix*``, each with ``-`` before it to
leave out what has it. «phrase» and “phrase” are phrases too. All words must be there, in any order.

Nothing of what is typed reaches a database's own syntax: it becomes terms of folded letters and digits.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from riwaya.errors import Fault, SearchError
from riwaya.store.search.words import Word, asked_forms, asked_prefix, find_words, forms, stem
from riwaya.types import Span

_QUOTES = {'"': '"', "«": "»", "»": "«", "“": "”", "”": "“", "„": "”"}
_MOST_WORDS = 100
_MOST_IN_NAME = 20
_SHORTEST_PREFIX = 2


class Term(NamedTuple):
    """One thing to be found, or with ``out`` not to be.

    ``words`` holds for each word the forms of which any will do; of a prefix, what a form begins with.
    ``stems`` follow one another in a phrase.
    """

    kind: Literal["word", "phrase", "prefix"]
    words: tuple[tuple[str, ...], ...]
    stems: tuple[str, ...]
    out: bool = False


Query = tuple[Term, ...]


def parse_query(text: str) -> Query:
    """Parse what a user typed. Raises SearchError, which names the value."""
    query = tuple(_terms(text))
    if (count := sum(len(term.words) for term in query)) > _MOST_WORDS:
        raise SearchError(
            "words", Fault("%(count)s words are too many; %(most)s at most", count=count, most=_MOST_WORDS)
        )
    if text.strip() and not query:
        raise SearchError("words", Fault("%(text)r holds no word", text=text.strip()))
    return query


def name_query(name: str, field: str) -> tuple[tuple[str, ...], ...]:
    """Give the forms of each word of a name. Raises SearchError where it has none, or too many."""
    words = tuple(asked_forms(word.key) for word in find_words(name))
    if not 1 <= len(words) <= _MOST_IN_NAME:
        if not words:
            raise SearchError(field, Fault("%(text)r holds no word", text=name))
        raise SearchError(
            field, Fault("%(text)r has more than %(most)s words", text=name, most=_MOST_IN_NAME)
        )
    return words


def find_hits(text: str, query: Query) -> list[Span]:
    """Find where what a query asks for stands in a text: spans in order, none within another."""
    words = find_words(text)
    known = [forms(word.key) for word in words]
    spans = {
        Span(words[at].start, words[at + length - 1].end)
        for term in query
        if not term.out
        for at, length in _matches(term, words, known)
    }
    hits: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not hits or span.end > hits[-1].end:
            hits.append(span)
    return hits


def _matches(
    term: Term, words: Sequence[Word], known: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    if term.kind == "prefix":
        prefix = term.words[0][0]
        yield from ((at, 1) for at, found in enumerate(known) if any(f.startswith(prefix) for f in found))
        return
    length = len(term.words)
    for at in range(len(words) - length + 1):
        if all(_fits(forms, known[at + more]) for more, forms in enumerate(term.words)) and (
            length == 1 or all(stem(words[at + more].key) == term.stems[more] for more in range(length))
        ):
            yield at, length


def _fits(asked: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return any(form in found for form in asked)


def _terms(text: str) -> Iterator[Term]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        out = text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace()
        begin = at + out
        closer = _QUOTES.get(text[begin])
        term: Term | None
        if closer:
            end = text.find(closer, begin + 1)
            if end < 0:
                raise SearchError(
                    "words",
                    Fault(
                        "the phrase %(phrase)r is not closed by %(closer)s",
                        phrase=text[begin:],
                        closer=closer,
                    ),
                )
            term = _phrase(text[begin + 1 : end], out)
            at = end + 1
        else:
            end = begin
            while end < len(text) and not text[end].isspace() and text[end] not in _QUOTES:
                end += 1
            term = _chunk(text[begin:end], out)
            at = end
        if term:
            yield term


def _chunk(chunk: str, out: bool) -> Term | None:
    if "*" not in chunk:
        return _phrase(chunk, out) if find_words(chunk) else None  # a mark between words
    words = find_words(chunk)
    if len(words) != 1 or chunk.index("*") != len(chunk) - 1:
        raise SearchError("words", Fault("%(chunk)r: * stands behind the beginning of one word", chunk=chunk))
    prefix = asked_prefix(words[0].key)
    if len(prefix) < _SHORTEST_PREFIX:
        raise SearchError(
            "words", Fault("%(chunk)r: two letters must stand before *, and behind an article", chunk=chunk)
        )
    return Term("prefix", ((prefix,),), (), out)


def _phrase(text: str, out: bool) -> Term:
    words = find_words(text)
    if not words:
        raise SearchError("words", Fault("the phrase %(text)r holds no word", text=text))
    kind: Literal["word", "phrase"] = "word" if len(words) == 1 else "phrase"
    keys = [word.key for word in words]
    return Term(kind, tuple(map(asked_forms, keys)), tuple(map(stem, keys)), out)
