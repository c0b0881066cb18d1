"""Folding makes keys alike and leaves text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.chars import dediac, fold, is_arabic


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("قُتِلَ", "قتل"),
        ("أُعلِنَ", "اعلن"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("الجـــيش", "الجيش"),
        ("٢٠٢٤", "2024"),
        ("۱۲", "12"),
        ("کییف", "كييف"),
        ("\ufefb", "لا"),
        ("NATO", "nato"),
        ("مسؤول", "مسؤول"),
    ],
)
def test_fold(written: str, key: str) -> None:
    assert fold(written) == key


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_smaller_foldings() -> None:
    assert dediac("نَفَتْ") == "نفت"
    assert is_arabic("abc ب") and not is_arabic("abc 12 ٣")
