"""Readings that try to do harm in a spreadsheet, beside plain ones; the sentences are our own."""

from typing import Any

from riwaya.readings import decode_reading
from riwaya.types import Reading
from tests.evaluation import sample

TEXT = (
    "=cmd|'/c calc'!A1 قال مصدر @SUM(1) إن -2+3 سيارة\tو+4 حافلات عبرت\n"
    "\u202eالجسر\u202c في دونيتسك، ونقلت \u200fوكالة عن شاهد <b>قوله</b> إن _x0041_ تأخرت."
)


def at(words: str) -> list[int]:
    """Give the span of words."""
    start = TEXT.index(words)
    return [start, start + len(words)]


PARTS = ("=cmd|'/c calc'!A1", "@SUM(1)", "-2+3 سيارة", "\tو+4 حافلات", "+4 حافلات", "\u202eالجسر\u202c")
_PLAIN: dict[str, Any] = {"country": None, "role": None, "mentions": []}
HOSTILE: dict[str, Any] = {
    "schema": "riwaya.reading/1",
    "report": {
        "id": "-7", "text": TEXT, "title": '=HYPERLINK("http://elsewhere.example","اضغط")',
        "publisher": "@جريدة", "published": "2022-03-14", "credits": ["+وكالة"],
        "url": "https://elsewhere.example/?a=1&b=<x>",
    },
    "actors": [{"id": f"a{n}", "name": part, **_PLAIN} for n, part in enumerate(PARTS)],
    "places": [
        {"id": "p1", "name": "\u200f=دونيتسك", "country": "UKR", "lat": -1.5, "lon": 37.8, "mentions": []}
    ],
    "claims": [
        {"id": f"c{n}", "act": "state", "cue": at("قال"), "source": f"a{n}", "content": at(part),
         "via": ["a1"], "events": ["e1"]}
        for n, part in enumerate((*PARTS, "_x0041_"))
        if part != "_x0041_"
    ] + [{"id": "c9", "act": "deny", "cue": at("نقلت"), "source": None, "content": at("_x0041_ تأخرت")}],
    "events": [
        {
            "id": "e1", "type": "attack", "triggers": [at("عبرت")], "actors": ["a0", "a2"], "targets": ["a4"],
            "place": "p1", "when": None, "reality": "possible",
            "figures": [
                {"kind": "killed", "low": 2, "high": 3, "vague": None, "span": at("-2+3 سيارة")},
                {"kind": "killed", "low": None, "high": None, "vague": "tens", "span": at("+4 حافلات")},
            ],
            "weapons": [at("+4 حافلات")],
        }
    ],
    "notes": ["=NOW()"],
}  # fmt: skip
READINGS: tuple[Reading, ...] = (decode_reading(sample.GOLD, "one"), decode_reading(HOSTILE, "hostile"))
