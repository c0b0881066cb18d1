"""The stems of an Arabic verb from its two principal parts, in folded keys.

From أشار / يشير come the perfect stems اشار (3rd person) and اشر (before a consonant), the
imperfect stems شير and شر (jussive), their passives اشير and شار, and the participle مشير.
Nothing here needs vowels: unvocalised text shows consonants and long vowels only.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from riwaya.chars import SHADDA, dediac, fold

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

    key: str
    slot: Slot
    passive: bool = False


def find_stems(lemma: str, imperfect: str) -> Iterator[Stem]:
    """Give the finite stems of a verb written as in ``verbs.tsv`` (قال, يقول; حثّ, يحثّ)."""
    perfect, present = fold(lemma), fold(imperfect)[1:]
    if _is_doubled(lemma):
        yield from _doubled(perfect, present)
    elif _is_defective(lemma):
        yield from _defective(perfect, present, final_alef=lemma[-1] != "ي")
    elif _is_hollow(lemma):
        yield from _hollow(perfect, present)
    else:
        yield from _sound(lemma, perfect, present)


def _is_doubled(lemma: str) -> bool:
    return lemma.endswith(SHADDA)


def _is_defective(lemma: str) -> bool:
    return dediac(lemma)[-1] in ("ا", "ى", "ي")


def _is_hollow(lemma: str) -> bool:
    # قال, أشار, انهار, احتاج, استطاع; not شارك or تبادل, whose alef is farther from the end.
    return len(lemma) >= 3 and lemma[-2] == "ا"


def _sound(lemma: str, perfect: str, present: str) -> Iterator[Stem]:
    for slot in _PERFECT:
        yield Stem(perfect, slot)
    for slot in _IMPERFECT:
        yield Stem(present, slot)
    if lemma[-1] == "أ":  # بدأ: بدؤوا, يبدؤون
        yield Stem(perfect[:-1] + "ؤ", "PW")
        yield Stem(present[:-1] + "ؤ", "IW")
    if perfect[1:2] == "ا" and len(perfect) == 4:  # قاتل: قوتل
        yield from _passive_perfect(perfect[0] + "و" + perfect[2:])
    elif perfect[:1] == "ت" and perfect[2:3] == "ا":  # تبادل: تبودل
        yield from _passive_perfect(perfect[:2] + "و" + perfect[3:])
    if len(perfect) == 3 and perfect[0] == "و" and present[0] != "و":  # وصف: يوصف
        yield Stem("و" + present, "I", passive=True)
    if present[:1] == "ا" and len(perfect) == 3:  # أخذ: يؤخذ
        yield Stem("ؤ" + present[1:], "I", passive=True)
    if len(perfect) == 3 and lemma[1] == "أ":  # سأل: سئل
        yield from _passive_perfect(perfect[0] + "ئ" + perfect[2])


def _passive_perfect(key: str) -> Iterator[Stem]:
    for slot in _THIRD_PERSON:
        yield Stem(key, slot, passive=True)


def _hollow(perfect: str, present: str) -> Iterator[Stem]:
    for slot in _THIRD_PERSON:
        yield Stem(perfect, slot)
    yield Stem(perfect[:-2] + perfect[-1], "PS")
    yield Stem(present, "I")
    yield Stem(present, "IW")
    yield Stem(present[:-2] + present[-1], "J")
    yield from _passive_perfect(perfect[:-2] + "ي" + perfect[-1])
    if present[-2] != "ا":
        yield Stem(present[:-2] + "ا" + present[-1], "I", passive=True)


def _doubled(perfect: str, present: str) -> Iterator[Stem]:
    for slot in _THIRD_PERSON:
        yield Stem(perfect, slot)
    yield Stem(perfect + perfect[-1], "PS")
    for slot in _IMPERFECT:
        yield Stem(present, slot)


def _defective(perfect: str, present: str, *, final_alef: bool) -> Iterator[Stem]:
    base = perfect[:-1]
    yield Stem(perfect, "P")
    yield Stem(base, "PW")
    if final_alef:  # نفى: نفت, نفاه, نفيت; دعا: دعوت
        yield Stem(base, "PA")
        yield Stem(base + "ا", "PE")
        yield Stem(base + ("و" if len(perfect) == 3 and present[-1] == "و" else "ي"), "PS")
        yield from _passive_perfect(base + "ي")
    else:  # بقي: بقيت, بقوا
        yield Stem(perfect, "PA")
        yield Stem(perfect, "PS")
    yield Stem(present, "I")
    yield Stem(present[:-1], "IW")
    yield Stem(present[:-1], "J")
    if present[-1] == "ي":
        yield Stem(present[:-1] + "ا", "IE")
    else:
        yield Stem(present[:-1] + "ي", "I", passive=True)


def find_participles(lemma: str, imperfect: str) -> Iterator[tuple[str, bool]]:
    """Give the participles as keys, each with whether it can only be passive (قائل; مقول)."""
    perfect, present = fold(lemma), fold(imperfect)[1:]
    letters = perfect + (perfect[-1] if _is_doubled(lemma) else "")
    simple = len(letters) == 3 and not (SHADDA in lemma and not _is_doubled(lemma))
    if not simple:
        yield "م" + present, False
        if _is_defective(lemma):
            yield "م" + present[:-1], False
        elif _is_hollow(lemma) and present[-2] == "ي":
            yield "م" + present[:-2] + "ا" + present[-1], True
        return
    first, middle, last = letters[0], letters[1], letters[2]
    if _is_doubled(lemma):
        yield first + "ا" + last, False
        yield "م" + first + middle + "و" + last, True
    elif _is_defective(lemma):
        yield first + "ا" + middle + "ي", False
        yield first + "ا" + middle, False
        yield "م" + first + middle + ("و" if present[-1] == "و" else "ي"), True
    elif _is_hollow(lemma):
        yield first + "ائ" + last, False
        yield "م" + present, True
    else:
        yield (
            first + "ا" + ("ئ" if lemma[-1] == "أ" else middle + last if lemma[1] != "أ" else "ئ" + last),
            False,
        )
        yield "م" + first + middle + "و" + last, True
