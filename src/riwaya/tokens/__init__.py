"""Room 2: sentences, quotations, and words with their clitics, lemma and features in context."""

from bisect import bisect_left

import msgspec

from riwaya.chars import YA
from riwaya.document import Document, Quotation, Sentence, Token
from riwaya.tokens.analysis import find_form, settle_name, spells_maqsura
from riwaya.tokens.sentences import Stretch, find_stretches
from riwaya.tokens.tagging import choose
from riwaya.tokens.tokenizer import UNSEEN, find_tokens

__all__ = ["read_tokens"]


def read_tokens(document: Document) -> Document:
    """Fill ``tokens``, ``sentences`` and ``quotations``; what the text room dropped is not read."""
    text = document.report.text
    spelt = spells_maqsura(text)
    stretches, quotes = find_stretches(text)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    dropped = [(d.span.start, d.span.end) for d in document.dropped]
    for stretch in stretches:
        if any(start < stretch.end and stretch.start < end for start, end in dropped):
            for part in _kept(stretch, dropped):
                _read_stretch(text, part, tokens, sentences, spelt=spelt)
        else:
            _read_stretch(text, stretch, tokens, sentences, spelt=spelt)
    starts = [token.start for token in tokens]
    quotations = tuple(
        Quotation(
            bisect_left(starts, q.start),
            bisect_left(starts, q.end),
            q.start,
            q.end,
            q.closed,
            q.kind,
            q.depth,
            q.resumes,
        )
        for q in quotes
    )
    return msgspec.structs.replace(
        document, tokens=tuple(tokens), sentences=tuple(sentences), quotations=quotations
    )


def _kept(stretch: Stretch, dropped: list[tuple[int, int]]) -> list[Stretch]:
    parts: list[Stretch] = []
    at = stretch.start
    for start, end in sorted(dropped):
        if end <= at or start >= stretch.end:
            continue
        if start > at:
            parts.append(msgspec.structs.replace(stretch, start=at, end=start))
        at = max(at, end)
    if at < stretch.end:
        parts.append(msgspec.structs.replace(stretch, start=at))
    return parts


def _read_stretch(
    text: str, stretch: Stretch, tokens: list[Token], sentences: list[Sentence], *, spelt: bool
) -> None:
    found = [t for t in find_tokens(text, stretch.start, stretch.end) if text[t[0]] not in UNSEEN]
    if not found:
        return
    forms = [find_form(text[start:end], kind) for start, end, kind in found]
    forms = [
        settle_name(form, spelt and text[end - 1] == YA) if form.key[-1] == YA else form
        for (_, end, _), form in zip(found, forms, strict=True)
    ]
    first = len(tokens)
    for (start, end, kind), form, choice in zip(found, forms, choose(forms), strict=True):
        word = choice.word
        others = tuple(w for w in form.readings if w is not word)
        written = text[start:end]
        tokens.append(Token(start, end, written, kind, form.key, word, others, form.keys, choice.unsure))
    sentences.append(
        Sentence(first, len(tokens), found[0][0], found[-1][1], stretch.paragraph, stretch.heading)
    )
