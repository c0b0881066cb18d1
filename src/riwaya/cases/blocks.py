"""Which tellings are worth comparing: those that share two keys within a week; the rest is never looked at.

A key is a place, a rare word, a number of people or a party. What a telling costs grows with its neighbours,
not with all that is known: it is compared only with those that have two of its keys within some days of it.
"""

from array import array
from collections import Counter
from hashlib import blake2b

from riwaya.cases.tellings import Telling
from riwaya.cases.wording import rarity

DAYS = 7  # that two tellings of one occurrence may lie apart
SHARED = 2  # keys
_CODE = 3  # letters of a state's key: UKR
_LEAST = 3  # a smaller number of people is no key
_KEY_WORDS = 12
_RARE = 3.5  # worth of a word that is a key
_KEY_BYTES = 5  # of a hashed key; two that fall together cost a comparison, no more
_WEEK_BITS = 20  # hold the number of every week that there is


class Blocks:
    """An index of tellings by key and week; numbers stand for tellings, from 0 as they are added."""

    def __init__(self) -> None:
        self._index: dict[int, array[int]] = {}
        self._days = array("i")

    def add(self, telling: Telling) -> list[int]:
        """Give the neighbours of a telling among those added, in order, and add it."""
        day, number = find_day(telling), len(self._days)
        week = day // DAYS
        shared: Counter[int] = Counter()
        for key in find_keys(telling):
            place = (key << _WEEK_BITS) + week
            for near in (place - 1, place, place + 1):
                if near in self._index:
                    shared.update(self._index[near])
            self._index.setdefault(place, array("i")).append(number)
        self._days.append(day)
        days = self._days
        return sorted(n for n, count in shared.items() if count >= SHARED and abs(days[n] - day) <= DAYS)


def find_day(telling: Telling) -> int:
    """Give the day a telling is found by: the last it tells of, else that of its report."""
    day = telling.last if telling.last is not None else telling.published
    return day if day is not None else 0


def find_keys(telling: Telling) -> list[int]:
    """Give the keys of a telling, hashed, in order."""
    keys = {f"p:{name}" for name in telling.places}
    if telling.spot is not None and not telling.spot.whole_country:
        keys.add(f"p:{telling.spot.name}")
    # States are in the news every day: only together with the type are they a key.
    keys.update(f"a:{party}{telling.type if _is_state(party) else ''}" for party in telling.parties)
    keys.update(f"n:{kind}{number}" for kind, number in telling.counts if number >= _LEAST)
    rare = sorted((-rarity(word), word) for word in telling.words)
    keys.update(f"w:{word}" for worth, word in rare[:_KEY_WORDS] if -worth >= _RARE)
    return sorted({_hash(key) for key in keys})


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest())


def _is_state(party: str) -> bool:
    return len(party) == _CODE and party.isupper()
