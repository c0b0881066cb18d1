"""Drawings: where numbers and names stand."""

from itertools import pairwise

import pytest

from riwaya.cases import find_cases
from riwaya.types import Case, Span, Toll
from riwaya.web import chart, graph
from tests.cases.stories import MARKET, read_all


def toll(published: str | None, low: int | None, high: int | None = None, source: str = "س") -> Toll:
    return Toll("killed", low, high if high is not None else low, None, "r", published, source, Span(0, 1))


@pytest.mark.parametrize("leftward", [True, False])
def test_time_runs_with_the_writing_and_more_stands_higher(leftward: bool) -> None:
    tolls = [toll("2024-05-01", 3), toll("2024-05-04", 9), toll("2024-05-09", 40, source="ص")]
    (drawn,) = chart.draw(tolls, leftward=leftward)
    first, second = drawn.lines[0].dots
    (third,) = drawn.lines[1].dots
    assert (first.x < second.x < third.x) is not leftward
    assert first.y > second.y > third.y
    assert all(0 < dot.x < chart.WIDTH and 0 < dot.y < chart.HEIGHT for dot in (first, second, third))
    assert [line.shape for line in drawn.lines] == ["circle", "square"]


def test_spellings_of_one_name_are_one_speaker() -> None:
    tolls = [toll("2024-05-01", 3, source="مرصد الإنسان"), toll("2024-05-02", 4, source="مرصد الانسان")]
    (drawn,) = chart.draw(tolls, leftward=False)
    assert [(line.speaker, len(line.dots)) for line in drawn.lines] == [("مرصد الإنسان", 2)]


def test_a_range_is_a_stroke_and_a_bound_a_dot() -> None:
    (drawn,) = chart.draw([toll("2024-05-01", 10, 20), toll("2024-05-02", None, 7)], leftward=False)
    ranged, bound = drawn.lines[0].dots
    assert ranged.top < ranged.end == ranged.y
    assert bound.top == bound.end


@pytest.mark.parametrize("most", [0, 1, 3, 7, 46, 99, 1_000, 23_456, 10**9])
def test_levels_are_few_round_and_reach_the_most(most: int) -> None:
    (drawn,) = chart.draw([toll("2024-05-01", 0), toll("2024-05-02", most)], leftward=False)
    levels = [level for _, level in drawn.levels]
    assert levels[0] == 0
    assert levels[-1] >= most
    assert 2 <= len(levels) <= 6
    assert all(str(level).rstrip("0") in ("", "1", "2", "3", "4", "5", "6", "8", "15") for level in levels)


def test_days_are_written_without_crowding() -> None:
    month = [toll(f"2024-05-{day:02}", day) for day in range(1, 31)]
    (drawn,) = chart.draw(month, leftward=False)
    places = [x for x, _ in drawn.days]
    assert (drawn.days[0][1], drawn.days[-1][1]) == ("2024-05-01", "2024-05-30")
    assert len(places) <= 8
    assert min(b - a for a, b in pairwise(places)) > 40


def test_what_has_no_day_or_stands_alone_is_not_drawn() -> None:
    assert chart.draw([toll("2024-05-01", 1)], leftward=False) == []
    assert chart.draw([toll(None, 1), toll("soon", 2), toll("2024-05-01", 3)], leftward=False) == []


def market() -> Case:
    return max(find_cases(read_all(*MARKET)), key=lambda case: len(case.events))


@pytest.mark.parametrize("leftward", [True, False])
def test_who_says_it_stands_before_who_publishes_it(leftward: bool) -> None:
    ways = graph.trace(market())
    drawn = graph.draw(ways, leftward=leftward)
    by_name = {node.name: node for node in drawn.nodes}
    assert all((by_name[e.teller].x < by_name[e.told].x) is not leftward for e in drawn.edges)
    assert all(0 <= node.x <= drawn.width - graph.WIDTH for node in drawn.nodes)
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)
    assert [edge.teller for edge in drawn.edges if edge.denies] == ["القوات المسلحة السودانية"]
    assert {node.name for node in drawn.nodes if node.denies} == {"القوات المسلحة السودانية"}
    assert sum(len(way.statements) for way in ways) == sum(len(one.statements) for one in market().accounts)


def test_many_are_not_drawn_but_counted() -> None:
    ways = [graph.Told((f"قائل {n}", "ناشر"), market().accounts[0].statements[:1], False) for n in range(40)]
    drawn = graph.draw(ways, leftward=False)
    assert len(drawn.nodes) + drawn.more == 41
    assert drawn.more > 0


def test_outlets_that_cite_each_other_are_drawn() -> None:
    said = market().accounts[0].statements[:1]
    ways = [graph.Told(("ا ب", "ج د"), said, False), graph.Told(("ج د", "ا ب"), said, False)]
    drawn = graph.draw(ways, leftward=True)
    assert {node.column for node in drawn.nodes} == {2}
    assert len(drawn.edges) == 2
    assert graph.draw([], leftward=True).nodes == ()
