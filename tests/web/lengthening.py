"""A short report told over and over, as one long report with its reading."""

from typing import Any

import msgspec

from riwaya.types import Actor, Claim, Event, Place, Reading, Span


def lengthen(reading: Reading, name: str, times: int) -> Reading:
    """Repeat a report so many times; names stay the same, claims and events do not."""
    text = reading.report.text.rstrip("\n") + "\n"
    claims: list[Claim] = []
    events: list[Event] = []
    mentions: dict[str, list[Span]] = {}
    for at in range(times):
        names = {one.id: f"c{len(claims) + n}" for n, one in enumerate(reading.claims, 1)}
        names |= {one.id: f"e{len(events) + n}" for n, one in enumerate(reading.events, 1)}
        claims += [_move(claim, at * len(text), names) for claim in reading.claims]
        events += [_move(event, at * len(text), names) for event in reading.events]
        named: tuple[Actor | Place, ...] = (*reading.actors, *reading.places)
        for name_of in named:
            mentions.setdefault(name_of.id, []).extend(_move(name_of.mentions, at * len(text), {}))
    replace = msgspec.structs.replace
    return replace(
        reading,
        report=replace(reading.report, id=name, text=text * times),
        actors=tuple(replace(one, mentions=tuple(mentions[one.id])) for one in reading.actors),
        places=tuple(replace(one, mentions=tuple(mentions[one.id])) for one in reading.places),
        claims=tuple(claims),
        events=tuple(events),
        dropped=(),
    )


def _move(value: Any, by: int, names: dict[str, str]) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, msgspec.Struct):
        fields = {name: _move(getattr(value, name), by, names) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, tuple):
        return tuple(_move(one, by, names) for one in value)
    return names.get(value, value) if isinstance(value, str) else value
