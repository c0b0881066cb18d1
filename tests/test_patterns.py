"""The matcher finds phrases behind clitics, longest first, with true offsets."""

from riwaya.document import Document
from riwaya.patterns import Trie
from riwaya.tokens import read_tokens
from riwaya.types import Report


def tokens(text: str) -> Document:
    return read_tokens(Document(Report("t", text)))


def test_longest_phrase_wins() -> None:
    trie = Trie([("الدفاع", "short"), ("وزارة الدفاع", "ministry"), ("وزارة الدفاع الروسية", "russian")])
    document = tokens("قالت وزارة الدفاع الروسية إن القصف توقف")
    (match,) = trie.find(document.tokens)
    assert match.value == "russian"
    assert document.report.text[match.start : match.end] == "وزارة الدفاع الروسية"


def test_phrase_behind_clitics() -> None:
    trie = Trie([("دونيتسك", 1), ("الجيش", 2)])
    document = tokens("وصلوا إلى خاركيف وبدونيتسك وللجيش")
    assert [document.report.text[m.start : m.end] for m in trie.find(document.tokens)] == ["دونيتسك", "جيش"]


def test_spelling_variants_are_one_key() -> None:
    trie = Trie([("إدلب", 1)])
    assert [m.value for m in trie.find(tokens("في ادلب وفي إِدلِب").tokens)] == [1, 1]
