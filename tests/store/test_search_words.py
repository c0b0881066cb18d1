"""Words that are one for an analyst are one for a search, and others are not."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import SearchError
from riwaya.store.search.queries import find_hits, parse_query
from riwaya.store.search.words import asked_forms, find_words, forms, stem
from riwaya.types import Span

_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_WORDS = st.text(_LETTERS, min_size=2, max_size=9)


_TABLE = Path(__file__).with_name("search_words.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [line.split("\t") for line in _TABLE[2:]]


def finds(asked: str, text: str) -> bool:
    return find_hits(text, parse_query(asked)) != []


@pytest.mark.parametrize("row", _ROWS, ids=" ".join)
def test_it_is_found_or_not(row: list[str]) -> None:
    found, asked, text = row
    assert finds(asked, text) == (found == "yes")


def test_there_are_rows_of_both_kinds() -> None:
    assert {found for found, _, _ in _ROWS} == {"yes", "no"}


@given(_WORDS)
def test_a_word_finds_itself(word: str) -> None:
    for found in find_words(word):
        assert set(asked_forms(found.key)) & set(forms(found.key))
        assert find_hits(word, parse_query(word)) != []


@given(_WORDS, st.sampled_from(["و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "وبال", "فال", "ول"]))
def test_a_phrase_runs_over_proclitics(word: str, before: str) -> None:
    (plain,), (worn,) = find_words(word), find_words(before + word)
    if len(plain.key) > 1:
        assert stem(plain.key) == stem(worn.key)
        assert finds(word, before + word)


@given(st.text(max_size=40))
def test_offsets_are_those_of_the_text(text: str) -> None:
    words = find_words(text)
    assert all(0 <= word.start < word.end <= len(text) and word.key for word in words)
    assert all(one.end <= other.start or one[:2] == other[:2] for one, other in pairwise(words))
    assert all(key.isalnum() for word in words for key in forms(word.key))


def test_hits_count_the_letters_of_the_text_as_it_is() -> None:
    text = "وَقُتِلَ في دَيْرِ الزّور، وبالقصـــف"
    hits = find_hits(text, parse_query("قتل «دير الزور» قصف -سلام"))
    assert [text[hit.start : hit.end] for hit in hits] == ["وَقُتِلَ", "دَيْرِ الزّور", "وبالقصـــف"]
    assert hits[0] == Span(0, 8)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("«دير الزور", "'«دير الزور' is not closed by »"), ('قصف "', "is not closed"),
        ("*", "behind the beginning"), ("قص*ف", "behind the beginning of one word"), ("أ.ف*", "of one word"),
        ("ق*", "two letters"), ("الق*", "two letters"), ("«»", "holds no word"), ("-«،»", "holds no word"),
        ("؟", "'؟' holds no word"),
        ("كلمة " * 60 + "«" + "كلمة " * 41 + "»", "101 words are too many"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_told(asked: str, words: str) -> None:
    with pytest.raises(SearchError, match="words: ") as fault:
        parse_query(asked)
    assert words in str(fault.value)


@given(st.text(alphabet=st.sampled_from("\"«»*-()\\'%_:^ abقصف\0;"), max_size=30))
def test_hostile_words_become_letters_and_digits(asked: str) -> None:
    try:
        query = parse_query(asked)
    except SearchError:
        return
    parts = [form for term in query for forms in (*term.words, term.stems) for form in forms]
    assert all(part.isalnum() for part in parts)
