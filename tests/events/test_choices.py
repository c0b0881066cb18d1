import msgspec
import pytest

from riwaya.document import Document
from riwaya.events.assembly import find_events
from riwaya.events.weights import choose_best
from riwaya.reader import STAGES
from riwaya.types import Report


class Named(msgspec.Struct, frozen=True):
    key: str
    score: float


def realities(text: str) -> set[str]:
    document = Document(Report("r", text, published="2024-05-12"))
    for stage in STAGES[:-1]:
        document = stage.run(document)
    return {event.reality for event in find_events(document).events}


def test_mentions_of_one_thing_add_up() -> None:
    one, two, other = Named("a", 0.2), Named("a", 0.4), Named("b", 0.9)
    assert choose_best([one, other, two]) == two
    assert choose_best([one, other]) == other


def test_nothing_is_chosen_where_nothing_is_likely() -> None:
    assert choose_best([Named("a", -0.1)]) is None
    assert choose_best([Named("a", -0.1), Named("a", -0.2)]) is not None
    assert choose_best(list[Named]()) is None


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("شن الطيران غارة على المدينة أمس.", "actual"),
        ("لم تقصف القوات القرية أمس.", "negated"),
        ("سيزور الوزير العاصمة الأسبوع المقبل.", "planned"),
        ("دعا الأمين العام إلى وقف إطلاق النار في البلاد.", "planned"),
        ("قد تقصف القوات القرية.", "possible"),
    ],
)
def test_what_governs_an_event_says_whether_it_is_fact(text: str, reality: str) -> None:
    assert realities(text) == {reality}
