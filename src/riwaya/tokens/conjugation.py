"""The stems of an Arabic verb from its two principal parts, spelled as newspapers spell them.

From أشار / يشير come the perfect stems أشار (3rd person) and أشر (before a consonant), the
imperfect stems شير and شر (jussive), their passives أشير and شار, and the participle مشير.
Nothing here needs vowels: unvocalised text shows consonants and long vowels only.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from riwaya.chars import SHADDA, dediac

Slot = Literal[
    "P",  # perfect, 3rd masc. sing.: قال
    "PE",  # the same before a pronoun, where ى turns into ا: نفا(ه)
    "PA",  # perfect before ت, ا, تا: قال(ت)
    "PW",  # perfect before وا: قال(وا)
    "PS",  # perfect before a consonant: قل(ت), قل(نا), قل(ن)
    "I",  # imperfect without its prefix: قول
    "IE",  # the same before a pronoun, where ى turns into ا: را(ه)
    "IW",  # imperfect before ون, وا, ين: قول(ون)
    "J",  # jussive, where it differs: قل
]

_THIRD_PERSON: tuple[Slot, ...] = ("P", "PA", "PW")
_PERFECT: tuple[Slot, ...] = ("P", "PA", "PW", "PS")
_IMPERFECT: tuple[Slot, ...] = ("I", "IW")


class Stem(msgspec.Struct, frozen=True, gc=False):
    """One stem of a verb and where it stands; ``passive`` only where letters show it."""

    spelling: str
    slot: Slot
    passive: bool = False


class Participle(msgspec.Struct, frozen=True, gc=False):
    """A participle, masculine singular, and whether it can only be passive (قائل; مقول)."""

    spelling: str
    passive: bool


def find_stems(lemma: str, imperfect: str) -> Iterator[Stem]:
    """Give the finite stems of a verb written as in ``verbs.tsv`` (قال, يقول; حثّ, يحثّ)."""
    perfect, present = dediac(lemma), dediac(imperfect)[1:]
    if _is_doubled(lemma):
        yield from _doubled(perfect, present)
    elif _is_defective(lemma):
        yield from _defective(perfect, present)
    elif _is_hollow(lemma):
        yield from _hollow(perfect, present)
    else:
        yield from _sound(perfect, present)


def _is_doubled(lemma: str) -> bool:
    return lemma.endswith(SHADDA)


def _is_defective(lemma: str) -> bool:
    return dediac(lemma)[-1] in ("ا", "ى", "ي")


def _is_hollow(lemma: str) -> bool:
    # قال, أشار, انهار, احتاج, استطاع; not شارك or تبادل, whose alef is farther from the end.
    return len(lemma) >= 3 and lemma[-2] == "ا"


def _sound(perfect: str, present: str) -> Iterator[Stem]:
    yield from _all(perfect, _PERFECT)
    yield from _all(present, _IMPERFECT)
    if perfect[-1] == "أ":  # بدأ: بدؤوا, يبدؤون, بدئ
        yield Stem(perfect[:-1] + "ؤ", "PW")
        yield Stem(present[:-1] + "ؤ", "IW")
        yield from _all(perfect[:-1] + "ئ", _THIRD_PERSON, passive=True)
    if present[-1] == "ئ":  # أنشأ, ينشئ: ينشأ
        yield Stem(present[:-1] + "أ", "I", passive=True)
    if perfect[1:2] == "ا" and len(perfect) == 4:  # قاتل: قوتل
        yield from _all(perfect[0] + "و" + perfect[2:], _THIRD_PERSON, passive=True)
    elif perfect[:1] == "ت" and perfect[2:3] == "ا":  # تبادل: تبودل
        yield from _all(perfect[:2] + "و" + perfect[3:], _THIRD_PERSON, passive=True)
    if len(perfect) == 3 and perfect[0] == "و" and present[0] != "و":  # وصف: يوصف
        yield from _all("و" + present, _IMPERFECT, passive=True)
    if present[:1] == "أ" and len(perfect) == 3:  # أخذ: يؤخذ
        yield from _all("ؤ" + present[1:], _IMPERFECT, passive=True)
    if len(perfect) == 3 and perfect[1] == "أ":  # سأل: سئل
        yield from _all(perfect[0] + "ئ" + perfect[2], _THIRD_PERSON, passive=True)


def _all(spelling: str, slots: tuple[Slot, ...], *, passive: bool = False) -> Iterator[Stem]:
    for slot in slots:
        yield Stem(spelling, slot, passive)


def _hollow(perfect: str, present: str) -> Iterator[Stem]:
    yield from _all(perfect, _THIRD_PERSON)
    yield Stem(perfect[:-2] + perfect[-1], "PS")
    yield from _all(present, _IMPERFECT)
    yield Stem(present[:-2] + present[-1], "J")
    yield from _all(perfect[:-2] + "ي" + perfect[-1], _THIRD_PERSON, passive=True)
    if present[-2] != "ا":
        yield from _all(present[:-2] + "ا" + present[-1], _IMPERFECT, passive=True)


def _doubled(perfect: str, present: str) -> Iterator[Stem]:
    yield from _all(perfect, _THIRD_PERSON)
    yield Stem(perfect + perfect[-1], "PS")
    yield from _all(present, _IMPERFECT)
    yield Stem(present + present[-1], "J")


def _defective(perfect: str, present: str) -> Iterator[Stem]:
    base = perfect[:-1]
    yield Stem(perfect, "P")
    yield Stem(base, "PW")
    if perfect[-1] == "ي":  # بقي: بقيت, بقوا
        yield from _all(perfect, ("PA", "PS"))
    else:  # نفى: نفت, نفاه, نفيت; دعا: دعوت
        yield Stem(base, "PA")
        yield Stem(base + "ا", "PE")
        yield Stem(base + ("و" if len(perfect) == 3 and present[-1] == "و" else "ي"), "PS")
        yield from _all(base + "ي", _THIRD_PERSON, passive=True)
    yield Stem(present, "I")
    yield from _all(present[:-1], ("IW", "J"))
    yield Stem(present[:-1] + "ا", "IE", passive=present[-1] in ("ي", "و"))
    if present[-1] != "ى":  # ينفي: ينفى; يدعو: يدعى
        yield Stem(present[:-1] + "ى", "I", passive=True)


def find_participles(lemma: str, imperfect: str) -> Iterator[Participle]:
    """Give the participles of a verb, those that look active and passive alike once."""
    perfect, present = dediac(lemma), dediac(imperfect)[1:]
    letters = perfect + (perfect[-1] if _is_doubled(lemma) else "")
    simple = len(letters) == 3 and not (SHADDA in lemma and not _is_doubled(lemma))
    if simple:
        yield from _simple_participles(lemma, letters, present)
        return
    if _is_defective(lemma):
        yield Participle("م" + present[:-1] + "ي", passive=False)
        yield Participle("م" + present[:-1], passive=False)
        yield Participle("م" + present[:-1] + "ى", passive=True)
        return
    yield Participle("م" + present, passive=False)
    if _is_hollow(lemma) and present[-2] == "ي":
        yield Participle("م" + present[:-2] + "ا" + present[-1], passive=True)


def _simple_participles(lemma: str, letters: str, present: str) -> Iterator[Participle]:
    """Give فاعل and مفعول of a verb of three letters: قائل, مقول; ناف, منفي; حاث, محثوث."""
    first, middle, last = letters[0], letters[1], letters[2]
    if _is_doubled(lemma):
        yield Participle(f"{first}ا{last}", passive=False)
        yield Participle(f"م{first}{middle}و{last}", passive=True)
    elif _is_defective(lemma):
        yield Participle(f"{first}ا{middle}ي", passive=False)
        yield Participle(f"{first}ا{middle}", passive=False)
        yield Participle(f"م{first}{middle}" + ("و" if present[-1] == "و" else "ي"), passive=True)
    elif _is_hollow(lemma):
        yield Participle(f"{first}ائ{last}", passive=False)
        yield Participle("م" + present, passive=True)
    else:
        active = f"{middle}ئ" if last == "أ" else f"ئ{last}" if middle == "أ" else middle + last
        yield Participle(("آ" if first == "أ" else first + "ا") + active, passive=False)
        yield Participle(f"م{first}{middle}و{last}", passive=True)
