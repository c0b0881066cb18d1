"""Tokens lie where the text has them: every letter in exactly one."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riwaya.document import Document
from riwaya.tokens import read_tokens
from riwaya.tokens.tokenizer import find_tokens
from riwaya.types import Report

LETTERS = 200_000


def forms(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_tokens(text, 0, len(text))]


def kinds(text: str) -> list[str]:
    return [kind for _, _, kind in find_tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "number") for text in [
            "1,700.5", "12%", "١٢٫٥٪", "۱۲۳", "١٬٧٠٠", "10:30", "10.30", "14/3/2022", "2022-03-14",
            "14-3-2022", "١٤/٣/٢٠٢٢", "3.5.2022", "2022/23",
        ]),
        *((text, "latin") for text in [
            "CNN", "U.S.A", "F-16", "COVID-19", "AT&T", "O'Neil", "Shi’a", "café", "cafe\u0301", "T-90M",
            "Москва", "@PressDesk_1", "desk.a@news.example.org", "https://example.org/a?b=1&c=d_e",
            "www.example.org", "example.org/a-b",
        ]),
        *((text, "word") for text in [
            "قُتِلَ", "كـيـيـف", "می\u200cشود", "گ", "پکچر", "ﷲ", "ﻻ", "بﷲ", "كت\u00adاب", "أ.ف.ب", "وأ.ف.ب",
            "بي.بي.سي", "إم.إتش", "الجزيرة.نت", "الـ", "ٱلله",
        ]),
        *((text, "mark") for text in [
            "،", "...", "…", "ﷺ", "ـ", "ـــ", "''", "👍🏽", "❤️", "👨\u200d👩\u200d👧", "🇵🇸", "1️⃣",
            "🏴\U000e0067\U000e0062\U000e007f", "#", "_", "%",
        ]),
    ],
)  # fmt: skip
def test_what_is_one_token(text: str, kind: str) -> None:
    around = f"قال {text} أمس"
    assert (forms(around), kinds(around)[1]) == (["قال", text, "أمس"], kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتِل ٣ أشخاص، بينهم طفل.", ["قُتِل", "٣", "أشخاص", "،", "بينهم", "طفل", "."]),
        ("فاز 3-1 بنسبة 5 ٪", ["فاز", "3", "-", "1", "بنسبة", "5", "٪"]),
        ("2021-2022 و15-20 1-2-3", ["2021", "-", "2022", "و", "15", "-", "20", "1", "-", "2", "-", "3"]),
        ("3آلاف، 20كلم و15 الـ45 ب48", ["3", "آلاف", "،", "20", "كلم", "و", "15", "الـ", "45", "ب", "48"]),
        ("عام 2002م. و1443هـ", ["عام", "2002", "م", ".", "و", "1443", "هـ"]),
        ("إف-16 وCNN الـBBC", ["إف", "-", "16", "و", "CNN", "الـ", "BBC"]),
        ("#غزة_تحت_القصف", ["#", "غزة", "_", "تحت", "_", "القصف"]),
        ("(رويترز) - قال", ["(", "رويترز", ")", "-", "قال"]),
        ("(انظر https://example.org/a).", ["(", "انظر", "https://example.org/a", ")", "."]),
        ("www.example.org، أو desk@example.org.", ["www.example.org", "،", "أو", "desk@example.org", "."]),
        ("قوات U.S. Navy في U.N.", ["قوات", "U.S.", "Navy", "في", "U.N", "."]),
        ("أ.د.هدى ود.علي وم. سامي", ["أ.د", ".", "هدى", "ود", ".", "علي", "وم", ".", "سامي"]),
        ("سلموه له.ثم عادوا.وقالوا", ["سلموه", "له", ".", "ثم", "عادوا", ".", "وقالوا"]),
        ("د. ب. أ وأ.ف.ب.", ["د", ".", "ب", ".", "أ", "وأ.ف.ب", "."]),
        ("محمدﷺ 🇵🇸🇱🇧 نعم👍", ["محمد", "ﷺ", "🇵🇸", "🇱🇧", "نعم", "👍"]),
        ("\u202bقال\u200f\u200e، نعم\u202c", ["\u202b", "قال", "\u200f\u200e", "،", "نعم", "\u202c"]),
        ("x_1 a--b 5km 1st", ["x", "_", "1", "a", "-", "-", "b", "5", "km", "1", "st"]),
        ("؟! ?! --", ["؟", "!", "?", "!", "-", "-"]),
    ],
)  # fmt: skip
def test_what_is_parted(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@given(st.text(max_size=200) | st.text(alphabet="ابو.ـَ\u200f\u200d1-/:٫%aA@#_'’…👨🏽🇵 \n", max_size=60))
@example("https://")
@example("\u0640\u064b\u200f\u0628")
def test_tokens_are_in_order_and_hold_every_letter_once(text: str) -> None:
    tokens = find_tokens(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end, _ in tokens)
    assert all(before[1] <= after[0] for before, after in pairwise(tokens))
    held = {at for start, end, _ in tokens for at in range(start, end)}
    assert held == {at for at, letter in enumerate(text) if not letter.isspace()}


@pytest.mark.parametrize(
    "part",
    ['"', ".", "1", "ب", "a", "a-", "a--", "a.", "1-", "1.", "ب.", "بب.", "بي.", "ـ", "🇵", "👨\u200d", "http://.",
     "http://", "www.", "@", "a@", "a@a.", "\u200f", "ب\u200f", "'", "A.", "aب", "a.a/", "ـ\u200f", "1234-1-",
     " . ", "و", "_"],
)  # fmt: skip
@pytest.mark.parametrize("last", ["", "x", "ب"])
def test_any_text_is_read_in_linear_time(part: str, last: str) -> None:
    text = part * (LETTERS // len(part)) + last
    begun = time.perf_counter()
    find_tokens(text, 0, len(text))
    assert time.perf_counter() - begun < 1  # second; a pass in quadratic time takes minutes


def test_marks_that_are_not_seen_do_not_part_words() -> None:
    document = read_tokens(Document(Report("t", "\ufeffأعلن \u200fالوزير\u200f ذلك ــ أمس.\u202c\u200b")))
    assert [token.form for token in document.tokens] == ["أعلن", "الوزير", "ذلك", "ــ", "أمس", "."]
