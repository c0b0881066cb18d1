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
    "PA",  # perfect before ت, تا: قال(ت)
    "PW",  # perfect before وا: قال(وا)
    "PD",  # perfect before the dual ا, where it is not "P": دعو(ا), بد(آ)
    "PS",  # perfect before a consonant: قل(ت), قل(نا), قل(ن)
    "PN",  # perfect in ن, which merges with that of نا: أعلن(ا), شنن(ا)
    "I",  # imperfect without its prefix: قول
    "IE",  # the same before a pronoun, where ى turns into ا: را(ه)
    "IW",  # imperfect before ون, وا: قول(ون)
    "ID",  # imperfect before the dual ان, ا, where it is not "I": يبد(آن)
    "J",  # jussive, where it differs: قل
]

_THIRD_PERSON: tuple[Slot, ...] = ("P", "PA", "PW")
_PERFECT: tuple[Slot, ...] = ("P", "PA", "PW", "PS")
_IMPERFECT: tuple[Slot, ...] = ("I", "IW")


class Stem(msgspec.Struct, frozen=True, gc=False):
    """One stem of a verb and where it can stand; ``passive`` only where letters show it."""

    spelling: str
    slots: tuple[Slot, ...]
    passive: bool = False


class Participle(msgspec.Struct, frozen=True, gc=False):
    """A participle, masculine singular, and whether it can only be passive (قائل; مقول)."""

    spelling: str
    passive: bool


def find_stems(lemma: str, imperfect: str) -> Iterator[Stem]:
    """Give the finite stems of a verb written as in ``verbs.tsv`` (قال, يقول; حثّ, يحثّ)."""
    perfect, present = dediac(lemma), dediac(imperfect)[1:]
    if perfect[-1] == "ن":
        hollow = _is_hollow(lemma)
        yield Stem(perfect[:-2] + "ن" if hollow else perfect + "ن" * _is_doubled(lemma), ("PN",))
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
    yield Stem(perfect, _PERFECT)
    yield Stem(present, _IMPERFECT)
    yield from _final_hamza(perfect, present)
    yield from _round_passive(perfect)
    if len(perfect) == 3 and perfect[0] == "و" and present[0] != "و":  # وصف: يوصف
        yield Stem("و" + present, _IMPERFECT, passive=True)
    if present[:1] == "أ" and len(perfect) == 3:  # أخذ: يؤخذ
        yield Stem("ؤ" + present[1:], _IMPERFECT, passive=True)
    if len(perfect) == 3 and perfect[1] == "أ":  # سأل: سئل
        yield Stem(perfect[0] + "ئ" + perfect[2], _PERFECT, passive=True)


def _final_hamza(perfect: str, present: str) -> Iterator[Stem]:
    """Give what becomes of a last hamza: بدؤوا or بدءوا, يبدؤون, يبدؤه, بدآ, يبدآن; passive بدئ, ينشأ."""
    if perfect[-1] == "أ":
        yield Stem(perfect[:-1] + "ؤ", ("PW",))
        yield Stem(perfect[:-1] + "ء", ("PW",))
        yield Stem(perfect[:-1], ("PD",))
        if perfect[1:2] != "ا" and perfect[2:3] != "ا":
            yield Stem(perfect[:-1] + "ئ", _PERFECT, passive=True)
    if present[-1] == "أ":
        yield Stem(present[:-1] + "ؤ", ("IW",))
        yield Stem(present[:-1] + "ء", ("IW",))
        yield Stem(present[:-1] + "ؤ", ("IE",))
        yield Stem(present[:-1], ("ID",))
    elif present[-1] == "ئ":
        yield Stem(present[:-1] + "أ", ("I",), passive=True)
        yield Stem(present[:-1] + "ؤ", ("IW",), passive=True)


def _round_passive(perfect: str) -> Iterator[Stem]:
    """Give the passive that shows itself by و: قاتل is قوتل, تبادل is تبودل, فاجأ is فوجئ, آخذ is أوخذ."""
    end = "ئ" if perfect[-1] == "أ" else perfect[-1]
    if perfect[0] == "آ" and len(perfect) > 2:
        yield Stem("أو" + perfect[1:-1] + end, _PERFECT, passive=True)
    elif perfect[1:2] == "ا" and len(perfect) == 4:
        yield Stem(perfect[0] + "و" + perfect[2:-1] + end, _PERFECT, passive=True)
    elif perfect[0] == "ت" and perfect[2:3] == "ا":
        yield Stem(perfect[:2] + "و" + perfect[3:-1] + end, _PERFECT, passive=True)


def _hollow(perfect: str, present: str) -> Iterator[Stem]:
    if perfect[-1] == "ء":
        yield from _hollow_hamza(perfect, present)
        return
    yield Stem(perfect, _THIRD_PERSON)
    yield Stem(perfect[:-2] + perfect[-1], ("PS",))
    yield Stem(present, _IMPERFECT)
    yield Stem(present[:-2] + present[-1], ("J",))
    yield Stem(perfect[:-2] + "ي" + perfect[-1], _THIRD_PERSON, passive=True)
    if present[-2] != "ا":
        yield Stem(present[:-2] + "ا" + present[-1], _IMPERFECT, passive=True)


def _hollow_hamza(perfect: str, present: str) -> Iterator[Stem]:
    """Give the stems of a hollow verb that ends in hamza: جاء, جاؤوا, جئت, يجيئون; أساء, أسأت, يسئ."""
    yield Stem(perfect, _THIRD_PERSON)
    yield Stem(perfect[:-1] + "ؤ", ("PW",))
    yield Stem(perfect[:-2] + ("أ" if len(perfect) > 3 else "ؤ" if present[-2] == "و" else "ئ"), ("PS",))
    yield Stem(present, ("I", "IW"))
    if present[-2] == "ي":
        yield Stem(present[:-1] + "ئ", ("IW", "IE", "ID"))
        yield Stem(present[:-2] + "ئ", ("J",))
        yield Stem(present[:-2] + "اء", ("I",), passive=True)
    else:
        yield Stem(present[:-1] + "ؤ", ("IW",))
        yield Stem(present[:-1] + "ؤ", ("IE",))
        yield Stem(present[:-2] + ("أ" if present[-2] == "ا" else "ؤ"), ("J",))
    yield Stem(perfect[:-2] + "يء", ("P",), passive=True)
    yield Stem(perfect[:-2] + "يئ", ("PA",), passive=True)


def _doubled(perfect: str, present: str) -> Iterator[Stem]:
    yield Stem(perfect, _THIRD_PERSON)
    yield Stem(perfect + perfect[-1], ("PS",))
    yield Stem(present, _IMPERFECT)
    yield Stem(present + present[-1], ("J",))


def _defective(perfect: str, present: str) -> Iterator[Stem]:
    base = perfect[:-1]
    yield Stem(perfect, ("P",))
    yield Stem(base, ("PW",))
    if perfect[-1] == "ي":  # بقي: بقيت, بقوا
        yield Stem(perfect, ("PA", "PS"))
    else:  # نفى: نفت, نفاه, نفيا, نفيت; دعا: دعوا, دعوت
        yield Stem(base, ("PA",))
        yield Stem(base + "ا" if base[-1] != "أ" else base[:-1] + "آ", ("PE",))
        yield Stem(base + ("و" if len(perfect) == 3 and present[-1] == "و" else "ي"), ("PD", "PS"))
        yield from _defective_passive(base)
    yield Stem(present, ("I",))
    yield Stem(present[:-1], ("IW", "J"))
    before = present[:-1] + "ا" if present[-2:-1] != "أ" else present[:-2] + "آ"
    yield Stem(before, ("IE",), passive=present[-1] in ("ي", "و"))
    if present[-1] in ("ي", "و"):  # ينفي: ينفى; يدعو: يدعى, يدعيان
        yield Stem(present[:-1] + "ى", ("I",), passive=True)
        if present[0] == "أ" and len(perfect) == 3:  # أتى: يؤتى
            yield Stem("ؤ" + present[1:-1] + "ى", ("I",), passive=True)


def _defective_passive(base: str) -> Iterator[Stem]:
    """Give the passive perfect: نفي, نودي, أوذي, رئي; its plural has no ي: نودوا."""
    if base[0] == "آ":
        base = "أو" + base[1:]
    elif base[1:2] == "ا":
        base = base[0] + "و" + base[2:]
    elif base[0] == "ت" and base[2:3] == "ا":
        base = base[:2] + "و" + base[3:]
    elif len(base) == 2 and base[1] == "أ":
        base = base[0] + "ئ"
    yield Stem(base + "ي", ("P", "PA", "PS"), passive=True)
    yield Stem(base, ("PW",), passive=True)


def find_participles(lemma: str, imperfect: str) -> Iterator[Participle]:
    """Give the participles of a verb, those that look active and passive alike once."""
    perfect, present = dediac(lemma), dediac(imperfect)[1:]
    letters = perfect + (perfect[-1] if _is_doubled(lemma) else "")
    simple = len(letters) == 3 and not (SHADDA in lemma and not _is_doubled(lemma))
    if simple:
        yield from _simple_participles(lemma, letters, present)
        return
    stem = "م" + ("ؤ" + present[1:] if present[0] == "أ" else present)  # ائتلف: مؤتلف
    if _is_defective(lemma):
        yield Participle(stem[:-1] + "ي", passive=False)
        yield Participle(stem[:-1], passive=False)
        yield Participle(stem[:-1] + "ى", passive=True)
        yield Participle(stem[:-1] + "اة", passive=True)
        return
    if stem[-1] == "أ":  # تنبأ: متنبئ
        yield Participle(stem[:-1] + "ئ", passive=False)
    elif stem[-1] == "ئ":  # عبأ: معبئ, معبأ
        yield Participle(stem, passive=False)
        yield Participle(stem[:-1] + "أ", passive=True)
    elif stem[-2] == "ء":  # تضاءل: متضائل
        yield Participle(stem[:-2] + "ئ" + stem[-1], passive=False)
    else:
        yield Participle(stem, passive=False)
    if _is_hollow(lemma) and present[-2] == "ي":
        yield Participle(stem[:-2] + "ا" + stem[-1], passive=True)


def _simple_participles(lemma: str, letters: str, present: str) -> Iterator[Participle]:
    """Give فاعل and مفعول of a verb of three letters: قائل, مقول; ناف, منفي; حاث, محثوث."""
    first, middle, last = letters[0], letters[1], letters[2]
    opening = "آ" if first == "أ" else first + "ا"
    inner = "ئ" if middle == "أ" else middle  # سائل
    if _is_doubled(lemma):
        yield Participle(opening + last, passive=False)
        yield Participle(f"م{first}{middle}و{last}", passive=True)
    elif _is_defective(lemma):
        yield Participle(f"{opening}{inner}ي", passive=False)
        yield Participle(opening + inner, passive=False)
        yield Participle(f"م{first}{inner}" + ("و" if present[-1] == "و" else "ي"), passive=True)
    elif _is_hollow(lemma):
        yield Participle(f"{first}ائ{last}" if last != "ء" else f"{first}ائ" + "ي", passive=False)
        yield Participle("م" + present, passive=True)
    else:
        yield Participle(opening + inner + ("ئ" if last == "أ" else last), passive=False)
        middle = "ؤ" if middle == "أ" else middle  # مسؤول
        yield Participle(f"م{first}{middle}و" + ("ء" if last in ("أ", "ئ", "ؤ") else last), passive=True)
