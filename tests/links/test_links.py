"""Mentions become entities with ids; denials find what they deny; claims know their events."""

import msgspec

import riwaya
from riwaya.document import ActorMention, ClaimDraft, Document, EventDraft, PlaceMention
from riwaya.links import link
from riwaya.tokens import read_tokens
from riwaya.types import Act, Figure, Report, Span

TEXT = (
    "اتهمت الحكومة المتمردين بقصف السوق. وقال الجيش السوداني إن الطائرات لم تحلق فوق السوق. "
    "ونفى المتمردون اتهامات الحكومة. ونفى ناطق قصف السوق."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def actor(words: str, role: str, country: str | None = "SDN", ref: str | None = None) -> ActorMention:
    at = span(words)
    return ActorMention(0, 0, at.start, at.end, words, "group", None, country, role, ref)  # type: ignore[arg-type]


def claim(act: Act, cue: str, source: ActorMention | None, content: str | None) -> ClaimDraft:
    body = span(content) if content else None
    return ClaimDraft(act, span(cue), source, (), body, "indirect")


GOVERNMENT = actor("الحكومة", "GOV", ref="government")
NAMED_AGAIN = msgspec.structs.replace(
    GOVERNMENT, start=TEXT.rindex("الحكومة"), end=TEXT.rindex("الحكومة") + 7
)
REBELS = actor("المتمردون", "REB", ref="rebels")
ARMY = actor("الجيش السوداني", "MIL")


def document(*claims: ClaimDraft, **fields: object) -> Document:
    read = read_tokens(Document(Report("t", TEXT)))
    return msgspec.structs.replace(
        read, claims=claims, actors=(GOVERNMENT, ARMY, REBELS, NAMED_AGAIN), **fields
    )


ACCUSED = claim("accuse", "اتهمت", GOVERNMENT, "المتمردين بقصف السوق")
STATED = claim("state", "وقال", ARMY, "إن الطائرات لم تحلق فوق السوق")


def test_mentions_join_by_reference_and_by_name() -> None:
    named = msgspec.structs.replace(REBELS, name_en="Rebels")
    again = actor("المتمردين", "REB", ref="rebels")
    other = msgspec.structs.replace(ARMY, start=80, end=90, name="جيش السوداني")
    reading = link(msgspec.structs.replace(document(), actors=(again, named, ARMY, other)))
    assert [(a.name_en, a.role, len(a.mentions)) for a in reading.actors] == [
        ("Rebels", "REB", 2),
        (None, "MIL", 2),
    ]


def test_a_known_actor_has_the_same_key_in_every_report() -> None:
    first = riwaya.read(
        "قال الحوثيون إن السفينة أصيبت. ورحبت موسكو بالهدنة. وقال سعيد البكري إن الميناء مغلق."
    )
    second = riwaya.read("وأعلنت جماعة أنصار الله هجوما جديدا. ونددت روسيا بالغارات.")
    keys = [
        {actor.ref: (actor.name_en, actor.name_ar) for actor in reading.actors} for reading in (first, second)
    ]
    assert {"Houthis", "RUS"} <= keys[0].keys() & keys[1].keys()
    assert all(keys[0][ref] == keys[1][ref] and all(keys[0][ref]) for ref in ("Houthis", "RUS"))
    unknown = next(actor for actor in first.actors if actor.name == "سعيد البكري")
    assert (unknown.ref, unknown.name_ar) == (None, None)


def test_a_claim_knows_the_events_inside_its_content() -> None:
    at = span("السوق")
    place = PlaceMention(0, 0, at.start, at.end, "السوق", None, "SDN", lat=15.6, lon=32.5)
    shelling = EventDraft("shelling", (span("قصف"),), (REBELS,), (), place, None, "actual", (), (), None)
    toll = Figure("killed", 2, 2, None, span("الطائرات"))
    later = EventDraft("casualties", (span("ناطق"),), (), (), None, None, "actual", (toll,), (), None)
    reading = link(document(ACCUSED, STATED, events=(shelling, later), places=(place,)))
    assert [c.events for c in reading.claims] == [("e1",), ("e2",)]
    assert reading.events[0].place == "p1" and reading.places[0].lat == 15.6
    assert reading.events[0].actors == tuple(a.id for a in reading.actors if a.name == "المتمردون")
