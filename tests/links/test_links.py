"""Mentions become entities with ids; denials find what they deny; claims know their events."""

import msgspec
import pytest

import riwaya
from riwaya.document import ActorMention, ClaimDraft, Document, EventDraft, PlaceMention
from riwaya.links import link
from riwaya.links.denials import NegationRow, find_denied
from riwaya.resources import load_table
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


def claim(
    act: Act, cue: str, source: ActorMention | None, content: str | None, answers: str = "none"
) -> ClaimDraft:
    body = span(content) if content else None
    return ClaimDraft(act, span(cue), source, (), body, "indirect", answers=answers)  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    ("denial", "denied"),
    [
        (claim("deny", "ونفى", REBELS, None, "bare"), (1,)),
        (claim("deny", "ونفى", REBELS, "اتهامات الحكومة", "report"), (0,)),
        (claim("deny", "ونفى", REBELS, "بقصف السوق"), (0,)),
        (claim("deny", "ونفى", ARMY, "ناطق"), ()),
        (claim("deny", "ونفى", ARMY, None, "bare"), (0,)),
        (claim("state", "ونفى", REBELS, None, "bare"), ()),
    ],
)
def test_what_a_denial_denies(denial: ClaimDraft, denied: tuple[int, ...]) -> None:
    assert find_denied(document(ACCUSED, STATED, denial)) == ((), (), denied)


def test_a_denial_of_reports_goes_to_the_party_it_names() -> None:
    text = "قالت الشرطة اليمنية إن لغما انفجر. وقال الجيش العماني إن الحدود هادئة. ونفت صنعاء تقارير عمانية."

    def mention(words: str, country: str) -> ActorMention:
        at = span(words, text)
        return ActorMention(0, 0, at.start, at.end, words, "organisation", None, country, "MIL")

    police, army, capital = (
        mention("الشرطة اليمنية", "YEM"),
        mention("الجيش العماني", "OMN"),
        mention("صنعاء", "SAU"),
    )
    drafts = (
        ClaimDraft("state", span("قالت", text), police, (), span("إن لغما انفجر", text), "indirect"),
        ClaimDraft("state", span("وقال", text), army, (), span("إن الحدود هادئة", text), "indirect"),
        ClaimDraft(
            "deny", span("ونفت", text), capital, (), span("تقارير عمانية", text), "indirect", answers="report"
        ),
    )
    read = read_tokens(Document(Report("t", text)))
    whole = msgspec.structs.replace(
        read, claims=(drafts[1], drafts[0], drafts[2]), actors=(police, army, capital)
    )
    assert find_denied(whole)[2] == (0,)


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


@pytest.mark.parametrize(
    "row", load_table("riwaya.links", "negations.tsv", NegationRow), ids=lambda row: row.lemma
)
def test_an_accused_who_says_no_denies_the_accusation(row: NegationRow) -> None:
    claims = riwaya.read(row.example).claims
    assert [claim.denies for claim in claims] == [(), ("c1",)]


def test_an_accused_who_speaks_of_something_else_denies_nothing() -> None:
    text = "اتهمت باماكو الجزائر بدعم المتمردين. وقالت الجزائر إن المعبر سيفتح غداً."
    assert [claim.denies for claim in riwaya.read(text).claims] == [(), ()]


def test_a_denial_in_a_masdar_answers_the_claim_in_a_verb() -> None:
    text = "قال المرصد السوري إن الجيش انسحب من حماة. ونفى الجيش انسحابه من حماة."
    assert [claim.denies for claim in riwaya.read(text).claims] == [(), ("c1",)]


def test_a_rejected_report_is_denied_by_who_rejects_it() -> None:
    text = "رفضت طهران تقريرا من خبراء الأمم المتحدة يقول إن السفن تهرب السلاح."
    assert [claim.denies for claim in riwaya.read(text).claims] == [("c2",), ()]


def test_a_denial_may_stand_before_the_accusation() -> None:
    text = "نفت طهران تزويد الحوثيين بالسلاح. واتهمت الرياض طهران بتزويد الحوثيين بالسلاح."
    assert [claim.denies for claim in riwaya.read(text).claims] == [("c2",), ()]
