"""Two readers' readings of two made-up reports, with agreements and errors of every kind."""

import copy
from typing import Any

TEXT = (
    "قال وزير الدفاع في كييف أمس إن 20 جنديا قتلوا في قصف على دونيتسك. "
    "ونفت موسكو القصف ولم تقدم دليلا. "
    "ونقلت رويترز عن ناطق قوله إن الجولة الثالثة من المحادثات بشأن الأسرى فشلت."
)


def at(words: str, nth: int = 1) -> list[int]:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


MINISTER = at("وزير الدفاع")
DAY = {"start": "2022-03-13", "end": "2022-03-13"}
GOLD: dict[str, Any] = {
    "schema": "riwaya.reading/1",
    "report": {"id": "one", "text": TEXT},
    "actors": [
        {"id": "a1", "name": "وزير الدفاع", "country": "UKR", "role": "GOV", "mentions": [MINISTER]},
        {"id": "a2", "name": "موسكو", "country": "RUS", "role": "GOV", "mentions": [at("موسكو")]},
        {"id": "a3", "name": "ناطق", "country": None, "role": "REB", "mentions": [at("ناطق")]},
        {"id": "a4", "name": "رويترز", "country": "GBR", "role": "MED", "mentions": [at("رويترز")]},
        {"id": "a5", "name": "جنديا", "country": "UKR", "role": "MIL", "mentions": [at("جنديا")]},
    ],
    "places": [
        {"id": "p1", "name": "دونيتسك", "country": "UKR", "lat": 48.0, "lon": 37.8,
         "mentions": [at("دونيتسك")]},
        {"id": "p2", "name": "أوكرانيا", "country": "UKR", "lat": 49.0, "lon": 32.0, "mentions": []},
    ],
    "claims": [
        {
            "id": "c1", "act": "state", "cue": at("قال"), "source": "a1", "source_span": at("وزير الدفاع"),
            "content": at("إن 20 جنديا قتلوا في قصف على دونيتسك"), "said": DAY, "events": ["e1"],
        },
        {
            "id": "c2", "act": "deny", "cue": at("نفت"), "source": "a2", "source_span": at("موسكو"),
            "content": at("القصف"), "evidence": "no-evidence", "denies": ["c1"], "events": ["e1"],
        },
        {
            "id": "c3", "act": "report", "cue": at("نقلت"), "source": "a3", "via": ["a4"],
            "source_span": at("ناطق"),
            "content": at("إن الجولة الثالثة من المحادثات بشأن الأسرى فشلت"), "events": ["e2"],
        },
    ],
    "events": [
        {
            "id": "e1", "type": "shelling", "triggers": [at("قصف"), at("قصف", 2)], "actors": ["a2"],
            "targets": ["a5"],
            "place": "p1", "when": DAY, "reality": "actual",
            "figures": [{"kind": "killed", "low": 20, "high": 20, "vague": None, "span": at("20 جنديا")}],
        },
        {
            "id": "e2", "type": "talks", "triggers": [at("المحادثات")], "actors": ["a1", "a2"], "targets": [],
            "place": None, "when": None, "reality": "actual", "figures": [],
            "talks": {"round": 3, "topics": [at("الأسرى")], "assessment": "failed"},
        },
    ],
}  # fmt: skip


def predicted() -> dict[str, Any]:
    """Give a reading with errors: an act, a content, a relay, an extra denial, a type, a place, a figure."""
    reading = copy.deepcopy(GOLD)
    claims, events = reading["claims"], reading["events"]
    reading["actors"][0].update(name="الدفاع", mentions=[])
    reading["places"][0].update(lat=48.5, lon=37.8)
    claims[0].update(source_span=None, content=at("إن 20 جنديا"), said=None, evidence="documented")
    claims[1].update(act="reject", denies=["c1", "c3"], evidence=None)
    claims[2].update(via=["a2"], source="a4", source_span=None)
    claims.append({"id": "c4", "act": "state", "cue": at("تقدم"), "source": None, "content": None})
    events[0].update(reality="possible", targets=["a5", "a1"])
    events[0]["figures"].append({"kind": "injured", "low": 2, "span": at("2")})
    events[1].update(when=DAY, place="p2")
    events[1]["talks"] = {"round": 2, "topics": [at("بشأن الأسرى")], "assessment": "failed"}
    events.append({**events[0], "id": "e3", "triggers": [at("قصف", 2)], "figures": []})
    events.append({**events[0], "id": "e4", "type": "attack", "triggers": [at("قتلوا")], "figures": []})
    return reading


def other(reading: dict[str, Any]) -> dict[str, Any]:
    """Give the same reading under another report's id."""
    return {**reading, "report": {**reading["report"], "id": "two"}}
