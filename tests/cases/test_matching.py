"""Two tellings: what ties them, what keeps them apart."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from riwaya.cases import matching
from riwaya.cases.matching import find_ties, load_kin, load_ties, weigh
from riwaya.cases.tellings import Spot, Telling, find_distance, find_tellings
from riwaya.cases.wording import AffixRow, find_ordinal, find_words, rarest, rarity, stem
from riwaya.resources import load_table
from riwaya.types import EventType, Reading
from tests.cases.stories import read


def lead(reading: Reading) -> Telling:
    return find_tellings(reading)[0]


def worth(one: Telling, other: Telling) -> float:
    """Weigh two tellings that something binds."""
    found = weigh(one, other)
    assert found is not None
    return found


def change(telling: Telling, **fields: object) -> Telling:
    return msgspec.structs.replace(telling, **fields)


@pytest.mark.parametrize(("east", "west"), [(179.9, -179.9), (-179.9, 179.9), (0.1, -0.1)])
def test_the_shorter_way_is_the_distance(east: float, west: float) -> None:
    one, other = (Spot("جزيرة", None, None, False, False, (-16.5, degrees)) for degrees in (east, west))
    assert find_distance(one, other) == pytest.approx(21.3, abs=0.1)


def test_two_reports_of_one_strike_are_tied() -> None:
    one, other = lead(read("market-1")), lead(read("market-2"))
    ties = find_ties(one, other)
    assert ties is not None
    assert {"same-type", "days-same", "words-shared"} <= ties.keys()
    assert ties.keys() & {"place-same", "place-near", "place-within"}
    assert worth(one, other) > 0
    assert worth(one, other) == worth(other, one)


def test_a_look_alike_is_kept_apart() -> None:
    one, other = lead(read("market-1")), lead(read("market-other"))
    assert one.type == other.type
    assert (weigh(one, other) or 0) <= 0
    near = change(other, spot=one.spot)  # even were it at the same place
    assert worth(one, near) < 0


def test_wording_never_joins_alone() -> None:
    """The same words with nothing else in common: no place, no party, no number."""
    one = lead(read("market-1"))
    bare = change(
        one, spot=None, places=frozenset(), parties=frozenset(), doers=frozenset(), counts=frozenset()
    )
    twin = change(bare, report="twin")
    assert bare.words == twin.words
    assert len(bare.words) > 5
    assert find_ties(bare, twin) is None
    assert find_ties(one, change(one, report="twin")) is not None


def test_days_too_far_apart_join_nothing() -> None:
    one = lead(read("market-1"))
    assert one.first is not None
    later = change(one, report="later", first=one.first + 20, last=one.first + 20)
    assert find_ties(one, later) is None


def test_rounds_with_other_numbers_are_other_rounds() -> None:
    one = next(telling for telling in find_tellings(read("round-2")) if telling.type == "talks")
    assert one.round == 2
    assert worth(one, change(one, report="other", round=3)) < 0
    assert worth(one, change(one, report="other", round=None)) > 0


@pytest.mark.parametrize(
    ("field", "value", "tie"),
    [
        ("ordinal", 4, "ordinal-differs"),
        ("reality", "planned", "reality-differs"),
        ("killed", 200, "toll-far"),
        ("type", "explosion", None),
    ],
)
def test_what_differs_speaks_against(field: str, value: object, tie: str | None) -> None:
    one = change(lead(read("market-1")), ordinal=3)
    same, other = change(one, report="same"), change(one, report="other", **{field: value})
    assert worth(one, other) < worth(one, same)
    assert tie is None or tie in (find_ties(one, other) or {})


def test_every_tie_of_the_table_is_found_by_the_code_and_every_other_way_round() -> None:
    code = Path(matching.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', code))
    ties = set(load_ties())
    assert ties - named == set()
    assert {name for name in named if "-" in name and not name.startswith("ties")} - ties == set()


def test_ties_weigh_what_they_mean() -> None:
    rows = load_ties()
    assert all(row.weight * row.prior > 0 for row in rows.values()), "no weight was turned around by fitting"
    for against in ("bar", "same-report", "days-apart", "place-apart", "ordinal-differs", "toll-far"):
        assert rows[against].weight < 0


def test_kin_is_mutual_and_of_known_types() -> None:
    kin = load_kin()
    assert ("attack", "explosion") in kin
    assert ("explosion", "attack") in kin
    assert ("talks", "airstrike") not in kin
    assert {one for pair in kin for one in pair} == set(get_args(EventType))


@pytest.mark.parametrize(
    ("word", "other"),
    [("والتفجيرات", "تفجير"), ("بالسوق", "سوق"), ("للمحادثات", "محادثات"), ("مسلحون", "مسلحين")],
)
def test_stems(word: str, other: str) -> None:
    (one,), (two,) = find_words(word), find_words(other)
    assert stem(one) == stem(two)


def test_each_affix_is_cut_off_its_example() -> None:
    rows = load_table("riwaya.cases", "affixes.tsv", AffixRow)
    kept = {stem(word) for row in rows for word in find_words(row.example)}
    assert kept == {stem("تفجير"), stem("مفجر")}


def test_rare_words_mean_more() -> None:
    assert rarity("في") < rarity(stem("وزير")) < rarity(stem("سيفاري"))
    assert stem("سيفاري") in rarest(find_words("قال الوزير في سيفاري"), 1)


def test_ordinals() -> None:
    assert find_ordinal(find_words("الجمعة الرابعة من المسيرة")) == 4
    assert find_ordinal(find_words("طائرة ثانية")) == 2
    assert find_ordinal(find_words("غارة جوية")) is None
