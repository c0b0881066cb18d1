"""Sounds of place names across scripts: Kupiansk and كوبيانسك have the consonants KPNSK in common.

Most small places have no Arabic name in the gazetteer. Reports spell them by ear, so a Latin name and
an Arabic spelling are compared by their consonants first, then by the vowels between them.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from riwaya.resources import load_table

VOWELS = frozenset("AIO")
MAX_SPELLINGS = 16
# What a vowel costs that the other spelling lacks or has otherwise. Arabic leaves short vowels out,
# so a vowel written in Latin only says little; one written in Arabic only says much.
_LATIN_ONLY, _ARABIC_ONLY, _OTHER = 0.25, 1.0, 0.5

Script = Literal["latin", "arabic"]
Where = Literal["any", "initial", "final"]


class Sound(msgspec.Struct, frozen=True):
    """One row of ``sounds.tsv``."""

    script: Script
    where: Where
    sound: str
    letters: tuple[str, ...]


@cache
def _load(script: Script) -> tuple[Mapping[str, tuple[str, ...]], Mapping[Where, Mapping[str, str]], int]:
    """Give sounds by letters, sounds that hold at an end only, and the longest letter group."""
    anywhere: dict[str, tuple[str, ...]] = {}
    ends: dict[Where, dict[str, str]] = {"initial": {}, "final": {}}
    for row in load_table("riwaya.mentions.places", "sounds.tsv", Sound):
        if row.script != script:
            continue
        for letters in row.letters:
            if row.where == "any":
                anywhere[letters] = (*anywhere.get(letters, ()), row.sound)
            else:
                ends[row.where][letters] = row.sound
    return anywhere, ends, max(map(len, anywhere))


def spell(name: str, script: Script) -> tuple[str, ...]:
    """Give the ways a folded name can sound, likeliest first: ماريوبول is MARIOPOL."""
    if script == "latin":
        name = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    anywhere, ends, longest = _load(script)
    spellings = [""]
    at = 0
    while at < len(name):
        for size in range(min(longest, len(name) - at), 0, -1):
            letters = name[at : at + size]
            if letters in anywhere:
                break
        else:
            at += 1
            continue
        sounds = anywhere[letters]
        for where, here in (("initial", at == 0), ("final", at + size == len(name))):
            if here and letters in ends[where]:  # type: ignore[index]  # the two are ends
                sounds = (*sounds, ends[where][letters])  # type: ignore[index]
        spellings = [s if s[-1:] == sound else s + sound for s in spellings for sound in sounds][
            :MAX_SPELLINGS
        ]
        at += size
    return tuple(dict.fromkeys(spellings))


def skeleton(spelling: str) -> str:
    """Keep the consonants."""
    return "".join(sound for sound in spelling if sound not in VOWELS)


def distance(arabic: str, latin: str) -> float:
    """Tell how far the vowels of two spellings with the same consonants differ, per consonant."""
    cost = 0.0
    for ours, theirs in zip(_gaps(arabic), _gaps(latin), strict=True):
        if ours and not theirs:
            cost += _ARABIC_ONLY
        elif theirs and not ours:
            cost += _LATIN_ONLY
        elif ours and ours[0] not in theirs and ours[-1] not in theirs:
            cost += _OTHER
    return cost / max(1, len(skeleton(arabic)))


def _gaps(spelling: str) -> list[str]:
    gaps = [""]
    for sound in spelling:
        if sound in VOWELS:
            gaps[-1] += sound
        else:
            gaps.append("")
    return gaps
