"""Tokens lie where the text has them; words carry clitics, lemma and features."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.document import Document, Token, Word
from riwaya.tokens import read_tokens
from riwaya.tokens.analysis import analyse
from riwaya.types import Dropped, Report, Span


def read(text: str) -> tuple[Token, ...]:
    return read_tokens(Document(Report("t", text))).tokens


@given(st.text(max_size=300))
def test_any_text_gives_ordered_tokens_on_its_own_letters(text: str) -> None:
    document = read_tokens(Document(Report("t", text)))
    for before, after in zip(document.tokens, document.tokens[1:], strict=False):
        assert before.end <= after.start
    for token in document.tokens:
        assert text[token.start : token.end] == token.form != ""
        assert all(0 <= skip <= len(token.form) for _, skip in token.keys)
    assert [s.first for s in document.sentences[1:]] == [s.stop for s in document.sentences[:-1]]


def noun(form: str, stem: str, lemma: str) -> Word:
    return next(w for w in analyse(form).readings if w.upos == "NOUN" and (w.stem, w.lemma) == (stem, lemma))


@pytest.mark.parametrize(
    ("form", "stem", "lemma", "proclitics", "det", "enclitic"),
    [
        ("وبالمدينة", "مدينه", "مدينه", "وب", True, ""),
        ("للجنود", "جنود", "جندي", "ل", True, ""),
        ("فللجيش", "جيش", "جيش", "فل", True, ""),
        ("كمدينة", "مدينه", "مدينه", "ك", False, ""),
        ("ومدينتهم", "مدينت", "مدينه", "و", False, "هم"),
        ("مستواه", "مستوي", "مستوي", "", False, "ه"),
        ("حلفاؤها", "حلفاء", "حليف", "", False, "ها"),
        ("لأعضائه", "اعضاء", "عضو", "ل", False, "ه"),
        ("وقنبلتان", "قنبلتان", "قنبله", "و", False, ""),
    ],
)
def test_clitics_of_nouns(
    form: str, stem: str, lemma: str, proclitics: str, det: bool, enclitic: str
) -> None:
    word = noun(form, stem, lemma)
    assert (word.proclitics, word.det, word.enclitic) == (proclitics, det, enclitic)


@pytest.mark.parametrize(
    ("form", "stem", "proclitics", "enclitic"),
    [
        ("إليهما", "الي", "", "هما"),
        ("ولأنها", "ان", "ول", "ها"),
        ("والتي", "التي", "و", ""),
        ("لهذه", "هذه", "ل", ""),
        ("فبها", "ب", "ف", "ها"),
        ("أولم", "لم", "او", ""),
    ],
)
def test_clitics_of_small_words(form: str, stem: str, proclitics: str, enclitic: str) -> None:
    word = next(t for t in read(f"{form} شيء") if t.form == form).word
    assert (word.stem, word.proclitics, word.enclitic) == (stem, proclitics, enclitic)


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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("وقال سيغال إن المفاوضات توقفت.", "سيغال"),
        ("ووصل الوزير البريطاني جيريمي هانت إلى عمان.", "هانت"),
        ("وسيطرت القوات على مدينة تعز أمس.", "تعز"),
        ("والتقى بوتين نظيره في موسكو.", "بوتين"),
        ("واجتمع بيرس مع الوفد.", "بيرس"),
    ],
)
def test_names_stay_names(text: str, word: str) -> None:
    chosen = next(t for t in read(text) if t.form == word).word
    assert (chosen.upos, chosen.proclitics, chosen.enclitic) == ("PROPN", "", "")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("لم تعلن الوزارة الحصيلة", "تعلن", "اعلن"),
        ("لن ينسحب المقاتلون من البلدة", "ينسحب", "انسحب"),
        ("سيقصفون الميناء مجددا", "سيقصفون", "قصف"),
        ("وقد نفت الحكومة ذلك", "نفت", "نفي"),
        ("ولم تنف الشركة الخبر", "تنف", "نفي"),
        ("ولم يقولوا متى يعودون", "يقولوا", "قال"),
    ],
)
def test_verbs_behind_particles(text: str, word: str, lemma: str) -> None:
    chosen = next(t for t in read(text) if t.form == word).word
    assert (chosen.upos, chosen.lemma) == ("VERB", lemma)


def test_a_feminine_ending_is_no_pronoun() -> None:
    tokens = {t.form: t.word for t in read("أكدت المحكمة أن محكمة الوفاق أبلغت محاميه بالحكم.")}
    assert tokens["محكمة"].enclitic == "" and tokens["محاميه"].enclitic == "ه"


def test_nouns_of_verbs_have_both_lemmas() -> None:
    words = {t.form: t.word for t in read("توقف القصف على المدن المحاصرة.")}
    assert (words["القصف"].lemma, words["القصف"].noun) == ("قصف", "قصف")
    assert (words["المحاصرة"].lemma, words["المحاصرة"].noun) == ("حاصر", "محاصر")


def test_a_choice_between_equals_is_marked() -> None:
    """A bare عرض may be he offered or an offer; القصف can be nothing but a noun."""
    unsure = {t.form: t.unsure for t in read("عرض الوزير القصف")}
    assert unsure["القصف"] is False
    assert any(token.unsure for text in ("عرض", "حكم", "درس", "طلب") for token in read(text))


def test_words_in_no_table_are_counted_as_unknown() -> None:
    assert not analyse("زكتشبلغوف").known
    assert analyse("والمدينة").known


def test_what_was_dropped_is_not_read() -> None:
    text = "قال الوزير. اقرأ أيضاً: خبر آخر\nوأضاف."
    start, end = text.index("اقرأ"), text.index("\n")
    dropped = (Dropped(Span(start, end), "rule", "reason"),)
    document = read_tokens(Document(Report("t", text), dropped=dropped))
    assert [t.form for t in document.tokens] == ["قال", "الوزير", ".", "وأضاف", "."]
