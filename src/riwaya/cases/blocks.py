"""Which tellings are worth comparing: those that share two keys within a week; the rest is never looked at.

A key is a place, a rare word, a number of people or a party. What a telling costs grows with its neighbours,
not with all that is known: it is compared only with those that have two of its keys within some days of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from riwaya.cases.tellings import Telling
from riwaya.cases.wording import rarity

_DAYS = 7  # that two tellings of one occurrence may lie apart
_SHARED = 2
_CODE = 3  # letters of a state's key: UKR
_LEAST = 3  # a smaller number of people is no key
_KEY_WORDS = 12
_RARE = 3.5  # worth of a word that is a key


class Blocks:
    """An index of tellings by key and day; numbers stand for tellings."""

    def __init__(self) -> None:
        self._index: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, number: int, telling: Telling) -> list[int]:
        """Give the neighbours of a telling among those added, in order, and add it."""
        day = _day(telling)
        shared: Counter[int] = Counter()
        for key in find_keys(telling):
            days = self._index[key]
            for near in range(day - _DAYS, day + _DAYS + 1):
                if near in days:
                    shared.update(days[near])
            days[day].append(number)
        return sorted(other for other, count in shared.items() if count >= _SHARED)


def _day(telling: Telling) -> int:
    """Give the day a telling is found by: the last it tells of, else that of its report."""
    day = telling.last if telling.last is not None else telling.published
    return day if day is not None else 0


def find_keys(telling: Telling) -> Iterable[str]:
    """Give the keys of a telling."""
    keys = {f"p:{name}" for name in telling.places}
    if telling.spot is not None and not telling.spot.whole_country:
        keys.add(f"p:{telling.spot.name}")
    # States are in the news every day: only together with the type are they a key.
    keys.update(f"a:{party}{telling.type if _is_state(party) else ''}" for party in telling.parties)
    keys.update(f"n:{kind}{number}" for kind, number in telling.counts if number >= _LEAST)
    rare = sorted((-rarity(word), word) for word in telling.words)
    keys.update(f"w:{word}" for worth, word in rare[:_KEY_WORDS] if -worth >= _RARE)
    return sorted(keys)


def _is_state(party: str) -> bool:
    return len(party) == _CODE and party.isupper()
