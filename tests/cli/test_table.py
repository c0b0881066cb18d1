"""The view in the terminal."""

import io
import re

import msgspec
import pytest
from rich.cells import cell_len

from riwaya.cli.table import write
from riwaya.readings import decode_reading
from riwaya.types import Reading, Span
from tests.evaluation import sample

ONE = decode_reading(sample.GOLD, "one")


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def view(*readings: Reading, full: bool = False, file: io.StringIO | None = None) -> str:
    file = file or io.StringIO()
    write(iter(readings), file, full=full)
    return file.getvalue()


def rows(text: str, key: str) -> str:
    """Give the rows of one id, joined."""
    found = re.search(rf"^{key} .*(?:\n .*)*", text, re.MULTILINE)
    assert found is not None, key
    return " ".join(found[0].split())


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def test_who_says_what_and_who_denies_it() -> None:
    text = view(ONE)
    assert "3 claims (1 denied), 2 events" in text
    assert "denied by c2" in rows(text, "c1")
    assert "said 2022-03-13" in rows(text, "c1")
    assert "UKR GOV" in rows(text, "c1")
    for words in ("deny", "denies c1", "no-evidence", "موسكو", "القصف"):
        assert words in rows(text, "c2")
    assert "via رويترز" in rows(text, "c3")


def test_what_happened_and_by_whose_word() -> None:
    row = rows(view(ONE), "e1")
    for words in ("shelling", "دونيتسك", "2022-03-13", "موسكو", "→ جنديا", "20 killed", "told: c1 c2"):
        assert words in row


def test_where_the_talks_stand() -> None:
    talks = view(ONE).rpartition("topics")[2]
    assert re.search(r"e2\s+3\s+failed\s+وزير الدفاع\s+الأسرى", talks)


def test_an_event_of_nobody_is_told_by_the_report() -> None:
    bare = tuple(msgspec.structs.replace(claim, events=()) for claim in ONE.claims)
    assert "told: the report" in rows(view(msgspec.structs.replace(ONE, claims=bare)), "e1")


@pytest.mark.parametrize("columns", [60, 80, 100, 137])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for line in view(ONE).split("\n"):
        assert cell_len(line) <= columns
        assert line == line.rstrip()


def long_claim(content: str) -> Reading:
    report = msgspec.structs.replace(ONE.report, text=content)
    bare = msgspec.structs.replace(ONE.claims[0], source=None, said=None, content=Span(0, len(content)))
    return msgspec.structs.replace(ONE, report=report, claims=(bare,), events=())


def test_long_contents_are_shortened_unless_all_is_wanted() -> None:
    content = "قُتِلَ ثلاثة أشخاص في القصف الذي طال السوق " * 20 + "أخيرا"
    short, full = view(long_claim(content)), view(long_claim(content), full=True)
    assert "…" in rows(short, "c1")
    assert "أخيرا" not in rows(short, "c1")
    assert rows(full, "c1").endswith("أخيرا")
    assert "…" not in rows(full, "c1")


def test_a_word_longer_than_its_column_is_broken() -> None:
    text = view(long_claim("س" * 500), full=True)
    assert all(cell_len(line) <= 80 for line in text.split("\n"))
    assert text.partition("1 claims")[2].count("س") == 500


def test_text_cannot_command_the_terminal() -> None:
    text = view(long_claim("قال \x1b[31mأحمر\x1b[0m \u202eعكس \x07 [bold]غليظ[/bold]"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "[bold]" in text, "markup of the text is text"


def test_on_a_terminal_text_is_isolated_and_when_piped_it_is_clean() -> None:
    piped, shown = view(ONE), view(ONE, file=Terminal())
    assert not re.search("[\u2066-\u2069]", piped)
    assert shown.count("\u2068") == shown.count("\u2069") > 10
    assert all(line.count("\u2068") == line.count("\u2069") for line in shown.split("\n"))


def test_an_empty_reading() -> None:
    text = view(Reading("riwaya.reading/1", ONE.report, (), (), (), (), ("a note",)))
    assert "0 claims, 0 events\nnote: a note\n" in text
