"""Sentences with the right reading of every word: a UD treebank, or lines tagged by hand.

A line tagged by hand holds words parted by blanks: clitics joined with ``+``, then ``/TAG``, and of a verb
``=lemma`` and ``.pass`` where it is passive (و+قتل/VERB=قتل.pass ثلاثة/NUM جنود/NOUN).
"""

import pathlib
import re
import unicodedata
from collections.abc import Iterator
from typing import get_args

import msgspec

from riwaya.chars import dediac, fold
from riwaya.document import Upos, Word
from riwaya.tokens.analysis import Form, find_form
from riwaya.tokens.features import word_class
from riwaya.tokens.tokenizer import find_tokens

_CONTENT = ("VERB", "NOUN", "PROPN", "ADJ", "NUM", "ADV", "AUX")
_PRONOUNS = {"ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "كن", "نا", "ي", "ني"}
_SEATS = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": ""})


class Gold(msgspec.Struct, frozen=True):
    """What is right of one token: tag and lemma of the word between its clitics, and how many letters
    those have."""

    upos: str
    lemma: str  # comparable, see ``lemma_key``; empty where it is not told
    before: int
    behind: int
    aspect: str | None = None
    voice: str | None = None
    person: str | None = None
    number: str | None = None

    @property
    def kind(self) -> str:
        """The class, as of a reading."""
        return word_class(Word("", "", self.upos))  # type: ignore[arg-type]  # tags of UD

    def cuts(self, word: Word) -> bool:
        """Tell whether a reading has the right clitics."""
        return len(word.proclitics) == self.before and len(word.enclitic) == self.behind

    def agreement(self, word: Word) -> tuple[bool, ...]:
        """Tell how well a reading agrees, what matters most first."""
        return (
            self.cuts(word) and self.kind == word_class(word),
            self.upos == word.upos,
            not self.lemma or self.lemma == lemma_key(word.noun or word.lemma),
            self.aspect is None or self.aspect == word.aspect,
            self.voice is None or word.voice in (None, self.voice),
            self.person is None or self.person == word.person,
            self.number is None or self.number == word.number,
        )


class Tagged(msgspec.Struct, frozen=True):
    """A sentence: its forms, and the right reading of each where it is told."""

    forms: list[Form]
    golds: list[Gold | None]


class Part(msgspec.Struct, frozen=True):
    """A syntactic word of the treebank on the letters ``[start, end)`` of its sentence."""

    start: int
    end: int
    form: str
    upos: str
    lemma: str
    features: dict[str, str]


def lemma_key(lemma: str) -> str:
    """Make lemmas of different books comparable: no harakat, no seats of hamza, no article."""
    key = fold(unicodedata.normalize("NFC", lemma.replace("`", ""))).translate(_SEATS)
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def read_sentences(path: pathlib.Path) -> Iterator[Tagged]:
    """Read a ``.conllu`` treebank or a ``.txt`` of lines tagged by hand."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return _read_treebank(lines) if path.suffix == ".conllu" else _read_lines(lines)


def _read_treebank(lines: list[str]) -> Iterator[Tagged]:
    text = ""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("# text = "):
            text, rows = line[9:], []
        elif line[:1].isdigit():
            cells = line.split("\t")
            if cells[0].isdigit():  # not the range of a written word (1-2), nor an empty node (8.1)
                rows.append(cells)
        elif not line and rows:
            yield _align(text, rows)
            rows = []


def _align(text: str, rows: list[list[str]]) -> Tagged:
    parts: list[Part] = []
    at = 0
    for row in rows:
        while text[at].isspace():
            at += 1
        features = dict(pair.split("=") for pair in row[5].split("|") if "=" in pair)
        parts.append(Part(at, at + len(row[1]), row[1], row[3], row[2], features))
        at += len(row[1])
    forms: list[Form] = []
    golds: list[Gold | None] = []
    for start, end, kind in find_tokens(text, 0, len(text)):
        forms.append(find_form(text[start:end], kind))
        inside = [part for part in parts if start <= part.start and part.end <= end]
        golds.append(_gold(inside, start, end) if kind == "word" else None)
    return Tagged(forms, golds)


def _gold(parts: list[Part], start: int, end: int) -> Gold | None:
    """Find the word between its clitics; None where the treebank's words do not fit ours."""
    if not parts or parts[0].start != start or parts[-1].end != end:
        return None
    main = next((part for part in parts if part.upos in _CONTENT), None) or _small_word(parts)
    aspect, voice = main.features.get("Aspect"), main.features.get("Voice")
    verb = main.upos == "VERB"
    return Gold(
        main.upos,
        lemma_key(main.lemma),
        len(dediac("".join(p.form for p in parts if p.end <= main.start))),
        len(dediac("".join(p.form for p in parts if p.start >= main.end))),
        aspect.lower() if verb and aspect in ("Perf", "Imp") else None,
        voice.lower() if verb and voice else None,
        main.features.get("Person") if verb else None,
        {"Sing": "s", "Dual": "d", "Plur": "p"}.get(main.features.get("Number", "")) if verb else None,
    )


def _small_word(parts: list[Part]) -> Part:
    """Choose among particles: the one before a pronoun (ب+ه), else the last (و+هو)."""
    if len(parts) > 1 and parts[-1].form in _PRONOUNS and parts[-2].form not in ("و", "ف"):
        return parts[-2]
    return parts[-1]


_PROCLITICS = frozenset("وفبلكسأا")


def _read_lines(lines: list[str]) -> Iterator[Tagged]:
    for line in lines:
        if line and not line.startswith("#"):
            yield _read_line(line)


def _read_line(line: str) -> Tagged:
    forms: list[Form] = []
    golds: list[Gold | None] = []
    for written in line.split(" "):
        form, _, tag = written.rpartition("/") if "/" in written else (written, "", "")
        pieces = form.split("+")
        found = find_tokens("".join(pieces), 0, len("".join(pieces)))
        for start, end, kind in found:
            forms.append(find_form("".join(pieces)[start:end], kind))
            golds.append(_tagged(pieces, tag) if tag and len(found) == 1 and kind == "word" else None)
    return Tagged(forms, golds)


def _tagged(pieces: list[str], tag: str) -> Gold:
    upos, _, lemma = tag.partition("=")
    if upos not in get_args(Upos):
        raise ValueError(f"{'+'.join(pieces)}/{tag}: no tag of Universal Dependencies")
    first = 0
    while first < len(pieces) - 1 and pieces[first] in _PROCLITICS:
        first += 1
    if first and upos == "ADP" and pieces[first] in _PRONOUNS:  # ب+ه: the preposition is the word
        first -= 1
    voice = ("pass" if lemma.endswith(".pass") else "act") if upos == "VERB" else None
    return Gold(
        upos,
        lemma_key(re.sub(r"\.pass$", "", lemma)),
        sum(len(dediac(piece)) for piece in pieces[:first]),
        sum(len(dediac(piece)) for piece in pieces[first + 1 :]),
        voice=voice,
    )
