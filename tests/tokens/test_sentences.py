"""Sentences end where a reader would end them; quotations stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.tokens.sentences import find_quotes, find_stretches


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_stretches(text)[0]]


@pytest.mark.parametrize(
    "parts",
    [
        ["وصل الوفد إلى العاصمة.", "ثم بدأ الاجتماع."],
        ["قال الطبيب أ. سامي إن الحصيلة بلغت 3.5 آلاف.", "ولم يزد."],
        ['قال "لن نرحل. سنبقى هنا" ثم صمت.', "وغادر القاعة."],
        ["هل توقف القصف؟", "لا أحد يعرف!", "انتهى البيان..."],
        ["نشر الموقع www.example.org/a.b صورا.", "ورآها كثيرون."],
        ["عند الساعة 10.30 بدأ الهجوم (قرب الجسر. شرقا) وانتهى.", "وهدأ الوضع."],
    ],
)
def test_sentences_on_one_line(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_lines_end_sentences_and_short_ones_are_headings() -> None:
    stretches, _ = find_stretches("معارك عنيفة\nقال ناطق إن المعارك مستمرة.\n\nوأضاف.")
    assert [(s.heading, s.paragraph) for s in stretches] == [(True, 0), (False, 1), (False, 2)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("قال «نعم» ثم “لا”", ["«نعم»", "“لا”"]),
        ('قال "نعم" ثم "لا"', ['"نعم"', '"لا"']),
        ("قال «إن «البيت» بعيد» ومضى", ["«إن «البيت» بعيد»"]),
        ("قال «لم يغلق", ["«لم يغلق"]),
        ("أغلق» بلا فتح", []),
    ],
)
def test_quotations(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text, 0, len(text))] == quotes


@given(st.text(alphabet='ابج .!؟"«»()\n1أ', max_size=200))
def test_sentences_cover_every_letter_in_order(text: str) -> None:
    stretches, _ = find_stretches(text)
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    covered = "".join(text[s.start : s.end] for s in stretches)
    assert covered.replace(" ", "") == "".join(text.split())


def test_a_line_without_marks_is_cut_at_blanks() -> None:
    text = "كلمة " * 3000
    parts = split(text)
    assert max(map(len, parts)) <= 4000 and " ".join(parts) == text.strip()
    assert "".join(split("ا" * 9001)) == "ا" * 9001
