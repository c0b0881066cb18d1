"""What the front end is made of: sizes, logical styles, and strings in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from riwaya.web.catalogues import load_catalogue
from riwaya.web.words import Words
from tools import make_catalogue

_ROOT = Path(__file__).resolve().parents[2]
_STATIC = _ROOT / "src" / "riwaya" / "web" / "static"
_OWN = 80_000  # bytes of JavaScript of our own
# Sides that do not follow the direction of writing.
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)\b[\w-]*|(?:left|right)\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)"
)


def test_styles_follow_the_direction_of_writing() -> None:
    sheets = sorted((_ROOT / "frontend" / "src").rglob("*.css"))
    assert len(sheets) > 3
    found = {
        sheet.name: faults
        for sheet in sheets
        if (faults := _PHYSICAL.findall(sheet.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "rule", ["margin-left: 1px", "left: 0", "text-align: right", "border-top-left-radius: 1px"]
)
def test_the_check_of_styles_sees_what_it_is_for(rule: str) -> None:
    assert _PHYSICAL.search(f"a {{ {rule}; }}")


def test_pages_hold_no_style_and_no_script_of_their_own() -> None:
    templates = sorted((_ROOT / "src" / "riwaya" / "web" / "templates").rglob("*.html"))
    assert len(templates) > 3
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert not re.search(
            r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\ssrc=)|hx-on|\| *safe\b", text
        ), template


def test_our_own_scripts_stay_small() -> None:
    scripts = {path.name: path.stat().st_size for path in _STATIC.glob("*.js")}
    htmx = (_ROOT / "frontend" / "node_modules" / "htmx.org" / "dist" / "htmx.esm.min.js").stat().st_size
    assert scripts["main.js"] > 10_000
    assert sum(scripts.values()) - htmx < _OWN


def test_every_string_is_in_the_catalogue_and_translated() -> None:
    with make_catalogue.CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="ar")
    assert catalogue.num_plurals == 6
    messages = [message for message in catalogue if message.id]
    assert len(messages) > 30
    assert [message.id for message in messages if not all(_forms(message.string))] == []
    assert [m.id for m in messages if isinstance(m.id, tuple) and len(_forms(m.string)) != 6] == []
    assert make_catalogue.update() == make_catalogue.CATALOGUE.read_bytes(), "run tools/make_catalogue.py"


def _forms(strings: object) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings)  # type: ignore[arg-type]


def test_arabic_counts_in_six_forms() -> None:
    count = load_catalogue("ar").ngettext
    forms = [count("%(num)s new report", "%(num)s new reports", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(forms)) == 6
    assert [count("%(num)s new report", "%(num)s new reports", n) == forms[4] for n in (11, 26, 99, 111)] == [
        True
    ] * 4
    assert [count("%(num)s new report", "%(num)s new reports", n) == forms[3] for n in (3, 10, 103)] == [
        True
    ] * 3


def test_numbers_and_days_in_either_digits() -> None:
    latin, eastern, english = Words("ar"), Words("ar", "arab"), Words("en")
    assert (latin.number(1234), eastern.number(1234)) == ("1,234", "١٬٢٣٤")
    assert eastern.day("2024-11-03") == "٣ نوفمبر ٢٠٢٤"
    assert (latin.day("2024-11-03"), english.day("2024-11-03")) == ("3 نوفمبر 2024", "3 November 2024")
    assert (english.day("soon"), english.day(None)) == ("soon", "")


def test_codes_have_names() -> None:
    assert (Words("ar").country("SDN"), Words("en").country("SDN")) == ("السودان", "Sudan")
    assert (Words("en").country("XYZ"), Words("en").country(None)) == ("XYZ", "")
    assert (Words("ar").label("act:deny"), Words("en").label("act:deny")) == ("نفي", "deny")
    assert Words("en").label("act:mumble") == "mumble"
