"""Bytes into text, or a word about why not."""

import codecs

import pytest

from riwaya.errors import InputError
from riwaya.sources.encodings import decode_text

TEXT = "قال الناطق إن المعبر فُتح أمام القوافل في الساعة ٨ صباحا.\nوأضاف: «الوضع هادئ» (CNN)"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first"],
)
def test_unicode(raw: bytes) -> None:
    assert decode_text(raw, "f") == TEXT


def test_windows_1256() -> None:
    text = TEXT.replace("٨", "8")
    assert decode_text(text.encode("cp1256"), "f") == text


def test_latin_words_and_marks_do_not_hide_windows_1256() -> None:
    text = "قالت شبكة CNN إن “الاتفاق” – وهو الثالث – سيوقع غدا؟"
    assert decode_text(text.encode("cp1256"), "f") == text


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8\x00", "binary"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "binary"),
        (b"abc\x01\x02\x03\x04 def", "binary"),
        (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xff\xfe\x00\xd8", "not valid UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("utf-8") + b"\xe1\xe3\n", "mixes encodings: UTF-8, but not at byte"),
        ("Déjà vu à l'hôtel, où l'été".encode("latin-1"), "neither UTF-8 nor Arabic"),
        ("Он сказал, что переговоры идут".encode("cp1251"), "neither UTF-8 nor Arabic"),
        ("قال الناطق إن المعبر فتح أمام القوافل".encode("iso8859-6"), "neither UTF-8 nor Arabic"),
    ],
)
def test_what_is_refused(raw: bytes, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as caught:
        decode_text(raw, "f")
    assert caught.value.place == "f"


def test_the_line_of_a_wrong_byte_is_told() -> None:
    with pytest.raises(InputError, match=r"line 3"):
        decode_text("سطر\nسطر\n".encode() + b"\xc7\xe1 \xca", "f")
