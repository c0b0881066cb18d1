"""Readings of a word that no table holds, by its looks alone: a name, a noun, an adjective in ـي."""

from collections.abc import Iterator

from riwaya.document import Word
from riwaya.tokens.affixes import NOMINAL_CUTS, POSSESSIVES, Gender, Number

_LEAST = 3  # letters that must be left when a clitic is cut off an unknown word
_NISBA = ("ي", "يه", *("ي" + plural for plural in ("ين", "ون", "ات")))
_NOUN_ENDINGS = ("ه", "ات", "ين", "ون")


def guess(key: str, plain: str, *, known: bool) -> Iterator[Word]:
    """Give the readings of a form (folded, and without marks only); of one that a table knows as a verb
    or behind clitics (``known``), only the name."""
    yield Word(key, key, "PROPN")
    if known:
        return
    for cut in NOMINAL_CUTS:
        rest = key[len(cut.written) :]
        if not key.startswith(cut.written) or (cut.written and len(rest) < _LEAST):
            continue
        if cut.written:
            yield Word(rest, rest, "PROPN", cut.proclitics, cut.det)
        yield from _by_ending(rest, cut.proclitics, cut.det)
        if not cut.det:
            yield from _with_pronoun(rest, plain, cut.proclitics)


def _by_ending(stem: str, proclitics: str, det: bool) -> Iterator[Word]:
    gender: Gender = "f" if stem.endswith(("ه", "ات")) else "m"
    number: Number = "p" if stem.endswith(("ات", "ين", "ون")) else "s"
    if det or stem.endswith(_NOUN_ENDINGS):
        yield Word(stem, _singular(stem), "NOUN", proclitics, det, gender=gender, number=number)
    if len(stem) > _LEAST and stem.endswith(_NISBA):
        lemma = stem[: -len("ه")] if stem.endswith("يه") else stem[: -len("ين")] if number == "p" else stem
        yield Word(stem, lemma, "ADJ", proclitics, det, gender=gender, number=number)


def _singular(stem: str) -> str:
    if stem.endswith("ات"):
        return stem[: -len("ات")] + "ه"
    return stem[: -len("ين")] if stem.endswith(("ين", "ون")) and len(stem) > _LEAST + 2 else stem


def _with_pronoun(stem: str, plain: str, proclitics: str) -> Iterator[Word]:
    for enclitic in POSSESSIVES:
        base = stem[: -len(enclitic)]
        # Of one letter only ه is cut off, and where it is no ة: كـ and ـي end too many names.
        if plain.endswith(enclitic) and len(base) >= _LEAST and enclitic not in ("ي", "ك"):
            lemma = base[:-1] + "ه" if base.endswith("ت") else base
            yield Word(base, lemma, "NOUN", proclitics, False, enclitic)
