"""Tokens lie where the text has them; words carry clitics, lemma and features."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document, Token, Word
from riwaya.tokens import read_tokens
from riwaya.tokens.analysis import analyse
from riwaya.tokens.tokenizer import find_tokens
from riwaya.types import Dropped, Report, Span


def read(text: str) -> tuple[Token, ...]:
    return read_tokens(Document(Report("t", text))).tokens


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قُتِل ٣ أشخاص، بينهم طفل.", ["قُتِل", "٣", "أشخاص", "،", "بينهم", "طفل", "."]),
        ("بلغت 1,700.5 أو 12%", ["بلغت", "1,700.5", "أو", "12%"]),
        ("(رويترز) - قال", ["(", "رويترز", ")", "-", "قال"]),
        ("كـيـيـف إف-16 #غزة", ["كـيـيـف", "إف", "-", "16", "#", "غزة"]),
        ("على https://example.org/a?b=1 اليوم", ["على", "https://example.org/a?b=1", "اليوم"]),
        ("في 14/3/2022 الساعة 10:30", ["في", "14/3/2022", "الساعة", "10:30"]),
    ],
)
def test_token_forms(text: str, forms: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_tokens(text, 0, len(text))] == forms


@given(st.text(max_size=300))
def test_any_text_gives_ordered_tokens_on_its_own_letters(text: str) -> None:
    document = read_tokens(Document(Report("t", text)))
    for before, after in zip(document.tokens, document.tokens[1:], strict=False):
        assert before.end <= after.start
    for token in document.tokens:
        assert text[token.start : token.end] == token.form != ""
        assert all(0 <= skip <= len(token.form) for _, skip in token.keys)
    assert [s.first for s in document.sentences[1:]] == [s.stop for s in document.sentences[:-1]]


def verb(form: str, lemma: str) -> Word:
    return next(w for w in analyse(form).readings if w.upos == "VERB" and w.lemma == lemma)


@pytest.mark.parametrize(
    ("form", "lemma", "proclitics", "enclitic", "aspect", "gender", "number"),
    [
        ("وسيقولون", "قال", "وس", "", "imp", "m", "p"),
        ("نفته", "نفي", "", "ه", "perf", "f", "s"),
        ("اتهموها", "اتهم", "", "ها", "perf", "m", "p"),
        ("فأعلنتا", "اعلن", "ف", "", "perf", "f", "d"),
        ("تؤكدان", "اكد", "", "", "imp", "f", "d"),
        ("ينف", "نفي", "", "", "imp", "m", "s"),
        ("يقل", "قال", "", "", "imp", "m", "s"),
        ("دعوا", "دعا", "", "", "perf", "m", "p"),
        ("ليقتلهم", "قتل", "ل", "هم", "imp", "m", "s"),
    ],
)
def test_conjugated_verbs(
    form: str, lemma: str, proclitics: str, enclitic: str, aspect: str, gender: str, number: str
) -> None:
    word = verb(form, lemma)
    assert (word.proclitics, word.enclitic) == (proclitics, enclitic)
    assert (word.aspect, word.gender, word.number) == (aspect, gender, number)


@pytest.mark.parametrize(
    ("form", "lemma"), [("قيل", "قال"), ("يُقال", "قال"), ("أُشير", "اشار"), ("نُقل", "نقل")]
)
def test_passive_where_letters_or_a_damma_show_it(form: str, lemma: str) -> None:
    assert any(w.voice == "pass" for w in analyse(form).readings if w.lemma == lemma)


@pytest.mark.parametrize(
    ("form", "lemma", "verb_form", "det"),
    [
        ("والقصف", "قصف", "masdar", True),
        ("مشيراً", "اشار", "act-part", False),
        ("بإعلانها", "اعلن", "masdar", False),
        ("المقتولين", "قتل", "pass-part", True),
        ("قائلة", "قال", "act-part", False),
        ("واتهاماتهم", "اتهم", "masdar", False),
    ],
)
def test_nouns_made_from_verbs(form: str, lemma: str, verb_form: str, det: bool) -> None:
    assert any(w.lemma == lemma and w.verb_form == verb_form and w.det == det for w in analyse(form).readings)


@pytest.mark.parametrize(
    ("text", "word", "upos"),
    [
        ("قصف الجيش المدينة مساء أمس", "قصف", "VERB"),
        ("أسفر القصف عن مقتل مدنيين", "القصف", "NOUN"),
        ("بعد قصف مدفعي على البلدة", "قصف", "NOUN"),
        ("لم تعلن الوزارة الحصيلة", "تعلن", "VERB"),
        ("وكانت القوات قد قصفت المدينة", "قصفت", "VERB"),
    ],
)
def test_the_reading_fits_its_context(text: str, word: str, upos: str) -> None:
    assert next(t for t in read(text) if t.form == word).word.upos == upos


def test_what_was_dropped_is_not_read() -> None:
    text = "قال الوزير. اقرأ أيضاً: خبر آخر\nوأضاف."
    start, end = text.index("اقرأ"), text.index("\n")
    dropped = (Dropped(Span(start, end), "rule", "reason"),)
    document = read_tokens(Document(Report("t", text), dropped=dropped))
    assert [t.form for t in document.tokens] == ["قال", "الوزير", ".", "وأضاف", "."]
