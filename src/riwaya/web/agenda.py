"""What talks are about, matter by matter: topics that are worded alike, and who said what on each, when."""

from collections.abc import Iterable, Sequence
from math import fsum

import msgspec

from riwaya.cases.parties import name_party
from riwaya.cases.wording import find_words, rarity, stem
from riwaya.types import Act, Party, Reading, Round

_ALIKE = 0.5  # of the rarer words of one topic stand in another, or in a claim: one matter
_SILENT = frozenset({"MED"})  # roles that take no position


class Stance(msgspec.Struct, frozen=True):
    """What somebody said on a matter, by which claim of which report, at which round."""

    round: Round
    party: Party
    act: Act
    text: str
    report: str
    claim: str
    published: str | None


class Matter(msgspec.Struct, frozen=True):
    """Topics of one matter, the shortest first, and what was said on it by time."""

    topics: tuple[str, ...]
    stances: tuple[Stance, ...]


def find_agenda(topics: Iterable[str], told: Iterable[tuple[Round, Reading]]) -> list[Matter]:
    """Give the matters of talks, the most spoken of first; ``told`` are the reports of each round."""
    groups = _group(list(dict.fromkeys(topics)))
    found: list[list[Stance]] = [[] for _ in groups]
    for stance in _stances(told):
        words = _words(stance.text)
        for group, said in zip(groups, found, strict=True):
            if any(_speaks(words, topic) for topic in group):
                said.append(stance)
    matters = [
        Matter(tuple(group), tuple(sorted(said, key=_when)))
        for group, said in zip(groups, found, strict=True)
    ]
    return sorted(matters, key=lambda matter: (-len(matter.stances), matter.topics))


def _stances(told: Iterable[tuple[Round, Reading]]) -> Iterable[Stance]:
    """Give what everybody but the media says in the reports, each claim once."""
    seen: set[tuple[str, str]] = set()
    for round, reading in told:
        actors = {actor.id: actor for actor in reading.actors}
        report = reading.report
        for claim in reading.claims:
            actor = actors.get(claim.source or "")
            if actor is None or claim.content is None or actor.role in _SILENT:
                continue
            if (report.id, claim.id) not in seen:  # two rounds may stand in one report
                seen.add((report.id, claim.id))
                text = report.text[claim.content.start : claim.content.end]
                yield Stance(round, name_party(actor), claim.act, text, report.id, claim.id, report.published)


def _group(topics: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    for topic in sorted(topics, key=lambda topic: (len(topic), topic)):
        words = _words(topic)
        home = next((group for group in groups if _alike(words, _words(group[0]))), None)
        if home is None:
            groups.append([topic])
        else:
            home.append(topic)
    return groups


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(_worth(one), _worth(other))
    return least > 0 and _worth(one & other) >= _ALIKE * least


def _speaks(words: frozenset[str], topic: str) -> bool:
    """Tell whether words speak of a topic: at least half of what it says is among them."""
    wanted = _words(topic)
    return _worth(wanted) > 0 and _worth(wanted & words) >= _ALIKE * _worth(wanted)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(stem, find_words(text)))


def _worth(words: frozenset[str]) -> float:
    return fsum(map(rarity, words))


def _when(stance: Stance) -> tuple[str, str, str]:
    return stance.published or "", stance.report, stance.claim
