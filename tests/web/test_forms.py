"""Forms into records: what fits is taken, what does not is named, and the rest stays as it was."""

import msgspec
import pytest

from riwaya.types import Actor, Claim, Event, Figure, Period, Place, Reason, Span, Talks
from riwaya.web.forms import FIELDS, Form, FormError, blank, fill, parse_span

_CLAIM = Claim(
    "c1", "state", Span(0, 3), "a1", Span(4, 9), ("a2",), Span(10, 40), "indirect", None, None, ("c2",),
    ("e1",),     (Reason("act", "cue:verb"), Reason("source", "source:subject")),
)  # fmt: skip
_EVENT = Event(
    "e1", "talks", (Span(0, 3), Span(5, 9)), ("a1",), (), "p1",
    Period("2024-05-01", "2024-05-03", Span(1, 2)), "actual",
    (Figure("killed", 3, None, None, Span(7, 9)),), (Span(2, 3),), Talks(2, (Span(4, 5),), "progress"),
)  # fmt: skip


def _filled(record: object, **changes: list[str]) -> Form:
    """Give the form of the records above, as a browser sends it, with changes."""
    if isinstance(record, Claim):
        form = {
            "act": ["state"], "cue": ["0-3"], "content": ["10-40"], "source": ["a1"], "source_span": ["4-9"],
            "via": ["a2"], "quoted": ["indirect"], "evidence": [""], "said.start": [""], "said.end": [""],
            "denies": ["c2"], "events": ["e1"],
        }  # fmt: skip
    else:
        form = {
            "type": ["talks"], "triggers": ["0-3", "5-9"], "reality": ["actual"], "actors": ["a1"],
            "place": ["p1"], "when.start": ["2024-05-01"], "when.end": ["2024-05-03"], "when.span": ["1-2"],
            "weapons": ["2-3"], "figures.kind": ["killed", "", ""], "figures.low": ["3", "", ""],
            "figures.high": ["", "", ""],
            "figures.vague": ["", "", ""], "figures.span": ["7-9", "", ""],
            "talks.held": ["yes"], "talks.round": ["2"], "talks.assessment": ["progress"],
            "talks.topics": ["4-5 "],
        }  # fmt: skip
    return {**form, **{name.replace("__", "."): value for name, value in changes.items()}}


@pytest.mark.parametrize("record", [_CLAIM, _EVENT])
def test_a_form_sent_back_as_it_came_changes_nothing(record: Claim | Event) -> None:
    assert fill(record, _filled(record)) == (record, ())


def test_what_changes_loses_the_machines_reason() -> None:
    changed, faults = fill(_CLAIM, _filled(_CLAIM, act=["deny"]))
    assert faults == ()
    assert isinstance(changed, Claim)
    assert (changed.act, [reason.field for reason in changed.why]) == ("deny", ["source"])


def test_eastern_digits_count() -> None:
    changed, _ = fill(_EVENT, _filled(_EVENT, figures__high=["١٢", "", ""]))
    assert isinstance(changed, Event)
    assert changed.figures[0].high == 12


@pytest.mark.parametrize(
    ("record", "changes", "fault"),
    [
        (_CLAIM, {"act": ["sing"]}, "act: sing is not known"),
        (_CLAIM, {"act": []}, "act: is empty"),
        (_CLAIM, {"cue": ["9-3"]}, "cue: 9-3 is no stretch of the text"),
        (_CLAIM, {"cue": ["-1-3"]}, "cue: -1-3 is no stretch of the text"),
        (_CLAIM, {"cue": [f"0-{'9' * 5000}"]}, f"cue: 0-{'9' * 38} is no stretch of the text"),
        (_CLAIM, {"said__start": ["soon"]}, "said: soon is no day"),
        (_EVENT, {"when__start": ["20240501"]}, "when: 20240501 is no day"),
        (_EVENT, {"when__end": ["2024-W20-3"]}, "when: 2024-W20-3 is no day"),
        (_EVENT, {"when__end": ["2024-04-01"]}, "when: 2024-04-01 is before 2024-05-01"),
        (_EVENT, {"triggers": [" "]}, "triggers: is empty"),
        (_EVENT, {"figures__low": ["many", "", ""]}, "figures: many is no number"),
        (_EVENT, {"figures__low": ["-1", "", ""]}, "figures: -1 is less than 0"),
        (_EVENT, {"figures__high": ["1", "", ""]}, "figures: 1 is less than 3"),
        (_EVENT, {"figures__low": ["9999999999", "", ""]}, "figures: 9999999999 is more than 1000000000"),
        (_EVENT, {"figures__low": ["", "", ""]}, "figures: a number is missing"),
        (_EVENT, {"figures__low": ["3"]}, "figures: a part is missing"),
        (_EVENT, {"figures__kind": ["sung", "", ""]}, "figures: sung is not known"),
        (_EVENT, {"figures__span": ["", "", ""]}, "figures: – is no stretch of the text"),
        (_EVENT, {"talks__assessment": ["fine"]}, "talks: fine is not known"),
        (_EVENT, {"talks__round": ["x"]}, "talks: x is no number"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_stays(
    record: Claim | Event, changes: dict[str, list[str]], fault: str
) -> None:
    filled, faults = fill(record, _filled(record, **changes))
    assert [str(one) for one in faults] == [fault]
    assert filled == record


@pytest.mark.parametrize("kind", ["claim", "event", "actor", "place"])
def test_there_is_a_blank_of_every_kind(kind: str) -> None:
    record = blank(kind, Span(2, 5))
    assert {field.name for field in FIELDS[type(record)]} <= set(record.__struct_fields__)
    msgspec.convert(msgspec.to_builtins(record), type(record))  # it is sound


def test_no_field_of_a_claim_or_event_is_forgotten() -> None:
    for kind in (Claim, Event):
        assert set(kind.__struct_fields__) - {"id", "why"} == {field.name for field in FIELDS[kind]}


def test_names_have_numbers_and_texts() -> None:
    place, faults = fill(
        blank("place", Span(0, 3)), {"name": ["نيالا"], "lat": ["12.05"], "lon": [""], "mentions": ["0-3"]}
    )
    assert faults == ()
    assert isinstance(place, Place)
    assert (place.name, place.lat, place.lon) == ("نيالا", 12.05, None)
    for lat in ("91", "nan", "inf", "-1e400"):
        _, faults = fill(place, {"name": ["نيالا"], "lat": [lat], "mentions": ["0-3"]})
        assert [str(one) for one in faults] == [f"lat: {lat} is more than 90"]
    actor, faults = fill(blank("actor", Span(0, 3)), {"name": [""], "mentions": ["0-3"]})
    assert isinstance(actor, Actor)
    assert [str(one) for one in faults] == ["name: is empty"]


def test_kinds_and_stretches_that_are_none() -> None:
    with pytest.raises(FormError, match="kind: song"):
        blank("song", Span(0, 1))
    with pytest.raises(FormError, match="x-1 is no stretch"):
        parse_span("x-1")
