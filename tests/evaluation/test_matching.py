"""When two readers mean the same."""

import pytest

from riwaya.evaluation.matching import overlap, pair, same_actor, same_day, same_place, shared, words
from riwaya.types import Actor, ActorRole, Period, Place, Precision, Span


def actor(name: str, country: str | None = None, role: ActorRole | None = None, *mentions: Span) -> Actor:
    return Actor("a", name, None, country, role, mentions)


def place(
    name: str, country: str | None, lat: float | None, lon: float | None, precision: Precision | None = None
) -> Place:
    return Place("p", name, None, country, None, lat, lon, None, precision, ())


def test_spans() -> None:
    assert overlap(Span(0, 3), Span(2, 5))
    assert not overlap(Span(0, 3), Span(3, 5))
    assert not overlap(None, Span(0, 3))
    assert shared(Span(0, 4), Span(2, 6)) == pytest.approx(1 / 3)
    assert (shared(None, None), shared(None, Span(0, 1)), shared(Span(1, 1), Span(1, 1))) == (1.0, 0.0, 0.0)


def test_names_are_compared_by_words_without_the_article() -> None:
    assert words("وزارة الدّفاع") == words("الوزارة دفاع")
    assert words(None) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (actor("أ"), None, False),
        (actor("وزارة الدفاع الروسية"), actor("الدفاع الروسية"), True),
        (actor("موسكو", "RUS", "GOV"), actor("الكرملين", "RUS", "GOV"), True),
        (actor("موسكو", "RUS", "GOV"), actor("الكرملين", "RUS", "MIL"), False),
        (actor("سكان", "RUS", "CIV"), actor("مواطن", "RUS", "CIV"), False),
        (actor("هو", None, None, Span(3, 5)), actor("الوزير", None, None, Span(4, 9)), True),
        (actor(""), actor("أي شخص"), False),
    ],
)
def test_actors(one: Actor | None, other: Actor | None, same: bool) -> None:
    assert same_actor(one, other) is same
    assert same_actor(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (place("كييف", "UKR", 50.45, 30.52), None, False),
        (place("كييف", "UKR", 50.45, 30.52), place("العاصمة", "UKR", 50.5, 30.6), True),
        (place("كييف", "UKR", 50.45, 30.52), place("إربين", "UKR", 50.9, 30.2), False),
        (place("كييف", "UKR", 50.45, 30.52), place("كييف", "RUS", 50.45, 30.52), False),
        (place("أوكرانيا", "UKR", 49.0, 32.0), place("أوكرانيا", "UKR", 48.4, 31.2, "country"), True),
        (place("خط التماس", "UKR", None, None), place("خط التماس", "UKR", 48.1, 37.8), True),
    ],
)
def test_places(one: Place | None, other: Place | None, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_days() -> None:
    assert same_day(Period("2022-03-14T08:00", "2022-03-14"), Period("2022-03-14", "2022-03-14"))
    assert not same_day(Period("2022-03-13", "2022-03-14"), Period("2022-03-14", "2022-03-14"))
    assert not same_day(None, Period("2022-03-14", "2022-03-14"))


def test_the_best_pairs_come_first_and_each_is_used_once() -> None:
    assert pair([1, 5], [5, 1, 5], lambda a, b: a if a == b else 0) == [(1, 0), (0, 1)]
    assert pair([2], [4, 3], lambda a, b: b - a) == [(0, 0)]
