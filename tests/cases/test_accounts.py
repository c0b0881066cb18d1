"""What a case tells: who says what, figures over time, origins, and how it stands."""

import msgspec
import pytest

from riwaya.cases import find_cases
from riwaya.types import Actor, Case, Reading, Report
from tests.cases.stories import MARKET, read, read_all


def find_case(*ids: str) -> Case:
    """Give the case that the reports lead with."""
    cases = find_cases(read_all(*ids))
    return next(c for c in cases if any((m.report, m.event) == (ids[0], "e1") for m in c.events))


def test_each_party_has_its_account() -> None:
    case = find_case(*MARKET)
    rooms = next(one for one in case.accounts if one.figures and one.figures[0].low == 20)
    assert [statement.report for statement in rooms.statements] == ["market-1", "market-2"]
    (killed,) = rooms.figures
    assert (killed.kind, killed.low, killed.best, killed.high) == ("killed", 20, 43, 43)
    army = next(one for one in case.accounts if one.denies)
    assert army.party.country == "SDN"
    assert army.party.role == "MIL"


def test_figures_rise_over_time() -> None:
    case = find_case(*MARKET)
    told = [(toll.published, toll.low) for toll in case.tolls if toll.kind == "killed"]
    assert told == sorted(told, key=lambda one: one[0] or "")
    assert (told[0], told[-1][0]) == (("2023-09-10", 20), "2023-09-11")
    (killed,) = (one for one in case.figures if one.kind == "killed")
    assert (killed.low, killed.high) == (20, 46)
    assert "figures differ: 20 to 46 killed" in case.why


def test_a_case_knows_when_and_where() -> None:
    case = find_case(*MARKET)
    assert case.type == "airstrike"
    assert case.when is not None
    assert (case.when.start, case.when.end) == ("2023-09-10", "2023-09-10")
    assert case.place is not None
    assert case.place.country == "SDN"
    assert case.place.mentions == ()


def test_chains_lead_from_outlet_to_source() -> None:
    case = find_case("bomb-1", "bomb-2")
    chains = {statement.chain for one in case.accounts for statement in one.statements}
    assert {chain[0] for chain in chains} == {"صحيفة دجلة", "قناة الفرات الأوسط"}
    assert all("رويترز" in chain[1] and "قائد شرطة نينوى" in chain[2] for chain in chains)


def test_outlets_with_one_origin_count_once() -> None:
    case = find_case("bomb-1", "bomb-2")
    (origin,) = case.origins
    assert len(origin.outlets) == 2
    assert case.status == "one-source"
    assert any("one origin" in reason for reason in case.why)


def test_copies_are_one_origin() -> None:
    case = find_case("copy-1", "copy-2")
    (origin,) = case.origins
    assert origin.copies
    assert len(origin.outlets) == 2
    assert case.status == "one-source"


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (("market-other",), "one-source"),
        (MARKET, "contested"),
        (("copy-1", "copy-2", "copy-3"), "corroborated"),
        (("claimed-1",), "unverified"),
    ],
)
def test_status(ids: tuple[str, ...], status: str) -> None:
    case = find_case(*ids)
    assert case.status == status
    assert case.why


def test_what_one_tells_and_another_denies_is_denied() -> None:
    text = "قالت حركة طالبان إن انفجارا وقع في مدينة قندهار الاثنين. ونفت الشرطة الأفغانية وقوع الانفجار."
    reading = make("denied-1", "صحيفة كابل", text)
    (case,) = find_cases([reading])
    assert case.status == "denied"
    assert any(reason.startswith("denied by") for reason in case.why)


_TOLD = "{} إن قصفا مدفعيا على مدينة أم درمان الثلاثاء أدى إلى مقتل {}."
_BLAMED = "قال {} إن {} قصفت سوقا في مدينة أم درمان الثلاثاء وقتلت عشرة مدنيين."
_ARMY, _RSF = "الجيش السوداني", "قوات الدعم السريع"


@pytest.mark.parametrize(
    ("texts", "status", "reason"),
    [
        (
            (_TOLD.format(f"قال {_ARMY}", "خمسة مدنيين"), _TOLD.format(f"قالت {_RSF}", "أربعين مدنيا")),
            "contested",
            f"figures contradict: {_ARMY} 5 killed, {_RSF} 40, on 2024-02-06",
        ),
        (
            (_TOLD.format(f"قال {_ARMY}", "خمسة مدنيين"), _TOLD.format(f"قالت {_RSF}", "ستة مدنيين")),
            "corroborated",
            None,  # counts differ, but not by more than they do anyway
        ),
        (
            (_TOLD.format(f"قال {_ARMY}", "خمسة مدنيين"), _TOLD.format("قالت صحيفة الأفق", "أربعين مدنيا")),
            "corroborated",
            None,  # a newspaper is no side
        ),
        (
            (_BLAMED.format(_ARMY, _RSF), _BLAMED.format(_RSF, f"قوات {_ARMY}")),
            "contested",
            "blame contradicts",
        ),
        (
            (_BLAMED.format(_ARMY, _RSF), _BLAMED.format("والي الخرطوم", _RSF)),
            "one-source",
            None,  # an army and a governor of one state
        ),
    ],
)
def test_what_sides_contradict_each_other_on(texts: tuple[str, ...], status: str, reason: str | None) -> None:
    readings = [
        make(f"told-{number}", f"صحيفة {number}", text, "2024-02-06") for number, text in enumerate(texts)
    ]
    case = next(case for case in find_cases(readings) if case.type == "shelling")
    assert len(case.events) == len(texts)
    contradictions = [why for why in case.why if "contradict" in why]
    assert [why.startswith(reason or "-") for why in contradictions] == [True] * (reason is not None)
    assert case.status == status


def test_a_toll_that_rises_is_no_contradiction() -> None:
    texts = (_TOLD.format(f"قال {_ARMY}", "خمسة مدنيين"), _TOLD.format(f"قالت {_RSF}", "أربعين مدنيا"))
    days = ("2024-02-06", "2024-02-07")
    readings = [make(f"told-{day}", day, text, day) for text, day in zip(texts, days, strict=True)]
    case = next(case for case in find_cases(readings) if case.type == "shelling")
    assert len(case.events) == 2
    assert case.status == "corroborated"


def make(id: str, publisher: str, text: str, day: str = "2021-05-04") -> Reading:
    from riwaya import Reader

    return Reader().read(Report(id, text, None, publisher, published=day))


def test_outlets_that_cite_each_other_are_circular() -> None:
    """A says that B says, B says that A says: one origin, shown as circular."""
    readings = [
        _cites(make("c1", "صحيفة دجلة", _CITED.format("إذاعة النيل")), "إذاعة النيل"),
        _cites(make("c2", "إذاعة النيل", _CITED.format("صحيفة دجلة")), "صحيفة دجلة"),
    ]
    (case,) = (case for case in find_cases(readings) if case.type == "explosion")
    (origin,) = case.origins
    assert origin.circular
    assert set(origin.outlets) == {"صحيفة دجلة", "إذاعة النيل"}
    assert case.status == "one-source"
    assert any(reason.startswith("circular") for reason in case.why)


_CITED = "ذكرت {} أن انفجار سيارة مفخخة في الموصل الثلاثاء أدى إلى مقتل سبعة أشخاص."


def _cites(reading: Reading, name: str) -> Reading:
    """Make sure that the source of the claim is the outlet as it calls itself."""
    (claim,) = reading.claims
    source = next(actor for actor in reading.actors if actor.id == claim.source)
    named = msgspec.structs.replace(source, name=name, name_ar=None, role="MED")
    actors: tuple[Actor, ...] = tuple(named if actor is source else actor for actor in reading.actors)
    return msgspec.structs.replace(reading, actors=actors)


def test_a_case_survives_json() -> None:
    case = find_case(*MARKET)
    assert msgspec.json.decode(case.to_json(), type=Case) == case


def test_a_reading_without_anything_makes_no_case() -> None:
    assert find_cases([make("empty", "صحيفة", "")]) == ()
    assert read("market-1").events
