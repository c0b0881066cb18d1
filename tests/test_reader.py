"""Whatever the text: spans lie inside it, on word borders, and the text comes back unchanged."""

import json
from collections.abc import Iterator
from datetime import date

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.errors import InputError
from riwaya.tokens.tokenizer import find_tokens
from riwaya.types import Period, Reading, Span

# Pieces that meet the rules of every room, so that the texts Hypothesis builds are read, not skipped.
PIECES = [
    "قالت", "وأضاف", "أعلن", "نفت", "اتهم", "إن", "أن", "بأن", "بحسب", "وفق ما أفاد", "مشيراً إلى",
    "نقلت وكالة", "كييف", "الجيش السوداني", "وزارة الدفاع الروسية", "مسؤولون", "المتحدث باسم",
    "رويترز", "الجانبان", "بودولياك", "قصف", "انفجار", "مقتل", "اعتقال", "محادثات",
    "الجولة الرابعة", "وقف إطلاق النار", "غارة جوية", "إجلاء", "20", "شخصاً", "على الأقل", "عشرات",
    "ثلاثة", "قتيلان", "الآلاف", "٣٥", "1,700", "مليوني", "بينهم", "آخرون", "أمس", "اليوم الاثنين",
    "14 مارس 2022", "الأسبوع الماضي", "منذ", "قبل يومين", "في", "من", "إلى", "شمال مدينة", "حلب",
    "دونيتسك", "صاروخ", "مسيرة", "لم يتسن التحقق", "دون تقديم أدلة", "\"", "«", "»", "(", ")", ":",
    "،", ".", "؟", "\n", "\n\n", " - ", "ـ", "\u200f", "\u064e", "👍", "abc", "\u0000", "\ufefb",
    "1439هـ", "، ", "و", "ال", "وكالة", "«سا»", "«نوفا»", "قُتل", "\ufdfb", "\u2069",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


def spans(reading: Reading) -> Iterator[Span]:
    for actor in reading.actors:
        yield from actor.mentions
    for place in reading.places:
        yield from place.mentions
    for claim in reading.claims:
        yield claim.cue
        yield from (s for s in (claim.source_span, claim.content) if s)
        yield from period_spans(claim.said)
        yield from (s for reason in claim.why for s in reason.spans)
    for event in reading.events:
        yield from (*event.triggers, *event.weapons, *(f.span for f in event.figures))
        yield from event.talks.topics if event.talks else ()
        yield from period_spans(event.when)
        yield from (s for reason in event.why for s in reason.spans)
    yield from (dropped.span for dropped in reading.dropped)


def period_spans(period: Period | None) -> Iterator[Span]:
    if period is not None and period.span is not None:
        yield period.span


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "2022-03-14", "2019-07-01T10:00:00+03:00"]))
def test_spans_lie_inside_any_text(text: str, published: str | None) -> None:
    reading = riwaya.read(text, published=published)
    assert reading.report.text == text
    ends = {end for _, end, _ in find_tokens(text, 0, len(text))}
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert not text[span.start].isspace() and span.end in ends


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_valid_record(text: str) -> None:
    first = riwaya.read(text, published="2022-03-14").to_json()
    assert first == riwaya.read(text, published="2022-03-14").to_json()
    jsonschema.validate(json.loads(first), riwaya.schema())


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_id_leads_somewhere(text: str) -> None:
    reading = riwaya.read(text, published="2022-03-14")
    actors, places = {a.id for a in reading.actors}, {p.id for p in reading.places}
    claims, events = {c.id for c in reading.claims}, {e.id for e in reading.events}
    for claim in reading.claims:
        assert {*claim.via, *([claim.source] if claim.source else [])} <= actors
        assert set(claim.denies) <= claims - {claim.id} and set(claim.events) <= events
    for event in reading.events:
        assert {*event.actors, *event.targets} <= actors and (event.place is None or event.place in places)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(riwaya.RiwayaError, match="31 فبراير"):
        riwaya.read("قال الوزير إن القصف توقف.", published="31 فبراير")


def test_relative_days_need_a_date() -> None:
    text = "قصفت القوات المدينة أمس الأحد."
    assert riwaya.read(text).events[0].when is None
    assert any("unresolved" in note for note in riwaya.read(text).notes)
    dated = riwaya.read(text, published="2022-03-14").events[0].when
    assert dated is not None and dated.start == "2022-03-13"


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(riwaya.RiwayaError, match="U\\+D83D, at offset 4"):
        riwaya.read("قصف \ud83d كييف")


@pytest.mark.parametrize("text", [None, b"x", 3])
def test_what_is_no_text_is_refused_by_name(text: object) -> None:
    with pytest.raises(InputError, match="its text is no text but of type"):
        riwaya.read(text)  # type: ignore[arg-type]


def test_a_day_may_be_given_as_one() -> None:
    text = "قالت بلدية المدينة أمس إن القصف أدى إلى مقتل شخصين."
    assert (
        riwaya.read(text, published=date(2022, 3, 14)).claims
        == riwaya.read(text, published="2022-03-14").claims
    )
