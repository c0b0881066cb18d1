"""Find how many: numbers in digits and words with their bounds, and the people or things they count."""

from functools import cache

import msgspec

from riwaya.document import Document, Quantity
from riwaya.mentions.numerals import load_numerals
from riwaya.mentions.quantities.nouns import read_noun
from riwaya.mentions.quantities.numbers import read_number
from riwaya.mentions.quantities.scan import STOPS, Scan
from riwaya.mentions.quantities.shares import read_share
from riwaya.mentions.quantities.words import load_count_words, load_counted

__all__ = ["find_quantities"]


def find_quantities(document: Document) -> Document:
    """Fill ``quantities``: نحو 30 جنديا, قتيلان, عشرات النازحين, 20 شخصا على الأقل.

    Tokens that ``times`` covers count nothing. What is no count of people has ``person`` false, and its rule
    says what it is (money, measure, time, percent, label).
    """
    covered = {m.first: m.stop for m in document.times if m.rule != "time:since-event"}
    found: list[Quantity] = []
    for sentence in document.sentences:
        scan = Scan(document.tokens, sentence, covered)
        _read_sentence(scan)
        found += scan.found
    return msgspec.structs.replace(document, quantities=tuple(found))


@cache
def _load_openings() -> frozenset[str]:
    """Give the keys that role words, numbers and counted nouns may begin with."""
    nouns = load_counted()
    return frozenset({*load_numerals(), *load_count_words().heads, *nouns.forms, *nouns.openings})


def _read_sentence(scan: Scan) -> None:
    """Read role words, numbers and nouns from left to right."""
    openings = _load_openings()
    at = scan.first
    while at < scan.stop:
        behind = scan.covered.get(at)
        if behind is not None:
            scan.before.clear()
            at = behind
            continue
        token = scan.tokens[at]
        following = 0
        if token.kind == "number":
            following = read_number(scan, at)
        elif token.kind == "word":
            if any(key in openings for key, _ in token.keys):
                following = scan.read_role(at) or read_number(scan, at) or read_noun(scan, at)
            elif token.word.enclitic:  # نصفهم, وطفليها
                following = read_share(scan, at) or read_noun(scan, at)
            if token.word.upos == "VERB" and not following:
                scan.part = False
        elif token.key in STOPS:
            scan.part, scan.none_until = False, 0
        at = following or at + 1
        scan.forget(at)
