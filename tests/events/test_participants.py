"""Who takes part, all tellings taken together: each body once, nobody on both sides."""

import pytest

from riwaya.document import ActorMention
from riwaya.events.arguments import Arguments, Scored
from riwaya.events.participants import unite
from riwaya.types import ActorRole


def scored(
    name: str, at: int, score: float, *, stop: int = 0, role: ActorRole = "OTH", country: str | None = None
) -> Scored:
    start = at * 5
    mention = ActorMention(at, stop or at + 1, start, start + 4, name, "group", country=country, role=role)
    return Scored(mention, score, "argument:/nsubj")


def names(actors: list[Scored], targets: list[Scored] | None = None) -> tuple[list[str], list[str]]:
    chosen = unite([Arguments(tuple(actors), tuple(targets or ()))])
    some, others = ([one.mention.name for one in side] for side in chosen)
    return some, others


def test_one_state_is_named_once_by_its_best_mention() -> None:
    chad = scored("تشاد", 1, 1.5, role="GOV", country="TCD")
    capital = scored("نجامينا", 4, 2.5, role="GOV", country="TCD")
    niger = scored("النيجر", 6, 1.6, role="GOV", country="NER")
    assert names([chad, capital, niger]) == (["نجامينا", "النيجر"], [])


def test_its_army_is_another_body() -> None:
    state = scored("تشاد", 1, 1.5, role="GOV", country="TCD")
    army = scored("الجيش التشادي", 4, 2.5, role="MIL", country="TCD")
    assert names([state, army]) == (["تشاد", "الجيش التشادي"], [])


def test_a_phrase_within_another_is_no_body_of_its_own() -> None:
    assert names([scored("قادة الفصيل", 2, 2.0, stop=4), scored("الفصيل", 3, 1.9)]) == (["قادة الفصيل"], [])


@pytest.mark.parametrize(("does", "suffers"), [(2.0, 1.0), (1.0, 2.0)])
def test_nobody_is_on_both_sides(does: float, suffers: float) -> None:
    actors, targets = names([scored("الفصيل", 2, does)], [scored("الفصيل", 6, suffers)])
    assert (len(actors), len(targets)) == ((1, 0) if does > suffers else (0, 1))


def test_all_mentions_of_a_body_count_together() -> None:
    """Of two that are about as likely, the one that three sentences lean to is taken."""
    once, often = scored("الحشد", 2, -0.2), [scored("الجيش", at, -0.6) for at in (5, 9, 14)]
    assert names([once, *often]) == (["الجيش"], [])


def test_one_body_is_taken_on_little_and_others_on_more() -> None:
    assert names([scored("الحشد", 2, -0.9)]) == (["الحشد"], [])
    assert names([scored("الحشد", 2, -0.8), scored("الشرطة", 7, -0.9)]) == (["الحشد"], [])
    assert names([scored("الحشد", 2, 0.2), scored("الشرطة", 7, 0.3)]) == (["الحشد", "الشرطة"], [])
    assert names([scored("الحشد", 2, -2.0)]) == ([], [])
